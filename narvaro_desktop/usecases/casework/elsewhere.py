"""Where a case also stands: another system, its number there, the receipt, and which one is the master."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import ReferenceRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.CASES})


class ReferenceIncomplete(NarvaroError):
    """A reference names a system and the number there."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The case in another system. `is_master`: what stands there goes before what stands here."""

    system: str
    number: str
    entered_on: date
    is_master: bool = False
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceView:
    id: UUID
    said: Reference


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One field to copy: its words and its value ("" where it is not known)."""

    label: str
    value: str


def references(work: Work, case_id: UUID) -> tuple[ReferenceView, ...]:
    """Where the case also stands, the master first."""
    work.may(Resource.CASE, Action.READ)
    cases.row_of(work, case_id)
    rows = work.session.scalars(select(ReferenceRow).where(ReferenceRow.case_id == case_id))
    found = [
        ReferenceView(
            row.id, Reference(row.system, row.number, row.entered_on, row.is_master, row.receipt or "")
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (not one.said.is_master, one.said.system)))


def refer(work: Work, case_id: UUID, said: Reference) -> Made[UUID]:
    """Note where the case also stands; there is one master at most. Raises ReferenceIncomplete."""
    work.may(Resource.CASE, Action.WRITE)
    case = cases.row_of(work, case_id)
    system, number = clean(said.system), clean(said.number)
    if not system or not number:
        raise ReferenceIncomplete
    if said.is_master:
        for other in work.session.scalars(select(ReferenceRow).where(ReferenceRow.case_id == case_id)):
            other.is_master = False
        case.elsewhere = system
    row = ReferenceRow(
        id=work.new_id(),
        case_id=case_id,
        system=system,
        number=number,
        entered_on=said.entered_on,
        is_master=said.is_master,
        receipt=clean(said.receipt) or None,
        registered_by=work.actor.id,
    )
    work.session.add(row)
    work.log("reference.write", student=case.student_id, case=case_id)
    return Made(CHANGED, row.id)


def take_away(work: Work, reference_id: UUID) -> Changes:
    """It does not stand there."""
    work.may(Resource.CASE, Action.WRITE)
    row = work.session.get_one(ReferenceRow, reference_id)
    case = cases.row_of(work, row.case_id)
    if row.is_master:
        case.elsewhere = None
    work.session.delete(row)
    work.log("reference.remove", student=case.student_id, case=case.id)
    return CHANGED


@in_swedish()
def copy_sheet(work: Work, case_id: UUID) -> tuple[CopyLine, ...]:
    """What another system asks for, one field a line: facts of class A, for copying by hand. It is logged.

    A protected pupil is not named, and has no number.
    """
    work.may(Resource.CASE, Action.WRITE)
    case = cases.row_of(work, case_id)
    student, profile = case.student, settings.profile(work)
    place = work.rules.ladders[case.ladder].place(case.step, case.is_returning)
    secret = student.protected
    work.log("reference.copy", student=student.id, case=case_id)
    lines = [
        CopyLine(_("Ärendenummer"), case.number),
        CopyLine(_("Elevens namn"), "" if secret else student.name.strip()),
        CopyLine(_("Personnummer"), "" if secret else student.identity_number or ""),
        CopyLine(_("Klass"), student.class_name),
        CopyLine(_("Skola"), profile.name),
        CopyLine(_("Skolenhetskod"), profile.unit_code),
        CopyLine(_("Hemkommun"), "" if secret else student.home_municipality or ""),
        CopyLine(_("Steg"), f"{place.sign} {place.name}"),
        CopyLine(_("På steget sedan"), case.step_since.isoformat()),
        CopyLine(_("Ärendet öppnades"), case.opened_on.isoformat()),
    ]
    return (*lines, *_absence(work, student.id))


def _absence(work: Work, student_id: UUID) -> list[CopyLine]:
    if not work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ):
        return []
    found = attendance.absence_of(work, student_id)
    share = found.now.reported.tenths if found is not None else None
    if found is None or share is None:
        return [CopyLine(_("Frånvaro"), _("kan inte beräknas"))]
    words = f"{share // 10},{share % 10} %"
    span = found.now.span
    return [CopyLine(_("Frånvaro"), words), CopyLine(_("Period"), f"{span.first}–{span.last}")]
