"""Several at once in one register: who wrote in what one has before one's eyes, and what it says now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import or_, select

from narvaro_desktop.domain.hybrid_clock import milliseconds_of
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.changes import changes_of, newest_clock
from narvaro_desktop.store.entries import MODELS
from narvaro_desktop.store.errors import WrittenMeanwhile
from narvaro_desktop.store.tables import ChangeRow, PersonRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Office, Work

V = TypeVar("V")

EVERYWHERE: Final[Changes] = frozenset(Area)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a colleague wrote; `text` "" where the field is empty now, or holds no text.

    `read_at` is the moment of this reading: whoever has seen it may write over it.
    """

    name: str
    at: datetime
    text: str
    read_at: str


def read_at(work: Work) -> str:
    """The moment of the register that a question answers for; "" in a vault that one person has open."""
    return newest_clock(work.session) if work.vault.is_shared else ""


def unless_written(work: Work, act: Callable[[Work], V], since: str) -> V:
    """`act`, unless a colleague has written after `since` in a field that it writes; "" is no moment.

    :raises WrittenMeanwhile: nothing of it is kept
    """
    if since and work.vault.is_shared:
        changes_of(work.session).refuse_over_later(since)
    return act(work)


def is_theirs(error: NarvaroError) -> bool:
    """Whether a colleague was quicker, so that one is to see what she wrote."""
    return isinstance(error, WrittenMeanwhile)


def theirs(work: Work, refusal: NarvaroError) -> Theirs:
    """Who wrote what `refusal` is about, when, and what it says."""
    table, record, fields, clock = refusal.args
    actor = work.session.scalar(select(ChangeRow.actor).where(ChangeRow.clock == clock))
    row = work.session.get(MODELS[table], record)
    at = datetime.fromtimestamp(milliseconds_of(clock) / 1000, UTC).astimezone(work.now.tzinfo)
    said = [_said(work, getattr(row, field)) for field in fields] if row is not None else []
    return Theirs(_name(work, actor), at, ", ".join(filter(None, said)), newest_clock(work.session))


def news(office: Office, since: str) -> tuple[str, Changes]:
    """The newest moment, and what to ask about again because a colleague has written after `since`.

    What the colleague has decided of routines and deadlines counts here too from then on.
    """
    with office.work(asks=True) as work:
        newest = newest_clock(work.session)
        is_theirs = or_(ChangeRow.device != work.device, ChangeRow.actor != work.actor.id)
        theirs = select(ChangeRow.id).where(ChangeRow.clock > since, is_theirs).limit(1)
        is_news = bool(since) and newest > since and work.session.scalar(theirs) is not None
        is_practice = settings.profile(work).is_practice
        rules = packs.with_kept(work.session, shipped(all_deadlines=is_practice)) if is_news else None
    office.rules = rules or office.rules
    return newest, EVERYWHERE if is_news else NOTHING


def _said(work: Work, value: Any) -> str:
    if isinstance(value, Term):
        return value.label
    if isinstance(value, date | int) and not isinstance(value, datetime | bool):
        return str(value)
    if isinstance(value, UUID):
        return _name(work, value)
    return value if isinstance(value, str) else ""


def _name(work: Work, person: UUID | None) -> str:
    row = work.session.get(PersonRow, person) if person else None
    return row.name if row else ""
