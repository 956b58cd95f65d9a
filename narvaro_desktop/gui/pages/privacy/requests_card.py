"""What pupils and guardians have asked for: registerutdrag, rättelse, invändning, with the day it is due."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.privacy_terms import RequestKind
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.request_dialogs import (
    AnswerRequestDialog,
    AskDialog,
    ExtractDialog,
    SaveExtractDialog,
)
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import link, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.page import stack
from narvaro_desktop.gui.widgets.text import body, caption, strong
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.privacy import rights_requests
from narvaro_desktop.usecases.privacy.rights_requests import RequestLine
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.pupils.students import StudentLine
from narvaro_desktop.usecases.work import Work

Found = tuple[tuple[RequestLine, ...], tuple[StudentLine, ...]]


class RequestsCard(Card):
    """Hidden for who does not answer such."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Begäran från elev eller vårdnadshavare"))
        self._runner, self._shell = runner, shell
        self._pupils: tuple[StudentLine, ...] = ()
        self.hide()

    def ask(self) -> None:
        self._runner.ask(_found, self._show, owner=self)

    def _show(self, found: Found | None) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        lines, self._pupils = found
        self.clear()
        if not lines:
            self.add(body(_("Ingen har begärt något. Ett registerutdrag ska lämnas inom en månad.")))
        for line in lines:
            self.add(self._row(line))
        new = secondary(_("Ny begäran …"), "plus")
        new.clicked.connect(lambda _on=False: AskDialog(self, self._runner, self._pupils).open())
        self.add(flowing(new))

    def _row(self, line: RequestLine) -> QWidget:
        what = line.kind.label[:1].upper() + line.kind.label[1:]
        title = strong(f"{what}: {line.student}")
        told = _("Begärt av {who} {day}.").format(who=line.asker, day=days.full(line.asked_on))
        parts: list[QWidget] = [title, caption(told)]
        if line.wish:
            parts.append(body(line.wish))
        if line.granted is None:
            by = _("Svara senast {day}.") if line.due_on else _("Svara så snart det går.")
            parts.append(caption(by.format(day=days.full(line.due_on) if line.due_on else "")))
            words = _("Granska och besluta …") if line.kind.is_copy else _("Svara …")
            parts.append(flowing(self._button(words, line)))
        else:
            answer = _("Bifallet av {who} {day}.") if line.granted else _("Avslaget av {who} {day}.")
            assert line.decided_on is not None
            parts.append(caption(answer.format(who=line.decided_by, day=days.full(line.decided_on))))
            if line.answer:
                parts.append(body(line.answer))
            if line.granted and line.kind.is_copy:
                parts.append(flowing(self._button(_("Spara utdraget …"), line)))
            elif line.done_on is not None:
                is_lifted = line.kind is RequestKind.RESTRICTION
                done = _("Hävd {day}.") if is_lifted else _("Utfört {day}.")
                parts.append(caption(done.format(day=days.full(line.done_on))))
            elif line.granted:
                parts.append(flowing(*self._to_do(line)))
        return stack(*parts, gap=4)

    def _to_do(self, line: RequestLine) -> list[QWidget]:
        """Where it is put right, and that it has been."""
        places: list[tuple[str, Callable[[], object]]] = [
            (_("Öppna eleven"), partial(self._shell.go, "students", student_id=line.student_id))
        ]
        if line.case_id is not None:
            places.append((_("Öppna ärendet"), partial(self._shell.go, "case", case_id=line.case_id)))
        act = partial(rights_requests.done, request_id=line.id)
        is_lifted = line.kind is RequestKind.RESTRICTION
        ended = _("Anteckna som hävd") if is_lifted else _("Anteckna som utfört")
        places.append((ended, partial(self._runner.do, act, owner=self)))
        made: list[QWidget] = []
        for words, go in places:
            button = link(words)
            button.setAccessibleName(f"{words} {line.student}")
            button.clicked.connect(lambda _on=False, go=go: go())
            made.append(button)
        return made

    def _button(self, words: str, line: RequestLine) -> QWidget:
        button = link(words)
        button.setAccessibleName(f"{words} {line.student}")
        button.clicked.connect(lambda _on=False: self._open(line))
        return button

    def _open(self, line: RequestLine) -> None:
        if not line.kind.is_copy:
            AnswerRequestDialog(self, self._runner, line).open()
        elif line.granted:
            dialog = SaveExtractDialog(self, self._runner, line)
            dialog.acted.connect(
                lambda _paths: self._shell.toast(_("Utdraget är sparat, på papper och som data."))
            )
            dialog.open()
        else:
            question = partial(rights_requests.review, request_id=line.id)
            self._runner.ask(
                question, lambda found: ExtractDialog(self, self._runner, found).open(), owner=self
            )


def _found(work: Work) -> Found | None:
    if not work.rules.rights.may(work.actor.role, Resource.STUDENT, Action.EXPORT):
        return None
    return rights_requests.requests(work), tuple(students.everyone(work))
