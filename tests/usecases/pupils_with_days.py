"""Pupils with made-up days, written straight into the roll-ups: what the figures say without a file."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Boolean, Integer, insert

from narvaro_desktop.store.tables import ImportBatchRow, StudentDayRow, StudentRow
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Work

LESSON = 60
LESSONS = 5
DAY = LESSON * LESSONS


def pupil(work: Work, name: str, class_name: str = "7B") -> UUID:
    added = students.add(work, name, class_name).value
    work.session.flush()
    return added


def data_until(work: Work, until: date) -> None:
    """A file was read in whose data reach to `until`."""
    values = {
        column.name: 0 if isinstance(column.type, Boolean | Integer) else ""
        for column in ImportBatchRow.__table__.columns
        if not column.nullable and column.name != "id"
    }
    kept = ImportBatchRow(**{**values, "data_date": until, "source": "Skola24", "imported_at": work.now})
    work.session.add(kept)
    work.session.flush()


def days(
    work: Work, student: UUID, last: date, minutes: list[int], *, valid: bool = True, reported: bool = True
) -> None:
    """So many minutes away on each school day up to `last`, the latest last; weekends are skipped."""
    number = work.session.get_one(StudentRow, student).number
    rows, day = [], last
    for away in reversed(minutes):
        while day.weekday() > 4:
            day -= timedelta(days=1)
        rows.append(_row(number, day, away, valid, reported))
        day -= timedelta(days=1)
    work.session.execute(insert(StudentDayRow), rows)


def _row(number: int, day: date, away: int, valid: bool, reported: bool) -> dict[str, int]:
    known = DAY if reported else 0
    given, unexcused = (away, 0) if valid else (0, away)
    return {
        "student": number,
        "day": day.toordinal(),
        "planned": DAY,
        "usable": known,
        "known": known,
        "valid": given,
        "invalid": unexcused,
        "usable_valid": given if reported else 0,
        "usable_invalid": unexcused if reported else 0,
        "other": 0,
        "late": 0,
        "lessons": LESSONS,
        "known_lessons": LESSONS if reported else 0,
        "missed": away // LESSON,
    }
