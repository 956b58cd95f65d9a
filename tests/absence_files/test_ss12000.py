"""SS 12000:2020 answers saved as JSON."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import Exclusion, RowFault
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import LessonRow, Reading
from tests.absence_files.files import written

PERSON = {"id": "p1", "givenName": "Tuva", "familyName": "Blåbärsskog", "civicNo": {"value": "201403052382"}}
EVENT = {
    "id": "e1",
    "activity": {"id": "a1"},
    "startTime": "2026-10-23T06:10:00Z",
    "endTime": "2026-10-23T07:00:00Z",
}
ATTENDANCE = {
    "id": "t1",
    "calendarEvent": {"id": "e1"},
    "student": {"id": "p1"},
    "isReported": True,
    "attendanceMinutes": 40,
    "invalidAbsenceMinutes": 10,
}


def reading_of(tmp_path: Path, *records: dict[str, Any]) -> Reading:
    path = written(tmp_path / "svar.json", json.dumps([{"data": [record]} for record in records]))
    found = examine(path)
    assert found.known and found.profile is not None
    return read(path, found.profile)


def rows_of(reading: Reading) -> list[LessonRow]:
    return [LessonRow(*row) for chunk in reading.chunks() for row in chunk]


def test_pages_in_any_order_become_lessons_in_swedish_time(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, ATTENDANCE, {"id": "a1", "displayName": "Bild"}, PERSON, EVENT)

    [row] = rows_of(reading)
    assert (row.day, row.start, row.planned) == (date(2026, 10, 23).toordinal(), 490, 50)
    assert (row.valid, row.invalid, row.reported) == (0, 10, 1)
    assert reading.activities[row.activity] == "Bild"
    assert reading.pupils[row.pupil].identity.number == "201403052382"


def test_snake_case_is_the_same(tmp_path: Path) -> None:
    flat = {
        "id": "t1",
        "calendar_event__id": "e1",
        "student__id": "p1",
        "is_reported": False,
        "valid_absence_minutes": 50,
    }

    [row] = rows_of(reading_of(tmp_path, flat, PERSON, EVENT))

    assert (row.valid, row.reported) == (50, 0)


def test_a_lesson_that_the_calendar_lacks_is_named(tmp_path: Path) -> None:
    lost = ATTENDANCE | {"id": "t2", "calendarEvent": {"id": "e9"}}

    reading = reading_of(tmp_path, ATTENDANCE, lost, PERSON, EVENT)

    assert [error.fault for error in reading.errors] == [RowFault.NO_EVENT]
    assert (reading.rows_in, reading.accepted) == (2, 1)


def test_cancelled_lessons_and_pupils_who_do_not_take_part_have_no_time(tmp_path: Path) -> None:
    absent = ATTENDANCE | {"attendanceMinutes": 0, "invalidAbsenceMinutes": 0}
    exempt = EVENT | {"studentExceptions": [{"student": {"id": "p1"}, "participates": False}]}

    [cancelled] = rows_of(reading_of(tmp_path, absent, PERSON, EVENT | {"cancelled": True}))
    [excepted] = rows_of(reading_of(tmp_path, absent, PERSON, exempt))

    assert (cancelled.planned, excepted.planned) == (0, 0)


def test_a_marked_person_is_left_out(tmp_path: Path) -> None:
    hidden = PERSON | {"securityMarking": "Skyddad folkbokföring"}

    reading = reading_of(tmp_path, ATTENDANCE, hidden, EVENT)

    assert reading.excluded == {Exclusion.PROTECTED: 1}
    assert not reading.pupils


def test_aggregated_attendance_is_summed_over_activities(tmp_path: Path) -> None:
    sums = {
        "student": {"id": "p1"}, "startDate": "2026-08-18", "endDate": "2026-10-12",
        "offeredSum": 3000, "reportedSum": 2500, "validAbsenceSum": 300, "invalidAbsenceSum": 10,
    }  # fmt: skip

    [row] = reading_of(tmp_path, sums, sums | {"offeredSum": 2400, "reportedSum": 2400}, PERSON).periods

    assert (row.offered, row.reported, row.valid, row.invalid) == (5400, 4900, 600, 20)
    assert (row.first, row.last) == (date(2026, 8, 18), date(2026, 10, 12))
