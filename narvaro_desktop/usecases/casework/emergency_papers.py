"""The nödblad as PDF: every open case with its days, by initials and number; protected pupils are left out.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.documents import emergency as papers
from narvaro_desktop.documents.emergency import Deadline, EmergencyCase, EmergencyPaper
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.teamwork.meeting import initials
from narvaro_desktop.domain.terms import InquiryAnswer
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import CaseRow, DecisionRow, MeasureRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import due
from narvaro_desktop.usecases.casework.due import Due, DueKind, Standing
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Work

_Lines = Mapping[UUID, Sequence[str]]


@in_swedish()
def emergency_paper(work: Work) -> Paper:
    """What has to be done in every open case that she sees, for the day on which the computer is gone.

    It says no more than a plan does, and less of whom: who may take a plan out may take this.
    """
    work.may(Resource.PLAN, Action.EXPORT)
    profile = settings.profile(work)
    members = [one for one in team.people(work) if one.is_active]
    contacts = [(one.role.label[:1].upper() + one.role.label[1:], one.name) for one in members]
    around = ((_("Skolan"), profile.contact), (_("Huvudman"), profile.huvudman))
    paper = EmergencyPaper(
        school=profile.name,
        cases=_cases(work),
        contacts=(*((name, words) for name, words in around if words), *contacts),
        protected=_protected(work),
    )
    work.log("emergency.print", cases=len(paper.cases))
    name = file_name(_("nödblad"), "", work.today)
    return Paper(papers.emergency(paper, work.now, secrecy(work)), name)


def _protected(work: Work) -> int:
    wanted = select(func.count(CaseRow.id)).join(CaseRow.student)
    return work.session.scalars(
        wanted.where(CaseRow.closed_on.is_(None), StudentRow.protected.is_(True))
    ).one()


def _cases(work: Work) -> tuple[EmergencyCase, ...]:
    todo: dict[UUID, list[Due]] = defaultdict(list)
    for one in due.due(work):
        todo[one.case_id].append(one)
    sent: dict[UUID, list[str]] = defaultdict(list)
    for line in notifications.notifications(work):
        sent[line.case_id] += _sent(line)
    standings = sorted(due.standings(work), key=lambda one: one.number)
    ids = [one.case_id for one in standings]
    decided, measures = _decided(work, ids), _measures(work, ids)
    return tuple(_case(one, todo[one.case_id], sent, decided, measures) for one in standings)


def _case(
    one: Standing, todo: Sequence[Due], sent: _Lines, decided: _Lines, measures: _Lines
) -> EmergencyCase:
    return EmergencyCase(
        case_id=one.number,
        initials=initials(one.student.name),
        class_name=one.student.class_name,
        step=_("Steg {sign}: {name}").format(sign=one.sign, name=one.step_name),
        since=one.step_since,
        owner=one.owner,
        decisions=tuple(decided.get(one.case_id, ())),
        measures=tuple(measures.get(one.case_id, ())),
        sent=tuple(sent.get(one.case_id, ())),
        todo=tuple(_deadline(one.number, each) for each in todo),
    )


def _deadline(number: str, one: Due) -> Deadline:
    """What is done with others than the school is told to few: here only that there is something."""
    words = _("Avtalat med en annan verksamhet") if one.kind is DueKind.OUTSIDE else one.words
    return Deadline(one.due_on, number, words, one.responsible.label if one.responsible else "")


def _sent(line: NotificationLine) -> list[str]:
    told = []
    if line.handed_over_on is not None:
        words = _("{day} anmälan till {whom}") if line.recipient else _("{day} anmälan")
        told.append(words.format(day=line.handed_over_on, whom=line.recipient))
    if line.received_on is not None:
        number = line.registration_number
        words = _("{day} svar, diarienummer {number}") if number else _("{day} svar")
        told.append(words.format(day=line.received_on, number=number))
    return told


def _decided(work: Work, ids: Sequence[UUID]) -> _Lines:
    rows = work.session.scalars(
        select(DecisionRow).where(DecisionRow.case_id.in_(ids)).order_by(DecisionRow.decided_on)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        words = _("utredning inleddes") if row.answer is InquiryAnswer.OPENED else _("utredning behövs inte")
        if row.case_id is not None:
            found[row.case_id].append(f"{row.decided_on} {words}")
    return found


def _measures(work: Work, ids: Sequence[UUID]) -> _Lines:
    rows = work.session.scalars(
        select(MeasureRow)
        .where(MeasureRow.case_id.in_(ids), MeasureRow.ended_on.is_(None))
        .order_by(MeasureRow.starts_on, MeasureRow.id)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        words = _("{measure}, följs upp {day}").format(measure=row.title, day=row.follow_up_on or "–")
        found[row.case_id].append(words)
    return found
