"""The graded return: time at school planned week by week, beside the time that the pupil was really there.

A week counts as missed when less than a given share of its planned time came about. Weeks without planned
time (lov, or a pause) are passed over; a week that cannot be told breaks a row of missed weeks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from narvaro_desktop.domain.absence.absence import DaySums, figure
from narvaro_desktop.domain.planning.plan_terms import WeekState
from narvaro_desktop.domain.schooldays import IsoWeek, SchoolCalendar

_A_SUMMER: Final = 20
"""Weeks; a läsår never pauses for longer."""


@dataclass(frozen=True, slots=True)
class ScheduleRules:
    """From how little a week is missed, by how much one makes it longer, how many in a row are told."""

    missed_below_percent: int
    step_minutes: int
    weeks_in_a_row: int


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """Minutes at school that week; `place` on the way back (0–8); `words` are where and with what."""

    week: IsoWeek
    minutes: int
    place: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A planned week and what came of it; `present` in minutes, None where it can't be told."""

    planned: PlannedWeek
    present: int | None
    state: WeekState


def week_lines(
    planned: Iterable[PlannedWeek], days: Iterable[DaySums], calendar: SchoolCalendar, until: date | None,
    rules: ScheduleRules,
) -> tuple[WeekLine, ...]:  # fmt: skip
    """The weeks in order; the data reach to `until`."""
    held = list(days)
    lines = []
    for week in sorted(planned, key=lambda each: each.week):
        if until is None or until < week.week.monday:
            lines.append(WeekLine(week, None, WeekState.COMING))
            continue
        seen = figure(held, calendar, week.week.span, until)
        last = max((day for day in week.week.span if calendar.is_school_day(day)), default=None)
        if last is None or last > until or not seen.total.computable or not seen.signals:
            state = WeekState.COMING if last is not None and last > until else WeekState.UNKNOWN
            lines.append(WeekLine(week, None, state))
            continue
        present = seen.sums.usable - seen.sums.absent
        lines.append(WeekLine(week, present, judged(week.minutes, present, rules)))
    return tuple(lines)


def judged(minutes: int, present: int, rules: ScheduleRules) -> WeekState:
    """How a week went whose time is known."""
    if present >= minutes:
        return WeekState.HELD
    return WeekState.MISSED if 100 * present < rules.missed_below_percent * minutes else WeekState.SHORT


def missed_rows(lines: Sequence[WeekLine], rules: ScheduleRules) -> tuple[tuple[IsoWeek, ...], ...]:
    """Each time that so many weeks in a row were missed, those weeks; a longer row tells again."""
    found: list[tuple[IsoWeek, ...]] = []
    row: list[IsoWeek] = []
    for line in lines:
        if line.planned.minutes == 0:
            continue
        row = [*row, line.planned.week] if line.state is WeekState.MISSED else []
        if len(row) == rules.weeks_in_a_row:
            found.append(tuple(row))
            row = []
    return tuple(found)


def following(planned: Sequence[PlannedWeek], calendar: SchoolCalendar, today: date) -> PlannedWeek:
    """The next week to plan: as the last one, in the first week after it that has a school day.

    Without any week yet it is this week, or the next if its school days have passed.
    """
    if planned:
        last = max(planned, key=lambda each: each.week)
        return replace(last, week=_with_school(last.week.next, calendar, last.week.next.monday))
    return PlannedWeek(_with_school(IsoWeek.of(today), calendar, today), 0)


def longer(week: PlannedWeek, rules: ScheduleRules) -> PlannedWeek:
    """A step more."""
    return replace(week, minutes=week.minutes + rules.step_minutes)


def _with_school(week: IsoWeek, calendar: SchoolCalendar, first: date) -> IsoWeek:
    for _try in range(_A_SUMMER):
        if any(day >= first and calendar.is_school_day(day) for day in week.span):
            return week
        week = week.next
    return week
