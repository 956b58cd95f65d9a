import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from narvaro_desktop.simulation.practice import ELVIRA, practice_school, student_named
from narvaro_desktop.simulation.ss12000 import ss12000, swedish_offset


def test_every_attendance_has_its_lesson_and_its_pupil() -> None:
    practice = practice_school(date(2026, 9, 18))

    pages = json.loads(ss12000(practice, frozenset({"5B", "4A"})))

    events = {event["id"] for event in pages["calendarEvents"]["data"]}
    people = {person["id"]: person for person in pages["persons"]["data"]}
    attendances = pages["attendances"]["data"]
    assert {record["calendarEvent"]["id"] for record in attendances} == events
    assert {record["student"]["id"] for record in attendances} == people.keys()
    assert [person["securityMarking"] for person in people.values()].count("Sekretessmarkering") == 1


def test_the_minutes_are_those_of_the_school() -> None:
    practice = practice_school(date(2026, 9, 18))
    elvira = student_named(practice, ELVIRA)

    pages = json.loads(ss12000(practice, frozenset({"5B"})))

    [person] = [p["id"] for p in pages["persons"]["data"] if p["civicNo"]["value"] == elvira.personnummer]
    own = [record for record in pages["attendances"]["data"] if record["student"]["id"] == person]
    assert sum(record["validAbsenceMinutes"] for record in own) == 621
    assert sum(record["invalidAbsenceMinutes"] for record in own) == 27


@pytest.mark.parametrize("day", ["2026-03-27", "2026-03-30", "2026-10-23", "2026-10-26", "2027-11-01"])
def test_school_time_has_the_offset_of_stockholm(day: str) -> None:
    morning = datetime.fromisoformat(f"{day}T08:10:00").replace(tzinfo=ZoneInfo("Europe/Stockholm"))

    assert morning.isoformat().endswith(swedish_offset(date.fromisoformat(day)))
