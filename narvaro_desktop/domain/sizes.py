"""The size of a file as people say it."""

from narvaro_desktop.i18n import _


def size_words(size: int) -> str:
    """`8 kB`, `2 MB`; `size` in bytes."""
    if size < 1_000_000:
        return _("{size} kB").format(size=max(1, round(size / 1000)))
    return _("{size} MB").format(size=round(size / 1_000_000))
