"""The årshjul: what the school does for attendance in each month of a läsår, and what has been done."""

from dataclasses import dataclass

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.store.tables import ChecklistMarkRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.routines.routine import CHANGED, Step, routine, tick
from narvaro_desktop.usecases.work import Changes, Work


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the läsår (1 to 12). `is_now`: it is that month; `is_past`: it has gone by."""

    month: int
    steps: tuple[Step, ...]
    is_now: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class Wheel:
    """The läsår ("2026/27") from August on."""

    label: str
    months: tuple[Month, ...]

    @property
    def left_behind(self) -> int:
        """How much of the months that have gone by is still to be done."""
        return sum(step.done_on is None for one in self.months if one.is_past for step in one.steps)


def wheel(work: Work) -> Wheel:
    """The läsår of today, with what has been done in it."""
    work.may(Resource.PREVENTION, Action.READ)
    year = AcademicYear.of(work.today)
    marks = {row.point: row for row in work.session.scalars(select(ChecklistMarkRow))}
    people = team_names.names(work)
    now = _order(work.today.month)
    months = []
    for month, points in routine().year:
        steps = []
        for point in points:
            row = marks.get(_key(year, point.key))
            steps.append(
                Step(point, row.done_on, people.get(row.done_by, "")) if row else Step(point, None, "")
            )
        months.append(Month(month, tuple(steps), _order(month) == now, _order(month) < now))
    return Wheel(year.label, tuple(months))


def turn(work: Work, point: str, done: bool) -> Changes:
    """Something in this läsår has been done, or was ticked by mistake."""
    tick(work, _key(AcademicYear.of(work.today), point), done)
    return CHANGED


def _key(year: AcademicYear, point: str) -> str:
    return f"{year.begins}:{point}"


def _order(month: int) -> int:
    """August is the first month of a läsår, July the last."""
    return (month - 8) % 12
