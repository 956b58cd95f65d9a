"""The questions of one module to one voice, under a heading that folds away; cards are made when needed."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.assessment.questions import Question
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.pages.investigation.answer_card import AnswerCard
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import _

_UNDER_HEADING: Final = 3
"""The place below the rule, the name and the button."""


class QuestionSection(QWidget):
    """`folds`: it has a button that opens and closes it. `unfolded` comes when the button opens it."""

    unfolded = Signal()

    def __init__(
        self, title: str, questions: Sequence[Question], make: Callable[[Question], AnswerCard], folds: bool
    ) -> None:
        super().__init__()
        self.title, self.questions = title, tuple(questions)
        self._make = make
        self.cards: dict[str, AnswerCard] = {}
        self._rules: dict[str, QWidget] = {}
        self.is_unfolded = not folds
        self._column = QVBoxLayout(self)
        theme.space(self._column, gap=12)
        self._line = rule()
        self._column.addWidget(self._line)
        self._name = label("" if folds else title, "medium", wrap=True)
        self._column.addWidget(self._name)
        self.button: Button | None = None
        if folds:
            self.button = Button(text=title, kind="quiet", icon="chevron-right")
            self.button.clicked.connect(self._press)
            self._column.addLayout(row(self.button))
        self._readers: QWidget | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(question.key for question in self.questions)

    def build(self, keys: Collection[str] | None = None) -> list[AnswerCard]:
        """The cards that are not there yet, of `keys` or of all; in the order of the questions."""
        made = []
        for question in self.questions:
            if question.key in self.cards or (keys is not None and question.key not in keys):
                continue
            card, line = self._make(question), rule()
            self.cards[question.key], self._rules[question.key] = card, line
            self._column.addWidget(line)
            self._column.addWidget(card)
            made.append(card)
        return made

    def unfold(self, on: bool) -> None:
        """Open it, or fold it away."""
        self.is_unfolded = on or self.button is None
        if self.button is not None:
            self.button.setProperty("iconName", "chevron-down" if on else "chevron-right")

    def show_count(self, done: int, of: int) -> None:
        """How much is answered, in the heading."""
        if self.button is not None:
            self.button.setText(f"{self.title}   {done}/{of}")
            self.button.setAccessibleName(
                _("{module}, {done} av {of} svar").format(module=self.title, done=done, of=of)
            )

    def say_readers(self, words: str) -> None:
        """Under the heading, where they are not the same in the whole part."""
        if words and self._readers is None:
            self._readers = label(words, "caption2", wrap=True)
            self._column.insertWidget(_UNDER_HEADING if self.button else _UNDER_HEADING - 1, self._readers)

    def lay_out(self, alone: str | None, is_open: bool, is_first: bool) -> bool:
        """Show what is wanted: one card alone, or all that is unfolded. Whether anything is shown."""
        shown = [key for key, card in self.cards.items() if self._is_wanted(key, card, alone, is_open)]
        has_head = alone is None and (bool(shown) or (self.button is not None and is_open))
        self._line.setVisible(has_head and not is_first)
        self._name.setVisible(has_head and bool(self._name.text()))
        if self._readers is not None:
            self._readers.setVisible(bool(shown))
        if self.button is not None:
            self.button.setVisible(has_head and is_open)
            self._name.setText("" if is_open else self.title)
        for key, card in self.cards.items():
            card.setVisible(key in shown)
            self._rules[key].setVisible(key in shown and key != shown[0] and alone is None)
        self.setVisible(has_head or bool(shown))
        return has_head or bool(shown)

    def _is_wanted(self, key: str, card: AnswerCard, alone: str | None, is_open: bool) -> bool:
        if alone is not None:
            return key == alone
        return self.is_unfolded if is_open else card.state is not None

    def _press(self) -> None:
        self.unfold(not self.is_unfolded)
        self.unfolded.emit()
