"""*Berätta för huvudmannen*: a result, a status, a closing, a correction or a request, before it leaves.

Skickas and Skickas inte are made from the very document; then sealed, printed, or told in another way.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.deciding.free_text import FreeTextHeld
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.deciding.decision_ways import DecisionWays, Way, settle
from narvaro_desktop.gui.deciding.disclosure_lists import KeptCard, SentCard
from narvaro_desktop.gui.deciding.dispatch_form import DispatchForm
from narvaro_desktop.gui.deciding.prepared_result import PreparedResult
from narvaro_desktop.gui.dialogs.ceremony_dialog import trust_huvudman
from narvaro_desktop.gui.dialogs.copy_dialog import open_copy
from narvaro_desktop.gui.dialogs.kept_text import KeptText, and_forget
from narvaro_desktop.gui.dialogs.prove_dialog import when_proved
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.forms.ui_decision import Ui_Decision
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.page import Columns, stack
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.deciding import decisions, dispatch_offers, dispatches
from narvaro_desktop.usecases.deciding.decisions import Surroundings
from narvaro_desktop.usecases.deciding.dispatch_offers import NothingSealed, Subject
from narvaro_desktop.usecases.deciding.dispatches import DispatchIncomplete, PreparedDispatch, Wish
from narvaro_desktop.usecases.deciding.notifications import NoHuvudman
from narvaro_desktop.usecases.sending.packages import OutboxFull, OutboxMissing, OutboxReadOnly, SealedFile
from narvaro_desktop.usecases.work import Changes, Made, Work

_WIDE, _HIGH, _REST_MS = 1040, 780, 250

Found = tuple[PreparedDispatch, Surroundings, tuple[UUID, ...], list[Subject]]
"""What would leave, what there is to choose from, the cases of a round, and what can be corrected."""


class DispatchDialog(QDialog):
    """For one kind; `case_id` is the case that it begins with."""

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, wish: Wish, found: Found) -> None:
        super().__init__(parent)
        self._runner, self._shell, self._wish, self._over_what = runner, shell, wish, parent
        self.found, around, self._round, subjects = found
        self._around = replace(around, huvudman=self.found.huvudman)
        self._ui = Ui_Decision()
        self._ui.setupUi(self)
        theme.fit(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.message = self._ui.message
        is_round = len(wish.cases) > 1
        self.form = DispatchForm(self.found, 0 if is_round else len(self._round), subjects)
        self.ways = DecisionWays(self._around, self.found.is_protected, is_anmalan=False)
        self.sent, self.kept = SentCard(), KeptCard()
        self.outcome: PreparedResult | None = None
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask_again)
        self._build()
        self._connect()
        self._show(self.found)
        fields = {"words": self.form.words} if wish.kind is DispatchKind.REQUEST else {}
        self._kept = KeptText(self, runner, self.message, f"dispatch.{wish.kind.key}", wish.cases[0], fields)
        self._ring = FocusRing(self)
        self.resize(self._fitting())

    def showEvent(self, event: QShowEvent) -> None:
        """One begins with what is missing; where nothing is, Enter is enough."""
        super().showEvent(event)
        (self.form.first_missing() or self._ui.verb).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        settle(self.ways, self._ui, self.height())

    def wish(self) -> Wish:
        """What is to be told, as it stands in the form."""
        subject = self.form.chosen_subject()
        return Wish(
            self._wish.kind,
            self._round if self.form.is_round() else self._wish.cases,
            self.form.chosen(),
            subject.id if subject is not None else None,
        )

    def _build(self) -> None:
        title = self._wish.kind.label
        self.setWindowTitle(title)
        self._ui.title.setText(title)
        student = self.found.student
        facts: tuple[str, ...] = (student.name, student.class_name, self.found.case_number)
        if len(self._wish.cases) > 1:
            count = len(self._wish.cases)
            facts = (ngettext("{n} ärende", "{n} ärenden", count).format(n=count),)
        self._ui.about.setText(" · ".join(filter(None, facts)))
        self._ui.later.hide()
        if self.found.is_protected:
            self._ui.down.addWidget(self.form)
        else:
            self._ui.down.addWidget(Columns(stack(self.form), stack(self.sent, self.kept), (1, 1)))
        self._ui.down.addStretch(1)
        self._ui.foot.insertWidget(0, self.ways)
        for ground in (self._ui.scroll.viewport(), self._ui.scrollDone.viewport()):
            ground.setAutoFillBackground(False)
        for inner in (self._ui.inner, self._ui.innerDone):
            inner.setAutoFillBackground(False)
        if not self.found.may_send:
            self.message.say(
                "info", _("Rektorn lämnar det till huvudmannen. Här ser du vad som skulle skickas.")
            )
            self._ui.verb.setEnabled(False)
        self._ui.verb.setText(self.ways.verb())

    def _connect(self) -> None:
        self.form.changed.connect(self._rest.start)
        self.ways.changed.connect(lambda: self._ui.verb.setText(self.ways.verb()))
        self._ui.cancel.clicked.connect(self.reject)
        self._ui.verb.clicked.connect(self._go)
        self._ui.verb.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._ui.verb.click)

    def _ask_again(self) -> None:
        self._runner.ask(partial(dispatches.prepared, wish=self.wish()), self._show, owner=self)

    def _show(self, found: PreparedDispatch) -> None:
        self.found = found
        self.sent.show_lines(found.sent, found.missing)
        self.kept.show_lines(found.kept)
        self.form.show_found(found)

    def _go(self) -> None:
        self.message.close_bar()
        if self.ways.way is not Way.OTHERWISE:
            self._runner.ask(partial(dispatches.prepared, wish=self.wish()), self._go_on, owner=self)
        elif self.ways.handing_over.check():
            told = self.ways.handing_over
            act = partial(
                dispatches.told_otherwise, wish=self.wish(), on=told.on(), channel=told.by(),
                reference=told.reference_words(),
            )  # fmt: skip
            self._do(act, lambda: self._over(_("Det är antecknat.")))

    def _go_on(self, found: PreparedDispatch) -> None:
        """With nothing missing: the ceremony if it has not been held, the folder, the file."""
        self._show(found)
        if found.missing:
            self._refused(DispatchIncomplete(found.missing))
        elif self._lacks_huvudman():
            trust_huvudman(self, self._runner, self._trusted)
        elif (folder := self.ways.folder()) is not None:
            if self.ways.way is Way.PRINT:
                act = partial(dispatches.print_to, wish=self.wish(), folder=folder)
                when_proved(self, self._runner, lambda: self._do(act, self._printed))
            else:
                self._do(partial(dispatches.seal, wish=self.wish(), folder=folder), self._sealed)

    def _lacks_huvudman(self) -> bool:
        """Whether the ceremony comes first; a hemkommun's card is read in on its own page."""
        is_home = self._wish.kind is DispatchKind.HOME
        return self.ways.way is Way.SEAL and not self.ways.huvudman and not is_home

    def _trusted(self, *_told: object) -> None:
        self._runner.ask(decisions.surroundings, self._go_on_sealing, owner=self)

    def _go_on_sealing(self, around: Surroundings) -> None:
        self.ways.trust(around.huvudman)
        if around.huvudman:
            self._go()

    def _do(self, act: Callable[[Work], Changes | Made[Any]], then: Callable[..., None]) -> None:
        self._ui.verb.setEnabled(False)
        self._kept.flush()
        done = partial(and_forget, wish=act, about=self._kept.about)
        self._runner.do(done, then, refused=self._refused, owner=self)

    def _refused(self, error: NarvaroError) -> None:
        """It stays here, with all that was chosen."""
        self._ui.verb.setEnabled(True)
        self.message.say("bad", wording.say(error))
        if isinstance(error, DispatchIncomplete):
            self.form.show_missing(error.needs)
        elif isinstance(error, FreeTextHeld):
            self.form.ask_to_confirm()
        elif isinstance(error, OutboxFull | OutboxMissing | OutboxReadOnly):
            self.ways.show_folder()
        elif isinstance(error, NoHuvudman):
            trust_huvudman(self, self._runner, self._trusted)

    def _sealed(self, made: tuple[UUID, SealedFile]) -> None:
        self._show_result(made[0], [made[1].path], made[1])

    def _printed(self, made: tuple[UUID, Sequence[Path]]) -> None:
        self._show_result(made[0], made[1], None)

    def _show_result(self, outgoing_id: UUID, paths: Sequence[Path], sealed: SealedFile | None) -> None:
        result = PreparedResult(
            self._runner, outgoing_id, self._around.today, paths, sealed, self.ways.huvudman,
            _("Huvudmannen har den inte än. Tryck Lämnad när du har lämnat den."),
        )  # fmt: skip
        result.handedOver.connect(lambda: self._over(_("Lämnad till huvudmannen.")))
        result.copyWanted.connect(partial(open_copy, self, self._runner, outgoing_id))
        self.outcome = result
        self._ui.done.addWidget(result)
        result.show()
        self._ui.pages.setCurrentWidget(self._ui.scrollDone)
        for widget in (self.ways, self._ui.verb):
            widget.hide()
        self._ui.cancel.setText(_("Jag lämnar den senare"))
        self._ui.cancel.clicked.disconnect()
        self._ui.cancel.clicked.connect(self.accept)
        result.show_button.setFocus()

    def _over(self, words: str) -> None:
        self._shell.toast(words)
        self.accept()

    def _fitting(self) -> QSize:
        below = self._over_what.window()
        wide, high = theme.px(_WIDE), theme.px(_HIGH)
        return QSize(min(wide, below.width() - theme.px(32)), min(high, below.height() - theme.px(32)))


def open_round(parent: QWidget, runner: Runner, shell: Shell) -> None:
    """One lägesrapport for every case whose anmälan the huvudman has; a toast where there is none."""

    def answer(found: tuple[UUID, ...]) -> None:
        if found:
            open_dispatch(parent, runner, shell, DispatchKind.STATUS, found[0], is_round=True)
        else:
            shell.toast(_("Inget öppet ärende är anmält till huvudmannen."))

    runner.ask(dispatch_offers.for_round, answer, owner=parent)


def open_dispatch(
    parent: QWidget, runner: Runner, shell: Shell, kind: DispatchKind, case_id: UUID,
    corrects: UUID | None = None, is_round: bool = False,
) -> None:  # fmt: skip
    """Open the dialog for a case once what is known of it has been asked for; `corrects` comes first."""

    def question(work: Work) -> tuple[Wish, Found]:
        subjects = dispatch_offers.correctable(work, case_id) if kind is DispatchKind.CORRECTION else []
        if kind is DispatchKind.CORRECTION and not subjects:
            raise NothingSealed
        subjects.sort(key=lambda one: one.id != corrects)
        wish = Wish(kind, (case_id,), corrects=subjects[0].id if subjects else None)
        many = dispatch_offers.for_round(work) if kind is DispatchKind.STATUS else ()
        wish = replace(wish, cases=many) if is_round else wish
        return wish, (dispatches.prepared(work, wish), decisions.surroundings(work), many, subjects)

    def answer(found: tuple[Wish, Found]) -> None:
        dialog = DispatchDialog(parent, runner, shell, *found)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    runner.ask(question, answer, owner=parent)
