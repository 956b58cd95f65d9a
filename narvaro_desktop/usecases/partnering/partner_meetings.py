"""Meetings with partners: SIP, tjänstemannamöte, nätverksmöte; called, held and followed up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.partnering import collaboration as rules
from narvaro_desktop.domain.partnering.collaboration import Agreed, Ground, MeetingKind, Partner, Result
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import AgreedTaskRow, CaseRow, OutsideMeetingRow
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.partnering import consents, partner_versions
from narvaro_desktop.usecases.partnering.consents import CHANGED, demand_reader, sealed, unsealed
from narvaro_desktop.usecases.partnering.partner_versions import Version
from narvaro_desktop.usecases.work import Changes, Made, Work

_MET: Final = frozenset({"external_meeting", "coordinated_plan_considered"})


class NobodyCalled(NarvaroError):
    """A meeting with partners has at least one."""


class FollowUpTooEarly(NarvaroError):
    """The follow-up, or a day by which something is done, lies before the meeting."""


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting as it is called, to answer `question`.

    `agenda` has a point a line; `decision`: about who was not reached.
    """

    kind: MeetingKind
    ground: Ground
    partners: tuple[Partner, ...]
    planned_on: date
    time: str = ""
    place: str = ""
    agenda: str = ""
    decision: str = ""
    question: str = ""


class NotHeld(NarvaroError):
    """Only what was kept of a meeting is corrected; one to come is changed or called off."""


@dataclass(frozen=True, slots=True)
class TaskView:
    """What someone does by when."""

    id: UUID
    what: str
    who: str
    due_on: date | None
    done_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as the page shows it, and as its papers say it."""

    id: UUID
    case_id: UUID
    kind: MeetingKind
    ground: Ground
    partners: tuple[Partner, ...]
    planned_on: date
    time: str
    place: str
    agenda: tuple[str, ...]
    reason: str
    decision: str
    held_on: date | None
    cancelled_on: date | None
    summary: str
    lead: str
    coordinator: str
    next_owner: str
    follow_up_on: date | None
    followed_up_on: date | None
    tasks: tuple[TaskView, ...]
    is_overdue: bool
    question: str = ""
    earlier: tuple[Version, ...] = ()
    """How it stood before it was corrected, the latest first."""


def meetings(work: Work, case_id: UUID) -> tuple[MeetingView, ...]:
    """The case's meetings: those to come by day, then those held, the latest first."""
    demand_reader(work, Action.READ)
    case = cases.row_of(work, case_id)
    rows = work.session.scalars(
        select(OutsideMeetingRow)
        .where(OutsideMeetingRow.case_id == case_id)
        .order_by(OutsideMeetingRow.planned_on.desc())
    ).all()
    earlier = partner_versions.of_case(work, case_id)
    views = [_view(work, case, row, earlier.get(row.id, ())) for row in rows]
    ahead = [one for one in views if one.held_on is None and one.cancelled_on is None]
    return (*reversed(ahead), *(one for one in views if one not in ahead))


def meeting(work: Work, meeting_id: UUID) -> MeetingView:
    """One meeting."""
    demand_reader(work, Action.READ)
    row = work.session.get_one(OutsideMeetingRow, meeting_id)
    return _view(work, cases.row_of(work, row.case_id), row, ())


def call(work: Work, case_id: UUID, called: Call, reason: str = "") -> Made[UUID]:
    """Book a meeting. Where the pupil can be known, every partner's consent comes first.

    :raises NobodyCalled:
    :raises ConsentNeeded: for a partner, and there is no `reason`
    :raises SipConsentNeeded: for a partner to a SIP whom nobody has consented to, whatever the reason
    """
    demand_reader(work, Action.WRITE)
    case = cases.open_row(work, case_id)
    if not called.partners:
        raise NobodyCalled
    if called.kind is MeetingKind.SIP:
        consents.share_in_sip(work, case, called.partners, reason)
    elif called.ground is Ground.CONSENT:
        consents.share(work, case, called.partners, reason)
    row = OutsideMeetingRow(
        id=work.new_id(),
        case_id=case_id,
        kind=called.kind,
        ground=Ground.CONSENT if called.kind is MeetingKind.SIP else called.ground,
        partners=" ".join(partner.key for partner in called.partners),
        planned_on=called.planned_on,
        time=called.time.strip() or None,
        place=called.place.strip() or None,
        registered_by=work.actor.id,
        registered_at=work.now,
    )
    row.question = sealed(work, case, row, "question", called.question)
    row.agenda = sealed(work, case, row, "agenda", called.agenda)
    row.reason = sealed(work, case, row, "reason", reason)
    row.decision = sealed(work, case, row, "decision", called.decision)
    work.session.add(row)
    work.log("meeting.call", student=case.student_id, case=case_id, kind=called.kind.key)
    return Made(CHANGED, row.id)


def duties_met(work: Work, case_id: UUID) -> tuple[DutyLine, ...]:
    """The duties of the step that a meeting with partners may answer, and that are still to be done."""
    lines = duties.duty_lines(work, cases.row_of(work, case_id))
    return tuple(line for line in lines if line.outstanding and line.duty.key in _MET)


def hold(work: Work, meeting_id: UUID, held_on: date, result: Result, done: Sequence[str] = ()) -> Changes:
    """The meeting was held: keep what it came to; `done` are the keys of duties that it answers.

    :raises MeetingIncomplete: nobody goes on, nobody answers for it, or no day is set
    :raises FollowUpTooEarly:
    """
    row, case = _row(work, meeting_id)
    _demand_whole(row, held_on, result)
    _say(work, case, row, held_on, result)
    for place, agreed in enumerate(result.tasks):
        row.tasks.append(_task(work, case, agreed, place))
    for key in done:
        duties.do_duty(work, case.id, key, held_on)
    work.log("meeting.hold", student=case.student_id, case=case.id, tasks=len(result.tasks))
    return CHANGED


def correct(
    work: Work, meeting_id: UUID, held_on: date, result: Result, reason: str, same: Sequence[UUID | None] = ()
) -> Changes:
    """What was kept of a meeting says what is right, and why; what it said before stays readable.

    `same` has, for each task of `result`, the one that it was before; a task that no one is any more goes.

    :raises NotHeld, NoReason, MeetingIncomplete, FollowUpTooEarly:
    """
    row, case = _row(work, meeting_id)
    words = partner_versions.why(reason)
    if row.held_on is None:
        raise NotHeld
    _demand_whole(row, held_on, result)
    partner_versions.keep_meeting(work, case, row, words)
    _say(work, case, row, held_on, result)
    before = {task.id: task for task in row.tasks}
    kept = [*same, *(None for _agreed in result.tasks[len(same) :])]
    for place, (agreed, known) in enumerate(zip(result.tasks, kept, strict=True)):
        task = before.pop(known, None) if known else None
        if task is None:
            row.tasks.append(_task(work, case, agreed, place))
        else:
            task.place, task.who, task.due_on = place, agreed.who.strip(), agreed.due_on
            if unsealed(work, case, task, "what") != agreed.what.strip():
                task.what = sealed(work, case, task, "what", agreed.what) or b""
    for gone in before.values():
        row.tasks.remove(gone)
        work.session.delete(gone)
    work.log("meeting.correct", student=case.student_id, case=case.id, meeting=str(meeting_id))
    return CHANGED


def cancel(work: Work, meeting_id: UUID) -> Changes:
    """The meeting was not held."""
    row, case = _row(work, meeting_id)
    row.cancelled_on = work.today
    work.log("meeting.cancel", student=case.student_id, case=case.id)
    return CHANGED


def follow_up(work: Work, meeting_id: UUID, following: date | None) -> Changes:
    """What was agreed has been looked at; `following` is the next day, None when it is done with."""
    row, case = _row(work, meeting_id)
    if following is not None and following <= work.today:
        raise FollowUpTooEarly
    if following is None:
        row.followed_up_on = work.today
    else:
        row.follow_up_on = following
    work.log("meeting.follow_up", student=case.student_id, case=case.id)
    return CHANGED


def do_agreed(work: Work, task_id: UUID, *, done: bool = True) -> Changes:
    """Someone has done what was agreed, or had not after all."""
    task = work.session.get_one(AgreedTaskRow, task_id)
    _meeting, case = _row(work, task.meeting_id)
    task.done_on = work.today if done else None
    work.log("meeting.task", student=case.student_id, case=case.id, done=done)
    return CHANGED


def _demand_whole(row: OutsideMeetingRow, held_on: date, result: Result) -> None:
    """Nothing, if it says who does what and when; raises MeetingIncomplete, FollowUpTooEarly."""
    rules.complete(row.kind, len(row.partners.split()), result)
    days = [result.follow_up_on, *(task.due_on for task in result.tasks)]
    if any(day is not None and day < held_on for day in days):
        raise FollowUpTooEarly


def _say(work: Work, case: CaseRow, row: OutsideMeetingRow, held_on: date, result: Result) -> None:
    row.held_on, row.follow_up_on = held_on, result.follow_up_on
    row.lead, row.coordinator = result.lead.strip() or None, result.coordinator.strip() or None
    row.next_owner = result.next_owner.strip()
    row.summary = sealed(work, case, row, "summary", result.summary)


def _task(work: Work, case: CaseRow, agreed: Agreed, place: int) -> AgreedTaskRow:
    row = AgreedTaskRow(id=work.new_id(), place=place, who=agreed.who.strip(), due_on=agreed.due_on)
    row.what = sealed(work, case, row, "what", agreed.what) or b""
    return row


def _row(work: Work, meeting_id: UUID) -> tuple[OutsideMeetingRow, CaseRow]:
    demand_reader(work, Action.WRITE)
    row = work.session.get_one(OutsideMeetingRow, meeting_id)
    return row, cases.open_row(work, row.case_id)


AGENDA: Final = (
    "Presentation: vilka är med och vad kan var och en göra?",
    "Elevens egen bild, och vårdnadshavarnas",
    "Vad har prövats, och vad har hjälpt?",
    "Vad behöver eleven nu?",
    "Vem gör vad, och när?",
    "Vem har huvudansvaret, och när följer vi upp?",
)
"""What a SIP goes through; a beginning that may be changed."""


def agenda_of(kind: MeetingKind) -> Sequence[str]:
    """What a meeting of this kind usually goes through. Without the family there is no voice of theirs."""
    return AGENDA if kind is not MeetingKind.OFFICIALS else (AGENDA[0], *AGENDA[3:])


def _view(work: Work, case: CaseRow, row: OutsideMeetingRow, earlier: tuple[Version, ...]) -> MeetingView:
    tasks = tuple(
        TaskView(
            task.id, unsealed(work, case, task, "what"), task.who, task.due_on, task.done_on,
            task.done_on is None and task.due_on is not None and task.due_on < work.today,
        )
        for task in row.tasks
    )  # fmt: skip
    waits = row.follow_up_on if row.held_on else row.planned_on
    is_open = row.cancelled_on is None and row.followed_up_on is None
    return MeetingView(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        ground=row.ground,
        partners=tuple(Partner.of(key) for key in row.partners.split()),
        planned_on=row.planned_on,
        time=row.time or "",
        place=row.place or "",
        agenda=tuple(line for line in unsealed(work, case, row, "agenda").split("\n") if line.strip()),
        question=unsealed(work, case, row, "question"),
        reason=unsealed(work, case, row, "reason"),
        decision=unsealed(work, case, row, "decision"),
        held_on=row.held_on,
        cancelled_on=row.cancelled_on,
        summary=unsealed(work, case, row, "summary"),
        lead=row.lead or "",
        coordinator=row.coordinator or "",
        next_owner=row.next_owner or "",
        follow_up_on=row.follow_up_on,
        followed_up_on=row.followed_up_on,
        tasks=tasks,
        is_overdue=is_open and waits is not None and waits < work.today,
        earlier=earlier,
    )
