"""Absence that begins and grows: five ways in which a pupil slowly, or suddenly, stays away."""

from dataclasses import dataclass
from enum import Enum
from random import Random

from narvaro_desktop.simulation.away import Day
from narvaro_desktop.simulation.timetable import LESSONS, SUBJECTS, WEEK
from narvaro_desktop.simulation.year import SchoolDay

_MONDAY_HEAVY = (1.6, 1.1, 0.9, 0.8, 0.9)


class Way(Enum):
    SOMATIC = "A"
    SUBJECT = "B"
    MORNINGS = "C"
    LESSONS = "D"
    ABRUPT = "E"


_WAYS, _WEIGHTS = tuple(Way), (35, 20, 20, 15, 10)


@dataclass(frozen=True, slots=True)
class Growth:
    """From school day `start` the absence rises for `ramp` days to `plateau`."""

    way: Way
    start: int
    ramp: int
    plateau: float
    subjects: tuple[int, int]

    def add(self, random: Random, day: SchoolDay, away: Day) -> None:
        """Add to what is already missed on a day at school; giltig wins over ogiltig, absence over late."""
        rate = min(max((day.number - self.start + 1) / self.ramp, 0.0), 1.0) * self.plateau
        if rate > 0:
            _ADD[self.way](self, random, rate, day, away)

    def somatic(self, random: Random, rate: float, day: SchoolDay, away: Day) -> None:
        heavier = 1.5 if day.first_monday else 1.0
        _day(random, rate * _MONDAY_HEAVY[day.weekday] * heavier, 0.92, away)

    def subject(self, random: Random, rate: float, day: SchoolDay, away: Day) -> None:
        for number, subject in enumerate(WEEK[day.weekday]):
            if subject in self.subjects and random.random() < 2.2 * rate:
                away[number].miss(random.random() < 0.5)
        _day(random, 1.3 * max(0.0, rate - 0.35), 0.6, away)

    def mornings(self, random: Random, rate: float, day: SchoolDay, away: Day) -> None:
        if random.random() < min(0.8, 2 * rate):
            away[0].come_late(random.randint(8, 29))
        if random.random() < min(0.7, 1.5 * rate):
            for lesson in away[: 2 if random.random() < 0.5 else 1]:
                lesson.skip()
        _day(random, 1.3 * max(0.0, rate - 0.3), 0.5, away)

    def lessons(self, random: Random, rate: float, day: SchoolDay, away: Day) -> None:
        for number, lesson in enumerate(away):
            if random.random() < (1.2 if number >= LESSONS - 3 else 0.4) * rate:
                lesson.miss(random.random() < 0.15)

    def abrupt(self, random: Random, rate: float, day: SchoolDay, away: Day) -> None:
        _day(random, rate, 0.6, away)


_ADD = {
    Way.SOMATIC: Growth.somatic,
    Way.SUBJECT: Growth.subject,
    Way.MORNINGS: Growth.mornings,
    Way.LESSONS: Growth.lessons,
    Way.ABRUPT: Growth.abrupt,
}


def grown(random: Random) -> Growth:
    """A way, a start and a speed drawn from the model."""
    [way] = random.choices(_WAYS, _WEIGHTS)
    start = random.randint(25, 129)
    subjects = random.sample(range(len(SUBJECTS)), 2)
    if way is Way.ABRUPT:
        ramp, plateau = random.randint(3, 9), random.uniform(0.7, 1.0)
    else:
        ramp, plateau = random.randint(30, 79), random.uniform(0.35, 0.95)
    return Growth(way, start, ramp, plateau, (subjects[0], subjects[1]))


def _day(random: Random, chance: float, valid: float, away: Day) -> None:
    if random.random() < chance:
        excused = random.random() < valid
        for lesson in away:
            lesson.miss(excused)
