"""Tabs on a card: a row of words with an underline, below it one page at a time, as high as needed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.text import rule


class Tab(QWidget):
    """A column of widgets behind a tab."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        theme.space(self.column, gap=14)

    def put(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)

    def put_buttons(self, *buttons: QWidget) -> None:
        held = QWidget()
        line = row(*buttons)
        line.addStretch(1)
        held.setLayout(line)
        self.column.addWidget(held)


class Tabs(QWidget):
    """Used instead of QTabWidget, which does not ask its pages how high they get at a width."""

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(name)
        self.bar.currentChanged.connect(self._turn)
        self._pages: list[QWidget | None] = []
        self._makers: dict[int, Callable[[], QWidget]] = {}
        self._column = QVBoxLayout()
        theme.space(self._column, (0, 14, 0, 0))
        whole = QVBoxLayout(self)
        theme.space(whole)
        whole.addWidget(self.bar)
        whole.addWidget(rule())
        whole.addLayout(self._column, 1)

    def add(self, page: QWidget | Callable[[], QWidget], words: str) -> int:
        """Put a page behind a tab, or what makes it when the tab is first opened; its place."""
        place = len(self._pages)
        self._pages.append(None)
        if isinstance(page, QWidget):
            self._put(place, page)
        else:
            self._makers[place] = page
        return self.bar.addTab(words)

    def rename(self, place: int, words: str) -> None:
        """Other words on a tab, such as with another count."""
        self.bar.setTabText(place, words)

    def show_page(self, place: int) -> None:
        self.bar.setCurrentIndex(place)

    def current(self) -> int:
        return self.bar.currentIndex()

    def _put(self, place: int, page: QWidget) -> None:
        self._pages[place] = page
        self._column.addWidget(page)
        page.setVisible(place == max(0, self.bar.currentIndex()))

    def _turn(self, place: int) -> None:
        for each, page in enumerate(self._pages):
            if page is not None:
                page.setVisible(each == place)
        if place in self._makers:
            self._put(place, self._makers.pop(place)())
        self.changed.emit(place)
