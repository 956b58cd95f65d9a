"""What the figures propose and nobody has answered yet, and the answers: each pupil gets a record of her own.

A proposal decides nothing. An answered one comes back only when the date has come, when a higher rule is met,
or when the absence has risen by five percentage points.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.absence.absence import DaySums, Figure, Sums, figure
from narvaro_desktop.domain.absence.thresholds import Proposal, ProposalLevel
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out
from narvaro_desktop.domain.case_terms import AbsenceMeasure, Action, Resource
from narvaro_desktop.domain.casework.ladder import EXIT_BELOW
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span
from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import CaseRow, DecisionRow, StudentRow, SuggestionAnswerRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.absence import proposal_json, signals
from narvaro_desktop.usecases.absence.attendance import DataState, data_state, days_of, figures_now
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.SUGGESTIONS})
RECHECK: Final = "recheck"
"""The rule of a row that comes back because an utredning was not needed, until a day."""

RISE: Final = 50
"""Tenths of a percent that the absence must have risen before an answered proposal comes back."""

_WEEK: Final = timedelta(days=7)


class ReasonMissing(NarvaroError):
    """A proposal is not declined without a word on why."""


class NobodyListed(NarvaroError):
    """Nobody of the class waits for an answer any more."""


class DayNotAhead(NarvaroError):
    """One waits until a day that is still to come: (the day,)."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A proposal that waits for a person's answer."""

    student: StudentLine
    proposal: Proposal
    step_name: str
    split_known: bool = True
    """False where the file does not tell giltig from ogiltig."""

    @property
    def own(self) -> bool:
        """Whether it has a row of its own; the others stand in the list of their class."""
        return self.proposal.level is ProposalLevel.STUDENT


@dataclass(frozen=True, slots=True)
class ClassList:
    """The pupils of one class who are answered together."""

    class_name: str
    students: tuple[Suggested, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's answer. `until` with *deferred*; `reason` is asked for with *declined* and *waived*.

    `step` is where a case is opened; above the first step the reason says why.
    """

    answer: SuggestionAnswer
    reason: str = ""
    until: date | None = None
    step: int = 1


def suggested(work: Work, state: DataState | None, found: signals.Pointed) -> list[Suggested]:
    """What of `found` waits for an answer: the longest absence first, pupils with an open case left out."""
    if not _may_see(work) or state is None:
        return []
    rows = {row.number: row for row in _rows(work, found)}
    held = _held(work, state, {number: found[number] for number in rows}, rows)
    names = {step.number: step.name for step in work.rules.ladder.steps}
    again = _rechecks(work, state, found)
    shown = {row.number: (row, found[row.number]) for row in rows.values() if row.number not in held} | again
    lines = [
        Suggested(line_of(row), proposal, names[proposal.step], state.split_known)
        for row, proposal in shown.values()
    ]
    return sorted(lines, key=lambda one: (-(one.proposal.figure.total.tenths or 0), one.student.sort_key))


def _rechecks(work: Work, state: DataState, found: signals.Pointed) -> dict[int, tuple[StudentRow, Proposal]]:
    """The pupils for whom an utredning was not needed, and whose day to look again has come: each a row of
    her own, whatever the figures say by now.
    """
    due = {
        student
        for student, last in _latest(work, AcademicYear.of(state.until).span).items()
        if last.answer is SuggestionAnswer.WAIVED and last.until is not None and last.until <= work.today
    }
    if not due:
        return {}
    open_case = select(CaseRow.student_id).where(CaseRow.closed_on.is_(None))
    wanted = select(StudentRow).where(StudentRow.id.in_(due), StudentRow.id.not_in(open_case))
    mine = own_classes(work)
    if mine is not None:
        wanted = wanted.where(StudentRow.class_name.in_(mine))
    figures = figures_now(work, state)
    step = work.rules.ladder.inquiry_step.number
    span = lay_out(settings.calendar(work), DEFAULT_WINDOW, state.until).span
    nothing = state.judged(Figure(Sums(), span, 0, state.until, state.source, state.coverage_known))
    return {
        row.number: (
            row,
            Proposal(
                ProposalLevel.STUDENT, step, RECHECK, AbsenceMeasure.MANUAL, figures.get(row.number, nothing)
            ),
        )
        for row in work.session.scalars(wanted.where(StudentRow.protected.is_(False)))
    }


def class_lists(waiting: Sequence[Suggested]) -> tuple[ClassList, ...]:
    """Those without a row of their own by class, the classes and their pupils in order."""
    by_class: dict[str, list[Suggested]] = defaultdict(list)
    for one in sorted(waiting, key=lambda one: one.student.sort_key):
        if not one.own:
            by_class[one.student.class_name].append(one)
    return tuple(ClassList(name, tuple(by_class[name])) for name in sorted(by_class, key=class_key))


def own_classes(work: Work) -> frozenset[str] | None:
    """The classes that the person works with; None is the whole school."""
    return reach.own_classes(work)


def choose_classes(work: Work, names: Sequence[str]) -> Changes:
    """Remember which classes are the person's own."""
    return team.give_classes(work, work.actor.id, names)


def class_names(work: Work) -> tuple[str, ...]:
    """Every class of the school, to choose the own ones from."""
    wanted = select(StudentRow.class_name).where(StudentRow.left_on.is_(None)).distinct()
    return tuple(sorted(filter(None, work.session.scalars(wanted)), key=class_key))


def suggested_step(work: Work, student_id: UUID) -> int | None:
    """The step that the figures point to for one pupil, with a case or without."""
    if not work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ):
        return None
    state = data_state(work)
    number = reach.student_row(work, student_id).number
    found = signals.count(work, state, [number]) if state else {}
    return found[number].step if number in found else None


def answer(work: Work, student_ids: Sequence[UUID], given: Answer) -> Made[tuple[UUID, ...]]:
    """Answer for these pupils, each in a record of its own with her own figures.

    :raises ReasonMissing, DayNotAhead, CaseAlreadyOpen, MotivationMissing:
    """
    work.may(Resource.CASE, Action.WRITE)
    _check(work, given)
    state = data_state(work)
    wanted = select(StudentRow).where(StudentRow.id.in_(student_ids)).order_by(StudentRow.sort_key)
    rows = list(work.session.scalars(wanted))
    found = signals.pointed(work, state) if state else {}
    changes, made = set(CHANGED), []
    for row in rows:
        reach.may_open_for(work, row)
        proposal = found.get(row.number)
        done = _act(work, row, proposal, given)
        changes |= done.changes
        made.append(_keep(work, row, proposal, replace(given, until=done.value), state))
    return Made(frozenset(changes), tuple(made))


def waive(work: Work, reasons: Mapping[UUID, str], until: date | None = None) -> Made[int]:
    """The rektor's *Utredning behövs inte* for several pupils at once, each with its own reason.

    The question comes back on `until`, or after the usual time.
    """
    changes: set[Area] = set()
    for student_id, reason in reasons.items():
        changes |= answer(work, [student_id], Answer(SuggestionAnswer.WAIVED, reason, until)).changes
    return Made(frozenset(changes), len(reasons))


def take_back(work: Work, answer_ids: Sequence[UUID]) -> Changes:
    """Ångra: one's own answers of a moment ago. A case that was opened stays and is closed as a mistake."""
    for row in work.session.scalars(
        select(SuggestionAnswerRow).where(
            SuggestionAnswerRow.id.in_(answer_ids), SuggestionAnswerRow.answered_by == work.actor.id
        )
    ):
        if row.answer not in (SuggestionAnswer.CASE_OPENED, SuggestionAnswer.WAIVED):
            work.log("suggestion.take_back", student=row.student_id, rule=row.rule)
            work.session.delete(row)
    return CHANGED


def _check(work: Work, given: Answer) -> None:
    if given.answer is SuggestionAnswer.DECLINED and not given.reason.strip():
        raise ReasonMissing
    if given.answer is SuggestionAnswer.DEFERRED and (given.until is None or given.until <= work.today):
        raise DayNotAhead(given.until)


def _act(work: Work, row: StudentRow, proposal: Proposal | None, given: Answer) -> Made[date | None]:
    """What an answer brings with it: a case, or a decision; and until when the answer holds."""
    if given.answer is SuggestionAnswer.CASE_OPENED:
        figures = proposal_json.remembered(proposal) if proposal else None
        opening = cases.Opening(
            step=given.step,
            why=given.reason,
            cause=proposal.rule if proposal else "manual",
            figures=figures,
        )
        return Made(cases.open_case(work, row.id, opening).changes, None)
    if given.answer is SuggestionAnswer.WAIVED:
        decided = decisions.waive(work, row.id, given.reason, given.until)
        work.session.flush()
        return Made(decided.changes, work.session.get_one(DecisionRow, decided.value).recheck_on)
    return Made(CHANGED, given.until)


def _keep(
    work: Work, row: StudentRow, proposal: Proposal | None, given: Answer, state: DataState | None
) -> UUID:
    kept = SuggestionAnswerRow(
        id=work.new_id(),
        student_id=row.id,
        rule=proposal.rule if proposal else "manual",
        answer=given.answer,
        answered_at=work.now,
        answered_by=work.actor.id,
        until=given.until,
        reason=given.reason.strip() or None,
        figures=proposal_json.remembered(proposal) if proposal else "{}",
        data_date=state.until if state else work.today,
    )
    work.session.add(kept)
    work.log("suggestion.answer", student=row.id, rule=kept.rule, answer=given.answer.key)
    return kept.id


def _may_see(work: Work) -> bool:
    rights, role = work.rules.rights, work.actor.role
    return rights.may(role, Resource.ABSENCE, Action.LIST) and rights.may(role, Resource.CASE, Action.WRITE)


def _rows(work: Work, found: signals.Pointed) -> list[StudentRow]:
    """The pupils who may be proposed to this person: in her classes, and without an open case."""
    open_case = select(CaseRow.student_id).where(CaseRow.closed_on.is_(None))
    wanted = select(StudentRow).where(StudentRow.number.in_(list(found)), StudentRow.id.not_in(open_case))
    mine = own_classes(work)
    if mine is not None:
        wanted = wanted.where(StudentRow.class_name.in_(mine))
    return list(work.session.scalars(wanted))


def _held(
    work: Work, state: DataState, found: Mapping[int, Proposal], rows: Mapping[int, StudentRow]
) -> frozenset[int]:
    """The pupils whose proposal has its answer, or whose case was closed within the window."""
    calendar = settings.calendar(work)
    first = lay_out(calendar, DEFAULT_WINDOW, state.until).span.first
    closed = set(work.session.scalars(select(CaseRow.student_id).where(CaseRow.closed_on >= first)))
    answers = _latest(work, AcademicYear.of(state.until).span)
    held = {number for number, row in rows.items() if row.id in closed}
    asked = {number: answers[row.id] for number, row in rows.items() if row.id in answers}
    days = _days_since(work, state, asked)
    for number, last in asked.items():
        lowest = _lowest(calendar, last.data_date, state.until, days.get(number, []))
        if not _returns(work, last, found[number], lowest):
            held.add(number)
    return frozenset(held)


def _latest(work: Work, year: Span) -> dict[UUID, SuggestionAnswerRow]:
    """Each pupil's latest answer of the läsår. One that opened a case has been answered by the case."""
    wanted = (
        select(SuggestionAnswerRow)
        .where(SuggestionAnswerRow.data_date >= year.first)
        .where(SuggestionAnswerRow.answer != SuggestionAnswer.CASE_OPENED)
        .where(SuggestionAnswerRow.rule != EXIT_BELOW)
        .order_by(SuggestionAnswerRow.answered_at, SuggestionAnswerRow.id)
    )
    return {row.student_id: row for row in work.session.scalars(wanted)}


def _returns(work: Work, last: SuggestionAnswerRow, now: Proposal, lowest: int | None) -> bool:
    """Whether an answered proposal is asked about again."""
    before = json.loads(last.figures)
    if last.until is not None and last.until <= work.today:
        return True
    if now.step > before.get("step", 0):
        return True
    known = [tenths for tenths in (before.get("total"), lowest) if tenths is not None]
    tenths = now.figure.total.tenths
    return bool(known) and tenths is not None and tenths - min(known) >= RISE


def _days_since(
    work: Work, state: DataState, asked: Mapping[int, SuggestionAnswerRow]
) -> dict[int, list[DaySums]]:
    """The days of those whose answer is older than a week: what has happened since."""
    older = {number: row for number, row in asked.items() if state.until - row.data_date >= _WEEK}
    if not older:
        return {}
    begins = min(row.data_date for row in older.values()) - 5 * _WEEK
    return days_of(work, Span(begins, state.until), older)


def _lowest(calendar: SchoolCalendar, since: date, until: date, days: Sequence[DaySums]) -> int | None:
    """The lowest absence, week by week, since the answer: what a rise is counted from."""
    shares = []
    last = since + _WEEK
    while days and last < until:
        seen = figure(days, calendar, lay_out(calendar, DEFAULT_WINDOW, last).span, last)
        if seen.suffices and seen.total.tenths is not None:
            shares.append(seen.total.tenths)
        last += _WEEK
    return min(shares, default=None)


def class_key(name: str) -> tuple[int, str]:
    """Classes by school year: 2A before 10B, FA first."""
    digits = "".join(sign for sign in name if sign.isdecimal())
    return int(digits or 0), name
