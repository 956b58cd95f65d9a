"""What is done on the kartläggning page besides answering: each act is one use case, mostly with a dialog."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar
from uuid import UUID

from narvaro_desktop.domain.assessment.consultation import StanceAnswer
from narvaro_desktop.domain.assessment.findings import FindingKind
from narvaro_desktop.domain.terms import Party, Role
from narvaro_desktop.gui.deciding.decision_dialog import open_decision
from narvaro_desktop.gui.dialogs import investigation_dialogs as dialogs
from narvaro_desktop.gui.dialogs import layout_dialogs
from narvaro_desktop.gui.dialogs.concern_dialogs import ConcernDialog
from narvaro_desktop.gui.dialogs.consultation_dialogs import ConsultationDialog, StanceDialog
from narvaro_desktop.gui.dialogs.finding_dialogs import finding_dialog
from narvaro_desktop.gui.dialogs.paper_dialog import open_paper_dialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment import investigation_findings, investigations
from narvaro_desktop.usecases.assessment.consultations import Listener, Samrad
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView
from narvaro_desktop.usecases.casework import stances
from narvaro_desktop.usecases.casework.stances import Stances
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView, collaboration
from narvaro_desktop.usecases.work import Changes, Made, Work

T = TypeVar("T")


class InvestigationActs:
    """`view` is what the page shows now, `samrad` who has been heard in its case."""

    def __init__(self, page: Page, runner: Runner, shell: Shell) -> None:
        self._page, self._runner, self._shell = page, runner, shell
        self.view: InvestigationView | None = None
        self.samrad: Samrad | None = None

    def keep(self, act: Callable[[Work, UUID], Changes]) -> None:
        """Do `act` with the kartläggning, which is begun first if need be."""
        view = self.view
        if view is not None:
            self._runner.do(lambda work: act(work, _where(work, view)))

    def say_inquiry(self, yes: bool) -> None:
        """Whether it belongs to an utredning under 7 kap. 19 a §."""
        view = self.view
        if view is not None:
            layout = replace(view.layout, is_inquiry=yes)
            self.keep(lambda work, where: investigations.lay_out(work, where, layout))

    def decide(self) -> None:
        """The rektor decides; anybody else goes to the case, from where it is handed over."""
        if self.view is None:
            return
        if self._runner.office.actor.role is Role.PRINCIPAL:
            open_decision(self._page, self._runner, self._shell, self.view.case_id)
        else:
            self._shell.go("case", case_id=self.view.case_id)

    def hear_apart(self, party: str) -> None:
        """One more teacher, or the guardians one by one."""
        view = self.view
        if view is None:
            return
        if party == Party.TEACHER.key:
            layout_dialogs.TeacherDialog(self._page, self._runner, partial(_where, view=view)).open()
        else:
            layout = replace(view.layout, apart=tuple(map(str, view.guardians)))
            self.keep(lambda work, where: investigations.lay_out(work, where, layout))

    def choose_modules(self) -> None:
        if self.view is not None:
            where = partial(_where, view=self.view)
            layout_dialogs.ModulesDialog(self._page, self._runner, self.view, where).open()

    def speak(self, language: str) -> None:
        """Ask in another language; the answers stay as they were given."""
        view = self.view
        if view is not None:
            layout = replace(view.layout, language=language)
            self.keep(lambda work, where: investigations.lay_out(work, where, layout))

    def add_finding(self, kind: FindingKind) -> None:
        """A cause, something that protects, or a reference to a test."""
        view = self.view
        if view is not None:
            self._runner.do(
                partial(_begun, view=view),
                self._if_shown(lambda where: finding_dialog(self._page, self._runner, where, kind).open()),
            )

    def remove_finding(self, finding_id: UUID) -> None:
        self.keep(lambda work, where: investigation_findings.remove_finding(work, where, finding_id))

    def hear(self, whom: Listener | None) -> None:
        """Write down a samråd."""
        if self.view is not None and self.samrad is not None:
            ConsultationDialog(self._page, self._runner, self.view.case_id, self.samrad, whom).open()

    def take_stance(self) -> None:
        """Ställningstagande about an orosanmälan."""
        if self.view is not None:
            case_id = self.view.case_id
            self._runner.ask(
                partial(stances.stances, case_id=case_id),
                self._if_shown(partial(self._take_stance, case_id)),
                owner=self._page,
            )

    def _take_stance(self, case_id: UUID, found: Stances) -> None:
        dialog = StanceDialog(self._page, self._runner, case_id, found)

        def taken(_made: object) -> None:
            if dialog.answer.chosen() is StanceAnswer.CONCERN:
                words = _("När anmälan är gjord skriver du in den. Den läses bara av dig och dem du väljer.")
                self._shell.message("info", words, _("Orosanmälan …"), partial(self._report, case_id))

        dialog.acted.connect(taken)
        dialog.open()

    def _report(self, case_id: UUID) -> None:
        """Write down the orosanmälan that the ställningstagande led to."""
        self._shell.clear_message()
        question = partial(collaboration, case_id=case_id)

        def answer(view: CollaborationView) -> None:
            ConcernDialog(self._page, self._runner, view).open()

        self._runner.ask(question, self._if_shown(answer), owner=self._page)

    def _if_shown(self, then: Callable[[T], object]) -> Callable[[T], None]:
        """`then` opens a dialog, which names nobody; not over another pupil's, if the vault answers late."""
        asked = self.view and self.view.case_id

        def answer(found: T) -> None:
            if self.view is not None and self.view.case_id == asked and self._page.isVisible():
                then(found)

        return answer

    def correct(self) -> None:
        if self.view is not None and self.view.id is not None:
            case_id = self.view.case_id
            dialog = dialogs.correct_dialog(self._page, self._runner, self.view.id)
            dialog.acted.connect(
                lambda made: self._shell.go("investigation", case_id=case_id, investigation_id=made)
            )
            dialog.open()

    def print_out(self) -> None:
        if self.view is not None and self.view.id is not None:
            dialog = dialogs.InvestigationPaperDialog(self._page, self._runner, self.view)
            open_paper_dialog(dialog, self._shell)

    def print_form(self) -> None:
        """*Frågor till undervisande lärare*."""
        if self.view is not None:
            dialog = layout_dialogs.teacher_form_dialog(self._page, self._runner, self.view)
            open_paper_dialog(dialog, self._shell)


def _where(work: Work, view: InvestigationView) -> UUID:
    return view.id or investigations.begin(work, view.case_id, view.depth).value


def _begun(work: Work, view: InvestigationView) -> Made[UUID]:
    return investigations.begin(work, view.case_id, view.depth)
