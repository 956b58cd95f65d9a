"""What waits for the team as a whole: today's meeting, its decisions outside cases, measures for groups."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import GroupMeasureRow, MeetingRow, ReviewRow, SchoolEventRow
from narvaro_desktop.usecases.teamwork import meeting_room, reviews
from narvaro_desktop.usecases.work import Work

_NEAR: Final = timedelta(days=1)


class TeamKind(Enum):
    MEETING = 1
    DECISION = 2
    MEASURE = 3
    REVIEW = 4
    EVENT = 5


@dataclass(frozen=True, slots=True)
class TeamDue:
    """One thing; `record` is the meeting, the decision or the measure, `meeting_id` where it was decided."""

    kind: TeamKind
    words: str
    responsible: Role | None
    due_on: date
    is_overdue: bool
    record: UUID | None
    meeting_id: UUID | None = None


def team_due(work: Work) -> list[TeamDue]:
    """What waits for the team, the earliest first."""
    rights, role = work.rules.rights, work.actor.role
    found: list[TeamDue] = []
    if rights.may(role, Resource.MEETING, Action.LIST):
        found += _meetings(work) + _decisions(work)
    if rights.may(role, Resource.PREVENTION, Action.LIST):
        found += _measures(work) + _events(work)
    if rights.may(role, Resource.PREVENTION, Action.SIGN):
        found += _review(work)
    return sorted(found, key=lambda one: (one.due_on, one.kind.value))


def _meetings(work: Work) -> list[TeamDue]:
    """A meeting today or tomorrow, and one that was held and not closed."""
    rows = work.session.scalars(
        select(MeetingRow).where(MeetingRow.closed_at.is_(None), MeetingRow.held_on <= work.today + _NEAR)
    )
    return [
        TeamDue(TeamKind.MEETING, "", None, row.held_on, row.held_on < work.today, row.id, row.id)
        for row in rows
    ]


def _decisions(work: Work) -> list[TeamDue]:
    last = work.today + timedelta(days=work.rules.days.ahead)
    return [
        TeamDue(
            TeamKind.DECISION, one.words, one.responsible, one.due_on, one.due_on < work.today, one.id,
            one.meeting_id,
        )
        for one in meeting_room.team_tasks(work)
        if one.due_on <= last
    ]  # fmt: skip


def _measures(work: Work) -> list[TeamDue]:
    last = work.today + timedelta(days=work.rules.days.ahead)
    rows = work.session.scalars(
        select(GroupMeasureRow).where(
            GroupMeasureRow.ended_on.is_(None), GroupMeasureRow.follow_up_on <= last
        )
    )
    return [
        TeamDue(
            TeamKind.MEASURE, row.title, row.responsible, row.follow_up_on, row.follow_up_on < work.today,
            row.id,
        )
        for row in rows
    ]  # fmt: skip


def _events(work: Work) -> list[TeamDue]:
    """Meetings outside cases that one comes back to."""
    last = work.today + timedelta(days=work.rules.days.ahead)
    waits = select(SchoolEventRow).where(
        SchoolEventRow.followed_up_on.is_(None), SchoolEventRow.follow_up_on <= last
    )
    return [
        TeamDue(TeamKind.EVENT, row.subject, None, row.follow_up_on, row.follow_up_on < work.today, row.id)
        for row in work.session.scalars(waits)
        if row.follow_up_on is not None
    ]


def _review(work: Work) -> list[TeamDue]:
    """The weekly närvarogenomgång, at a school that has begun with it."""
    began = work.session.scalars(select(ReviewRow.held_on).order_by(ReviewRow.signed_at.desc())).first()
    if began is None or not reviews.is_due(work):
        return []
    due_on = began + timedelta(days=7)
    return [TeamDue(TeamKind.REVIEW, "", None, due_on, due_on < work.today, None)]
