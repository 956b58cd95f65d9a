"""What the school does together outside every case: meetings with others, training, guidance of arbetslag."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.promoting.school_events import SchoolEvent, checked
from narvaro_desktop.store.tables import SchoolEventRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PREVENTION})


@dataclass(frozen=True, slots=True)
class EventLine:
    """One of them; `waits` until somebody has come back to it."""

    id: UUID
    event: SchoolEvent
    followed_up_on: date | None
    who: str
    is_overdue: bool

    @property
    def waits(self) -> bool:
        return self.event.follow_up_on is not None and self.followed_up_on is None


@dataclass(frozen=True, slots=True)
class Events:
    """All of them, what waits first, then the newest. `trained` took part in training this läsår."""

    lines: tuple[EventLine, ...]
    trained: int


def events(work: Work) -> Events:
    """What has been done outside cases."""
    work.may(Resource.PREVENTION, Action.LIST)
    people = team_names.names(work)
    newest = select(SchoolEventRow).order_by(SchoolEventRow.held_on.desc(), SchoolEventRow.id.desc())
    lines = [_line(work, row, people.get(row.registered_by, "")) for row in work.session.scalars(newest)]
    first = date(work.today.year if work.today.month >= 8 else work.today.year - 1, 8, 1)
    trained = sum(
        one.event.participants or 0 for one in lines if one.event.teaches and one.event.held_on >= first
    )
    return Events(tuple(sorted(lines, key=_order)), trained)


def keep(work: Work, event: SchoolEvent) -> Made[UUID]:
    """Put one into the list; raises EventIncomplete, EventDays, TooManyParticipants."""
    work.may(Resource.PREVENTION, Action.WRITE)
    said = checked(event)
    row = SchoolEventRow(
        id=work.new_id(),
        kind=said.kind,
        held_on=said.held_on,
        subject=clean(said.subject),
        whom=clean(said.whom),
        agreed=clean(said.agreed),
        participants=said.participants if said.teaches else None,
        next_owner=clean(said.next_owner),
        follow_up_on=said.follow_up_on,
        registered_at=work.now,
        registered_by=work.actor.id,
    )
    work.session.add(row)
    work.log("event.keep", event=str(row.id), kind=said.kind.key)
    return Made(CHANGED, row.id)


def come_back(work: Work, event_id: UUID) -> Changes:
    """What was agreed has been followed up."""
    work.may(Resource.PREVENTION, Action.WRITE)
    work.session.get_one(SchoolEventRow, event_id).followed_up_on = work.today
    work.log("event.follow_up", event=str(event_id))
    return CHANGED


def _order(one: EventLine) -> tuple[bool, int]:
    on = one.event.follow_up_on if one.waits else None
    return (not one.waits, on.toordinal() if on else -one.event.held_on.toordinal())


def _line(work: Work, row: SchoolEventRow, who: str) -> EventLine:
    event = SchoolEvent(
        row.kind, row.held_on, row.subject, row.whom, row.agreed, row.participants, row.next_owner,
        row.follow_up_on,
    )  # fmt: skip
    late = row.follow_up_on is not None and row.follow_up_on < work.today and row.followed_up_on is None
    return EventLine(row.id, event, row.followed_up_on, who, late)
