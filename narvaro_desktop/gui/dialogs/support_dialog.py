"""Stöd att söka: what the municipality offers, what each asks for first, and the question itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.partnering.support import Gate, Met, Support
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.reasoned_dialog import ReasonedDialog, capital
from narvaro_desktop.gui.proposed_day import propose
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.partnering import partners, support
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView
from narvaro_desktop.usecases.partnering.partners import Question
from narvaro_desktop.usecases.partnering.support import Offer


class SupportDialog(ReasonedDialog):
    """Choose an entry; its gates say what is there and why; `noteWanted` when one is to be noted."""

    noteWanted = Signal(object, object)

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, offers: Sequence[Offer]
    ) -> None:
        where = _("Katalogen: {municipality}").format(municipality=view.municipality)
        super().__init__(parent, runner, _("Stöd att söka"), where, _("Begär stödet"))
        self._view, self._offers = view, list(offers)
        self.choice = QComboBox()
        for offer in offers:
            asked = _(" (redan begärt)") if offer.asked else ""
            whose = _(" (skolans egen)") if offer.entry.is_own else ""
            self.choice.addItem(f"{offer.entry.name}{whose}{asked}", offer.entry.key)
        self._about = QWidget()
        self._column = QVBoxLayout(self._about)
        theme.space(self._column, gap=4)
        self.gates = TodoList()
        self.gates.acted.connect(self._note)
        self.question, self.by, self.owner = GrowingText(lines=3, most=6), DateField(), QLineEdit()
        self.form = form = Form()
        form.add(Field(_("Vad?"), self.choice))
        self._gates_title = label(_("Det här ska finnas först"), "label")
        self._question = Field(_("Vad vill ni ha hjälp med?"), self.question)
        self._by = Field(_("Svar senast"), self.by, optional=True)
        self.add(form)
        for widget in (self._about, self._gates_title, self.gates):
            self.add(widget)
        self.add(self._question)
        self.add(self._by)
        words = _("Markera som gjort på trappan: {duty}")
        self.duties = {line.duty.key: Tick(words.format(duty=line.duty.text)) for line in view.asked_duties}
        for tick in self.duties.values():
            self.add(tick)
        self.end()
        self.choice.setFocus()
        self.keep_typed("support", view.case_id, question=self.question)
        self.choice.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def offer(self) -> Offer:
        return self._offers[self.choice.currentIndex()]

    def choose(self, key: str) -> None:
        self.choice.setCurrentIndex(self.choice.findData(key))

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """The same choice, after a gate has been noted."""
        self._offers = list(offers)
        self._show_gates()

    def wish(self) -> Wish | None:
        self._question.say("" if self.question.text().strip() else _("Skriv vad ni vill ha hjälp med."))
        self._by.say(self.by.fault())
        if self._question.fault() or self._by.fault():
            return None
        entry = self.offer.entry
        question = Question(
            entry.partner, self.question.text(), self._view.today, self.by.day(), entry=entry.key
        )
        done = tuple(key for key, tick in self.duties.items() if tick.is_on())
        return partial(partners.ask, case_id=self._view.case_id, asked=question, reason=self.why(), done=done)

    def _show(self, _place: int = 0) -> None:
        entry = self.offer.entry
        empty(self._column)
        self._column.addWidget(label(entry.description, "body", wrap=True))
        facts = (
            (_("För"), entry.target), (_("Så gör ni"), entry.how), (_("Kontakt"), entry.contact),
            (_("Kan"), entry.can), (_("Kan inte"), entry.cannot), (_("Får lämnas"), entry.boundary),
            (_("Mål"), entry.goals),
        )  # fmt: skip
        for words, value in facts:
            if value:
                self._column.addWidget(caption(f"{words}: {value}"))
        days = entry.answer_days
        self.by.set_day(None)
        if days:
            propose(self._runner, self.by, self._view.today, days)
        self.because_field.hide()
        self.bar.hide()
        self._show_gates()

    def _show_gates(self) -> None:
        gates = self.offer.gates
        self._gates_title.setVisible(bool(gates))
        self.gates.setVisible(bool(gates))
        self.gates.set_tasks([_gate(place, met) for place, met in enumerate(gates)])

    def _note(self, place: str, _action: str) -> None:
        self.noteWanted.emit(self.offer.entry, self.offer.gates[int(place)].gate)


class GateDialog(ActDialog):
    """That something is there: which day, and which function says so."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CollaborationView, entry: Support, gate: Gate
    ) -> None:
        self._entry, self._gate, self._case_id = entry, gate, view.case_id
        words = capital(gate.condition.label)
        super().__init__(parent, runner, _("Notera att det finns"), words, _("Notera"))
        self.on, self.who = DateField(name=_("Dag")), QLineEdit()
        self.on.set_day(view.today)
        self.form = Form()
        self._on = self.form.add(Field(_("Dag"), self.on))
        self._who = self.form.add(Field(_("Vem säger det?"), self.who, _("En funktion, till exempel rektor")))
        self.add(self.form)

    def wish(self) -> Wish | None:
        on = self.on.day()
        self._on.say("" if on else _("Skriv datum som 2026-10-05."))
        self._who.say("" if self.who.text().strip() else _("Skriv vilken funktion."))
        if not self.form.check() or on is None:
            return None
        return partial(
            support.meet, case_id=self._case_id, key=self._entry.key,
            condition=self._gate.condition, on=on, who=self.who.text(),
        )  # fmt: skip


class MunicipalityDialog(ActDialog):
    """The municipality whose catalogue the school sees, with the common entries."""

    def __init__(self, parent: QWidget, runner: Runner, chosen: str) -> None:
        text = _("Skolan ser kommunens egna insatser först och sedan de gemensamma.")
        super().__init__(parent, runner, _("Vilken kommuns katalog?"), text, _("Välj"))
        self.choice = QComboBox()
        for one in support.choices():
            self.choice.addItem(one.label, one.key)
        self.choice.setCurrentIndex(max(0, self.choice.findText(chosen, Qt.MatchFlag.MatchExactly)))
        self.add(Field(_("Kommun"), self.choice))

    def wish(self) -> Wish | None:
        return partial(support.choose, key=self.choice.currentData())


def _gate(place: int, met: Met) -> Task:
    note = (("note", _("Notera …"), ""),) if met.by_hand and not met.is_met else ()
    return Task(
        key=str(place),
        sentence=capital(met.gate.condition.label),
        who=met.why,
        due=_("finns") if met.is_met else _("saknas"),
        kind="ok" if met.is_met else "neutral",
        icon="check" if met.is_met else "minus",
        actions=note,
    )
