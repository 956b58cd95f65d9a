"""A scroll area that is as high as what it holds, until there is no more room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme

_RING = 4
"""Room for the focus ring, which is drawn outside its control."""


class Fitting(QScrollArea):
    """`column` takes the widgets. `grown` when they need another height than they have."""

    grown = Signal()

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = 16777215
        self.column = QVBoxLayout()
        theme.space(self.column, (_RING, _RING, _RING, _RING), gap)
        self._inner = QWidget()
        self._inner.setProperty("surface", "clear")
        self._inner.setLayout(self.column)
        self._inner.installEventFilter(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self.setWidget(self._inner)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self.column.count():
            return 0
        column = self.column
        free = column.hasHeightForWidth()
        return min(self.most, column.totalHeightForWidth(width) if free else column.totalSizeHint().height())

    def sizeHint(self) -> QSize:
        wide = self.width()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), theme.px(80)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar()

    def _bar(self) -> None:
        """No scroll bar where all fits without it: beside one, words wrap more and would seem to need it."""
        fits = self.heightForWidth(self.width()) <= self.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._bar()
            self.grown.emit()
        return super().eventFilter(watched, event)
