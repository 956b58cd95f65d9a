"""Pill: a word or two on a soft ground, with an icon where the word alone could be overlooked."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.tokens import ICON_PILL, PILL, Kind

_SIDE = 10
_GAP = 5


class Pill(QLabel, theme.Themed):
    """Painted, since a style sheet drops a radius that is more than half the height."""

    def __init__(
        self, text: str, kind: Kind = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, kind: Kind = "neutral", icon: str = "") -> None:
        """Say something else from now on."""
        self._kind, self._icon = kind, icon
        self.setText(text)
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("pill")).horizontalAdvance(self.text())
        picture = theme.px(ICON_PILL + _GAP) - theme.px(2) if self._icon else 0
        return QSize(words + picture + 2 * theme.px(_SIDE), theme.px(PILL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, ground = theme.kind_colours(self._kind)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = float(theme.px(_SIDE))
        if self._icon:
            left -= theme.px(2)
            side = theme.px(ICON_PILL)
            place = QRectF(left, (box.height() - side) / 2, side, side)
            icons.renderer(self._icon, ink.name()).render(painter, place)
            left += side + theme.px(_GAP)
        painter.setFont(theme.font("pill"))
        painter.setPen(ink)
        painter.drawText(box.adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()
