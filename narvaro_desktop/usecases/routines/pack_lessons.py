"""What the routine's next revision can build on: what closed cases taught, and what was often left open."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.domain.terms import Closure
from narvaro_desktop.store.tables import CaseRow, DutyRow, StudentRow
from narvaro_desktop.usecases.casework.duties import words_of
from narvaro_desktop.usecases.work import Work

_LATEST: Final = 20
_OFTEN: Final = 2
_BETTER: Final = (Closure.ATTENDANCE_RESTORED, Closure.IMPROVED)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a school took with it from a case, without saying whose it was."""

    closed_on: date
    sign: str
    closure: Closure | None
    words: str


@dataclass(frozen=True, slots=True)
class YearTaught:
    """A läsår ("2026/27"): how many cases were closed, and of them with presence restored or higher; how
    many duties were left open, and the one that was so most often, twice or more (`most`).
    """

    label: str
    closed: int
    better: int
    left_open: int
    most: str


@dataclass(frozen=True, slots=True)
class Lessons:
    """The latest lessons of `count`, and the duties that have been left open at least twice.

    `years` are this läsår and the one before, where anything was closed or left open in them.
    """

    lessons: tuple[Lesson, ...]
    count: int
    left_open: tuple[tuple[str, int], ...]
    years: tuple[YearTaught, ...] = ()


def lessons(work: Work) -> Lessons:
    """For who decides on the routine and reads cases."""
    work.may(Resource.PACK, Action.DECIDE)
    work.may(Resource.CASE, Action.READ)
    wanted = (
        select(CaseRow)
        .join(CaseRow.student)
        .where(CaseRow.closed_on.is_not(None), StudentRow.protected.is_(False))
    )
    closed = work.session.scalars(wanted).all()
    rows = [row for row in closed if _taught(row)]
    rows.sort(key=lambda row: (row.closed_on or date.min, str(row.id)), reverse=True)
    left = _left_open(work)
    counted = Counter(words for words, _day in left)
    often = tuple((words, count) for words, count in counted.most_common() if count >= _OFTEN)
    now = AcademicYear.of(work.today)
    years = [_year(year, closed, left) for year in (now, AcademicYear(now.begins - 1))]
    return Lessons(
        tuple(_lesson(work, row) for row in rows[:_LATEST]),
        len(rows),
        often,
        tuple(one for one in years if one.closed or one.left_open),
    )


def _taught(row: CaseRow) -> str:
    return (row.lesson_learned or "").strip()


def _year(year: AcademicYear, closed: Sequence[CaseRow], left: Sequence[tuple[str, date]]) -> YearTaught:
    rows = [row for row in closed if row.closed_on and row.closed_on in year.span]
    duties = Counter(words for words, day in left if day in year.span)
    return YearTaught(
        year.label,
        closed=len(rows),
        better=sum(row.closure in _BETTER for row in rows),
        left_open=duties.total(),
        most=next((words for words, count in duties.most_common(1) if count >= _OFTEN), ""),
    )


def _lesson(work: Work, row: CaseRow) -> Lesson:
    place = work.rules.ladders[row.ladder].place(row.step, row.is_returning)
    return Lesson(row.closed_on or date.min, place.sign, row.closure, _taught(row))


def _left_open(work: Work) -> list[tuple[str, date]]:
    """Each duty that was left open, in words, and when."""
    wanted = select(DutyRow.key, DutyRow.left_open_on, CaseRow.ladder)
    wanted = wanted.join(CaseRow, DutyRow.case_id == CaseRow.id).join(CaseRow.student)
    wanted = wanted.where(StudentRow.protected.is_(False), DutyRow.key.is_not(None))
    rows = work.session.execute(wanted.where(DutyRow.left_open_on.is_not(None)))
    ladders = work.rules.ladders
    told = [(words_of(ladders[ladder], DutyRow(key=key)), day) for key, day, ladder in rows]
    return [(words, day) for words, day in told if words and day]
