"""Ekbackens skola, the practice school: 412 pupils, four of whom have a story that is the same every time.

Elvira Blåbärsskog, 5B   12,0 % on 18 September, 15,5 % on 25 September, exactly 20,0 % on 2 October 2026
Tage Kottelund, 7A       21,4 % on 25 September: a broken leg, all giltig
Maja Månstråle, 8B       away from 12 October to 13 November: 20 school days over höstlov

A fifth pupil in 7A stays away from idrott alone: 5,8 % in all, and pointed out by the early signals.
"""

import json
from dataclasses import replace
from datetime import date

from narvaro_desktop.domain.identity import check_digit
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.paths import resource
from narvaro_desktop.simulation.away import INJURY, LATE, SICK, Away, Day, present, whole_day
from narvaro_desktop.simulation.people import Guardian, Student
from narvaro_desktop.simulation.school import School, Script, school
from narvaro_desktop.simulation.timetable import LESSON_MINUTES, SPORTS, WEEK

PUPILS = 412
TODAY = date(2026, 9, 28)
UNTIL = date(2026, 9, 25)
_SEED = 412
_FIFTH = 4

ELVIRA, TAGE, MAJA = "Elvira Blåbärsskog", "Tage Kottelund", "Maja Månstråle"


def practice_calendar() -> SchoolCalendar:
    """Läsåret 2026/27 with its lov and studiedagar."""
    return SchoolCalendar.from_data(json.loads(resource("calendars", "practice-2026.json").read_bytes()))


def practice_school(until: date = UNTIL, seed: int = _SEED) -> School:
    """The practice school with data up to and with `until`; a later day only adds days."""
    made = school(seed, PUPILS, practice_calendar(), until)
    told = {
        _first_in(made, "5B"): (ELVIRA, "201511049812", _elvira()),
        _first_in(made, "7A"): (TAGE, "201306179814", _tage()),
        _first_in(made, "8B"): (MAJA, "201202239806", _maja()),
    }
    students = list(made.students)
    for number, (name, identity, _script) in told.items():
        students[number] = _named(students[number], name, identity)
    hidden = _first_in(made, "4A")
    students[hidden] = replace(students[hidden], protected=True)
    return replace(
        made,
        students=tuple(students),
        scripts={number: script for number, (_name, _identity, script) in told.items()}
        | {_first_in(made, "7A") + _FIFTH: _no_sports()},
        always_reported=frozenset({"5B", "7A"}),
    )


def student_named(practice: School, name: str) -> Student:
    return next(student for student in practice.students if student.name == name)


def _elvira() -> Script:
    """Mondays first, then more; nearly all of it sickness."""
    autumn = [(8, 24, 81), (8, 31, 108), (9, 7, 162), (9, 14, 270), (9, 21, 180), (9, 22, 90), (9, 28, 270)]
    later = [(9, 30, 27), (10, 5, 270), (10, 12, 270), (10, 19, 270), (10, 20, 135), (11, 2, 270)]
    sick = {date(2026, month, day): _morning(minutes, SICK) for month, day, minutes in autumn + later}
    late = present()
    late[0] = Away(invalid=27, late=27, reason=LATE)
    return sick | {date(2026, 9, 10): late}


def _tage() -> Script:
    gone = [date(2026, 9, 17), date(2026, 9, 18), date(2026, 9, 21), date(2026, 9, 22)]
    return {day: whole_day(INJURY) for day in gone} | {date(2026, 9, 23): _morning(76, INJURY)}


def _maja() -> Script:
    ill = [date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 21)]
    away = [*ill, *Span(date(2026, 10, 12), date(2026, 11, 13))]
    return {day: whole_day(SICK) for day in away}


def _no_sports() -> Script:
    """Seven lessons of idrott without a word, in four weeks."""
    gone = [(8, 31), (9, 1), (9, 10), (9, 14), (9, 15), (9, 21), (9, 24)]
    return {day: _skipping(day) for day in (date(2026, month, each) for month, each in gone)}


def _skipping(day: date) -> Day:
    """The day's lessons of idrott, ogiltiga."""
    made = present()
    for lesson, subject in zip(made, WEEK[day.weekday()], strict=True):
        if subject == SPORTS:
            lesson.skip()
    return made


def _morning(minutes: int, reason: str) -> Day:
    """Away for so many minutes from the first lesson on."""
    day = present()
    for number, lesson in enumerate(day):
        missed = min(LESSON_MINUTES, max(0, minutes - number * LESSON_MINUTES))
        if missed:
            day[number] = replace(lesson, valid=missed, reason=reason)
    return day


def _named(student: Student, name: str, identity: str) -> Student:
    given, family = name.split(" ")
    guardians = (Guardian("Åsa", family), Guardian("Göte", "Lingontuva"))
    number = identity[:11] + str(check_digit(identity[2:11]))
    return replace(student, given_name=given, family_name=family, personnummer=number, guardians=guardians)


def _first_in(made: School, school_class: str) -> int:
    return next(student.number for student in made.students if student.school_class == school_class)
