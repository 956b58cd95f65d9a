"""What is to be done on a step, for whom and by when."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from narvaro_desktop.domain.case_terms import ClosingNeed, DeadlineStart, DeadlineUnit, DutyState
from narvaro_desktop.domain.casework.ladder import (
    CONSULTATION,
    NOTIFICATION,
    RESULT_TOLD,
    SPECIAL_SUPPORT,
    Deadline,
    Duty,
    Ladder,
    Step,
)
from narvaro_desktop.domain.schooldays import SchoolCalendar
from narvaro_desktop.domain.terms import Closure
from narvaro_desktop.errors import NarvaroError

OF_AN_INQUIRY = frozenset(
    {
        NOTIFICATION, CONSULTATION, SPECIAL_SUPPORT, RESULT_TOLD, "informed", "home_municipality_told",
        "extended_investigation", "plan_from_inquiry", "best_interests",
    }
)  # fmt: skip
"""Duties that are asked for only where an utredning is opened."""


BY_CHOICE = frozenset({NOTIFICATION, RESULT_TOLD})
"""Duties that are left to the school where the law asks for no anmälan."""


class CaseHeld(NarvaroError):
    """A case lacks these before it can be closed."""

    def __init__(self, needs: Iterable[ClosingNeed]) -> None:
        self.needs = tuple(needs)
        super().__init__(*(need.key for need in self.needs))


@dataclass(frozen=True, slots=True)
class Mark:
    """What has become of a duty: the last day it was done, or the reason why it was left open."""

    done_on: date | None = None
    left_open: str | None = None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty of a case as it stands today; without a deadline `due_on` and `overdue_from` are None."""

    duty: Duty
    step: int
    state: DutyState
    due_on: date | None
    overdue_from: date | None
    done_on: date | None
    left_open: str | None

    @property
    def outstanding(self) -> bool:
        return self.state not in (DutyState.DONE, DutyState.LEFT_OPEN)


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is known when a case is to be closed.

    `last_absence` is in tenths of a percent, or None when it cannot be computed and that has been said.
    """

    closure: Closure | None
    last_absence: int | None
    absence_said: bool
    told: str
    lesson: str
    reasons: Mapping[str, str]
    one_reason: str = ""


def due(
    deadline: Deadline | None, start: date | None, calendar: SchoolCalendar, all_deadlines: bool
) -> date | None:
    """The last day in time; None without a deadline, before it has begun, or when it is turned off."""
    if deadline is None or start is None or not deadline.counts(all_deadlines):
        return None
    if deadline.weeks:
        return _friday_after(start, deadline.weeks)
    return _after(start, deadline.count, deadline.unit, calendar)


def overdue(
    deadline: Deadline | None, start: date | None, calendar: SchoolCalendar, all_deadlines: bool
) -> date | None:
    """The first day that counts as overdue."""
    last = due(deadline, start, calendar, all_deadlines)
    if last is None or deadline is None or start is None:
        return None
    if deadline.overdue_after is not None and deadline.overdue_unit is not None:
        last = _after(start, deadline.overdue_after, deadline.overdue_unit, calendar)
    return last + timedelta(days=1)


def duty_lines(
    ladder: Ladder,
    step: Step,
    starts: Mapping[DeadlineStart, date],
    marks: Mapping[str, Mark],
    today: date,
    calendar: SchoolCalendar,
) -> tuple[DutyLine, ...]:
    """The duties of `step` in the order of the ladder; `marks` by key, `starts` as far as they have come."""
    return tuple(
        _line(ladder, step, duty, starts, marks.get(duty.key, Mark()), today, calendar)
        for duty in step.duties
    )


def unasked(step: Step, marks: Mapping[str, Mark], keys: Set[str], reason: str) -> dict[str, Mark]:
    """The marks where `keys` are not asked for: each is left open with `reason`, unless it is done."""
    given = {duty.key: Mark(left_open=reason) for duty in step.duties if duty.key in keys}
    return given | dict(marks)


def next_thing(lines: Sequence[DutyLine]) -> DutyLine | None:
    """The first thing to do: what is due soonest, then what must be done, in the ladder's order."""
    waiting = [line for line in lines if line.outstanding]
    return min(waiting, key=lambda line: (line.due_on or date.max, not line.duty.mandatory), default=None)


def done_keys(lines: Iterable[DutyLine]) -> frozenset[str]:
    """The keys that count as done when the step is left; an `every` duty counts once it has been done."""
    return frozenset(line.duty.key for line in lines if line.done_on is not None)


def closing_needs(
    farewell: Farewell, outstanding: Set[str], open_follow_ups: Set[str]
) -> tuple[ClosingNeed, ...]:
    """What is still needed to close a case; keys of duties and measures that stay open need a reason each.

    When the pupil has left the school one reason covers them all.
    """
    left = farewell.closure is Closure.LEFT_SCHOOL and bool(farewell.one_reason.strip())
    given = {key for key, reason in farewell.reasons.items() if reason.strip()}
    lacking = {
        ClosingNeed.CLOSURE: farewell.closure is None,
        ClosingNeed.LAST_ABSENCE: farewell.last_absence is None and not farewell.absence_said,
        ClosingNeed.TOLD: not farewell.told.strip(),
        ClosingNeed.LESSON: not farewell.lesson.strip(),
        ClosingNeed.DUTIES: not left and bool(outstanding - given),
        ClosingNeed.FOLLOW_UPS: not left and bool(open_follow_ups - given),
    }
    return tuple(need for need, is_lacking in lacking.items() if is_lacking)


def close(farewell: Farewell, outstanding: Set[str], open_follow_ups: Set[str]) -> Closure:
    """How the case ended; raises CaseHeld with what is lacking."""
    needs = closing_needs(farewell, outstanding, open_follow_ups)
    if needs or farewell.closure is None:
        raise CaseHeld(needs)
    return farewell.closure


def _line(
    ladder: Ladder,
    step: Step,
    duty: Duty,
    starts: Mapping[DeadlineStart, date],
    mark: Mark,
    today: date,
    calendar: SchoolCalendar,
) -> DutyLine:
    start = starts.get(duty.deadline.start) if duty.deadline else None
    if start is not None and duty.deadline is not None and duty.deadline.weeks:
        start = max(start, starts[DeadlineStart.STEP])
    if duty.every and mark.done_on is not None:
        start = max(mark.done_on, start or mark.done_on)
    due_on = due(duty.deadline, start, calendar, ladder.all_deadlines)
    overdue_from = overdue(duty.deadline, start, calendar, ladder.all_deadlines)
    state = _state(duty, mark, due_on, overdue_from, today)
    return DutyLine(duty, step.number, state, due_on, overdue_from, mark.done_on, mark.left_open)


def _state(duty: Duty, mark: Mark, due_on: date | None, overdue_from: date | None, today: date) -> DutyState:
    if mark.left_open is not None:
        return DutyState.LEFT_OPEN
    if mark.done_on is not None and not (duty.every and due_on is not None):
        return DutyState.DONE
    if due_on is None or overdue_from is None or today < due_on:
        return DutyState.OPEN
    if today == due_on:
        return DutyState.DUE
    return DutyState.OVERDUE if today >= overdue_from else DutyState.LATE


def _friday_after(start: date, weeks: tuple[int, ...]) -> date | None:
    """The Friday of the first of these weeks whose Monday comes after `start`; a year may lack week 53."""
    years = range(start.year - 1, start.year + 3)
    mondays = [_monday(year, week) for year in years for week in weeks]
    first = min((monday for monday in mondays if monday > start), default=None)
    return first + timedelta(days=4) if first else None


def _monday(year: int, week: int) -> date:
    last = date(year, 12, 28).isocalendar().week
    return date.fromisocalendar(year, week, 1) if week <= last else date.min


def _after(start: date, count: int, unit: DeadlineUnit, calendar: SchoolCalendar) -> date:
    if unit is DeadlineUnit.SAME_DAY or count == 0:
        return start
    if unit is DeadlineUnit.SCHOOL_DAYS:
        return calendar.add_school_days(start, count)
    if unit is DeadlineUnit.WORKING_DAYS:
        return calendar.add_working_days(start, count)
    return start + timedelta(days=count)
