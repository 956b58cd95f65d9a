"""The slim strip above a page of the practice school: which of the five things comes now, and how."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from narvaro_desktop.gui import announce, icons, theme
from narvaro_desktop.gui.widgets.buttons import Button, icon_button
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_DOT, _GAP = 14, 4
_ROOM_FOR_DOTS = 720


class GuideStrip(QFrame):
    """One sentence, at most one button, a cross. Hidden until it has something to say."""

    pressed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("surface", "guide")
        self.dots = StepDots()
        self._number = label("", "strong")
        self._words = label("", "body", wrap=True)
        self.button = Button(small=True, kind="primary")
        self.button.clicked.connect(self.pressed)
        self.cross = icon_button("x", _("Stäng tipsen"), small=True)
        self.cross.clicked.connect(self.closed)
        line = QHBoxLayout(self)
        theme.space(line, (24, 6, 12, 6), 12)
        line.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._number)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        line.addWidget(self.cross)
        self.cross.setVisible(closable)
        self.hide()

    def say(self, number: int, of: int, behind: int, text: str, button: str = "") -> None:
        """Show what comes now; `behind` of the `of` are ticked. A new sentence is read out."""
        is_new = text != self._words.text() or self.isHidden()
        at = _("Prova {n} av {of}").format(n=number, of=of)
        self.dots.show_steps(of, behind, number)
        self._number.setText(at)
        self._words.setText(text)
        self.setAccessibleName(f"{at}: {text}")
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.show()
        if is_new:
            announce.say(self, self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dots.setVisible(self.width() >= theme.px(_ROOM_FOR_DOTS))

    def text(self) -> str:
        """What is said now; nothing while the strip is hidden."""
        return "" if self.isHidden() else self._words.text()


class StepDots(QWidget, theme.Themed):
    """One dot for each thing to try: done with a check, the one that is said as a ring."""

    _of, _behind, _number = 5, 0, 1

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, of: int, behind: int, number: int) -> None:
        self._of, self._behind, self._number = of, behind, number
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side, gap = theme.px(_DOT), theme.px(_GAP)
        return QSize(self._of * (side + gap) - gap + 2, side + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, gap = theme.px(_DOT), theme.px(_GAP)
        for place in range(self._of):
            box = QRectF(1 + place * (side + gap), 1, side, side)
            self._dot(painter, place, box)
        painter.end()

    def _dot(self, painter: QPainter, place: int, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place < self._behind:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(box)
            inset = box.width() * 0.2
            picture = box.adjusted(inset, inset, -inset, -inset)
            icons.renderer("check", theme.colour("on_accent").name()).render(painter, picture)
        elif place == self._number - 1:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line_strong"))
            radius = box.width() / 5
            painter.drawEllipse(QPointF(box.center()), radius, radius)
