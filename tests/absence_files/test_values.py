"""Cells as people write them."""

from datetime import date

import pytest

from narvaro_desktop.absence_files.faults import RowFault, code
from narvaro_desktop.absence_files.values import (
    clock,
    composed,
    count,
    day_reader,
    fraction,
    hours,
    instant,
    minutes,
    share,
)

NUMBER, NEGATIVE = code(RowFault.NUMBER), code(RowFault.NEGATIVE)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *(("45", 45), ("", 0), (" 45 ", 45), ("45,0", 45), ("45.5", 46), ("45,4", 45), ("1 234", 1234)),
        *(("1\u00a0234,5", 1235), ("1.234,5", 1235), ("1,234.5", 1235), ("0:45", 45), ("1:30:00", 90)),
        *(("3,5 h", 210), ("2 tim", 120), ("45 min", 45), ("45min.", 45), ("-", 0)),
        *(
            ("-5", NEGATIVE),
            ("x", NUMBER),
            ("٤٥", NUMBER),
            ("1e3", NUMBER),
            ("12 %", NUMBER),
            ("#REF!", NUMBER),
        ),
        *(("9" * 30, NUMBER), ("=1+1", NUMBER), (",", NUMBER)),
    ],
)
def test_minutes(cell: str, expected: int) -> None:
    assert minutes(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"), [("3,5", 210), ("0,008", 0), ("0.0084", 1), ("45 min", 45), ("7", 420)]
)
def test_hours_become_minutes_half_up(cell: str, expected: int) -> None:
    assert hours(cell) == expected


def test_shares_are_hundredths_of_a_percent() -> None:
    assert [share(cell) for cell in ("12,5", "12,5 %", "0.196", "100")] == [1250, 1250, 20, 10000]
    assert [fraction(cell) for cell in ("0,196", "1", "19,6 %")] == [1960, 10000, 1960]


def test_counts_leave_out_their_percent() -> None:
    assert [count(cell) for cell in ("9 st (33.3%)", "9 st", "0", "")] == [9, 9, 0, 0]


@pytest.mark.parametrize(
    "cell",
    ["2026-10-12", "20261012", "12/10 2026", "12/10/2026", "12.10.26", "46307", "46307.34",
     "2026-10-12 08:10:00", "2026-10-11T22:10:00Z", " 2026-10-12\u00a0"],
)  # fmt: skip
def test_one_day_in_many_hands(cell: str) -> None:
    assert day_reader()(cell) == date(2026, 10, 12).toordinal()


def test_the_american_order_and_the_old_mac_serial_are_asked_for() -> None:
    assert day_reader(month_first=True)("10/12/2026") == date(2026, 10, 12).toordinal()
    assert day_reader(from_1904=True)("44845") == date(2026, 10, 12).toordinal()


@pytest.mark.parametrize("cell", ["", "igår", "2026-02-30", "31/2 2026", "2026", "1"])
def test_other_dates_are_unreadable(cell: str) -> None:
    assert day_reader()(cell) == code(RowFault.DATE)


@pytest.mark.parametrize(
    "cell", ["2026-03-27T07:10Z", "2026-03-30T06:10Z", "2026-10-23T06:10:00+00:00", "2026-10-26T08:10+01:00",
             "8.10", "08:10:00", "2026-10-12 08:10"]
)  # fmt: skip
def test_instants_become_swedish_time(cell: str) -> None:
    assert clock(cell) == 8 * 60 + 10


def test_the_hour_that_comes_twice_stays_two_instants() -> None:
    assert clock("2026-10-25T00:30Z") == clock("2026-10-25T01:30Z") == 150
    assert instant("2026-10-25T01:30Z") - instant("2026-10-25T00:30Z") == 3600


def test_our_own_guarding_apostrophe_is_taken_off() -> None:
    assert composed("'=1+1") == "=1+1"
    assert composed("'n Sture") == "'n Sture"
