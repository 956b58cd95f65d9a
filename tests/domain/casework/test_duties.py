import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.case_terms import ClosingNeed, DeadlineStart, DeadlineUnit, DutyState
from narvaro_desktop.domain.casework.duties import (
    CaseHeld,
    DutyLine,
    Farewell,
    Mark,
    close,
    closing_needs,
    done_keys,
    due,
    duty_lines,
    next_thing,
)
from narvaro_desktop.domain.casework.ladder import NOTIFICATION, Deadline, Ladder, ladder_of
from narvaro_desktop.domain.schooldays import Break, SchoolCalendar, SchoolTerm, Season, Span
from narvaro_desktop.domain.terms import Closure, Role
from narvaro_desktop.paths import resource

CALENDAR = SchoolCalendar(
    (SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21))),),
    (Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),),
    frozenset({date(2026, 10, 2)}),
)
DECIDED = date(2026, 10, 5)
STARTS = {DeadlineStart.STEP: DECIDED, DeadlineStart.DECISION: DECIDED}


def _standard() -> Ladder:
    text = resource("ladders", "narvarotrappan-standard-2026.json").read_text(encoding="utf-8")
    return ladder_of(json.loads(text))


LAW_ONLY = _standard()
ALL = replace(LAW_ONLY, all_deadlines=True)
NOTHING: dict[str, Mark] = {}


def _line(ladder: Ladder, number: int, key: str, today: date, mark: Mark | None = None) -> DutyLine:
    marks = {key: mark} if mark else NOTHING
    lines = duty_lines(ladder, ladder.step(number), STARTS, marks, today, CALENDAR)
    return next(line for line in lines if line.duty.key == key)


def test_the_inquiry_is_due_after_fifteen_school_days_across_hostlov() -> None:
    assert _line(ALL, 3, "extended_investigation", DECIDED).due_on == date(2026, 11, 2)


def test_the_result_is_due_after_twenty_eight_calendar_days() -> None:
    assert _line(ALL, 3, "result_told", DECIDED).due_on == date(2026, 11, 2)


def test_deadlines_that_are_not_from_law_are_off_until_they_are_turned_on() -> None:
    for step in LAW_ONLY.steps:
        dated = [
            line.duty.key
            for line in duty_lines(LAW_ONLY, step, STARTS, NOTHING, DECIDED, CALENDAR)
            if line.due_on
        ]
        assert dated == ([NOTIFICATION] if step.number == 3 else [])


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 10, 5), DutyState.DUE),
        (date(2026, 10, 6), DutyState.LATE),
        (date(2026, 10, 12), DutyState.LATE),
        (date(2026, 10, 13), DutyState.OVERDUE),
    ],
)
def test_an_anmalan_is_due_with_the_decision_and_overdue_after_five_working_days(
    today: date, state: DutyState
) -> None:
    line = _line(LAW_ONLY, 3, NOTIFICATION, today)

    assert line.due_on == DECIDED
    assert line.state is state


def test_no_clock_runs_before_the_decision() -> None:
    lines = duty_lines(ALL, ALL.step(3), {DeadlineStart.STEP: DECIDED}, NOTHING, date(2026, 12, 1), CALENDAR)
    notification = next(line for line in lines if line.duty.key == NOTIFICATION)

    assert notification.due_on is None
    assert notification.state is DutyState.OPEN


def test_the_next_thing_after_a_decision_is_the_anmalan_and_it_is_the_rektors() -> None:
    marks = {"inquiry_decision": Mark(done_on=DECIDED)}

    line = next_thing(duty_lines(LAW_ONLY, LAW_ONLY.step(3), STARTS, marks, DECIDED, CALENDAR))

    assert line is not None
    assert line.duty.key == NOTIFICATION
    assert line.duty.responsible is Role.PRINCIPAL
    assert line.due_on == DECIDED


def test_without_deadlines_the_next_thing_is_the_first_that_must_be_done() -> None:
    line = next_thing(duty_lines(LAW_ONLY, LAW_ONLY.step(1), STARTS, NOTHING, DECIDED, CALENDAR))

    assert line is not None
    assert line.duty.key == "care_talk"


def test_when_all_is_done_there_is_nothing_next() -> None:
    step = LAW_ONLY.step(1)
    marks = {duty.key: Mark(done_on=DECIDED) for duty in step.duties}

    assert next_thing(duty_lines(LAW_ONLY, step, STARTS, marks, DECIDED, CALENDAR)) is None


def test_contact_with_a_pupil_begins_anew_each_time() -> None:
    last = date(2026, 10, 12)

    line = _line(ALL, 5, "student_contact", date(2026, 10, 20), Mark(done_on=last))

    assert line.due_on == date(2026, 10, 19)
    assert line.state is DutyState.OVERDUE
    assert line.outstanding


@pytest.mark.parametrize(
    ("start", "weeks", "due_on"),
    [
        (date(2026, 10, 4), (11, 41), date(2026, 10, 9)),
        (date(2026, 10, 5), (11, 41), date(2027, 3, 19)),
        (date(2026, 12, 27), (53,), date(2027, 1, 1)),
        (date(2028, 1, 3), (53,), None),
        (date(2027, 1, 2), (1,), date(2027, 1, 8)),
    ],
)
def test_a_week_of_the_year_is_due_on_the_friday_of_the_next_one_that_begins(
    start: date, weeks: tuple[int, ...], due_on: date | None
) -> None:
    deadline = Deadline(0, DeadlineUnit.DAYS, DeadlineStart.DECISION, from_law=False, on=True, weeks=weeks)

    assert due(deadline, start, CALENDAR, all_deadlines=False) == due_on


def test_a_duty_left_open_shows_its_reason_and_asks_for_nothing() -> None:
    reason = "Vårdnadshavaren har inte gått att nå."

    line = _line(ALL, 1, "care_talk", date(2026, 12, 1), Mark(left_open=reason))

    assert line.state is DutyState.LEFT_OPEN
    assert line.left_open == reason
    assert not line.outstanding


@given(st.sampled_from([step.number for step in ALL.steps]), st.integers(0, 90), st.data())
def test_a_duty_is_done_left_open_or_waiting_and_the_next_thing_always_waits(
    number: int, later: int, data: st.DataObject
) -> None:
    step = ALL.step(number)
    marks = data.draw(
        st.dictionaries(
            st.sampled_from([duty.key for duty in step.duties]),
            st.sampled_from([Mark(done_on=DECIDED), Mark(left_open="Skäl.")]),
        )
    )
    today = DECIDED + timedelta(days=later)

    lines = duty_lines(ALL, step, STARTS, marks, today, CALENDAR)
    upcoming = next_thing(lines)

    assert [line.duty for line in lines] == list(step.duties)
    assert done_keys(lines) == {key for key, mark in marks.items() if mark.done_on}
    assert (upcoming is None) == (not any(line.outstanding for line in lines))
    assert upcoming is None or upcoming.outstanding
    assert all(line.overdue_from > line.due_on for line in lines if line.due_on and line.overdue_from)


def _farewell(**known: object) -> Farewell:
    complete: dict[str, object] = {
        "closure": Closure.IMPROVED,
        "last_absence": 43,
        "absence_said": False,
        "told": "Eleven och båda vårdnadshavarna, vid mötet den 3 december.",
        "lesson": "Planera övergången till högstadiet redan i maj.",
        "reasons": {},
    }
    return Farewell(**(complete | known))  # type: ignore[arg-type]


def test_a_case_with_everything_said_is_closed() -> None:
    assert close(_farewell(), set(), set()) is Closure.IMPROVED


def test_a_case_names_all_that_is_lacking() -> None:
    empty = Farewell(None, None, False, "", " ", {})

    with pytest.raises(CaseHeld) as fault:
        close(empty, {"care_talk"}, {"measure"})

    assert fault.value.needs == tuple(ClosingNeed)


def test_each_open_duty_and_follow_up_needs_a_reason_of_its_own() -> None:
    farewell = _farewell(reasons={"care_talk": "Gjordes muntligt.", "other": "Skäl."})

    assert closing_needs(farewell, {"care_talk", "meeting"}, set()) == (ClosingNeed.DUTIES,)
    assert closing_needs(farewell, {"care_talk"}, {"measure"}) == (ClosingNeed.FOLLOW_UPS,)


def test_one_reason_covers_all_when_the_pupil_has_left_the_school() -> None:
    left = _farewell(closure=Closure.LEFT_SCHOOL, one_reason="Flyttade till Bergby den 1 december.")
    stayed = _farewell(one_reason="Det blev inte av.")

    assert closing_needs(left, {"care_talk", "meeting"}, {"measure"}) == ()
    assert closing_needs(stayed, {"care_talk"}, set()) == (ClosingNeed.DUTIES,)


def test_a_figure_that_cannot_be_computed_is_said_not_left_out() -> None:
    unknown = _farewell(last_absence=None)

    assert closing_needs(unknown, set(), set()) == (ClosingNeed.LAST_ABSENCE,)
    assert closing_needs(_farewell(last_absence=None, absence_said=True), set(), set()) == ()
