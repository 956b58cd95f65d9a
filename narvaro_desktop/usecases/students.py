"""The pupils of the school and their guardians: added by hand or from a file, listed, found, corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.absence_files.rows import Pupil
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.identity import NO_IDENTITY, Identity, masked
from narvaro_desktop.domain.sorting import search_key, sort_key
from narvaro_desktop.domain.terms import CompulsorySchooling, IdentityType, SchoolForm
from narvaro_desktop.store.tables import GuardianRow, StudentRow
from narvaro_desktop.usecases.matching import school_year, split_name
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.STUDENTS})


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


@dataclass(frozen=True, slots=True)
class Guardian:
    id: UUID
    name: str
    phone: str


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


def line_of(row: StudentRow) -> StudentLine:
    """A pupil as lists show her: a protected one by the alias that stands in the name columns."""
    number = Identity(row.identity_type, row.identity_number or "")
    return StudentLine(
        id=row.id,
        number=row.number,
        name=row.name.strip(),
        family_name=row.family_name,
        given_name=row.given_name,
        class_name=row.class_name,
        school_year=row.school_year,
        identity=masked(number),
        protected=row.protected,
        sort_key=row.sort_key,
        search_key=row.search_key,
    )


def everyone(work: Work) -> list[StudentLine]:
    """The pupils who have not left, in Swedish order, protected ones left out."""
    work.may(Resource.STUDENT, Action.LIST)
    rows = work.session.scalars(
        select(StudentRow)
        .where(StudentRow.left_on.is_(None), StudentRow.protected.is_(False))
        .order_by(StudentRow.sort_key)
    )
    return [line_of(row) for row in rows]


def student(work: Work, student_id: UUID) -> Student:
    """One pupil with guardians; looking is logged."""
    work.may(Resource.STUDENT, Action.READ)
    row = work.session.get_one(StudentRow, student_id)
    work.view(student_id)
    return Student(
        line=line_of(row),
        school_form=row.school_form,
        identity_type=row.identity_type,
        identity_number=row.identity_number or "",
        home_municipality=row.home_municipality or "",
        compulsory_schooling=row.compulsory_schooling,
        guardians=tuple(Guardian(one.id, one.name, one.phone or "") for one in row.guardians),
    )


def add(work: Work, name: str, class_name: str, identity: Identity = NO_IDENTITY) -> Made[UUID]:
    """A pupil added by hand; the name as people write it."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = _new(work, name, class_name, identity, _next_number(work))
    work.log("student.add", student=row.id)
    return Made(CHANGED, row.id)


def add_from_file(work: Work, pupils: Sequence[Pupil]) -> list[int]:
    """The pupils of a file that are new; their numbers on this device, in the same order."""
    first = _next_number(work)
    rows = [
        _new(work, pupil.name, pupil.class_name, pupil.identity, first + place)
        for place, pupil in enumerate(pupils)
    ]
    work.session.flush()
    return [row.number for row in rows]


def describe(
    work: Work,
    student_id: UUID,
    *,
    home_municipality: str | None = None,
    compulsory_schooling: CompulsorySchooling | None = None,
    school_form: SchoolForm | None = None,
    identity: Identity | None = None,
) -> Changes:
    """Remember what has just been asked for; what is None stays as it was."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = work.session.get_one(StudentRow, student_id)
    if home_municipality is not None:
        row.home_municipality = home_municipality.strip() or None
    if compulsory_schooling is not None:
        row.compulsory_schooling = compulsory_schooling
    if school_form is not None:
        row.school_form = school_form
    if identity is not None:
        row.identity_type, row.identity_number = identity.type, identity.number or None
    work.log("student.change", student=student_id)
    return CHANGED


def add_guardian(work: Work, student_id: UUID, name: str, phone: str = "") -> Made[UUID]:
    """A vårdnadshavare of the pupil."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = GuardianRow(
        id=work.new_id(),
        student_id=student_id,
        name=name.strip(),
        sort_key=sort_key(name),
        phone=phone or None,
    )
    work.session.add(row)
    work.log("guardian.add", student=student_id)
    return Made(CHANGED, row.id)


def protect(work: Work, student_id: UUID) -> Changes:
    """Mark the pupil: from now on nothing of her is sealed, printed, exported or imported."""
    work.may(Resource.STUDENT, Action.WRITE)
    row = work.session.get_one(StudentRow, student_id)
    row.protected = True
    work.log("student.protect", student=student_id)
    return frozenset({Area.STUDENTS, Area.CASES, Area.SUGGESTIONS})


def _new(work: Work, name: str, class_name: str, identity: Identity, number: int) -> StudentRow:
    given, family = split_name(name)
    row = StudentRow(
        id=work.new_id(),
        number=number,
        given_name=given,
        family_name=family,
        sort_key=sort_key(f"{family} {given}"),
        search_key=search_key(f"{given} {family} {given} {class_name}"),
        class_name=class_name.strip(),
        school_year=school_year(class_name),
        school_form=SchoolForm.PRESCHOOL_CLASS if school_year(class_name) == 0 else SchoolForm.COMPULSORY,
        identity_type=identity.type,
        identity_number=identity.number or None,
        home_municipality=None,
        compulsory_schooling=None,
        protected=False,
        added_on=work.today,
        left_on=None,
    )
    work.session.add(row)
    return row


def _next_number(work: Work) -> int:
    return (work.session.scalar(select(func.max(StudentRow.number))) or 0) + 1


def left(work: Work, student_id: UUID, on: date) -> Changes:
    """The pupil has left the school."""
    work.may(Resource.STUDENT, Action.WRITE)
    work.session.get_one(StudentRow, student_id).left_on = on
    work.log("student.left", student=student_id)
    return CHANGED
