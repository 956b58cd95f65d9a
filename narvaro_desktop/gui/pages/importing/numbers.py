"""Counts as they are written in the import."""


def spaced(number: int) -> str:
    """71 688, with a blank that does not break."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
