"""Att titta på: the pupils whom early signals point out, for the weekly närvarogenomgång, and the answers.

Nobody is ranked: who was newly pointed out stands first, then names in order; never more rows than a meeting
works through, the others come up when these have their answer. Pupils with an open case are counted alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.absence.attention import (
    PER_MEETING,
    AttentionAnswer,
    Given,
    KnownCause,
    allowed_until,
    begun,
    waits,
)
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.absence.signals import FLAG_AT, LESSON_POINTS, SignalKind, WeekSignals
from narvaro_desktop.domain.absence.thresholds import Proposal
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.schooldays import AcademicYear, Span
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import AttentionAnswerRow, CaseRow, StudentRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.absence import attendance, signal_days, signals, suggestions
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.absence.signal_days import Seen
from narvaro_desktop.usecases.absence.suggestions import ReasonMissing, Suggested
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.SUGGESTIONS})
_LESSONS_BACK = timedelta(days=75)
"""Holds thirty school days, over any lov but the summer's."""


class CauseTooLong(NarvaroError):
    """A known cause is named, and holds until a day ahead, at most so far: (the last day allowed,)."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A pupil who is pointed out: what is on now, for how many weeks, and what the ladder's rules say."""

    student: StudentLine
    now: WeekSignals
    weeks: int
    proposal: Suggested | None
    given: Given | None = None

    @property
    def is_new(self) -> bool:
        return self.weeks <= 1


@dataclass(frozen=True, slots=True)
class Attention:
    """What there is to look at. `rows` fit into one meeting; `more` come after them.

    `held` have an answer that still holds; `in_case` have a case; `unjudged`: too little was reported.
    """

    state: DataState
    rows: tuple[Noticed, ...]
    more: int
    held: tuple[Noticed, ...]
    in_case: int
    unjudged: int
    judged: int
    today: date
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One pupil: what is on (None: too early to say), the answer last given, the rule that is met."""

    week: WeekSignals | None
    given: Given | None
    rule: Suggested | None


@dataclass(frozen=True, slots=True)
class Answer:
    """`until` and `cause` with a known cause; `reason` is asked for with *not relevant*."""

    answer: AttentionAnswer
    reason: str = ""
    cause: KnownCause | None = None
    until: date | None = None
    subject: str = ""


def attention(work: Work) -> Attention | None:
    """Who is to be looked at; None before the first file. The names are for those who meet the pupils."""
    work.may(Resource.ABSENCE, Action.LIST)
    state = attendance.data_state(work)
    if state is None:
        return None
    seen = signal_days.seen(work, state.until)
    now = _now(work, seen)
    flagged = [number for number, week in now.items() if week.flagged]
    rows = {row.number: row for row in _met(work, flagged)}
    with_case = set(work.session.scalars(select(CaseRow.student_id).where(CaseRow.closed_on.is_(None))))
    weeks = _histories(work, seen, [n for n, row in rows.items() if row.id not in with_case])
    given, met = _given(work, AcademicYear.of(state.until).span), signals.pointed(work, state)
    found = [
        Noticed(
            line_of(rows[number]),
            held[-1],
            begun(held),
            _rule(work, state, rows[number], met.get(number)),
            given.get(rows[number].id),
        )
        for number, held in weeks.items()
    ]
    holding = {
        one.student.number
        for one in found
        if one.given is not None and waits(one.given, weeks[one.student.number], work.today)
    }
    ordered = sorted(found, key=lambda one: (one.weeks, one.student.sort_key))
    waiting = [one for one in ordered if one.student.number not in holding]
    rights, role = work.rules.rights, work.actor.role
    return Attention(
        state=state,
        rows=tuple(waiting[:PER_MEETING]),
        more=max(0, len(waiting) - PER_MEETING),
        held=tuple(one for one in ordered if one.student.number in holding),
        in_case=sum(row.id in with_case for row in rows.values()),
        unjudged=sum(not week.enough for week in now.values()),
        judged=sum(week.enough for week in now.values()),
        today=work.today,
        may_answer=rights.may(role, Resource.CASE, Action.WRITE),
    )


def answer(work: Work, student_ids: Sequence[UUID], given: Answer) -> Made[tuple[UUID, ...]]:
    """Answer for these pupils, each in a record of its own with her own score.

    :raises ReasonMissing, CauseTooLong, CaseAlreadyOpen:
    """
    work.may(Resource.CASE, Action.WRITE)
    _check(work, given)
    state = attendance.data_state(work)
    rows = list(work.session.scalars(select(StudentRow).where(StudentRow.id.in_(student_ids))))
    for row in rows:
        reach.may_open_for(work, row)
    seen = signal_days.seen(work, state.until) if state else None
    now = _now(work, seen, {row.number for row in rows}) if seen else {}
    changes, made = set(CHANGED), []
    for row in rows:
        if given.answer is AttentionAnswer.CASE_OPENED:
            changes |= cases.open_case(work, row.id, cases.Opening(cause="signals", why=given.reason)).changes
        made.append(_keep(work, row, given, now.get(row.number), state.until if state else work.today))
    return Made(frozenset(changes), tuple(made))


def take_back(work: Work, answer_ids: Sequence[UUID]) -> Changes:
    """Ångra: one's own answers of a moment ago. A case that was opened stays."""
    for row in work.session.scalars(
        select(AttentionAnswerRow).where(
            AttentionAnswerRow.id.in_(answer_ids), AttentionAnswerRow.answered_by == work.actor.id
        )
    ):
        if row.answer is not AttentionAnswer.CASE_OPENED:
            work.log("attention.take_back", student=row.student_id)
            work.session.delete(row)
    return CHANGED


def signals_of(work: Work, student_id: UUID) -> Told:
    """Everything that is on for one pupil now, and what the ladder's rules say beside it."""
    work.may(Resource.ABSENCE, Action.READ)
    row = reach.student_row(work, student_id)
    state = attendance.data_state(work)
    if state is None or row.protected:
        return Told(None, None, None)
    seen = signal_days.seen(work, state.until, row.school_year)
    now = _now(work, seen, {row.number}).get(row.number)
    met = _rule(work, state, row, signals.count(work, state, [row.number]).get(row.number))
    return Told(now, _given(work, AcademicYear.of(state.until).span).get(row.id), met)


def _now(work: Work, seen: Seen, only: set[int] | None = None) -> dict[int, WeekSignals]:
    """The last week of each pupil; lessons are read for those alone who could be pointed out by them."""
    found = {
        number: week
        for number, year in seen.years.items()
        if (only is None or number in only) and (week := year.latest()) is not None
    }
    near = [
        number
        for number, week in found.items()
        if only is not None or (week.enough and week.score >= FLAG_AT - LESSON_POINTS)
    ]
    lessons = signal_days.lessons(work, near, Span(seen.until - _LESSONS_BACK, seen.until))
    for number, by_day in lessons.items():
        week = seen.judged(number, signal_days.refined(seen.days[number], by_day)).latest()
        if week is not None:
            found[number] = week
    return found


def _histories(work: Work, seen: Seen, numbers: Sequence[int]) -> dict[int, list[WeekSignals]]:
    """Week by week through the läsår, with lessons, for the few who are pointed out."""
    lessons = signal_days.lessons(work, numbers, Span(seen.year.span.first, seen.until))
    return {
        number: seen.judged(number, signal_days.refined(seen.days[number], lessons.get(number, {}))).history()
        for number in numbers
    }


def _met(work: Work, numbers: Sequence[int]) -> list[StudentRow]:
    """The pupils whom the person meets in lists."""
    mine = suggestions.own_classes(work)
    rows = work.session.scalars(select(StudentRow).where(StudentRow.number.in_(list(numbers))))
    return [row for row in rows if mine is None or row.class_name in mine]


def _rule(work: Work, state: DataState, row: StudentRow, met: Proposal | None) -> Suggested | None:
    """What the ladder's rules say, beside the score and never in it; answered or not."""
    if met is None:
        return None
    step = next(step for step in work.rules.ladder.steps if step.number == met.step)
    return Suggested(line_of(row), met, step.name, state.split_known)


def _given(work: Work, year: Span) -> dict[UUID, Given]:
    """Each pupil's latest answer of the läsår."""
    rows = work.session.scalars(
        select(AttentionAnswerRow)
        .where(AttentionAnswerRow.data_date >= year.first)
        .where(AttentionAnswerRow.answer != AttentionAnswer.CASE_OPENED)
        .order_by(AttentionAnswerRow.answered_at, AttentionAnswerRow.id)
    )
    return {
        row.student_id: Given(
            row.answer, row.data_date, row.level, row.invalid_on, row.until, row.cause,
            row.subject or "", row.reason or "",
        )
        for row in rows
    }  # fmt: skip


def _check(work: Work, given: Answer) -> None:
    if given.answer is AttentionAnswer.NOT_RELEVANT and not given.reason.strip():
        raise ReasonMissing
    if given.answer is AttentionAnswer.KNOWN_CAUSE:
        allowed = allowed_until(work.today)
        if given.cause is None or given.until is None or given.until not in allowed:
            raise CauseTooLong(allowed.last)


def _keep(work: Work, row: StudentRow, given: Answer, now: WeekSignals | None, until: date) -> UUID:
    level = Share(*now.level).tenths if now else None
    kept = AttentionAnswerRow(
        id=work.new_id(),
        student_id=row.id,
        answer=given.answer,
        cause=given.cause,
        subject=clean(given.subject) or None,
        until=given.until,
        reason=clean(given.reason) or None,
        score=now.score if now else 0,
        level=level or 0,
        invalid_on=now is not None and now.has(SignalKind.INVALID),
        data_date=until,
        answered_at=work.now,
        answered_by=work.actor.id,
    )
    work.session.add(kept)
    work.log("attention.answer", student=row.id, answer=given.answer.key, score=kept.score)
    return kept.id
