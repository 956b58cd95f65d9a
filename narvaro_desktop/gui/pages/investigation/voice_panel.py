"""One voice of a kartläggning: its questions module by module, and why the voice is missing."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import Signal

from narvaro_desktop.domain.assessment.investigation import Voice, answer_key
from narvaro_desktop.domain.assessment.questions import Module, Question
from narvaro_desktop.domain.terms import AnswerState, Party
from narvaro_desktop.gui.pages.investigation.answer_card import AnswerCard
from narvaro_desktop.gui.pages.investigation.question_section import QuestionSection
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.earlier_text import EarlierText
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.assessment.investigation_answers import Reply
from narvaro_desktop.usecases.overwritten import Overwritten

_MISSING: Final = {
    Party.STUDENT: N_("Varför saknas elevens röst?"),
    Party.GUARDIAN: N_("Varför saknas vårdnadshavarnas röst?"),
}
_FEW: Final = 14
"""So many questions stand open under each other; where there are more, their modules fold."""


class VoicePanel(Card):
    """`answered`, `replaced` as its cards tell; `missed` tells why the voice is not there.

    In a talk one question at a time is shown. What has been signed shows only what was answered.
    """

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
        voice: Voice,
        is_open: bool,
    ) -> None:
        super().__init__(title=title)
        self.voice, self.name = voice, title
        self._is_open = is_open
        self._alone: str | None = None
        self._replies: Mapping[str, Reply] = {}
        self.cards: dict[str, AnswerCard] = {}
        """The cards that have been made, by question."""
        self._readers = label("", "caption2", wrap=True)
        self.add(self._readers)
        self.keys = tuple(question.key for question in questions)
        self.sections = self._sections(title, questions, {module.key: module.name for module in modules})
        for section in self.sections:
            section.unfolded.connect(lambda section=section: self._unfold(section))
            self.add(section)
        self.is_awake = False
        self._silent = label("", "body2", wrap=True)
        self.add(self._silent)
        self._silent.hide()
        self.reason: GrowingText | None = None
        self._reason_field: Field | None = None
        self._earlier: EarlierText | None = None
        self._ask_why = link(_("Rösten går inte att få"))
        if voice.party in _MISSING:
            self._add_reason(voice.party)
        self._counted = label("", "caption2")
        self.set_aside(self._counted)
        self._keys_told = caption(_key_words(voice.party))
        if is_open:
            self.add(self._keys_told)

    def wake(self, most: int | None = None) -> None:
        """Make the cards that stand open from the start, or the next `most` of them.

        Making them all at once would be felt.
        """
        if self.is_awake or (not self._is_open and not self._replies):
            return
        left = most
        for section in self.sections:
            keys = [key for key in self._standing(section) if key not in section.cards]
            now = keys if left is None else keys[:left]
            self._build(section, now)
            left = None if left is None else left - len(now)
            if len(now) < len(keys):
                break
        else:
            self.is_awake = True
        self._lay_out()

    def show_count(self, done: int, of: int) -> None:
        self._counted.setText(_("{done} av {of} svar").format(done=done, of=of))

    def show_replies(
        self,
        replies: Mapping[str, Reply],
        missing: Mapping[Voice, str],
        rewritten: Mapping[Voice, Overwritten],
    ) -> None:
        """What is kept in every card, and why the voice is missing."""
        self._replies = replies
        if not self._is_open and self.is_awake:
            for section in self.sections:
                self._build(section, self._answered_in(section))
        self._say_readers()
        for key, card in self.cards.items():
            card.show_reply(self._reply(key), self._usual(self._section(key)))
        for section in self.sections:
            done = sum(self._reply(key).answer is not None for key in section.keys)
            section.show_count(done, len(section.keys))
        self._lay_out()
        self._show_reason(missing.get(self.voice, ""))
        if self._earlier is not None:
            self._earlier.show_earlier(rewritten.get(self.voice), self._is_open)

    def focus_first(self) -> None:
        """To the first question that nobody has answered yet."""
        if self.keys:
            self.focus_on(self.first_left())

    def first_left(self) -> str:
        """The first question that nobody has answered yet, else the first of all."""
        left = (key for key in self.keys if self._replies and self._reply(key).answer is None)
        return next(left, self.keys[0])

    def focus_on(self, key: str) -> None:
        """To the question `key`."""
        if key not in self.cards:
            self.wake()
        section = self._section(key)
        if not section.is_unfolded or key not in self.cards:
            section.unfold(True)
            self._build(section)
            self._lay_out()
        if self._alone is not None:
            self._alone = key
            self._lay_out()
        self.cards[key].focus_in()

    def open_module(self, module: str) -> None:
        """To the first question of a module."""
        keys = [one.key for section in self.sections for one in section.questions if one.module == module]
        left = (key for key in keys if self._replies and self._reply(key).answer is None)
        if keys:
            self.focus_on(next(left, keys[0]))

    def talk(self, on: bool) -> None:
        """One question at a time in big words, or all of them."""
        self.wake()
        self._alone = self.first_left() if on else None
        for section in self.sections:
            if on:
                self._build(section)
            for card in section.cards.values():
                card.enlarge(on)
        self._ask_why.hide()
        self._keys_told.setVisible(not on and self._is_open)
        self._lay_out()
        if self._alone is not None:
            self.cards[self._alone].focus_in()

    @property
    def at(self) -> str | None:
        """The question that is shown alone."""
        return self._alone

    def ask_why(self) -> None:
        """Let the reason be written."""
        if self.reason is not None and self._reason_field is not None:
            self._ask_why.hide()
            self._reason_field.show()
            self.reason.setFocus()

    def after(self, key: str, by: int = 1) -> str | None:
        """The question below `key`, or above it for -1."""
        place = self.keys.index(key) + by
        return self.keys[place] if 0 <= place < len(self.keys) else None

    def _standing(self, section: QuestionSection) -> Sequence[str]:
        """The questions whose cards are there from the start."""
        if not self._is_open:
            return self._answered_in(section)
        return () if section.button else section.keys

    def _answered_in(self, section: QuestionSection) -> list[str]:
        return [key for key in section.keys if self._reply(key).answer is not None]

    def _reply(self, key: str) -> Reply:
        return self._replies[answer_key(key, self.voice.who)]

    def _section(self, key: str) -> QuestionSection:
        return next(section for section in self.sections if key in section.keys)

    def _sections(
        self, title: str, questions: Sequence[Question], names: Mapping[str, str]
    ) -> list[QuestionSection]:
        """One for each module, in the order of the modules; a group of questions has one of its own."""
        order = list(names)
        sorted_ = sorted(questions, key=lambda one: order.index(one.module))
        self.keys = tuple(question.key for question in sorted_)
        parts = [(key, list(held)) for key, held in groupby(sorted_, key=lambda one: (one.module, one.group))]
        made = []
        for place, ((module, group), held) in enumerate(parts):
            name = group or names[module]
            folds = len(parts) > 1 and (len(questions) > _FEW or bool(group)) and place > 0
            words = name if folds or (len(parts) > 1 and name != title) else ""
            made.append(QuestionSection(words, held, self._card, folds))
        return made

    def _unfold(self, section: QuestionSection) -> None:
        if section.is_unfolded:
            self._build(section)
        self._lay_out()
        if section.is_unfolded and self._is_open:
            left = (key for key in section.keys if self._replies and self._reply(key).answer is None)
            section.cards[next(left, section.keys[0])].focus_in()

    def _build(self, section: QuestionSection, keys: Collection[str] | None = None) -> None:
        for card in section.build(keys):
            self.cards[card.question.key] = card
            if self._replies:
                card.show_reply(self._reply(card.question.key), self._usual(section))
            if self._alone is not None:
                card.enlarge(True)

    def _say_readers(self) -> None:
        """Who reads it: once for the whole part, else once under each heading."""
        said = {self._usual(section) for section in self.sections}
        self._readers.setText(said.pop() if len(said) == 1 else "")
        self._readers.setVisible(bool(self._readers.text()))
        for section in self.sections if said else ():
            section.say_readers(self._usual(section))

    def _usual(self, section: QuestionSection) -> str:
        """Who reads most of its answers; the skolsköterska's own are for others."""
        return Counter(self._reply(key).readers for key in section.keys).most_common(1)[0][0]

    def _lay_out(self) -> None:
        """Show the sections and cards that are wanted."""
        is_first = True
        for section in self.sections:
            is_first = not section.lay_out(self._alone, self._is_open, is_first) and is_first
        unanswered = sum(self._reply(key).answer is None for key in self.keys) if self._replies else 0
        words = ngettext("{count} fråga har inget svar.", "{count} frågor har inget svar.", unanswered)
        self._silent.setText(words.format(count=unanswered))
        self._silent.setVisible(not self._is_open and unanswered > 0)

    def _card(self, question: Question) -> AnswerCard:
        card = AnswerCard(question, self._is_open)
        card.answered.connect(self.answered)
        card.replaced.connect(self.replaced)
        card.nextWanted.connect(lambda key=question.key: self.nextWanted.emit(key))
        return card

    def _show_reason(self, reason: str) -> None:
        if self.reason is None or self._reason_field is None:
            return
        if not self.reason.hasFocus():
            self.reason.set_text(reason)
        in_use = bool(reason or self.reason.text()) or self.reason.hasFocus()
        given = (self._reply(key).answer for key in self.keys)
        has_voice = any(one is not None and one.state is AnswerState.ANSWERED for one in given)
        self._reason_field.setVisible(in_use and self._alone is None)
        self._ask_why.setVisible(self._is_open and not has_voice and not in_use and self._alone is None)

    def _add_reason(self, party: Party) -> None:
        self.reason = GrowingText(lines=2)
        self.reason.setReadOnly(not self._is_open)
        self.reason.edited.connect(self.missed)
        help = _("En mening, till exempel att ni har försökt och inte nått fram. Läses av: alla i teamet")
        self._reason_field = Field(_(_MISSING[party]), self.reason, help)
        self._ask_why.clicked.connect(self.ask_why)
        self.body.addLayout(row(self._ask_why))
        self.add(self._reason_field)
        self._earlier = EarlierText(self.reason)
        self.add(self._earlier)
        self._reason_field.hide()


def _key_words(party: Party) -> str:
    """The keys that answer, in one line."""
    if party is Party.HEALTH_TEAM:
        return _("Ctrl Enter: nästa fråga")
    return _("Ctrl Enter: nästa fråga  ·  Alt V: vill inte svara  ·  Alt E: ej frågat")
