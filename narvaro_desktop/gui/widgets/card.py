"""Card: a surface with a thin line, a title, a place for something at its right, and a body."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import CARD_MARGINS, RADIUS_CARD
from narvaro_desktop.gui.widgets.boxes import Column
from narvaro_desktop.gui.widgets.text import label


class Card(QFrame):
    """Flat: no shadow. `busy(True)` draws a 2 px accent bar along the top."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        title: str = "",
        aside: QWidget | None = None,
        surface: str = "card",
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self._busy = False
        self._title = label(title, "h2")
        self._top = QHBoxLayout()
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        self._aside: QWidget | None = None
        self.body = Column()
        whole = Column(self)
        theme.space(whole, CARD_MARGINS, 12)
        theme.space(self._top, gap=12)
        theme.space(self.body, gap=12)
        whole.addLayout(self._top)
        whole.addLayout(self.body, 1)
        self.set_title(title)
        if aside is not None:
            self.set_aside(aside)

    def set_title(self, title: str) -> None:
        """Name the card; the title is its accessible name."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_aside(self, aside: QWidget | None) -> None:
        """Put `aside` at the right of the title, in the place of what stood there."""
        if self._aside is not None:
            self._top.removeWidget(self._aside)
            self._aside.deleteLater()
        self._aside = aside
        if aside is not None:
            self._top.addWidget(aside)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put `widget` at the end of the body."""
        self.body.addWidget(widget, stretch)

    def clear(self) -> None:
        """Empty the body."""
        empty(self.body)

    def busy(self, working: bool) -> None:
        self._busy = working
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._busy:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
        painter.setClipPath(outline)
        painter.fillRect(0, 0, self.width(), 2, theme.colour("accent"))
        painter.end()


def empty(layout: QLayout) -> None:
    """Take everything out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)  # or it is found among the others until it is deleted
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
            inner.deleteLater()


def row(*widgets: QWidget, gap: int = 8, stretch: bool = True) -> QHBoxLayout:
    """A line of widgets, pushed to the left; fields keep their tops level when one has a fault below it."""
    made = QHBoxLayout()
    theme.space(made, gap=gap)
    for widget in widgets:
        at_top = widget.property("atTop")
        made.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop if at_top else Qt.AlignmentFlag.AlignVCenter)
    if stretch:
        made.addStretch(1)
    return made
