"""The school's routine: its implementation, and the introduction that each colleague reads and confirms."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.promoting.prevention import Paragraph, Point, Routine, routine_of
from narvaro_desktop.domain.teamwork.handbook import Handbook, handbook_of
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.paths import resource
from narvaro_desktop.store.tables import ChecklistMarkRow, IntroductionRow, PersonRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Final[Changes] = frozenset({Area.PREVENTION})


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone in the team, and when she confirmed the version that holds now (None: not yet)."""

    name: str
    role: Role
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Introduction:
    """The text that holds now. `readers` is empty for those who do not answer for the routine."""

    version: str
    paragraphs: tuple[Paragraph, ...]
    confirmed_at: datetime | None
    readers: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A point of the implementation; `done_on` None is still to be done."""

    point: Point
    done_on: date | None
    done_by: str


@cache
def routine() -> Routine:
    """The newest routine that comes with the program."""
    newest = max(resource("prevention").glob("*.json"))
    return routine_of(json.loads(newest.read_text(encoding="utf-8")))


@cache
def handbook() -> Handbook:
    """The words and guides that come with the program, the newest."""
    newest = max(resource("guide").glob("*.json"))
    return handbook_of(json.loads(newest.read_text(encoding="utf-8")))


def introduction(work: Work) -> Introduction:
    """What a new colleague reads; with the list of the others for the one who answers for the school."""
    held = routine()
    confirmed = {
        row.person_id: row.confirmed_at.astimezone(SWEDEN)
        for row in work.session.scalars(
            select(IntroductionRow).where(IntroductionRow.version == held.version)
        )
    }
    leads = work.rules.rights.may(work.actor.role, Resource.PREVENTION, Action.DECIDE)
    people = work.session.scalars(
        select(PersonRow).where(PersonRow.active_to.is_(None)).order_by(PersonRow.sort_key)
    )
    return Introduction(
        held.version,
        held.introduction,
        confirmed.get(work.actor.id),
        tuple(Reader(one.name, one.role, confirmed.get(one.id)) for one in people) if leads else (),
    )


def confirm(work: Work) -> Changes:
    """The person has read the introduction that holds now."""
    version = routine().version
    known = select(IntroductionRow.id).where(
        IntroductionRow.person_id == work.actor.id, IntroductionRow.version == version
    )
    if work.session.scalars(known).first() is None:
        work.session.add(
            IntroductionRow(id=work.new_id(), person_id=work.actor.id, version=version, confirmed_at=work.now)
        )
        work.log("introduction.confirm", version=version)
    return CHANGED


def implementation(work: Work) -> list[Step]:
    """What a school does to make the routine its own, and how far it has come."""
    work.may(Resource.PREVENTION, Action.READ)
    marks = {row.point: row for row in work.session.scalars(select(ChecklistMarkRow))}
    people = team_names.names(work)
    return [
        Step(point, marks[point.key].done_on, people.get(marks[point.key].done_by, ""))
        if point.key in marks else Step(point, None, "")
        for point in routine().implementation
    ]  # fmt: skip


def tick(work: Work, point: str, done: bool) -> Changes:
    """A point of the implementation has been done, or was ticked by mistake."""
    work.may(Resource.PREVENTION, Action.SIGN)
    row = work.session.scalars(select(ChecklistMarkRow).where(ChecklistMarkRow.point == point)).first()
    if done and row is None:
        work.session.add(
            ChecklistMarkRow(id=work.new_id(), point=point, done_on=work.today, done_by=work.actor.id)
        )
    elif not done and row is not None:
        work.session.delete(row)
    work.log("implementation.tick", point=point, done=done)
    return CHANGED


def confirmed_by(work: Work) -> frozenset[UUID]:
    """Who has read the version that holds now."""
    wanted = select(IntroductionRow.person_id).where(IntroductionRow.version == routine().version)
    return frozenset(work.session.scalars(wanted))
