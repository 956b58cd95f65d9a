"""A heading that can be pressed: words that wrap, in the strong style, read as a button."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from narvaro_desktop.gui import theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LOWEST = 24


class NameButton(QAbstractButton, theme.Themed):
    """Used where a push button would cut its words; underlined under the mouse."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = min(QFontMetrics(theme.font("strong")).horizontalAdvance(self.text()) + 2, theme.px(480))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(_LOWEST))

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(theme.font("strong"))
        words = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, self.text()).height()
        return max(words + theme.px(4), theme.px(_LOWEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme.font("strong")
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.colour("accent_text" if self.underMouse() else "text"))
        one_line = self.height() < QFontMetrics(font).height() * 2
        where = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
        painter.drawText(
            self.rect(), int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | where), self.text()
        )
        painter.end()
