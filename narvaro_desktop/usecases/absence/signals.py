"""What the figures point to right now: the ladder's rules held against every pupil's days, or latest period.

The database first leaves out those whom no rule can reach, and what was found is kept until the figures, the
calendar or the ladder change, so that a large school costs little.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, or_, select

from narvaro_desktop.domain.absence.absence import Figure, Sums
from narvaro_desktop.domain.absence.sickness import Sickness
from narvaro_desktop.domain.absence.thresholds import (
    SICKNESS,
    Proposal,
    ProposalLevel,
    Rule,
    conditions,
    propose,
    propose_from_period,
    rules_of,
)
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out, preceding
from narvaro_desktop.domain.case_terms import AbsenceMeasure, Window
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.store.tables import ImportBatchRow, PeriodRow, StudentDayRow, StudentRow, SuggestionRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import proposal_json, sick_leave
from narvaro_desktop.usecases.absence.attendance import DataState, days_of
from narvaro_desktop.usecases.work import Work

_STAMP: Final = "suggestions"
_RUN_REACHES_BACK: Final = timedelta(days=90)
_RUNS = (AbsenceMeasure.RUN, AbsenceMeasure.FULL_MONTH)
_SHARES = (AbsenceMeasure.TOTAL, AbsenceMeasure.VALID, AbsenceMeasure.INVALID)

Pointed = Mapping[int, Proposal]
"""What is proposed, by the pupil's number on this device."""


def pointed(work: Work, state: DataState) -> Pointed:
    """Every pupil whom a rule of the ladder points to: as it was kept, or counted anew where that is old."""
    if not is_kept(work, state):
        return count(work, state)
    here = select(StudentRow.number).where(StudentRow.left_on.is_(None), StudentRow.protected.is_(False))
    rows = select(SuggestionRow.student, SuggestionRow.document).where(SuggestionRow.student.in_(here))
    least = work.rules.pack.coverage_percent
    return {number: proposal_json.read(document, least) for number, document in work.session.execute(rows)}


def is_kept(work: Work, state: DataState) -> bool:
    """Whether what is kept still answers for the figures, the calendar and the ladder of today."""
    return bool(settings.read(work.session, _STAMP) == _stamp(work, state))


def keep(work: Work, state: DataState) -> None:
    """Count, and keep what was found until the next import."""
    found = count(work, state)
    work.session.execute(delete(SuggestionRow))
    rows = [{"student": number, "document": proposal_json.written(one)} for number, one in found.items()]
    if rows:
        work.session.execute(insert(SuggestionRow), rows)
    settings.write(work.session, _STAMP, _stamp(work, state))


def count(work: Work, state: DataState, only: Iterable[int] | None = None) -> Pointed:
    """The rules held against the figures; `only` asks about some pupils."""
    rules, calendar = rules_of(work.rules.ladder), settings.calendar(work)
    every, years = conditions(rules), _school_years(work, rules)
    sick = _sickness(work, every, calendar, state.until, only)
    if only is None:
        numbers = sorted({*_reachable(work, rules, calendar, state.until), *_here(work, sick)})
    else:
        numbers = list(only)
    days = days_of(work, far_span(every, calendar, state.until), numbers)
    found = {
        number: propose(
            rules,
            held,
            calendar,
            state.until,
            state.source,
            state.coverage_known,
            sick.get(number),
            years.get(number),
        )
        for number, held in days.items()
    }
    found |= {
        number: propose_from_period(rules, seen, years.get(number))
        for number, seen in _periods(work, state, only).items()
        if number not in found
    }
    return {
        number: proposal if state.split_known else _unsplit(proposal, rules)
        for number, proposal in found.items()
        if proposal is not None
    }


def _school_years(work: Work, rules: Sequence[Rule]) -> dict[int, int | None]:
    """The årskurs of each pupil, where a rule asks for it."""
    if all(rule.trigger.years is None for rule in rules):
        return {}
    found = work.session.execute(select(StudentRow.number, StudentRow.school_year))
    return {row.number: row.school_year for row in found}


def mute_rules(work: Work, state: DataState) -> tuple[Rule, ...]:
    """The rules about sickness that can't be judged, since no lesson of their time says why one was away."""
    calendar = settings.calendar(work)
    return tuple(
        rule
        for rule in rules_of(work.rules.ladder)
        if rule.trigger.measure in SICKNESS
        and not sick_leave.reasons_known(work, lay_out(calendar, _window(rule), state.until).span)
    )


def _sickness(
    work: Work, rules: Sequence[Rule], calendar: SchoolCalendar, until: date, only: Iterable[int] | None
) -> dict[int, dict[str, Sickness]]:
    """By pupil and window, those who reach a rule about sickness; none where no file gives reasons."""
    found: dict[int, dict[str, Sickness]] = defaultdict(dict)
    about = [rule for rule in rules if rule.trigger.measure in SICKNESS]
    for name in {_window(rule) for rule in about}:
        here = [rule for rule in about if _window(rule) == name]
        counted = sick_leave.sickness(work, calendar, lay_out(calendar, name, until).span, only)
        for number, sick in counted.items():
            if any(_sick_met(rule, sick) for rule in here):
                found[number][name] = sick
    return found


def _sick_met(rule: Rule, sick: Sickness) -> bool:
    if rule.trigger.measure is AbsenceMeasure.SICK_OCCASIONS:
        return rule.limit.met(sick.occasions, 100)
    return sick.share.reaches(rule.limit)


def _here(work: Work, numbers: Iterable[int]) -> set[int]:
    """Those among `numbers` who are at the school and not marked as protected."""
    wanted = select(StudentRow.number).where(StudentRow.left_on.is_(None), StudentRow.protected.is_(False))
    return set(work.session.scalars(wanted)) & set(numbers)


def _unsplit(proposal: Proposal, rules: Sequence[Rule]) -> Proposal:
    """Where giltig and ogiltig are not told apart, absence that has ended is not taken for sickness."""
    own = any(rule.own for rule in rules if rule.trigger.key == proposal.rule)
    return replace(proposal, level=ProposalLevel.STUDENT if own else ProposalLevel.CLASS)


def _stamp(work: Work, state: DataState) -> list[object]:
    """What the proposals rest on, in few words."""
    batch = ImportBatchRow
    newest, undone = work.session.execute(select(func.max(batch.id), func.count(batch.undone_at))).one()
    calendar = json.dumps(settings.read(work.session, "calendar"), sort_keys=True).encode()
    ladder = work.rules.ladder
    return [
        *(state.until.isoformat(), newest, undone),
        *(ladder.id, str(ladder.version), hashlib.sha256(calendar).hexdigest()[:16]),
    ]


def far_span(rules: Sequence[Rule], calendar: SchoolCalendar, until: date) -> Span:
    """From the earliest day that any rule looks at."""
    usual = lay_out(calendar, DEFAULT_WINDOW, until)
    firsts = [lay_out(calendar, name, until).span.first for name in _windows(rules)]
    before = preceding(calendar, usual).span.first
    return Span(min(*firsts, before, usual.span.first - _RUN_REACHES_BACK), until)


def _windows(rules: Sequence[Rule]) -> set[str]:
    return {DEFAULT_WINDOW} | {_window(rule) for rule in rules}


def _window(rule: Rule) -> str:
    return DEFAULT_WINDOW if rule.trigger.window is Window.NONE else rule.trigger.window.key


def _reachable(work: Work, rules: Sequence[Rule], calendar: SchoolCalendar, until: date) -> list[int]:
    """The pupils whom at least one rule may reach: never one too few."""
    span, day = far_span(rules, calendar, until), StudentDayRow
    free = [each.toordinal() for each in span if not calendar.is_school_day(each)]
    met = [
        _share_met(lay_out(calendar, name, until).span.first, lowest)
        for name in _windows(rules)
        if (lowest := _lowest(rules, name)) is not None
    ]
    met += [
        _run_met(calendar, lay_out(calendar, _window(rule), until).span.first, _shortest(rule))
        for rule in rules
        if rule.trigger.measure in _RUNS
    ]
    wanted = (
        select(StudentRow.number)
        .join(day, day.student == StudentRow.number)
        .where(StudentRow.left_on.is_(None), StudentRow.protected.is_(False))
        .where(day.day.between(span.first.toordinal(), span.last.toordinal()), day.day.not_in(free))
        .group_by(StudentRow.number)
        .having(or_(*met))
    )
    return list(work.session.scalars(wanted))


def _lowest(rules: Sequence[Rule], window: str) -> int | None:
    """The lowest share that a rule over `window` looks for; a rise counts from the lowest total upwards."""
    here = [rule for rule in rules if rule.trigger.window.key == window or window == DEFAULT_WINDOW]
    totals = [rule.limit.value for rule in rules if rule.trigger.measure is AbsenceMeasure.TOTAL]
    shares = [rule.limit.value for rule in here if rule.trigger.measure in _SHARES]
    rises = any(rule.trigger.measure is AbsenceMeasure.TREND for rule in here)
    return min([*shares, *([min(totals, default=0)] if rises else [])], default=None)


def _share_met(first: date, lowest: int) -> ColumnElement[bool]:
    """The absence since `first` is at least `lowest` percent, of what was reported or of what was planned."""
    day, begins = StudentDayRow, first.toordinal()
    reported = _since(begins, day.usable_valid + day.usable_invalid)
    planned = _since(begins, day.valid + day.usable_invalid)
    return or_(
        and_(reported > 0, 100 * reported >= lowest * _since(begins, day.usable)),
        and_(planned > 0, 100 * planned >= lowest * _since(begins, day.planned)),
    )


def _run_met(calendar: SchoolCalendar, first: date, shortest: int) -> ColumnElement[bool]:
    """So many whole days away near the window, at least one of them in it; unknown days lengthen a run."""
    day = StudentDayRow
    near = calendar.school_days_back(first, 2 * shortest, first - 2 * _RUN_REACHES_BACK)
    whole = and_(day.known > 0, day.missed == day.known_lessons, 2 * day.known >= day.planned)
    near_by, inside = (and_(whole, day.day >= since.toordinal()) for since in (near, first))
    return and_(_count(near_by) >= shortest, _count(inside) > 0)


def _shortest(rule: Rule) -> int:
    """School days in the shortest run that the rule looks for; a month holds at least fifteen."""
    return rule.limit.value if rule.trigger.measure is AbsenceMeasure.RUN else 15


def _since(begins: int, amount: Any) -> Any:
    return func.sum(case((StudentDayRow.day >= begins, amount), else_=0))


def _count(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _periods(work: Work, state: DataState, only: Iterable[int] | None) -> dict[int, Figure]:
    """The latest period of each pupil that ends where the data end, for those without lessons in it."""
    row, last = PeriodRow, state.until.toordinal()
    wanted = (
        select(row)
        .join(StudentRow, StudentRow.number == row.student)
        .where(row.last_day == last, StudentRow.left_on.is_(None), StudentRow.protected.is_(False))
        .where(
            ~select(StudentDayRow.day)
            .where(StudentDayRow.student == row.student, StudentDayRow.day.between(row.first_day, last))
            .exists()
        )
        .order_by(row.first_day)
    )
    if only is not None:
        wanted = wanted.where(row.student.in_(list(only)))
    return {one.student: _figure(one) for one in work.session.scalars(wanted)}


def _figure(row: PeriodRow) -> Figure:
    sums = Sums(row.offered, row.reported, row.valid, row.invalid, row.other)
    span = Span(date.fromordinal(row.first_day), date.fromordinal(row.last_day))
    return Figure(sums, span, span.length, span.last, row.source)
