"""Samverkan of one case as its page shows it, asked in one transaction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.partnering.collaboration import MeetingKind, suggests_sip
from narvaro_desktop.domain.partnering.support import Support
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.usecases.casework import cases, concerns, elsewhere
from narvaro_desktop.usecases.casework.concerns import ConcernView, Nameable
from narvaro_desktop.usecases.casework.elsewhere import ReferenceView
from narvaro_desktop.usecases.partnering import consents, deviations, partner_meetings, partners, support
from narvaro_desktop.usecases.partnering.consents import ConsentView, Giver
from narvaro_desktop.usecases.partnering.deviations import DeviationView
from narvaro_desktop.usecases.partnering.partner_meetings import MeetingView
from narvaro_desktop.usecases.partnering.partners import ContactView, Glance
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class CollaborationView:
    """What the person may see; who does not read samverkan sees what she has written herself."""

    case_id: UUID
    number: str
    student: StudentLine
    may_read: bool
    may_write: bool
    may_choose: bool
    readers: str
    contacts: tuple[ContactView, ...]
    meetings: tuple[MeetingView, ...]
    duties: tuple[DutyLine, ...]
    """Those of the step that a meeting with partners may answer."""
    asked_duties: tuple[DutyLine, ...]
    """Those that a request for support may answer."""
    consents: tuple[ConsentView, ...]
    givers: tuple[Giver, ...]
    glance: Glance | None
    suggests_sip: bool
    references: tuple[ReferenceView, ...]
    systems: tuple[Support, ...]
    """Where the case may stand as well."""
    deviations: tuple[DeviationView, ...]
    concerns: tuple[ConcernView, ...]
    nameable: tuple[Nameable, ...]
    municipality: str
    today: date


def collaboration(work: Work, case_id: UUID) -> CollaborationView:
    """The samverkan of a case; looking is logged with the case."""
    work.may(Resource.CASE, Action.READ)
    case = cases.row_of(work, case_id)
    work.view(case.student_id, case_id)
    reads, rights, role = consents.reads(work), work.rules.rights, work.actor.role
    asked = partners.contacts(work, case_id) if reads else ()
    held = partner_meetings.meetings(work, case_id) if reads else ()
    has_sip = any(one.kind is MeetingKind.SIP and one.cancelled_on is None for one in held)
    return CollaborationView(
        case_id=case_id,
        number=case.number,
        student=line_of(case.student),
        may_read=reads,
        may_write=reads and rights.may(role, Resource.CASE, Action.WRITE) and case.closed_on is None,
        may_choose=rights.may(role, Resource.PACK, Action.DECIDE),
        readers=team.readers(work, InfoClass.COUNSELLING),
        contacts=asked,
        meetings=held,
        duties=partner_meetings.duties_met(work, case_id) if reads else (),
        asked_duties=partners.duties_asked(work, case_id) if reads else (),
        consents=consents.consents(work, case_id) if reads else (),
        givers=consents.givers(work, case_id) if reads else (),
        glance=partners.glance(work, case_id),
        suggests_sip=not has_sip and suggests_sip(partners.partners_of(asked)),
        references=elsewhere.references(work, case_id),
        systems=support.systems(work, case),
        deviations=deviations.deviations(work) if reads else (),
        concerns=concerns.concerns(work, case_id),
        nameable=concerns.nameable(work),
        municipality=support.catalogue_for(work, case).label,
        today=work.today,
    )
