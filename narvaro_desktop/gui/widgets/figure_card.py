"""Figure card: caption, value, change in words, where the figure comes from and how sure it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import FIGURE_MARGINS, GAP, NARROW_BELOW, SIDEBAR, Kind
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label

_BESIDE = 4
_LINES = 2
"""Pixels that the card's own lines take, at any text size."""


class FigureCard(QFrame):
    """One figure. A value without a digit ("kan inte beräknas") is drawn smaller, never as 0."""

    def __init__(self, parent: QWidget | None = None, *, caption: str = "", value: str = "") -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._caption = label(caption, "caption2", wrap=True)
        self._value = label("", "kpi", wrap=True)
        self._change = Pill("")
        self._coverage = Pill("", "warn", "triangle-alert")
        self._source = label("", "caption", wrap=True)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(self._middle, gap=_BESIDE)
        self._middle.addWidget(self._value, 1)
        self._middle.addWidget(self._change)
        foot = QHBoxLayout()
        theme.space(foot, gap=8)
        foot.addWidget(self._source, 1)
        foot.addWidget(self._coverage, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        theme.space(whole, FIGURE_MARGINS, 4)
        whole.addWidget(self._caption)
        whole.addLayout(self._middle)
        whole.addLayout(foot)
        whole.addStretch(1)
        self.show_figure(value)

    def show_figure(
        self, value: str, change: str = "", kind: Kind = "neutral", source: str = "", coverage: str = ""
    ) -> None:
        """Show a figure in words: "24,0 %", "↑ 6,0 procentenheter", "t.o.m. 20 nov · Skola24", "osäkert"."""
        counted = any(letter.isdigit() for letter in value)
        self._value.setText(value)
        self._value.setProperty("kind", "kpi" if counted else "kpi2")
        self._value.style().polish(self._value)
        self._change.show_state(change, kind)
        self._change.setVisible(bool(change))
        self._coverage.show_state(coverage, "warn", "triangle-alert")
        self._coverage.setVisible(bool(coverage))
        self._source.setText(source)
        self._source.setVisible(bool(source))
        said = (self._caption.text(), value, change, coverage, source)
        self.setAccessibleName(", ".join(words for words in said if words))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        """The change beside the value where there is room for both, else below it."""
        words = self._value.fontMetrics().horizontalAdvance(self._value.text()) + 1  # it is a fraction more
        room = self.width() - 2 * theme.px(FIGURE_MARGINS[0])
        both = words + theme.px(_BESIDE) + self._change.sizeHint().width() + _LINES
        beside = self._change.isHidden() or both <= room
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._middle.direction():
            self._middle.setDirection(way)
            self._middle.update()

    def set_caption(self, caption: str) -> None:
        self._caption.setText(caption)


class FigureRow(QWidget):
    """Figure cards side by side; two in a row where there is little room."""

    def __init__(self, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = list(cards)
        self._grid = QGridLayout(self)
        theme.space(self._grid, gap=GAP)
        self._across = 0
        self._lay(len(self._cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = theme.px(NARROW_BELOW - SIDEBAR)
        self._lay(len(self._cards) if self.width() >= room * 0.9 else 2)
        super().resizeEvent(event)

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for card in self._cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // across, place % across)
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
