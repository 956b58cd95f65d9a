"""The legal clock of a case: what skollagen 7 kap. 19 a § asks for, in its order, with days.

    reached → inquiry opened → notified → received → result
    reached → inquiry not needed → looked at again

A stop that is late says so as long as it is; nothing makes it disappear but that it is done.
"""

from dataclasses import dataclass
from datetime import date

from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


class Station(Term):
    REACHED = "reached", N_("Gränsen nådd")
    OPENED = "opened", N_("Utredning inledd")
    NOTIFIED = "notified", N_("Anmäld")
    RECEIVED = "received", N_("Mottagen")
    RESULT = "result", N_("Resultat lämnat")
    WAIVED = "waived", N_("Utredning behövs inte")
    RECHECK = "recheck", N_("Tas upp igen")


class Pace(Term):
    """How a stop stands. `PASSED`: what came after it is done, and it has no day of its own."""

    DONE = "done", N_("klart")
    PASSED = "passed", N_("utan datum")
    NOW = "now", N_("väntar")
    WARNED = "warned", N_("skulle ha varit gjort")
    LATE = "late", N_("försenat")
    LATER = "later", N_("senare")
    OPTIONAL = "optional", N_("frivilligt")


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop. `on` is its day, `due_on` the last day in time, if there is one.

    `school_days` is how many there are left until then, below 0 how many it is late; without a last day, how
    many have gone since the stop before.
    """

    station: Station
    pace: Pace
    on: date | None = None
    due_on: date | None = None
    school_days: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a case. `notify_by` is the last day before it is overdue, `answer_by`, `result_by` and
    `opened_by` only where the municipality has turned such deadlines on.
    """

    reached_on: date | None = None
    opened_on: date | None = None
    opened_by: date | None = None
    notified_on: date | None = None
    notify_by: date | None = None
    received_on: date | None = None
    answer_by: date | None = None
    result_on: date | None = None
    result_by: date | None = None
    waived_on: date | None = None
    recheck_on: date | None = None
    notification_is_optional: bool = False


def stops(course: Course, calendar: SchoolCalendar, today: date) -> tuple[Stop, ...]:
    """The stops of a case in their order; none where no limit is reached and nothing is decided."""
    if course.opened_on is None and course.waived_on is not None:
        return _waived(course, calendar, today)
    if course.opened_on is None and course.reached_on is None:
        return ()
    days = (
        (Station.REACHED, course.reached_on, None),
        (Station.OPENED, course.opened_on, course.opened_by),
        (Station.NOTIFIED, course.notified_on, course.notify_by),
        (Station.RECEIVED, course.received_on, course.answer_by),
        (Station.RESULT, course.result_on, course.result_by),
    )
    last_done = max(place for place, (_station, on, _by) in enumerate(days) if on is not None)
    made = []
    for place, (station, on, by) in enumerate(days):
        if on is not None:
            made.append(Stop(station, Pace.DONE, on, by))
        elif place < last_done:
            made.append(Stop(station, Pace.PASSED, None, by))
        elif course.notification_is_optional and station in (Station.NOTIFIED, Station.RECEIVED):
            made.append(Stop(station, Pace.OPTIONAL))
        else:
            since = days[place - 1][1] if place == last_done + 1 else None
            made.append(_awaited(station, by, since, calendar, today, course))
    return tuple(made)


def _awaited(
    station: Station,
    by: date | None,
    since: date | None,
    calendar: SchoolCalendar,
    today: date,
    course: Course,
) -> Stop:
    """A stop that is not done: late, warned, due, next in turn, or for later."""
    if by is not None:
        left = days_until(by, calendar, today)
        if today > by:
            return Stop(station, Pace.LATE, None, by, left)
        is_warned = station is Station.NOTIFIED and course.opened_on is not None and today > course.opened_on
        return Stop(station, Pace.WARNED if is_warned else Pace.NOW, None, by, left)
    if since is None:
        return Stop(station, Pace.LATER)
    return Stop(station, Pace.NOW, None, None, -days_until(since, calendar, today))


def days_until(day: date, calendar: SchoolCalendar, today: date) -> int:
    """School days after today up to and with `day`; below 0 the school days that have gone since."""
    if day >= today:
        return _between(today, day, calendar)
    return -_between(day, today, calendar)


def _between(first: date, last: date, calendar: SchoolCalendar) -> int:
    """School days after `first` up to and with `last`."""
    return sum(day > first and calendar.is_school_day(day) for day in Span(first, last))


def _waived(course: Course, calendar: SchoolCalendar, today: date) -> tuple[Stop, ...]:
    reached = Stop(Station.REACHED, Pace.DONE if course.reached_on else Pace.PASSED, course.reached_on)
    again = course.recheck_on
    left = days_until(again, calendar, today) if again is not None else None
    pace = Pace.NOW if again is None or today < again else Pace.WARNED if today == again else Pace.LATE
    return (
        reached,
        Stop(Station.WAIVED, Pace.DONE, course.waived_on),
        Stop(Station.RECHECK, pace, None, again, left),
    )
