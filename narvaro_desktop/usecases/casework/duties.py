"""The duties of a case's step and its other tasks: what is due, what was done, what was left open and why."""

from collections.abc import Iterable, Mapping, Set
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, DeadlineStart, Resource
from narvaro_desktop.domain.casework import duties as rules
from narvaro_desktop.domain.casework.duties import DutyLine, Mark
from narvaro_desktop.domain.casework.ladder import Ladder, Step
from narvaro_desktop.domain.casework.legal_clock import Pace
from narvaro_desktop.domain.terms import InquiryAnswer, Role
from narvaro_desktop.store.tables import CaseRow, DecisionRow, DutyRow, MeasureRow
from narvaro_desktop.usecases import law_profiles, reach, settings
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.CASES, Area.SUGGESTIONS})


def do_duty(work: Work, case_id: UUID, key: str, done_on: date | None = None) -> Changes:
    """The duty `key` of the case's step has been done."""
    work.may(Resource.CASE, Action.WRITE)
    row = reach.case_row(work, case_id)
    mark = mark_of(work, row, key)
    mark.done_on, mark.done_by = done_on or work.today, work.actor.id
    mark.left_open_on = mark.left_open_by = mark.left_open_reason = None
    work.log("duty.done", student=row.student_id, case=case_id, duty=key)
    return CHANGED


def undo_duty(work: Work, case_id: UUID, key: str) -> Changes:
    """The duty was marked as done by mistake."""
    work.may(Resource.CASE, Action.WRITE)
    row = reach.case_row(work, case_id)
    mark = mark_of(work, row, key)
    mark.done_on = mark.done_by = None
    work.log("duty.undone", student=row.student_id, case=case_id, duty=key)
    return CHANGED


def add_task(
    work: Work, case_id: UUID, words: str, due_on: date | None = None, responsible: Role | None = None
) -> Made[UUID]:
    """Something to do that the ladder does not know of."""
    work.may(Resource.CASE, Action.WRITE)
    row = reach.case_row(work, case_id)
    task = _duty_row(work, row, words=words.strip(), due_on=due_on, responsible=responsible)
    work.log("task.add", student=row.student_id, case=case_id)
    return Made(CHANGED, task.id)


def do_task(work: Work, task_id: UUID) -> Changes:
    """The task has been done."""
    work.may(Resource.CASE, Action.WRITE)
    task = work.session.get_one(DutyRow, task_id)
    reach.case_row(work, task.case_id)
    task.done_on, task.done_by = work.today, work.actor.id
    work.log("task.done", case=task.case_id)
    return CHANGED


def undo_task(work: Work, task_id: UUID) -> Changes:
    """The task was marked as done by mistake."""
    work.may(Resource.CASE, Action.WRITE)
    task = work.session.get_one(DutyRow, task_id)
    reach.case_row(work, task.case_id)
    task.done_on = task.done_by = None
    work.log("task.undone", case=task.case_id)
    return CHANGED


def duty_lines(work: Work, row: CaseRow) -> tuple[DutyLine, ...]:
    """The duties of the step that the case stands on, as they are today."""
    chosen = work.rules.ladders[row.ladder]
    place = chosen.place(row.step, row.is_returning)
    marks: Mapping[str, Mark] = marks_of(row)
    marks = asked(work, row, place, marks, waived(work, row.id))
    return rules.duty_lines(chosen, place, _starts(work, row), marks, work.today, settings.calendar(work))


def marks_of(row: CaseRow) -> dict[str, Mark]:
    """What has become of the duties of the case's step, by key."""
    return {
        duty.key: Mark(duty.done_on, duty.left_open_reason if duty.left_open_on else None)
        for duty in row.duties
        if duty.key and duty.step == row.step
    }


def asked(
    work: Work, row: CaseRow, place: Step, marks: Mapping[str, Mark], without: Set[UUID]
) -> Mapping[str, Mark]:
    """The marks, with what nobody asks for here: no utredning is needed (`without`), or no anmälan by law."""
    if row.id in without:
        return rules.unasked(place, marks, rules.OF_AN_INQUIRY, InquiryAnswer.WAIVED.label)
    if row.track is not None:
        keys = frozenset(work.rules.tracks[row.track.key]["not_asked"])
        marks = rules.unasked(place, marks, keys, row.track.label)
    if law_profiles.notifies_by_choice(work, row.student.school_form):
        return rules.unasked(place, marks, rules.BY_CHOICE, Pace.OPTIONAL.label)
    return marks


def waived(work: Work, only: UUID | None = None) -> frozenset[UUID]:
    """The cases whose latest decision is that no utredning is needed."""
    wanted = select(DecisionRow.case_id, DecisionRow.answer).where(DecisionRow.case_id.is_not(None))
    if only is not None:
        wanted = wanted.where(DecisionRow.case_id == only)
    rows = work.session.execute(wanted.order_by(DecisionRow.id)).all()
    latest = {row.case_id: row.answer for row in rows}
    return frozenset(case for case, answer in latest.items() if case and answer is InquiryAnswer.WAIVED)


def _starts(work: Work, row: CaseRow) -> dict[DeadlineStart, date]:
    """The days that deadlines are counted from, as far as they have come."""
    starts = {DeadlineStart.STEP: row.step_since}
    decided = select(DecisionRow.decided_on).where(
        DecisionRow.case_id == row.id, DecisionRow.answer == InquiryAnswer.OPENED
    )
    began = select(MeasureRow.starts_on).where(MeasureRow.case_id == row.id).order_by(MeasureRow.starts_on)
    if (day := work.session.scalars(decided.order_by(DecisionRow.decided_on.desc())).first()) is not None:
        starts[DeadlineStart.DECISION] = day
    if (day := work.session.scalars(began).first()) is not None:
        starts[DeadlineStart.MEASURES] = day
    return starts


def mark_of(work: Work, row: CaseRow, key: str) -> DutyRow:
    """What has become of the duty `key` on the step that the case stands on; made where nothing has yet."""
    found = next((duty for duty in row.duties if duty.key == key and duty.step == row.step), None)
    if found is not None:
        return found
    known = work.rules.ladders[row.ladder].place(row.step, row.is_returning).duty(key)
    return _duty_row(work, row, key=key, step=row.step, responsible=known.responsible)


def _duty_row(
    work: Work, row: CaseRow, *, key: str | None = None, words: str | None = None, step: int | None = None,
    due_on: date | None = None, responsible: Role | None = None,
) -> DutyRow:  # fmt: skip
    duty = DutyRow(
        id=work.new_id(),
        case_id=row.id,
        step=step,
        key=key,
        words=words,
        responsible=responsible,
        due_on=due_on,
    )
    row.duties.append(duty)
    work.session.flush()
    return duty


def words_of(chosen: Ladder, duty: DutyRow, others: Iterable[Ladder] = ()) -> str:
    """What a duty of the ladder is called, or of one that the case has followed before."""
    steps = [step for ladder in (*others, chosen) for step in (*ladder.steps, ladder.returning)]
    known = {one.key: one.text for step in steps for one in step.duties}
    return known.get(duty.key or "", duty.key or "")


def done(work: Work, row: CaseRow) -> frozenset[str]:
    """The keys of the duties that count as done when the step is left."""
    return rules.done_keys(duty_lines(work, row))


def leave_open(work: Work, row: CaseRow, reasons: Mapping[str, str]) -> None:
    """Keep why these duties (by key) and tasks (by id) stay open."""
    tasks = {str(duty.id): duty for duty in row.duties if duty.words}
    for key, reason in reasons.items():
        mark = tasks.get(key) or mark_of(work, row, key)
        mark.left_open_on, mark.left_open_by = work.today, work.actor.id
        mark.left_open_reason = reason.strip()


def next_line(work: Work, row: CaseRow) -> DutyLine | None:
    """The first thing to do on the case's step."""
    return rules.next_thing(duty_lines(work, row))
