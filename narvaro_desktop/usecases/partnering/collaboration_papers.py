"""The papers of samverkan: kallelse, plan, and the samverkansavvikelse without names.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from uuid import UUID

from narvaro_desktop.documents import deviation as deviation_page
from narvaro_desktop.documents import sip
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.partnering.collaboration import ConsentState, Ground, MeetingKind
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import law_profiles, settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.partnering import consents, deviations, partner_meetings
from narvaro_desktop.usecases.partnering.partner_meetings import MeetingView
from narvaro_desktop.usecases.work import Work

_LATER = "Bestäms senare"


@in_swedish()
def meeting_paper(work: Work, meeting_id: UUID, reason: str = "") -> Paper:
    """The kallelse of a meeting to come, or the plan of one that was held.

    :raises ConsentNeeded: for one who was called, and there is neither consent nor a reason
    :raises SipConsentNeeded: for one who is to be called to a SIP
    :raises ProtectedStudent:
    """
    consents.demand_reader(work, Action.WRITE)
    view = partner_meetings.meeting(work, meeting_id)
    case = cases.row_of(work, view.case_id)
    if case.student.protected:
        raise ProtectedStudent
    if view.kind is MeetingKind.SIP and view.held_on is None:
        consents.share_in_sip(work, case, view.partners, reason or view.reason)
    elif view.ground is Ground.CONSENT:
        consents.share(work, case, view.partners, reason or view.reason)
    pdf = _invitation(work, case, view) if view.held_on is None else _plan(work, case, view)
    kind = "kallelse" if view.held_on is None else "plan"
    work.log("meeting.print", student=case.student_id, case=case.id, meeting=str(meeting_id))
    return Paper(pdf, file_name(f"{view.kind.label} {kind}", case.number, work.today))


@in_swedish()
def deviation_paper(work: Work, deviation_id: UUID) -> Paper:
    """A deviation; it names nobody."""
    view = next(one for one in deviations.deviations(work) if one.id == deviation_id)
    profile, said = settings.profile(work), view.said
    paper = deviation_page.DeviationPaper(
        school=profile.name,
        happened_on=said.happened_on,
        partner=said.partner.label,
        obstacle=said.obstacle.label,
        what=said.what,
        proposal=said.proposal,
        contact=profile.contact,
    )
    work.log("deviation.print")
    name = file_name("samverkansavvikelse", "", said.happened_on)
    return Paper(deviation_page.deviation(paper, work.now), name)


def _invitation(work: Work, case: CaseRow, view: MeetingView) -> bytes:
    profile = settings.profile(work)
    paper = sip.Invitation(
        case_id=case.number,
        school=profile.name,
        kind=view.kind.label,
        about=_about(case, view),
        partners=(*_family(work, case, view), *_partners(view)),
        on=view.planned_on,
        time=view.time,
        place=view.place,
        agenda=view.agenda or tuple(partner_meetings.agenda_of(view.kind)),
        contact=profile.contact or profile.name,
        is_sip=view.kind is MeetingKind.SIP,
        question=view.question,
        called_by=f"{work.actor.name}, {work.actor.role.label}",
        consents=_consents(work, case, view) if view.ground is Ground.CONSENT else (),
    )
    return sip.invitation(paper, work.now, secrecy(work))


def _consents(work: Work, case: CaseRow, view: MeetingView) -> tuple[sip.ConsentLine, ...]:
    """By partner; givers are not named, as who is called need not know the guardians' names."""
    held = [one for one in consents.consents(work, case.id) if one.state is ConsentState.VALID]
    found = []
    for partner in view.partners:
        here = [one for one in held if one.partner is partner]
        given = [
            f"{'vårdnadshavare' if one.giver_id else 'eleven'} {one.answered_on}"
            + (f", till och med {one.until}" if one.until else "")
            for one in here
        ]
        what = " ".join(dict.fromkeys(filter(None, (one.what for one in here))))
        label = partner.label[:1].upper() + partner.label[1:]
        found.append(sip.ConsentLine(label, "\n".join(given), what or "Det som behövs på mötet."))
    return tuple(one for one in found if one.given)


def _plan(work: Work, case: CaseRow, view: MeetingView) -> bytes:
    assert view.held_on is not None
    tasks = tuple(
        sip.TaskLine(task.what, task.who, task.due_on.isoformat() if task.due_on else _LATER)
        for task in view.tasks
    )
    paper = sip.MeetingPlan(
        case_id=case.number,
        school=settings.profile(work).name,
        kind=view.kind.label,
        about=_about(case, view),
        partners=_partners(view),
        held_on=view.held_on,
        summary=view.summary,
        tasks=tasks,
        lead=view.lead,
        coordinator=view.coordinator,
        next_owner=view.next_owner,
        follow_up_on=view.follow_up_on,
        is_sip=view.kind is MeetingKind.SIP,
    )
    return sip.meeting_plan(paper, work.now, secrecy(work))


def _about(case: CaseRow, view: MeetingView) -> str:
    return case.student.name.strip() if view.ground is Ground.CONSENT else ""


def _family(work: Work, case: CaseRow, view: MeetingView) -> tuple[str, ...]:
    """The pupil and the guardians are called to every meeting but one among officials."""
    if view.kind is MeetingKind.OFFICIALS:
        return ()
    return ("Eleven",) if law_profiles.of(work, case.student).is_own_party else ("Eleven, vårdnadshavarna",)


def _partners(view: MeetingView) -> tuple[str, ...]:
    words = [partner.label for partner in view.partners]
    return tuple(one[:1].upper() + one[1:] for one in ("skolan", *words))
