"""Absence files on their way into the vault: looked at, matched, previewed, read, taken back."""
