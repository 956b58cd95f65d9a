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
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.usecases.pupils_with_days import data_until, pupil

PLANNED: Final = 270
LESSONS: Final = 5
STAFF_DAY: Final = date(2026, 10, 2)
FIRST: Final = date(2026, 8, 24)
UNTIL_1: Final = date(2026, 9, 18)
UNTIL_2: Final = date(2026, 9, 25)
UNTIL_3: Final = date(2026, 10, 2)
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


def until(work: Work, student: UUID, last: date) -> None:
    """Elev A up to an import's last day: 648, 837 and 1 026 minutes away in the windows that end there."""
    if last == UNTIL_1:
        away = {date(2026, 9, 7 + n): (207, 9) for n in (0, 1, 2)}
        lay_days(work, student, FIRST, UNTIL_1, away)
    elif last == UNTIL_2:
        lay_days(work, student, date(2026, 9, 21), UNTIL_2, {date(2026, 9, 21): (189, 0)})
    else:
        lay_days(work, student, date(2026, 9, 28), UNTIL_3, {date(2026, 9, 28): (189, 0)})
    data_until(work, last)


def a_pupil(school: School) -> UUID:
    with at_work(school, "Kurator Ek", UNTIL_1) as office, office.work() as work:
        lay_out_the_autumn(work)
        student = pupil(work, "Elev Ängsull", "5B")
        until(work, student, UNTIL_1)
    with at_work(school, "Mentor Al", UNTIL_1) as office, office.work() as work:
        suggestions.choose_classes(work, ["5B"])
    return student
