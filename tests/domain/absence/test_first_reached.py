"""The first day at a limit, beside a plain look at every day with the figure that everybody sees."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import DaySums, Sums, figure
from narvaro_desktop.domain.absence.first_reached import first_reached
from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out
from narvaro_desktop.domain.schooldays import SchoolCalendar

MONDAY = date(2026, 8, 24)
CALENDAR = SchoolCalendar()
TENTH = Limit(10)


def days(minutes: list[tuple[int, bool]]) -> list[DaySums]:
    """School days of 300 minutes: so many away, reported or only notified beforehand."""
    dates = [MONDAY + timedelta(n) for n in range(2 * len(minutes) + 7)]
    weekdays = [day for day in dates if day.weekday() < 5]
    return [_day(day, away, reported) for day, (away, reported) in zip(weekdays, minutes, strict=False)]


def _day(day: date, away: int, reported: bool) -> DaySums:
    sums = Sums(300, 300, invalid=away) if reported else Sums(300, 0, unreported_valid=away)
    return DaySums(day, sums, 300 if reported else 0, 5, away // 60, 5)


def plainly(held: list[DaySums]) -> date | None:
    for day in held:
        seen = figure(held, CALENDAR, lay_out(CALENDAR, DEFAULT_WINDOW, day.day).span, day.day)
        if seen.suffices and seen.total.reaches(TENTH):
            return day.day
    return None


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0, 0, 0, 0, 60, 300]), st.sampled_from([True] * 4 + [False])),
                max_size=45))  # fmt: skip
def test_it_is_the_first_day_on_which_the_figure_that_everybody_sees_is_a_tenth(
    minutes: list[tuple[int, bool]],
) -> None:
    held = days(minutes)

    assert first_reached(held, CALENDAR, TENTH) == plainly(held)


def test_a_day_away_in_the_first_week_says_nothing_until_there_are_five() -> None:
    held = days([(300, True), (0, True), (0, True), (0, True), (0, True)])

    assert first_reached(held[:4], CALENDAR, TENTH) is None
    assert first_reached(held, CALENDAR, TENTH) == held[4].day


def test_exactly_a_tenth_is_enough_and_less_is_not() -> None:
    enough = [(0, True)] * 19 + [(300, True), (300, True)]
    held = days(enough)

    assert first_reached(held[:20], CALENDAR, TENTH) is None
    assert first_reached(held, CALENDAR, TENTH) == held[20].day
