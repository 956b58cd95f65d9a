"""The pupils of the school and their guardians."""
