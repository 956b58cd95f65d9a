"""A pupil whom two laptops know by ids of their own: what comes about her lands on ours, never on a double.

Both have read in the same class list, so she has an id on each. The case, if it is here, says who she is;
else her identity number does, else her name and class, as when a class list is read in. Her own particulars
stay as they are on this laptop; what is empty here is filled in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.absence_files.rows import Pupil
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.domain.terms import CompulsorySchooling, IdentityType
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import pieces
from narvaro_desktop.sealing.changes import PATH, EntryOf, Written
from narvaro_desktop.store.entries import MODELS
from narvaro_desktop.store.tables import CaseRow, ChangeRow, GuardianRow, StudentRow
from narvaro_desktop.usecases.importing import matching
from narvaro_desktop.usecases.work import Work

_NAMED: Final = {"student", "guardian"}


class PupilStays(NarvaroError):
    """The pupil is marked as protected here: nothing about her goes between laptops."""


@dataclass(frozen=True, slots=True)
class Landed:
    """The entries with this laptop's own ids, and the pupil that they are about."""

    entries: tuple[EntryOf, ...]
    student: UUID


def landed(work: Work, entries: tuple[EntryOf, ...], case_id: UUID) -> Landed | None:
    """The entries of a file, about our own pupil; None where they are about no pupil.

    :raises PupilStays, ValueError: an id or a term in them is none
    """
    theirs = next((UUID(each.record) for each in entries if each.table == "student"), None)
    if theirs is None:
        return None
    said = _said(entries, "student", str(theirs))
    ours = _ours(work, theirs, case_id, said)
    if ours is None:
        return Landed(entries, theirs)
    if ours.protected:
        raise PupilStays
    _fill(ours, said)
    here = {str(theirs): str(ours.id), **_guardians(work, entries, ours)}
    kept = (each for each in entries if each.table != "student")
    return Landed(tuple(_renamed(each, here) for each in kept), ours.id)


def _ours(work: Work, theirs: UUID, case_id: UUID, said: Mapping[str, Any]) -> StudentRow | None:
    """Our own row of the pupil under another id; None where we know her by theirs, or not at all."""
    if work.session.get(StudentRow, theirs) is not None:
        return None
    case = work.session.get(CaseRow, case_id)
    if case is not None:
        return case.student
    kind, number = said.get("identity_type") or "none", said.get("identity_number") or ""
    identity = Identity(IdentityType.of(kind), number)
    name = f"{said.get('given_name', '')} {said.get('family_name', '')}".strip()
    found = matching.match(work, "", [Pupil(identity, name, said.get("class_name", ""))], {}).student_of[0]
    if found is None:
        return None
    return work.session.scalars(select(StudentRow).where(StudentRow.number == found)).one()


def _said(entries: Iterable[EntryOf], table: str, record: str) -> dict[str, Any]:
    """What the latest writings of a record say."""
    own = sorted(
        (one for one in entries if (one.table, one.record) == (table, record)), key=lambda e: e.clock
    )
    return {write.field: _word(write) for entry in own for write in entry.writes if _tells(write)}


def _tells(write: Written) -> bool:
    return bool(write.text or write.raw or write.none)


def _word(write: Written) -> str | None:
    if write.raw:
        return pieces.bytes_of(write.raw, PATH).decode("utf-8")
    return "".join(write.text) if write.text else None


def _fill(ours: StudentRow, said: Mapping[str, Any]) -> None:
    """What the file knows of the pupil and we do not."""
    if not ours.identity_number and said.get("identity_number"):
        ours.identity_type = IdentityType.of(said["identity_type"])
        ours.identity_number = said["identity_number"]
    if not ours.home_municipality and said.get("home_municipality"):
        ours.home_municipality = said["home_municipality"]
    if ours.compulsory_schooling is None and said.get("compulsory_schooling"):
        ours.compulsory_schooling = CompulsorySchooling.of(said["compulsory_schooling"])


def _guardians(work: Work, entries: tuple[EntryOf, ...], ours: StudentRow) -> dict[str, str]:
    """Our own id for each guardian of theirs whom we have: by what came before, else by name."""
    found = {}
    by_name = {search_key(row.name): str(row.id) for row in ours.guardians}
    for theirs in {each.record for each in entries if each.table == "guardian"}:
        if work.session.get(GuardianRow, UUID(theirs)) is not None:
            continue
        own = [UUID(each.id) for each in entries if each.record == theirs]
        before = work.session.scalars(select(ChangeRow.record).where(ChangeRow.id.in_(own))).first()
        name = search_key(_said(entries, "guardian", theirs).get("name") or "")
        known = str(before) if before is not None else by_name.get(name)
        if known is not None:
            found[theirs] = known
    return found


def _renamed(entry: EntryOf, here: Mapping[str, str]) -> EntryOf:
    return replace(
        entry,
        record=here.get(entry.record, entry.record),
        writes=tuple(_pointing(entry.table, write, here) for write in entry.writes),
    )


def _pointing(table: str, write: Written, here: Mapping[str, str]) -> Written:
    """A field that names the pupil or a guardian, naming ours."""
    model = MODELS.get(table)
    column = model.__table__.columns.get(write.field) if model is not None else None
    known = here.get("".join(write.text))
    if column is None or known is None:
        return write
    names = write.field == "id" or any(key.column.table.name in _NAMED for key in column.foreign_keys)
    return replace(write, text=(known,)) if names else write
