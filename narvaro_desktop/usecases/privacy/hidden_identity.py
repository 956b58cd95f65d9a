"""Who a protected pupil is, moved out of the rows that all can read into one cell for named persons.

The rows keep an alias that tells nothing. What an import needs in order to leave her out is a slow hash.
"""

import json
import secrets
from collections.abc import Collection
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, select

from narvaro_desktop.absence_files.rows import Pupil
from narvaro_desktop.domain.sorting import search_key, sort_key
from narvaro_desktop.domain.terms import IdentityType, InfoClass
from narvaro_desktop.i18n import _
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.changes import forget
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld
from narvaro_desktop.store.named_cells import open_named, receivers, seal_named
from narvaro_desktop.store.primitives import Kdf, stretch
from narvaro_desktop.store.tables import (
    AliasRow,
    GuardianRow,
    ProtectedIdentityRow,
    StudentRow,
)
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.privacy import hidden_copies
from narvaro_desktop.usecases.work import Work

_SALT: Final = "protected-list"
_SLOW: Final = Kdf(memory=19 * 1024, passes=2, lanes=1)
_WORDS: Final = ("given_name", "family_name", "class_name", "school_year", "identity_number")
_ALSO: Final = ("also_from", "also_to")


def hide(work: Work, student: StudentRow, readers: Collection[UUID], keep_year: bool) -> ProtectedIdentityRow:
    """Seal who the pupil is to `readers` and oneself; the rows say an alias from now on."""
    told: dict[str, Any] = {name: getattr(student, name) for name in _WORDS}
    told["identity_type"] = student.identity_type.key
    told["home_municipality"] = student.home_municipality
    told["also_attends"] = student.also_attends
    for name in _ALSO:
        day: date | None = getattr(student, name)
        told[name] = day.isoformat() if day else None
    told["guardians"] = [
        {"id": str(one.id), "name": one.name, "phone": one.phone} for one in student.guardians
    ]
    number = 1 + (work.session.scalar(select(func.max(ProtectedIdentityRow.alias))) or 0)
    naming = hidden_copies.naming_of(work, told, _alias(number))
    told["copies"] = hidden_copies.take(work, student, naming)
    row = ProtectedIdentityRow(
        id=work.new_id(),
        student_id=student.id,
        alias=number,
        set_at=work.now,
        set_by=work.actor.id,
        readers="[]",
        marks=json.dumps(_marks(work, student)),
    )
    _seal(work, row, told, {*readers, work.actor.id})
    work.session.add(row)
    _call(student, number, keep_year)
    work.session.execute(delete(AliasRow).where(AliasRow.student == student.number))
    _forget(work, student)
    return row


def standing(work: Work, student_id: UUID) -> ProtectedIdentityRow | None:
    """What hides the pupil now."""
    return work.session.scalars(
        select(ProtectedIdentityRow).where(
            ProtectedIdentityRow.student_id == student_id, ProtectedIdentityRow.lifted_at.is_(None)
        )
    ).first()


def told(work: Work, row: ProtectedIdentityRow) -> dict[str, Any] | None:
    """Who the pupil is; None for those who are not named, and where the cell is damaged."""
    if row.body is None:
        return None
    try:
        found: dict[str, Any] = json.loads(open_named(work.vault.cells, _place(row), row.body))
    except ClassNotHeld:
        return None
    except CellRefused:
        work.log("cell.refused", table=row.__tablename__, record=str(row.id))
        return None
    return found


def name(work: Work, row: ProtectedIdentityRow, readers: Collection[UUID]) -> None:
    """Let `readers` and oneself, and nobody else, read who the pupil is; raises ClassNotHeld."""
    said = told(work, row)
    if said is None:
        raise ClassNotHeld(InfoClass.PROTECTED.key)
    _seal(work, row, said, {*readers, work.actor.id})


def named_since(work: Work, student: StudentRow, row: ProtectedIdentityRow) -> int:
    """How many texts of hers name her that were typed after she was marked; 0 for who does not know her."""
    said = told(work, row)
    if said is None or not student.is_alias:
        return 0
    return hidden_copies.count_since(work, student, _naming(work, said, row))


def take_out(work: Work, student: StudentRow, row: ProtectedIdentityRow) -> None:
    """Her alias in those texts; what they said is kept in her cell. Raises ClassNotHeld."""
    said = told(work, row)
    if said is None:
        raise ClassNotHeld(InfoClass.PROTECTED.key)
    said["copies"] += hidden_copies.take_since(work, student, _naming(work, said, row))
    _seal(work, row, said, [UUID(one) for one in json.loads(row.readers)])


def _naming(work: Work, said: dict[str, Any], row: ProtectedIdentityRow) -> hidden_copies.Naming:
    return hidden_copies.naming_of(work, said, _alias(row.alias))


def restore(work: Work, student: StudentRow, row: ProtectedIdentityRow) -> None:
    """The pupil under her own name again, and nothing of the hiding left; raises ClassNotHeld."""
    said = told(work, row)
    if said is None:
        raise ClassNotHeld(InfoClass.PROTECTED.key)
    for column in _WORDS:
        setattr(student, column, said[column])
    student.identity_type = IdentityType.of(said["identity_type"])
    student.home_municipality = said["home_municipality"]
    student.also_attends = said.get("also_attends")
    for name in _ALSO:
        setattr(student, name, date.fromisoformat(said[name]) if said.get(name) else None)
    given, family, class_name = (said[key] for key in ("given_name", "family_name", "class_name"))
    student.sort_key = sort_key(f"{family} {given}")
    student.search_key = search_key(f"{given} {family} {given} {class_name}")
    for guardian in said["guardians"]:
        kept = work.session.get(GuardianRow, UUID(guardian["id"]))
        if kept is not None:
            kept.name, kept.sort_key, kept.phone = (
                guardian["name"],
                sort_key(guardian["name"]),
                guardian["phone"],
            )
    hidden_copies.put_back(work, said["copies"])
    row.body, row.marks = None, "[]"
    row.lifted_at, row.lifted_by = work.now, work.actor.id


class Hidden:
    """Those who are hidden, as an import may know them: by slow hashes, tried for unknown pupils only."""

    def __init__(self, work: Work) -> None:
        rows = work.session.execute(
            select(StudentRow.number, ProtectedIdentityRow.marks)
            .join(StudentRow, StudentRow.id == ProtectedIdentityRow.student_id)
            .where(ProtectedIdentityRow.lifted_at.is_(None))
        )
        self._number_of = {mark: number for number, marks in rows for mark in json.loads(marks)}
        self._numbered = {mark for mark in self._number_of if mark.startswith("n")}
        self._salt = _salt(work) if self._number_of else b""

    def __bool__(self) -> bool:
        return bool(self._number_of)

    def number_of(self, pupil: Pupil) -> int | None:
        """The number of the hidden pupil that a pupil of a file is: by identity number, else by name."""
        if pupil.identity.number:
            found = self._number_of.get(_mark("n", pupil.identity.number, self._salt))
            if found is not None:
                return found
        return self._number_of.get(_mark("w", _words(pupil.name), self._salt)) if pupil.name else None


def _marks(work: Work, student: StudentRow) -> list[str]:
    salt = _salt(work)
    found = [_mark("w", _words(student.name), salt)]
    if student.identity_number:
        found.append(_mark("n", student.identity_number, salt))
    return found


def _mark(kind: str, words: str, salt: bytes) -> str:
    return kind + stretch(words, salt, _SLOW).hex()


def _words(name: str) -> str:
    return " ".join(sorted(search_key(name.replace(",", " ")).split()))


def _salt(work: Work) -> bytes:
    """Random, kept in the vault, so that the hashes are worth nothing outside it."""
    kept = settings.read(work.session, _SALT)
    if kept is None:
        kept = secrets.token_hex(16)
        settings.write(work.session, _SALT, kept)
    return bytes.fromhex(kept)


def _alias(number: int) -> str:
    return _("Skyddad elev {number}").format(number=number)


def _call(student: StudentRow, number: int, keep_year: bool) -> None:
    """Her alias and the guardians', with nothing beside it that points her out."""
    student.protected = True
    student.given_name, student.family_name = _alias(number).rsplit(maxsplit=1)
    student.sort_key, student.search_key, student.class_name = sort_key(f"skyddad elev {number:05}"), "", ""
    student.identity_type, student.identity_number = IdentityType.NONE, None
    student.home_municipality = student.also_attends = student.also_from = student.also_to = None
    if not keep_year:
        student.school_year = None
    for place, guardian in enumerate(student.guardians, 1):
        guardian.name = _("Vårdnadshavare {number}").format(number=place)
        guardian.sort_key, guardian.phone = f"{place:05}", None


def _forget(work: Work, student: StudentRow) -> None:
    """Let the change entries not say what the rows said before."""
    forget(work.session, StudentRow, [student.id])
    forget(work.session, GuardianRow, [one.id for one in student.guardians])


def _seal(work: Work, row: ProtectedIdentityRow, said: dict[str, Any], readers: Collection[UUID]) -> None:
    known = receivers(work.vault.key_file)
    named = {one: known[one] for one in readers if one in known}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    row.body = seal_named(work.vault.cells, named, _place(row), text, InfoClass.PROTECTED)
    row.readers = json.dumps(sorted(str(one) for one in {*named, work.actor.id}))


def _place(row: ProtectedIdentityRow) -> Place:
    return Place(row.__tablename__, str(row.id), str(row.student_id), "body")
