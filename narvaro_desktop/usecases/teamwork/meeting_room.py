"""What happens at an EHT-möte: one point at a time, its text, its decisions, and how the meeting is closed.

A text lies under its point, sealed for those who read it, until the meeting is closed. Then the text about a
case becomes a note of that case and is gone from the meeting; a konsultation keeps its text, without names.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.case_terms import Action, FreeTextFinding, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.deciding.free_text import findings
from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.domain.terms import ContactKind, Party, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import (
    CaseRow,
    DutyRow,
    MeetingDecisionRow,
    MeetingItemRow,
    MeetingRow,
    PersonRow,
    StudentRow,
)
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import due, duties, notes
from narvaro_desktop.usecases.casework.cases import CaseClosed
from narvaro_desktop.usecases.casework.due import Due
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.overwritten import Overwritten
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.teamwork import meeting_texts, meetings
from narvaro_desktop.usecases.teamwork.meetings import MeetingClosed, Participant, WordsMissing
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.MEETINGS, Area.CASES})
_CLOSED: Final[Changes] = frozenset({Area.MEETINGS, Area.CASES, Area.NOTES})
_SHORTEST_NAME: Final = 4
"""A family name with fewer letters is too often an ordinary word."""


class TextHidden(NarvaroError):
    """Someone has written here what this person cannot read; it is neither replaced nor moved."""


class ConsultationNamed(NarvaroError):
    """A konsultation names a pupil."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision. `later`: written after the meeting was closed; `replaces`: the words that it puts right."""

    id: UUID
    words: str
    responsible: Role
    due_on: date
    done_on: date | None
    registered_on: date
    later: bool
    replaces: str
    is_replaced: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the agenda. `hidden`: there is a text that this person has no key for."""

    id: UUID
    kind: ItemKind
    case_id: UUID | None
    number: str
    student: StudentLine | None
    words: str
    text: str
    hidden: bool
    noted: bool
    readers: str
    decisions: tuple[Decided, ...]
    earlier: Overwritten | None = None
    """What a colleague had written there before it was written over."""

    @property
    def is_used(self) -> bool:
        return bool(self.text or self.hidden or self.decisions)


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as the person may see it; `unseen` counts the cases that she does not meet."""

    id: UUID
    held_on: date
    closed_at: datetime | None
    closed_by: str
    participants: tuple[Participant, ...]
    items: tuple[Item, ...]
    unseen: int
    may_write: bool
    may_print: bool
    today: date

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class AtHand:
    """What is shown of the case that is spoken of: where it stands, its figure, what is to be done."""

    step: str
    figure: Figure | None
    split_known: bool
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class TeamTask:
    """A decision that belongs to no case, and is still to be done."""

    id: UUID
    meeting_id: UUID
    words: str
    responsible: Role
    due_on: date


def meeting(work: Work, meeting_id: UUID) -> MeetingView:
    """One meeting, with the points that this person meets."""
    work.may(Resource.MEETING, Action.READ)
    row = work.session.get_one(MeetingRow, meeting_id, populate_existing=True)
    mine, rights = meetings.met(work), work.rules.rights
    shown = [item for item in row.items if item.case_id is None or item.case_id in mine]
    closer = work.session.get(PersonRow, row.closed_by) if row.closed_by else None
    return MeetingView(
        id=row.id,
        held_on=row.held_on,
        closed_at=row.closed_at.astimezone(SWEDEN) if row.closed_at else None,
        closed_by=closer.name if closer else "",
        participants=tuple(
            Participant(one.id, one.name, one.function, one.was_there, one.person_id is None)
            for one in row.participants
        ),
        items=tuple(_item(work, row, item) for item in shown),
        unseen=len(row.items) - len(shown),
        may_write=rights.may(work.actor.role, Resource.MEETING, Action.WRITE),
        may_print=rights.may(work.actor.role, Resource.MEETING, Action.EXPORT),
        today=work.today,
    )


def at_hand(work: Work, case_id: UUID) -> AtHand:
    """The case that is spoken of; looking is logged."""
    work.may(Resource.MEETING, Action.READ)
    work.may(Resource.CASE, Action.READ)
    row = reach.case_row(work, case_id)
    work.view(row.student_id, case_id)
    ladder = work.rules.ladders[row.ladder]
    place = ladder.place(row.step, row.is_returning)
    may_see = work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ)
    seen = attendance.absence_of(work, row.student_id) if may_see else None
    return AtHand(
        step=place.name if row.is_returning else _("Steg {n}, {name}").format(n=place.sign, name=place.name),
        figure=seen.now if seen else None,
        split_known=seen.state.split_known if seen else True,
        due=tuple(one for one in due.due(work) if one.case_id == case_id),
    )


def write(work: Work, item_id: UUID, text: str) -> Changes:
    """Keep what has been written under a point so far.

    :raises MeetingClosed, TextHidden:
    """
    item = _reached(work, item_id)
    meetings.changeable(work, item.meeting_id)
    before = meeting_texts.text_of(work, item)
    if before is None:
        raise TextHidden
    if (text := clean(text)) == before:
        return NOTHING
    item.body = meeting_texts.sealed(work, item, text) if text else None
    work.log("meeting.write", case=item.case_id, info_class=item.info_class, meeting=str(item.meeting_id))
    return frozenset({Area.MEETINGS})


def decide(
    work: Work, item_id: UUID, words: str, responsible: Role, due_on: date,
    replaces: UUID | None = None,
) -> Made[UUID]:  # fmt: skip
    """Who does what, by when: a task in the case. After the meeting it stands as added later.

    :raises WordsMissing:
    :raises CaseClosed: nobody would see a task in a case that has been closed
    """
    work.may(Resource.MEETING, Action.WRITE)
    if not (words := clean(words)):
        raise WordsMissing
    item = _reached(work, item_id)
    case = reach.case_row(work, item.case_id) if item.case_id else None
    if case is not None and case.closed_on is not None:
        raise CaseClosed(case.number)
    task = duties.add_task(work, item.case_id, words, due_on, responsible).value if item.case_id else None
    row = MeetingDecisionRow(
        id=work.new_id(),
        item_id=item.id,
        words=words,
        responsible=responsible,
        due_on=due_on,
        registered_at=work.now,
        registered_by=work.actor.id,
        task_id=task,
        replaces=replaces,
    )
    item.decisions.append(row)
    if replaces is not None:
        _withdraw(work, _of_point(work, item, replaces))
    work.session.flush()
    work.log("meeting.decide", case=item.case_id, meeting=str(item.meeting_id))
    return Made(CHANGED, row.id)


def take_back(work: Work, decision_id: UUID) -> Changes:
    """A decision that was written by mistake, while the meeting is open."""
    row = work.session.get_one(MeetingDecisionRow, decision_id)
    item = _reached(work, row.item_id)
    meetings.changeable(work, item.meeting_id)
    task = work.session.get(DutyRow, row.task_id) if row.task_id else None
    item.decisions.remove(row)
    work.session.delete(row)
    work.session.flush()
    if task is not None and task.done_on is None:
        work.session.delete(task)
    work.log("meeting.take_back", case=item.case_id, meeting=str(item.meeting_id))
    return CHANGED


def do_decision(work: Work, decision_id: UUID) -> Changes:
    """A decision that belongs to no case has been carried out."""
    work.may(Resource.MEETING, Action.READ)
    row = work.session.get_one(MeetingDecisionRow, decision_id)
    _reached(work, row.item_id)
    row.done_on = work.today
    work.log("meeting.done", decision=str(decision_id))
    return CHANGED


def team_tasks(work: Work) -> list[TeamTask]:
    """What meetings have decided outside any case, and nobody has done yet; the earliest first."""
    if not work.rules.rights.may(work.actor.role, Resource.MEETING, Action.READ):
        return []
    later = select(MeetingDecisionRow.replaces).where(MeetingDecisionRow.replaces.is_not(None))
    rows = work.session.execute(
        select(MeetingDecisionRow, MeetingItemRow.meeting_id)
        .join(MeetingItemRow, MeetingItemRow.id == MeetingDecisionRow.item_id)
        .where(MeetingItemRow.case_id.is_(None), MeetingDecisionRow.done_on.is_(None))
        .where(MeetingDecisionRow.id.not_in(later))
        .order_by(MeetingDecisionRow.due_on)
    )
    return [TeamTask(row.id, meeting_id, row.words, row.responsible, row.due_on) for row, meeting_id in rows]


def close(work: Work, meeting_id: UUID) -> Changes:
    """Close the meeting: each case gets its own note, and the meeting is locked.

    :raises MeetingClosed:
    :raises TextHidden: someone else has written what this person cannot read, and so cannot sign
    :raises ConsultationNamed: a konsultation names a pupil
    """
    row = meetings.changeable(work, meeting_id)
    for item in row.items:
        text = meeting_texts.text_of(work, item)
        if text is None:
            raise TextHidden
        if item.kind is ItemKind.CONSULTATION and names_pupil(work, f"{item.words} {text}"):
            raise ConsultationNamed
        if item.case_id is not None and text:
            _to_case(work, item, item.case_id, text, row.held_on)
    row.closed_at, row.closed_by = work.now, work.actor.id
    work.log("meeting.close", meeting=str(meeting_id), points=len(row.items))
    return _CLOSED


def add_note(work: Work, item_id: UUID, text: str) -> Made[UUID]:
    """What should also be said of a case, once the meeting is closed: a new note of the case."""
    work.may(Resource.MEETING, Action.WRITE)
    item = _reached(work, item_id)
    row = work.session.get_one(MeetingRow, item.meeting_id)
    if item.case_id is None or row.closed_at is None:
        raise MeetingClosed
    if not clean(text):
        raise WordsMissing
    student = reach.case_row(work, item.case_id).student_id
    return notes.write(work, student, item.case_id, _written(item, text, row.held_on))


def names_pupil(work: Work, text: str) -> bool:
    """Whether a text holds a pupil's family name or something like an identity number."""
    numbers = FreeTextFinding.IDENTITY_NUMBER
    if any(one.kind is numbers for one in findings(text, ())):
        return True
    words = {word.strip(".,;:!?()\"'") for word in search_key(text).split()}
    words |= {word[:-1] for word in words if word.endswith("s")}
    names = work.session.scalars(select(StudentRow.family_name).distinct())
    return any(search_key(name) in words for name in names if len(name) >= _SHORTEST_NAME)


def _reached(work: Work, item_id: UUID) -> MeetingItemRow:
    """A point whose case, if it has one, the person may open; raises OutOfReach."""
    item = work.session.get_one(MeetingItemRow, item_id)
    if item.case_id is not None:
        reach.case_row(work, item.case_id)
    return item


def _of_point(work: Work, item: MeetingItemRow, decision_id: UUID) -> MeetingDecisionRow:
    """A decision of this point: what is put right stands where it was made."""
    wanted = select(MeetingDecisionRow).where(
        MeetingDecisionRow.id == decision_id, MeetingDecisionRow.item_id == item.id
    )
    return work.session.scalars(wanted).one()


def _item(work: Work, row: MeetingRow, item: MeetingItemRow) -> Item:
    text = meeting_texts.text_of(work, item)
    case = work.session.get(CaseRow, item.case_id) if item.case_id else None
    return Item(
        id=item.id,
        kind=item.kind,
        case_id=item.case_id,
        number=case.number if case else "",
        student=line_of(case.student) if case else None,
        words=item.words,
        text=text or "",
        hidden=text is None,
        noted=item.note_id is not None,
        readers=team.readers(work, item.info_class),
        decisions=tuple(_decided(work, row, item, one) for one in item.decisions),
        earlier=meeting_texts.earlier(work, item, text) if row.closed_at is None else None,
    )


def _decided(work: Work, row: MeetingRow, item: MeetingItemRow, one: MeetingDecisionRow) -> Decided:
    by_id = {each.id: each for each in item.decisions}
    task = work.session.get(DutyRow, one.task_id) if one.task_id else None
    return Decided(
        id=one.id,
        words=one.words,
        responsible=one.responsible,
        due_on=one.due_on,
        done_on=task.done_on if task else one.done_on,
        registered_on=one.registered_at.astimezone(SWEDEN).date(),
        later=row.closed_at is not None and one.registered_at > row.closed_at,
        replaces=by_id[one.replaces].words if one.replaces in by_id else "",
        is_replaced=any(each.replaces == one.id for each in item.decisions),
    )


def _withdraw(work: Work, row: MeetingDecisionRow) -> None:
    """The task of a decision that has been put right is no longer waited for."""
    task = work.session.get(DutyRow, row.task_id) if row.task_id else None
    if task is not None and task.done_on is None:
        task.left_open_on, task.left_open_by = work.today, work.actor.id
        task.left_open_reason = _("Beslutet har rättats.")


def _to_case(work: Work, item: MeetingItemRow, case_id: UUID, text: str, held_on: date) -> None:
    student = reach.case_row(work, case_id).student_id
    item.note_id = notes.write(work, student, case_id, _written(item, text, held_on)).value
    item.body = None


def _written(item: MeetingItemRow, text: str, held_on: date) -> Written:
    return Written(
        ContactKind.MEETING, text, Party.HEALTH_TEAM, info_class=item.info_class, happened_on=held_on
    )
