"""The register of workplaces that take pupils: company, function to reach, tasks, times, risks looked at."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import PlacementRow
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.CASES})


class PlacementIncomplete(NarvaroError):
    """A workplace has a name and a function to reach."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A workplace. `contact` is a function and its number; `risks_assessed_on` None: not looked at yet."""

    company: str
    contact: str
    tasks: str = ""
    times: str = ""
    risks_assessed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlacementView:
    id: UUID
    said: Placement


def placements(work: Work) -> tuple[PlacementView, ...]:
    """Those that take pupils now, by name; no pupil stands in the register."""
    work.may(Resource.CASE, Action.READ)
    rows = work.session.scalars(
        select(PlacementRow).where(PlacementRow.ended_on.is_(None)).order_by(PlacementRow.company)
    )
    return tuple(
        PlacementView(
            row.id, Placement(row.company, row.contact, row.tasks, row.times, row.risks_assessed_on)
        )
        for row in rows
    )


def add(work: Work, said: Placement) -> Made[UUID]:
    """A new workplace; raises PlacementIncomplete."""
    work.may(Resource.CASE, Action.WRITE)
    if not said.company.strip() or not said.contact.strip():
        raise PlacementIncomplete
    row = PlacementRow(
        id=work.new_id(),
        company=clean(said.company),
        contact=clean(said.contact),
        tasks=clean(said.tasks),
        times=clean(said.times),
        risks_assessed_on=said.risks_assessed_on,
    )
    work.session.add(row)
    work.log("placement.add")
    return Made(CHANGED, row.id)


def end(work: Work, placement_id: UUID) -> Changes:
    """The workplace takes no more pupils."""
    work.may(Resource.CASE, Action.WRITE)
    work.session.get_one(PlacementRow, placement_id).ended_on = work.today
    work.log("placement.end")
    return CHANGED
