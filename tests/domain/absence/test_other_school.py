"""Until when another school matters to the figures."""

from datetime import date

import pytest

from narvaro_desktop.domain.absence.other_school import OtherSchool

_TODAY = date(2026, 9, 28)


@pytest.mark.parametrize(
    ("first", "last", "matters"),
    [
        (None, None, True),
        (date(2026, 9, 28), None, True),
        (date(2026, 9, 29), None, False),
        (None, date(2026, 8, 31), True),
        (None, date(2026, 8, 30), False),
    ],
)
def test_it_matters_while_the_last_four_weeks_lack_its_lessons(
    first: date | None, last: date | None, matters: bool
) -> None:
    assert OtherSchool("Bergby skola", first, last).matters(_TODAY) is matters
