"""The rules about sickness: by lessons and the reasons that the absence system gives."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from narvaro_desktop.domain.absence.sickness import occasions
from narvaro_desktop.domain.case_terms import AbsenceMeasure
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.store.tables import LessonRow, ReasonRow, StudentRow
from narvaro_desktop.usecases import settings as school_settings
from narvaro_desktop.usecases.absence import attendance, sick_leave, signals
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.importing import rollups
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.usecases.pupils_with_days import data_until, pupil

UNTIL = date(2026, 10, 23)
SICK, VISIT = 1, 2


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(date(2026, 10, 24))
    yield opened
    opened.close()


def lessons(
    work: Work, student: UUID, reasons: dict[date, int | None], first: date = date(2026, 8, 24)
) -> None:
    """Four lessons of 60 minutes each weekday; on a day in `reasons` the first is missed for that reason."""
    number = work.session.get_one(StudentRow, student).number
    days = [first + timedelta(days=n) for n in range((UNTIL - first).days + 1)]
    rows = [
        _lesson(number, day, place, reasons.get(day) if place == 0 else None, place == 0 and day in reasons)
        for day in days
        if day.weekday() < 5
        for place in range(4)
    ]
    work.session.execute(insert(LessonRow), rows)
    rollups.rebuild(work.session, [number], first.toordinal(), UNTIL.toordinal())


def _lesson(number: int, day: date, place: int, reason: int | None, away: bool) -> dict[str, object]:
    return {
        "student": number, "day": day.toordinal(), "start": 480 + 60 * place, "activity": 0, "planned": 60,
        "valid": 60 if away else 0, "invalid": 0, "other": 0, "late": 0, "reported": 1,
        "reported_at": None, "reason": reason, "staff": None, "batch": 1,
    }  # fmt: skip


def words(work: Work) -> None:
    work.session.add_all(
        [ReasonRow(id=SICK, words="Sjuk", code=""), ReasonRow(id=VISIT, words="Besök", code="")]
    )
    work.session.flush()


def mondays(count: int) -> list[date]:
    return [date(2026, 8, 31) + timedelta(weeks=n) for n in range(count)]


@pytest.mark.parametrize(("count", "reason", "fires"), [(5, SICK, True), (4, SICK, False), (5, VISIT, False)])
def test_five_sick_occasions_in_a_term_point_to_the_first_step(
    office: Office, count: int, reason: int, fires: bool
) -> None:
    with office.work() as work:
        words(work)
        student = pupil(work, "Elvira Blåbärsskog")
        lessons(work, student, dict.fromkeys(mondays(count), reason))
        data_until(work, UNTIL)
        state = attendance.data_state(work)
        assert state is not None
        found = list(signals.count(work, state).values())

    assert bool(found) is fires
    if fires:
        [one] = found
        assert (one.step, one.rule, one.measure) == (1, "sick_5", AbsenceMeasure.SICK_OCCASIONS)
        assert one.sickness is not None and one.sickness.occasions == 5


def test_a_file_without_reasons_makes_no_proposal_of_sickness_and_says_so(office: Office) -> None:
    with office.work() as work:
        student = pupil(work, "Elvira Blåbärsskog")
        lessons(work, student, dict.fromkeys(mondays(7), None))
        data_until(work, UNTIL)
        state = attendance.data_state(work)
        assert state is not None
        found = signals.count(work, state)
        mute = signals.mute_rules(work, state)

    assert found == {}
    assert [rule.trigger.key for rule in mute] == ["sick_10", "sick_5"]


def test_with_reasons_no_rule_is_mute(office: Office) -> None:
    with office.work() as work:
        words(work)
        lessons(work, pupil(work, "Elvira Blåbärsskog"), {date(2026, 10, 5): VISIT})
        data_until(work, UNTIL)
        state = attendance.data_state(work)
        assert state is not None
        assert signals.mute_rules(work, state) == ()


def test_the_kept_proposal_says_how_often(office: Office) -> None:
    with office.work() as work:
        words(work)
        lessons(work, pupil(work, "Elvira Blåbärsskog"), dict.fromkeys(mondays(6), SICK))
        data_until(work, UNTIL)
        state = attendance.data_state(work)
        assert state is not None
        signals.keep(work, state)
        [one] = signals.pointed(work, state).values()

    assert one.sickness is not None and one.sickness.occasions == 6


@settings(max_examples=25)
@given(st.lists(st.sampled_from([SICK, VISIT, None]), min_size=1, max_size=30))
def test_the_database_counts_as_the_rule_says(reasons: list[int | None]) -> None:
    _compare(reasons)


_OFFICE: list[Office] = []


@pytest.fixture(autouse=True)
def _share(office: Office) -> Iterator[None]:
    _OFFICE[:] = [office]
    yield
    _OFFICE.clear()


def _compare(reasons: list[int | None]) -> None:
    days = [date(2026, 8, 24) + timedelta(days=n) for n in range(60)]
    days = [day for day in days if day.weekday() < 5][: len(reasons)]
    with _OFFICE[0].work() as work:
        if not work.session.get(ReasonRow, SICK):
            words(work)
        work.session.execute(delete(LessonRow))
        student = pupil(work, "Elvira Blåbärsskog")
        number = work.session.get_one(StudentRow, student).number
        rows = [
            _lesson(number, day, place, reason if place == 0 else None, reason is not None and place == 0)
            for day, reason in zip(days, reasons, strict=True)
            for place in range(2)
        ]
        work.session.execute(insert(LessonRow), rows)
        calendar = school_settings.calendar(work)
        counted = sick_leave.sickness(work, calendar, Span(days[0], days[-1]), [number])
    told = [one for reason in reasons for one in (reason == SICK, False)]
    assert (counted[number].occasions if number in counted else 0) == occasions(told)
