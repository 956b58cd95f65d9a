"""The measures of a plan as they are shown: as they are today, or as they were signed."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from narvaro_desktop.domain.case_terms import PlanHint
from narvaro_desktop.domain.planning import plan as rules
from narvaro_desktop.domain.planning.effect import Effect
from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.planning.plan_text import PlanText, Seen, WrittenMeasure
from narvaro_desktop.domain.terms import Outcome
from narvaro_desktop.store.tables import CaseRow, MeasureRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.planning import measures
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure as the plan shows it, numbered by its start; the latest follow-up first."""

    id: UUID
    number: int
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


def rows(work: Work, case_id: UUID) -> list[MeasureRow]:
    """The measures in the order of their numbers."""
    wanted = select(MeasureRow).where(MeasureRow.case_id == case_id)
    return list(work.session.scalars(wanted.order_by(MeasureRow.starts_on, MeasureRow.id)))


def of_case(work: Work, case: CaseRow) -> tuple[MeasureView, ...]:
    """The measures as they stand: those that go on by their number, then those that have ended."""
    names = team_names.names(work)
    found = [
        _shown(number, measures.written(row, names), work.today, _effect(work, case, row))
        for number, row in enumerate(rows(work, case.id), start=1)
    ]
    return _ordered(found)


def as_signed(text: PlanText) -> tuple[MeasureView, ...]:
    """The measures of a version, in which nothing is late any more and no question is asked."""
    return _ordered([_shown(number, one, None, None) for number, one in enumerate(text.measures, start=1)])


def _ordered(found: list[MeasureView]) -> tuple[MeasureView, ...]:
    return tuple(sorted(found, key=lambda one: (one.ended_on is not None, one.number)))


def _shown(number: int, one: WrittenMeasure, today: date | None, seen: Effect | None) -> MeasureView:
    measure, goes_on = one.measure, one.ended_on is None
    assert measure.follow_up_on is not None
    return MeasureView(
        id=UUID(one.key),
        number=number,
        measure=measure,
        follow_ups=one.follow_ups,
        ended_on=one.ended_on,
        outcome=one.outcome,
        evaluation=one.evaluation,
        is_overdue=today is not None and rules.is_overdue(measure.follow_up_on, one.ended_on, today),
        needs_programme=goes_on and rules.needs_support_programme(measure),
        hints=_hints(one) if goes_on and today is not None else (),
        effect=seen,
    )


def left_over(work: Work, case: CaseRow) -> list[MeasureRow]:
    """What went on in the pupil's earlier cases when they were closed, or ended because she moved."""
    wanted = (
        select(MeasureRow)
        .join(CaseRow, CaseRow.id == MeasureRow.case_id)
        .where(CaseRow.student_id == case.student_id, CaseRow.id != case.id, CaseRow.closed_on.is_not(None))
        .where(or_(MeasureRow.ended_on.is_(None), MeasureRow.outcome == Outcome.STOPPED_MOVED))
        .order_by(MeasureRow.starts_on, MeasureRow.id)
    )
    return list(work.session.scalars(wanted))


def _hints(one: WrittenMeasure) -> tuple[PlanHint, ...]:
    """The friendly questions; once followed up, the time to the next follow-up is what counts."""
    since = one.follow_ups[0].follow_up.held_on if one.follow_ups else one.measure.starts_on
    return rules.hints(replace(one.measure, starts_on=since))


def _effect(work: Work, case: CaseRow, row: MeasureRow) -> Effect | None:
    return measures.effect_of(work, case, row.starts_on)
