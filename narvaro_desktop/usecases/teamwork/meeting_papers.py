"""The agenda and the protocol of an EHT-möte as PDF: initials and decisions, never what was said.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.documents import meeting as papers
from narvaro_desktop.documents.meeting import MeetingPaper, PaperDecision, PaperPoint
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.teamwork.meeting import ItemKind, initials
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.teamwork import meeting_room
from narvaro_desktop.usecases.teamwork.meeting_room import Decided, Item, MeetingView
from narvaro_desktop.usecases.work import Work

_KIND: Final = "EHT"
"""What the papers are called in their footer and file name, beside the day: a meeting is nobody's."""


@in_swedish()
def agenda_paper(work: Work, meeting_id: UUID) -> Paper:
    """The agenda."""
    view = _printable(work, meeting_id)
    work.log("meeting.print", meeting=str(meeting_id), paper="agenda")
    pdf = papers.agenda(_paper(work, view, with_decisions=False), work.now, secrecy(work))
    return Paper(pdf, file_name(_("dagordning"), _KIND, view.held_on))


@in_swedish()
def protocol_paper(work: Work, meeting_id: UUID) -> Paper:
    """The protocol; before the meeting is closed it is marked as a draft."""
    view = _printable(work, meeting_id)
    work.log("meeting.print", meeting=str(meeting_id), paper="protocol")
    pdf = papers.protocol(_paper(work, view, with_decisions=True), work.now, secrecy(work))
    return Paper(pdf, file_name(_("protokoll"), _KIND, view.held_on))


def _printable(work: Work, meeting_id: UUID) -> MeetingView:
    work.may(Resource.MEETING, Action.EXPORT)
    return meeting_room.meeting(work, meeting_id)


def _paper(work: Work, view: MeetingView, *, with_decisions: bool) -> MeetingPaper:
    protected = _protected(work, view)
    people = [(", ".join(filter(None, (one.name, one.function))), one.was_there) for one in view.participants]
    closed = f"{view.closed_at:%Y-%m-%d kl. %H.%M} av {view.closed_by}" if view.closed_at else ""
    return MeetingPaper(
        school=settings.profile(work).name,
        number=_KIND,
        held_on=view.held_on,
        there=tuple(words for words, was_there in people if was_there),
        away=tuple(words for words, was_there in people if not was_there),
        points=tuple(_point(item, with_decisions) for item in view.items if item.case_id not in protected),
        closed=closed,
    )


def _protected(work: Work, view: MeetingView) -> frozenset[UUID]:
    """Cases of pupils with skyddade personuppgifter: on no paper."""
    ids = [item.case_id for item in view.items if item.case_id]
    rows = work.session.scalars(select(CaseRow).where(CaseRow.id.in_(ids)))
    return frozenset(row.id for row in rows if row.student.protected)


def _point(item: Item, with_decisions: bool) -> PaperPoint:
    decisions = [one for one in item.decisions if not one.is_replaced] if with_decisions else []
    why = item.words if item.student is not None else ""
    return PaperPoint(_heading(item), why, tuple(_decision(one) for one in decisions))


def _heading(item: Item) -> str:
    if item.student is not None:
        return f"{initials(item.student.name)} {item.number}"
    return f"Konsultation: {item.words}" if item.kind is ItemKind.CONSULTATION else item.words


def _decision(one: Decided) -> PaperDecision:
    note = ""
    if one.later:
        note = f"rättat {one.registered_on}" if one.replaces else f"tillagt {one.registered_on}"
    words = f"{one.words}. Ersätter: {one.replaces}" if one.replaces else one.words
    return PaperDecision(words, one.responsible.swedish, one.due_on, note)
