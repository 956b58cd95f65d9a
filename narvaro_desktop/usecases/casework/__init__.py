"""A case from the first worry to its end: opened, moved, its duties and clock, what is written in it."""
