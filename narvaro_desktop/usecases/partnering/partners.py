"""Contacts with partners: what was asked of whom, what they answered, what may be passed on, who goes on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.partnering import collaboration as rules
from narvaro_desktop.domain.partnering.collaboration import ContactState, Obstacle, Partner
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import (
    AgreedTaskRow,
    CaseRow,
    ConsentRow,
    OutsideMeetingRow,
    PartnerContactRow,
)
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.partnering import consents, partner_versions, support
from narvaro_desktop.usecases.partnering.consents import CHANGED, demand_reader, sealed, unsealed
from narvaro_desktop.usecases.partnering.partner_versions import Version
from narvaro_desktop.usecases.work import Changes, Made, Work

WAITING = frozenset({ContactState.PLANNED, ContactState.ASKED})
_ASKED = frozenset({"support_requested", "intervention_chosen"})


class QuestionMissing(NarvaroError):
    """A contact says what one asks for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `entry` is of the catalogue; `asked_on` None is still to be done by `answer_by`."""

    partner: Partner
    question: str
    asked_on: date | None
    answer_by: date | None = None
    next_owner: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and what of it may be passed on to others."""

    state: ContactState
    on: date
    answer: str = ""
    may_pass_on: str = ""
    next_owner: str = ""
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a contact should have said. A day that is not given, or was not there, stays as it was."""

    question: str
    asked_on: date | None
    answer: str = ""
    may_pass_on: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact as the page shows it; `earlier` is how it stood before, the latest first."""

    id: UUID
    partner: Partner
    name: str
    state: ContactState
    question: str
    answer: str
    may_pass_on: str
    asked_on: date | None
    answer_by: date | None
    answered_on: date | None
    next_owner: str
    obstacle: Obstacle | None
    reason: str
    is_overdue: bool
    earlier: tuple[Version, ...] = ()

    @property
    def waits(self) -> bool:
        return self.state in WAITING


def contacts(work: Work, case_id: UUID) -> tuple[ContactView, ...]:
    """Every contact of the case: what waits first, by its day, then what is going on, then the rest."""
    demand_reader(work, Action.READ)
    case = cases.row_of(work, case_id)
    rows = work.session.scalars(select(PartnerContactRow).where(PartnerContactRow.case_id == case_id))
    order = [*WAITING, ContactState.ONGOING]
    earlier = partner_versions.of_case(work, case_id)
    views = [_view(work, case, row, earlier.get(row.id, ())) for row in rows]
    return tuple(
        sorted(views, key=lambda one: (not one.waits, one.state not in order, one.answer_by or date.max))
    )


def duties_asked(work: Work, case_id: UUID) -> tuple[DutyLine, ...]:
    """The duties of the step that a request for support may answer, and that are still to be done."""
    lines = duties.duty_lines(work, cases.row_of(work, case_id))
    return tuple(line for line in lines if line.outstanding and line.duty.key in _ASKED)


def ask(work: Work, case_id: UUID, asked: Question, reason: str = "", done: Sequence[str] = ()) -> Made[UUID]:
    """Ask a partner, or note that one is to be asked; `done` are the keys of duties that it answers.

    :raises QuestionMissing:
    :raises ConsentNeeded: it has been asked, and there is neither consent nor `reason`
    :raises GatesOpen: the entry asks for more first, and there is no `reason`
    """
    demand_reader(work, Action.WRITE)
    case = cases.open_row(work, case_id)
    if not asked.question.strip():
        raise QuestionMissing
    if asked.asked_on is not None:
        if asked.entry:
            support.demand(work, case_id, asked.entry, reason)
        else:
            consents.share(work, case, [asked.partner], reason)
    row = PartnerContactRow(
        id=work.new_id(),
        case_id=case_id,
        partner=asked.partner,
        entry=asked.entry or None,
        state=ContactState.ASKED if asked.asked_on else ContactState.PLANNED,
        asked_on=asked.asked_on,
        answer_by=asked.answer_by,
        next_owner=asked.next_owner.strip() or None,
        registered_by=work.actor.id,
        registered_at=work.now,
    )
    row.question = sealed(work, case, row, "question", asked.question) or b""
    row.reason = sealed(work, case, row, "reason", reason)
    work.session.add(row)
    for key in done:
        duties.do_duty(work, case_id, key)
    work.log("partner.ask", student=case.student_id, case=case_id, contact=str(row.id))
    return Made(CHANGED, row.id)


def send(work: Work, contact_id: UUID, on: date, answer_by: date | None, reason: str = "") -> Changes:
    """What was planned has been asked; raises ConsentNeeded, GatesOpen."""
    row, case = _row(work, contact_id)
    if row.entry:
        support.demand(work, case.id, row.entry, reason)
    else:
        consents.share(work, case, [row.partner], reason)
    row.state, row.asked_on, row.answer_by = ContactState.ASKED, on, answer_by
    if reason.strip():
        row.reason = sealed(work, case, row, "reason", reason)
    work.log("partner.ask", student=case.student_id, case=case.id, contact=str(contact_id))
    return CHANGED


def answer(work: Work, contact_id: UUID, reply: Reply) -> Changes:
    """Keep what the partner answered, or that it did not come about and why; an answer before it stays."""
    row, case = _row(work, contact_id)
    if row.answered_on is not None:
        partner_versions.keep_contact(work, case, row)
    row.state, row.answered_on = reply.state, reply.on
    row.obstacle = reply.obstacle if reply.state is ContactState.REFUSED else None
    row.next_owner = reply.next_owner.strip() or None
    row.answer = sealed(work, case, row, "answer", reply.answer) or row.answer
    row.may_pass_on = sealed(work, case, row, "may_pass_on", reply.may_pass_on) or row.may_pass_on
    work.log("partner.answer", student=case.student_id, case=case.id, state=reply.state.key)
    return CHANGED


def correct(work: Work, contact_id: UUID, said: Corrected, reason: str) -> Changes:
    """The contact says what is right, and why it was corrected; what it said stays readable.

    :raises NoReason, QuestionMissing:
    """
    row, case = _row(work, contact_id)
    words = partner_versions.why(reason)
    if not said.question.strip():
        raise QuestionMissing
    partner_versions.keep_contact(work, case, row, words)
    row.question = sealed(work, case, row, "question", said.question) or b""
    if row.asked_on is not None:
        row.asked_on = said.asked_on or row.asked_on
    if row.answered_on is not None:
        row.answered_on = said.answered_on or row.answered_on
        row.answer = sealed(work, case, row, "answer", said.answer)
        row.may_pass_on = sealed(work, case, row, "may_pass_on", said.may_pass_on)
    work.log("partner.correct", student=case.student_id, case=case.id, contact=str(contact_id))
    return CHANGED


@dataclass(frozen=True, slots=True)
class Glance:
    """One line about samverkan in a case."""

    waiting: int
    overdue: int
    consent_ends: date | None


def glance(work: Work, case_id: UUID) -> Glance | None:
    """How much waits for others, and which consent ends first; None for who does not read samverkan."""
    if not consents.reads(work):
        return None
    cases.row_of(work, case_id)
    rows = work.session.scalars(
        select(PartnerContactRow).where(
            PartnerContactRow.case_id == case_id, PartnerContactRow.state == ContactState.ASKED
        )
    ).all()
    ends = work.session.scalars(
        select(ConsentRow.until).where(
            ConsentRow.case_id == case_id, ConsentRow.withdrawn_on.is_(None), ConsentRow.until >= work.today
        )
    ).all()
    late = sum(row.answer_by is not None and row.answer_by < work.today for row in rows)
    return Glance(len(rows), late, min((day for day in ends if day is not None), default=None))


@dataclass(frozen=True, slots=True)
class DueOutside:
    """Something outside the school that has a day."""

    key: str
    words: str
    due_on: date


def due_outside(work: Work) -> dict[UUID, list[DueOutside]]:
    """By case: what is owed, and the consents that end while their partner is in it."""
    found = owed(work)
    if consents.reads(work):
        _consents_due(work, found)
    return found


def owed(work: Work) -> dict[UUID, list[DueOutside]]:
    """By case: answers waited for, what was agreed at meetings, meetings to hold or to follow up."""
    found: dict[UUID, list[DueOutside]] = defaultdict(list)
    if not consents.reads(work):
        return found
    asked = select(PartnerContactRow).where(
        PartnerContactRow.state.in_(WAITING), PartnerContactRow.answer_by.is_not(None)
    )
    for row in work.session.scalars(asked):
        words = _("Ta kontakt med {whom}") if row.state is ContactState.PLANNED else _("Svar från {whom}")
        found[row.case_id].append(_due(row.id, words.format(whom=row.partner.label), row.answer_by))
    _meetings_due(work, found)
    return found


def _meetings_due(work: Work, found: dict[UUID, list[DueOutside]]) -> None:
    """Meetings to write up or to follow up, and what was agreed at them."""
    waits = select(OutsideMeetingRow).where(
        OutsideMeetingRow.cancelled_on.is_(None), OutsideMeetingRow.followed_up_on.is_(None)
    )
    for meeting in work.session.scalars(waits):
        kind = meeting.kind.label
        if meeting.held_on is None:
            words = _("{meeting}: skriv vad som bestämdes").format(meeting=kind)
            found[meeting.case_id].append(_due(meeting.id, words, meeting.planned_on))
        elif meeting.follow_up_on is not None and meeting.followed_up_on is None:
            words = _("Följ upp {meeting}").format(meeting=kind)
            found[meeting.case_id].append(_due(meeting.id, words, meeting.follow_up_on))
    tasks = (
        select(AgreedTaskRow, OutsideMeetingRow)
        .join(OutsideMeetingRow, OutsideMeetingRow.id == AgreedTaskRow.meeting_id)
        .where(AgreedTaskRow.done_on.is_(None), AgreedTaskRow.due_on.is_not(None))
    )
    for task, meeting in work.session.execute(tasks):
        words = _("Överenskommet på {meeting}: {who}").format(meeting=meeting.kind.label, who=task.who)
        found[meeting.case_id].append(_due(task.id, words, task.due_on))


def _consents_due(work: Work, found: dict[UUID, list[DueOutside]]) -> None:
    """Consents that end while the partner is still in it."""
    live = select(PartnerContactRow.case_id, PartnerContactRow.partner).where(
        PartnerContactRow.state.in_((ContactState.ASKED, ContactState.ONGOING))
    )
    given = consents.of_all(work)
    for case_id, partner in work.session.execute(live.distinct()):
        ends = rules.sharing(given.get(case_id, ()), partner, work.today)
        if ends.until is not None:
            words = _("Samtycket till {whom} går ut").format(whom=partner.label)
            key = f"{case_id}:{partner.key}"
            found[case_id].append(DueOutside(key, words, ends.until))


def _due(record: UUID, words: str, on: date | None) -> DueOutside:
    assert on is not None
    return DueOutside(str(record), words, on)


def partners_of(rows: Sequence[ContactView]) -> frozenset[Partner]:
    """Those who are in it now."""
    live = {ContactState.ASKED, ContactState.ONGOING}
    return frozenset(one.partner for one in rows if one.state in live)


def _row(work: Work, contact_id: UUID) -> tuple[PartnerContactRow, CaseRow]:
    demand_reader(work, Action.WRITE)
    row = work.session.get_one(PartnerContactRow, contact_id)
    return row, cases.open_row(work, row.case_id)


def _view(work: Work, case: CaseRow, row: PartnerContactRow, earlier: tuple[Version, ...]) -> ContactView:
    entry = support.entry_of(work, row.entry, case) if row.entry else None
    late = row.answer_by is not None and row.answer_by < work.today
    return ContactView(
        id=row.id,
        partner=row.partner,
        name=entry.name if entry else row.partner.label,
        state=row.state,
        question=unsealed(work, case, row, "question"),
        answer=unsealed(work, case, row, "answer"),
        may_pass_on=unsealed(work, case, row, "may_pass_on"),
        asked_on=row.asked_on,
        answer_by=row.answer_by,
        answered_on=row.answered_on,
        next_owner=row.next_owner or "",
        obstacle=row.obstacle,
        reason=unsealed(work, case, row, "reason"),
        is_overdue=late and row.state in WAITING,
        earlier=earlier,
    )
