"""Åtgärdsplaner: measures with goal, responsible and follow-up date, what was seen, and how each ended.

A measure that goes on always has a follow-up date; an overdue one is a question for *I dag*.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain import plan as rules
from narvaro_desktop.domain.case_terms import Action, PlanHint, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.duties import DutyLine
from narvaro_desktop.domain.effect import Effect
from narvaro_desktop.domain.plan import Evaluation, FollowUp, Measure
from narvaro_desktop.domain.terms import Outcome
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import (
    CaseRow,
    FollowUpRow,
    MeasureRow,
    PersonRow,
    PlanRow,
    StudentRow,
)
from narvaro_desktop.usecases import cases, duties, investigations, measures
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.investigations import Signature
from narvaro_desktop.usecases.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PLANS})
_WRITTEN: Final = frozenset({"plan_first", "plan_from_inquiry", "return_plan"})
_FOLLOWED_UP: Final = frozenset(
    {"first_follow_up", "second_follow_up", "third_follow_up", "plan_reviewed_4", "plan_reviewed_5"}
)


class EvaluationMissing(NarvaroError):
    """A follow-up that ends a measure says how it went."""


class PlanEmpty(NarvaroError):
    """A plan without a measure is not signed."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the plan says around its measures."""

    needs: str = ""
    student_view: str = ""
    guardian_view: str = ""
    next_meeting: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A follow-up that has been held, and who held it."""

    follow_up: FollowUp
    by: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure as the plan shows it; the latest follow-up first."""

    id: UUID
    measure: Measure
    follow_ups: tuple[Seen, ...]
    ended_on: date | None
    outcome: Outcome | None
    evaluation: str
    is_overdue: bool
    needs_programme: bool
    hints: tuple[PlanHint, ...]
    effect: Effect | None = None
    """Absence before and after, once both windows have passed; it shows change, not cause."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of one case: measures that go on by their follow-up date, then those that have ended."""

    case_id: UUID
    case_number: str
    student: StudentLine
    step: int
    today: date
    around: Around
    proposed_needs: str
    """What the kartläggning came to, to begin with where no needs have been written."""
    version: int
    signed: Signature | None
    measures: tuple[MeasureView, ...]
    duties: tuple[DutyLine, ...]
    """Open duties of the case's step that a written plan may answer."""
    follow_up_duties: tuple[DutyLine, ...]
    may_write: bool
    may_sign: bool
    may_print: bool

    @property
    def going_on(self) -> tuple[MeasureView, ...]:
        return tuple(one for one in self.measures if one.ended_on is None)


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up that is coming or late, in a list."""

    measure_id: UUID
    case_id: UUID
    student: StudentLine
    title: str
    responsible: str
    follow_up_on: date
    is_overdue: bool
    days_late: int


def plan(work: Work, case_id: UUID) -> PlanView:
    """The plan of a case; looking is logged with the case."""
    work.may(Resource.PLAN, Action.READ)
    case = cases.row_of(work, case_id)
    work.view(case.student_id, case_id)
    row = _plan_row(work, case_id)
    lines = [line for line in duties.duty_lines(work, case) if line.outstanding]
    may, role, is_open = work.rules.rights.may, work.actor.role, case.closed_on is None
    return PlanView(
        case_id=case_id,
        case_number=case.number,
        student=line_of(case.student),
        step=case.step,
        today=work.today,
        around=_around(row),
        proposed_needs=_proposed(work, case_id),
        version=row.version if row else 1,
        signed=_signature(work, row),
        measures=_measures(work, case),
        duties=tuple(line for line in lines if line.duty.key in _WRITTEN),
        follow_up_duties=tuple(line for line in lines if line.duty.key in _FOLLOWED_UP),
        may_write=is_open and may(role, Resource.PLAN, Action.WRITE),
        may_sign=is_open and may(role, Resource.PLAN, Action.SIGN),
        may_print=may(role, Resource.PLAN, Action.EXPORT) and not case.student.protected,
    )


def follow_ups(work: Work) -> list[FollowUpLine]:
    """Every follow-up of the open cases by its date: the most overdue first."""
    work.may(Resource.PLAN, Action.LIST)
    wanted = (
        select(MeasureRow, CaseRow)
        .join(CaseRow, CaseRow.id == MeasureRow.case_id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(MeasureRow.ended_on.is_(None), CaseRow.closed_on.is_(None), StudentRow.protected.is_(False))
        .order_by(MeasureRow.follow_up_on, StudentRow.sort_key)
    )
    return [
        FollowUpLine(
            measure_id=row.id,
            case_id=case.id,
            student=line_of(case.student),
            title=row.title,
            responsible=row.responsible or row.responsible_role.label,
            follow_up_on=row.follow_up_on,
            is_overdue=rules.is_overdue(row.follow_up_on, None, work.today),
            days_late=max(0, (work.today - row.follow_up_on).days),
        )
        for row, case in work.session.execute(wanted).all()
    ]


def describe(work: Work, case_id: UUID, around: Around) -> Changes:
    """Keep what the plan says around its measures."""
    row, case = _writable(work, case_id)
    if _around(row) == around:
        return frozenset()
    row.needs, row.student_view = clean(around.needs) or None, clean(around.student_view) or None
    row.guardian_view, row.next_meeting = (
        clean(around.guardian_view) or None,
        clean(around.next_meeting) or None,
    )
    _reopen(row)
    work.log("plan.describe", student=case.student_id, case=case_id)
    return CHANGED


def add_measure(work: Work, case_id: UUID, measure: Measure, done: Collection[str] = ()) -> Made[UUID]:
    """Put a measure in the plan; `done` are the keys of duties that the plan answers.

    :raises MeasureIncomplete: it lacks a goal, a responsible, or a follow-up date after its start
    """
    plan_row, case = _writable(work, case_id)
    whole = rules.demand_complete(measure)
    row = MeasureRow(
        id=work.new_id(),
        case_id=case_id,
        registered_at=work.now,
        registered_by=work.actor.id,
        ended_on=None,
        outcome=None,
        evaluation=None,
    )
    measures.fill(row, whole)
    work.session.add(row)
    work.session.flush()
    _reopen(plan_row)
    work.log("measure.add", student=case.student_id, case=case_id, measure=str(row.id))
    return Made(CHANGED | _answer(work, case_id, done), row.id)


def change_measure(work: Work, measure_id: UUID, measure: Measure) -> Changes:
    """Write the measure anew, while it goes on.

    :raises MeasureIncomplete, MeasureEnded:
    """
    row = work.session.get_one(MeasureRow, measure_id)
    plan_row, case = _writable(work, row.case_id)
    if row.ended_on is not None:
        raise rules.MeasureEnded(row.ended_on)
    measures.fill(row, rules.demand_complete(measure))
    _reopen(plan_row)
    work.log("measure.change", student=case.student_id, case=case.id, measure=str(row.id))
    return CHANGED


def follow_up(
    work: Work, measure_id: UUID, seen: FollowUp, evaluation: Evaluation | None = None,
    done: Collection[str] = (),
) -> Changes:  # fmt: skip
    """Keep a follow-up: the measure goes on to its next date, or ends with its evaluation.

    :raises MeasureEnded, NextDateMissing, EvaluationMissing:
    """
    row = work.session.get_one(MeasureRow, measure_id)
    _plan, case = _writable(work, row.case_id)
    following = rules.follow_up_of(measures.measure_of(row), seen, row.ended_on)
    if following is None and evaluation is None:
        raise EvaluationMissing
    work.session.add(
        FollowUpRow(
            id=work.new_id(),
            measure_id=measure_id,
            held_on=seen.held_on,
            registered_at=work.now,
            registered_by=work.actor.id,
            carried_out=seen.carried_out,
            seen=clean(seen.seen).strip(),
            next_move=seen.next_move,
            next_on=following,
        )
    )
    work.log("measure.follow_up", student=case.student_id, case=case.id, measure=str(row.id))
    if following is not None:
        row.follow_up_on = following
    elif evaluation is not None:
        _end(row, evaluation)
    work.session.flush()
    work.session.expire(row, ["follow_ups"])
    return CHANGED | _answer(work, case.id, done)


def evaluate(work: Work, measure_id: UUID, evaluation: Evaluation) -> Changes:
    """End a measure and say how it went; raises MeasureEnded."""
    row = work.session.get_one(MeasureRow, measure_id)
    _plan, case = _writable(work, row.case_id)
    if row.ended_on is not None:
        raise rules.MeasureEnded(row.ended_on)
    _end(row, evaluation)
    work.log("measure.end", student=case.student_id, case=case.id, measure=str(row.id))
    return CHANGED


def sign(work: Work, case_id: UUID, done: Collection[str] = ()) -> Changes:
    """Sign the plan as it stands; the next change of it begins its next version. Raises PlanEmpty."""
    work.may(Resource.PLAN, Action.SIGN)
    row, case = _writable(work, case_id)
    if not any(one.ended_on is None for one in _rows(work, case_id)):
        raise PlanEmpty
    row.signed_at, row.signed_by = work.now, work.actor.id
    work.log("plan.sign", student=case.student_id, case=case_id, version=row.version)
    return CHANGED | _answer(work, case_id, done)


def _proposed(work: Work, case_id: UUID) -> str:
    if not work.rules.rights.may(work.actor.role, Resource.INVESTIGATION, Action.READ):
        return ""
    return investigations.conclusion(work, case_id)


def _answer(work: Work, case_id: UUID, done: Collection[str]) -> Changes:
    changes: Changes = frozenset()
    for key in sorted(done):
        changes |= duties.do_duty(work, case_id, key)
    return changes


def _writable(work: Work, case_id: UUID) -> tuple[PlanRow, CaseRow]:
    work.may(Resource.PLAN, Action.WRITE)
    case = cases.open_row(work, case_id)
    row = _plan_row(work, case_id)
    if row is None:
        row = PlanRow(
            id=work.new_id(), case_id=case_id, version=1, needs=None, student_view=None,
            guardian_view=None, next_meeting=None, signed_at=None, signed_by=None,
        )  # fmt: skip
        work.session.add(row)
        work.session.flush()
    return row, case


def _reopen(row: PlanRow) -> None:
    """What has been signed stands in its version; a change is the next one."""
    if row.signed_at is not None:
        row.version, row.signed_at, row.signed_by = row.version + 1, None, None


def _end(row: MeasureRow, evaluation: Evaluation) -> None:
    row.ended_on, row.outcome = evaluation.ended_on, evaluation.outcome
    row.evaluation = clean(evaluation.words).strip() or None


def _plan_row(work: Work, case_id: UUID) -> PlanRow | None:
    return work.session.scalars(select(PlanRow).where(PlanRow.case_id == case_id)).first()


def _rows(work: Work, case_id: UUID) -> list[MeasureRow]:
    wanted = select(MeasureRow).where(MeasureRow.case_id == case_id)
    return list(work.session.scalars(wanted.order_by(MeasureRow.follow_up_on, MeasureRow.id)))


def _measures(work: Work, case: CaseRow) -> tuple[MeasureView, ...]:
    names = {person.id: person.name for person in work.session.scalars(select(PersonRow))}
    rows = sorted(_rows(work, case.id), key=lambda row: row.ended_on is not None)
    return tuple(_shown(work, row, names, measures.effect_of(work, case, row.starts_on)) for row in rows)


def _shown(work: Work, row: MeasureRow, names: dict[UUID, str], seen: Effect | None) -> MeasureView:
    measure = measures.measure_of(row)
    return MeasureView(
        id=row.id,
        measure=measure,
        follow_ups=tuple(
            Seen(
                FollowUp(one.held_on, one.carried_out, one.seen, one.next_move, one.next_on),
                names.get(one.registered_by, ""),
            )
            for one in sorted(row.follow_ups, key=lambda one: one.held_on, reverse=True)
        ),
        ended_on=row.ended_on,
        outcome=row.outcome,
        evaluation=row.evaluation or "",
        is_overdue=rules.is_overdue(row.follow_up_on, row.ended_on, work.today),
        needs_programme=row.ended_on is None and rules.needs_support_programme(measure),
        hints=rules.hints(measure) if row.ended_on is None else (),
        effect=seen,
    )


def _around(row: PlanRow | None) -> Around:
    if row is None:
        return Around()
    return Around(row.needs or "", row.student_view or "", row.guardian_view or "", row.next_meeting or "")


def _signature(work: Work, row: PlanRow | None) -> Signature | None:
    if row is None or row.signed_at is None or row.signed_by is None:
        return None
    person = work.session.get_one(PersonRow, row.signed_by)
    return Signature(row.signed_at.astimezone(SWEDEN), person.name, person.role.label)
