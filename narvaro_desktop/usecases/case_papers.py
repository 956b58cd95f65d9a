"""Papers of a case as PDF, and the åtgärdsplan; making one is its own logged act.

A protected pupil has no papers. This module brings ReportLab along (slow): import it inside the act that
needs it.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from narvaro_desktop.documents.page import file_name
from narvaro_desktop.documents.plan import PlanMeasure, PlanPaper
from narvaro_desktop.documents.plan import plan as plan_pdf
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.notification import ProtectedStudent
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import cases, packages, plans, settings
from narvaro_desktop.usecases.investigation_views import Signature
from narvaro_desktop.usecases.notification_papers import secrecy
from narvaro_desktop.usecases.plan_measures import MeasureView
from narvaro_desktop.usecases.work import NOTHING, Made, Work


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF and the name to save it under, which tells the ärende and no person."""

    pdf: bytes
    file_name: str


@in_swedish()
def plan_paper(work: Work, case_id: UUID) -> Paper:
    """The åtgärdsplan as PDF, which says that it is no åtgärdsprogram. Raises ProtectedStudent."""
    work.may(Resource.PLAN, Action.EXPORT)
    case = printable(work, case_id)
    view = plans.plan(work, case_id)
    paper = PlanPaper(
        case_id=case.number,
        school=settings.profile(work).name,
        student=case.student.name.strip(),
        version=view.version,
        needs=view.around.needs,
        measures=tuple(_measure(one) for one in view.going_on),
        student_view=view.around.student_view,
        guardian_view=view.around.guardian_view,
        next_meeting=view.around.next_meeting,
        signed=signed_by(view.signed),
    )
    work.log("plan.print", student=case.student_id, case=case.id, version=view.version)
    name = file_name(_("åtgärdsplan"), case.number, work.today)
    return Paper(plan_pdf(paper, work.now, secrecy(work)), name)


def save_plan(work: Work, case_id: UUID, folder: Path) -> Made[Path]:
    """The plan as a file in `folder`."""
    return save(work, plan_paper(work, case_id), folder)


def save(work: Work, paper: Paper, folder: Path) -> Made[Path]:
    """The paper as a file in `folder`."""
    path = folder / paper.file_name
    packages.put(work, path, paper.pdf)
    return Made(NOTHING, path)


def printable(work: Work, case_id: UUID) -> CaseRow:
    """The case, unless its pupil is protected; raises ProtectedStudent."""
    case = cases.row_of(work, case_id)
    if case.student.protected:
        raise ProtectedStudent
    return case


def signed_by(signature: Signature | None) -> tuple[date, str] | None:
    """The day, and `namn, befattning`."""
    return (signature.at.date(), f"{signature.name}, {signature.title}") if signature else None


def _measure(view: MeasureView) -> PlanMeasure:
    one = view.measure
    assert one.responsible_role and one.starts_on and one.follow_up_on
    who = ", ".join(filter(None, (one.responsible, one.responsible_role.label)))
    return PlanMeasure(
        title=one.title,
        goal=one.goal,
        level=one.level,
        legal_type=one.legal_type,
        responsible=who,
        starts_on=one.starts_on,
        follow_up_on=one.follow_up_on,
        reference=one.support_programme,
    )
