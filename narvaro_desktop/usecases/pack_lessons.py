"""What the routine's next revision can build on: what closed cases taught, and what was often left open."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Closure
from narvaro_desktop.store.tables import CaseRow, DutyRow, StudentRow
from narvaro_desktop.usecases.duties import words_of
from narvaro_desktop.usecases.work import Work

_LATEST: Final = 20
_OFTEN: Final = 2


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a school took with it from a case, without saying whose it was."""

    closed_on: date
    sign: str
    closure: Closure | None
    words: str


@dataclass(frozen=True, slots=True)
class Lessons:
    """The latest lessons of `count`, and the duties that have been left open at least twice."""

    lessons: tuple[Lesson, ...]
    count: int
    left_open: tuple[tuple[str, int], ...]


def lessons(work: Work) -> Lessons:
    """For who decides on the routine and reads cases."""
    work.may(Resource.PACK, Action.DECIDE)
    work.may(Resource.CASE, Action.READ)
    wanted = (
        select(CaseRow)
        .join(CaseRow.student)
        .where(CaseRow.closed_on.is_not(None), StudentRow.protected.is_(False))
    )
    rows = [row for row in work.session.scalars(wanted) if (row.lesson_learned or "").strip()]
    rows.sort(key=lambda row: (row.closed_on or date.min, str(row.id)), reverse=True)
    return Lessons(tuple(_lesson(work, row) for row in rows[:_LATEST]), len(rows), _left_open(work))


def _lesson(work: Work, row: CaseRow) -> Lesson:
    place = work.rules.ladders[row.ladder].place(row.step, row.is_returning)
    return Lesson(row.closed_on or date.min, place.sign, row.closure, (row.lesson_learned or "").strip())


def _left_open(work: Work) -> tuple[tuple[str, int], ...]:
    wanted = select(DutyRow.key, CaseRow.ladder).join(CaseRow, DutyRow.case_id == CaseRow.id)
    wanted = wanted.join(CaseRow.student).where(StudentRow.protected.is_(False))
    rows = work.session.execute(wanted.where(DutyRow.left_open_on.is_not(None), DutyRow.key.is_not(None)))
    ladders = work.rules.ladders
    counted = Counter(words_of(ladders[ladder], DutyRow(key=key)) for key, ladder in rows)
    return tuple((words, count) for words, count in counted.most_common() if count >= _OFTEN and words)
