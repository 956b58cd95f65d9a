"""What can be done with an anmälan in each of its states, on the case page and in the list."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.gui import left_files
from narvaro_desktop.gui.deciding.decision_dialog import open_decision
from narvaro_desktop.gui.dialogs.answer_dialog import open_answer, open_hand_over
from narvaro_desktop.gui.dialogs.copy_dialog import open_copy
from narvaro_desktop.gui.dialogs.inform_dialog import open_inform
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import notification_papers
from narvaro_desktop.usecases.notifications import NotificationLine

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

Act = tuple[str, str, Callable[[], object]]
"""(words, icon, what is done)."""


class NotificationActs:
    """The acts of one anmälan, over `parent`, in the order in which they are likely."""

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, line: NotificationLine) -> None:
        self._parent, self._runner, self._shell, self._line = parent, runner, shell, line

    def next(self) -> Act | None:
        """What comes next for this anmälan, if it is the school's turn."""
        if self._line.state in (NotificationState.MISSING, NotificationState.RETURNED):
            return _("Anmäl nu"), "send", self._notify
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
        found.append((_("Informera"), "users", self.inform))
        if line.state is not NotificationState.MISSING:
            found.append((_("Skriv in svar"), "inbox", self._answer))
        if is_there:
            found.append((_("Läsbar kopia …"), "file-text", self._copy_out))
            found.append((_("Försegla på nytt …"), "package", self._notify))
        return found

    def inform(self) -> None:
        open_inform(self._parent, self._runner, self._line.case_id, self._line.student.protected)

    def _hand_over(self) -> None:
        dialog = open_hand_over(self._parent, self._runner, self._line)
        dialog.accepted.connect(lambda: self._shell.toast(_("Anmälan är lämnad.")))

    def _notify(self) -> None:
        open_decision(self._parent, self._runner, self._shell, self._line.case_id, self._line.id)

    def _answer(self) -> None:
        open_answer(self._parent, self._runner, self._line)

    def _copy_out(self) -> None:
        open_copy(self._parent, self._runner, self._line.id)

    def _show_file(self) -> None:
        path = self._line.file
        if path is None or not path.is_file():
            self._shell.message(
                "warn",
                _("Filen ligger inte kvar där den lades. Sitter USB-minnet i? Den kan förseglas på nytt."),
            )
        else:
            left_files.show_folder_of(path)

    def _copy_cover(self) -> None:
        question = partial(notification_papers.cover_text, notification_id=self._line.id)
        self._runner.ask(question, self._copied, owner=self._parent)

    def _copied(self, text: str) -> None:
        left_files.to_clipboard(text)
        self._shell.toast(_("Följebrevet är kopierat. Det innehåller inga personuppgifter."))


def facts(line: NotificationLine) -> str:
    """One sentence or two on where the anmälan stands, with days and channel."""
    decided = _("Utredning inledd {day} av {who}.").format(
        day=line.decided_on.isoformat(), who=line.decided_by
    )
    return f"{decided} {_standing(line)}".strip()


def _standing(line: NotificationLine) -> str:
    state = line.state
    if state is NotificationState.MISSING:
        if line.due_on is None:
            return _("Anmälan till huvudmannen är inte gjord.")
        return _("Anmäl till huvudmannen senast {day}.").format(day=line.due_on.isoformat())
    if state is NotificationState.RETURNED:
        return _("Paketet kom tillbaka, eftersom dess nummer redan var använt. Försegla på nytt.")
    if line.waits and line.prepared_on is not None:
        return _("Gjord i ordning {day}. Tryck Lämnad när huvudmannen har den.").format(
            day=line.prepared_on.isoformat()
        )
    if state is NotificationState.HANDED_OVER:
        return " ".join(filter(None, (_handed(line), _("Svar har inte kommit än."))))
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


def _handed(line: NotificationLine) -> str:
    if line.handed_over_on is None:
        return ""
    channel = line.channel.label if line.channel else ""
    how = ", ".join(filter(None, (line.handed_over_on.isoformat(), channel, line.reference)))
    return _("Lämnad {how}.").format(how=how)
