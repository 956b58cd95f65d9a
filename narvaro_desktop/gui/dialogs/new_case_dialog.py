"""Nytt ärende (Ctrl Shift N): for whom, how high the absence is, and whether it has been running before."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.running_case import RunningCase
from narvaro_desktop.gui.dialogs.stated_absence import StatedAbsence
from narvaro_desktop.gui.dialogs.student_picker import StudentPicker
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.absence.attendance import StudentAbsence
from narvaro_desktop.usecases.casework import new_case
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.casework.new_case import Candidate, Offer

_NEW, _RUNNING = "new", "running"


class NewCaseDialog(Dialog):
    """Nothing is asked twice: what the figures or the pupil's own row say is not typed."""

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, student_id: UUID | None = None) -> None:
        super().__init__(parent, _("Nytt ärende"), verb=_("Öppna ärende"), wide=True)
        self._runner, self._shell, self._wanted = runner, shell, student_id
        self.bar = MessageBar()
        self.bar.hide()
        self.picker = StudentPicker()
        self.kind = Segmented([(_NEW, _("Nytt ärende")), (_RUNNING, _("Pågår redan"))], _("Ärendet"), _NEW)
        self.absence: StatedAbsence | None = None
        self.running: RunningCase | None = None
        for each in (self.picker, self.kind):
            self.add(each)
        self.body.insertWidget(0, self.bar)
        self.picker.changed.connect(self._picked)
        self.kind.changed.connect(lambda _key: self._show_running())
        self.bar.pressed.connect(self._open_existing)
        self.verb_button.setEnabled(False)
        self.finished.connect(self.deleteLater)
        runner.ask(new_case.offer, self._offer, owner=self)

    def may_close(self) -> bool:
        """Check the fields, then open the case; the dialog closes when it has been kept."""
        if self.absence is None or self.running is None:
            return False
        is_running = self.kind.chosen() == _RUNNING
        good = self.running.check() if is_running else True
        good = self.absence.check() and good
        if self.picker.check() and good:  # from below, so that the first fault has the focus
            self._begin()
        return False

    def _offer(self, offer: Offer) -> None:
        self.absence = StatedAbsence(offer.today)
        self.running = RunningCase(offer.steps, offer.inquiry_step, offer.today)
        self.body.insertWidget(2, self.absence)
        self.body.insertWidget(4, self.running)
        self._show_running()
        self.picker.offer(offer.candidates, offer.classes)
        wanted = next((one for one in offer.candidates if one.student.id == self._wanted), None)
        if wanted is not None:
            self.picker.choose(wanted)
        self.verb_button.setEnabled(True)
        self.picker.setFocus()

    def _picked(self) -> None:
        """A known pupil's absence comes from the figures; one with a case has it already."""
        found = self.picker.candidate()
        self.bar.hide()
        if self.absence is not None:
            self.absence.show_known(None)
        if found is not None and found.case_id is not None:
            self.bar.say("info", _("Eleven har redan ett öppet ärende."), _("Öppna det"))
        elif found is not None:
            ask = partial(new_case.absence, student_id=found.student.id)
            self._runner.ask(ask, partial(self._show_absence, found), owner=self)
        self.verb_button.setEnabled(found is None or found.case_id is None)

    def _show_absence(self, whose: Candidate, found: StudentAbsence | None) -> None:
        if self.absence is not None and self.picker.candidate() == whose:
            self.absence.show_known(found)

    def _begin(self) -> None:
        assert self.absence is not None and self.running is not None
        who = self.picker.chosen()
        assert who is not None
        is_running = self.kind.chosen() == _RUNNING
        opening = replace(self.running.opening() if is_running else Opening(), stated=self.absence.stated())
        earlier = self.running.earlier() if is_running else None
        act = partial(new_case.begin, who=who, opening=opening, earlier=earlier)
        self.verb_button.setEnabled(False)
        self._runner.do(act, self._done, refused=self._refused, owner=self)

    def _done(self, case_id: UUID) -> None:
        self.accept()
        self._shell.go("case", case_id=case_id)
        self._shell.toast(_("Ärende öppnat"))

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self.bar.say("bad", wording.say(error))

    def _open_existing(self) -> None:
        found = self.picker.candidate()
        if found is not None and found.case_id is not None:
            self.done(self.DialogCode.Rejected)
            self._shell.go("case", case_id=found.case_id)

    def _show_running(self) -> None:
        if self.running is not None:
            self.running.setVisible(self.kind.chosen() == _RUNNING)
