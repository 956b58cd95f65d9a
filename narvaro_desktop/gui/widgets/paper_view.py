"""The pages of a paper below each other, as wide as there is room; nothing of it is ever a file."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from narvaro_desktop.domain.charts.sheet import Sheet, Written
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.paper_painter import paint
from narvaro_desktop.i18n import _


class PaperPage(QWidget):
    """One page; a screen reader is given its words in the order in which they are written."""

    def __init__(self, sheet: Sheet, number: int, count: int) -> None:
        super().__init__()
        self._sheet, self._drawn = sheet, QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Sida {number} av {count}").format(number=number, count=count))
        self.setAccessibleDescription(
            " ".join(step.words for step in sheet.steps if isinstance(step, Written))
        )

    def set_width(self, wide: int) -> None:
        self.setFixedSize(wide, round(wide * self._sheet.height / self._sheet.width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._drawn.size() != size:
            self._drawn = QPixmap(size)
            self._drawn.fill(Qt.GlobalColor.white)
            with QPainter(self._drawn) as painter:
                paint(painter, self._sheet, size.width() / self._sheet.width)
            self._drawn.setDevicePixelRatio(ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawn)


class PaperView(QScrollArea):
    """All pages; the arrows and Page Up and Down scroll."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Papperet"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        theme.space(column, (8, 8, 8, 8), 12)
        self.pages = [PaperPage(sheet, place, len(sheets)) for place, sheet in enumerate(sheets, 1)]
        for page in self.pages:
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for page in self.pages:
            page.set_width(max(self.viewport().width() - theme.px(16), 100))
