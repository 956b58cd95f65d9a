"""Step three of the import: what no heading tells, and at once whether the file agrees with the answers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.forms.ui_import_meaning import Ui_ImportMeaning
from narvaro_desktop.gui.pages.importing.columns import capital
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.importing.file_in_hand import (
    EXPLAINING,
    AbsenceMeans,
    Answers,
    FileInHand,
    Question,
    Status,
    Unreported,
)

_YES_NO: Final = ((True, N_("Ja")), (False, N_("Nej")))
_CHOICES: Final[dict[Question, tuple[tuple[object, str], ...]]] = {
    Question.ABSENCE_MEANS: tuple((each, each.label) for each in AbsenceMeans),
    Question.UNREPORTED: tuple((each, each.label) for each in Unreported),
    Question.LATE: _YES_NO,
    Question.ONLY_ABSENCE: _YES_NO,
    Question.MONTH_FIRST: ((False, N_("Dag först (13/10)")), (True, N_("Månad först (10/13)"))),
}


class MeaningStep(QWidget):
    """`changed` tells whether everything that is needed has been answered."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._ui = Ui_ImportMeaning()
        self._ui.setupUi(self)
        theme.fit(self)
        self.source = QLineEdit()
        self.source.setMaxLength(60)
        self.source.textEdited.connect(lambda _text: self._tell())
        self.first = DateField(name=_("Första dagen"))
        self.last = DateField(name=_("Sista dagen"))
        self._origin = Field(
            _("Vad heter systemet?"),
            self.source,
            _("Står vid siffrorna: t.o.m. 25 sep · Skola24."),
            optional=True,
        )
        self._from = Field(_("Filen gäller från och med"), self.first)
        self._to = Field(_("Filen gäller till och med"), self.last)
        for field in (self._origin, self._from, self._to):
            self._ui.fields.addWidget(field)
        for edit in (self.first, self.last):
            edit.changed.connect(lambda _day: self._tell())
        self.asked: dict[Question, Segmented] = {}
        self.words: dict[str, QComboBox] = {}
        self._reasons: list[Field] = []
        self.worst = label("", "caption2", wrap=True)
        self._ui.whole.insertWidget(self._ui.whole.indexOf(self._ui.check) + 1, self.worst)
        self._hand: FileInHand | None = None

    def show_file(self, hand: FileInHand) -> None:
        """Ask what this file leaves open."""
        self._hand = hand
        empty(self._ui.questions)
        self.asked = {}
        for question in hand.asked:
            choices = [(key, capital(_(words))) for key, words in _CHOICES[question]]
            chosen = _answer(hand.answers, question)
            box = Segmented(choices, question.label, chosen=chosen)
            box.changed.connect(lambda _key: self._tell())
            self.asked[question] = box
            self._ui.questions.addWidget(Field(question.label, box))
        self._ask_words(hand)
        self._ask_reasons(hand)
        self._ui.asked.setVisible(bool(self.asked or self.words))
        self.source.setText(hand.source)
        self._origin.setVisible(not hand.found.known)
        for field in (self._from, self._to):
            field.setVisible(hand.asks_period)
        if hand.period:
            self.first.set_day(hand.period[0])
            self.last.set_day(hand.period[1])
        self._tell()

    @property
    def first_field(self) -> QWidget:
        """Where one goes on by keyboard."""
        boxes = (*(box.buttons()[0] for box in self.asked.values()), *self.words.values())
        return next(iter(boxes), self.first.edit if self._hand and self._hand.asks_period else self.source)

    def keep_in(self, hand: FileInHand) -> None:
        """Let the file be read by what has been answered."""
        hand.answers, hand.codes = self.answers(), self.codes()
        hand.period = self.period() or hand.period
        hand.source, hand.trial = self.source.text().strip(), None
        hand.system_asked = bool(hand.source) and not hand.found.known

    def answers(self) -> Answers:
        """What has been answered."""
        assert self._hand is not None
        said: dict[str, Any] = {
            question.key: box.chosen() for question, box in self.asked.items() if box.chosen() is not None
        }
        return replace(self._hand.answers, **said)

    def codes(self) -> dict[str, Status]:
        """What has been said of the status words, and the reasons, that nobody knew."""
        if self._reasons and not self._reasons_decide:
            return {}
        return {word: Status.of(box.currentData()) for word, box in self.words.items() if box.currentData()}

    def _ask_words(self, hand: FileInHand) -> None:
        """What each unknown word of the status column says of the lesson."""
        self.words = {}
        for word in hand.words:
            self._ui.questions.addWidget(Field(_meant(word), self._box(word, Status)))

    def _ask_reasons(self, hand: FileInHand) -> None:
        """What the reasons say of the absence, where nothing else does; those that are known are named."""
        self._reasons = []
        for word in hand.reasons:
            box = self._box(word, EXPLAINING)
            words = _meant(word) if word else _("Hur räknas frånvaro utan känd anledning?")
            field = Field(words, box, "" if word else _known_words(hand))
            self._reasons.append(field)
            self._ui.questions.addWidget(field)

    def _box(self, word: str, choices: Iterable[Status]) -> QComboBox:
        box = QComboBox()
        box.addItem(_("Välj …"), "")
        for status in choices:
            box.addItem(capital(status.label), status.key)
        box.activated.connect(lambda _at: self._tell())
        self.words[word] = box
        return box

    @property
    def _reasons_decide(self) -> bool:
        return self._hand is not None and self._hand.reasons_decide(self.answers())

    def period(self) -> tuple[date, date] | None:
        """The days that the file covers, where a person has to say so."""
        first, last = self.first.day(), self.last.day()
        return (first, last) if first and last and first <= last else None

    def _tell(self) -> None:
        assert self._hand is not None
        answered = all(box.chosen() is not None for box in self.asked.values())
        for field in self._reasons:
            field.setVisible(self._reasons_decide)
        moot = bool(self._reasons) and not self._reasons_decide
        answered = answered and (moot or all(box.currentData() for box in self.words.values()))
        whole = not self._hand.asks_period or self.period() is not None
        self.worst.setText("")
        agrees = self._say_check() if answered else True
        self.worst.setVisible(bool(self.worst.text()))
        self._ui.check.setVisible(bool(self._ui.check.text()) and answered)
        self.changed.emit(answered and whole and agrees)

    def _say_check(self) -> bool:
        """Hold the answers against the file's own rows; at least 98 of 100 must agree."""
        assert self._hand is not None
        found, seen = self._hand.found, self._hand.check(self.answers())
        if not seen.checked:
            self._ui.check.setText("")
            return True
        words = _("{agreeing} av {checked} prövade rader stämmer med svaren.").format(
            agreeing=seen.agreeing, checked=seen.checked
        )
        if not seen.passed:
            words += " " + _("Svara på nytt, eller byt kolumn. De här raderna stämmer sämst:")
            shown = (" · ".join(filter(str.strip, found.rows[row])) for row in seen.worst)
            self.worst.setText("\n".join(shown))
        self._ui.check.setProperty("kind", "ok" if seen.passed else "warn")
        self._ui.check.style().polish(self._ui.check)
        self._ui.check.setText(words)
        return seen.passed


def _meant(word: str) -> str:
    return _("Vad betyder ”{word}”?").format(word=word)


def _known_words(hand: FileInHand) -> str:
    """The reasons that decide without being explained; "" where there are none."""
    said = ", ".join(f"{word} ({status.label})" for word, status in hand.known_reasons.items())
    return _("Anledningen avgör: {words}.").format(words=said) if said else ""


def _answer(answers: Answers, question: Question) -> object:
    return getattr(answers, question.key)
