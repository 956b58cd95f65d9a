"""Åtgärdsplaner: measures with goal, responsible and follow-up date, what was seen, and how each ended.

A measure that goes on always has a follow-up date; an overdue one is a question for *I dag*. A signed plan is
not changed: its next version is begun first. What is followed up belongs to the work and not to the version.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.planning import plan as rules
from narvaro_desktop.domain.planning.plan import Around, Evaluation, FollowUp, Measure
from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.domain.record_id import derived_id
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.domain.terms import NextMove, Outcome
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import CaseRow, MeasureRow, PlanRow
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.absence.attendance import StudentAbsence
from narvaro_desktop.usecases.assessment import investigation_findings, investigations
from narvaro_desktop.usecases.assessment.investigation_views import Signature
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.overwritten import Overwritten
from narvaro_desktop.usecases.planning import (
    measure_gates,
    measures,
    plan_measures,
    plan_versions,
    return_schedules,
)
from narvaro_desktop.usecases.planning.plan_measures import MeasureView
from narvaro_desktop.usecases.planning.plan_versions import Version
from narvaro_desktop.usecases.planning.return_schedules import Schedule
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
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
class PlanView:
    """The plan of one case: measures that go on by their number, then those that have ended.

    `may_write` is false while the plan is signed and in an earlier version: then it may only be revised.
    """

    case_id: UUID
    case_number: str
    student: StudentLine
    step: int
    today: date
    around: Around
    rewritten: Mapping[str, Overwritten]
    """By column of `around`, what a colleague had written there before it was written over."""
    proposed_needs: str
    """What the kartläggning came to, to begin with where no needs have been written."""
    causes: tuple[str, ...]
    """What a measure may answer to: causes that the kartläggning has found."""
    version: int
    reason: str
    """Why the version was begun; nothing for the first."""
    signed: Signature | None
    versions: tuple[Version, ...]
    """The signed versions, the newest first."""
    is_latest: bool
    measures: tuple[MeasureView, ...]
    schedule: Schedule
    asks_for_return: bool
    """Whether the case's step asks for a återskolningsplan."""
    absence: StudentAbsence | None
    class_before: str
    """The class in which the measures were last gone through, where the pupil has left it since."""
    new_year: str
    """The läsår of today, where the measures were last gone through in an earlier one."""
    earlier: int
    """How many measures an earlier case of the pupil left, to begin an empty plan with."""
    duties: tuple[DutyLine, ...]
    """Open duties of the case's step that a written plan may answer."""
    follow_up_duties: tuple[DutyLine, ...]
    may_write: bool
    may_follow_up: bool
    may_revise: bool
    may_sign: bool
    may_approve: bool
    may_print: bool

    @property
    def going_on(self) -> tuple[MeasureView, ...]:
        return tuple(one for one in self.measures if one.ended_on is None)

    @property
    def approval(self) -> Version | None:
        """The version shown if the rektor was asked, or the one that came back and began this draft."""
        shown = self.version if self.signed is not None else self.version - 1
        found = next((one for one in self.versions if one.version == shown), None)
        if found is None or (self.signed is None and found.approval is not Approval.RETURNED):
            return None
        return found if found.approval is not None else None


def plan(work: Work, case_id: UUID, version: int | None = None) -> PlanView:
    """The plan of a case as it is, or as it was signed in an earlier version; looking is logged."""
    work.may(Resource.PLAN, Action.READ)
    case = cases.row_of(work, case_id)
    work.view(case.student_id, case_id)
    row = plan_versions.plan_row(work, case_id)
    signed = plan_versions.versions(work, case_id)
    earlier = next((one for one in signed if one.version == version), None)
    if earlier is not None and row is not None and earlier.version == row.version:
        earlier = None
    lines = [line for line in duties.duty_lines(work, case) if line.outstanding]
    text = plan_versions.text_as_signed(work, case_id, earlier.version) if earlier else None
    may, role = work.rules.rights.may, work.actor.role
    is_open = case.closed_on is None and earlier is None
    is_signed = row is not None and row.signed_at is not None
    waits = is_signed and bool(signed) and signed[0].asked_by != "" and signed[0].answered_at is None
    before = row.class_name if row else None
    return PlanView(
        case_id=case_id,
        case_number=case.number,
        student=line_of(case.student),
        step=case.step,
        today=work.today,
        around=text.around if text else plan_versions.around_of(row),
        rewritten=plan_versions.rewritten(work, row) if is_open and not is_signed else {},
        causes=investigation_findings.answerable(work, case_id) if earlier is None else (),
        proposed_needs="" if text else _proposed(work, case_id),
        version=earlier.version if earlier else row.version if row else 1,
        reason=earlier.reason if earlier else row.reason or "" if row else "",
        signed=earlier.signed if earlier else _signature(work, row),
        versions=signed,
        is_latest=earlier is None,
        measures=plan_measures.as_signed(text) if text else plan_measures.of_case(work, case),
        schedule=return_schedules.schedule(work, case),
        asks_for_return=any(line.duty.key == "return_plan" for line in lines),
        absence=_absence(work, case),
        class_before=before if before and before != case.student.class_name else "",
        new_year=_new_year(work, row),
        earlier=len(plan_measures.left_over(work, case)),
        duties=tuple(line for line in lines if line.duty.key in _WRITTEN),
        follow_up_duties=tuple(line for line in lines if line.duty.key in _FOLLOWED_UP),
        may_write=is_open and not is_signed and may(role, Resource.PLAN, Action.WRITE),
        may_follow_up=is_open and may(role, Resource.PLAN, Action.WRITE),
        may_revise=is_open and is_signed and may(role, Resource.PLAN, Action.WRITE),
        may_sign=is_open and not is_signed and may(role, Resource.PLAN, Action.SIGN),
        may_approve=is_open and waits and plan_versions.may_approve(work),
        may_print=may(role, Resource.PLAN, Action.EXPORT) and not case.student.protected,
    )


def describe(work: Work, case_id: UUID, around: Around) -> Changes:
    """Keep what the plan says around its measures; raises PlanSigned."""
    row, case = _writable(work, case_id)
    if plan_versions.around_of(row) == around:
        return frozenset()
    for one in fields(around):
        setattr(row, one.name, clean(getattr(around, one.name)) or None)
    work.log("plan.describe", student=case.student_id, case=case_id)
    return CHANGED


def add_measure(work: Work, case_id: UUID, measure: Measure, done: Collection[str] = ()) -> Made[UUID]:
    """Put a measure in the plan; `done` are the keys of duties that the plan answers.

    :raises MeasureIncomplete: it lacks a goal, a responsible, or a follow-up date after its start
    :raises PlanSigned:
    """
    _row, case = _writable(work, case_id)
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
    work.log("measure.add", student=case.student_id, case=case_id, measure=str(row.id))
    return Made(CHANGED | measure_gates.ask(work, case, whole) | _answer(work, case_id, done), row.id)


def change_measure(work: Work, measure_id: UUID, measure: Measure) -> Changes:
    """Write the measure anew, while it goes on.

    :raises MeasureIncomplete, MeasureEnded, PlanSigned:
    """
    row = work.session.get_one(MeasureRow, measure_id)
    _plan, case = _writable(work, row.case_id)
    if row.ended_on is not None:
        raise rules.MeasureEnded(row.ended_on)
    measures.fill(row, rules.demand_complete(measure))
    work.log("measure.change", student=case.student_id, case=case.id, measure=str(row.id))
    return CHANGED


def follow_up(
    work: Work, measure_id: UUID, seen: FollowUp, evaluation: Evaluation | None = None,
    done: Collection[str] = (),
) -> Changes:  # fmt: skip
    """Keep a follow-up: the measure goes on to its next date, or ends with its evaluation.

    One that wants a measure of a signed plan changed begins the plan's next version, with what was seen as
    its reason.

    :raises MeasureEnded, NextDateMissing, OffScale, EvaluationMissing:
    """
    row = work.session.get_one(MeasureRow, measure_id)
    plan_row, case = _followed(work, row.case_id)
    following = rules.follow_up_of(measures.measure_of(row), seen, row.ended_on)
    if following is None and evaluation is None:
        raise EvaluationMissing
    work.session.add(measures.follow_up_row(work, measure_id, seen, following))
    work.log("measure.follow_up", student=case.student_id, case=case.id, measure=str(row.id))
    if following is not None:
        row.follow_up_on = following
    elif evaluation is not None:
        measures.end(row, evaluation)
    if seen.next_move is NextMove.CHANGE and plan_row.signed_at is not None:
        plan_versions.begin(plan_row, seen.seen or row.title)
        work.log("plan.revise", student=case.student_id, case=case.id, version=plan_row.version)
    work.session.flush()
    work.session.expire(row, ["follow_ups"])
    return CHANGED | _answer(work, case.id, done)


def sign(work: Work, case_id: UUID, done: Collection[str] = (), ask: bool = False) -> Changes:
    """Sign the plan as it stands and keep it as a version; `ask` hands it to the rektor to approve.

    :raises PlanEmpty, PlanSigned:
    """
    work.may(Resource.PLAN, Action.SIGN)
    row, case = _writable(work, case_id)
    wanted = select(MeasureRow.id).where(MeasureRow.case_id == case_id, MeasureRow.ended_on.is_(None))
    if work.session.scalars(wanted.limit(1)).first() is None:
        raise PlanEmpty
    plan_versions.keep(work, case, row, ask)
    work.log("plan.sign", student=case.student_id, case=case_id, version=row.version, asked=ask)
    return CHANGED | _answer(work, case_id, done)


def carry_over(
    work: Work, case_id: UUID, responsible: Mapping[UUID, str], ended: Collection[UUID] = (), why: str = ""
) -> Changes:
    """The pupil has moved to another class, or a läsår has begun: who answers for each measure now, and which
    of them end.

    A signed plan gets its next version, with that as its reason.
    """
    row, case = _followed(work, case_id)
    if row.signed_at is not None:
        plan_versions.begin(row, why or _moved(row, case))
    for measure in plan_measures.rows(work, case_id):
        if measure.ended_on is None and measure.id in ended:
            measures.end(measure, Evaluation(work.today, Outcome.STOPPED_MOVED, why or _moved(row, case)))
        elif measure.ended_on is None and measure.id in responsible:
            measure.responsible = clean(responsible[measure.id]).strip() or None
    row.class_name, row.gone_through_on = case.student.class_name, work.today
    work.log("plan.carry_over", student=case.student_id, case=case_id, ended=len(ended))
    return CHANGED


def fetch_earlier(work: Work, case_id: UUID) -> Changes:
    """Take the measures that an earlier case of the pupil left into this plan, from today on."""
    _plan, case = _writable(work, case_id)
    following = work.today + timedelta(days=work.rules.days.follow_up)
    for row in plan_measures.left_over(work, case):
        again = replace(
            measures.measure_of(row), starts_on=work.today, follow_up_on=following, planned_end=None
        )
        add_measure(work, case_id, again)
    return CHANGED


def _moved(row: PlanRow, case: CaseRow) -> str:
    return f"{row.class_name or '–'} → {case.student.class_name or '–'}"


def _new_year(work: Work, row: PlanRow | None) -> str:
    if row is None or row.gone_through_on is None:
        return ""
    now = AcademicYear.of(work.today)
    return now.label if AcademicYear.of(row.gone_through_on) != now else ""


def _proposed(work: Work, case_id: UUID) -> str:
    if not work.rules.rights.may(work.actor.role, Resource.INVESTIGATION, Action.READ):
        return ""
    return investigations.conclusion(work, case_id)


def _absence(work: Work, case: CaseRow) -> StudentAbsence | None:
    if not work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ):
        return None
    return attendance.absence_of(work, case.student_id)


def _answer(work: Work, case_id: UUID, done: Collection[str]) -> Changes:
    changes: Changes = frozenset()
    for key in sorted(done):
        changes |= duties.do_duty(work, case_id, key)
    return changes


def _writable(work: Work, case_id: UUID) -> tuple[PlanRow, CaseRow]:
    """The plan to write in; raises PlanSigned."""
    row, case = _followed(work, case_id)
    if row.signed_at is not None:
        raise rules.PlanSigned(row.version)
    return row, case


def _followed(work: Work, case_id: UUID) -> tuple[PlanRow, CaseRow]:
    """The plan of an open case, made where there is none."""
    work.may(Resource.PLAN, Action.WRITE)
    case = cases.open_row(work, case_id)
    row = plan_versions.plan_row(work, case_id)
    if row is None:
        row = PlanRow(
            id=derived_id("plan", case_id),
            case_id=case_id,
            version=1,
            class_name=case.student.class_name,
            gone_through_on=work.today,
        )
        work.session.add(row)
        work.session.flush()
    return row, case


def _signature(work: Work, row: PlanRow | None) -> Signature | None:
    if row is None or row.signed_at is None or row.signed_by is None:
        return None
    return plan_versions.signature(work, row.signed_at, row.signed_by)
