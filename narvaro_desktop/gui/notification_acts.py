"""What can be done with an anmälan in each of its states, on the case page and in the list."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, left_files
from narvaro_desktop.gui.deciding.compared_file import compared_words
from narvaro_desktop.gui.deciding.decision_dialog import open_decision
from narvaro_desktop.gui.deciding.dispatch_dialog import open_dispatch
from narvaro_desktop.gui.dialogs.answer_dialog import open_answer, open_hand_over
from narvaro_desktop.gui.dialogs.copy_dialog import open_copy
from narvaro_desktop.gui.dialogs.cover_dialog import CoverDialog
from narvaro_desktop.gui.dialogs.inform_dialog import open_inform
from narvaro_desktop.gui.dialogs.paper_dialog import open_paper_dialog
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.deciding import cover_texts, outgoing
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.deciding.outgoing import FileCheck

KINDS: dict[NotificationState, Kind] = {
    NotificationState.MISSING: "bad",
    NotificationState.SEALED: "warn",
    NotificationState.PRINTED: "warn",
    NotificationState.HANDED_OVER: "info",
    NotificationState.RECEIVED: "ok",
    NotificationState.REGISTERED: "ok",
    NotificationState.RETURNED: "bad",
}
ICONS: dict[NotificationState, str] = {
    NotificationState.MISSING: "circle-alert",
    NotificationState.SEALED: "package",
    NotificationState.PRINTED: "printer",
    NotificationState.HANDED_OVER: "send",
    NotificationState.RECEIVED: "circle-check",
    NotificationState.REGISTERED: "circle-check",
    NotificationState.RETURNED: "undo-2",
}

_HAS_LEFT = (
    NotificationState.SEALED,
    NotificationState.PRINTED,
    NotificationState.HANDED_OVER,
    NotificationState.RECEIVED,
    NotificationState.REGISTERED,
)

Act = tuple[str, str, Callable[[], object]]
"""(words, icon, what is done)."""


class NotificationActs:
    """The acts of one anmälan, over `parent`, in the order in which they are likely."""

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, line: NotificationLine) -> None:
        self._parent, self._runner, self._shell, self._line = parent, runner, shell, line

    def next(self) -> Act | None:
        """What comes next for this anmälan, if it is the school's turn."""
        if self._line.state in (NotificationState.MISSING, NotificationState.RETURNED):
            return (_("Anmäl nu") if self._is_anmalan else _("Försegla på nytt")), "send", self._notify
        if self._line.waits:
            return _("Lämnad"), "check", self._hand_over
        return None

    def others(self) -> list[Act]:
        """Everything else that can be done with it now."""
        line, found = self._line, list[Act]()
        is_there = line.file is not None and line.waits
        if is_there:
            found.append((_("Visa filen"), "folder-open", self._show_file))
            found.append((_("Kopiera följebrev"), "copy", self._copy_cover))
        if self._is_anmalan:
            found.append((_("Informera"), "users", self.inform))
        if line.state is not NotificationState.MISSING:
            found.append((_("Skriv in svar"), "inbox", self._answer))
        if is_there:
            found.append((_("Läsbar kopia …"), "file-text", self._copy_out))
            found.append((_("Följesedel som PDF …"), "file-text", self._save_cover))
        if line.file is not None:
            found.append((_("Kontrollera filen …"), "usb", self._check_file))
            found.append((_("Skicka samma fil igen …"), "send", self._send_again))
        if is_there and self._is_anmalan:
            found.append((_("Försegla på nytt …"), "package", self._notify))
        if line.kind != DispatchKind.CORRECTION.key and line.state in _HAS_LEFT:
            found.append((_("Rätta eller ta tillbaka …"), "pencil", self._correct))
        return found

    @property
    def _is_anmalan(self) -> bool:
        return self._line.kind == "n1"

    def inform(self) -> None:
        student = self._line.student
        pupil = partial(StudentDialog, runner=self._runner, shell=self._shell, student_id=student.id)
        open_inform(self._parent, self._runner, self._line.case_id, student.protected, pupil)

    def _hand_over(self) -> None:
        dialog = open_hand_over(self._parent, self._runner, self._line)
        words = _("Anmälan är lämnad.") if self._is_anmalan else _("Lämnad till huvudmannen.")
        dialog.accepted.connect(lambda: self._shell.toast(words))

    def _notify(self) -> None:
        if not self._is_anmalan:
            kind = DispatchKind.of(self._line.kind)
            open_dispatch(self._parent, self._runner, self._shell, kind, self._line.case_id)
            return
        open_decision(self._parent, self._runner, self._shell, self._line.case_id, self._line.id)

    def _answer(self) -> None:
        open_answer(self._parent, self._runner, self._line)

    def _copy_out(self) -> None:
        open_copy(self._parent, self._runner, self._line.id)

    def _save_cover(self) -> None:
        open_paper_dialog(CoverDialog(self._parent, self._runner, self._line.id), self._shell)

    def _show_file(self) -> None:
        path = self._line.file
        if path is None or not path.is_file():
            self._shell.message(
                "warn",
                _("Filen ligger inte kvar där den lades. Sitter USB-minnet i? Den kan förseglas på nytt."),
            )
        else:
            left_files.show_folder_of(path)

    def _correct(self) -> None:
        kind, line = DispatchKind.CORRECTION, self._line
        open_dispatch(self._parent, self._runner, self._shell, kind, line.case_id, line.id)

    def _check_file(self) -> None:
        """Compare a file, on a stick say, with what was sealed."""
        choose.files(self._parent, _("Kontrollera filen"), (".age",), self._compare)

    def _compare(self, paths: Sequence[Path]) -> None:
        act = partial(outgoing.check_file, outgoing_id=self._line.id, path=paths[0])
        self._runner.do(act, self._compared, refused=self._refused, owner=self._parent)

    def _compared(self, found: FileCheck) -> None:
        self._shell.message(*compared_words(found))

    def _send_again(self) -> None:
        choose.folder(self._parent, _("Mapp för den förseglade filen"), self._seal_again)

    def _seal_again(self, folder: Path) -> None:
        act = partial(outgoing.seal_again, outgoing_id=self._line.id, folder=folder)
        done = _("Samma paket ligger i {folder}. Fingeravtrycket är detsamma.").format(folder=folder)
        self._runner.do(act, lambda _file: self._shell.toast(done), refused=self._refused, owner=self._parent)

    def _refused(self, error: NarvaroError) -> None:
        self._shell.message("bad", wording.say(error))

    def _copy_cover(self) -> None:
        question = partial(cover_texts.cover_text, outgoing_id=self._line.id)
        self._runner.ask(question, self._copied, owner=self._parent)

    def _copied(self, text: str) -> None:
        left_files.to_clipboard(text)
        self._shell.toast(_("Följebrevet är kopierat. Det innehåller inga personuppgifter."))


def facts(line: NotificationLine) -> str:
    """One sentence or two on where the anmälan stands, with days and channel."""
    if line.kind != "n1":
        made = _("{what}, {day} av {who}.").format(
            what=DispatchKind.of(line.kind).label, day=line.decided_on.isoformat(), who=line.decided_by
        )
        return f"{made} {_standing(line)}".strip()
    decided = _("Utredning inledd {day} av {who}.").format(
        day=line.decided_on.isoformat(), who=line.decided_by
    )
    return f"{decided} {_standing(line)}".strip()


def _standing(line: NotificationLine) -> str:
    state = line.state
    if state is NotificationState.MISSING:
        if line.due_on is None:
            return _("Anmälan till huvudmannen är inte gjord.")
        words = _("Anmäl till huvudmannen nu, senast {day}.")
        if line.is_late:
            words = _("Anmäl till huvudmannen nu: det skulle ha gjorts senast {day}.")
        return words.format(day=line.due_on.isoformat())
    if state is NotificationState.RETURNED:
        return _("Paketet kom tillbaka, eftersom dess nummer redan var använt. Försegla på nytt.")
    if line.waits and line.prepared_on is not None:
        return _("Gjord i ordning {day}. Tryck Lämnad när huvudmannen har den.").format(
            day=line.prepared_on.isoformat()
        )
    if state is NotificationState.HANDED_OVER:
        waits = f"{unanswered_words(line)}." if line.unanswered_days else _("Svar har inte kommit än.")
        return " ".join(filter(None, (_handed(line), waits)))
    if line.received_on is None:
        return ""
    told = _("Mottagen {day}").format(day=line.received_on.isoformat())
    if line.received_by:
        told = _("{received} av {who}").format(received=told, who=line.received_by)
    number = ""
    if line.registration_number:
        number = _("Diarienummer {number}.").format(number=line.registration_number)
    offered = ", ".join(kind.label for kind in line.offered)
    support = _("Erbjudet stöd: {kinds}.").format(kinds=offered) if offered else ""
    return " ".join(filter(None, (f"{told}.", number, support, line.message)))


def what_words(line: NotificationLine) -> str:
    """What was told: the anmälan, or what came after it."""
    return _("Anmälan") if line.kind == "n1" else DispatchKind.of(line.kind).label


def unanswered_words(line: NotificationLine) -> str:
    """`Inget svar på 16 dagar`."""
    count = line.unanswered_days
    return ngettext("Inget svar på {count} dag", "Inget svar på {count} dagar", count).format(count=count)


def _handed(line: NotificationLine) -> str:
    if line.handed_over_on is None:
        return ""
    channel = line.channel.label if line.channel else ""
    how = ", ".join(filter(None, (line.handed_over_on.isoformat(), channel, line.reference)))
    return _("Lämnad {how}.").format(how=how)
