"""Absence in figures, and what in them is worth a look: shares, windows, patterns, early signals."""
