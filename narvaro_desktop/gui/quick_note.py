"""Ctrl N anywhere: a contact or a note in ten seconds, about the pupil one is at or one that is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.gui.dialogs.quick_note_dialog import NoteDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.notes import About, Readership
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Start:
    """What a quick note begins with."""

    about: About | None
    people: Sequence[About]
    readerships: Sequence[Readership]
    duties: Sequence[DutyLine]


class QuickNotes(QObject):
    """Listens to the shell's Ctrl N. A page names who it is about in `shell.go(case_id=… or student_id=…)`,
    or, for a list, with a method `note_about() -> UUID | None` (a case's or a pupil's id).
    """

    saved = Signal()

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(shell)
        self._runner, self._shell = runner, shell
        self.dialog: NoteDialog | None = None
        shell.quickNoteWanted.connect(self.open)

    def open(self) -> None:
        """Open the dialog, unless it is open."""
        if self.dialog is None:
            self._runner.ask(partial(start, subject=self._subject()), self._open, owner=self)

    def _open(self, begun: Start) -> None:
        if self.dialog is not None:
            return
        parent: QWidget = self._shell
        self.dialog = NoteDialog(parent, self._runner, begun.people, begun.readerships)
        self.dialog.finished.connect(self._closed)
        self.dialog.kept.connect(self._kept)
        if begun.about is not None:
            self.dialog.choose(begun.about, begun.duties)
        self.dialog.open()

    def _kept(self, words: str) -> None:
        self._shell.toast(_("Sparat: {what}").format(what=words))
        self.saved.emit()

    def _closed(self) -> None:
        self.dialog = None

    def _subject(self) -> UUID | None:
        at = self._shell.at
        if at is None:
            return None
        named = at.what.get("case_id") or at.what.get("student_id")
        if isinstance(named, UUID):
            return named
        asked = getattr(self._shell.page(at.key), "note_about", None)
        found = asked() if callable(asked) else None
        return found if isinstance(found, UUID) else None


def start(work: Work, subject: UUID | None) -> Start:
    """Whom the note can be about, and what is known already; `subject` is a case's or a pupil's id."""
    people = notes.about(work)
    about = next((one for one in people if subject and subject in (one.case_id, one.student_id)), None)
    if about is None and subject is not None:
        about = notes.about_case(work, subject)
    duties = notes.contact_duties(work, about.case_id) if about and about.case_id else ()
    return Start(about, people, notes.readerships(work), duties)
