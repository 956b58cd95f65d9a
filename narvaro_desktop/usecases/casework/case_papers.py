"""Papers of a case as PDF, and the åtgärdsplan; making one is its own logged act.

A protected pupil has no papers. This module brings ReportLab along (slow): import it inside the act that
needs it.
"""

from datetime import date
from uuid import UUID

from narvaro_desktop.documents.page import file_name
from narvaro_desktop.documents.plan import FollowUpLine, PlanMeasure, PlanPaper, ReturnLine
from narvaro_desktop.documents.plan import plan as plan_pdf
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.domain.planning.return_schedule import WeekLine
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment.investigation_views import Signature
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.planning import measure_words, plans
from narvaro_desktop.usecases.planning.plan_measures import MeasureView
from narvaro_desktop.usecases.planning.plans import PlanView
from narvaro_desktop.usecases.work import Work


@in_swedish()
def plan_paper(work: Work, case_id: UUID, version: int | None = None) -> Paper:
    """The åtgärdsplan as PDF, as it is or as it was signed in `version`. Raises ProtectedStudent."""
    work.may(Resource.PLAN, Action.EXPORT)
    case = printable(work, case_id)
    view = plans.plan(work, case_id, version)
    ended = [one for one in view.measures if one.ended_on is not None]
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
        approved=_approved(view),
        reason=view.reason,
        ended=tuple(_measure(one) for one in ended),
        weeks=tuple(_week(line) for line in view.schedule.lines) if view.is_latest else (),
    )
    work.log("plan.print", student=case.student_id, case=case.id, version=view.version)
    name = file_name(_("åtgärdsplan"), case.number, work.today)
    return Paper(plan_pdf(paper, work.now, secrecy(work)), name)


def printable(work: Work, case_id: UUID) -> CaseRow:
    """The case, unless its pupil is protected; raises ProtectedStudent."""
    case = cases.row_of(work, case_id)
    if case.student.protected:
        raise ProtectedStudent
    return case


def signed_by(signature: Signature | None) -> tuple[date, str] | None:
    """The day, and `namn, befattning`."""
    return (signature.at.date(), f"{signature.name}, {signature.title}") if signature else None


def _approved(view: PlanView) -> tuple[date, str] | None:
    """The day on which the version was approved, and by whom."""
    asked = view.approval
    if view.signed is None or asked is None or asked.approval is not Approval.APPROVED:
        return None
    return (asked.answered_at.date(), asked.answered_by) if asked.answered_at else None


def _measure(view: MeasureView) -> PlanMeasure:
    one = view.measure
    assert one.responsible_role and one.starts_on and one.follow_up_on
    return PlanMeasure(
        title=one.title,
        goal=one.goal,
        level=one.level,
        legal_type=one.legal_type,
        responsible=", ".join(filter(None, (one.responsible, one.responsible_role.label))),
        starts_on=one.starts_on,
        follow_up_on=one.follow_up_on,
        ends_on=view.ended_on or one.planned_end,
        reference=one.support_programme,
        details=_details(one),
        follow_ups=tuple(
            FollowUpLine(
                seen.follow_up.held_on, seen.follow_up.seen, ", ".join(measure_words.follow_up(seen, one))
            )
            for seen in view.follow_ups
        ),
        effect=measure_words.effect(view.effect) if view.effect else "",
        ended=_ended(view),
        number=view.number,
    )


def _details(one: Measure) -> tuple[tuple[str, str], ...]:
    aim = one.aim
    measured = ""
    if aim is not None:
        low, high = (
            measure_words.value(aim, value) if value is not None else "–"
            for value in (aim.baseline, aim.target)
        )
        measured = _("{name}: nu {now}, att nå {target}").format(
            name=measure_words.aim_name(aim), now=low, target=high
        )
    said = (
        (_("Mått"), measured),
        (_("Så här går det till"), one.description),
        (_("Svarar mot"), one.answers_to),
        (_("Tillsammans med"), one.co_actors),
        (_("Resurs"), one.resource),
        (_("Elevens syn"), one.student_view),
        (_("Vårdnadshavares syn"), one.guardian_view),
    )
    return tuple((label, words) for label, words in said if words)


def _ended(view: MeasureView) -> str:
    if view.ended_on is None:
        return ""
    how = view.outcome.label if view.outcome else ""
    said = _("Avslutad {day}: {how}.").format(day=view.ended_on, how=how)
    return " ".join(filter(None, (said, view.evaluation)))


def _week(line: WeekLine) -> ReturnLine:
    return ReturnLine(
        week=line.planned.week.label,
        planned=measure_words.hours(line.planned.minutes),
        present="–" if line.present is None else measure_words.hours(line.present),
        state=line.state.label,
        words=line.planned.words,
    )
