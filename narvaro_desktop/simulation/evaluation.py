"""How early the signals find pupils whose absence begins to grow, beside the rules that are in use today.

The pupils of `simulation`, whose ordinary absence is known. FA: of 100 ordinary pupils, how many are pointed
out at any time of the year. A rule that has a limit of its own gets one that was tuned on other pupils, to
the same FA. Found: pointed out in the week of the onset or later; the delay is counted from that week. Who is
never found counts as found in week 36 where two rules are compared.

The ways in which absence grows here and the signals were written by the same hands, so the figures flatter;
they have been tried on no real pupil. What they tell is which rule comes first, and why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from statistics import mean, median
from typing import Final

from narvaro_desktop.domain.absence.signal_day import LATE_MINUTES, SignalDay
from narvaro_desktop.domain.absence.signals import FLAG_AT, Group, PupilYear, excess
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar
from narvaro_desktop.simulation.away import Day, present
from narvaro_desktop.simulation.behaviour import Kind
from narvaro_desktop.simulation.people import Student
from narvaro_desktop.simulation.school import School, school
from narvaro_desktop.simulation.timetable import LESSON_MINUTES, LESSONS, SUBJECTS, WEEK
from narvaro_desktop.simulation.year import SchoolDay

ORDINARY: Final = (Kind.PLAIN, Kind.LONG_ILLNESS, Kind.SPORTS_INJURY, Kind.LATE_BUS)
SCHOOL: Final = 1_200
SOON: Final = 6
_NEVER, _FIRST_NAIVE = 36, 2
_WINDOW = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """One pupil's year, week by week: the score, the share away over 20 school days, that of the term."""

    kind: Kind
    way: str
    onset: int | None
    score: tuple[int, ...]
    recent: tuple[float, ...]
    term: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found; shares between 0 and 1, weeks, and pupils of 100."""

    found: float
    within_six_weeks: float
    median_delay_weeks: float
    mean_lead_weeks: float
    false_alarms_per_100: float


Rule = Callable[[Judged], list[bool]]
"""In which weeks a rule points a pupil out."""


def pupils(seed: int, count: int, calendar: SchoolCalendar, until: date) -> Iterator[Judged]:
    """A läsår of so many pupils, each compared with her own class."""
    made = school(seed, count, calendar, until)
    year, around = made.year, AcademicYear.of(until)
    classes = defaultdict(list)
    for student in made.students:
        classes[student.school_class].append(student)
    for held in classes.values():
        days = [_days(made, student, year) for student in held]
        years = [PupilYear(each, calendar, around) for each in days]
        group = Group(excess([each.raw for each in years]))
        for student, own, judged in zip(held, days, years, strict=True):
            judged.beside(group)
            yield _judged(made, student, year, own, judged)


def scorecard(limit: int = FLAG_AT) -> Rule:
    return lambda pupil: [score >= limit for score in pupil.score]


def recent(limit: float) -> Rule:
    """So large a share away over 20 school days."""
    return lambda pupil: [week >= _FIRST_NAIVE and share >= limit for week, share in enumerate(pupil.recent)]


def of_the_term(limit: float) -> Rule:
    """So large a share away since the term began, from its fifth week."""
    return lambda pupil: [week >= _FIRST_NAIVE and share >= limit for week, share in enumerate(pupil.term)]


def tuned(training: Sequence[Judged], false_alarms: float) -> float:
    """The limit over 20 school days that gives so many false alarms among these pupils."""
    highest = sorted(
        (max(pupil.recent[_FIRST_NAIVE:]) for pupil in training if pupil.kind in ORDINARY), reverse=True
    )
    return highest[min(len(highest) - 1, round(false_alarms / 100 * len(highest)))]


def false_alarms(seen: Sequence[Judged], rule: Rule) -> float:
    """Of 100 ordinary pupils, how many are pointed out at any time."""
    ordinary = [pupil for pupil in seen if pupil.kind in ORDINARY]
    return 100 * sum(any(rule(pupil)) for pupil in ordinary) / len(ordinary)


def outcome(seen: Sequence[Judged], rule: Rule, beside: Rule) -> Outcome:
    """The rule tried on pupils that nothing was tuned on; leads are counted against `beside`."""
    growing = [pupil for pupil in seen if pupil.onset is not None]
    delays = [_delay(pupil, rule) for pupil in growing]
    known = [delay for delay in delays if delay is not None]
    leads = [_week_found(pupil, beside) - _week_found(pupil, rule) for pupil in growing]
    return Outcome(
        len(known) / len(growing),
        sum(delay <= SOON for delay in known) / len(growing),
        median(known),
        mean(leads),
        false_alarms(seen, rule),
    )


def by_way(seen: Sequence[Judged], rule: Rule) -> dict[str, float]:
    """The share found within six weeks for each way in which absence grows."""
    found = defaultdict(list)
    for pupil in seen:
        if pupil.onset is not None:
            delay = _delay(pupil, rule)
            found[pupil.way].append(delay is not None and delay <= SOON)
    return {way: mean(found[way]) for way in sorted(found)}


def rows_per_week(seen: Sequence[Judged], rule: Rule) -> list[int]:
    """How many pupils are newly pointed out each week in schools of 1,200; the first weeks left out."""
    rows = []
    for begin in range(0, len(seen) - SCHOOL + 1, SCHOOL):
        flags = [rule(pupil) for pupil in seen[begin : begin + SCHOOL]]
        for week in range(1, len(flags[0])):
            rows.append(sum(flag[week] and not flag[week - 1] for flag in flags))
    return rows


def _delay(pupil: Judged, rule: Rule) -> int | None:
    assert pupil.onset is not None
    flags = rule(pupil)
    return next((week - pupil.onset for week in range(pupil.onset, len(flags)) if flags[week]), None)


def _week_found(pupil: Judged, rule: Rule) -> int:
    delay = _delay(pupil, rule)
    assert pupil.onset is not None
    return _NEVER if delay is None else pupil.onset + delay


def _judged(
    made: School, student: Student, year: list[SchoolDay], days: list[SignalDay], seen: PupilYear
) -> Judged:
    drawn = made.drawn(student)[1]
    growth = drawn.growth
    onset = year[min(growth.start, len(year) - 1)].week if growth else None
    scores = [found.score if (found := seen.week(week)) else 0 for week in range(seen.weeks)]
    return Judged(drawn.kind, growth.way.value if growth else "", onset, tuple(scores), *_shares(days, year))


def _shares(days: list[SignalDay], year: list[SchoolDay]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The share away at the end of each week: over 20 school days, and since the term began."""
    away = [0, *accumulate(day.away for day in days)]
    ends: dict[int, int] = {day.week: place + 1 for place, day in enumerate(year)}
    spring = next(place for place, day in enumerate(year) if day.date.month == 1)
    a_day = LESSON_MINUTES * LESSONS
    near, term = [], []
    for end in ends.values():
        first, begun = max(0, end - _WINDOW), spring if end > spring else 0
        near.append((away[end] - away[first]) / (a_day * (end - first)))
        held = end - begun
        term.append((away[end] - away[begun]) / (a_day * held) if held >= _WINDOW else 0.0)
    return tuple(near), tuple(term)


def _days(made: School, student: Student, year: list[SchoolDay]) -> list[SignalDay]:
    away = made.away(student, year)
    return [_day(day, away.get(day.date)) for day in year]


def _day(day: SchoolDay, away: Day | None) -> SignalDay:
    lessons, planned = away or present(), LESSON_MINUTES * LESSONS
    missed = [lesson.valid + lesson.invalid >= LESSON_MINUTES for lesson in lessons]
    gone, invalid = sum(one.valid + one.invalid for one in lessons), sum(one.invalid for one in lessons)
    at_school = LESSONS - sum(missed) >= 2
    later = LESSONS - 1 - sum(missed[1:]) >= 2
    subjects: dict[str, tuple[int, int]] = {}
    if at_school:
        for subject, lost in zip(WEEK[day.weekday], missed, strict=True):
            held, before = subjects.get(SUBJECTS[subject], (0, 0))
            subjects[SUBJECTS[subject]] = (held + 1, before + lost)
    first = (missed[0] or lessons[0].late >= LATE_MINUTES) if later else None
    return SignalDay(
        day.date, planned, planned, gone, invalid, planned, gone,
        LESSONS, sum(missed), all(missed), first, subjects,
    )  # fmt: skip
