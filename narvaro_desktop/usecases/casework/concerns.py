"""Orosanmälan: a record for its author and those named one by one, and for nobody else.

It stands in no list, timeline, export or statistics. The duty is personal (socialtjänstlagen (2025:400)
19 kap. 1 §, before July 2025 socialtjänstlagen (2001:453) 14 kap. 1 §) and needs no consent.
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld
from narvaro_desktop.store.named_cells import open_named, readers_of, receivers, seal_named
from narvaro_desktop.store.tables import ConcernRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.CASES})


class ConcernEmpty(NarvaroError):
    """A report says what one has seen or heard."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as it was made. `to` is a function; `feedback_by` when one asks how it went."""

    reported_on: date
    how: str
    to: str
    text: str
    feedback_asked: bool = True
    feedback_by: date | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What socialtjänsten told afterwards; it may tell no more than that the report has come."""

    received_on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class ConcernView:
    """A report as one of its readers sees it."""

    id: UUID
    reported: Reported
    feedback: Feedback | None
    author: str
    readers: tuple[str, ...]
    waits_late: bool


@dataclass(frozen=True, slots=True)
class Nameable:
    """A colleague who can be named as a reader; `proposed` for the rektor."""

    id: UUID
    name: str
    role: Role
    proposed: bool


def nameable(work: Work) -> tuple[Nameable, ...]:
    """Everyone else in the team; only the rektor is proposed."""
    found = [person for person in team.people(work) if person.is_active and person.id != work.actor.id]
    return tuple(Nameable(one.id, one.name, one.role, one.role is Role.PRINCIPAL) for one in found)


def report(work: Work, case_id: UUID, reported: Reported, readers: Collection[UUID]) -> Made[UUID]:
    """Keep that a report has been made, for oneself and `readers`; raises ConcernEmpty."""
    work.may(Resource.CASE, Action.READ)
    case = cases.row_of(work, case_id)
    said = replace(reported, text=clean(reported.text), to=clean(reported.to))
    if not said.text:
        raise ConcernEmpty
    row = ConcernRow(
        id=work.new_id(),
        student_id=case.student_id,
        case_id=case_id,
        author_id=work.actor.id,
        registered_at=work.now,
    )
    row.body = _seal(work, row, "body", asdict(said), readers)
    work.session.add(row)
    work.log("protected.write", student=case.student_id, case=case_id, info_class=InfoClass.CHILD_WELFARE)
    return Made(CHANGED, row.id)


def concerns(work: Work, case_id: UUID) -> tuple[ConcernView, ...]:
    """Those of the case that the person may read, the newest first; looking is logged once a day."""
    work.may(Resource.CASE, Action.READ)
    cases.row_of(work, case_id)
    rows = work.session.scalars(
        select(ConcernRow).where(ConcernRow.case_id == case_id).order_by(ConcernRow.registered_at.desc())
    ).all()
    found = [one for row in rows if (one := _view(work, row)) is not None]
    looked = (f"concern:{case_id}", work.today)
    if found and looked not in work.seen:
        work.seen.add(looked)
        student = rows[0].student_id
        work.log("protected.view", student=student, case=case_id, info_class=InfoClass.CHILD_WELFARE)
    return tuple(found)


def unanswered(work: Work) -> dict[UUID, date]:
    """By case, the day on which the person was to ask what came of a report that she reads.

    For her own I dag alone: that there is a report is never told to anyone else.
    """
    wanted = select(ConcernRow).where(ConcernRow.feedback.is_(None))
    found: dict[UUID, date] = {}
    for row in work.session.scalars(wanted):
        said = _open(work, row, "body")
        if said is not None and row.case_id and said["feedback_asked"] and said["feedback_by"]:
            day = date.fromisoformat(said["feedback_by"])
            if day < work.today:
                found[row.case_id] = min(day, found.get(row.case_id, day))
    return found


def receive_feedback(work: Work, concern_id: UUID, feedback: Feedback) -> Changes:
    """Keep what came back, for the same readers."""
    row = _readable(work, concern_id)
    kept = replace(feedback, text=clean(feedback.text))
    row.feedback = _seal(work, row, "feedback", asdict(kept), readers_of(row.body))
    work.log("protected.write", student=row.student_id, case=row.case_id, info_class=InfoClass.CHILD_WELFARE)
    return CHANGED


def name_reader(work: Work, concern_id: UUID, person: UUID) -> Changes:
    """One more person reads it from now on; only one who reads it can name another."""
    row = _readable(work, concern_id)
    readers = {*readers_of(row.body), person}
    for column in ("body", "feedback"):
        if getattr(row, column) is not None:
            setattr(row, column, _seal(work, row, column, _open(work, row, column), readers))
    work.log(
        "protected.name", student=row.student_id, case=row.case_id, person=str(person),
        info_class=InfoClass.CHILD_WELFARE,
    )  # fmt: skip
    return CHANGED


def _readable(work: Work, concern_id: UUID) -> ConcernRow:
    row = work.session.get_one(ConcernRow, concern_id)
    cases.row_of(work, row.case_id)
    if _open(work, row, "body") is None:
        raise NotAllowed(work.actor.role, Resource.CASE, Action.READ)
    return row


def _view(work: Work, row: ConcernRow) -> ConcernView | None:
    said = _open(work, row, "body")
    if said is None:
        return None
    answer = _open(work, row, "feedback")
    by = date.fromisoformat(said["feedback_by"]) if said["feedback_by"] else None
    people = team_names.names(work)
    reported = Reported(**{**said, "reported_on": date.fromisoformat(said["reported_on"]), "feedback_by": by})
    feedback = Feedback(date.fromisoformat(answer["received_on"]), answer["text"]) if answer else None
    return ConcernView(
        id=row.id,
        reported=reported,
        feedback=feedback,
        author=people.get(row.author_id, ""),
        readers=tuple(sorted(people.get(one, "") for one in readers_of(row.body))),
        waits_late=feedback is None and reported.feedback_asked and by is not None and by < work.today,
    )


def _place(row: ConcernRow, column: str) -> Place:
    return Place(ConcernRow.__tablename__, str(row.id), str(row.student_id), column)


def _seal(work: Work, row: ConcernRow, column: str, said: Any, readers: Collection[UUID]) -> bytes:
    known = receivers(work.vault.key_file)
    named = {one: known[one] for one in readers if one in known}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return seal_named(work.vault.cells, named, _place(row, column), text)


def _open(work: Work, row: ConcernRow, column: str) -> dict[str, Any] | None:
    """What the cell says; None for who is not among its readers, and for a cell that is damaged."""
    cell: bytes | None = getattr(row, column)
    if cell is None:
        return None
    try:
        found: dict[str, Any] = json.loads(open_named(work.vault.cells, _place(row, column), cell))
    except ClassNotHeld:
        return None
    except CellRefused:
        work.log("cell.refused", table=ConcernRow.__tablename__, record=str(row.id))
        return None
    return found
