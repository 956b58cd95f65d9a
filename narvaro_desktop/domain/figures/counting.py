"""Every figure of the definitions, counted from the facts of a school or of a part of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.absence.shares import Limit, Share
from narvaro_desktop.domain.case_terms import Operator
from narvaro_desktop.domain.figures.indicators import PLANNED, PUPILS, REPORTED, SET_ASIDE
from narvaro_desktop.domain.figures.school_facts import (
    CaseFact,
    DecisionFact,
    MeasureFact,
    PupilFact,
    SchoolFacts,
)
from narvaro_desktop.domain.partnering.collaboration import Partner
from narvaro_desktop.domain.planning.effect import summary
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.domain.terms import CauseCategory, Role

_LIMITS: Final = {
    "I01_10": Limit(10), "I01_15": Limit(15), "I01_20": Limit(20), "I01_30": Limit(30),
    "I02": Limit(50, Operator.MORE_THAN),
}  # fmt: skip
_HIGH: Final = _LIMITS["I01_20"]
_MOSTLY: Final = 2
_SOON: Final = 5
_CONTACT_DAYS: Final = 5
_LAST_STEP: Final = 5
_DAY: Final = timedelta(days=1)
_PARTNERS: Final = {
    "I14_social": {Partner.SOCIAL_SERVICES.key, Partner.OPEN_CARE.key},
    "I14_care": {
        Partner.PSYCHIATRY.key, Partner.FIRST_LINE.key, Partner.HABILITATION.key, Partner.HEALTH_CARE.key,
        Partner.YOUTH_CLINIC.key,
    },
    "I14_sip": {"sip"},
    "I14_team": {Partner.ATTENDANCE_TEAM.key},
}  # fmt: skip
_NAMED: Final = frozenset().union(*_PARTNERS.values())
Counts = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Used:
    """A kind of measure: how many began, were evaluated, and reached their goal.

    `seen` pupils have a figure before and after; `change` is their median in tenths of a point, None of few.
    """

    key: str
    title: str
    started: int
    ended: int
    reached: int
    seen: int = 0
    change: int | None = None


def figures(facts: SchoolFacts) -> Counts:
    """Every figure by its key."""
    counted = [(one, one.figure.total) for one in facts.counted if one.figure]
    high = [one for one, total in counted if total.reaches(_HIGH)]
    return {
        **_absence(facts, counted, high),
        **_cases(facts.cases, facts.span, facts.until),
        **_decisions(facts, high),
        **_times(facts),
        **_follow_ups(facts),
        **_around(facts),
        **_work(facts),
    }


def used(measures: Iterable[MeasureFact], span: Span) -> tuple[Used, ...]:
    """Each kind of measure that began in the period, the most used first; own words are not added up."""
    held: dict[str, list[MeasureFact]] = {}
    for one in measures:
        if one.key and one.starts_on in span:
            held.setdefault(one.key, []).append(one)
    found = []
    for key, all_ in held.items():
        effect = summary([one.change for one in all_ if one.change])
        ended, reached = sum(one.ended_on is not None for one in all_), sum(one.reached for one in all_)
        found.append(Used(key, all_[0].title, len(all_), ended, reached, effect.n, effect.median))
    return tuple(sorted(found, key=lambda one: (-one.started, one.title)))


def median(values: Sequence[int]) -> int | None:
    """Tenths of the middle value, half up; None of none."""
    ordered = sorted(values)
    count = len(ordered)
    return 5 * (ordered[(count - 1) // 2] + ordered[count // 2]) if count else None


def _absence(
    facts: SchoolFacts, counted: Sequence[tuple[PupilFact, Share]], high: Iterable[PupilFact]
) -> Counts:
    """`counted` are those who are, with their absence; `high` those of them with a fifth or more."""
    known = [one for one in facts.pupils if one.figure]
    if not known:
        return dict.fromkeys((PUPILS, SET_ASIDE, PLANNED, REPORTED, *_LIMITS, "I03", "I04"))
    found: Counts = {
        key: sum(total.reaches(limit) for _one, total in counted) for key, limit in _LIMITS.items()
    }
    found[PUPILS], found[SET_ASIDE] = len(counted), len(known) - len(counted)
    found[PLANNED] = sum(one.figure.sums.planned for one in known if one.figure)
    found[REPORTED] = sum(one.figure.sums.usable for one in known if one.figure)
    found["I03"] = sum(one.month_away for one, _total in counted)
    found["I04"] = sum(_mostly_valid(one.figure) for one in high if one.figure)
    return found


def _mostly_valid(figure: Figure) -> bool:
    return figure.valid.part >= _MOSTLY * figure.invalid.part


def _cases(cases: Sequence[CaseFact], span: Span, until: date) -> Counts:
    return {
        "I05_open": sum(one.open_on(until) for one in cases),
        "I05_new": sum(one.opened_on in span for one in cases),
        "I05_closed": sum(one.closed_on is not None and one.closed_on in span for one in cases),
        "I05_reopened": sum(one.reopened_on is not None and one.reopened_on in span for one in cases),
    }


def _decisions(facts: SchoolFacts, high: Sequence[PupilFact]) -> Counts:
    opened = [one for one in facts.decisions if one.opened and one.decided_on in facts.span]
    given = [one for one in opened if one.handed_over_on]
    received = [one for one in given if one.received_on]
    waits = [_working_days(facts.calendar, one.decided_on, one.handed_over_on) for one in given]
    answers = [_working_days(facts.calendar, one.handed_over_on, one.received_on) for one in received]
    known = any(one.figure for one in facts.pupils)
    due = [one for one in facts.decisions if one.opened and one.due_on and one.due_on in facts.span]
    due = [one for one in due if one.finished_on or (one.due_on and one.due_on < facts.until)]
    return {
        "I06": len(opened),
        "I06_waived": sum(not one.opened and one.decided_on in facts.span for one in facts.decisions),
        "I07": _decided(facts, high) if known else None,
        "I08_given": len(given),
        "I08_received": len(received),
        "I09_same": sum(one.handed_over_on == one.decided_on for one in given),
        "I09_5": sum(wait <= _SOON for wait in waits),
        "I09_median": median(waits),
        "I11": sum(_finished_in_time(one) for one in due),
        "I11_due": len(due),
        "I20_median": median(answers),
        "I20_support": sum(one.support_offered for one in received),
    }


def _decided(facts: SchoolFacts, high: Iterable[PupilFact]) -> int:
    """The pupils of at least 20 % (`high`) with a decision that is of the period or of a case open in it."""
    with_one = {
        one.pupil
        for one in facts.decisions
        if one.decided_on in facts.span
        or (
            one.decided_on < facts.span.first
            and (one.case_closed_on is None or one.case_closed_on >= facts.span.first)
        )
    }
    return sum(one.pupil in with_one for one in high)


def _finished_in_time(one: DecisionFact) -> bool:
    return one.finished_on is not None and one.due_on is not None and one.finished_on <= one.due_on


def _times(facts: SchoolFacts) -> Counts:
    new = [one for one in facts.cases if one.opened_on in facts.span and one.reached_on]
    found: Counts = {}
    for key, field in (
        ("I10_found", "opened_on"), ("I10_talk", "talked_on"), ("I10_inquiry", "decided_on"),
        ("I10_measure", "measured_on"),
    ):  # fmt: skip
        days = [
            facts.calendar.school_days(Span(one.reached_on + _DAY, getattr(one, field)))
            for one in new
            if one.reached_on and getattr(one, field)
        ]
        found[key], found[f"{key}_n"] = median(days), len(days)
    return found


def _follow_ups(facts: SchoolFacts) -> Counts:
    found = Counter[str]()
    for one in facts.measures:
        for day, held in one.follow_ups:
            ended = one.ended_on is not None and one.ended_on < day
            if day in facts.span and not ended and (held or day < facts.until):
                found["missing" if held is None else "on_time" if held <= day else "late"] += 1
    counts: Counts = {f"I12_{key}": found[key] for key in ("on_time", "late", "missing")}
    return {**counts, "I12_due": found.total()}


def _around(facts: SchoolFacts) -> Counts:
    """Causes and partners of the cases that were open in the period."""
    held = [one for one in facts.cases if one.open_in(facts.span)]
    found: Counts = {"I14_cases": len(held)}
    for key, partners in _PARTNERS.items():
        found[key] = sum(bool(one.partners & partners) for one in held)
    found["I14_other"] = sum(bool(one.partners - _NAMED) for one in held)
    known = None if any(one.causes is None for one in held) else [one for one in held if one.causes]
    found["I13_known"] = None if known is None else len(known)
    for cause in CauseCategory:
        found[f"I13_{cause.key}"] = (
            None if known is None else sum(cause.key in (one.causes or ()) for one in known)
        )
    return found


def _work(facts: SchoolFacts) -> Counts:
    began = [one for one in facts.measures if one.starts_on in facts.span]
    seen = summary([one.change for one in began if one.change])
    far = [one for one in facts.cases if one.open_on(facts.until) and one.step >= _LAST_STEP]
    since = facts.calendar.school_days_back(facts.until, _CONTACT_DAYS, facts.until - 60 * _DAY)
    held = [one for one in facts.cases if one.open_on(facts.until)]
    roles = Counter(one.owner for one in held)
    found: Counts = {
        "I15": len(began),
        "I15_ended": sum(one.ended_on is not None for one in began),
        "I15_reached": sum(one.reached for one in began),
        "I16": seen.median,
        "I16_n": seen.n,
        "I17_cases": len(far),
        "I17": sum(one.student_met_on is not None and one.student_met_on >= since for one in far),
        "I18_tasks": sum(one.tasks for one in held),
        "I18_unmet": sum(_stopped(one, facts.span) for one in facts.measures),
        "I22": facts.group_measures,
        "I22_all": facts.group_measures + len(began),
    }
    return {**found, **{f"I18_{role.key}": roles[role.key] for role in Role}}


def _stopped(one: MeasureFact, span: Span) -> bool:
    return one.lacked_resources and one.ended_on is not None and one.ended_on in span


def _working_days(calendar: SchoolCalendar, first: date | None, last: date | None) -> int:
    """How many arbetsdagar after `first` the day `last` comes; a weekend belongs to the day before it."""
    if first is None or last is None or last <= first:
        return 0
    count, day = 0, calendar.add_working_days(first, 1)
    while day <= last:
        count, day = count + 1, calendar.add_working_days(day, 1)
    return count
