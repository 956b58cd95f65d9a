"""One pupil's absence from every side: places in the day, subjects, spells, the own level and the class."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.usecases.absence import pupil_absence
from narvaro_desktop.usecases.absence.pupil_absence import PupilAbsence
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.usecases.pupils_with_days import data_until, pupil
from tests.usecases.pupils_with_lessons import LESSON, lessons

FIRST, UNTIL, TODAY = date(2026, 8, 24), date(2026, 10, 9), date(2026, 10, 12)
DAYS = [day for n in range(47) if (day := FIRST + timedelta(days=n)).weekday() < 5]
SICK = (date(2026, 9, 14), date(2026, 9, 15))


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def mornings(day: date, place: int) -> tuple[int, int, bool]:
    """Sick for two days, the first lesson of every Friday missed, music unreported."""
    if day in SICK:
        return LESSON, 0, True
    if place == 3:
        return 0, 0, False
    return (0, LESSON, True) if day.weekday() == 4 and place == 0 else (0, 0, True)


def shown(work: Work) -> PupilAbsence:
    one = pupil(work, "Alva Granbarr")
    mates = [pupil(work, f"Elev{number} Regnskur") for number in range(5)]
    lessons(work, [one], DAYS, mornings)
    lessons(work, mates, DAYS)
    data_until(work, UNTIL)
    found = pupil_absence.pupil_absence(work, one)
    assert found is not None
    return found


def test_each_place_of_the_day_stands_by_weekday(office: Office) -> None:
    with office.work() as work:
        found = shown(work)

    first, *_middle, last = found.places
    assert len(found.places) == 4
    assert first[4] == Share(7 * LESSON, 7 * LESSON)
    assert first[2] == Share(0, 7 * LESSON)
    assert last[4] == Share(0, 0) and last[0] == Share(LESSON, LESSON)


def test_subjects_stand_by_name_with_what_was_reported(office: Office) -> None:
    with office.work() as work:
        found = shown(work)

    assert [(one.name, one.lessons, one.missed) for one in found.subjects] == [
        ("Bild", 35, 2), ("Matematik", 35, 2), ("Musik", 2, 2), ("Svenska", 35, 9),
    ]  # fmt: skip


def test_spells_tell_their_days_and_what_was_giltig(office: Office) -> None:
    with office.work() as work:
        found = shown(work)

    (spell,) = found.spells
    assert (spell.first, spell.last, spell.school_days, spell.valid, spell.away) == (*SICK, 2, 400, 400)


def test_the_own_level_and_the_class_stand_beside_each_week(office: Office) -> None:
    with office.work() as work:
        found = shown(work)

    assert len(found.weeks) == len(found.own) == len(found.among)
    assert all(share.computable for share in found.among)
    sick = next(n for n, week in enumerate(found.weeks) if SICK[0] in week.week.span)
    assert found.weeks[sick].share.exceeds(found.among[sick])
    assert found.own[0] == Share(50, 1000)


def test_a_class_of_a_few_is_not_told(office: Office) -> None:
    with office.work() as work:
        one = pupil(work, "Alva Granbarr", "9Z")
        lessons(work, [one], DAYS, mornings)
        data_until(work, UNTIL)
        found = pupil_absence.pupil_absence(work, one)

    assert found is not None and not any(share.computable for share in found.among)


def test_a_protected_pupil_is_opened_by_few(office: Office) -> None:
    assert office.actor.role is Role.COUNSELLOR
    with office.work() as work:
        one = pupil(work, "Alva Granbarr")
        data_until(work, UNTIL)
        students.protect(work, one)
    with office.work() as work, pytest.raises(NotAllowed):
        pupil_absence.pupil_absence(work, one)
