"""Contacts and notes: written once, read by those who may, corrected by a new version.

A note is signed by being saved. Its text is sealed to its class; class A is open to everyone in the vault and
is kept as UTF-8. A note whose text one has no key for tells only that it is there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.casework.ladder import Duty
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.planning.plan import NoReason
from narvaro_desktop.domain.terms import ContactKind, InfoClass, Party, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import CaseRow, NoteRow, StudentRow
from narvaro_desktop.usecases import reach, team_names
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.pupils.students import line_of
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.NOTES})
_NOTE_DOCUMENT: Final = "note"
_TALKS: Final = frozenset({ContactKind.CALL, ContactKind.MEETING, ContactKind.HOME_VISIT})
_MEETINGS: Final = frozenset({ContactKind.MEETING, ContactKind.HOME_VISIT})
_FAMILY: Final = frozenset({Party.STUDENT, Party.GUARDIAN})
_MEDICAL: Final = frozenset({Role.SCHOOL_NURSE, Role.SCHOOL_PHYSICIAN})


class NoteEmpty(NarvaroError):
    """A note without a word, or a correction that says nothing."""


class NotYourNote(NarvaroError):
    """Only its author corrects a note."""


class AlreadyCorrected(NarvaroError):
    """A newer version of the note is there; that one is corrected."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a person has put down. `happened_on` None is now; `reached` None is not a contact."""

    kind: ContactKind
    text: str = ""
    party: Party | None = None
    reached: bool | None = None
    info_class: InfoClass = InfoClass.COUNSELLING
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A corrected note as it stood, and why it had been written so; the first has no reason."""

    text: str
    signed_at: datetime
    kind: ContactKind
    party: Party | None
    reached: bool | None
    happened_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the person may see it. `hidden`: there is a text, and she has no key for it."""

    id: UUID
    student_id: UUID
    case_id: UUID | None
    kind: ContactKind
    party: Party | None
    reached: bool | None
    happened_at: datetime
    author: str
    own: bool
    info_class: InfoClass
    readers: str
    text: str
    hidden: bool
    signed_at: datetime
    earlier: tuple[Version, ...]
    reason: str = ""
    """Why it was corrected to what it says now."""

    @property
    def has_time(self) -> bool:
        """Whether the hour is known; a contact entered afterwards has only its day."""
        return self.happened_at.time() != time(0)


@dataclass(frozen=True, slots=True)
class Readership:
    """A choice of who reads a text, in words."""

    info_class: InfoClass
    words: str


@dataclass(frozen=True, slots=True)
class About:
    """Someone a note can be about: a pupil, and her open case if there is one."""

    student_id: UUID
    case_id: UUID | None
    name: str
    class_name: str
    search_key: str


def about(work: Work) -> list[About]:
    """Everyone that a note can be about: those with an open case first, each in Swedish order."""
    work.may(Resource.CASE, Action.WRITE)
    open_cases = work.session.scalars(select(CaseRow).where(CaseRow.closed_on.is_(None)))
    found = {row.student_id: row.id for row in open_cases}
    rows = work.session.scalars(
        select(StudentRow)
        .where(StudentRow.left_on.is_(None), StudentRow.protected.is_(False), reach.pupils(work))
        .order_by(StudentRow.sort_key)
    ).all()
    known = [
        About(row.id, found.get(row.id), line_of(row).name, row.class_name, row.search_key) for row in rows
    ]
    return sorted(known, key=lambda one: one.case_id is None)


def about_case(work: Work, case_id: UUID) -> About | None:
    """The pupil of an open case, also one that lists leave out; None for an id that is no open case's."""
    work.may(Resource.CASE, Action.WRITE)
    if work.session.get(CaseRow, case_id) is None:
        return None
    row = reach.case_row(work, case_id)
    if row.closed_on is not None:
        return None
    line = line_of(row.student)
    return About(row.student_id, row.id, line.name, line.class_name, line.search_key)


def readerships(work: Work) -> tuple[Readership, ...]:
    """Who a note can be for, the usual one first: those of the profession, the team, or oneself."""
    usual = InfoClass.MEDICAL if work.actor.role in _MEDICAL else InfoClass.COUNSELLING
    if usual not in work.vault.cells.writable:
        usual = InfoClass.OWN
    choices = dict.fromkeys((usual, InfoClass.SCHOOL, InfoClass.OWN))
    return tuple(Readership(one, team.readers(work, one)) for one in choices)


def contact_duties(work: Work, case_id: UUID) -> tuple[DutyLine, ...]:
    """The duties of the case's step that a contact can answer, and that are still to be done."""
    lines = duties.duty_lines(work, cases.row_of(work, case_id))
    return tuple(line for line in lines if line.outstanding and line.duty.document == _NOTE_DOCUMENT)


def fits(duty: Duty, written: Written) -> bool:
    """Whether this contact may be what `duty` asks for; a person decides."""
    if duty.document != _NOTE_DOCUMENT or written.kind is ContactKind.NOTE or written.reached is False:
        return False
    if duty.key == "external_meeting":
        return written.kind in _MEETINGS and written.party is not Party.TEACHER
    if duty.key == "meeting":
        return written.kind in _MEETINGS and written.party in _FAMILY
    if duty.key == "student_contact":
        return written.party is Party.STUDENT
    return written.kind in _TALKS and written.party in _FAMILY


def write(
    work: Work, student_id: UUID, case_id: UUID | None, written: Written, done: Collection[str] = ()
) -> Made[UUID]:
    """Keep a contact or a note, signed; `done` are the keys of duties that it answers."""
    work.may(Resource.CASE, Action.WRITE)
    if written.kind is ContactKind.NOTE and not written.text.strip():
        raise NoteEmpty
    _demand_reach(work, student_id, case_id)
    row = _new(work, student_id, case_id, written, written.info_class)
    work.log("note.write", student=student_id, case=case_id, info_class=row.info_class)
    changes = CHANGED
    if case_id is not None:
        for key in sorted(done):
            changes |= duties.do_duty(work, case_id, key, written.happened_on)
    return Made(changes, row.id)


def correct(work: Work, note_id: UUID, written: Written, reason: str) -> Made[UUID]:
    """A new version of one's own note, with why; the old one stays and can be read.

    It keeps the readers of the one before; `happened_on` None, or the same day, keeps its hour.

    :raises NoteEmpty, NoReason, NotYourNote, AlreadyCorrected:
    """
    work.may(Resource.CASE, Action.WRITE)
    if written.kind is ContactKind.NOTE and not written.text.strip():
        raise NoteEmpty
    if not (why := clean(reason).strip()):
        raise NoReason
    old = work.session.get_one(NoteRow, note_id)
    if old.author_id != work.actor.id:
        raise NotYourNote
    if work.session.scalars(select(NoteRow.id).where(NoteRow.replaces == note_id)).first() is not None:
        raise AlreadyCorrected
    _demand_reach(work, old.student_id, old.case_id)
    info_class = old.info_class if old.body else readerships(work)[0].info_class
    row = _new(work, old.student_id, old.case_id, written, info_class)
    if written.happened_on in (None, old.happened_at.astimezone(SWEDEN).date()):
        row.happened_at = old.happened_at
    row.info_class, row.replaces = info_class, old.id
    row.reason = _sealed(work, row, "reason", why)
    work.log("note.correct", student=old.student_id, case=old.case_id, info_class=info_class)
    return Made(CHANGED, row.id)


def share(work: Work, note_id: UUID, info_class: InfoClass) -> Made[UUID]:
    """Write a note that only its author reads again, for others; the own one stays as it is.

    :raises NotYourNote: it is another's, or others read it already
    """
    work.may(Resource.CASE, Action.WRITE)
    own = work.session.get_one(NoteRow, note_id)
    if own.author_id != work.actor.id or own.info_class is not InfoClass.OWN or info_class is InfoClass.OWN:
        raise NotYourNote
    _demand_reach(work, own.student_id, own.case_id)
    written = Written(own.kind, _text(work, own) or "", own.party, own.reached)
    row = _new(work, own.student_id, own.case_id, written, info_class)
    row.happened_at = own.happened_at
    work.log("note.share", student=own.student_id, case=own.case_id, info_class=info_class)
    return Made(CHANGED, row.id)


def standing() -> ColumnElement[bool]:
    """What the rows of notes must meet to be the latest version of each."""
    return NoteRow.id.not_in(select(NoteRow.replaces).where(NoteRow.replaces.is_not(None)))


def notes_of(work: Work, case_id: UUID) -> list[Note]:
    """The latest version of each note of a case, and of its pupil without a case; the newest first.

    Looking is logged with the case.
    """
    return _notes(work, work.session.scalars(select(NoteRow).where(_of_case(work, case_id))).all())


def newest_of(work: Work, case_id: UUID, count: int) -> tuple[list[Note], int]:
    """Of the notes of `notes_of` those of the latest days, `count` at least, and how many there are."""
    told = select(NoteRow.id, NoteRow.happened_at, NoteRow.replaces)
    rows = work.session.execute(told.where(_of_case(work, case_id))).all()
    earlier = {note: replaces for note, _at, replaces in rows if replaces is not None}
    replaced = set(earlier.values())
    days = {note: at.astimezone(SWEDEN).date() for note, at, _replaces in rows if note not in replaced}
    since = min(sorted(days.values(), reverse=True)[:count], default=date.max)
    wanted = {note for note, day in days.items() if day >= since}
    while older := {earlier[note] for note in wanted if note in earlier} - wanted:
        wanted |= older
    return _notes(work, work.session.scalars(select(NoteRow).where(NoteRow.id.in_(wanted))).all()), len(days)


def _of_case(work: Work, case_id: UUID) -> ColumnElement[bool]:
    work.may(Resource.CASE, Action.READ)
    student = cases.row_of(work, case_id).student_id
    before = and_(NoteRow.case_id.is_(None), NoteRow.student_id == student)
    return or_(NoteRow.case_id == case_id, before)


def _notes(work: Work, rows: Sequence[NoteRow]) -> list[Note]:
    """The latest version of each, with those before it; the newest first."""
    replaced = {row.replaces for row in rows if row.replaces is not None}
    by_id = {row.id: row for row in rows}
    authors = team_names.names(work)
    readers = {one: team.readers(work, one) for one in {row.info_class for row in rows}}
    latest = [row for row in rows if row.id not in replaced]
    notes = [_note(work, row, by_id, authors[row.author_id], readers[row.info_class]) for row in latest]
    return sorted(notes, key=lambda note: note.happened_at, reverse=True)


def _demand_reach(work: Work, student_id: UUID, case_id: UUID | None) -> None:
    """Nothing, if the person may write about the case, or about the pupil without one; raises OutOfReach."""
    if case_id is not None:
        reach.case_row(work, case_id)
    else:
        reach.may_open_for(work, work.session.get_one(StudentRow, student_id))


def _new(
    work: Work, student_id: UUID, case_id: UUID | None, written: Written, info_class: InfoClass
) -> NoteRow:
    text = clean(written.text).strip()
    day = written.happened_on
    when = work.now if day in (None, work.today) else datetime.combine(day or work.today, time(0), SWEDEN)
    row = NoteRow(
        id=work.new_id(),
        student_id=student_id,
        case_id=case_id,
        kind=written.kind,
        party=written.party,
        reached=written.reached,
        happened_at=when,
        registered_at=work.now,
        author_id=work.actor.id,
        info_class=info_class if text else InfoClass.SCHOOL,
        body=None,
        signed_at=work.now,
        replaces=None,
    )
    if text:
        row.body = _sealed(work, row, "body", text)
    work.session.add(row)
    work.session.flush()
    return row


def _note(work: Work, row: NoteRow, rows: dict[UUID, NoteRow], author: str, readers: str) -> Note:
    text = _text(work, row)
    shown = Note(
        id=row.id,
        student_id=row.student_id,
        case_id=row.case_id,
        kind=row.kind,
        party=row.party,
        reached=row.reached,
        happened_at=row.happened_at.astimezone(SWEDEN),
        author=author,
        own=row.author_id == work.actor.id,
        info_class=row.info_class,
        readers=readers,
        text=text or "",
        hidden=text is None,
        signed_at=_signed(row),
        earlier=_earlier(work, row, rows),
        reason=_opened(work, row, "reason") or "",
    )
    return replace(shown, kind=ContactKind.NOTE, party=None, reached=None) if shown.hidden else shown


def _earlier(work: Work, row: NoteRow, rows: dict[UUID, NoteRow]) -> tuple[Version, ...]:
    found: list[Version] = []
    while row.replaces is not None and row.replaces in rows:
        row = rows[row.replaces]
        if (text := _text(work, row)) is not None:
            when, why = row.happened_at.astimezone(SWEDEN), _opened(work, row, "reason") or ""
            found.append(Version(text, _signed(row), row.kind, row.party, row.reached, when, why))
    return tuple(found)


def _signed(row: NoteRow) -> datetime:
    return (row.signed_at or row.registered_at).astimezone(SWEDEN)


def _sealed(work: Work, row: NoteRow, column: str, text: str) -> bytes:
    if row.info_class is InfoClass.SCHOOL:
        return text.encode()
    return work.seal(row.info_class, _place(row, column), text)


def _text(work: Work, row: NoteRow) -> str | None:
    """The text, "" where none was written, None where the key is another's.

    A contact corrected to have no words is as closed as why it was.
    """
    if row.body is None and row.reason is not None:
        return None if _opened(work, row, "reason") is None else ""
    return _opened(work, row, "body")


def _opened(work: Work, row: NoteRow, column: str) -> str | None:
    cell: bytes | None = getattr(row, column)
    if cell is None:
        return ""
    return cell.decode() if row.info_class is InfoClass.SCHOOL else work.unseal(_place(row, column), cell)


def _place(row: NoteRow, column: str) -> Place:
    return Place("note", str(row.id), str(row.student_id), column)
