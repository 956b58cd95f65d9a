"""What is true in a school: values and rules, without files, clock, window or database."""
