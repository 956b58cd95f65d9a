"""One part of a kartläggning: the questions to one voice under each other, and why a voice is missing."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import Signal

from narvaro_desktop.domain.investigation import Module, Question
from narvaro_desktop.domain.terms import AnswerState, Party
from narvaro_desktop.gui.pages.answer_card import AnswerCard
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import caption, label, rule
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.answers import Reply
from narvaro_desktop.usecases.investigations import VOICES

_MISSING: Final = {
    Party.STUDENT: N_("Varför saknas elevens röst?"),
    Party.GUARDIAN: N_("Varför saknas vårdnadshavarnas röst?"),
}


class VoicePanel(Card):
    """`answered`, `replaced` as its cards tell; `missed` tells why the voice is not there."""

    answered = Signal(str, object)
    replaced = Signal(str, str)
    missed = Signal(str)
    nextWanted = Signal(str)
    """The key of the question that has been answered."""

    def __init__(
        self,
        title: str,
        questions: Sequence[Question],
        modules: Sequence[Module],
        party: Party,
        is_open: bool,
    ) -> None:
        super().__init__(title=title)
        self._is_open = is_open
        self._party = party
        self.cards: dict[str, AnswerCard] = {}
        names = {module.key: module.name for module in modules}
        parts = [(key, list(held)) for key, held in groupby(questions, key=lambda one: one.module)]
        for place, (key, held) in enumerate(parts):
            if len(parts) > 1 and names[key] != title:
                if place:
                    self.add(rule())
                self.add(label(names[key], "medium", wrap=True))
            for number, question in enumerate(held):
                if number:
                    self.add(rule())
                self.add(self._card(question))
        self.reason: GrowingText | None = None
        self._reason_field: Field | None = None
        self._ask_why = link(_("Rösten går inte att få"))
        if party in VOICES:
            self._add_reason(party)
        self._counted = label("", "caption2")
        self.set_aside(self._counted)
        if is_open:
            self.add(caption(_keys(party)))

    def show_count(self, done: int, of: int) -> None:
        self._counted.setText(_("{done} av {of} svar").format(done=done, of=of))

    def show_replies(self, replies: Mapping[str, Reply], missing: Mapping[Party, str]) -> None:
        """What is kept in every card, and why the voice is missing."""
        for key, card in self.cards.items():
            card.show_reply(replies[key])
        said = [
            one.answer
            for key, one in replies.items()
            if key in self.cards and one.answer is not None and one.answer.state is AnswerState.ANSWERED
        ]
        if self.reason is None or self._reason_field is None:
            return
        reason = missing.get(self._party, "")
        if not self.reason.hasFocus():
            self.reason.set_text(reason)
        in_use = bool(reason or self.reason.text()) or self.reason.hasFocus()
        self._reason_field.setVisible(in_use)
        self._ask_why.setVisible(self._is_open and not said and not in_use)

    def focus_first(self) -> None:
        """To the first question that has no answer yet, or to the first of all."""
        if self.cards:
            next(iter(self.cards.values())).focus_in()

    def ask_why(self) -> None:
        """Let the reason be written."""
        if self.reason is not None and self._reason_field is not None:
            self._ask_why.hide()
            self._reason_field.show()
            self.reason.setFocus()

    def after(self, key: str) -> AnswerCard | None:
        """The card below that of `key`."""
        keys = list(self.cards)
        place = keys.index(key) + 1
        return self.cards[keys[place]] if place < len(keys) else None

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
