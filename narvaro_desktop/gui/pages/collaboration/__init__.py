"""Samverkan of a case: its page, its rows, what is done there."""
