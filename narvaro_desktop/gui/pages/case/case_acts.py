"""What is done on the case page: each act is one use case, with its dialog where a reason is asked for."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.deciding.decision_dialog import open_decision
from narvaro_desktop.gui.deciding.dispatch_dialog import open_dispatch
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.case_paper_dialogs import ClosingPaperDialog, TimelineDialog
from narvaro_desktop.gui.dialogs.close_dialog import CloseDialog
from narvaro_desktop.gui.dialogs.handover_dialog import AnswerDialog
from narvaro_desktop.gui.dialogs.inform_dialog import open_inform
from narvaro_desktop.gui.dialogs.invite_dialog import InviteDialog
from narvaro_desktop.gui.dialogs.note_dialogs import CorrectDialog, OlderDialog
from narvaro_desktop.gui.dialogs.paper_dialog import open_paper_dialog
from narvaro_desktop.gui.dialogs.partner_correct_dialogs import PartnerVersionsDialog
from narvaro_desktop.gui.dialogs.share_dialog import ShareDialog
from narvaro_desktop.gui.dialogs.stay_dialog import StayDialog
from narvaro_desktop.gui.dialogs.step_dialog import StepDialog
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.gui.dialogs.task_dialog import TaskDialog
from narvaro_desktop.gui.dialogs.track_dialog import TrackDialog
from narvaro_desktop.gui.dialogs.waive_dialog import open_waive
from narvaro_desktop.gui.pages.case.case_handing import Handing
from narvaro_desktop.gui.pages.case.case_shown import CaseShown
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import closing, duties, invitations
from narvaro_desktop.usecases.casework.nurse_hints import OFFERED
from narvaro_desktop.usecases.privacy import protection
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.work import Changes, Work

T = TypeVar("T")


class CaseActs(QObject):
    """The acts of one case page; `case` is what it shows now. `refused`: a tick was not kept."""

    refused = Signal()

    def __init__(self, page: Page, runner: Runner, shell: Shell) -> None:
        super().__init__(page)
        self._page, self._runner, self._shell = page, runner, shell
        self.handing = Handing(page, runner, shell, self._ask)
        self.case: CaseShown | None = None

    def tick(self, key: str, on: bool) -> None:
        """A duty or a task is done, or is not after all."""
        act, back = self._tick_act(key, on), self._undo_act(key, on)
        if act is not None and back is not None:
            said = _("Avbockat") if on else _("Inte längre avbockat")
            undo = partial(self._runner.do, back)
            done = partial(self._shell.toast, said, undo)
            self._runner.do(act, done, refused=self._refused, owner=self._page)

    def move(self, number: int | None = None) -> None:
        """Leave the step: one up, or to the step `number`."""
        if self.case is None or not self.case.may.write:
            return
        view = self.case.view
        steps = {step.number: step for step in (*view.ladder.steps, view.ladder.returning)}
        to = steps.get(number) if number is not None else None
        if to == view.place:
            return
        dialog = StepDialog(self._page, self._runner, view, to, self.case.step_down)
        dialog.acted.connect(lambda: self._shell.toast(_("Ärendet har flyttats")))
        dialog.open()

    def step_back(self) -> None:
        """The absence has gone down: to the state of returning."""
        if self.case is not None and self.case.step_down is not None:
            self.move(self.case.step_down.back.number)

    def step_down(self) -> None:
        """The absence has gone down: to the step below."""
        if self.case is not None and self.case.step_down is not None and self.case.step_down.down is not None:
            self.move(self.case.step_down.down.number)

    def stay(self) -> None:
        """The absence has gone down, and the case stays for now."""
        if self.case is not None and self.case.step_down is not None:
            case_id = self.case.view.line.id
            StayDialog(self._page, self._runner, case_id, self.case.step_down).open()

    def where(self) -> None:
        """The pupil is abroad, cannot be reached, or is back."""
        if self.case is not None:
            view = self.case.view
            TrackDialog(self._page, self._runner, view.line.id, view.track).open()

    def invite(self, person: UUID | None = None) -> None:
        """Let a colleague into the case; `person` is chosen to begin with."""
        if self.case is None:
            return
        case_id = self.case.view.line.id
        self._ask(
            partial(invitations.circle, case_id=case_id),
            lambda found: InviteDialog(self._page, self._runner, case_id, found, person).open(),
        )

    def invite_nurse(self) -> None:
        """Let the skolsköterska into the case, as the page suggests."""
        if self.case is not None and self.case.nurse is not None:
            self.invite(self.case.nurse.nurse)

    def nurse_offered(self) -> None:
        """A talk with the skolsköterska has been offered."""
        self.tick(f"duty:{OFFERED}", True)

    def close(self) -> None:
        if self.case is None:
            return
        view = self.case.view
        self._ask(
            partial(closing.parting, case_id=view.line.id),
            lambda found: CloseDialog(self._page, self._runner, view, found).open(),
        )

    def reopen(self) -> None:
        if self.case is None:
            return
        case_id = self.case.view.line.id
        text = _("Ärendet fortsätter på samma steg, med samma nummer och tillägget -2, -3 och så vidare.")
        ReasonDialog(
            self._page, self._runner, _("Öppna ärendet igen?"), text, _("Öppna igen"), _("Varför?"),
            lambda why: partial(closing.reopen, case_id=case_id, why=why), ("case.reopen", case_id),
        ).open()  # fmt: skip

    def hand_over(self, role: Role | None = None) -> None:
        """*Lämna till …*, with `role` chosen to begin with."""
        if self.case is not None:
            self.handing.hand_to(self.case.view.line.id, role)

    def give_back(self) -> None:
        """*Lämna tillbaka* to the laptop that the case came from."""
        if self.case is not None:
            self.handing.give_back(self.case.view.line.id)

    def choose(self) -> None:
        """What two laptops have written in the same field."""
        if self.case is not None:
            self.handing.choose(self.case.view.line.id)

    def answer(self) -> None:
        """Answer what someone waits for."""
        if self.case is not None and self.case.waiting is not None:
            AnswerDialog(self._page, self._runner, self.case.waiting).open()

    def take_out(self) -> None:
        """The alias where somebody has named a protected pupil."""
        if self.case is not None:
            self._runner.do(partial(protection.take_out, student_id=self.case.view.line.student.id))

    def seen(self) -> None:
        """The answer has been seen."""
        if self.case is not None and self.case.answered is not None:
            self._runner.do(partial(handovers.seen, hand_over_id=self.case.answered.id))

    def decide(self) -> None:
        """*Inled utredning och anmäl*."""
        if self.case is not None:
            open_decision(self._page, self._runner, self._shell, self.case.view.line.id)

    def tell(self, kind: DispatchKind) -> None:
        """*Berätta för huvudmannen*."""
        if self.case is not None:
            open_dispatch(self._page, self._runner, self._shell, kind, self.case.view.line.id)

    def waive(self) -> None:
        """*Utredning behövs inte*."""
        if self.case is not None:
            student = self.case.view.line.student.id
            open_waive(self._page, self._runner, self._shell, student, ask=self._ask)

    def inform(self) -> None:
        """Tell the pupil and each guardian of the decision."""
        if self.case is not None:
            line = self.case.view.line
            pupil = partial(StudentDialog, runner=self._runner, shell=self._shell, student_id=line.student.id)
            open_inform(self._page, self._runner, line.id, line.student.protected, pupil)

    def put_out(self) -> None:
        """*Ärendets gång* as a paper."""
        if self.case is not None:
            dialog = TimelineDialog(self._page, self._runner, self.case.view.line.id)
            open_paper_dialog(dialog, self._shell)

    def put_out_closing(self) -> None:
        """The decision to close the case, as a paper."""
        if self.case is not None:
            dialog = ClosingPaperDialog(self._page, self._runner, self.case.view.line.id)
            open_paper_dialog(dialog, self._shell)

    def add_task(self) -> None:
        if self.case is not None:
            TaskDialog(self._page, self._runner, self.case.view.line.id).open()

    def on_event(self, key: str, action: str) -> None:
        """What is pressed at an event of the timeline."""
        event = next((one for one in self.case.events if one.key == key), None) if self.case else None
        if event is None:
            return
        if event.note is None:
            PartnerVersionsDialog(self._page, event.title, event.earlier).open()
        elif action == "correct":
            CorrectDialog(self._page, self._runner, event.note).open()
        elif action == "share":
            ShareDialog(self._page, self._runner, event.note).open()
        else:
            OlderDialog(self._page, event.note).open()

    def _ask(self, question: Callable[[Work], T], then: Callable[[T], object]) -> None:
        """Ask about the case; what comes late opens no dialog over another, which few of them name."""
        asked = self.case and self.case.view.line.id

        def answer(found: T) -> None:
            if self.case is not None and self.case.view.line.id == asked and self._page.isVisible():
                then(found)

        self._runner.ask(question, answer, owner=self._page)

    def _refused(self, error: NarvaroError) -> None:
        """The box shows again what is so."""
        self.refused.emit()
        self._runner.failed.emit(error)

    def _undo_act(self, key: str, on: bool) -> Callable[[Work], Changes] | None:
        """What takes a tick back: the day on which the duty was done before, where there was one."""
        name = key.removeprefix("duty:")
        lines = self.case.view.duties if self.case else ()
        before = next((line.done_on for line in lines if line.duty.key == name and name != key), None)
        if self.case is None or before is None:
            return self._tick_act(key, not on)
        return partial(duties.do_duty, case_id=self.case.view.line.id, key=name, done_on=before)

    def _tick_act(self, key: str, on: bool) -> Callable[[Work], Changes] | None:
        kind, _colon, name = key.partition(":")
        if self.case is None:
            return None
        if kind == "duty":
            act = duties.do_duty if on else duties.undo_duty
            return partial(act, case_id=self.case.view.line.id, key=name)
        return partial(duties.do_task if on else duties.undo_task, task_id=UUID(name))
