"""What a kartläggning is to hold: its modules, and one more teacher who answers for a subject."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.domain.assessment.questions import SYNTHESIS
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.text import body
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Changes, Made, Work

Where = Callable[[Work], UUID]
"""The kartläggning, begun if need be."""
_LEVELS: Final = ("individ", "grupp", "skola", "syntes")


class ModulesDialog(ActDialog):
    """A module with answers stays; the analysis and the conclusion always do."""

    def __init__(self, parent: QWidget, runner: Runner, view: InvestigationView, where: Where) -> None:
        text = _("Ta med det som behövs för den här eleven.")
        super().__init__(parent, runner, _("Välj moduler"), text, _("Använd"), wide=True)
        self._view, self._where = view, where
        has = {module.key for module in view.questions.modules}
        every = [*view.questions.modules, *view.questions.left_out]
        every.sort(key=lambda one: (_LEVELS.index(one.level), len(one.key), one.key))
        self.ticks: dict[str, Tick] = {}
        self._stay = [one for one in view.questions.modules if _is_answered(view, one.key)]
        names = ", ".join(one.name for one in self._stay)
        if names:
            self.add(body(_("Har svar och är kvar: {names}.").format(names=names)))
        for module in every:
            if module.key not in SYNTHESIS and module not in self._stay:
                tick = Tick(f"{module.name}. {module.about}", module.key in has)
                self.ticks[module.key] = tick
                self.add(tick)

    def wish(self) -> Wish | None:
        ticked = tuple(key for key, tick in self.ticks.items() if tick.is_on())
        chosen = (*(one.key for one in self._stay), *ticked)

        def act(work: Work) -> Changes:
            return investigations.lay_out(work, self._where(work), replace(self._view.layout, modules=chosen))

        return act


def _is_answered(view: InvestigationView, module: str) -> bool:
    progress = view.progress_of_module(module)
    return progress.left < progress.questions or module in SYNTHESIS


class TeacherDialog(ActDialog):
    """Answers that came on paper are typed in: which subject, whose, and from which day."""

    def __init__(self, parent: QWidget, runner: Runner, where: Where) -> None:
        text = _("Svaren skrivs in för ämnet, med vem som svarade och när.")
        super().__init__(parent, runner, _("Lägg till ämne"), text, _("Lägg till"), wide=False)
        self._where = where
        self.subject, self.who = QLineEdit(), QLineEdit()
        self.day = DateField(name=_("Dag"))
        self.form = Form()
        self._subject = self.form.add(Field(_("Ämne"), self.subject))
        self.form.add(Field(_("Vem svarade?"), self.who, optional=True))
        self._day = self.form.add(Field(_("Vilken dag?"), self.day, optional=True))
        self.add(self.form)
        self.subject.setFocus()

    def wish(self) -> Wish | None:
        self._subject.say("" if self.subject.text().strip() else _("Skriv vilket ämne svaren gäller."))
        self._day.say(self.day.fault())
        if not self.form.check():
            return None
        subject, who, day = self.subject.text(), self.who.text(), self.day.day()

        def act(work: Work) -> Made[str]:
            return investigations.add_teacher(work, self._where(work), subject, who, day)

        return act


def teacher_form_dialog(parent: QWidget, runner: Runner, view: InvestigationView) -> PaperDialog:
    """*Frågor till undervisande lärare* as a file to print."""
    text = _("Blanketten har bara initialer och ärendenummer. Svaren skriver du in här, ämne för ämne.")

    def make(work: Work) -> Paper:
        from narvaro_desktop.usecases.assessment import teacher_forms  # brings ReportLab, which is slow

        return teacher_forms.teacher_form(work, view.case_id, view.depth)

    return PaperDialog(parent, runner, _("Spara frågor till lärare som PDF?"), text, make)
