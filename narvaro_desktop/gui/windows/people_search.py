"""Pupils for Ctrl K: kept at hand, so that the palette answers while one types."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.palette_rows import Command
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import cases, due
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.pupils.students import StudentLine
from narvaro_desktop.usecases.work import Area, Changes, Work

_MOST = 6
_Known = tuple[list[StudentLine], dict[UUID, UUID]]


class PeopleSearch(QObject):
    """Asks for the pupils and their open cases at the start, and again when either has changed."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(shell)
        self._runner, self._shell = runner, shell
        self._students: list[StudentLine] = []
        self._cases: dict[UUID, UUID] = {}
        runner.changed.connect(self._changed)

    def ask(self) -> None:
        self._runner.ask(_known, self._keep, owner=self)

    def commands(self, typed: str) -> Sequence[Command]:
        """The first pupils who fit; one with an open case leads to it, others to the list of pupils."""
        words = typed.casefold().split()
        if not words:
            return ()
        found = (line for line in self._students if all(word in line.search_key for word in words))
        return [self._command(line) for line, _place in zip(found, range(_MOST), strict=False)]

    def _keep(self, known: _Known) -> None:
        self._students, self._cases = known

    def _changed(self, changes: Changes) -> None:
        if changes & {Area.STUDENTS, Area.CASES}:
            self.ask()

    def _command(self, line: StudentLine) -> Command:
        case_id = self._cases.get(line.id)
        if case_id is not None:
            act = partial(self._shell.go, "case", case_id=case_id)
            hint = _("{class_name} · öppet ärende").format(class_name=line.class_name)
        else:
            act = partial(self._shell.go, "students", student_id=line.id)
            hint = line.class_name
        return Command(f"student:{line.id}", line.name, act, hint, "user")


def _known(work: Work) -> _Known:
    """The pupils whom the person lists, and their open cases; else those of the cases she meets."""
    rights, role = work.rules.rights, work.actor.role
    if not rights.may(role, Resource.STUDENT, Action.LIST):
        met = due.standings(work)
        return [line.student for line in met], {line.student.id: line.case_id for line in met}
    may_cases = rights.may(role, Resource.CASE, Action.LIST)
    open_cases = {line.student.id: line.id for line in cases.open_cases(work)} if may_cases else {}
    return students.everyone(work), open_cases
