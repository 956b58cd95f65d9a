"""Sealed files that leave the vault and come into it, and the kontaktkort that they are sealed to."""
