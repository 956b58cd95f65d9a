"""Skyddade personuppgifter: who may know, why they look, and where something of the pupil already lies."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.privacy_terms import CopyKind, Purpose
from narvaro_desktop.domain.terms import IdentityType, InfoClass, Role
from narvaro_desktop.i18n import _
from narvaro_desktop.store.access_log import moment
from narvaro_desktop.store.generations import sets_in
from narvaro_desktop.store.tables import (
    AccessLogRow,
    CaseRow,
    DispatchRow,
    NotificationRow,
    PersonRow,
    ProtectedIdentityRow,
    StudentRow,
    TransferRow,
)
from narvaro_desktop.usecases import reach, team_names
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.privacy import hidden_identity
from narvaro_desktop.usecases.pupils.students import working_with
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.vault.backup_places import folder_of
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.STUDENTS, Area.CASES})
_PAPERS = ("print", "export", "copy", "letter")


@dataclass(frozen=True, slots=True)
class Reader:
    """A colleague; `is_named` if she may know who the pupil is, `is_proposed` before anybody has said so."""

    id: UUID
    name: str
    role: Role
    is_named: bool
    is_proposed: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """Something of the pupil outside her rows; `what` is words or a name, `told` when it was seen to."""

    key: str
    kind: CopyKind
    at: datetime
    what: str
    told: str


@dataclass(frozen=True, slots=True)
class ProtectedView:
    """How a pupil is protected: her alias, who knows who she is, and the copies from before."""

    alias: str
    readers: tuple[Reader, ...]
    copies: tuple[Copy, ...]
    may_lift: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Who she is."""

    name: str
    class_name: str
    identity: str
    guardians: tuple[tuple[str, str], ...]


def nameable(work: Work, student_id: UUID) -> tuple[Reader, ...]:
    """The team as it stands before a pupil is marked: who would be proposed as one of those who know."""
    row = reach.student_row(work, student_id)
    return _readers(work, frozenset(), working_with(work, row))


def open_for(work: Work, student_id: UUID, purpose: Purpose) -> Changes:
    """Say why one opens her; it holds until the vault is locked, today. Raises OutOfReach."""
    reach.named_row(work, student_id)
    work.seen.add(reach.said_why(student_id, work.today))
    work.log("protected.open", student=student_id, info_class=InfoClass.PROTECTED, purpose=purpose.label)
    return NOTHING


def view(work: Work, student_id: UUID) -> ProtectedView:
    """How she is protected; raises OutOfReach, PurposeNeeded."""
    row = reach.student_row(work, student_id)
    hiding = hidden_identity.standing(work, student_id)
    named = _named(hiding)
    return ProtectedView(
        alias=row.name,
        readers=_readers(work, named, frozenset()),
        copies=tuple(_copies(work, row, hiding)),
        may_lift=work.rules.rights.may(work.actor.role, Resource.STUDENT, Action.EXPORT),
    )


def reveal(work: Work, student_id: UUID, purpose: Purpose) -> Made[Person | None]:
    """Who she is, for one of those named; each time is logged. None where nothing is kept of that."""
    row = reach.student_row(work, student_id)
    hiding = hidden_identity.standing(work, student_id)
    said = hidden_identity.told(work, hiding) if hiding is not None and row.is_alias else None
    if said is None:
        return Made(NOTHING, None)
    work.log("protected.reveal", student=student_id, info_class=InfoClass.PROTECTED, purpose=purpose.label)
    number = Identity(IdentityType.of(said["identity_type"]), said["identity_number"] or "")
    person = Person(
        f"{said['given_name']} {said['family_name']}".strip(),
        said["class_name"],
        str(number) if number.number else "",
        tuple((one["name"], one["phone"] or "") for one in said["guardians"]),
    )
    return Made(NOTHING, person)


def name_readers(work: Work, student_id: UUID, readers: Collection[UUID]) -> Changes:
    """From now on these, and oneself, may know who she is; raises ClassNotHeld for who does not know."""
    work.may(Resource.STUDENT, Action.EXPORT)
    reach.student_row(work, student_id)
    hiding = hidden_identity.standing(work, student_id)
    if hiding is not None:
        hidden_identity.name(work, hiding, readers)
        work.log("protected.readers", student=student_id, info_class=InfoClass.PROTECTED, count=len(readers))
    return CHANGED


def seen_to(work: Work, student_id: UUID, key: str) -> Changes:
    """A copy from before has been seen to: its receiver told, the paper destroyed, the backup put away."""
    work.may(Resource.STUDENT, Action.WRITE)
    reach.student_row(work, student_id)
    hiding = hidden_identity.standing(work, student_id)
    if hiding is not None:
        told = json.loads(hiding.copies_told or "{}")
        told[key] = f"{work.today.isoformat()}, {work.actor.name}"
        hiding.copies_told = json.dumps(told, ensure_ascii=False, sort_keys=True)
        work.log("protected.told", student=student_id, info_class=InfoClass.PROTECTED)
    return CHANGED


def named_since(work: Work, student_id: UUID) -> int:
    """How many texts of her cases name her that somebody typed after she was marked."""
    row, hiding = reach.student_row(work, student_id), hidden_identity.standing(work, student_id)
    return hidden_identity.named_since(work, row, hiding) if hiding is not None else 0


def take_out(work: Work, student_id: UUID) -> Changes:
    """Write her alias where somebody has named her since."""
    work.may(Resource.CASE, Action.WRITE)
    row, hiding = reach.student_row(work, student_id), hidden_identity.standing(work, student_id)
    if hiding is not None:
        hidden_identity.take_out(work, row, hiding)
        work.log("protected.hide", student=student_id, info_class=InfoClass.PROTECTED)
    return CHANGED | {Area.NOTES, Area.PLANS, Area.INVESTIGATIONS, Area.DECISIONS}


def _named(hiding: ProtectedIdentityRow | None) -> frozenset[UUID]:
    return frozenset(UUID(one) for one in json.loads(hiding.readers)) if hiding is not None else frozenset()


def _readers(work: Work, named: frozenset[UUID], proposed: frozenset[UUID]) -> tuple[Reader, ...]:
    return tuple(
        Reader(one.id, one.name, one.role, one.id in named, one.id in proposed, one.id == work.actor.id)
        for one in team.people(work)
        if one.is_active
    )


def _copies(work: Work, row: StudentRow, hiding: ProtectedIdentityRow | None) -> Iterator[Copy]:
    """The newest first within each kind; what came after she was marked tells no name."""
    until = hiding.set_at if hiding is not None else work.now
    told = json.loads(hiding.copies_told or "{}") if hiding is not None else {}
    cases = list(work.session.scalars(select(CaseRow.id).where(CaseRow.student_id == row.id)))
    found = [
        *_sent(work, cases, _hidden_names(work, hiding)),
        *_papers(work, row, cases),
        *_backups(work, row),
    ]
    for key, kind, at, what in sorted(
        found, key=lambda one: (list(CopyKind).index(one[1]), -one[2].timestamp())
    ):
        if at <= until:
            yield Copy(key, kind, at.astimezone(SWEDEN), what, told.get(key, ""))


def _hidden_names(work: Work, hiding: ProtectedIdentityRow | None) -> dict[str, str]:
    """Who a file went to, by its row, where the receiver tells where she lives."""
    said = hidden_identity.told(work, hiding) if hiding is not None else None
    return {one[1]: one[3] for one in said["copies"] if one[2] == "recipient"} if said else {}


def _sent(
    work: Work, cases: list[UUID], names: Mapping[str, str]
) -> Iterator[tuple[str, CopyKind, datetime, str]]:
    sent: list[NotificationRow | DispatchRow] = [
        *work.session.scalars(select(NotificationRow).where(NotificationRow.case_id.in_(cases))),
        *work.session.scalars(select(DispatchRow).where(DispatchRow.case_id.in_(cases))),
    ]
    for row in sent:
        if row.prepared_at is not None and (row.channel is not None or row.handed_over_on is not None):
            yield str(row.id), CopyKind.PACKAGE, row.prepared_at, names.get(str(row.id), row.recipient or "")
    people = team_names.names(work)
    for file in work.session.scalars(
        select(TransferRow).where(TransferRow.case_id.in_(cases), TransferRow.is_out)
    ):
        yield str(file.id), CopyKind.LAPTOP, file.at, people.get(file.person_id, "")


def _papers(work: Work, row: StudentRow, cases: list[UUID]) -> Iterator[tuple[str, CopyKind, datetime, str]]:
    about = (AccessLogRow.student_id == str(row.id)) | AccessLogRow.case_id.in_([str(one) for one in cases])
    people = {str(one.id): one.name for one in work.session.scalars(select(PersonRow))}
    for line in work.session.scalars(select(AccessLogRow).where(about)):
        if line.action.partition(".")[2] in _PAPERS or line.action.startswith("letter."):
            key = f"{line.device}/{line.sequence}"
            yield key, CopyKind.PAPER, moment(line.at_utc), people.get(line.user_id, "")


def _backups(work: Work, row: StudentRow) -> Iterator[tuple[str, CopyKind, datetime, str]]:
    folder, _chosen = folder_of(work)
    for made, path in sets_in(folder, work.vault.id) if folder.is_dir() else ():
        if made.date() >= row.added_on:
            yield (
                path.name,
                CopyKind.BACKUP,
                made,
                _("kl. {time}").format(time=f"{made.astimezone(SWEDEN):%H:%M}"),
            )
