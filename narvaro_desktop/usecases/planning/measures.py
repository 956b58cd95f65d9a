"""A measure in its row and as a value, with what was seen of it and what the absence did around its start."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.planning.effect import Effect, effect, spans
from narvaro_desktop.domain.planning.plan import Aim, Evaluation, FollowUp, Measure
from narvaro_desktop.domain.planning.plan_text import Seen, WrittenMeasure
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.store.tables import CaseRow, FollowUpRow, MeasureRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.work import Work


def effect_of(work: Work, case: CaseRow, starts_on: date) -> Effect | None:
    """What the absence was before and after, for those who may see it."""
    state = attendance.data_state(work)
    calendar = settings.calendar(work)
    if state is None or not work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ):
        return None
    found = spans(calendar, starts_on)
    if found is None or found[1].last > state.until:
        return None
    number = case.student.number
    days = attendance.days_of(work, Span(found[0].first, found[1].last), [number]).get(number, [])
    return effect(days, calendar, starts_on, state.until, state.source)


def measure_of(row: MeasureRow) -> Measure:
    """The measure as it stands in its row."""
    aim = None
    if row.indicator is not None:
        aim = Aim(row.indicator, row.baseline, row.target, row.own_indicator or "")
    return Measure(
        title=row.title,
        goal=row.goal,
        level=row.level,
        legal_type=row.legal_type,
        responsible_role=row.responsible_role,
        responsible=row.responsible or "",
        starts_on=row.starts_on,
        follow_up_on=row.follow_up_on,
        aim=aim,
        student_view=row.student_view or "",
        guardian_view=row.guardian_view or "",
        support_programme=row.support_programme or "",
        catalogue=row.catalogue,
        category=row.category,
        description=row.description or "",
        answers_to=row.answers_to or "",
        co_actors=row.co_actors or "",
        planned_end=row.planned_end,
        resource=row.resource or "",
    )


def written(row: MeasureRow, names: Mapping[UUID, str]) -> WrittenMeasure:
    """The measure with what was seen of it, the latest follow-up first."""
    held = sorted(row.follow_ups, key=lambda one: (one.held_on, one.registered_at), reverse=True)
    return WrittenMeasure(
        key=str(row.id),
        measure=measure_of(row),
        follow_ups=tuple(Seen(_follow_up_of(one), names.get(one.registered_by, "")) for one in held),
        ended_on=row.ended_on,
        outcome=row.outcome,
        evaluation=row.evaluation or "",
    )


def fill(row: MeasureRow, measure: Measure) -> None:
    """Put a measure that is complete in its row."""
    assert measure.responsible_role is not None and measure.starts_on and measure.follow_up_on
    aim = measure.aim
    row.catalogue, row.category = measure.catalogue, measure.category
    row.level, row.legal_type = measure.level, measure.legal_type
    row.title, row.goal = clean(measure.title).strip(), clean(measure.goal).strip()
    row.description, row.answers_to = _kept(measure.description), _kept(measure.answers_to)
    row.indicator = aim.indicator if aim else None
    row.baseline, row.target = (aim.baseline, aim.target) if aim else (None, None)
    row.own_indicator = _kept(aim.own) if aim else None
    row.student_view, row.guardian_view = _kept(measure.student_view), _kept(measure.guardian_view)
    row.responsible_role, row.responsible = measure.responsible_role, _kept(measure.responsible)
    row.co_actors, row.resource = _kept(measure.co_actors), _kept(measure.resource)
    row.support_programme = _kept(measure.support_programme)
    row.starts_on, row.planned_end = measure.starts_on, measure.planned_end
    row.follow_up_on = measure.follow_up_on


def follow_up_row(work: Work, measure_id: UUID, seen: FollowUp, following: date | None) -> FollowUpRow:
    """What was seen, as a row; why it did not come about is kept only where it did not."""
    return FollowUpRow(
        id=work.new_id(),
        measure_id=measure_id,
        held_on=seen.held_on,
        registered_at=work.now,
        registered_by=work.actor.id,
        carried_out=seen.carried_out,
        not_done=None if seen.carried_out else seen.not_done,
        fidelity=seen.fidelity,
        value=seen.value,
        attendance=seen.attendance,
        functioning=seen.functioning,
        wellbeing=seen.wellbeing,
        seen=clean(seen.seen).strip(),
        next_move=seen.next_move,
        next_on=following,
    )


def end(row: MeasureRow, evaluation: Evaluation) -> None:
    """The measure has been evaluated."""
    row.ended_on, row.outcome = evaluation.ended_on, evaluation.outcome
    row.evaluation = _kept(evaluation.words)


def _follow_up_of(row: FollowUpRow) -> FollowUp:
    return FollowUp(
        row.held_on, row.carried_out, row.seen, row.next_move, row.next_on, row.not_done, row.fidelity,
        row.value, row.attendance, row.functioning, row.wellbeing,
    )  # fmt: skip


def _kept(words: str) -> str | None:
    return clean(words).strip() or None
