from datetime import date, timedelta

import pytest

from narvaro_desktop.domain.holidays import easter, is_working_day, red_days


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter_falls_where_the_almanac_says(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_the_red_days_of_2027_are_those_of_the_almanac() -> None:
    assert list(map(str, red_days(2027))) == [
        *("2027-01-01", "2027-01-06", "2027-03-26", "2027-03-28", "2027-03-29", "2027-05-01", "2027-05-06"),
        *("2027-05-16", "2027-06-06", "2027-06-25", "2027-06-26", "2027-11-06", "2027-12-24", "2027-12-25"),
        *("2027-12-26", "2027-12-31"),
    ]


@pytest.mark.parametrize("year", range(2005, 2051))
def test_the_moving_days_keep_their_weekdays(year: int) -> None:
    named = {name: day for day, name in red_days(year).items()}

    assert easter(year).weekday() == 6
    assert easter(year) + timedelta(days=39) in red_days(year)
    assert named["midsommarafton"].weekday() == 4
    assert date(year, 6, 20) <= named["midsommardagen"] <= date(year, 6, 26)
    assert date(year, 10, 31) <= named["alla helgons dag"] <= date(year, 11, 6)


def test_the_eves_are_no_working_days() -> None:
    assert not is_working_day(date(2026, 12, 24))
    assert not is_working_day(date(2026, 6, 19))
    assert is_working_day(date(2026, 12, 23))
