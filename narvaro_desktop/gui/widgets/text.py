"""Words on the page: labels in the text styles of the theme, and a thin rule."""

import re
from html import escape
from typing import Any, Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import READING_WIDTH

_COUNTED: Final = re.compile(r"(\d) (?=[^\W\d]|%)")
"""A number and its word: `3 personer`, `28 september`, `15,5 %`."""
_WIDTHS = 100
"""So many are remembered; a window that is drawn larger asks for ever new ones."""


class Words(QLabel):
    """A label that wraps only where it must, and never between a number and what it counts.

    Qt's own would wrap short headings to look square, and ask for the height of one word a line. Layouts
    within layouts ask seventy times how high the same words are: for each width they are laid out once.
    """

    def __init__(self, *given: Any) -> None:
        self._heights: dict[tuple[str, int], int] = {}
        self._given = "", ""
        super().__init__(*given)
        self.setText(super().text())

    def setText(self, words: str) -> None:
        drawn = _COUNTED.sub("\\1\N{NO-BREAK SPACE}", words)
        self._given = words, drawn
        super().setText(drawn)

    def text(self) -> str:
        """The words as they were given, also where Qt has set others as a property."""
        words, drawn = self._given
        now = super().text()
        return words if now == drawn else now

    def heightForWidth(self, width: int) -> int:
        asked = self.text(), width
        height = self._heights.get(asked)
        if height is None:
            if len(self._heights) >= _WIDTHS:
                self._heights.clear()
            height = self._heights[asked] = super().heightForWidth(width)
        return height

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ContentsRectChange):
            self._heights.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        lines = self.text().splitlines() or [""]
        longest = max(self.fontMetrics().horizontalAdvance(line) for line in lines) + 2
        wide = min(longest, theme.px(READING_WIDTH))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(1, self.fontMetrics().height())


def label(text: str, kind: str = "body", wrap: bool = False) -> QLabel:
    """A label in the text style `kind`; plain text, so that what people wrote is never read as markup."""
    made = Words(text)
    made.setProperty("kind", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def plain_tip(words: str) -> str:
    """`words` for a tooltip, which Qt would read as markup where they look like it, images and all."""
    return f"<span>{escape(words)}</span>" if "<" in words else words


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
