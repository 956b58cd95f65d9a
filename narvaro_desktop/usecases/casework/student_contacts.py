"""How long ago somebody of the school last had contact with the pupil, in school days; by case.

A talk, a message or a visit that reached her counts, samråd that was held and the ladder's duty of contact. A
note whose text the person may not read tells her nothing, not even this.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, or_, select

from narvaro_desktop.domain.case_terms import DeadlineUnit
from narvaro_desktop.domain.casework.ladder import Step
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import ContactKind, InfoClass, Party
from narvaro_desktop.store.tables import CaseRow, ConsultationRow, DutyRow, NoteRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.work import Work

DUTY: Final = "student_contact"
"""The duty of a step to have contact, which says how often."""


@dataclass(frozen=True, slots=True)
class LastContact:
    """`last_on` None is never, counted from the day the case began; `limit` is what the step asks for."""

    last_on: date | None
    school_days: int
    limit: int | None

    @property
    def is_late(self) -> bool:
        return self.limit is not None and self.school_days > self.limit


def last_contacts(work: Work, rows: Collection[CaseRow]) -> dict[UUID, LastContact]:
    """The last contact with the pupil of each case; the caller has seen that they may be opened."""
    latest: dict[UUID, date] = {}
    only = next(iter(rows)).id if len(rows) == 1 else None
    for case_id, day in _days(work, only):
        latest[case_id] = max(day, latest.get(case_id, day))
    calendar, found = settings.calendar(work), {}
    for row in rows:
        place = work.rules.ladders[row.ladder].place(row.step, row.is_returning)
        last = latest.get(row.id)
        since = (last or row.opened_on) + timedelta(days=1)
        count = calendar.school_days(Span(since, work.today)) if since <= work.today else 0
        found[row.id] = LastContact(last, count, _limit(place))
    return found


def _limit(place: Step) -> int | None:
    """How many school days may pass on this step."""
    deadline = next((duty.deadline for duty in place.duties if duty.key == DUTY), None)
    return deadline.count if deadline is not None and deadline.unit is DeadlineUnit.SCHOOL_DAYS else None


def _days(work: Work, one: UUID | None) -> Iterator[tuple[UUID, date]]:
    """The last day of each kind by case; of one case alone, where only that is asked about."""
    told = select(NoteRow.case_id, func.max(NoteRow.happened_at)).where(
        NoteRow.party == Party.STUDENT,
        NoteRow.kind != ContactKind.NOTE,
        NoteRow.reached.is_not(False),
        notes.standing(),
        or_(
            NoteRow.info_class.in_({InfoClass.SCHOOL, *work.vault.cells.readable}),
            NoteRow.author_id == work.actor.id,
        ),
        NoteRow.case_id == one if one else NoteRow.case_id.is_not(None),
    )
    for case_id, at in work.session.execute(told.group_by(NoteRow.case_id)):
        if case_id is not None:
            yield case_id, at.astimezone(SWEDEN).date()
    held = select(ConsultationRow.case_id, func.max(ConsultationRow.happened_on)).where(
        ConsultationRow.party == Party.STUDENT, ConsultationRow.held.is_(True)
    )
    done = select(DutyRow.case_id, func.max(DutyRow.done_on)).where(
        DutyRow.key == DUTY, DutyRow.done_on.is_not(None)
    )
    for wanted, of in ((held, ConsultationRow.case_id), (done, DutyRow.case_id)):
        wanted = wanted.where(of == one) if one else wanted
        yield from ((case_id, day) for case_id, day in work.session.execute(wanted.group_by(of)) if day)
