"""Everything that the case page shows, asked in one transaction."""

import sys
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import InquiryAnswer
from narvaro_desktop.usecases.absence import attendance, suggestions
from narvaro_desktop.usecases.absence.attendance import PeriodFigure, StudentAbsence
from narvaro_desktop.usecases.casework import (
    case_glance,
    cases,
    legal_clock,
    stepping_down,
    student_contacts,
    timeline,
)
from narvaro_desktop.usecases.casework.case_glance import InvestigationGlance, PlanGlance
from narvaro_desktop.usecases.casework.cases import CaseView
from narvaro_desktop.usecases.casework.legal_clock import LegalClock
from narvaro_desktop.usecases.casework.nurse_hints import NurseHint, nurse_hint
from narvaro_desktop.usecases.casework.stepping_down import StepDown
from narvaro_desktop.usecases.casework.student_contacts import LastContact
from narvaro_desktop.usecases.casework.timeline import Event
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.partnering import partners
from narvaro_desktop.usecases.partnering.partners import Glance
from narvaro_desktop.usecases.privacy import protection, rights_requests
from narvaro_desktop.usecases.privacy.rights_requests import Limit
from narvaro_desktop.usecases.sharing import disputes, handover_back, handover_files, handovers
from narvaro_desktop.usecases.sharing.handover_back import Back
from narvaro_desktop.usecases.sharing.handover_files import Whereabouts
from narvaro_desktop.usecases.sharing.handovers import HandOver
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class May:
    """What the person may do here; what she may not is not offered."""

    write: bool
    sign: bool
    decide: bool
    put_out: bool = False
    """Make a paper of all that has happened."""


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case with its figures, its events and what waits for someone."""

    view: CaseView
    absence: StudentAbsence | None
    period: PeriodFigure | None
    """The latest figure of a file that gives whole periods, for a pupil without days."""
    suggested: int | None
    """The step that the figures point to."""
    step_down: StepDown | None
    """A step back that the figures propose."""
    clock: LegalClock | None
    """The legal clock, from the day the limit of the utredning was reached."""
    events: tuple[Event, ...]
    """The newest, or all of them; `event_count` is how many there are."""
    event_count: int
    investigation: InvestigationGlance | None
    plan: PlanGlance
    outside: Glance | None
    """What waits for others than the school."""
    notification: NotificationLine | None
    inquiry_opened: bool
    waiting: HandOver | None
    """What waits for an answer: for this person if `for_me`, else for another."""
    answered: HandOver | None
    """What this person asked, answered and not yet seen."""
    for_me: bool
    contact: LastContact
    """When somebody last had contact with the pupil."""
    nurse: NurseHint | None
    """That the skolsköterska may be of help here."""
    back: Back | None
    """To whose laptop it is to go back, if it came from another."""
    disputes: int
    """How many fields say two things, since two laptops have written in them."""
    named_since: int
    """Texts that all can read and that name a protected pupil, typed since she was marked."""
    limits: tuple[Limit, ...]
    """What of the pupil may be used only so far, since she or a guardian has asked."""
    whereabouts: Whereabouts | None
    """Which colleague's laptop it went to or came from, if any."""
    may: May
    today: date


def case_shown(work: Work, case_id: UUID, newest: int | None = None) -> CaseShown:
    """The case as its page shows it, with the `newest` events or all; looking is logged."""
    view = cases.case(work, case_id)
    asked = handovers.of_case(work, case_id)
    rights, role = work.rules.rights, work.actor.role
    open_ = sorted((one for one in asked if one.answered_at is None), key=lambda one: one.to_role is not role)
    waiting = next(iter(open_), None)
    mine = {one.id for one in handovers.answered_for_me(work)}
    student = view.line.student.id
    sees_absence = rights.may(role, Resource.ABSENCE, Action.READ)
    absence = attendance.absence_of(work, student) if sees_absence else None
    has_days = absence is not None and absence.now.sums.planned > 0
    periods = attendance.periods_of(work, student) if sees_absence and not has_days else ()
    opened = any(one.answer is InquiryAnswer.OPENED for one in decisions.decisions_of(work, case_id))
    suggested = suggestions.suggested_step(work, student)
    is_reached = suggested is not None and suggested >= view.ladder.inquiry_step.number
    reached_now = absence.state.until if absence is not None and is_reached else None
    events = timeline.newest(work, case_id, newest or sys.maxsize)
    return CaseShown(
        view=view,
        absence=absence if has_days else None,
        period=next(iter(periods), None),
        suggested=suggested,
        step_down=stepping_down.proposed(work, case_id).get(case_id),
        clock=legal_clock.clock(work, case_id, reached_now),
        events=events.events,
        event_count=events.count,
        investigation=case_glance.investigation_glance(work, case_id),
        plan=case_glance.plan_glance(work, case_id),
        outside=partners.glance(work, case_id),
        nurse=nurse_hint(work, view, absence.now if absence is not None else None),
        back=handover_back.back(work, case_id),
        disputes=len(disputes.open_disputes(work, case_id)),
        named_since=protection.named_since(work, student) if view.line.student.protected else 0,
        limits=rights_requests.limits(work, case_id),
        whereabouts=handover_files.whereabouts(work, case_id),
        notification=next(iter(notifications.notifications(work, case_id)), None),
        inquiry_opened=opened,
        waiting=waiting,
        answered=max((one for one in asked if one.id in mine), key=_answered_at, default=None),
        contact=student_contacts.last_contacts(work, [cases.row_of(work, case_id)])[case_id],
        for_me=waiting is not None and waiting.to_role is role,
        may=May(
            write=rights.may(role, Resource.CASE, Action.WRITE) and view.line.closed_on is None,
            sign=rights.may(role, Resource.CASE, Action.SIGN),
            decide=rights.may(role, Resource.DECISION, Action.DECIDE),
            put_out=rights.may(role, Resource.CASE, Action.EXPORT) and not view.line.student.protected,
        ),
        today=work.today,
    )


def _answered_at(one: HandOver) -> tuple[datetime, datetime, UUID]:
    """The latest answer; of two in one moment that to the later question."""
    return one.answered_at or one.asked_at, one.asked_at, one.id
