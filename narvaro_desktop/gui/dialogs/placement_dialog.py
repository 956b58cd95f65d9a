"""The register of workplaces: those that take pupils now, and a new one."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.partnering import placements
from narvaro_desktop.usecases.partnering.placements import Placement, PlacementView


class PlacementDialog(ActDialog):
    """Shows the register and takes one more; no pupil stands in it."""

    def __init__(self, parent: QWidget, runner: Runner, known: tuple[PlacementView, ...]) -> None:
        text = _("Arbetsplatser som tar emot elever. Här står funktioner, inga elever.")
        super().__init__(parent, runner, _("Praktikplatser"), text, _("Lägg till platsen"), wide=True)
        nothing = _("Registret är tomt. Skriv in den första arbetsplatsen nedan.")
        self.known = TodoList(tasks=[_task(one) for one in known], empty=nothing)
        self.known.acted.connect(self._end)
        self.company, self.contact = QLineEdit(), QLineEdit()
        self.tasks, self.times, self.risks = QLineEdit(), QLineEdit(), DateField()
        self.form = form = Form()
        self._company = form.add(Field(_("Arbetsplats"), self.company))
        self._contact = form.add(
            Field(_("Kontaktfunktion"), self.contact, _("Till exempel butikschef, växel"))
        )
        form.add(Field(_("Vad eleven gör"), self.tasks, optional=True))
        form.add(Field(_("Tider"), self.times, optional=True))
        self._risks = form.add(Field(_("Riskbedömning och försäkring klar"), self.risks, optional=True))
        self.add(self.known)
        self.add(form)

    def wish(self) -> Wish | None:
        self._company.say("" if self.company.text().strip() else _("Skriv arbetsplatsen."))
        self._contact.say("" if self.contact.text().strip() else _("Skriv en funktion att nå."))
        self._risks.say(self.risks.fault())
        if not self.form.check():
            return None
        said = Placement(
            self.company.text(), self.contact.text(), self.tasks.text(), self.times.text(), self.risks.day()
        )
        return partial(placements.add, said=said)

    def _end(self, key: str, _action: str) -> None:
        self._runner.ask(placements.placements, partial(self._ended, key), owner=self)

    def _ended(self, key: str, known: tuple[PlacementView, ...]) -> None:
        one = next((each for each in known if str(each.id) == key), None)
        if one is not None:
            left = [each for each in known if each is not one]
            act = partial(placements.end, placement_id=one.id)
            self._runner.do(act, lambda: self.known.set_tasks([_task(each) for each in left]), owner=self)


def _task(one: PlacementView) -> Task:
    said = one.said
    risks = said.risks_assessed_on
    looked = _("riskbedömd {day}").format(day=days.short(risks)) if risks else _("inte riskbedömd")
    return Task(
        key=str(one.id),
        sentence=said.company,
        detail=" · ".join(filter(None, (said.tasks, said.times))),
        who=" · ".join((said.contact, looked)),
        actions=(("end", _("Tar inte emot"), "quiet"),),
    )
