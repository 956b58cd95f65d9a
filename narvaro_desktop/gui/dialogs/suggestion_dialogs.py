"""What I dag asks before an answer: until when, why not, why no utredning; and which classes are own."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.gui import days, proposal_words, theme
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence.suggestions import Answer, Suggested


class WaitDialog(Dialog):
    """Wait until a day, which the caller proposes."""

    def __init__(self, parent: QWidget, who: str, today: date) -> None:
        super().__init__(
            parent,
            _("Vänta med att ta ställning?"),
            _("{who} står under I dag igen den dagen, eller tidigare om frånvaron ökar.").format(who=who),
            _("Vänta"),
        )
        self._today = today
        self.day = DateField(name=_("Vänta till"))
        self._field = Field(_("Vänta till"), self.day)
        self.why = QLineEdit()
        self.add(self._field)
        self.add(Field(_("Varför"), self.why, optional=True))

    def answer(self) -> Answer:
        return Answer(SuggestionAnswer.DEFERRED, self.why.text().strip(), self.day.day())

    def may_close(self) -> bool:
        day = self.day.day()
        fault = self.day.fault()
        if not fault and (day is None or day <= self._today):
            fault = _("Välj en dag efter i dag.")
        self._field.say(fault)
        return not fault


class DeclineDialog(Dialog):
    """Not now, with a sentence on why."""

    def __init__(self, parent: QWidget, who: str) -> None:
        text = _("{who} visas igen om frånvaron ökar med fem procentenheter eller når en högre gräns.")
        super().__init__(parent, _("Avstå från ärende just nu?"), text.format(who=who), _("Avstå"))
        self.why = GrowingText(lines=2, most=6)
        self._field = Field(_("Varför?"), self.why)
        self.add(self._field)

    def answer(self) -> Answer:
        return Answer(SuggestionAnswer.DECLINED, self.why.text().strip())

    def may_close(self) -> bool:
        self._field.say("" if self.why.text().strip() else _("Skriv en mening om varför."))
        return not self._field.fault()


class HigherDialog(Dialog):
    """Open a case on the step that is proposed; the figures stand above the reason, which is the person's."""

    def __init__(self, parent: QWidget, one: Suggested) -> None:
        step = one.proposal.step
        super().__init__(
            parent,
            _("Öppna ärende på steg {n}?").format(n=step),
            _("{name} börjar på {step}. Stegen före hoppas över, och skälet står i trappan.").format(
                name=one.student.name, step=one.step_name.lower()
            ),
            _("Öppna ärende"),
        )
        self._step = step
        self.why = GrowingText(name=_("Varför på det steget?"), lines=2, most=5)
        seen = f"{proposal_words.amount(one.proposal)}. {proposal_words.why(one)}"
        self._field = Field(_("Varför på det steget?"), self.why, seen)
        self.add(self._field)

    def answer(self) -> Answer:
        return Answer(SuggestionAnswer.CASE_OPENED, self.why.text().strip(), step=self._step)

    def may_close(self) -> bool:
        self._field.say("" if self.why.text().strip() else _("Skriv en mening om varför."))
        return not self._field.fault()


class WaiveDialog(Dialog):
    """The rektor's *Utredning behövs inte* for several pupils: those with a reason are decided."""

    def __init__(self, parent: QWidget, students: Sequence[Suggested], today: date, recheck_on: date) -> None:
        super().__init__(
            parent,
            _("Behövs ingen utredning?"),
            _(
                "Skriv varför för de elever som beslutet gäller. Varje elev får ett eget beslut enligt "
                "skollagen. De andra lämnas orörda."
            ),
            _("Besluta"),
            wide=True,
        )
        self.reasons: dict[UUID, QLineEdit] = {}
        for one in students:
            field = QLineEdit()
            field.setPlaceholderText(_("Varför behövs ingen utredning?"))
            field.textChanged.connect(self._count)
            said = _("{name}, {group}").format(name=one.student.name, group=one.student.class_name)
            self.add(Field(said, field, ", ".join(proposal_words.short(one))))
            self.reasons[one.student.id] = field
        self._today, self._until = today, recheck_on
        self._again = label(_("Frågan tas upp igen {day}.").format(day=days.full(recheck_on)), "body2")
        self.other_day = link(_("Välj en annan dag"))
        self.other_day.clicked.connect(self._choose_day)
        self.day: DateField | None = None
        self._line = row(self._again, self.other_day)
        self.body.addLayout(self._line)
        self._count()

    def given(self) -> dict[UUID, str]:
        """The reasons that have been written."""
        written = {key: field.text().strip() for key, field in self.reasons.items()}
        return {key: reason for key, reason in written.items() if reason}

    def until(self) -> date:
        """The day on which the question is asked again."""
        chosen = self.day.day() if self.day is not None else None
        return chosen or self._until

    def may_close(self) -> bool:
        if self.day is not None:
            ahead = self.day.day() is not None and self.until() > self._today
            self._field.say(self.day.fault() or ("" if ahead else _("Välj en dag efter i dag.")))
            if self._field.fault():
                return False
        return bool(self.given())

    def _choose_day(self) -> None:
        """The field takes the place of the sentence."""
        self.day = DateField(name=_("Frågan tas upp igen"))
        self.day.set_day(self._until)
        self._field = Field(_("Frågan tas upp igen"), self.day)
        self._again.hide()
        self.other_day.hide()
        self.add(self._field)
        self.day.setFocus()

    def _count(self) -> None:
        count = len(self.given())
        words = ngettext("Besluta för {n} elev", "Besluta för {n} elever", count)
        self.verb_button.setText(words.format(n=count) if count else _("Besluta"))
        self.verb_button.setEnabled(count > 0)


class ClassesDialog(Dialog):
    """Which classes are one's own."""

    def __init__(
        self, parent: QWidget, names: Sequence[str], chosen: Sequence[str] = (), whose: str = ""
    ) -> None:
        """`whose` is another's name; without it one chooses for oneself, once."""
        title = _("Vilka klasser har {name}?").format(name=whose) if whose else _("Vilka klasser är dina?")
        text = _("Elever och ärenden i de klasserna kan öppnas, andra bara med en inbjudan.")
        if not whose:
            text = _("{text} Rektor kan ändra valet i Team.").format(text=text)
        super().__init__(parent, title, text, _("Spara"))
        self.boxes: dict[str, QCheckBox] = {}
        holder = QWidget()
        line = Flow(holder)
        theme.space(line, gap=14)
        for name in names:
            box = QCheckBox(name)
            box.setChecked(name in chosen)
            self.boxes[name] = box
            line.addWidget(box)
        self.add(holder)

    def chosen(self) -> list[str]:
        return [name for name, box in self.boxes.items() if box.isChecked()]


def open_with(dialog: Dialog, accepted: Callable[[], object]) -> None:
    """Open the dialog and let it go when it has been answered."""
    dialog.accepted.connect(lambda: accepted())
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
