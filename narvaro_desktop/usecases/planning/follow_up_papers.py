"""The uppföljning of a plan as PDF: each measure with its latest follow-up.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from uuid import UUID

from narvaro_desktop.documents import follow_up as papers
from narvaro_desktop.documents.follow_up import Followed, FollowUpPaper
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence.attendance import StudentAbsence
from narvaro_desktop.usecases.casework.case_papers import printable
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.planning import measure_words, plans
from narvaro_desktop.usecases.planning.plan_measures import MeasureView
from narvaro_desktop.usecases.work import Work


@in_swedish()
def follow_up_paper(work: Work, case_id: UUID) -> Paper:
    """How the plan goes, measure by measure; raises ProtectedStudent."""
    work.may(Resource.PLAN, Action.EXPORT)
    case = printable(work, case_id)
    view = plans.plan(work, case_id)
    paper = FollowUpPaper(
        case_id=case.number,
        school=settings.profile(work).name,
        student=case.student.name.strip(),
        version=view.version,
        absence=_absence(view.absence),
        measures=tuple(_followed(one) for one in view.measures),
        next_meeting=view.around.next_meeting,
    )
    work.log("follow_up.print", student=case.student_id, case=case.id, version=view.version)
    name = file_name(_("uppföljning"), case.number, work.today)
    return Paper(papers.follow_up(paper, work.now, secrecy(work)), name)


def _absence(found: StudentAbsence | None) -> str:
    if found is None or not found.now.total.computable:
        return ""
    until = _("uppgifter t.o.m. {day}").format(day=found.state.until)
    coverage = _("{share} rapporterat").format(share=found.now.coverage.text())
    return ", ".join((found.now.total.text(), until, coverage))


def _followed(view: MeasureView) -> Followed:
    one = view.measure
    seen = view.follow_ups[0] if view.follow_ups else None
    decision = seen.follow_up.next_move.label if seen else ""
    if view.ended_on is not None:
        outcome = view.outcome.label if view.outcome else ""
        decision = _("avslutad {day}: {how}").format(day=view.ended_on, how=outcome)
    said = [seen.follow_up.seen if seen else "", view.evaluation]
    role = one.responsible_role.label if one.responsible_role else ""
    return Followed(
        number=view.number,
        title=one.title,
        goal=one.goal,
        held_on=seen.follow_up.held_on if seen else None,
        seen="\n\n".join(filter(None, said)),
        how=", ".join(measure_words.follow_up(seen, one)) if seen else "",
        decision=decision,
        next_on=one.follow_up_on if view.ended_on is None else None,
        responsible=", ".join(filter(None, (one.responsible, role))),
        before=view.effect.before.total.text() if view.effect else "",
        after=view.effect.after.total.text() if view.effect else "",
    )
