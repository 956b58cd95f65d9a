"""The elevhälsoteam's meeting (EHT-möte): planned from what is due, its agenda and participants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.teamwork import meeting as rules
from narvaro_desktop.domain.teamwork.meeting import Cause, Ground, ItemKind
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import (
    CaseRow,
    HandOverRow,
    MeetingDecisionRow,
    MeetingItemRow,
    MeetingRow,
    ParticipantRow,
    PersonRow,
    StudentRow,
)
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.casework import due, notes
from narvaro_desktop.usecases.casework.due import DueKind
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.deciding.notifications import Need
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.MEETINGS})
_SAID: Final = 2
"""So many causes of a case are written on the agenda; the rest stand in the case."""


class MeetingClosed(NarvaroError):
    """The meeting is closed; what is put right later is written as something new."""


class ItemInUse(NarvaroError):
    """A point with a text or a decision stays on the agenda."""


class CaseOnAgenda(NarvaroError):
    """The case stands on the agenda already."""


class WordsMissing(NarvaroError):
    """A point, a decision or a participant needs a word."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list."""

    id: UUID
    held_on: date
    is_closed: bool
    points: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Participant:
    id: UUID
    name: str
    function: str
    was_there: bool
    is_guest: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A case that may be put on the agenda, with what it waits for ("" for nothing)."""

    case_id: UUID
    number: str
    student: StudentLine
    words: str


def meetings(work: Work) -> list[MeetingLine]:
    """Every meeting, the newest first."""
    work.may(Resource.MEETING, Action.LIST)
    points = _counted(work, select(MeetingItemRow.meeting_id, func.count()).group_by("meeting_id"))
    decided = (
        select(MeetingItemRow.meeting_id, func.count())
        .join(MeetingDecisionRow, MeetingDecisionRow.item_id == MeetingItemRow.id)
        .group_by(MeetingItemRow.meeting_id)
    )
    decisions = _counted(work, decided)
    rows = work.session.scalars(select(MeetingRow).order_by(MeetingRow.held_on.desc(), MeetingRow.id.desc()))
    return [
        MeetingLine(
            row.id, row.held_on, row.closed_at is not None, points.get(row.id, 0), decisions.get(row.id, 0)
        )
        for row in rows
    ]


def plan(work: Work, held_on: date) -> Made[UUID]:
    """A meeting on that day: the team is called, and what is due, late or undecided stands on the agenda."""
    work.may(Resource.MEETING, Action.WRITE)
    row = MeetingRow(id=work.new_id(), held_on=held_on, registered_at=work.now, registered_by=work.actor.id)
    work.session.add(row)
    work.session.flush()
    for person in _team(work):
        _call(work, row, person.name, work.rules.ladder.role_name(person.role), person.id)
    causes = _causes(work)
    for case_id, grounds in list(rules.agenda(causes, held_on).items())[: rules.FIRST]:
        _put(work, row, ItemKind.CASE, said(grounds), case_id)
    work.log("meeting.plan", meeting=str(row.id), points=len(row.items))
    return Made(CHANGED, row.id)


def reschedule(work: Work, meeting_id: UUID, held_on: date) -> Changes:
    """Another day."""
    row = changeable(work, meeting_id)
    row.held_on = held_on
    work.log("meeting.change", meeting=str(meeting_id))
    return CHANGED


def cancel(work: Work, meeting_id: UUID) -> Changes:
    """The meeting is not held. Raises ItemInUse once something has been written in it."""
    row = changeable(work, meeting_id)
    if any(item.body or item.decisions for item in row.items):
        raise ItemInUse
    for part in [*row.items, *row.participants]:
        work.session.delete(part)
    work.session.flush()
    work.session.expire(row)
    work.session.delete(row)
    work.log("meeting.cancel", meeting=str(meeting_id))
    return CHANGED


def offered(work: Work, meeting_id: UUID) -> list[Offered]:
    """The open cases that do not stand on the agenda: those that wait for something first."""
    row = changeable(work, meeting_id)
    there = {item.case_id for item in row.items}
    grounds = rules.agenda(_causes(work), row.held_on)
    order = {case_id: place for place, case_id in enumerate(grounds)}
    wanted = met(work)
    rows = work.session.execute(
        select(CaseRow, StudentRow)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(CaseRow.closed_on.is_(None))
    ).all()
    found = [
        Offered(case.id, case.number, line_of(student), said(grounds.get(case.id, ())))
        for case, student in rows
        if case.id not in there and case.id in wanted
    ]
    return sorted(found, key=lambda one: (order.get(one.case_id, len(order)), one.student.sort_key))


def add_case(work: Work, meeting_id: UUID, case_id: UUID) -> Made[UUID]:
    """Put a case on the agenda. Raises CaseOnAgenda."""
    row = changeable(work, meeting_id)
    if case_id not in met(work):
        raise NotAllowed(work.actor.role, Resource.CASE, Action.READ)
    if any(item.case_id == case_id for item in row.items):
        raise CaseOnAgenda
    grounds = rules.agenda(_causes(work), row.held_on).get(case_id, ())
    return _added(work, _put(work, row, ItemKind.CASE, said(grounds), case_id))


def add_point(work: Work, meeting_id: UUID, kind: ItemKind, words: str) -> Made[UUID]:
    """Put a konsultation without a name, or another matter, on the agenda. Raises WordsMissing."""
    if not (words := clean(words)):
        raise WordsMissing
    return _added(work, _put(work, changeable(work, meeting_id), kind, words))


def remove(work: Work, item_id: UUID) -> Changes:
    """Take a point off the agenda. Raises ItemInUse once something has been written under it."""
    item = work.session.get_one(MeetingItemRow, item_id)
    changeable(work, item.meeting_id)
    if item.body is not None or item.decisions:
        raise ItemInUse
    work.session.delete(item)
    work.log("meeting.remove", meeting=str(item.meeting_id), case=item.case_id)
    return CHANGED


def move(work: Work, item_id: UUID, by: int) -> Changes:
    """Move a point up (-1) or down (1)."""
    item = work.session.get_one(MeetingItemRow, item_id)
    row = changeable(work, item.meeting_id)
    order = rules.moved([each.id for each in row.items], item_id, by)
    for each in row.items:
        each.place = order.index(each.id)
    work.log("meeting.change", meeting=str(row.id))
    return CHANGED


def call(work: Work, meeting_id: UUID, name: str, function: str) -> Made[UUID]:
    """Call someone from outside the team. Raises WordsMissing."""
    name, function = clean(name), clean(function)
    if not (name or function):
        raise WordsMissing
    made = _call(work, changeable(work, meeting_id), name, function, None)
    work.log("meeting.call", meeting=str(meeting_id))
    return Made(CHANGED, made.id)


def attend(work: Work, participant_id: UUID, was_there: bool) -> Changes:
    """Who is there."""
    row = work.session.get_one(ParticipantRow, participant_id)
    changeable(work, row.meeting_id)
    row.was_there = was_there
    work.log("meeting.attend", meeting=str(row.meeting_id))
    return CHANGED


def dismiss(work: Work, participant_id: UUID) -> Changes:
    """Someone was not called after all."""
    row = work.session.get_one(ParticipantRow, participant_id)
    changeable(work, row.meeting_id)
    work.session.delete(row)
    work.log("meeting.dismiss", meeting=str(row.meeting_id))
    return CHANGED


def changeable(work: Work, meeting_id: UUID) -> MeetingRow:
    """A meeting that may still be changed, fresh from the vault. Raises MeetingClosed."""
    work.may(Resource.MEETING, Action.WRITE)
    row = work.session.get_one(MeetingRow, meeting_id, populate_existing=True)
    if row.closed_at is not None:
        raise MeetingClosed
    return row


def met(work: Work) -> frozenset[UUID]:
    """The cases, open or closed, that the person may open; protected pupils are in no list."""
    wanted = (
        select(CaseRow.id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(StudentRow.protected.is_(False), reach.among(work))
    )
    return frozenset(work.session.scalars(wanted))


def said(grounds: Sequence[Cause]) -> str:
    """Why a case stands on the agenda, in a sentence or two."""
    sentences, late = [], False
    for cause in grounds[:_SAID]:
        words = cause.words.rstrip(".") + "."
        if cause.ground is Ground.LATE and not late:
            late, words = True, _("Försenat: {what}").format(what=words)
        sentences.append(words)
    return " ".join(sentences)


def _causes(work: Work) -> list[Cause]:
    """Everything that the meeting might speak of."""
    found = []
    for one in due.due(work):
        words = _("Följ upp: {what}").format(what=one.words) if one.kind is DueKind.FOLLOW_UP else one.words
        ground = Ground.LATE if one.is_overdue else Ground.DUE
        found.append(Cause(one.case_id, ground, words, one.due_on or date.max))
    for need in notifications.needing(work):
        if need.kind is Need.NOTIFY:
            words = _("Utredning är inledd och anmälan är inte gjord")
            found.append(Cause(need.line.case_id, Ground.NOT_NOTIFIED, words, need.due_on))
    waiting = (
        select(HandOverRow)
        .join(CaseRow, CaseRow.id == HandOverRow.case_id)
        .where(HandOverRow.answered_at.is_(None), CaseRow.closed_on.is_(None))
    )
    for row in work.session.scalars(waiting):
        words = _("Väntar på beslut av {role}").format(role=work.rules.ladder.role_name(row.to_role))
        found.append(Cause(row.case_id, Ground.WAITS_FOR_DECISION, words, row.asked_at.date()))
    mine = met(work)
    return [cause for cause in found if cause.case_id in mine]


def _team(work: Work) -> list[PersonRow]:
    """Those in the vault whose role sits in the team's meetings."""
    rights = work.rules.rights
    people = work.session.scalars(
        select(PersonRow).where(PersonRow.active_to.is_(None)).order_by(PersonRow.sort_key)
    )
    return [one for one in people if rights.may(one.role, Resource.MEETING, Action.READ)]


def _call(work: Work, row: MeetingRow, name: str, function: str, person: UUID | None) -> ParticipantRow:
    made = ParticipantRow(
        id=work.new_id(),
        meeting_id=row.id,
        place=len(row.participants),
        person_id=person,
        name=name,
        function=function,
        was_there=True,
    )
    row.participants.append(made)
    work.session.flush()
    return made


def _put(
    work: Work, row: MeetingRow, kind: ItemKind, words: str, case_id: UUID | None = None
) -> MeetingItemRow:
    item = MeetingItemRow(
        id=work.new_id(),
        meeting_id=row.id,
        place=max((each.place for each in row.items), default=-1) + 1,
        kind=kind,
        case_id=case_id,
        words=words,
        info_class=InfoClass.SCHOOL if kind is ItemKind.MATTER else notes.readerships(work)[0].info_class,
    )
    row.items.append(item)
    work.session.flush()
    return item


def _added(work: Work, item: MeetingItemRow) -> Made[UUID]:
    work.log("meeting.add", meeting=str(item.meeting_id), case=item.case_id)
    return Made(CHANGED, item.id)


def _counted(work: Work, wanted: object) -> dict[UUID, int]:
    return dict(work.session.execute(wanted).all())  # type: ignore[call-overload]
