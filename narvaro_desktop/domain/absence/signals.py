"""Early signals S1 to S8: what in a pupil's absence is worth a look before the level is high.

Each looks at the structure of the absence (spells, mornings, a subject, weeks after each other) and gives
points; a pupil with seven of sixteen is pointed out to the elevhälsoteam. That decides nothing.
Input is absence, timetable and calendar alone; the limits are the same for all and are nowhere learnt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from math import comb
from statistics import median
from typing import Final

from narvaro_desktop.domain.absence.signal_day import SignalDay, monday, openings, week_mondays
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

FLAG_AT: Final = 7
MOST: Final = 16
FIRST_WEEK: Final = 3
"""The läsår's first weeks are too few to say anything of."""

LESSON_POINTS: Final = 4
"""The most that the signals give which need lessons, not only days."""

USUAL_OPENINGS: Final = 42
"""Percent of all spells that begin on a Monday or after a lov, where the årskurs has too few to tell."""

_LEAST_COVERAGE: Final = 75
_SHORT, _MIDDLE, _LONG = 20, 30, 40  # school days
_SUBJECTS: Final = 12
_CAP, _DRIFT, _PRIOR, _PRIOR_WEEKS, _LAG = 0.4, 0.05, 0.05, 8, 5


class SignalKind(Term):
    LEVEL = "s1", N_("Nivå")
    BREAK = "s2", N_("Eget trendbrott")
    SPELLS = "s3", N_("Korta upprepade tillfällen")
    MONDAYS = "s4", N_("Måndagar och efter lov")
    MORNINGS = "s5", N_("Första lektionen")
    SUBJECT = "s6", N_("Ett ämne")
    PART_DAYS = "s7a", N_("Delar av dagar")
    INVALID = "s7b", N_("Ogiltig frånvaro")
    WEEKS = "s8", N_("Vecka efter vecka")


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal that is on; `facts` are the numbers of its sentence, `subject` that of S6."""

    kind: SignalKind
    points: int
    facts: Mapping[str, int]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class WeekSignals:
    """What is on at the end of one week; `week` counts from 0. Not `enough`: too little was reported."""

    week: int
    last: date
    signals: tuple[Signal, ...]
    level: tuple[int, int]
    """Minutes away and reported, 20 school days."""
    enough: bool = True

    @property
    def score(self) -> int:
        return sum(signal.points for signal in self.signals)

    @property
    def flagged(self) -> bool:
        return self.score >= FLAG_AT

    def without(self, subject: str) -> int:
        """The score when what is on about that subject alone has its cause."""
        return sum(signal.points for signal in self.signals if signal.subject != subject)

    def has(self, kind: SignalKind) -> bool:
        return any(signal.kind is kind for signal in self.signals)


@dataclass(frozen=True, slots=True)
class Group:
    """What a pupil is compared with: how much sicker than usual the class was each week, and how often a
    spell begins on a Monday or after a lov in the årskurs (percent).
    """

    excess: Sequence[float] = ()
    openings: int = USUAL_OPENINGS


class PupilYear:
    """One pupil's läsår, ready to be asked week by week; compared with nobody until told."""

    def __init__(self, days: Sequence[SignalDay], calendar: SchoolCalendar, year: AcademicYear) -> None:
        mondays = week_mondays(calendar, year)
        place = {ordinal: number for number, ordinal in enumerate(mondays)}
        self._days = [day for day in days if monday(day.day) in place]
        self._openings = openings(calendar, year)
        held = [0] * len(mondays)
        for day in self._days:
            held[place[monday(day.day)]] += 1
        self._ends = list(accumulate(held))
        self._begins = [0, *self._ends[:-1]]
        self._sums = [
            list(accumulate(column, initial=0)) for column in zip(*map(_amounts, self._days), strict=True)
        ]
        self._spells = spells(self._days)
        self.raw = weekly_shares(self._days, self._begins, self._ends)
        self.beside(Group())

    def beside(self, group: Group) -> None:
        """Compare with this class and årskurs from now on."""
        self._group = group
        self._own, self._above = _cusum(self.raw, self._lengths(), group.excess)

    @property
    def weeks(self) -> int:
        return len(self._ends)

    def week(self, number: int) -> WeekSignals | None:
        """What is on after week `number`; None where the pupil has no day in it, or it is too early."""
        end = self._ends[number]
        if number < FIRST_WEEK or end == self._begins[number]:
            return None
        short = max(0, end - _SHORT)
        planned, usable, away, invalid, partly, _k, _f = (sums[end] - sums[short] for sums in self._sums)
        last, level = self._days[end - 1].day, (away, usable)
        if not usable or 100 * usable < _LEAST_COVERAGE * planned:
            return WeekSignals(number, last, (), level, enough=False)
        n = end - short
        found = [
            _signal(SignalKind.LEVEL, 100 * away >= 15 * usable, 1, days=n, part=away, whole=usable),
            self._break(number),
            self._short_spells(end),
            self._mondays(end),
            self._mornings(end),
            self._subject(end),
            _signal(SignalKind.PART_DAYS, partly >= 4, 1, part=partly, days=n),
            _signal(SignalKind.INVALID, 100 * invalid >= 5 * usable, 3, days=n, part=invalid, whole=usable),
            self._week_after_week(number),
        ]
        return WeekSignals(number, last, tuple(one for one in found if one is not None), level)

    def history(self) -> list[WeekSignals]:
        """Every week that can be judged."""
        return [found for number in range(self.weeks) if (found := self.week(number)) is not None]

    def latest(self) -> WeekSignals | None:
        """The last week in which the pupil has a day; None where that cannot be judged."""
        ends = [number for number, end in enumerate(self._ends) if end > self._begins[number]]
        return self.week(ends[-1]) if ends else None

    def above(self, number: int) -> float:
        """C: how far the weeks have lain above the pupil's own level, summed, in school weeks."""
        return self._above[number]

    def own(self, number: int) -> float:
        """b: the share away that is usual for the pupil, as it looked that week."""
        return self._own[number]

    def openings(self) -> tuple[int, int]:
        """Spells that began on a Monday or after a lov, and all."""
        return sum(self._days[at].day in self._openings for at in self._spells), len(self._spells)

    def _lengths(self) -> list[int]:
        return [end - begin for begin, end in zip(self._begins, self._ends, strict=True)]

    def _break(self, number: int) -> Signal | None:
        above, own = self._above[number], self._own[number]
        began = next((n + 1 for n in range(number, -1, -1) if self._above[n] <= 0), 0)
        points = (above >= 0.20 - 1e-9) + (above >= 0.40 - 1e-9)
        return _signal(
            SignalKind.BREAK, points > 0, points,
            weeks=number - began + 1, tenths=round(50 * above), own=round(1000 * own),
        )  # fmt: skip

    def _short_spells(self, end: int) -> Signal | None:
        count = self._since(end, _MIDDLE)
        points = (1 if count >= 3 else 0) + (2 if count >= 4 else 0)
        return _signal(SignalKind.SPELLS, points > 0, points, part=count, days=min(_MIDDLE, end))

    def _mondays(self, end: int) -> Signal | None:
        first = max(0, end - _LONG)
        begun = [at for at in self._spells if first <= at < end]
        met = sum(self._days[at].day in self._openings for at in begun)
        usual = self._group.openings
        on = met >= 3 and at_least(met, len(begun), usual / 100) < 0.10
        return _signal(SignalKind.MONDAYS, on, 0, part=met, whole=len(begun), usual=usual)

    def _mornings(self, end: int) -> Signal | None:
        first = max(0, end - _SHORT)
        days, bad = (sums[end] - sums[first] for sums in self._sums[5:])
        return _signal(SignalKind.MORNINGS, bad >= 4 and 100 * bad >= 25 * days, 1, part=bad, whole=days)

    def _subject(self, end: int) -> Signal | None:
        """The subject that is missed most out of proportion on days at school."""
        held: dict[str, int] = {}
        missed: dict[str, int] = {}
        for day in self._days[max(0, end - _MIDDLE) : end]:
            for name, (lessons, gone) in day.subjects.items():
                held[name] = held.get(name, 0) + lessons
                missed[name] = missed.get(name, 0) + gone
        total, gone = sum(held.values()), sum(missed.values())
        chances = {
            name: subject_chance(m, held[name], gone, total) for name, m in missed.items() if m >= 3 and name
        }
        if not chances:
            return None
        name = min(chances, key=lambda each: (chances[each], each))
        rest = {"other_part": gone - missed[name], "other_whole": total - held[name]}
        on = _SUBJECTS * chances[name] < 0.02
        return _signal(SignalKind.SUBJECT, on, 3, name, part=missed[name], whole=held[name], **rest)

    def _week_after_week(self, number: int) -> Signal | None:
        last = range(max(0, number - 5), number + 1)
        count = sum(any(day.a_third for day in self._days[self._begins[n] : self._ends[n]]) for n in last)
        return _signal(SignalKind.WEEKS, count >= 5, 2, part=count)

    def _since(self, end: int, days: int) -> int:
        return sum(max(0, end - days) <= at < end for at in self._spells)


def spells(days: Sequence[SignalDay]) -> list[int]:
    """The places of the days on which a spell of whole days away begins; unknown days do not break one."""
    found, inside = [], False
    for place, day in enumerate(days):
        if not day.known:
            continue
        if day.whole and not inside:
            found.append(place)
        inside = day.whole
    return found


def weekly_shares(
    days: Sequence[SignalDay], begins: Sequence[int], ends: Sequence[int]
) -> list[float | None]:
    """The share away of each week's days; of a spell only the first two days count. None without a day."""
    shares, inside = [], 0
    for day in days:
        inside = inside + 1 if day.whole else (inside if not day.known else 0)
        shares.append(0.0 if day.whole and inside > 2 else day.share)
    return [
        min(_CAP, sum(shares[begin:end]) / (end - begin)) if end > begin else None
        for begin, end in zip(begins, ends, strict=True)
    ]


def excess(pupils: Sequence[Sequence[float | None]]) -> tuple[float, ...]:
    """How far the class lay above its usual week, each week: what an illness going round explains."""
    medians: list[float] = []
    found = []
    for week in zip(*pupils, strict=True):
        known = [share for share in week if share is not None]
        if known:
            medians.append(median(known))
        found.append(max(0.0, medians[-1] - median(medians)) if known else 0.0)
    return tuple(found)


def subject_chance(missed: int, held: int, all_missed: int, all_held: int) -> float:
    """The chance of so many missed lessons in a subject, if it were like the pupil's others."""
    usual = (2 + all_missed - missed) / (80 + all_held - held)
    return at_least(missed, held, usual)


@lru_cache(maxsize=65536)
def at_least(successes: int, tries: int, chance: float) -> float:
    """P(Bin(tries, chance) ≥ successes)."""
    if chance >= 1:
        return 1.0
    below = (comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(successes))
    return 1.0 - sum(below)


def _cusum(
    raw: Sequence[float | None], lengths: Sequence[int], around: Sequence[float]
) -> tuple[list[float], list[float]]:
    """The pupil's own level b and the sum above it C, week by week; short weeks weigh less."""
    shares = [
        max(0.0, (share or 0.0) - (around[week] if week < len(around) else 0.0))
        for week, share in enumerate(raw)
    ]
    weights = [min(1.0, days / 5) for days in lengths]
    own, above, now = [], [], 0.0
    weight, usual = float(_PRIOR_WEEKS), _PRIOR_WEEKS * _PRIOR
    for week, share in enumerate(shares):
        if (old := week - _LAG) >= 0:
            weight, usual = weight + weights[old], usual + weights[old] * shares[old]
        level = usual / weight
        now = max(0.0, now + weights[week] * (share - level - _DRIFT))
        own.append(level)
        above.append(now)
    return own, above


def _signal(kind: SignalKind, on: bool, points: int, subject: str = "", /, **facts: int) -> Signal | None:
    return Signal(kind, points, facts, subject) if on else None


def _amounts(day: SignalDay) -> tuple[int, ...]:
    """What is added up over days, in the order in which `week` reads it."""
    bad = day.first
    return (
        day.planned,
        day.usable,
        day.away,
        day.invalid,
        int(day.partly),
        int(bad is not None),
        int(bool(bad)),
    )
