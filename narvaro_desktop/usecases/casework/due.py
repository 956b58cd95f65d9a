"""What is due in all open cases at once: the ladder's duties, other tasks, and follow-ups of measures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from narvaro_desktop.domain.case_terms import Action, CaseScope, DeadlineStart, Resource
from narvaro_desktop.domain.casework import duties
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.terms import InquiryAnswer, Role
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import CaseRow, DecisionRow, MeasureRow, PersonRow, StudentRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.casework import stepping_down, student_contacts
from narvaro_desktop.usecases.casework.duties import asked, marks_of, waived
from narvaro_desktop.usecases.casework.student_contacts import LastContact
from narvaro_desktop.usecases.partnering import partners
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.vault.team import present_roles
from narvaro_desktop.usecases.work import Work

NONE: Final[Mapping[UUID, date]] = MappingProxyType({})


class DueKind(Enum):
    """Where something to do comes from; the value is the order among things of the same day."""

    DUTY = 1
    TASK = 2
    FOLLOW_UP = 3
    RECHECK = 4
    STEP_DOWN = 5
    OUTSIDE = 9


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do in a case. `key` is the duty's key, or the id of the task or the measure."""

    kind: DueKind
    key: str
    case_id: UUID
    student: StudentLine
    words: str
    responsible: Role | None
    due_on: date | None
    is_overdue: bool
    is_mine: bool
    step: int
    sign: str
    """The step that the case stands on, and what it is called in short."""
    owner_id: UUID | None


@dataclass(frozen=True, slots=True)
class Standing:
    """An open case in the list: where it stands, since when, what comes next, and who owns it."""

    case_id: UUID
    number: str
    student: StudentLine
    step: int
    sign: str
    step_name: str
    is_returning: bool
    step_since: date
    days_on_step: int
    owner: str
    is_mine: bool
    next: Due | None
    contact: LastContact
    """When somebody last had contact with the pupil."""

    @property
    def is_late(self) -> bool:
        return self.next is not None and self.next.is_overdue


@dataclass(frozen=True, slots=True)
class _Marks:
    """What deadlines are counted from and whom things wait for, fetched once for all cases."""

    roles: frozenset[Role]
    decided: Mapping[UUID, date]
    measures: Mapping[UUID, list[MeasureRow]]
    outside: Mapping[UUID, list[partners.DueOutside]]
    recheck: Mapping[UUID, date]
    """By case, when a waived utredning is looked at again."""
    waived: frozenset[UUID]
    lower: frozenset[UUID]
    """The cases that the figures propose to take a step back."""
    own: Mapping[UUID, date]


def standings(work: Work) -> list[Standing]:
    """Every open case that the person meets in lists, the one with the earliest day first."""
    everything = _everything(work)
    contacts = student_contacts.last_contacts(work, [row for row, _found in everything])
    lines = [_standing(work, row, found, contacts[row.id]) for row, found in everything]
    return sorted(lines, key=_by_day)


def due(work: Work, own: Mapping[UUID, date] = NONE) -> list[Due]:
    """Everything with a day, the earliest first.

    `own` is by case what waits for this person in samverkan and for nobody else, without saying what it is.
    """
    everything = _everything(work, own)
    found = [one for _row, all_of_it in everything for one in all_of_it if one.due_on is not None]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.kind.value, one.student.sort_key))


def _everything(work: Work, own: Mapping[UUID, date] = NONE) -> list[tuple[CaseRow, list[Due]]]:
    scope = work.rules.rights.scope(work.actor.role)
    if scope in (CaseScope.NONE, CaseScope.PACKAGES):
        return []
    work.may(Resource.CASE, Action.READ)
    wanted = (
        select(CaseRow)
        .join(CaseRow.student)
        .options(contains_eager(CaseRow.student), selectinload(CaseRow.duties))
        .where(CaseRow.closed_on.is_(None), StudentRow.protected.is_(False), reach.among(work))
    )
    marks, calendar = _marks(work, own), settings.calendar(work)
    found = []
    for row in work.session.scalars(wanted):
        chosen = work.rules.ladders[row.ladder]
        place = chosen.place(row.step, row.is_returning)
        done = asked(work, row, place, marks_of(row), marks.waived)
        lines = duties.duty_lines(chosen, place, _starts(row, marks), done, work.today, calendar)
        found.append((row, _due_of(work, row, lines, marks)))
    return found


def _marks(work: Work, own: Mapping[UUID, date]) -> _Marks:
    decided = select(DecisionRow.case_id, DecisionRow.decided_on).where(
        DecisionRow.answer == InquiryAnswer.OPENED
    )
    days: dict[UUID, date] = {}
    for case_id, day in work.session.execute(decided.order_by(DecisionRow.decided_on)):
        if case_id is not None:
            days[case_id] = day
    measures: dict[UUID, list[MeasureRow]] = defaultdict(list)
    for row in work.session.scalars(select(MeasureRow).order_by(MeasureRow.starts_on)):
        measures[row.case_id].append(row)
    return _Marks(
        present_roles(work),
        days,
        measures,
        partners.due_outside(work),
        _rechecks(work, days),
        waived(work),
        frozenset(stepping_down.proposed(work)),
        own,
    )


def _rechecks(work: Work, decided: Mapping[UUID, date]) -> dict[UUID, date]:
    """The day of the latest *Utredning behövs inte* of each case in which no utredning has been opened."""
    waived = select(DecisionRow.case_id, DecisionRow.recheck_on).where(
        DecisionRow.answer == InquiryAnswer.WAIVED, DecisionRow.recheck_on.is_not(None)
    )
    latest = {
        case_id: day
        for case_id, day in work.session.execute(waived.order_by(DecisionRow.id))
        if case_id and day
    }
    return {case_id: day for case_id, day in latest.items() if case_id not in decided}


def _starts(row: CaseRow, marks: _Marks) -> dict[DeadlineStart, date]:
    starts = {DeadlineStart.STEP: row.step_since}
    if (decided := marks.decided.get(row.id)) is not None:
        starts[DeadlineStart.DECISION] = decided
    if measures := marks.measures.get(row.id):
        starts[DeadlineStart.MEASURES] = measures[0].starts_on
    return starts


def _due_of(work: Work, row: CaseRow, lines: Sequence[DutyLine], marks: _Marks) -> list[Due]:
    student = line_of(row.student)
    place = work.rules.ladders[row.ladder].place(row.step, row.is_returning)
    place_role = place.responsible

    def one(kind: DueKind, key: str, words: str, who: Role | None, on: date | None) -> Due:
        is_late = on is not None and on < work.today
        mine = _is_mine(work, row, who, marks.roles)
        return Due(
            kind, key, row.id, student, words, who, on, is_late, mine, row.step, place.sign, row.owner_id
        )

    found = [
        one(DueKind.DUTY, line.duty.key, line.duty.text, line.duty.responsible, _last_day(line))
        for line in lines
        if line.outstanding and (line.duty.mandatory or line.due_on is not None)
    ]
    found += [
        one(DueKind.TASK, str(duty.id), duty.words, duty.responsible, duty.due_on)
        for duty in row.duties
        if duty.words and duty.done_on is None and duty.left_open_on is None
    ]
    found += [
        one(DueKind.FOLLOW_UP, str(each.id), each.title, each.responsible_role, each.follow_up_on)
        for each in marks.measures.get(row.id, [])
        if each.ended_on is None
    ]
    found += [
        one(DueKind.OUTSIDE, each.key, each.words, None, each.due_on)
        for each in marks.outside.get(row.id, [])
    ]
    if (day := marks.own.get(row.id)) is not None:
        words = _("Något i samverkan väntar på dig")
        found.append(replace(one(DueKind.OUTSIDE, "own", words, None, day), is_mine=True))
    if (again := marks.recheck.get(row.id)) is not None:
        words = _("Ta upp igen om frånvaron ska utredas")
        found.append(one(DueKind.RECHECK, "recheck", words, Role.PRINCIPAL, again))
    if row.id in marks.lower:
        words = _("Frånvaron har minskat: ska ärendet lämna steget?")
        found.append(one(DueKind.STEP_DOWN, "step_down", words, place_role, work.today))
    return found


def _last_day(line: DutyLine) -> date | None:
    """The last day before the duty is overdue: with its days of grace, where it has any."""
    return line.overdue_from - timedelta(days=1) if line.overdue_from else line.due_on


def _is_mine(work: Work, row: CaseRow, responsible: Role | None, present: frozenset[Role]) -> bool:
    """Whether it waits for this person: her role's, or in her own case what nobody here answers for."""
    if responsible in present:
        return responsible is work.actor.role
    return row.owner_id == work.actor.id


def _standing(work: Work, row: CaseRow, found: list[Due], contact: LastContact) -> Standing:
    place = work.rules.ladders[row.ladder].place(row.step, row.is_returning)
    owner = work.session.get(PersonRow, row.owner_id) if row.owner_id else None
    return Standing(
        case_id=row.id,
        number=row.number,
        student=line_of(row.student),
        step=row.step,
        sign=place.sign,
        step_name=place.name,
        is_returning=row.is_returning,
        step_since=row.step_since,
        days_on_step=max((work.today - row.step_since).days, 0),
        owner=owner.name if owner else "",
        is_mine=row.owner_id == work.actor.id,
        next=min(found, key=lambda one: one.due_on or date.max, default=None),
        contact=contact,
    )


def _by_day(line: Standing) -> tuple[date, str]:
    day = line.next.due_on if line.next else None
    return day or date.max, line.student.sort_key
