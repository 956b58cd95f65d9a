"""A scale as segments with words at its ends, then "Vill inte svara" and "Ej frågat"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.terms import AnswerState
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

Answer = int | AnswerState | None


class ScaleAnswer(QWidget):
    """An answer from `lowest` to `highest`; or why there is none; or None where nobody has answered yet."""

    answered = Signal(object)

    def __init__(
        self,
        question: str,
        low_words: str,
        high_words: str,
        lowest: int = 0,
        highest: int = 10,
        may_decline: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(question)
        steps = [(number, str(number)) for number in range(lowest, highest + 1)]
        self._scale = Segmented(steps, question, may_clear=True)
        self._why = Segmented(
            [(AnswerState.DECLINED, _("Vill inte svara")), (AnswerState.NOT_ASKED, _("Ej frågat"))],
            question,
            may_clear=True,
        )
        for button in self._why.buttons():
            button.setProperty("dense", True)
        ends = f"{lowest} = {low_words}   ·   {highest} = {high_words}"
        whole = QVBoxLayout(self)
        theme.space(whole, gap=6)
        whole.addWidget(label(ends, "caption2", wrap=True))
        whole.addWidget(self._scale)
        whole.addWidget(self._why)
        self._why.setVisible(may_decline)
        self._scale.changed.connect(lambda value: self._told(self._why, value))
        self._why.changed.connect(lambda value: self._told(self._scale, value))

    def value(self) -> Answer:
        chosen = self._scale.chosen()
        if isinstance(chosen, int):
            return chosen
        why = self._why.chosen()
        return why if isinstance(why, AnswerState) else None

    def set_value(self, value: Answer) -> None:
        """Show an answer without telling."""
        self._scale.choose(value if isinstance(value, int) else None)
        self._why.choose(value if isinstance(value, AnswerState) else None)

    def _told(self, other: Segmented, value: object) -> None:
        if value is not None:
            other.choose(None)
        self.answered.emit(self.value())
