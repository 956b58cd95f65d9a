"""The practice school as an SS 12000:2020 answer: persons, groups, activities, lessons and attendances.

Times carry the offset of Swedish time, reckoned by the EU rule (last Sundays of March and October), so that
no time zone data are needed.
"""

import json
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from narvaro_desktop.simulation.files import clock
from narvaro_desktop.simulation.people import Student
from narvaro_desktop.simulation.school import School, SimLesson

_OPEN, _PROTECTED = "Ingen", "Sekretessmarkering"
Record = dict[str, Any]


def ss12000(school: School, classes: frozenset[str] | None = None) -> bytes:
    """One JSON file with every endpoint's answer, of the whole school or of some classes."""
    students = [student for student in school.students if classes is None or student.school_class in classes]
    lessons = [lesson for student in students for lesson in school.lessons_of(student)]
    events = {_event_id(school, lesson): lesson for lesson in lessons}
    groups = sorted({student.school_class for student in students})
    subjects = sorted({lesson.subject for lesson in lessons})
    answer = {
        "persons": [_person(school, student) for student in students],
        "groups": [_group(school, name, students) for name in groups],
        "activities": [{"id": _id(school, "activity", name), "displayName": name} for name in subjects],
        "calendarEvents": [_event(school, key, lesson) for key, lesson in events.items()],
        "attendances": [_attendance(school, lesson) for lesson in lessons],
    }
    pages = {name: {"data": records, "pageToken": None} for name, records in answer.items()}
    return json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode()


def swedish_offset(day: date) -> str:
    """+02:00 in summer, +01:00 in winter, as it is at school time."""
    return "+02:00" if _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10) else "+01:00"


def _person(school: School, student: Student) -> Record:
    return {
        "id": _person_id(school, student),
        "givenName": student.given_name,
        "familyName": student.family_name,
        "civicNo": {"value": student.personnummer, "nationality": "SWE"},
        "securityMarking": _PROTECTED if student.protected else _OPEN,
    }


def _group(school: School, name: str, students: list[Student]) -> Record:
    members = [student for student in students if student.school_class == name]
    return {
        "id": _id(school, "group", name),
        "displayName": name,
        "groupType": "Klass",
        "groupMemberships": [{"person": {"id": _person_id(school, student)}} for student in members],
    }


def _event(school: School, key: str, lesson: SimLesson) -> Record:
    offset = swedish_offset(lesson.day)
    return {
        "id": key,
        "activity": {"id": _id(school, "activity", lesson.subject)},
        "startTime": f"{lesson.day}T{clock(lesson.start)}:00{offset}",
        "endTime": f"{lesson.day}T{clock(lesson.end)}:00{offset}",
        "cancelled": False,
        "teachingLengthStudent": lesson.planned,
    }


def _attendance(school: School, lesson: SimLesson) -> Record:
    event, person = _event_id(school, lesson), _person_id(school, lesson.student)
    record: Record = {
        "id": _id(school, "attendance", f"{event} {person}"),
        "calendarEvent": {"id": event},
        "student": {"id": person},
        "isReported": lesson.reported,
        "reporterDisplayName": lesson.staff,
        "validAbsenceMinutes": lesson.valid,
        "absenceReason": lesson.reason or None,
    }
    if lesson.reported:
        record["attendanceMinutes"] = lesson.planned - lesson.valid - lesson.invalid
        record["invalidAbsenceMinutes"] = lesson.invalid
        record["otherAttendanceMinutes"] = 0
    return record


def _person_id(school: School, student: Student) -> str:
    return _id(school, "person", str(student.number))


def _event_id(school: School, lesson: SimLesson) -> str:
    return _id(school, "event", f"{lesson.student.school_class} {lesson.day} {lesson.start}")


def _id(school: School, kind: str, name: str) -> str:
    return str(uuid5(NAMESPACE_OID, f"{school.seed}:{kind}:{name}"))


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
