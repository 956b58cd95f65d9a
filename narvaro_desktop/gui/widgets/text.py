"""Words on the page: labels in the text styles of the theme, and a thin rule."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy


def label(text: str, kind: str = "body", wrap: bool = False) -> QLabel:
    """A label in the text style `kind`; plain text, so that what people wrote is never read as markup."""
    made = QLabel(text)
    made.setProperty("kind", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        made.setMinimumWidth(1)
    return made


def h1(text: str) -> QLabel:
    return label(text, "h1", wrap=True)


def h2(text: str) -> QLabel:
    return label(text, "h2", wrap=True)


def strong(text: str) -> QLabel:
    return label(text, "strong", wrap=True)


def body(text: str) -> QLabel:
    return label(text, "body", wrap=True)


def caption(text: str) -> QLabel:
    return label(text, "caption", wrap=True)


def rule() -> QFrame:
    """A line across, 1 px."""
    made = QFrame()
    made.setProperty("surface", "rule")
    made.setFixedHeight(1)
    return made
