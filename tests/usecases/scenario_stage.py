"""Ekbackens skola in the autumn of 2026: lov, a studiedag, and pupils with 270 planned minutes a day."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import insert

from narvaro_desktop.domain.schooldays import Break, SchoolCalendar, Span
from narvaro_desktop.store.tables import StudentDayRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School

PLANNED: Final = 270
LESSONS: Final = 5
STAFF_DAY: Final = date(2026, 10, 2)
AUTUMN_BREAK: Final = Span(date(2026, 10, 26), date(2026, 10, 30))


@contextmanager
def at_work(school: School, person: str, day: date) -> Iterator[Office]:
    """The vault in someone's hands on a day, with the municipality's deadlines on."""
    office = school.unlock(person)
    office.rules, office.clock = shipped(all_deadlines=True), Clock(day)
    try:
        yield office
    finally:
        office.close()


def lay_out_the_autumn(work: Work) -> None:
    calendar = SchoolCalendar((), (Break("höstlov", AUTUMN_BREAK),), frozenset({STAFF_DAY}))
    settings.keep_calendar(work, calendar)


def lay_days(
    work: Work, student: UUID, first: date, last: date, away: Mapping[date, tuple[int, int]]
) -> None:
    """Every weekday from `first` to `last`, reported; `away` is (giltig, ogiltig) minutes on some of them."""
    number = work.session.get_one(StudentRow, student).number
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    rows = [_row(number, day, *away.get(day, (0, 0))) for day in days if day.weekday() < 5]
    work.session.execute(insert(StudentDayRow), rows)


def _row(number: int, day: date, valid: int, invalid: int) -> dict[str, int]:
    return {
        "student": number, "day": day.toordinal(), "planned": PLANNED, "usable": PLANNED, "known": PLANNED,
        "valid": valid, "invalid": invalid, "usable_valid": valid, "usable_invalid": invalid, "other": 0,
        "late": 0, "lessons": LESSONS, "known_lessons": LESSONS,
        "missed": (valid + invalid) * LESSONS // PLANNED,
    }  # fmt: skip
