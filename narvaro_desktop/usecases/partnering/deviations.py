"""Samverkansavvikelser: where working together failed, told without names and answered by the forum."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.partnering.collaboration import Obstacle, Partner, without_names
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import DeviationRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.CASES})


class DeviationEmpty(NarvaroError):
    """A deviation says what happened."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """What happened, with whom, why, and what the school proposes."""

    happened_on: date
    partner: Partner
    obstacle: Obstacle
    what: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class DeviationView:
    """A deviation as it stands: `sent_on` None is only written, `answered_on` None waits."""

    id: UUID
    said: Deviation
    sent_on: date | None
    answered_on: date | None
    answer: str


def deviations(work: Work) -> tuple[DeviationView, ...]:
    """All of the school's, the newest first; no pupil stands in them."""
    work.may(Resource.CASE, Action.READ)
    rows = work.session.scalars(select(DeviationRow).order_by(DeviationRow.happened_on.desc()))
    return tuple(
        DeviationView(
            row.id,
            Deviation(row.happened_on, row.partner, row.obstacle, row.what, row.proposal or ""),
            row.sent_on,
            row.answered_on,
            row.answer or "",
        )
        for row in rows
    )


def record(work: Work, said: Deviation, beside: UUID | None = None) -> Made[UUID]:
    """Keep a deviation. `beside` is the case one writes from: its pupil's names may not stand in the text.

    :raises DeviationEmpty, NameInText:
    """
    work.may(Resource.CASE, Action.WRITE)
    if not said.what.strip():
        raise DeviationEmpty
    if beside is not None:
        student = cases.row_of(work, beside).student
        names = [student.name, *(guardian.name for guardian in student.guardians)]
        for text in (said.what, said.proposal):
            without_names(text, names)
    row = DeviationRow(
        id=work.new_id(),
        happened_on=said.happened_on,
        partner=said.partner,
        obstacle=said.obstacle,
        what=clean(said.what),
        proposal=clean(said.proposal) or None,
        registered_by=work.actor.id,
        registered_at=work.now,
    )
    work.session.add(row)
    work.log("deviation.write", partner=said.partner.key)
    return Made(CHANGED, row.id)


def send(work: Work, deviation_id: UUID, on: date) -> Changes:
    """It has been handed to the forum."""
    work.may(Resource.CASE, Action.WRITE)
    work.session.get_one(DeviationRow, deviation_id).sent_on = on
    work.log("deviation.send")
    return CHANGED


def answer(work: Work, deviation_id: UUID, on: date, words: str) -> Changes:
    """The forum has said what is done about it."""
    work.may(Resource.CASE, Action.WRITE)
    row = work.session.get_one(DeviationRow, deviation_id)
    row.answered_on, row.answer = on, clean(words) or None
    work.log("deviation.answer")
    return CHANGED
