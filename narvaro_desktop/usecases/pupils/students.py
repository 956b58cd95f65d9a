"""The pupils of the school and their guardians: added by hand or from a file, listed, found, corrected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.absence_files.rows import Pupil
from narvaro_desktop.domain.absence.other_school import OtherSchool
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.identity import NO_IDENTITY, Identity, masked
from narvaro_desktop.domain.privacy_terms import Custody
from narvaro_desktop.domain.sorting import search_key, sort_key
from narvaro_desktop.domain.terms import CompulsorySchooling, IdentityType, InfoClass, Role, SchoolForm
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.store.changes import changes_of
from narvaro_desktop.store.tables import CaseRow, GuardianRow, PersonRow, StudentRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.importing.matching import school_year, split_name
from narvaro_desktop.usecases.privacy import hidden_identity
from narvaro_desktop.usecases.pupils.parallel_schools import other_school
from narvaro_desktop.usecases.pupils.still_needed import needed, with_absence
from narvaro_desktop.usecases.routines import school_kind
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.STUDENTS})
_MARKED: Changes = frozenset({Area.STUDENTS, Area.CASES, Area.SUGGESTIONS})


class StudentExists(NarvaroError):
    """Another pupil has this identity number already: (her id,)."""


class GuardianNeeded(NarvaroError):
    """Something in a case names the guardian, who therefore stays: (her id,)."""


@dataclass(frozen=True, slots=True)
class StudentLine:
    """A pupil in a list. A protected pupil is listed by an alias, and never for those who may not know."""

    id: UUID
    number: int
    name: str
    family_name: str
    given_name: str
    class_name: str
    school_year: int | None
    identity: str
    protected: bool
    sort_key: str
    search_key: str
    other_school: OtherSchool | None = None


@dataclass(frozen=True, slots=True)
class Guardian:
    id: UUID
    name: str
    phone: str
    custody: Custody | None = None
    withheld: bool = False
    """Nothing of the pupil is to be given to her."""


@dataclass(frozen=True, slots=True)
class Student:
    """Everything that is remembered of a pupil. Empty strings have not been needed yet."""

    line: StudentLine
    school_form: SchoolForm
    identity_type: IdentityType
    identity_number: str
    home_municipality: str
    compulsory_schooling: CompulsorySchooling | None
    guardians: tuple[Guardian, ...]
    left_on: date | None = None


def line_of(row: StudentRow) -> StudentLine:
    """A pupil as lists show her: a protected one under an alias, without class and number."""
    if row.protected:
        return _alias_of(row)
    return StudentLine(
        id=row.id,
        number=row.number,
        name=row.name.strip(),
        family_name=row.family_name,
        given_name=row.given_name,
        class_name=row.class_name,
        school_year=row.school_year,
        identity=masked(Identity(row.identity_type, row.identity_number or "")),
        protected=False,
        sort_key=row.sort_key,
        search_key=row.search_key,
        other_school=other_school(row),
    )


def everyone(work: Work) -> list[StudentLine]:
    """The pupils who have not left, in Swedish order, protected ones left out."""
    work.may(Resource.STUDENT, Action.LIST)
    rows = work.session.scalars(
        select(StudentRow)
        .where(StudentRow.left_on.is_(None), StudentRow.protected.is_(False), reach.pupils(work))
        .order_by(StudentRow.sort_key)
    )
    return [line_of(row) for row in rows]


def protected_ones(work: Work) -> list[StudentLine]:
    """The marked pupils under their aliases; only those who may export pupils see that there are any."""
    if not _sees_protected(work):
        return []
    rows = work.session.scalars(
        select(StudentRow)
        .where(StudentRow.left_on.is_(None), StudentRow.protected.is_(True))
        .order_by(StudentRow.number)
    )
    return [line_of(row) for row in rows]


def student(work: Work, student_id: UUID) -> Student:
    """One pupil with guardians; looking is logged. A protected one is seen by few, under her alias."""
    work.may(Resource.STUDENT, Action.READ)
    row = reach.student_row(work, student_id)
    if row.protected:
        work.may(Resource.STUDENT, Action.EXPORT)
    work.view(student_id)
    guardians = () if row.protected else tuple(row.guardians)
    return Student(
        line=line_of(row),
        school_form=row.school_form,
        identity_type=row.identity_type,
        identity_number="" if row.protected else row.identity_number or "",
        home_municipality="" if row.protected else row.home_municipality or "",
        compulsory_schooling=row.compulsory_schooling,
        guardians=tuple(
            Guardian(one.id, one.name, one.phone or "", one.custody, bool(one.withheld)) for one in guardians
        ),
        left_on=row.left_on,
    )


def add(work: Work, name: str, class_name: str, identity: Identity = NO_IDENTITY) -> Made[UUID]:
    """A pupil added by hand; the name as people write it."""
    work.may(Resource.STUDENT, Action.WRITE)
    _demand_alone(work, identity, None)
    row = StudentRow(**_values(work, name, class_name, identity, _next_number(work)))
    work.session.add(row)
    work.log("student.add", student=row.id)
    return Made(CHANGED, row.id)


def add_from_file(work: Work, pupils: Sequence[Pupil], batch: int | None = None) -> list[int]:
    """The pupils of a file that are new; their numbers on this device, in the same order."""
    first = _next_number(work)
    rows = [
        {
            **_values(work, pupil.name, pupil.class_name, pupil.identity, first + place),
            "added_by_batch": batch,
        }
        for place, pupil in enumerate(pupils)
    ]
    if rows:
        changes_of(work.session).add_all(work.session, StudentRow, rows)
    return list(range(first, first + len(rows)))


def describe(
    work: Work,
    student_id: UUID,
    *,
    name: str | None = None,
    class_name: str | None = None,
    home_municipality: str | None = None,
    compulsory_schooling: CompulsorySchooling | None = None,
    school_form: SchoolForm | None = None,
    identity: Identity | None = None,
) -> Changes:
    """Remember what has just been asked for or corrected; what is None stays as it was."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = reach.student_row(work, student_id)
    if name is not None or class_name is not None:
        rename(
            row, name if name is not None else row.name, row.class_name if class_name is None else class_name
        )
    if home_municipality is not None:
        row.home_municipality = home_municipality.strip() or None
    if compulsory_schooling is not None:
        row.compulsory_schooling = compulsory_schooling
    if school_form is not None:
        row.school_form = school_form
    if identity is not None:
        _demand_alone(work, identity, student_id)
        row.identity_type, row.identity_number = identity.type, identity.number or None
    work.log("student.change", student=student_id)
    return CHANGED if name is None and class_name is None else _MARKED


def rename(row: StudentRow, name: str, class_name: str) -> None:
    """Give the pupil another name or class, with everything that follows from them."""
    for column, value in _words(name, class_name).items():
        setattr(row, column, value)


def add_guardian(work: Work, student_id: UUID, name: str, phone: str = "") -> Made[UUID]:
    """A vårdnadshavare of the pupil."""
    work.may(Resource.STUDENT, Action.WRITE)
    reach.student_row(work, student_id)
    row = GuardianRow(
        id=work.new_id(),
        student_id=student_id,
        name=name.strip(),
        sort_key=sort_key(name),
        phone=phone.strip() or None,
    )
    work.session.add(row)
    work.log("guardian.add", student=student_id)
    return Made(CHANGED, row.id)


def correct_guardian(work: Work, guardian_id: UUID, name: str, phone: str) -> Changes:
    """The name or phone of a vårdnadshavare, corrected."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = work.session.get_one(GuardianRow, guardian_id)
    reach.student_row(work, row.student_id)
    row.name, row.sort_key, row.phone = name.strip(), sort_key(name), phone.strip() or None
    work.log("guardian.change", student=row.student_id)
    return CHANGED


def set_custody(work: Work, guardian_id: UUID, custody: Custody | None, withheld: bool) -> Changes:
    """What right the guardian has to be told of the pupil."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = work.session.get_one(GuardianRow, guardian_id)
    reach.student_row(work, row.student_id)
    row.custody, row.withheld = custody, withheld or None
    work.log("guardian.change", student=row.student_id)
    return CHANGED


def remove_guardian(work: Work, guardian_id: UUID) -> Changes:
    """Someone who is no vårdnadshavare of the pupil; refused where a case has told her something."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = work.session.get_one(GuardianRow, guardian_id)
    reach.student_row(work, row.student_id)
    if needed(work.session, GuardianRow.__table__, [guardian_id]):
        raise GuardianNeeded(guardian_id)
    work.session.delete(row)
    work.log("guardian.remove", student=row.student_id)
    return CHANGED


def protect(
    work: Work, student_id: UUID, readers: Collection[UUID] | None = None, keep_year: bool = False
) -> Changes:
    """Mark the pupil: from now on nothing of her is listed, sealed, printed, exported or imported.

    Who she is goes into a cell for `readers` (else those who work with her) and oneself alone.
    """
    work.may(Resource.STUDENT, Action.WRITE)
    row = reach.student_row(work, student_id)
    if row.protected:
        return _MARKED
    hidden_identity.hide(work, row, working_with(work, row) if readers is None else readers, keep_year)
    work.seen.add(reach.said_why(student_id, work.today))
    work.log("student.protect", student=student_id, info_class=InfoClass.PROTECTED)
    return _MARKED


def working_with(work: Work, row: StudentRow) -> frozenset[UUID]:
    """Rektor, and whoever has the pupil's case: proposed as those who may know who she is."""
    principals = select(PersonRow.id).where(PersonRow.role == Role.PRINCIPAL, PersonRow.active_to.is_(None))
    owners = select(CaseRow.owner_id).where(CaseRow.student_id == row.id, CaseRow.closed_on.is_(None))
    found = [*work.session.scalars(principals), *work.session.scalars(owners)]
    return frozenset(one for one in found if one is not None)


def unprotect(work: Work, student_id: UUID) -> Changes:
    """The mark was set in error, or is no longer true."""
    work.may(Resource.STUDENT, Action.EXPORT)
    row = reach.student_row(work, student_id)
    hiding = hidden_identity.standing(work, student_id)
    if hiding is not None:
        hidden_identity.restore(work, row, hiding)
    row.protected = False
    work.log("student.unprotect", student=student_id, info_class=InfoClass.PROTECTED)
    return _MARKED


def left(work: Work, student_id: UUID, on: date | None) -> Changes:
    """The pupil has left the school on this day; None: she has come back."""
    work.may(Resource.STUDENT, Action.WRITE)
    reach.student_row(work, student_id).left_on = on
    work.log("student.left" if on else "student.returned", student=student_id)
    return _MARKED


def take_away(work: Work, batch: int) -> list[str]:
    """Remove the pupils that an import brought and nobody has needed since; the classes they stood in."""
    rows = work.session.scalars(select(StudentRow).where(StudentRow.added_by_batch == batch)).all()
    stay = needed(work.session, StudentRow.__table__, [row.id for row in rows])
    attend = with_absence(work.session, [row.number for row in rows])
    gone = [row for row in rows if row.id not in stay and row.number not in attend]
    classes = sorted({row.class_name for row in gone})
    for row in gone:
        work.session.delete(row)
    work.session.flush()
    return classes


def _sees_protected(work: Work) -> bool:
    return work.rules.rights.may(work.actor.role, Resource.STUDENT, Action.EXPORT)


def _alias_of(row: StudentRow) -> StudentLine:
    alias = row.name if row.is_alias else _("Skyddad elev {number}").format(number=row.number)
    return StudentLine(
        id=row.id,
        number=row.number,
        name=alias,
        family_name=alias,
        given_name="",
        class_name="",
        school_year=row.school_year,
        identity="",
        protected=True,
        sort_key=row.sort_key if row.is_alias else sort_key(alias),
        search_key=search_key(alias),
    )


def _demand_alone(work: Work, identity: Identity, student_id: UUID | None) -> None:
    """Nothing, if no other pupil has this number; raises StudentExists."""
    if not identity.number:
        return
    other = work.session.scalar(select(StudentRow.id).where(StudentRow.identity_number == identity.number))
    if other is not None and other != student_id:
        raise StudentExists(other)


def _values(work: Work, name: str, class_name: str, identity: Identity, number: int) -> dict[str, Any]:
    words = _words(name, class_name)
    return {
        "id": work.new_id(),
        "number": number,
        **words,
        "school_form": school_kind.form_of(work, words["school_year"]),
        "identity_type": identity.type,
        "identity_number": identity.number or None,
        "home_municipality": None,
        "compulsory_schooling": None,
        "protected": False,
        "added_on": work.today,
        "left_on": None,
    }


def _words(name: str, class_name: str) -> dict[str, Any]:
    given, family = split_name(name)
    return {
        "given_name": given,
        "family_name": family,
        "sort_key": sort_key(f"{family} {given}"),
        "search_key": search_key(f"{given} {family} {given} {class_name}"),
        "class_name": class_name.strip(),
        "school_year": school_year(class_name),
    }


def _next_number(work: Work) -> int:
    return (work.session.scalar(select(func.max(StudentRow.number))) or 0) + 1
