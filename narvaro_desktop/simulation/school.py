"""A school that never was: seeded pupils, staff, lessons and absence; the same seed gives the same school."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from narvaro_desktop.domain.absence.absence import DaySums, LessonTime, day_sums
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar
from narvaro_desktop.simulation.away import Away, Day
from narvaro_desktop.simulation.behaviour import Traits, days, traits
from narvaro_desktop.simulation.people import Staff, Student, a_student, next_free
from narvaro_desktop.simulation.timetable import LESSON_MINUTES, STARTS, SUBJECTS, WEEK
from narvaro_desktop.simulation.year import SchoolDay, school_year

_CLASS_SIZE, _YEARS, _MIDDLE = 24, 10, 5
_FLU_WEEKS, _WEEKS = 3, 36
_PRESENT = Away()
Script = Mapping[date, Day]


@dataclass(frozen=True, slots=True)
class SimLesson:
    """One lesson of one pupil, in minutes; unreported lessons keep only what was notified beforehand."""

    student: Student
    day: date
    start: int
    subject: str
    staff: str
    planned: int
    valid: int
    invalid: int
    late: int
    reason: str
    reported: bool

    @property
    def end(self) -> int:
        return self.start + LESSON_MINUTES

    @property
    def time(self) -> LessonTime:
        missed = (self.valid, self.invalid)
        return LessonTime(self.day, self.start, self.planned, *missed, late=self.late, reported=self.reported)


@dataclass(frozen=True)
class School:
    """`coverage` is the chance that a lesson is reported; None draws it for each teacher.

    `scripts` replace what the model would draw, for pupils with a given story. The lessons are those of the
    läsår of `until`; `replace(school, until=…, seed=…)` gives the same pupils another läsår.
    """

    name: str
    unit_code: str
    seed: int
    calendar: SchoolCalendar
    until: date
    students: tuple[Student, ...]
    staff: tuple[Staff, ...]
    coverage: float | None = None
    scripts: Mapping[int, Script] | None = None
    always_reported: frozenset[str] = frozenset()

    @property
    def year(self) -> list[SchoolDay]:
        return school_year(self.calendar, self.until)

    def away(self, student: Student, year: list[SchoolDay]) -> dict[date, Day]:
        """What the pupil truly misses, also in lessons that nobody reports."""
        if self.scripts and student.number in self.scripts:
            return dict(self.scripts[student.number])
        random, drawn = self.drawn(student)
        weeks = self._random("flu", student.school_class).sample(range(_WEEKS), _FLU_WEEKS)
        return dict(days(random, drawn, year, frozenset(weeks)))

    def drawn(self, student: Student) -> tuple[Random, Traits]:
        """What the model made of the pupil, and the random numbers that her days go on with."""
        random = self._random("pupil", student.number)
        return random, traits(random)

    def lessons(self) -> Iterator[SimLesson]:
        """Every lesson of every pupil from the first school day, pupil by pupil."""
        year, unreported = self.year, {}
        for student in self.students:
            name = student.school_class
            if name not in unreported:
                unreported[name] = self._unreported(name, year)
            yield from self._lessons(student, year, unreported[name])

    def lessons_of(self, student: Student) -> list[SimLesson]:
        year = self.year
        return list(self._lessons(student, year, self._unreported(student.school_class, year)))

    def days_of(self, student: Student) -> tuple[DaySums, ...]:
        return day_sums(lesson.time for lesson in self.lessons_of(student))

    def teacher(self, school_class: str, subject: int) -> Staff:
        """Who teaches a subject in a class."""
        held = [staff for staff in self.staff if staff.subject == SUBJECTS[subject]]
        return held[sum(map(ord, school_class)) % len(held)]

    def _lessons(
        self, student: Student, year: list[SchoolDay], unreported: set[tuple[date, int]]
    ) -> Iterator[SimLesson]:
        away = self.away(student, year)
        teachers = [self.teacher(student.school_class, subject).signature for subject in range(len(SUBJECTS))]
        for day in year:
            missed = away.get(day.date)
            for slot, subject in enumerate(WEEK[day.weekday]):
                gone, reported = missed[slot] if missed else _PRESENT, (day.date, slot) not in unreported
                yield SimLesson(
                    *(student, day.date, STARTS[slot], SUBJECTS[subject], teachers[subject], LESSON_MINUTES),
                    gone.valid,
                    gone.invalid if reported else 0,
                    gone.late if reported else 0,
                    gone.reason if reported or gone.valid else "",
                    reported,
                )

    def _unreported(self, school_class: str, year: list[SchoolDay]) -> set[tuple[date, int]]:
        """The lessons of a class that its teachers never reported."""
        if school_class in self.always_reported:
            return set()
        random = self._random("reports", school_class)
        drawn = [random.uniform(0.01, 0.11) for _subject in SUBJECTS]
        missing = drawn if self.coverage is None else [1 - self.coverage] * len(SUBJECTS)
        return {
            (day.date, slot)
            for day in year
            for slot, subject in enumerate(WEEK[day.weekday])
            if random.random() < missing[subject]
        }

    def _random(self, purpose: str, key: object) -> Random:
        return Random(f"{self.seed}:{purpose}:{key}")


def school(
    seed: int,
    pupils: int,
    calendar: SchoolCalendar,
    until: date,
    name: str = "Ekbackens skola",
    unit_code: str = "12345678",
    coverage: float | None = None,
) -> School:
    """A school of so many pupils in classes of about 24, förskoleklass to year 9 where they suffice."""
    random = Random(f"{seed}:people")
    autumn = AcademicYear.of(until).begins
    students: list[Student] = []
    taken: set[str] = set()
    for number, (school_class, school_year_) in enumerate(_places(pupils)):
        student = a_student(random, number, school_class, school_year_, autumn)
        student = replace(student, personnummer=next_free(student.personnummer, taken))
        taken.add(student.personnummer)
        students.append(student)
    return School(name, unit_code, seed, calendar, until, tuple(students), _staff(pupils), coverage)


def _places(pupils: int) -> list[tuple[str, int]]:
    """Class name and school year of each pupil: FA, 1A … 9B."""
    count = min(_YEARS, max(1, pupils // _CLASS_SIZE))
    years = range(max(0, _MIDDLE - count // 2), max(0, _MIDDLE - count // 2) + count)
    places = []
    for place, year in enumerate(years):
        held = pupils * (place + 1) // count - pupils * place // count
        classes = max(1, round(held / _CLASS_SIZE))
        places += [(f"{year or 'F'}{_letter(number * classes // held)}", year) for number in range(held)]
    return places


def _letter(number: int) -> str:
    """A … Z, AA, AB …"""
    again, place = divmod(number, len(string.ascii_uppercase))
    return (_letter(again - 1) if again else "") + string.ascii_uppercase[place]


def _staff(pupils: int) -> tuple[Staff, ...]:
    each = max(1, pupils // 100)
    return tuple(
        Staff(f"{subject[:2].upper()}{number + 1:02}", f"Lärare {subject} {number + 1}", subject)
        for subject in SUBJECTS
        for number in range(each)
    )
