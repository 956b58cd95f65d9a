"""One part of a kartläggning: the questions to one voice under each other, and why a voice is missing."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from narvaro_desktop.domain.investigation import Module, Question
from narvaro_desktop.domain.terms import AnswerState, Party
from narvaro_desktop.gui.pages.answer_card import AnswerCard
from narvaro_desktop.gui.widgets.buttons import Button, link, secondary
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import caption, label, rule
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.investigation_answers import Reply
from narvaro_desktop.usecases.investigations import VOICES

_MISSING: Final = {
    Party.STUDENT: N_("Varför saknas elevens röst?"),
    Party.GUARDIAN: N_("Varför saknas vårdnadshavarnas röst?"),
}


class VoicePanel(Card):
    """`answered`, `replaced` as its cards tell; `missed` tells why the voice is not there.

    Beside a child one question at a time may be shown. What has been signed shows only what was answered.
    """

    answered = Signal(str, object)
    replaced = Signal(str, str)
    missed = Signal(str)
    nextWanted = Signal(str)
    """The key of the question that has been answered."""

    def __init__(
        self, title: str, questions: Sequence[Question], modules: Sequence[Module], party: Party,
        is_open: bool,
    ) -> None:  # fmt: skip
        super().__init__(title=title)
        self._is_open = is_open
        self._party = party
        self._alone: str | None = None
        self.cards: dict[str, AnswerCard] = {}
        self._tops: dict[str, list[QWidget]] = {}
        """What stands above each card: a line, or the name of its module."""
        self._add_cards(title, questions, {module.key: module.name for module in modules})
        self._silent = label("", "body2", wrap=True)
        self.add(self._silent)
        self._silent.hide()
        self.reason: GrowingText | None = None
        self._reason_field: Field | None = None
        self._ask_why = link(_("Rösten går inte att få"))
        if party in VOICES:
            self._add_reason(party)
        self._counted = label("", "caption2")
        self.one_button = Button(text=_("En fråga i taget"), kind="quiet", small=True)
        self.one_button.clicked.connect(self._turn)
        self.next_button = secondary(_("Nästa fråga"), "chevron-right")
        self.next_button.clicked.connect(self._press_next)
        self.next_button.hide()
        self.body.addLayout(row(self.next_button))
        aside = QWidget()
        aside.setLayout(row(self._counted, self.one_button))
        self.set_aside(aside)
        self.one_button.setVisible(is_open and len(self.cards) > 1)
        if is_open:
            self.add(caption(_keys(party)))

    def show_count(self, done: int, of: int) -> None:
        self._counted.setText(_("{done} av {of} svar").format(done=done, of=of))

    def show_replies(self, replies: Mapping[str, Reply], missing: Mapping[Party, str]) -> None:
        """What is kept in every card, and why the voice is missing."""
        for key, card in self.cards.items():
            card.show_reply(replies[key])
        self._lay_out()
        if self.reason is None or self._reason_field is None:
            return
        reason = missing.get(self._party, "")
        if not self.reason.hasFocus():
            self.reason.set_text(reason)
        in_use = bool(reason or self.reason.text()) or self.reason.hasFocus()
        has_voice = any(card.state is AnswerState.ANSWERED for card in self.cards.values())
        self._reason_field.setVisible(in_use)
        self._ask_why.setVisible(self._is_open and not has_voice and not in_use and self._alone is None)

    def focus_first(self) -> None:
        """To the first question that has no answer yet, or to the first of all."""
        left = (key for key, card in self.cards.items() if card.state is None)
        self.focus_on(next(left, next(iter(self.cards))))

    def focus_on(self, key: str) -> None:
        """To the question `key`."""
        if self._alone is not None:
            self._alone = key
            self._lay_out()
        self.cards[key].focus_in()

    def ask_why(self) -> None:
        """Let the reason be written."""
        if self.reason is not None and self._reason_field is not None:
            self._ask_why.hide()
            self._reason_field.show()
            self.reason.setFocus()

    def after(self, key: str) -> str | None:
        """The question below `key`."""
        keys = list(self.cards)
        place = keys.index(key) + 1
        return keys[place] if place < len(keys) else None

    def _turn(self) -> None:
        """One question at a time, or all of them."""
        if self._alone is None:
            left = (key for key, card in self.cards.items() if card.state is None)
            self._alone = next(left, next(iter(self.cards)))
        else:
            self._alone = None
        self.one_button.setText(_("En fråga i taget") if self._alone is None else _("Visa alla frågor"))
        self._ask_why.hide()
        self._lay_out()
        if self._alone is not None:
            self.cards[self._alone].focus_in()

    def _press_next(self) -> None:
        if self._alone is not None:
            self.nextWanted.emit(self._alone)

    def _lay_out(self) -> None:
        """Show the cards that are wanted, with a line between two of them."""
        is_first = True
        for key, card in self.cards.items():
            shown = key == self._alone if self._alone else self._is_open or card.state is not None
            card.setVisible(shown)
            for top in self._tops[key]:
                is_line = isinstance(top, QFrame) and not isinstance(top, QLabel)
                top.setVisible(shown and not (is_line and is_first))
            is_first = is_first and not shown
        self.next_button.setVisible(self._alone is not None)
        unanswered = sum(card.state is None for card in self.cards.values())
        words = ngettext("{count} fråga har inget svar.", "{count} frågor har inget svar.", unanswered)
        self._silent.setText(words.format(count=unanswered))
        self._silent.setVisible(not self._is_open and unanswered > 0)

    def _add_cards(self, title: str, questions: Sequence[Question], names: Mapping[str, str]) -> None:
        parts = [(key, list(held)) for key, held in groupby(questions, key=lambda one: one.module)]
        for key, held in parts:
            for number, question in enumerate(held):
                tops: list[QWidget] = [rule()]
                if number == 0 and len(parts) > 1 and names[key] != title:
                    tops.append(label(names[key], "medium", wrap=True))
                for top in tops:
                    self.add(top)
                self._tops[question.key] = tops
                self.add(self._card(question))

    def _card(self, question: Question) -> AnswerCard:
        card = AnswerCard(question, self._is_open)
        card.answered.connect(self.answered)
        card.replaced.connect(self.replaced)
        card.nextWanted.connect(lambda key=question.key: self.nextWanted.emit(key))
        self.cards[question.key] = card
        return card

    def _add_reason(self, party: Party) -> None:
        self.reason = GrowingText(lines=2)
        self.reason.setReadOnly(not self._is_open)
        self.reason.edited.connect(self.missed)
        help = _("En mening, till exempel att ni har försökt och inte nått fram. Läses av: alla i teamet")
        self._reason_field = Field(_(_MISSING[party]), self.reason, help)
        self._ask_why.clicked.connect(self.ask_why)
        self.body.addLayout(row(self._ask_why))
        self.add(self._reason_field)
        self._reason_field.hide()


def _keys(party: Party) -> str:
    """The keys that answer, in one line."""
    if party is Party.HEALTH_TEAM:
        return _("Ctrl Enter: nästa fråga")
    return _("Ctrl Enter: nästa fråga  ·  Alt V: vill inte svara  ·  Alt E: ej frågat")
