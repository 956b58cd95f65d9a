"""The school's own entries of the catalogue: what is asked for nearby, and what a municipality's lacks."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Condition
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.partnering.collaboration import Partner
from narvaro_desktop.domain.partnering.support import Gate, Support, SupportType
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import OwnSupportRow
from narvaro_desktop.usecases.partnering.consents import CHANGED, demand_reader
from narvaro_desktop.usecases.work import Changes, Made, Work

ASKED: Final = tuple(one for one in Condition if one not in (Condition.ABSENCE_OVER, Condition.SCHOOL_YEARS))
"""What an own entry can ask for first; a limit or a year stands in the municipality's catalogue."""
MOST_DAYS: Final = 365


class OwnSupportIncomplete(NarvaroError):
    """An entry lacks these: `name`, `how`."""


class AnswerDaysWrong(NarvaroError):
    """An answer is waited for from 1 to 365 days: (what was given,)."""


@dataclass(frozen=True, slots=True)
class OwnSupport:
    """An entry as the school writes it. Functions stand here, never persons."""

    name: str
    how: str
    type: SupportType = SupportType.INTERVENTION
    partner: Partner = Partner.OTHER
    description: str = ""
    contact: str = ""
    answer_days: int | None = None
    boundary: str = ""
    conditions: tuple[Condition, ...] = ()


def entries(work: Work) -> tuple[Support, ...]:
    """The school's own, by name; those that are there no longer say so."""
    rows = work.session.scalars(select(OwnSupportRow).order_by(OwnSupportRow.name))
    return tuple(map(_entry, rows))


def own(work: Work) -> dict[UUID, OwnSupport]:
    """What can be changed, by name."""
    demand_reader(work, Action.READ)
    wanted = select(OwnSupportRow).where(OwnSupportRow.ended_on.is_(None)).order_by(OwnSupportRow.name)
    return {row.id: _own(row) for row in work.session.scalars(wanted)}


def keep(work: Work, said: OwnSupport, entry_id: UUID | None = None) -> Made[UUID]:
    """Put an entry into the catalogue, or change one.

    :raises OwnSupportIncomplete, AnswerDaysWrong:
    """
    demand_reader(work, Action.WRITE)
    lacks = [name for name, words in (("name", said.name), ("how", said.how)) if not clean(words)]
    if lacks:
        raise OwnSupportIncomplete(*lacks)
    if said.answer_days is not None and not 1 <= said.answer_days <= MOST_DAYS:
        raise AnswerDaysWrong(said.answer_days)
    row = work.session.get_one(OwnSupportRow, entry_id) if entry_id else _new(work)
    row.type, row.partner, row.answer_days = said.type, said.partner, said.answer_days
    row.name, row.description, row.how = clean(said.name), clean(said.description), clean(said.how)
    row.contact, row.boundary = clean(said.contact), clean(said.boundary)
    row.conditions = " ".join(one.key for one in said.conditions)
    work.session.add(row)
    work.log("catalogue.keep", entry=str(row.id))
    return Made(CHANGED, row.id)


def end(work: Work, entry_id: UUID) -> Changes:
    """It is there no longer; where it has been asked for it keeps its name."""
    demand_reader(work, Action.WRITE)
    work.session.get_one(OwnSupportRow, entry_id).ended_on = work.today
    work.log("catalogue.end", entry=str(entry_id))
    return CHANGED


def _new(work: Work) -> OwnSupportRow:
    return OwnSupportRow(id=work.new_id(), registered_at=work.now, registered_by=work.actor.id)


def _own(row: OwnSupportRow) -> OwnSupport:
    conditions = tuple(map(Condition.of, row.conditions.split()))
    return OwnSupport(
        row.name, row.how, row.type, row.partner, row.description, row.contact, row.answer_days, row.boundary,
        conditions,
    )  # fmt: skip


def _entry(row: OwnSupportRow) -> Support:
    return Support(
        key=f"own_{row.id.hex}",
        type=row.type,
        name=row.name,
        partner=row.partner,
        description=row.description,
        target="",
        how=row.how,
        contact=row.contact,
        answer_days=row.answer_days,
        goals="",
        weeks=None,
        follow_up_days=None,
        boundary=row.boundary,
        gates=tuple(Gate(Condition.of(key)) for key in row.conditions.split()),
        years=None,
        can="",
        cannot="",
        ended=row.ended_on is not None,
        municipality="",
        is_own=True,
    )
