"""One event of the timeline, with its disc and its piece of the rail."""

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.tokens import DISC, ICON_DISC, Kind
from narvaro_desktop.gui.widgets.boxes import Column, Line
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_APART = 18


class EventShown(Protocol):
    """What a row needs to know of an event (see `timeline.Entry`)."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def when(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def text(self) -> str: ...
    @property
    def pills(self) -> tuple[tuple[str, Kind], ...]: ...
    @property
    def mark(self) -> str: ...
    @property
    def mark_words(self) -> str: ...
    @property
    def opens(self) -> bool: ...
    @property
    def actions(self) -> tuple[tuple[str, str], ...]: ...


class Disc(QWidget, theme.Themed):
    """An icon on a soft round ground, and the rail below it; a draft's disc is dashed."""

    def __init__(self, icon: str, kind: Kind = "neutral", rail: bool = False, dashed: bool = False) -> None:
        super().__init__()
        self._icon, self._kind, self._rail, self._dashed = icon, kind, rail, dashed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(DISC), theme.px(DISC))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, ground = theme.kind_colours(self._kind)
        side = float(theme.px(DISC))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._rail:
            painter.fillRect(
                QRectF(side / 2 - 1, side + 4, 2, self.height() - side - 8), theme.colour("line")
            )
        dashes = QPen(theme.colour("line_strong"), 1, Qt.PenStyle.DashLine)
        painter.setPen(dashes if self._dashed else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1))
        inner = float(theme.px(ICON_DISC))
        place = QRectF((side - inner) / 2, (side - inner) / 2, inner, inner)
        icons.renderer(self._icon, ink.name()).render(painter, place)
        painter.end()


class TimelineRow(QWidget):
    """Disc at the left; title and time on the first line, then who, the text, pills and actions."""

    opened = Signal(str)
    chosen = Signal(str, str)

    def __init__(self, entry: EventShown, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        words = Column()
        theme.space(words, (0, 1 if entry.opens else 5, 0, 0 if last else _APART), 4)
        words.addLayout(self._first_line())
        if entry.who:
            words.addWidget(label(entry.who, "caption", wrap=True))
        if entry.text:
            words.addWidget(label(entry.text, "body", wrap=True))
        if entry.pills or entry.mark_words or entry.actions:
            words.addWidget(self._below())
        whole = Line(self)
        theme.space(whole, gap=14)
        whole.addWidget(Disc(entry.icon, entry.kind, rail=not last, dashed=entry.mark == "draft"))
        whole.addLayout(words, 1)

    def _first_line(self) -> Line:
        entry = self._entry
        line = Line()
        theme.space(line, gap=8)
        title: QWidget = label(entry.title, "strong", wrap=True)
        if entry.opens:
            title = NameButton(entry.title)
            title.clicked.connect(lambda: self.opened.emit(entry.key))
        line.addWidget(title, 1, Qt.AlignmentFlag.AlignTop)
        when = QLabel(entry.when)
        when.setProperty("kind", "caption2")
        when.setContentsMargins(0, theme.px(4) if entry.opens else 0, 0, 0)
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _below(self) -> QWidget:
        entry = self._entry
        holder = QWidget()
        below = Flow(holder)
        theme.space(below, (0, 2, 0, 0), 8)
        for words, kind in entry.pills:
            below.addWidget(Pill(words, kind))
        if entry.mark == "draft":
            below.addWidget(Pill(entry.mark_words or _("Arbetsmaterial"), "neutral", "pencil"))
        elif entry.mark == "signed":
            below.addWidget(Pill(entry.mark_words, "neutral", "lock"))
        elif entry.mark == "corrected":
            self._add_action(below, "corrected", entry.mark_words)
        for action, words in entry.actions:
            self._add_action(below, action, words)
        return holder

    def _add_action(self, place: Flow, action: str, words: str) -> None:
        button = link(words)
        button.setAccessibleName(f"{words}: {self._entry.title}")
        button.clicked.connect(lambda: self.chosen.emit(self._entry.key, action))
        place.addWidget(button)
