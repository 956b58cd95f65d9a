from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import (
    CoverageMark,
    DaySums,
    Figure,
    LessonTime,
    Sums,
    day_sums,
    figure,
    own_days,
    trend,
)
from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.absence.windows import lay_out
from narvaro_desktop.domain.case_terms import Operator
from narvaro_desktop.domain.schooldays import SchoolCalendar, SchoolTerm, Season, Span

TERM = SchoolTerm(Season.AUTUMN, Span(date(2026, 8, 18), date(2026, 12, 21)))
CALENDAR = SchoolCalendar((TERM,), (), frozenset({date(2026, 10, 2)}))
TWENTY = Limit(20)


def of(sums: Sums, coverage_known: bool = True) -> Figure:
    span = Span(date(2026, 9, 5), date(2026, 10, 2))
    return Figure(sums, span, 19, span.last, coverage_known=coverage_known)


def six_lessons(day: date, absent: int) -> list[LessonTime]:
    left = [min(45, max(0, absent - 45 * number)) for number in range(6)]
    return [LessonTime(day, 480 + 50 * number, 45, valid=minutes) for number, minutes in enumerate(left)]


def school_weeks(absent: dict[date, int]) -> tuple[DaySums, ...]:
    days = [day for day in Span(date(2026, 8, 18), date(2026, 10, 2)) if day.weekday() < 5]
    return day_sums(lesson for day in days for lesson in six_lessons(day, absent.get(day, 0)))


def test_a_figure_tells_giltig_and_ogiltig_apart() -> None:
    seen = of(Sums(5400, 5400, valid=621, invalid=27))

    assert [share.text() for share in (seen.total, seen.valid, seen.invalid)] == ["12,0 %", "11,5 %", "0,5 %"]
    assert seen.mark is CoverageMark.FULL
    assert not seen.at_least


def test_unreported_lessons_are_left_out_and_the_lower_bound_stands_beside() -> None:
    seen = of(Sums(5400, 4860, valid=972))

    assert seen.total.text([TWENTY]) == "20,0 %"
    assert seen.total.reaches(TWENTY)
    assert seen.lower.text() == "18,0 %"
    assert seen.coverage.text() == "90,0 %"
    assert seen.mark is CoverageMark.UNCERTAIN
    assert seen.doubtful(TWENTY)


@pytest.mark.parametrize(
    ("usable", "mark", "signals"),
    [
        (5130, CoverageMark.FULL, True),
        (5129, CoverageMark.UNCERTAIN, True),
        (4320, CoverageMark.UNCERTAIN, True),
        (4319, CoverageMark.PRELIMINARY, True),
        (4050, CoverageMark.PRELIMINARY, True),
        (4049, CoverageMark.PRELIMINARY, False),
    ],
)
def test_coverage_bands_are_strict(usable: int, mark: CoverageMark, signals: bool) -> None:
    seen = of(Sums(5400, usable))

    assert (seen.mark, seen.signals) == (mark, signals)


def test_a_source_without_reports_has_an_unknown_coverage() -> None:
    assert of(Sums(5400, 5400), coverage_known=False).mark is CoverageMark.UNKNOWN


def test_notified_absence_that_nobody_reported_is_shown_as_at_least() -> None:
    seen = of(Sums(5400, 2700, valid=270, invalid=27, unreported_valid=1350))

    assert seen.at_least
    assert [share.text() for share in (seen.total, seen.valid, seen.invalid)] == ["30,5 %", "30,0 %", "0,5 %"]
    assert not seen.doubtful(TWENTY)


def test_nothing_reported_cannot_be_computed_unless_something_was_notified() -> None:
    assert of(Sums()).total.text() == "kan inte beräknas"
    assert of(Sums(5400)).total.text() == "kan inte beräknas"
    assert of(Sums(5400, unreported_valid=2700)).total.text() == "50,0 %"


def test_a_staff_day_is_no_school_day_whatever_the_file_says() -> None:
    sick = Span(date(2026, 9, 14), date(2026, 9, 16))
    days = school_weeks(dict.fromkeys(sick, 270) | {date(2026, 9, 17): 216})

    seen = figure(days, CALENDAR, lay_out(CALENDAR, "calendar_28", date(2026, 10, 2)).span, date(2026, 10, 2))

    assert (seen.sums.absent, seen.sums.planned, seen.school_days) == (1026, 5130, 19)
    assert seen.total.text([TWENTY]) == "20,0 %"
    assert seen.total.reaches(TWENTY)


def test_a_day_adds_up_its_lessons() -> None:
    day = date(2026, 9, 14)
    [sums] = day_sums(
        [
            LessonTime(day, 600, 60, invalid=12, late=12),
            LessonTime(day, 480, 60, valid=60),
            LessonTime(day, 660, 60, reported=False),
            LessonTime(day, 720, 40, valid=40, reported=False),
            LessonTime(day, 800, 0),
        ]
    )

    assert sums.sums == Sums(220, 120, valid=60, invalid=12, late=12, unreported_valid=40)
    assert (sums.lessons, sums.known_lessons, sums.missed_lessons, sums.known) == (4, 3, 2, 160)
    assert not sums.whole


def test_a_whole_day_needs_half_of_its_time_known() -> None:
    day = date(2026, 9, 14)
    missed = LessonTime(day, 480, 60, valid=60)

    [half] = day_sums([missed, LessonTime(day, 600, 60, reported=False)])
    [less] = day_sums([missed, LessonTime(day, 600, 61, reported=False)])

    assert half.whole
    assert not less.whole


def test_a_trend_needs_five_school_days_on_both_sides() -> None:
    rising = school_weeks(dict.fromkeys(Span(date(2026, 9, 7), date(2026, 9, 25)), 135))

    found = trend(rising, CALENDAR, "calendar_28", date(2026, 9, 25))

    assert found is not None
    assert (found.text(), found.reaches(5)) == ("+37,5", True)
    assert trend(rising, CALENDAR, "calendar_28", date(2026, 9, 18)) is None


MINUTES = st.integers(0, 60)


@st.composite
def lessons(draw: st.DrawFn) -> list[LessonTime]:
    made = []
    for number in range(draw(st.integers(0, 25))):
        planned, reported = draw(st.integers(0, 60)), draw(st.booleans())
        valid = draw(st.integers(0, planned))
        invalid = draw(st.integers(0, planned - valid)) if reported else 0
        day = date(2026, 9, 7) + timedelta(number % 14)
        made.append(LessonTime(day, 480 + number, planned, valid, invalid, reported=reported))
    return made


@given(lessons())
def test_what_is_shown_is_never_below_the_lower_bound_nor_above_the_whole(held: list[LessonTime]) -> None:
    span = Span(date(2026, 9, 7), date(2026, 9, 20))
    seen = figure(day_sums(held), CALENDAR, span, span.last)

    assert not seen.lower.exceeds(seen.total)
    assert seen.total.part <= seen.total.whole
    assert seen.valid.part + seen.invalid.part == seen.total.part
    assert seen.school_days == len(own_days(day_sums(held), CALENDAR))


@given(lessons(), st.randoms(use_true_random=False))
def test_the_order_of_lessons_does_not_matter(held: list[LessonTime], random: object) -> None:
    shuffled = held[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert day_sums(held) == day_sums(shuffled)


def test_over_half_is_a_strict_limit_also_for_figures() -> None:
    over = Limit(50, Operator.MORE_THAN)

    assert not of(Sums(1080, 1080, valid=540)).total.reaches(over)
    assert of(Sums(1080, 1080, valid=541)).total.reaches(over)


def test_a_municipality_may_want_more_lessons_reported_before_a_figure_stands() -> None:
    # given 85 % reported lessons, and a pack that wants 90 %
    seen = of(Sums(5400, 4590))
    strict = replace(seen, least_coverage=90)

    # then the figure is preliminary there, and only uncertain where the pack says nothing else
    assert seen.mark is CoverageMark.UNCERTAIN
    assert strict.mark is CoverageMark.PRELIMINARY
