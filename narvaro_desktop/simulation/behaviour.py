"""How invented pupils are away: illness, leave, lateness, skipped lessons, and absence that grows.

The constants are set so that a school as a whole looks like Swedish schools do: about 9 % absence, of which 1
is ogiltig, and a third of the pupils over 10 %. One pupil's days depend on nothing but the pupil's own random
numbers and the year, so a longer period only adds days.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from random import Random

from narvaro_desktop.simulation.away import INJURY, LEAVE, SICK, VISIT, Day, present, whole_day
from narvaro_desktop.simulation.growing import Growth, grown
from narvaro_desktop.simulation.timetable import LESSONS, SPORTS, WEEK
from narvaro_desktop.simulation.year import SchoolDay


class Kind(Enum):
    PLAIN = "plain"
    STABLE_HIGH = "stable high"
    LONG_ILLNESS = "long illness"
    SPORTS_INJURY = "sports injury"
    LATE_BUS = "late bus"
    SEVERE = "severe from the start"
    ONSET = "onset"


_SHARES = (
    *((Kind.STABLE_HIGH, 0.05), (Kind.LONG_ILLNESS, 0.03), (Kind.SPORTS_INJURY, 0.02), (Kind.LATE_BUS, 0.02)),
    *((Kind.SEVERE, 0.004), (Kind.ONSET, 0.025)),
)


@dataclass(frozen=True, slots=True)
class Traits:
    """One pupil: `hazard` of falling ill per calendar day, chances of being late and of skipping a lesson."""

    kind: Kind
    hazard: float
    late: float
    skip: float
    leave: range
    spell: range
    growth: Growth | None


def traits(random: Random) -> Traits:
    """A pupil drawn from the model."""
    kind = _kind(random)
    hazard, late = random.gammavariate(1.7, 0.0098), random.betavariate(1.2, 38)
    skip = random.uniform(0.01, 0.05) if random.random() < 0.10 else random.expovariate(1 / 0.0016)
    leave = _leave(random) if random.random() < 0.22 else range(0)
    spell = range(0)
    if kind is Kind.STABLE_HIGH:
        hazard = max(hazard, 0.012) * random.uniform(1.8, 3.0)
    elif kind is Kind.LONG_ILLNESS:
        start = random.randint(0, 154)
        spell = range(start, start + random.randint(8, 21))
    elif kind is Kind.SPORTS_INJURY:
        start = random.randint(0, 139)
        spell = range(start, start + 40)
    elif kind is Kind.LATE_BUS:
        late = random.uniform(0.25, 0.45)
    return Traits(kind, hazard, late, skip, leave, spell, grown(random) if kind is Kind.ONSET else None)


def days(
    random: Random, pupil: Traits, year: list[SchoolDay], flu: frozenset[int]
) -> Iterator[tuple[date, Day]]:
    """The days on which the pupil misses something; `flu` are the week numbers when the class falls ill."""
    ill = 0
    for day in year:
        gap = 3 if day.weekday == 0 else 1
        ill = max(ill - gap, 0)
        season = pupil.hazard * (1 + 0.55 * math.cos(2 * math.pi * (day.week - 20) / 36))
        q = min(max(season * (4.5 if day.week in flu else 1), 0.0), 0.6)
        if ill == 0 and random.random() < 1 - (1 - q) ** gap:
            ill = min(1 + int(math.log(1 - random.random()) / math.log(0.6)), 10)
        away = _all_day(pupil, day, ill)
        if away is None:
            away = _at_school(random, pupil, day)
            if pupil.growth is not None:
                pupil.growth.add(random, day, away)
        if any(lesson.valid or lesson.invalid for lesson in away):
            yield day.date, away


def _all_day(pupil: Traits, day: SchoolDay, ill: int) -> Day | None:
    if day.number in pupil.leave:
        return whole_day(LEAVE)
    if ill > 0 or (pupil.kind is Kind.LONG_ILLNESS and day.number in pupil.spell):
        return whole_day(SICK)
    return None


def _at_school(random: Random, pupil: Traits, day: SchoolDay) -> Day:
    if pupil.kind is Kind.SEVERE and random.random() < 0.6:
        return whole_day(SICK)
    away = present()
    draw = random.random
    if draw() < pupil.late:
        away[0].come_late(random.randint(5, 19))
    late, skip = 0.25 * pupil.late, pupil.skip
    for number, lesson in enumerate(away):
        if draw() < (2.0 if number >= LESSONS - 2 else 0.6) * skip:
            lesson.skip()
        elif draw() < late:
            lesson.come_late(random.randint(3, 11))
    if draw() < 0.014:
        first = random.randrange(LESSONS - 1)
        away[first].excuse(VISIT)
        away[first + 1].excuse(VISIT)
    if pupil.kind is Kind.SPORTS_INJURY and day.number in pupil.spell:
        for lesson, subject in zip(away, WEEK[day.weekday], strict=True):
            if subject == SPORTS:
                lesson.excuse(INJURY)
    return away


def _leave(random: Random) -> range:
    start = random.randint(0, 167)
    return range(start, start + (random.randint(8, 15) if random.random() < 0.1 else random.randint(1, 5)))


def _kind(random: Random) -> Kind:
    place = random.random()
    for kind, share in _SHARES:
        place -= share
        if place < 0:
            return kind
    return Kind.PLAIN
