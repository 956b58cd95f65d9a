"""*Inled utredning och anmäl*: what is sent and what is not, what is missing, and three ways out.

The decision and the anmälan are kept in one act; only *Avbryt* leaves no decision.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.case_terms import MissingField
from narvaro_desktop.domain.deciding.free_text import FreeTextHeld
from narvaro_desktop.domain.deciding.notification import MissingFields
from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.deciding.decision_acts import DecisionActs
from narvaro_desktop.gui.deciding.decision_form import DecisionForm
from narvaro_desktop.gui.deciding.decision_ways import DecisionWays, Way, settle
from narvaro_desktop.gui.deciding.disclosure_lists import KeptCard, SentCard
from narvaro_desktop.gui.deciding.prepared_result import PreparedResult
from narvaro_desktop.gui.dialogs.ceremony_dialog import trust_huvudman
from narvaro_desktop.gui.dialogs.copy_dialog import open_copy
from narvaro_desktop.gui.dialogs.prove_dialog import when_proved
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.forms.ui_decision import Ui_Decision
from narvaro_desktop.gui.guide import guide_of
from narvaro_desktop.gui.guide_tips import DECISION, RESULT
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.widgets.page import Columns, stack
from narvaro_desktop.gui.windows.shell import Place, Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import decision_drafts, decisions, notifications
from narvaro_desktop.usecases.deciding.decisions import Prepared, Surroundings
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.sending.packages import OutboxFull, OutboxMissing, OutboxReadOnly, SealedFile
from narvaro_desktop.usecases.work import NOTHING, Changes, Made, Work

Act = Callable[[Work], Changes | Made[Any]]

_WIDE, _HIGH, _REST_MS = 1120, 860, 250


class DecisionDialog(QDialog):
    """For a decision to be made, or a made one: `waiting` is its anmälan, if begun, and the decision."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, shell: Shell | None,
        found: tuple[Prepared, Surroundings], waiting: tuple[UUID | None, UUID] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._runner, self._shell = runner, shell
        self.prepared, self._around = found
        self._notification: UUID | None = waiting[0] if waiting else None
        self._decision: UUID | None = waiting[1] if waiting else None
        self._ui = Ui_Decision()
        self._ui.setupUi(self)
        theme.fit(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.message = self._ui.message
        self.form = DecisionForm(self.prepared, self._around, waiting is not None)
        self.ways = DecisionWays(self._around, self.prepared.is_protected)
        self.sent, self.kept = SentCard(), KeptCard()
        self.outcome: PreparedResult | None = None
        self._told_lacking: tuple[MissingField, ...] = ()
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask_again)
        self._build()
        self._be_guided()
        self._connect()
        self._show_lists(self.prepared)
        self._ring = FocusRing(self)
        self.resize(self._fitting())

    def filled(self) -> Filled:
        return self.form.filled()

    def showEvent(self, event: QShowEvent) -> None:
        """One begins with what is missing; where nothing is, Enter is enough."""
        super().showEvent(event)
        first = self.form.first_missing(self.prepared.missing)
        (first or self._ui.verb).setFocus()
        if first is not None:
            QTimer.singleShot(0, first, partial(self._ui.scroll.ensureWidgetVisible, first, 0, theme.px(60)))

    def reject(self) -> None:
        """What was typed just now is kept too."""
        if self._rest.isActive():
            self._rest.stop()
            self._ask_again()
        super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        settle(self.ways, self._ui, self.height())

    def _build(self) -> None:
        student = self.prepared.student
        facts = (student.name, student.class_name, self.prepared.draft.case_number)
        self._ui.about.setText(" · ".join(filter(None, facts)))
        if self._decision is not None:
            self._ui.title.setText(_("Anmäl till huvudmannen"))
            self.setWindowTitle(self._ui.title.text())
            self._ui.later.hide()
        elif self.prepared.may_do_without:
            self._ui.later.setText(_("Spara beslutet utan anmälan"))
        if self.prepared.is_protected:
            self._ui.down.addWidget(self.form)
        else:
            self._ui.down.addWidget(Columns(stack(self.form), stack(self.sent, self.kept), (1, 1)))
        self._ui.foot.insertWidget(0, self.ways)
        for ground in (self._ui.scroll.viewport(), self._ui.scrollDone.viewport()):
            ground.setAutoFillBackground(False)
        for ground in (self._ui.inner, self._ui.innerDone):
            ground.setAutoFillBackground(False)
        if not self.prepared.may_decide:
            self.message.say("info", _("Rektorn fattar beslutet. Här ser du vad som skulle skickas."))
            self._ui.verb.setEnabled(False)
            self._ui.later.setEnabled(False)
        self._say_verb()

    def _be_guided(self) -> None:
        """In the practice school the way on stands here too."""
        if (guide := guide_of(self._shell)) is not None:
            strip = GuideStrip(closable=False)
            self._ui.whole.insertWidget(1, strip)
            guide.attend(strip, lambda: Place(RESULT if self.outcome else DECISION))

    def _connect(self) -> None:
        self.form.changed.connect(self._rest.start)
        self.ways.changed.connect(self._say_verb)
        self.ways.changed.connect(self._way_changed)
        self.form.show_provider(not self._from_card())
        self._ui.cancel.clicked.connect(self.reject)
        self._ui.later.clicked.connect(self._keep_for_later)
        self._ui.verb.clicked.connect(self._go)
        self._ui.verb.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_verb)

    def _press_verb(self) -> None:
        if self._ui.verb.isVisible():
            self._ui.verb.click()

    def _way_changed(self) -> None:
        self.form.show_provider(not self._from_card())
        self.sent.show_lines(self.prepared.sent, self._lacking(self.prepared))

    def _say_verb(self) -> None:
        self._ui.verb.setText(self.ways.verb())

    def _ask_again(self) -> None:
        """The lists as they are now; what has been filled in survives a lock and *Avbryt*."""
        question, filled, case_id = self._question(), self.filled(), self.prepared.case_id

        def act(work: Work) -> Made[Prepared]:
            return Made(decision_drafts.keep(work, case_id, filled), question(work))

        self._runner.do(act, self._show_lists, owner=self)

    def _question(self) -> Callable[[Work], Prepared]:
        return partial(
            decisions.prepared,
            case_id=self.prepared.case_id,
            filled=self.filled(),
            decision_id=self._decision,
        )

    def _show_lists(self, prepared: Prepared) -> None:
        self.prepared = prepared
        lacking = self._lacking(prepared)
        self.sent.show_lines(prepared.sent, lacking)
        self.kept.show_lines(prepared.kept)
        self.form.clear_answered(lacking)
        self._tell_lacking(lacking)

    def _tell_lacking(self, lacking: tuple[MissingField, ...]) -> None:
        """The bar that said what is missing goes on saying it, and stays where it is."""
        if self._told_lacking and lacking != self._told_lacking and self.message.text():
            words = wording.say(MissingFields(lacking)) if lacking else _("Nu saknas inget.")
            self.message.say("bad" if lacking else "ok", words)
            self._told_lacking = lacking

    def _keep_for_later(self) -> None:
        if not self.form.check_day():
            return
        if self.prepared.may_do_without:
            self._do(lambda acts: acts.decide_alone, lambda _id: self._over(_("Beslutet är sparat.")))
        else:
            self._do(
                lambda acts: acts.keep_for_later,
                lambda _id: self._over(_("Beslutet är sparat. Det är inte anmält än.")),
            )

    def _go(self) -> None:
        """The way that is chosen."""
        if not self.form.check_day():
            return
        self.message.close_bar()
        if self.ways.way is Way.OTHERWISE:
            if self.ways.handing_over.check():
                self._tell_otherwise()
        else:
            self._runner.ask(self._question(), self._go_on, owner=self)

    def _go_on(self, prepared: Prepared) -> None:
        """With nothing missing: the ceremony if it has not been held, the folder, the file."""
        self._show_lists(prepared)
        if lacking := self._lacking(prepared):
            self._refused(MissingFields(lacking))
        elif self.ways.way is Way.PRINT:
            if (folder := self.ways.folder()) is not None:
                when_proved(self, self._runner, partial(self._print_to, folder))
        elif not self.ways.huvudman:
            self._meet_huvudman()
        elif (folder := self.ways.folder()) is not None:
            self._do(lambda acts: partial(acts.seal, folder=folder), self._sealed)

    def _lacking(self, prepared: Prepared) -> tuple[MissingField, ...]:
        """What must be filled in; the huvudman's name and number come with the kontaktkort."""
        from_card = self._from_card()
        return tuple(need for need in prepared.missing if not (from_card and need is MissingField.PROVIDER))

    def _from_card(self) -> bool:
        return self.ways.way is Way.SEAL and not self.ways.huvudman

    def _meet_huvudman(self) -> None:
        """The ceremony; a skolenhetskod that has just been typed is not asked for again."""
        code = self.filled().unit_code

        def keep(work: Work) -> Changes:
            return settings.remember(work, unit_code=code) if code else NOTHING

        def call() -> None:
            trust_huvudman(self, self._runner, self._trusted)

        self._runner.do(keep, call, owner=self)

    def _print_to(self, folder: Path) -> None:
        self._do(lambda acts: partial(acts.print_to, folder=folder), self._printed)

    def _tell_otherwise(self) -> None:
        told = self.ways.handing_over
        on, channel, reference = told.on(), told.by(), told.reference_words()
        self._do(
            lambda acts: partial(acts.tell_otherwise, on=on, channel=channel, reference=reference),
            lambda: self._over(_("Beslut och anmälan är antecknade.")),
        )

    def _do(self, act: Callable[[DecisionActs], Act], then: Callable[..., None]) -> None:
        """Do it with what stands in the form now; until the answer comes nothing can be pressed twice."""
        acts = DecisionActs(self.prepared.case_id, self.filled(), self._notification, self._decision)
        self._wait(True)
        self._runner.do(act(acts), then, refused=self._refused, owner=self)

    def _wait(self, waiting: bool) -> None:
        for button in (self._ui.verb, self._ui.later, self._ui.cancel):
            button.setEnabled(not waiting)
        if waiting:
            self._ui.verb.setText(_("Arbetar …"))
        else:
            self._say_verb()

    def _refused(self, error: NarvaroError) -> None:
        """It stays here, with all that was typed."""
        self._wait(False)
        self.message.say("bad", wording.say(error))
        if isinstance(error, MissingFields):
            self._told_lacking = error.fields
            self.form.show_missing(error.fields)
            if (faulty := self.focusWidget()) is not None:
                self._ui.scroll.ensureWidgetVisible(faulty, 0, theme.px(60))
        elif isinstance(error, FreeTextHeld):
            self.form.ask_to_confirm()
        elif isinstance(error, OutboxFull | OutboxMissing | OutboxReadOnly):
            self.ways.show_folder()
        elif isinstance(error, notifications.NoHuvudman):
            self._meet_huvudman()

    def _trusted(self, *_told: object) -> None:
        """The huvudman's kontaktkort is trusted now: its name, and on with the sealing."""
        self._runner.ask(decisions.surroundings, self._go_on_sealing, owner=self)

    def _go_on_sealing(self, around: Surroundings) -> None:
        self.ways.trust(around.huvudman)
        if around.huvudman:
            self._go()

    def _sealed(self, made: tuple[UUID, SealedFile]) -> None:
        begun, file = made
        self._show_result(begun, [file.path], file)

    def _printed(self, made: tuple[UUID, tuple[Path, Path]]) -> None:
        begun, files = made
        self._show_result(begun, list(files), None)

    def _show_result(self, notification_id: UUID, files: list[Path], sealed: SealedFile | None) -> None:
        result = PreparedResult(
            self._runner, notification_id, self._around.today, files, sealed, self.ways.huvudman
        )
        result.handedOver.connect(lambda: self._over(_("Anmälan är lämnad.")))
        result.copyWanted.connect(partial(open_copy, self, self._runner, notification_id))
        self.outcome = result
        self._ui.done.addWidget(result)
        result.show()
        self._ui.pages.setCurrentWidget(self._ui.scrollDone)
        for widget in (self.ways, self._ui.verb, self._ui.later):
            widget.hide()
        self._ui.cancel.setEnabled(True)
        self._ui.cancel.setText(_("Jag lämnar den senare"))
        self._ui.cancel.clicked.disconnect()
        self._ui.cancel.clicked.connect(self.accept)
        result.show_button.setFocus()

    def _over(self, words: str) -> None:
        if self._shell is not None:
            self._shell.toast(words)
        self.accept()

    def _fitting(self) -> QSize:
        """As large as one reads with ease, and never larger than the window below."""
        wide, high = theme.px(_WIDE), theme.px(_HIGH)
        parent = self.parentWidget()
        if parent is None:
            return QSize(wide, high)
        below = parent.window()
        return QSize(min(wide, below.width() - theme.px(32)), min(high, below.height() - theme.px(32)))


def open_decision(
    parent: QWidget, runner: Runner, shell: Shell | None, case_id: UUID,
    notification_id: UUID | None = None,
) -> None:  # fmt: skip
    """Open the dialog for a case once what is known of it has been asked for.

    `notification_id` is an anmälan that waits: its decision has been made, and only the way out is left. The
    same goes where the case has a decision whose anmälan nobody has made yet: nothing is decided twice.
    """

    def question(work: Work) -> tuple[Prepared, Surroundings, tuple[UUID | None, UUID] | None]:
        around = decisions.surroundings(work)
        waiting, left = _waiting(work, case_id, notification_id), decision_drafts.left(work, case_id)
        if waiting is None:
            return decisions.prepared(work, case_id, left or Filled()), around, None
        known = decisions.resumed(work, waiting[1])
        if left is not None:
            known = replace(left, decided_on=known.decided_on, due_on=known.due_on)
        return decisions.prepared(work, case_id, known, waiting[1]), around, waiting

    def answer(found: tuple[Prepared, Surroundings, tuple[UUID | None, UUID] | None]) -> None:
        prepared, around, waiting = found
        dialog = DecisionDialog(parent, runner, shell, (prepared, around), waiting)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    runner.ask(question, answer, owner=parent)


def _waiting(work: Work, case_id: UUID, notification_id: UUID | None) -> tuple[UUID | None, UUID] | None:
    """The anmälan to go on with and its decision: the one asked for, one of the case that has not been made,
    or none yet for a decision that was to do without.
    """
    for line in notifications.notifications(work, case_id):
        is_asked = line.id == notification_id or (
            notification_id is None and line.state is NotificationState.MISSING
        )
        if is_asked and line.decision_id is not None:
            return line.id, line.decision_id
    decision_id = decisions.not_notified(work, case_id)
    return (None, decision_id) if decision_id is not None else None
