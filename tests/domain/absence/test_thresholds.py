from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import DaySums, Figure, LessonTime, Sums, day_sums
from narvaro_desktop.domain.absence.thresholds import (
    ProposalLevel,
    Rule,
    conditions,
    propose,
    propose_from_period,
)
from narvaro_desktop.domain.case_terms import AbsenceMeasure, Operator, Window
from narvaro_desktop.domain.casework.ladder import Trigger
from narvaro_desktop.domain.schooldays import Break, SchoolCalendar, SchoolTerm, Season, Span

TERM = Span(date(2026, 8, 18), date(2026, 12, 21))
CALENDAR = SchoolCalendar(
    (SchoolTerm(Season.AUTUMN, TERM),),
    (Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30))),),
    frozenset({date(2026, 10, 2)}),
)


def rule(
    key: str,
    step: int,
    measure: AbsenceMeasure,
    value: int,
    window: Window = Window.CALENDAR_28,
    operator: Operator = Operator.AT_LEAST,
) -> Rule:
    return Rule(step, Trigger(key, measure, operator, value, window), own=step >= 3)


RULES = (
    rule("month", 5, AbsenceMeasure.FULL_MONTH, 1, Window.TERM_TO_DATE),
    rule("half", 5, AbsenceMeasure.TOTAL, 50, Window.TERM_TO_DATE, Operator.MORE_THAN),
    rule("thirty", 4, AbsenceMeasure.TOTAL, 30),
    rule("twenty", 3, AbsenceMeasure.TOTAL, 20),
    rule("run", 3, AbsenceMeasure.RUN, 10, Window.NONE),
    rule("judged", 3, AbsenceMeasure.MANUAL, 0, Window.NONE),
    rule("fifteen", 2, AbsenceMeasure.TOTAL, 15),
    rule("ten", 1, AbsenceMeasure.TOTAL, 10),
    rule("rising", 1, AbsenceMeasure.TREND, 5),
)


Minutes = dict[date, int]


def pupil(until: date, valid: Minutes, invalid: Minutes | None = None, late: int = 0) -> tuple[DaySums, ...]:
    """A pupil with six lessons of 45 minutes a day, away for so many minutes."""
    gone = invalid or {}
    days = filter(CALENDAR.is_school_day, Span(TERM.first, until))
    held = (lessons(day, valid.get(day, 0), gone.get(day, 0), late) for day in days)
    return day_sums(chain.from_iterable(held))


def lessons(day: date, valid: int, invalid: int, late: int) -> list[LessonTime]:
    made = []
    for number in range(6):
        excused, unexcused = (min(45, max(0, minutes - 45 * number)) for minutes in (valid, invalid))
        late_now = late if unexcused else 0
        made.append(LessonTime(day, 480 + 50 * number, 45, excused, unexcused, late=late_now))
    return made


def all_of(first: str, last: str) -> dict[date, int]:
    return dict.fromkeys(Span(date.fromisoformat(first), date.fromisoformat(last)), 270)


def test_twelve_percent_nearly_all_sick_is_answered_in_the_class_list() -> None:
    until = date(2026, 9, 18)
    sick = all_of("2026-09-07", "2026-09-08") | {date(2026, 9, 16): 81}
    days = pupil(until, sick, {date(2026, 9, 14): 27}, late=27)

    found = propose(RULES, days, CALENDAR, until, "Skola24")

    assert found is not None
    assert (found.level, found.step, found.rule) == (ProposalLevel.CLASS, 1, "ten")
    assert found.figure.total.text() == "12,0\N{NO-BREAK SPACE}%"
    assert found.figure.source == "Skola24"


def test_exactly_twenty_percent_gives_a_row_of_its_own() -> None:
    until = date(2026, 10, 2)
    days = pupil(until, all_of("2026-09-28", "2026-09-30") | {date(2026, 10, 1): 216})

    found = propose(RULES, days, CALENDAR, until)

    assert found is not None
    assert (found.level, found.step, found.rule) == (ProposalLevel.STUDENT, 3, "twenty")
    assert found.reached == ("twenty", "fifteen", "ten", "rising")
    assert not found.doubtful


def test_a_run_is_judged_at_its_whole_length_also_where_it_began_before_the_window() -> None:
    until = date(2026, 11, 13)
    days = pupil(until, all_of("2026-10-12", "2026-11-13"))

    found = propose(RULES, days, CALENDAR, until)

    assert found is not None
    assert (found.step, found.rule) == (5, "month")
    assert found.run is not None
    assert (found.run.school_days, found.run.span_days) == (20, 33)


def test_a_run_that_ended_long_ago_proposes_nothing() -> None:
    until = date(2026, 11, 13)
    days = pupil(until, all_of("2026-08-24", "2026-09-04"))

    assert propose(RULES, days, CALENDAR, until) is None


def test_sickness_that_has_ended_is_answered_in_the_class_list() -> None:
    sick = all_of("2026-09-07", "2026-09-11")

    still = propose(RULES, pupil(date(2026, 9, 17), sick), CALENDAR, date(2026, 9, 17))
    over = propose(RULES, pupil(date(2026, 9, 18), sick), CALENDAR, date(2026, 9, 18))

    assert still is not None
    assert over is not None
    assert (still.level, still.ended) == (ProposalLevel.STUDENT, False)
    assert (over.level, over.ended, over.step) == (ProposalLevel.CLASS, True, 3)


def test_unexcused_absence_keeps_its_row_though_it_has_ended() -> None:
    until = date(2026, 9, 18)

    found = propose(RULES, pupil(until, {}, all_of("2026-09-07", "2026-09-11")), CALENDAR, until)

    assert found is not None
    assert found.level is ProposalLevel.STUDENT


def test_single_unexcused_lessons_and_late_minutes_propose_nothing() -> None:
    until = date(2026, 9, 18)
    late = dict.fromkeys(Span(date(2026, 8, 24), until), 10)

    assert propose(RULES, pupil(until, {}, late | {date(2026, 9, 14): 90}, 10), CALENDAR, until) is None


def test_fewer_than_five_school_days_propose_nothing_in_percent() -> None:
    until = date(2026, 8, 21)

    assert propose(RULES, pupil(until, all_of("2026-08-18", "2026-08-21")), CALENDAR, until) is None


def test_a_term_is_judged_only_when_twenty_school_days_have_passed() -> None:
    away = all_of("2026-08-18", "2026-09-15")

    early = propose(RULES, pupil(date(2026, 9, 11), away), CALENDAR, date(2026, 9, 11))
    later = propose(RULES, pupil(date(2026, 9, 14), away), CALENDAR, date(2026, 9, 14))

    assert early is not None
    assert later is not None
    assert (early.step, later.step) == (4, 5)
    assert "half" in later.reached


def test_a_rise_alone_is_no_reason_while_the_level_is_low() -> None:
    until = date(2026, 10, 1)
    low = {date(2026, 9, 21): 270, date(2026, 9, 28): 100}

    assert propose(RULES, pupil(until, low), CALENDAR, until) is None


def test_a_window_ends_on_the_data_date_also_when_no_lesson_lies_there() -> None:
    until = date(2026, 9, 20)
    days = pupil(date(2026, 9, 18), all_of("2026-09-14", "2026-09-18"))

    found = propose(RULES, days, CALENDAR, until)

    assert found is not None
    assert found.figure.span == Span(date(2026, 8, 24), until)


def test_a_period_of_sums_can_only_show_its_level() -> None:
    september = Span(date(2026, 9, 1), date(2026, 9, 28))
    seen = Figure(Sums(5400, 4860, valid=972), september, 20, september.last)

    found = propose_from_period(RULES, seen)

    assert found is not None
    assert (found.rule, found.doubtful) == ("twenty", True)


@given(st.lists(st.integers(0, 6), min_size=20, max_size=60))
def test_a_proposal_always_stands_on_a_rule_that_is_met(lessons_away: list[int]) -> None:
    dates = [day for day in TERM if CALENDAR.is_school_day(day)][: len(lessons_away)]
    until = dates[-1] + timedelta(days=1)
    days = pupil(dates[-1], {day: 45 * count for day, count in zip(dates, lessons_away, strict=True)})

    found = propose(RULES, days, CALENDAR, until)

    if found is not None and found.limit is not None:
        assert found.figure.total.reaches(found.limit)
        assert found.rule in found.reached
    if found is None:
        window = Span(until - timedelta(days=27), until)
        minutes = [day.sums for day in days if day.day in window]
        assert not Sums.of(minutes).absent * 10 >= Sums.of(minutes).planned or len(minutes) < 5


def test_a_rule_of_two_conditions_needs_both() -> None:
    until = date(2026, 10, 2)
    days = pupil(until, all_of("2026-09-28", "2026-09-30") | {date(2026, 10, 1): 216})
    twenty = Trigger("both", AbsenceMeasure.TOTAL, Operator.AT_LEAST, 20, Window.CALENDAR_28)
    more = replace(twenty, measure=AbsenceMeasure.INVALID, value=5)
    run = replace(twenty, measure=AbsenceMeasure.RUN, value=3, window=Window.NONE)

    alone = propose([Rule(3, twenty, own=True)], days, CALENDAR, until)
    lacking = propose([Rule(3, replace(twenty, also=(more,)), own=True)], days, CALENDAR, until)
    both = propose([Rule(3, replace(twenty, also=(run,)), own=True)], days, CALENDAR, until)

    assert alone is not None and both is not None
    assert lacking is None
    assert [one.trigger.measure for one in conditions([Rule(3, replace(twenty, also=(run,)), own=True)])] == [
        AbsenceMeasure.TOTAL,
        AbsenceMeasure.RUN,
    ]


def test_a_rule_for_some_years_misses_nobody_whose_year_is_not_known() -> None:
    until = date(2026, 10, 2)
    days = pupil(until, all_of("2026-09-28", "2026-10-01"))
    older = Trigger("older", AbsenceMeasure.TOTAL, Operator.AT_LEAST, 20, Window.CALENDAR_28, years=(7, 9))

    found = [
        propose([Rule(3, older, own=True)], days, CALENDAR, until, school_year=year)
        for year in (6, 7, 9, None)
    ]

    assert [one is not None for one in found] == [False, True, True, True]
