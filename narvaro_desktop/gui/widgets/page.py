"""A page: a scroll area, a head with title and actions, a body that stacks where room is short."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QTableView, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tab_order import ReadingOrder
from narvaro_desktop.gui.tokens import GAP, NARROW_BELOW, PAGE_MARGINS, SIDEBAR, SIDEBAR_NARROW
from narvaro_desktop.gui.widgets.boxes import Column, Line
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.text import label

_WORDS = 340
"""Pixels at 100 % that a title with its pills needs beside the buttons."""


class PageHead(QWidget):
    """Title with pills beside it, a line of facts below, actions at the right."""

    def __init__(self, title: str = "", subtitle: str = "") -> None:
        super().__init__()
        self._title = label(title, "h1", wrap=True)
        self._subtitle = label(subtitle, "body2", wrap=True)
        if not subtitle:
            self._subtitle.hide()
        self._pills = QHBoxLayout()
        theme.space(self._pills, gap=8)
        first = QHBoxLayout()
        theme.space(first, gap=10)
        first.addWidget(self._title)
        first.addLayout(self._pills)
        first.addStretch(1)
        words = Column()
        theme.space(words, gap=4)
        words.addLayout(first)
        words.addWidget(self._subtitle)
        self._line = Line(self)
        theme.space(self._line, gap=12)
        self._line.addLayout(words, 1)
        self._right = QHBoxLayout()
        theme.space(self._right, gap=8)
        self._line.addLayout(self._right)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def enlarge(self) -> None:
        """Larger words, for a page that is read across a room."""
        self._title.setProperty("kind", "display")
        self._subtitle.setProperty("kind", "lead")

    def title(self) -> str:
        return self._title.text()

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def set_pills(self, pills: Sequence[QWidget]) -> None:
        """Pills beside the title instead of those before."""
        empty(self._pills)
        for pill in pills:
            self._pills.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_actions(self, *buttons: QWidget) -> None:
        """Buttons at the right, the primary one last."""
        empty(self._right)
        for button in buttons:
            self._right.addWidget(button)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold()
        super().resizeEvent(event)

    def _fold(self) -> None:
        """The buttons stand below the words where too little room is left for a long name and its pills."""
        left = self.width() - self._right.sizeHint().width()
        narrow = self.width() < theme.px(640) or left < theme.px(_WORDS)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        align = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self._right.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)


class Columns(QWidget):
    """Two columns side by side, one under the other where room is short."""

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int] = (5, 6)) -> None:
        super().__init__()
        self._line = Line(self)
        theme.space(self._line, gap=GAP)
        self._line.addWidget(left, shares[0])
        self._line.addWidget(right, shares[1])
        for side in (left, right):
            side.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = theme.px(NARROW_BELOW - SIDEBAR) - 2 * theme.px(PAGE_MARGINS[0])
        narrow = self.width() < room - theme.px(SIDEBAR_NARROW // 2)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        super().resizeEvent(event)


class Page(QScrollArea):
    """Put cards into it with `add`. The shell calls `shown(**what)` each time it comes to the front."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._giving_way: list[tuple[QTableView, Mapping[int, int]]] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("paintsFocus", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        whole = Column(inner)
        theme.space(whole, PAGE_MARGINS, GAP)
        self.head = PageHead(title, subtitle)
        if not title:
            self.head.hide()
        self.body = Column()
        theme.space(self.body, gap=GAP)
        whole.addWidget(self.head)
        whole.addLayout(self.body, 1)
        self.setWidget(inner)
        ReadingOrder(inner, self)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.body.addWidget(widget, stretch)

    def end(self) -> None:
        """What was added keeps its height; the room that is left stays empty below it."""
        self.body.addStretch(1)

    def columns(self, left: QWidget, right: QWidget, shares: tuple[int, int] = (5, 6)) -> Columns:
        made = Columns(left, right, shares)
        self.add(made)
        return made

    def give_way(self, table: QTableView, columns: Mapping[int, int]) -> None:
        """Show each of `columns` only where the page is so wide, in pixels at 100 %: {place: pixels}."""
        self._giving_way.append((table, columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for table, columns in self._giving_way:
            for place, needed in columns.items():
                table.setColumnHidden(place, self.width() < theme.px(needed))

    def shown(self, **what: object) -> None:
        """Called when the page comes to the front; `what` says whose (`case_id=…`)."""

    def focus_search(self) -> None:
        """Ctrl F: the page's own search field, if it has one."""


def stack(*widgets: QWidget, gap: int = GAP) -> QWidget:
    """Widgets under each other, for a column of a page."""
    made = QWidget()
    column = Column(made)
    theme.space(column, gap=gap)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return made
