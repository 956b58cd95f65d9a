"""Skyddade personuppgifter, gallring, and the rights of the person."""
