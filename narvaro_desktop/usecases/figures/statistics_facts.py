"""The facts behind the figures of a period, gathered from the vault in a few questions; protected pupils not.

Whoever may read reports may count; what only some may read (causes) is not known to the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Row, func, select

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.absence.first_reached import first_reached
from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.assessment.findings import Cause, FindingKind
from narvaro_desktop.domain.figures.school_facts import (
    CaseFact,
    DecisionFact,
    MeasureFact,
    PupilFact,
    SchoolFacts,
)
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.partnering.collaboration import MeetingKind
from narvaro_desktop.domain.schooldays import AcademicYear, Span
from narvaro_desktop.domain.terms import (
    ContactKind,
    Depth,
    IdentityType,
    InquiryAnswer,
    OfferedSupport,
    Outcome,
    Party,
    SchoolForm,
)
from narvaro_desktop.store.tables import (
    CaseRow,
    DecisionRow,
    DutyRow,
    FindingRow,
    GroupMeasureRow,
    InvestigationRow,
    MeasureRow,
    NoteRow,
    NotificationRow,
    OutsideMeetingRow,
    PartnerContactRow,
    PersonRow,
    StepChangeRow,
    StudentRow,
)
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.assessment import investigation_findings
from narvaro_desktop.usecases.casework.cases import REOPENED
from narvaro_desktop.usecases.planning import catalogue, measure_effects
from narvaro_desktop.usecases.work import Work

Numbers = Mapping[UUID, int]
_TENTH: Final = Limit(10)
_STUDENTS: Final = select(
    StudentRow.id, StudentRow.number, StudentRow.class_name, StudentRow.school_year, StudentRow.school_form,
    StudentRow.identity_type, StudentRow.identity_number,
).where(StudentRow.protected.is_(False))  # fmt: skip
_Student = Row[UUID, int, str, int | None, SchoolForm, IdentityType, str | None]


@dataclass(frozen=True)
class Gathered:
    """What is the same for every period; `over` asks for the pupils of one."""

    work: Work
    pupils: tuple[PupilFact, ...]
    """As they are today, without a figure."""
    cases: tuple[CaseFact, ...]
    decisions: tuple[DecisionFact, ...]
    measures: tuple[MeasureFact, ...]
    groups: tuple[date, ...]

    def over(self, span: Span, *, include_all: bool = False) -> SchoolFacts:
        """The school in `span`."""
        return SchoolFacts(
            span=span,
            until=min(span.last, self.work.today),
            calendar=settings.calendar(self.work),
            pupils=_in_period(self.work, self.pupils, span),
            cases=self.cases,
            decisions=self.decisions,
            measures=self.measures,
            group_measures=sum(day in span for day in self.groups),
            include_all=include_all,
        )


def gathered(work: Work) -> Gathered:
    """The school's cases, decisions and measures."""
    students = {one.id: one for one in work.session.execute(_STUDENTS)}
    every = work.session.scalars(select(CaseRow).order_by(CaseRow.id))
    held = tuple(row for row in every if row.student_id in students)
    numbers = {row.id: students[row.student_id].number for row in held}
    decisions, measures = _decisions(work, students, held), _measures(work, numbers)
    return Gathered(
        work=work,
        pupils=_pupils(students.values(), held),
        cases=_cases(work, held, numbers, decisions, measures),
        decisions=decisions,
        measures=measures,
        groups=tuple(work.session.scalars(select(GroupMeasureRow.starts_on))),
    )


def _pupils(students: Iterable[_Student], held: Iterable[CaseRow]) -> tuple[PupilFact, ...]:
    steps = {row.student_id: row.step for row in held if row.closed_on is None}
    return tuple(
        PupilFact(
            one.number, one.class_name, one.school_year, one.school_form, None, False, steps.get(one.id),
            Identity(one.identity_type, one.identity_number or "").sex,
        )
        for one in students
    )  # fmt: skip


def _in_period(work: Work, pupils: Iterable[PupilFact], span: Span) -> tuple[PupilFact, ...]:
    """Those of whom the period knows something, in the årskurs that they had in its läsår."""
    found, away = _figures(work, attendance.data_state(work), span)
    since = _begins(work.today) - _begins(span.last)
    return tuple(
        PupilFact(
            one.pupil, one.class_name, None if one.school_year is None else one.school_year - since,
            one.school_form, found.get(one.pupil), one.pupil in away, one.step, one.sex,
        )
        for one in pupils
        if one.pupil in found or one.step is not None
    )  # fmt: skip


def _figures(work: Work, state: DataState | None, span: Span) -> tuple[dict[int, Figure], set[int]]:
    """Each pupil's figure, and who was away for a month or more."""
    if state is None:
        return {}, set()
    days, away = attendance.figures_and_away(work, state, span)
    return {**attendance.period_figures_in(work, state, span), **days}, away


def _begins(day: date) -> int:
    return day.year if day.month >= 8 else day.year - 1


def _decisions(
    work: Work, students: Mapping[UUID, _Student], held: Iterable[CaseRow]
) -> tuple[DecisionFact, ...]:
    made: dict[UUID, NotificationRow] = {}
    for row in work.session.scalars(select(NotificationRow).order_by(NotificationRow.id)):
        made[row.decision_id] = row
    closed = {row.id: row.closed_on for row in held}
    signed = _signed(work)
    return tuple(
        _decision(row, students[row.student_id].number, made.get(row.id), closed, signed)
        for row in work.session.scalars(select(DecisionRow).order_by(DecisionRow.id))
        if row.student_id in students
    )


def _decision(
    row: DecisionRow,
    number: int,
    made: NotificationRow | None,
    closed: Mapping[UUID, date | None],
    signed: Mapping[UUID, list[date]],
) -> DecisionFact:
    days = signed.get(row.case_id, ()) if row.case_id else ()
    offered = set((made.offered_support or "").split(",")) - {"", OfferedSupport.NONE_NOW.key} if made else ()
    return DecisionFact(
        pupil=number,
        opened=row.answer is InquiryAnswer.OPENED,
        decided_on=row.decided_on,
        due_on=row.due_on,
        finished_on=min((day for day in days if day >= row.decided_on), default=None),
        handed_over_on=made.handed_over_on if made else None,
        received_on=made.received_on if made else None,
        support_offered=bool(offered),
        case_closed_on=closed.get(row.case_id) if row.case_id else None,
    )


def _signed(work: Work) -> dict[UUID, list[date]]:
    """When the extended kartläggningar of each case were signed."""
    found: dict[UUID, list[date]] = defaultdict(list)
    wanted = select(InvestigationRow.case_id, InvestigationRow.signed_at).where(
        InvestigationRow.depth == Depth.EXTENDED, InvestigationRow.signed_at.is_not(None)
    )
    for case_id, at in work.session.execute(wanted):
        if at is not None:
            found[case_id].append(_day(work, at))
    return found


def _cases(
    work: Work,
    held: Sequence[CaseRow],
    numbers: Numbers,
    decisions: Iterable[DecisionFact],
    measures: Iterable[MeasureFact],
) -> tuple[CaseFact, ...]:
    talked, met = _talks(work)
    partners, tasks, reopened, causes = _partners(work), _tasks(work), _reopened(work), _causes(work, held)
    reached = _reached(work, held, numbers)
    roles = {one.id: one.role.key for one in work.session.scalars(select(PersonRow))}
    decided, began = defaultdict(list), defaultdict(list)
    for one in decisions:
        decided[one.pupil].append(one.decided_on)
    for measure in measures:
        began[measure.pupil].append(measure.starts_on)

    def first(days: Iterable[date], since: date) -> date | None:
        return min((day for day in days if day >= since), default=None)

    return tuple(
        CaseFact(
            pupil=numbers[row.id],
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            step=row.step,
            reopened_on=reopened.get(row.id),
            reached_on=reached.get(row.id),
            talked_on=first(talked[row.student_id], reached.get(row.id) or row.opened_on),
            decided_on=first(decided[numbers[row.id]], reached.get(row.id) or row.opened_on),
            measured_on=first(began[numbers[row.id]], reached.get(row.id) or row.opened_on),
            owner=roles.get(row.owner_id, "") if row.owner_id else "",
            tasks=tasks.get(row.id, 0),
            causes=causes.get(row.id, frozenset()),
            partners=partners[row.id],
            student_met_on=max(met[row.student_id], default=None),
        )
        for row in held
    )


def _reached(work: Work, held: Sequence[CaseRow], numbers: Numbers) -> dict[UUID, date]:
    """When the absence of each case's pupil first was a tenth in the läsår in which the case was opened.

    What was said when it was opened stands in where there are no days.
    """
    calendar = settings.calendar(work)
    by_year: dict[AcademicYear, list[CaseRow]] = defaultdict(list)
    for row in held:
        by_year[AcademicYear.of(row.opened_on)].append(row)
    found = {row.id: row.first_reached_on for row in held if row.first_reached_on}
    for year, rows in by_year.items():
        days = attendance.days_of(work, year.span, {numbers[row.id] for row in rows})
        for row in rows:
            until = (day for day in days.get(numbers[row.id], ()) if day.day <= row.opened_on)
            if day := first_reached(until, calendar, _TENTH):
                found[row.id] = day
    return found


def _talks(work: Work) -> tuple[dict[UUID, list[date]], dict[UUID, list[date]]]:
    """The days on which the pupil or a guardian was reached, and those on which the pupil was."""
    talked: dict[UUID, list[date]] = defaultdict(list)
    met: dict[UUID, list[date]] = defaultdict(list)
    wanted = select(NoteRow.student_id, NoteRow.party, NoteRow.happened_at).where(
        NoteRow.kind != ContactKind.NOTE,
        NoteRow.party.in_([Party.STUDENT, Party.GUARDIAN]),
        NoteRow.reached.is_not(False),
    )
    for student, party, at in work.session.execute(wanted):
        talked[student].append(_day(work, at))
        if party is Party.STUDENT:
            met[student].append(_day(work, at))
    return talked, met


def _partners(work: Work) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, frozenset[str]] = defaultdict(frozenset)
    for case_id, partner in work.session.execute(
        select(PartnerContactRow.case_id, PartnerContactRow.partner)
    ):
        found[case_id] |= {partner.key}
    for row in work.session.scalars(
        select(OutsideMeetingRow).where(OutsideMeetingRow.cancelled_on.is_(None))
    ):
        sip = {"sip"} if row.kind is MeetingKind.SIP else set()
        found[row.case_id] |= {*row.partners.split(), *sip}
    return found


def _tasks(work: Work) -> dict[UUID, int]:
    wanted = (
        select(DutyRow.case_id, func.count())
        .where(DutyRow.done_on.is_(None), DutyRow.left_open_on.is_(None))
        .group_by(DutyRow.case_id)
    )
    return {row[0]: row[1] for row in work.session.execute(wanted)}


def _reopened(work: Work) -> dict[UUID, date]:
    """The last day on which a case was opened again."""
    wanted = select(StepChangeRow).where(StepChangeRow.cause == REOPENED).order_by(StepChangeRow.changed_on)
    return {row.case_id: row.changed_on for row in work.session.scalars(wanted)}


def _causes(work: Work, held: Iterable[CaseRow]) -> dict[UUID, frozenset[str] | None]:
    """What the latest kartläggning of each case names; None where the person may not read it."""
    wanted = (
        select(InvestigationRow)
        .where(
            InvestigationRow.case_id.in_(
                select(InvestigationRow.case_id)
                .join(FindingRow, FindingRow.investigation_id == InvestigationRow.id)
                .where(FindingRow.kind == FindingKind.CAUSE)
            )
        )
        .order_by(InvestigationRow.started_on, InvestigationRow.id)
    )
    latest = {row.case_id: row for row in work.session.scalars(wanted)}
    found: dict[UUID, frozenset[str] | None] = {}
    students = {row.id: row.student_id for row in held}
    for case_id, row in latest.items():
        student = students.get(case_id)
        if student is None:
            continue
        seen = [one for one in investigation_findings.findings(work, row, student)
                if one.kind is FindingKind.CAUSE]  # fmt: skip
        told = [one.finding for one in seen]
        keys = frozenset(one.category.key for one in told if isinstance(one, Cause))
        found[case_id] = None if None in told else keys
    return found


def _measures(work: Work, numbers: Numbers) -> tuple[MeasureFact, ...]:
    rows = [row for row in work.session.scalars(select(MeasureRow)) if row.case_id in numbers]
    changes = measure_effects.changes(work, [(row, numbers[row.case_id]) for row in rows if row.catalogue])
    own = (entry for pack in work.rules.packs.values() for entry in pack.catalogue)
    titles = {entry.key: entry.title for entry in (*own, *catalogue.entries())}
    return tuple(
        replace(_measure(row, numbers[row.case_id], titles), change=changes.get(row)) for row in rows
    )


def _measure(row: MeasureRow, number: int, titles: Mapping[str, str]) -> MeasureFact:
    """Each follow-up says when the next is to be; the day that the first was to be is written over by it."""
    held = sorted(one.held_on for one in row.follow_ups)
    planned = sorted(one.next_on for one in row.follow_ups if one.next_on) or [row.follow_up_on]
    met = [*held[1:], *[None] * len(planned)] if held else [None]
    key = row.catalogue or ""
    return MeasureFact(
        pupil=number,
        key=key,
        title=titles.get(key, key or row.title),
        starts_on=row.starts_on,
        ended_on=row.ended_on,
        reached=row.outcome is Outcome.REACHED,
        lacked_resources=row.outcome is Outcome.STOPPED_RESOURCES,
        follow_ups=tuple(zip(planned, met, strict=False)),
    )


def _day(work: Work, at: datetime) -> date:
    return at.astimezone(work.now.tzinfo).date()
