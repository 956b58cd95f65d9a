"""The läsår in retrospect: who would have been pointed out, when, and how long before the case."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from narvaro_desktop.domain.absence.signals import Signal, SignalKind
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.usecases.absence import attention, replay, signal_words
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.pupils_with_days import pupil
from tests.usecases.pupils_with_lessons import LESSON, lessons, read_in

FIRST, TODAY = date(2026, 8, 17), date(2026, 10, 12)
DAYS = [day for n in range(54) if (day := FIRST + timedelta(days=n)).weekday() < 5]


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def skips(day: date, place: int) -> tuple[int, int, bool]:
    return (0, LESSON, True) if place > 1 and day.weekday() % 2 == 0 else (0, 0, True)


def test_the_first_week_and_the_case_after_it_are_told(office: Office) -> None:
    with office.work() as work:
        one = pupil(work, "Alva Granbarr", "7B")
        lessons(work, [one], DAYS, skips)
        lessons(work, [pupil(work, f"Elev{n} Regnskur", "7B") for n in range(5)], DAYS)
        read_in(work, DAYS)
        cases.open_case(work, one, Opening(opened_on=date(2026, 10, 5), why="Oro"))

    with office.work() as work:
        offered = replay.choices(work)
        group = replay.replay(work, offered.years[0], offered.school_years[0])
    assert (offered.years, offered.school_years) == ((AcademicYear(2026),), (7,))
    (found,) = group.found
    assert (group.pupils, found.student.name, found.times) == (6, "Alva Granbarr", 1)
    assert found.first.last == date(2026, 9, 4)
    assert found.ahead == 4
    assert group.anew == {date(2026, 8, 31): 1}


def test_what_is_seen_in_retrospect_is_what_was_seen_then(office: Office) -> None:
    with office.work() as work:
        lessons(work, [pupil(work, "Alva Granbarr", "7B")], DAYS, skips)
        read_in(work, DAYS)

    with office.work() as work:
        shown = attention.attention(work)
        group = replay.replay(work, AcademicYear(2026), 7)
    assert shown is not None
    assert shown.rows[0].weeks == group.found[0].weeks


@pytest.mark.parametrize("kind", list(SignalKind))
def test_every_signal_has_a_sentence_with_its_numbers(kind: SignalKind) -> None:
    facts = dict.fromkeys(
        ("part", "whole", "days", "usual", "other_part", "other_whole", "weeks", "tenths", "own"), 12
    )

    said = signal_words.sentence(Signal(kind, 1, facts, "Musik"))

    assert said.endswith(".") and "12" in said.replace("1,2", "12") and "{" not in said
