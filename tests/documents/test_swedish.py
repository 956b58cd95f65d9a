from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.documents import swedish
from narvaro_desktop.i18n import use_language


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(648, 5400, "12,0 %"), (1026, 5130, "20,0 %"), (1025, 5130, "19,98 %"), (541, 1080, "50,1 %"),
     (0, 5, "0,0 %"), (3, 0, "kan inte beräknas")],
)  # fmt: skip
def test_a_share_never_shows_a_limit_that_is_not_reached(part: int, whole: int, said: str) -> None:
    assert swedish.share(part, whole) == said.replace(" %", "\u00a0%")


def test_a_paper_stays_swedish_when_the_window_speaks_english() -> None:
    use_language("en")
    try:
        assert swedish.share(0, 0) == "kan inte beräknas"
    finally:
        use_language("sv")


def test_dates_are_written_as_in_a_letter_and_as_in_a_table() -> None:
    first, last = date(2026, 9, 7), date(2026, 10, 2)

    assert swedish.long_date(last).replace("\u00a0", " ") == "2 oktober 2026"
    said = swedish.between(first, last).replace("\u00a0", " ")
    assert said == "mellan den 7 september och den 2 oktober 2026"
    assert swedish.span(first, last) == "2026-09-07\u00a0–\u00a02026-10-02"


def test_both_years_stand_where_they_differ() -> None:
    said = swedish.between(date(2026, 12, 7), date(2027, 1, 15)).replace("\u00a0", " ")

    assert said == "mellan den 7 december 2026 och den 15 januari 2027"


def test_sizes_and_hours_are_rounded_half_up() -> None:
    said = [swedish.size(48_211), swedish.size(2_250_000), swedish.hours(1026), swedish.hours(63)]

    assert [words.replace("\u00a0", " ") for words in said] == ["48 kB", "2,3 MB", "17,1 tim", "1,1 tim"]


@given(st.integers(-(10**12), 10**12))
def test_a_number_never_breaks_and_reads_back(value: int) -> None:
    said = swedish.number(value)

    assert " " not in said
    assert int(said.replace("\u00a0", "").replace("−", "-")) == value
