"""The day on which a pupil's absence first came to a limit, from which the first steps are timed."""

from collections.abc import Iterable
from datetime import date

from narvaro_desktop.domain.absence.absence import DaySums, Figure, Sums, own_days
from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, FEWEST_SCHOOL_DAYS, lay_out
from narvaro_desktop.domain.schooldays import SchoolCalendar


def first_reached(
    days: Iterable[DaySums], calendar: SchoolCalendar, limit: Limit, window: str = DEFAULT_WINDOW
) -> date | None:
    """The first own school day that ends a window in which absence reaches `limit`; None for no such day."""
    own = own_days(days, calendar)
    first = away = usable = 0
    for place, day in enumerate(own):
        away += day.sums.absent + day.sums.unreported_valid
        usable += day.sums.usable
        span = lay_out(calendar, window, day.day).span
        while own[first].day < span.first:
            away -= own[first].sums.absent + own[first].sums.unreported_valid
            usable -= own[first].sums.usable
            first += 1
        count = place - first + 1
        if count < FEWEST_SCHOOL_DAYS or 100 * away < limit.value * usable:
            continue
        sums = Sums.of(one.sums for one in own[first : place + 1])
        if Figure(sums, span, count, day.day).total.reaches(limit):
            return day.day
    return None
