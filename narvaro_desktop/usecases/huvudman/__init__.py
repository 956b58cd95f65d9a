"""The huvudman's register: what has come, and what is done about it."""
