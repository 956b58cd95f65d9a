"""Dataskydd: what the registered ask for, gallring, the review of the log, and papers about it."""
