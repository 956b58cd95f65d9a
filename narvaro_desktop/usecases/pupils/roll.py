"""The school's roll: every pupil with her absence now and the case she has, for the page Elever."""

from dataclasses import dataclass
from uuid import UUID

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.pupils.students import StudentLine
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The case of a pupil: where it stands on its ladder."""

    id: UUID
    number: str
    sign: str
    step_name: str


@dataclass(frozen=True, slots=True)
class RollLine:
    """One pupil. `absence` is None where no data have been read in."""

    student: StudentLine
    absence: Figure | None
    case: OpenCase | None
    tenths: int = -1
    """Of a percent, to sort by; -1 where the absence is not known."""


@dataclass(frozen=True, slots=True)
class Roll:
    """Everyone who has not left; `protected` are shown under aliases, and to few."""

    lines: tuple[RollLine, ...]
    protected: tuple[StudentLine, ...]
    state: DataState | None


def roll(work: Work) -> Roll:
    """Every pupil, in Swedish order."""
    everyone = students.everyone(work)
    may = work.rules.rights.may
    state = attendance.data_state(work) if may(work.actor.role, Resource.ABSENCE, Action.READ) else None
    figures = attendance.figures_now(work, state) if state else {}
    listed = cases.open_cases(work) if may(work.actor.role, Resource.CASE, Action.LIST) else []
    stands = {line.student.id: OpenCase(line.id, line.number, line.sign, line.step_name) for line in listed}
    return Roll(
        tuple(_line(line, figures.get(line.number), stands.get(line.id)) for line in everyone),
        tuple(students.protected_ones(work)),
        state,
    )


def _line(student: StudentLine, absence: Figure | None, case: OpenCase | None) -> RollLine:
    tenths = absence.total.tenths if absence else None
    return RollLine(student, absence, case, -1 if tenths is None else tenths)
