"""When it may help to let the skolsköterska into a case: most of the absence is sickness, or said to be.

A hint decides nothing. It stands where she takes part in the step, as long as nobody with that role is in the
case and no talk with her has been offered.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.assessment.findings import Cause
from narvaro_desktop.domain.terms import CauseCategory, Role
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import sick_leave
from narvaro_desktop.usecases.assessment.investigation_findings import findings
from narvaro_desktop.usecases.assessment.investigation_rows import of_case
from narvaro_desktop.usecases.casework import invitations
from narvaro_desktop.usecases.casework.cases import CaseView
from narvaro_desktop.usecases.work import Work

OFFERED: Final = "nurse_offered"
"""The duty of the ladder that says that a talk has been offered."""


@dataclass(frozen=True, slots=True)
class NurseHint:
    """Whom to invite. `share`: how much of the planned time was sickness; None where a person said so."""

    nurse: UUID
    share: Share | None
    has_duty: bool


def nurse_hint(work: Work, view: CaseView, now: Figure | None) -> NurseHint | None:
    """The hint for a case that its page shows; `now` is the pupil's absence over the usual window."""
    duty = next((line for line in view.duties if line.duty.key == OFFERED), None)
    takes_part = Role.SCHOOL_NURSE in view.place.participants
    if not takes_part or view.line.closed_on is not None or (duty is not None and not duty.outstanding):
        return None
    circle = invitations.circle(work, view.line.id)
    nurses = [one.person_id for one in circle.others if one.role is Role.SCHOOL_NURSE]
    if not circle.may_invite or not nurses or any(one.role is Role.SCHOOL_NURSE for one in circle.invited):
        return None
    share = _sick(work, view.line.student.id, now)
    if share is None and not _said(work, view):
        return None
    return NurseHint(nurses[0], share, duty is not None)


def _sick(work: Work, student: UUID, now: Figure | None) -> Share | None:
    """The share of sickness, where it is half of the absence or more."""
    if now is None or not now.suffices or not now.sums.absent:
        return None
    number = work.session.get_one(StudentRow, student).number
    found = sick_leave.sickness(work, settings.calendar(work), now.span, [number]).get(number)
    if found is None or 2 * found.minutes < now.sums.absent:
        return None
    return found.share


def _said(work: Work, view: CaseView) -> bool:
    """Whether the latest kartläggning, as far as this person reads it, names illness as a cause."""
    rows = of_case(work, view.line.id)[:1]
    told = [one.finding for row in rows for one in findings(work, row, view.line.student.id)]
    return any(isinstance(one, Cause) and one.category is CauseCategory.SOMATIC for one in told)
