"""Narvaro Sans: the program's one font family, loaded from resources."""

from functools import cache

from PySide6.QtGui import QFontDatabase

from narvaro_desktop.paths import resource

FAMILY = "Narvaro Sans"
_FACES = ("Regular", "Medium", "SemiBold", "Bold")


@cache
def load() -> tuple[str, ...]:
    """Make the four faces of the screen known to Qt, once; the family name of each that was loaded."""
    loaded: list[str] = []
    for face in _FACES:
        number = QFontDatabase.addApplicationFont(str(resource("fonts", f"NarvaroSans-{face}.ttf")))
        loaded += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(loaded)
