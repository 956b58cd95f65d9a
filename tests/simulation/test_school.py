from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import Figure, Sums
from narvaro_desktop.domain.identity import age, parse_identity
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import IdentityType
from narvaro_desktop.simulation.people import NEVER_ASSIGNED
from narvaro_desktop.simulation.practice import practice_calendar
from narvaro_desktop.simulation.school import School, school

AUTUMN = date(2026, 9, 25)
CALENDAR = practice_calendar()


def test_the_same_seed_gives_the_same_school() -> None:
    one, other = (school(7, 96, CALENDAR, AUTUMN) for _time in range(2))

    assert one == other
    assert list(one.lessons()) == list(other.lessons())
    assert list(school(8, 96, CALENDAR, AUTUMN).lessons()) != list(one.lessons())


def test_a_later_day_only_adds_days() -> None:
    early, late = school(7, 48, CALENDAR, AUTUMN), school(7, 48, CALENDAR, date(2026, 11, 6))

    until_then = [lesson for lesson in late.lessons() if lesson.day <= AUTUMN]

    assert [lesson.time for lesson in until_then if lesson.reported] == [
        lesson.time for lesson in early.lessons() if lesson.reported
    ]


def test_the_same_pupils_can_have_an_earlier_läsår() -> None:
    made = school(7, 24, CALENDAR, AUTUMN)

    before = replace(made, until=date(2026, 6, 11), seed=8)

    days = {lesson.day for lesson in before.lessons()}
    assert before.students == made.students
    assert min(days) == date(2025, 8, 11)
    assert max(days) == date(2026, 6, 11)


@pytest.mark.parametrize("pupils", [24, 100, 412, 12_000])
def test_schools_come_in_every_size(pupils: int) -> None:
    made = school(1, pupils, CALENDAR, AUTUMN)

    sizes = Counter(student.school_class for student in made.students).values()
    assert len(made.students) == pupils
    assert len({student.personnummer for student in made.students}) == pupils
    assert all(12 <= size <= 36 for size in sizes)


def test_nobody_can_be_a_real_person() -> None:
    for student in school(3, 1200, CALENDAR, AUTUMN).students:
        identity = parse_identity(student.personnummer)

        assert identity.type is IdentityType.PERSONNUMMER
        assert int(student.personnummer[8:11]) in NEVER_ASSIGNED
        assert student.school_year + 5 <= (age(identity, date(2026, 12, 31)) or 0) <= student.school_year + 6


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([24, 30, 55]))
def test_every_lesson_holds_together(seed: int, pupils: int) -> None:
    made = school(seed, pupils, CALENDAR, AUTUMN)

    for lesson in made.lessons():
        assert CALENDAR.is_school_day(lesson.day)
        assert lesson.valid + lesson.invalid <= lesson.planned
        assert lesson.late <= lesson.invalid
        assert lesson.reported or not (lesson.invalid or lesson.late)


def test_lessons_of_a_day_do_not_overlap() -> None:
    made = school(5, 24, CALENDAR, AUTUMN)

    for one, other in pairwise(made.lessons_of(made.students[0])):
        assert (one.day, one.end) < (other.day, other.start) or one.day < other.day


def true_shares(made: School) -> list[tuple[float, float]]:
    """Each pupil's whole and ogiltig absence in percent, as it truly was, reported or not."""
    year = made.year
    planned = 270 * len(year)
    shares = []
    for student in made.students:
        lessons = [lesson for day in made.away(student, year).values() for lesson in day]
        valid, invalid = sum(lesson.valid for lesson in lessons), sum(lesson.invalid for lesson in lessons)
        shares.append((100 * (valid + invalid) / planned, 100 * invalid / planned))
    return shares


def assert_calibrated(shares: list[tuple[float, float]], tolerance: float) -> None:
    """Against Swedish schools; tolerances in percent of pupils or minutes, widened for small schools."""
    count = len(shares)
    totals = [total for total, _invalid in shares]
    over = {limit: 100 * sum(total >= limit for total in totals) / count for limit in (10, 15, 30, 50)}

    assert sum(totals) / count == pytest.approx(8.9, abs=0.4 * tolerance)
    assert sum(invalid for _total, invalid in shares) / count == pytest.approx(0.9, abs=0.15 * tolerance)
    assert over[10] == pytest.approx(32, abs=2 * tolerance)
    assert over[15] == pytest.approx(14, abs=1.5 * tolerance)
    assert over[30] == pytest.approx(2.1, abs=0.4 * tolerance)
    assert over[50] == pytest.approx(0.7, abs=0.2 * tolerance)


def test_a_school_looks_like_swedish_schools_do() -> None:
    assert_calibrated(true_shares(school(1, 2400, CALENDAR, date(2027, 6, 11))), tolerance=2.5)


@pytest.mark.evaluate
def test_many_schools_look_like_swedish_schools_do() -> None:
    assert_calibrated(true_shares(school(2, 24_000, CALENDAR, date(2027, 6, 11))), tolerance=1.0)


@pytest.mark.parametrize("coverage", [0.95, 0.85, 0.75])
def test_counting_reported_lessons_alone_has_no_bias(coverage: float) -> None:
    until = date(2026, 12, 18)

    shown, truth = (mean_reported(until, coverage=share) for share in (coverage, 1.0))

    assert shown == pytest.approx(truth, abs=0.25)


@cache
def mean_reported(until: date, coverage: float) -> float:
    made = school(11, 240, CALENDAR, until, coverage=coverage)
    shares = []
    for student in made.students:
        sums = Sums.of(day.sums for day in made.days_of(student))
        seen = Figure(sums, Span(date(2026, 8, 18), made.until), 80, made.until).reported
        shares.append(100 * seen.part / seen.whole)
    return sum(shares) / len(shares)
