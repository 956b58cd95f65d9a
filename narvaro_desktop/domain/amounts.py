"""Amounts as people write them: large numbers, sizes of files."""

from narvaro_desktop.i18n import _


def grouped(number: int) -> str:
    """`3 812`, with spaces that never break."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def size_words(size: int) -> str:
    """`8 kB`, `2 MB`; `size` in bytes."""
    if size < 1_000_000:
        return _("{size} kB").format(size=max(1, round(size / 1000)))
    return _("{size} MB").format(size=round(size / 1_000_000))
