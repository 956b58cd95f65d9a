"""Which pupils the figures point out: the ladder's rules held against a pupil's days, and what is proposed.

    the rule's step is below the inquiry   → answered in a list for each class
    from the step of the inquiry upwards   → a row of its own for the pupil
    … whose absence is giltig and has ended (five school days present) → answered in the class list

A proposal decides nothing. Single unexcused lessons and late minutes never make one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from narvaro_desktop.domain.absence.absence import DaySums, Figure, figure, own_days, trend
from narvaro_desktop.domain.absence.runs import Run, runs
from narvaro_desktop.domain.absence.shares import Change, Limit, Share
from narvaro_desktop.domain.absence.sickness import Sickness
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out
from narvaro_desktop.domain.case_terms import AbsenceMeasure, Window
from narvaro_desktop.domain.casework.ladder import Ladder, Trigger
from narvaro_desktop.domain.schooldays import SchoolCalendar
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

PRESENT_AGAIN = 5
FEWEST_DAYS_OF_A_TERM = 20
SICKNESS = (AbsenceMeasure.SICK, AbsenceMeasure.SICK_OCCASIONS)
_PERCENT = (AbsenceMeasure.TOTAL, AbsenceMeasure.VALID, AbsenceMeasure.INVALID)


class ProposalLevel(Term):
    STUDENT = "student", N_("besvaras för eleven")
    CLASS = "class", N_("besvaras i klasslistan")


@dataclass(frozen=True, slots=True)
class Rule:
    """A trigger of a ladder; `own` rules give the pupil a row of its own."""

    step: int
    trigger: Trigger
    own: bool

    @property
    def limit(self) -> Limit:
        return Limit(self.trigger.value, self.trigger.operator)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The highest step that the figures point to, with what the sentence about it needs.

    `limit` stands for rules in percent, `run` for runs, `change` for a rise against the window before, and
    `sickness` for rules about how often or how much a pupil has been sick.
    `doubtful`: the limit is met as shown, but not when counted on all planned time.
    """

    level: ProposalLevel
    step: int
    rule: str
    measure: AbsenceMeasure
    figure: Figure
    limit: Limit | None = None
    run: Run | None = None
    change: Change | None = None
    ended: bool = False
    reached: tuple[str, ...] = ()
    sickness: Sickness | None = None

    @property
    def doubtful(self) -> bool:
        return self.limit is not None and self.figure.doubtful(self.limit)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One pupil's days up to the data date."""

    days: Sequence[DaySums]
    calendar: SchoolCalendar
    until: date
    source: str
    coverage_known: bool
    sickness: Mapping[str, Sickness]
    figures: dict[str, Figure] = field(default_factory=dict)

    def figure(self, window: str) -> Figure:
        """The figure of a window, counted once however many rules ask."""
        if window not in self.figures:
            span = lay_out(self.calendar, window, self.until).span
            seen = figure(self.days, self.calendar, span, self.until, self.source, self.coverage_known)
            self.figures[window] = seen
        return self.figures[window]

    def run(self, rule: Rule) -> Run | None:
        """The longest run that reaches into the rule's window, at its whole length."""
        span = lay_out(self.calendar, _window(rule), self.until).span
        inside = span if rule.trigger.measure is AbsenceMeasure.FULL_MONTH else None
        found = (run for run in runs(self.days, self.calendar, inside) if run.last in span)
        return max(found, key=lambda run: run.school_days, default=None)


def rules_of(ladder: Ladder) -> tuple[Rule, ...]:
    """A ladder's triggers, the highest step first."""
    inquiry = ladder.inquiry_step.number
    return tuple(
        Rule(step.number, trigger, step.number >= inquiry)
        for step in sorted(ladder.steps, key=lambda step: -step.number)
        for trigger in step.triggers
    )


def conditions(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Every condition that the rules are made of, each as a rule of its own."""
    return tuple(one for rule in rules for one in (rule, *_more(rule)))


def propose(
    rules: Sequence[Rule],
    days: Iterable[DaySums],
    calendar: SchoolCalendar,
    until: date,
    source: str = "",
    coverage_known: bool = True,
    sickness: Mapping[str, Sickness] | None = None,
    school_year: int | None = None,
) -> Proposal | None:
    """What one pupil's lesson data up to `until` point to; None where no rule is met.

    `sickness` by window; without it (the source gives no reasons) the rules about sickness never fire.
    """
    held = [day for day in days if day.day <= until]
    seen = _Seen(held, calendar, until, source, coverage_known, sickness or {})
    floor = _lowest_total(rules)
    return _highest(_whole(rules, school_year, lambda rule: _judge(rule, seen, floor)), _ended(seen))


def propose_from_period(
    rules: Sequence[Rule], seen: Figure, school_year: int | None = None
) -> Proposal | None:
    """The same from a period's sums: only rules in percent, and nothing is known of its days."""
    return _highest(_whole(rules, school_year, lambda rule: _in_percent(rule, seen)), ended=False)


def _whole(
    rules: Iterable[Rule], school_year: int | None, judge: Callable[[Rule], Proposal | None]
) -> list[Proposal | None]:
    """What each rule for the årskurs points to, where all of its conditions are met."""
    return [
        judge(rule) if all(judge(one) is not None for one in _more(rule)) else None
        for rule in rules
        if rule.trigger.is_for(school_year)
    ]


def _more(rule: Rule) -> list[Rule]:
    return [replace(rule, trigger=one) for one in rule.trigger.also]


def _judge(rule: Rule, seen: _Seen, floor: Limit | None) -> Proposal | None:
    measure = rule.trigger.measure
    if measure in _PERCENT:
        return _in_percent(rule, seen.figure(_window(rule)))
    if measure in (AbsenceMeasure.RUN, AbsenceMeasure.FULL_MONTH):
        return _by_run(rule, seen)
    if measure is AbsenceMeasure.TREND:
        return _by_trend(rule, seen, floor)
    if measure in SICKNESS:
        return _by_sickness(rule, seen)
    return None  # what only a person can judge


def _in_percent(rule: Rule, seen: Figure) -> Proposal | None:
    share = _share(rule.trigger.measure, seen)
    early = rule.trigger.window is Window.TERM_TO_DATE and seen.school_days < FEWEST_DAYS_OF_A_TERM
    if share is None or early or not seen.suffices or not share.reaches(rule.limit):
        return None
    return _proposal(rule, seen, limit=rule.limit)


def _by_run(rule: Rule, seen: _Seen) -> Proposal | None:
    run = seen.run(rule)
    if run is None:
        return None
    monthly = rule.trigger.measure is AbsenceMeasure.FULL_MONTH
    met = run.full_month if monthly else rule.limit.met(run.school_days, 100)
    return _proposal(rule, seen.figure(DEFAULT_WINDOW), run=run) if met else None


def _by_trend(rule: Rule, seen: _Seen, floor: Limit | None) -> Proposal | None:
    """A rise counts only where the level itself is worth a look."""
    now = seen.figure(_window(rule))
    change = trend(seen.days, seen.calendar, _window(rule), seen.until)
    high = floor is None or now.total.reaches(floor)
    if change is None or not high or not change.reaches(rule.trigger.value):
        return None
    return _proposal(rule, now, change=change)


def _by_sickness(rule: Rule, seen: _Seen) -> Proposal | None:
    sick = seen.sickness.get(_window(rule))
    if sick is None:
        return None
    if rule.trigger.measure is AbsenceMeasure.SICK_OCCASIONS:
        met = rule.limit.met(sick.occasions, 100)
    else:
        met = seen.figure(_window(rule)).suffices and sick.share.reaches(rule.limit)
    return _proposal(rule, seen.figure(DEFAULT_WINDOW), sickness=sick) if met else None


def _proposal(
    rule: Rule,
    seen: Figure,
    limit: Limit | None = None,
    run: Run | None = None,
    change: Change | None = None,
    sickness: Sickness | None = None,
) -> Proposal:
    level = ProposalLevel.STUDENT if rule.own else ProposalLevel.CLASS
    measure = rule.trigger.measure
    return Proposal(level, rule.step, rule.trigger.key, measure, seen, limit, run, change, sickness=sickness)


def _highest(found: Sequence[Proposal | None], ended: bool) -> Proposal | None:
    met = [proposal for proposal in found if proposal is not None]
    if not met:
        return None
    top = max(met, key=lambda proposal: proposal.step)
    over = ended and top.figure.sums.invalid <= top.figure.sums.late
    return Proposal(
        ProposalLevel.CLASS if over else top.level,
        *(top.step, top.rule, top.measure, top.figure, top.limit, top.run, top.change, over),
        reached=tuple(proposal.rule for proposal in met),
        sickness=top.sickness,
    )


def _ended(seen: _Seen) -> bool:
    """Present on the last five school days of which anything is known: no lesson missed."""
    known = [day for day in own_days(seen.days, seen.calendar) if day.known]
    last = known[-PRESENT_AGAIN:]
    return len(last) == PRESENT_AGAIN and not any(day.missed_lessons for day in last)


def _share(measure: AbsenceMeasure, seen: Figure) -> Share | None:
    return {
        AbsenceMeasure.TOTAL: seen.total,
        AbsenceMeasure.VALID: seen.valid,
        AbsenceMeasure.INVALID: seen.invalid,
    }.get(measure)


def _window(rule: Rule) -> str:
    return DEFAULT_WINDOW if rule.trigger.window is Window.NONE else rule.trigger.window.key


def _lowest_total(rules: Sequence[Rule]) -> Limit | None:
    totals = (rule.limit for rule in rules if rule.trigger.measure is AbsenceMeasure.TOTAL)
    return min(totals, key=lambda limit: limit.value, default=None)
