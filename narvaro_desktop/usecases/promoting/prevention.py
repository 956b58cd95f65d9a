"""Främja och förebygga: measures for groups and the school, lärmiljöronder, and where absence gathers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from narvaro_desktop.domain.case_terms import Action, MeasureNeed, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.planning.plan import MeasureIncomplete
from narvaro_desktop.domain.promoting.prevention import Part, Presence, RoundMark, Spot, hot_spots
from narvaro_desktop.domain.terms import MeasureLevel, Outcome, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import (
    GroupFollowUpRow,
    GroupMeasureRow,
    RoundMarkRow,
    RoundRow,
    StudentRow,
)
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.absence import attendance, suggestions
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.routines.routine import routine
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PREVENTION})


class FollowUpBeforeStart(NarvaroError):
    """A follow-up lies before what it follows up: (the first day,)."""


class SeenMissing(NarvaroError):
    """A follow-up says what was seen."""


class PlaceMissing(NarvaroError):
    """A lärmiljörond was somewhere."""


@dataclass(frozen=True, slots=True)
class GroupMeasure:
    """What is tried with a group (`group_name`) or the whole school. `round_point` led to it."""

    title: str
    level: MeasureLevel
    group_name: str
    goal: str
    responsible: Role
    starts_on: date
    follow_up_on: date
    round_point: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A follow-up: what was seen, and by whom."""

    held_on: date
    seen: str
    who: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with what has been seen; the latest first."""

    id: UUID
    measure: GroupMeasure
    seen: tuple[Seen, ...]
    ended_on: date | None
    outcome: Outcome | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One lärmiljörond: how many points work, and those that do not, with what was seen there."""

    id: UUID
    held_on: date
    place: str
    who: str
    works: int
    looked_at: int
    marks: Mapping[str, tuple[RoundMark, str]]


@dataclass(frozen=True, slots=True)
class Spots:
    """Where absence gathers, over the usual window. None of it orders classes by their absence."""

    state: DataState
    groups: tuple[Spot, ...]
    few: int
    """A count from 1 up to but not including this is not shown."""


def measures(work: Work) -> list[MeasureLine]:
    """Every measure: those going on by their follow-up date, then those that have ended."""
    work.may(Resource.PREVENTION, Action.LIST)
    people = team_names.names(work)
    rows = work.session.scalars(select(GroupMeasureRow).options(selectinload(GroupMeasureRow.follow_ups)))
    lines = [_line(work, row, people) for row in rows]
    return sorted(
        lines, key=lambda one: (one.ended_on is not None, one.measure.follow_up_on, one.measure.title)
    )


def add_measure(work: Work, measure: GroupMeasure) -> Made[UUID]:
    """Begin a measure for a group or the school. Raises MeasureIncomplete, FollowUpBeforeStart."""
    work.may(Resource.PREVENTION, Action.WRITE)
    _check(measure)
    row = GroupMeasureRow(
        id=work.new_id(),
        level=measure.level,
        group_name=clean(measure.group_name),
        title=clean(measure.title),
        goal=clean(measure.goal),
        responsible=measure.responsible,
        starts_on=measure.starts_on,
        follow_up_on=measure.follow_up_on,
        registered_at=work.now,
        registered_by=work.actor.id,
        round_point=measure.round_point,
    )
    work.session.add(row)
    work.log("prevention.add", measure=str(row.id))
    return Made(CHANGED, row.id)


def follow_up(
    work: Work, measure_id: UUID, seen: str, next_on: date | None, outcome: Outcome | None = None
) -> Changes:
    """What was seen; it goes on until `next_on`, or ends with an outcome.

    :raises SeenMissing:
    :raises FollowUpBeforeStart: it goes on, and the next day is not ahead
    """
    work.may(Resource.PREVENTION, Action.WRITE)
    row = work.session.get_one(GroupMeasureRow, measure_id)
    if not (seen := clean(seen)):
        raise SeenMissing
    if outcome is None and (next_on is None or next_on <= work.today):
        raise FollowUpBeforeStart(work.today)
    row.follow_ups.append(
        GroupFollowUpRow(
            id=work.new_id(),
            measure_id=row.id,
            held_on=work.today,
            registered_at=work.now,
            registered_by=work.actor.id,
            seen=seen,
            next_on=None if outcome else next_on,
        )
    )
    if outcome is not None:
        row.ended_on, row.outcome = work.today, outcome
    elif next_on is not None:
        row.follow_up_on = next_on
    work.log("prevention.follow_up", measure=str(measure_id), outcome=outcome.key if outcome else None)
    return CHANGED


def round_parts() -> tuple[Part, ...]:
    """The checklist of a lärmiljörond."""
    return routine().round


def rounds(work: Work) -> list[RoundLine]:
    """Every lärmiljörond, the newest first."""
    work.may(Resource.PREVENTION, Action.LIST)
    people = team_names.names(work)
    rows = work.session.scalars(
        select(RoundRow)
        .options(selectinload(RoundRow.marks))
        .order_by(RoundRow.held_on.desc(), RoundRow.id.desc())
    )
    return [_round(row, people.get(row.registered_by, "")) for row in rows]


def keep_round(
    work: Work, place: str, held_on: date, marks: Mapping[str, tuple[RoundMark, str]]
) -> Made[UUID]:
    """A round has been made; `marks` by point, those not looked at left out. Raises PlaceMissing."""
    work.may(Resource.PREVENTION, Action.WRITE)
    if not (place := clean(place)):
        raise PlaceMissing
    row = RoundRow(
        id=work.new_id(),
        held_on=held_on,
        place=place,
        version=routine().version,
        registered_at=work.now,
        registered_by=work.actor.id,
    )
    work.session.add(row)
    work.session.flush()
    for point, (mark, words) in marks.items():
        row.marks.append(
            RoundMarkRow(id=work.new_id(), round_id=row.id, point=point, mark=mark, words=clean(words))
        )
    work.log("prevention.round", round=str(row.id), points=len(marks))
    return Made(CHANGED, row.id)


def spots(work: Work) -> Spots | None:
    """Where absence gathers among the classes that the person meets; None before the first file."""
    work.may(Resource.PREVENTION, Action.READ)
    work.may(Resource.ABSENCE, Action.LIST)
    state = attendance.data_state(work)
    if state is None:
        return None
    figures = attendance.figures_now(work, state)
    mine = suggestions.own_classes(work)
    pupils = work.session.scalars(
        select(StudentRow).where(StudentRow.left_on.is_(None), StudentRow.protected.is_(False))
    )
    present = [
        Presence(one.class_name, one.school_year, figures[one.number].total.tenths)
        for one in pupils
        if one.number in figures and (mine is None or one.class_name in mine)
    ]
    few = work.rules.pack.small_number
    return Spots(state, hot_spots(present, few), few)


def _check(measure: GroupMeasure) -> None:
    lacks = [
        need
        for need, words in ((MeasureNeed.TITLE, measure.title), (MeasureNeed.GOAL, measure.goal))
        if not clean(words)
    ]
    if lacks:
        raise MeasureIncomplete(tuple(lacks))
    if measure.follow_up_on <= measure.starts_on:
        raise FollowUpBeforeStart(measure.starts_on)


def _line(work: Work, row: GroupMeasureRow, people: Mapping[UUID, str]) -> MeasureLine:
    return MeasureLine(
        id=row.id,
        measure=GroupMeasure(
            row.title,
            row.level,
            row.group_name,
            row.goal,
            row.responsible,
            row.starts_on,
            row.follow_up_on,
            row.round_point,
        ),
        seen=tuple(
            Seen(one.held_on, one.seen, people.get(one.registered_by, "")) for one in reversed(row.follow_ups)
        ),
        ended_on=row.ended_on,
        outcome=row.outcome,
        is_overdue=row.ended_on is None and row.follow_up_on < work.today,
    )


def _round(row: RoundRow, who: str) -> RoundLine:
    marks = {one.point: (one.mark, one.words) for one in row.marks}
    seen = [mark for mark, _words in marks.values() if mark is not RoundMark.NOT_RELEVANT]
    works = sum(mark is RoundMark.WORKS for mark in seen)
    return RoundLine(row.id, row.held_on, row.place, who, works, len(seen), marks)
