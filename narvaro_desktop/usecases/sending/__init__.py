"""What is sealed for whom: packages on their way out, and the kontaktkort of schools and laptops."""
