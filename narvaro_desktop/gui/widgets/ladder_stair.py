"""The närvarotrappa as a stair that rises: done steps filled, the present one outlined, later ones grey."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import RADIUS
from narvaro_desktop.gui.widgets.cells import CellWidget
from narvaro_desktop.gui.widgets.cells_access import Cell
from narvaro_desktop.gui.widgets.stair_block import paint_block
from narvaro_desktop.i18n import N_, _

_GAP = 6
_LOWEST, _HIGHEST = 30, 80
_NARROW_BLOCK = 110
_UNDER = 8
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class StepState(Enum):
    """How a step stands, and the word for those who hear it."""

    DONE = N_("klart")
    SKIPPED = N_("hoppades över")
    CURRENT = N_("pågår")
    HELD = N_("pågår, hålls kvar")
    SUGGESTED = N_("förslag")
    LATER = N_("senare")
    RETURNING = N_("återgång")


@dataclass(frozen=True, slots=True)
class StairStep:
    """One step: its number and name, a second line ("Pågår sedan 12 nov") and what a tooltip adds."""

    number: int
    name: str
    state: StepState
    note: str = ""
    detail: str = ""

    @property
    def here(self) -> bool:
        return self.state in (StepState.CURRENT, StepState.HELD)


class LadderStair(CellWidget):
    """Three to eight steps. Names wrap; where blocks are narrow only the present one is named."""

    stepActivated = Signal(int)
    clickable = True
    cell_role = QAccessible.Role.ListItem
    whole_role = QAccessible.Role.List

    def __init__(self, parent: QWidget | None = None, steps: Sequence[StairStep] = ()) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Närvarotrappan"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.steps: Sequence[StairStep] = ()
        self.cellActivated.connect(lambda place: self.stepActivated.emit(self.steps[place].number))
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[StairStep]) -> None:
        """Show these steps; the focus starts on the present one."""
        self.steps = tuple(steps)
        self.at = next((place for place, step in enumerate(self.steps) if step.here), 0)
        here = next((step.name for step in self.steps if step.here), "")
        self.setAccessibleDescription(_("Nu: {step}").format(step=here) if here else "")
        self._lay()
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120) * max(3, len(self.steps)), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(44) * max(3, len(self.steps)), self._height())

    def restyle(self) -> None:
        self._lay()
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, step in enumerate(self.steps):
            block = self._block(place)
            paint_block(painter, block, step.state.name, str(step.number))
            self._paint_words(painter, block, step)
        self.paint_focus(painter, RADIUS)
        painter.end()

    def _paint_words(self, painter: QPainter, block: QRectF, step: StairStep) -> None:
        if self._crowded() and not step.here:
            return
        wide = self._words_width(block, step)
        left = min(block.left() + 1, self.width() - wide)
        painter.setFont(theme.font("strong" if step.state is not StepState.LATER else "medium"))
        tokens = {StepState.LATER: "text2", StepState.SKIPPED: "text2", StepState.DONE: "text"}
        painter.setPen(theme.colour(tokens.get(step.state, "accent_text")))
        room = QRectF(left, block.bottom() + theme.px(_UNDER), wide, 10_000)
        painter.drawText(room, _WRAPPED, step.name)
        used = painter.boundingRect(room, _WRAPPED, step.name).height()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("warn" if step.state is StepState.HELD else "text2"))
        painter.drawText(room.translated(0, used + theme.px(1)), _WRAPPED, _note(step))

    def _lay(self) -> None:
        self.set_cells(
            [
                Cell(_spoken(step), self._block(place), step.detail or step.note)
                for place, step in enumerate(self.steps)
            ]
        )

    def _block(self, place: int) -> QRectF:
        count = max(1, len(self.steps))
        gap = theme.px(_GAP)
        edge = 3.0
        wide = (self.width() - 2 * edge - gap * (count - 1)) / count
        high = self._block_height(place)
        top = edge + theme.px(_HIGHEST) - high
        return QRectF(edge + place * (wide + gap), top, wide, high)

    def _block_height(self, place: int) -> float:
        rising = [step for step in self.steps if step.state is not StepState.RETURNING]
        if self.steps[place].state is StepState.RETURNING:
            return theme.px(_LOWEST)
        share = place / max(1, len(rising) - 1)
        return theme.px(_LOWEST) + share * (theme.px(_HIGHEST) - theme.px(_LOWEST))

    def _crowded(self) -> bool:
        return bool(self.steps) and self._block(0).width() < theme.px(_NARROW_BLOCK)

    def _words_width(self, block: QRectF, step: StairStep) -> float:
        return (
            min(self.width() - 6.0, theme.px(280.0)) if self._crowded() and step.here else block.width() - 2
        )

    def _words_height(self, place: int, step: StairStep) -> float:
        """How high a step's name and note get, wrapped to the width under its block."""
        wide = max(1.0, self._words_width(self._block(place), step))
        return _wrapped("strong", step.name, wide) + _wrapped("caption", _note(step), wide)

    def _named(self) -> list[tuple[int, StairStep]]:
        """The steps whose names are written out, with their places."""
        crowded = self._crowded()
        return [(place, step) for place, step in enumerate(self.steps) if step.here or not crowded]

    def _height(self) -> int:
        if self.width() < theme.px(_NARROW_BLOCK):
            return theme.px(126)
        words = [self._words_height(place, step) for place, step in self._named()]
        return round(3 + theme.px(_HIGHEST) + theme.px(_UNDER) + max(words, default=0) + theme.px(6))


def _wrapped(style: str, text: str, wide: float) -> float:
    if not text:
        return 0.0
    metrics = QFontMetricsF(theme.font(style))
    return metrics.boundingRect(QRectF(0, 0, wide, 10_000), _WRAPPED, text).height()


def _note(step: StairStep) -> str:
    return step.note or (_("Hoppades över") if step.state is StepState.SKIPPED else "")


def _spoken(step: StairStep) -> str:
    words = _("Steg {number}, {name}: {state}")
    return words.format(number=step.number, name=step.name, state=_(step.state.value))
