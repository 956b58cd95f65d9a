"""Pupils with made-up lessons, summed as an import sums them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select

from narvaro_desktop.store.tables import ActivityRow, ImportBatchRow, LessonRow, StudentRow
from narvaro_desktop.usecases.importing import rollups
from narvaro_desktop.usecases.work import Work
from tests.usecases.pupils_with_days import data_until

SUBJECTS = ("Svenska", "Matematik", "Bild", "Musik")
LESSON = 50
Away = Callable[[date, int], tuple[int, int, bool]]
"""(valid, invalid, reported) of a day's lesson, which is numbered from 0."""


def present(_day: date, _place: int) -> tuple[int, int, bool]:
    return 0, 0, True


def lessons(work: Work, students: Iterable[UUID], days: Sequence[date], away: Away = present) -> None:
    """Four lessons on each of these days, the same subjects every day."""
    ids = [_activity(work, name) for name in SUBJECTS]
    numbers = [work.session.get_one(StudentRow, student).number for student in students]
    rows = []
    for number in numbers:
        for day in days:
            for place, activity in enumerate(ids):
                valid, invalid, reported = away(day, place)
                rows.append(
                    {
                        "student": number, "day": day.toordinal(), "start": 480 + 60 * place,
                        "activity": activity, "planned": LESSON, "valid": valid, "invalid": invalid,
                        "other": 0, "late": 0, "reported": int(reported), "reported_at": None,
                        "reason": None, "staff": None, "batch": 1,
                    }
                )  # fmt: skip
    work.session.execute(insert(LessonRow), rows)
    rollups.rebuild(work.session, numbers, min(days).toordinal(), max(days).toordinal())


def read_in(work: Work, days: Sequence[date]) -> None:
    """A file with lessons of these days was read in."""
    data_until(work, max(days))
    batch = work.session.scalars(select(ImportBatchRow).order_by(ImportBatchRow.id.desc())).first()
    assert batch is not None
    batch.first_day, batch.last_day = min(days).toordinal(), max(days).toordinal()
    work.session.flush()


def _activity(work: Work, name: str) -> int:
    row = work.session.scalars(select(ActivityRow).where(ActivityRow.name == name)).first()
    if row is None:
        row = ActivityRow(name=name)
        work.session.add(row)
        work.session.flush()
    return row.id
