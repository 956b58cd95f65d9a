"""A step back is proposed when the absence has gone down, and a person answers."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.casework.ladder import EXIT_BELOW, ReasonMissing
from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.store.tables import CaseRow, StepChangeRow, SuggestionAnswerRow
from narvaro_desktop.usecases.absence.suggestions import DayNotAhead
from narvaro_desktop.usecases.casework import cases, due, duties, stepping_down
from narvaro_desktop.usecases.casework.due import DueKind
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL, TODAY = date(2026, 10, 30), date(2026, 11, 2)


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def a_case(office: Office, before: int, now: int, step: int = 3, since: date = date(2026, 9, 1)) -> UUID:
    """A case whose pupil was away `before` percent in the window before, and `now` in the latest."""
    with office.work() as work:
        student = pupil(work, "Elvira Blåbärsskog", "5B")
        days(work, student, UNTIL, [DAY * before // 100] * 40 + [DAY * now // 100] * 20)
        data_until(work, UNTIL)
        opening = cases.Opening(step=step, opened_on=since, why="Pågår sedan september.")
        return cases.open_case(work, student, opening).value


def proposed(office: Office, case_id: UUID) -> stepping_down.StepDown | None:
    with office.work() as work:
        return stepping_down.proposed(work).get(case_id)


@pytest.mark.parametrize(
    ("step", "limit"), [(1, 5), (2, 10), (3, 15), (4, 20), (5, 20)], ids=lambda value: str(value)
)
def test_below_the_exit_level_in_two_windows_a_step_back_is_proposed(
    office: Office, step: int, limit: int
) -> None:
    case_id = a_case(office, limit - 1, limit - 2, step)

    seen = proposed(office, case_id)

    assert seen is not None
    assert (seen.limit, seen.at.number) == (limit, step)
    assert (seen.down.number if seen.down else None) == (step - 1 or None)
    assert seen.before.span.last + timedelta(days=1) == seen.now.span.first


@pytest.mark.parametrize(("before", "now"), [(15, 10), (14, 15), (20, 3)])
def test_at_the_exit_level_in_either_window_nothing_is_proposed(
    office: Office, before: int, now: int
) -> None:
    assert proposed(office, a_case(office, before, now)) is None


def test_a_step_reached_within_the_latest_window_is_stood_on_first(office: Office) -> None:
    assert proposed(office, a_case(office, 3, 3, since=date(2026, 10, 20))) is None


def test_it_stands_in_what_is_due_and_is_accepted_with_the_figures_of_that_moment(office: Office) -> None:
    case_id = a_case(office, 12, 9)
    with office.work() as work:
        [waits] = [one for one in due.due(work) if one.kind is DueKind.STEP_DOWN]
        row = work.session.get_one(CaseRow, case_id)
        chosen = work.rules.ladders[row.ladder]
        reasons = dict.fromkeys(chosen.step(3).demands, "Behövs inte längre.")
        stepping_down.accept(work, case_id, chosen.returning, reasons, "Närvaron håller i sig.")

    with office.work() as work:
        [change] = work.session.scalars(select(StepChangeRow).where(StepChangeRow.cause == EXIT_BELOW))
        figures = json.loads(change.figures or "{}")
        lines = duties.duty_lines(work, work.session.get_one(CaseRow, case_id))

    assert waits.case_id == case_id
    assert (change.from_step, change.is_returning, change.reason) == (3, True, "Närvaron håller i sig.")
    assert (figures["exit_below"], figures["total"], figures["before"]["total"]) == (15, 90, 120)
    assert [line.duty.key for line in lines] == ["after_check_4", "after_check_8", "after_check_12"]
    assert proposed(office, case_id) is None


def test_the_case_may_stay_until_a_day_with_a_reason(office: Office) -> None:
    case_id = a_case(office, 12, 9)
    with pytest.raises(ReasonMissing), office.work() as work:
        stepping_down.stay(work, case_id, date(2026, 11, 16), " ")
    with pytest.raises(DayNotAhead), office.work() as work:
        stepping_down.stay(work, case_id, TODAY, "Prov nästa vecka.")

    with office.work() as work:
        stepping_down.stay(work, case_id, date(2026, 11, 16), "Prov nästa vecka.")

    assert proposed(office, case_id) is None
    with office.work() as work:
        [kept] = work.session.scalars(select(SuggestionAnswerRow))
    assert (kept.rule, kept.answer, json.loads(kept.figures)["total"]) == (
        EXIT_BELOW, SuggestionAnswer.DEFERRED, 90,
    )  # fmt: skip
    office.clock = Clock(date(2026, 11, 16))
    assert proposed(office, case_id) is not None


def test_the_checks_of_returning_fall_after_four_eight_and_twelve_weeks(school: School) -> None:
    office = school.unlock()
    office.rules = shipped(all_deadlines=True)
    office.clock = Clock(TODAY)
    with office.work() as work:
        student = pupil(work, "Bo Regnskur", "5B")
        case_id = cases.open_case(work, student).value
        row = work.session.get_one(CaseRow, case_id)
        chosen = work.rules.ladders[row.ladder]
        reasons = dict.fromkeys(chosen.step(1).demands, "Klart ändå.")
        cases.move(work, case_id, chosen.returning, reasons, "Närvaron är tillbaka.")
        lines = duties.duty_lines(work, row)
    office.close()

    assert [(line.due_on - TODAY).days for line in lines if line.due_on] == [28, 56, 84]
