"""SS 12000:2020 answers saved as JSON, in the child process only: attendances joined with their lessons.

Records are known by their properties, so pages may come in any order and under any wrapping, in camelCase
or snake_case, in one file or several. The answer is a table under Swedish headers that the shipped profiles
know: lessons, else sums, else the pupils themselves.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, count, takewhile
from pathlib import Path
from typing import Any

from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.opened import Opened
from narvaro_desktop.absence_files.values import NO_EVENT_CELL, clock

LARGEST = 200 * 2**20
DEEPEST = 20
_FRAMES_OF_OUR_OWN = 40

LESSON_HEADER = (
    "Personnummer", "Namn", "Klass", "Starttid", "Sluttid", "Ämne", "Lärare", "Lektionslängd", "Närvaro",
    "Giltig frånvaro", "Ogiltig frånvaro", "Annat skoluppdrag", "Frånvaroorsak", "Rapporterad",
    "Rapporterad tid", "Inställd", "Skyddade personuppgifter",
)  # fmt: skip
SUM_HEADER = (
    "Personnummer", "Namn", "Klass", "Från", "Till", "Erbjuden tid", "Orapporterad tid",
    "Giltig frånvaro", "Ogiltig frånvaro", "Annat skoluppdrag", "Skyddade personuppgifter",
)  # fmt: skip
PUPIL_HEADER = ("Personnummer", "Namn", "Klass", "Skyddade personuppgifter")
Record = Mapping[str, Any]


class Pages:
    """Every record of the file by what it is."""

    def __init__(self, *pages: Any) -> None:
        self.attendances: list[Record] = []
        self.sums: list[Record] = []
        self.events: dict[str, Record] = {}
        self.people: dict[str, Record] = {}
        self.activities: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        for record in chain.from_iterable(map(_records, pages)):
            self._sort(_flat(record))

    def _sort(self, record: dict[str, Any]) -> None:
        identity = str(record.get("id", ""))
        if "eventtype" in record:
            raise FileRefused(Refusal.NOT_PUPIL_DATA)
        if "calendareventid" in record and "isreported" in record:
            self.attendances.append(record)
        elif "offeredsum" in record or "attendancesum" in record:
            self.sums.append(record)
        elif "starttime" in record and "endtime" in record:
            self.events[identity] = record
        elif {"civicno", "civicnovalue", "familyname", "givenname"} & record.keys():
            self.people[identity] = record
        elif "grouptype" in record:
            self._class(record)
        elif "displayname" in record:
            self.activities[identity] = str(record["displayname"])

    def _class(self, group: dict[str, Any]) -> None:
        if str(group["grouptype"]).casefold() == "klass":
            for member in group.get("groupmemberships") or ():
                self.classes[str(_flat(member).get("personid", ""))] = str(group.get("displayname", ""))


def opened(*paths: Path) -> Opened:
    """The attendances of the pages as lesson rows, or their sums as period rows, or their pupils."""
    size = sum(path.stat().st_size for path in paths)
    if size > LARGEST:
        raise FileRefused(Refusal.TOO_LARGE, bytes=size, limit=LARGEST)
    pages = Pages(*(_parsed(path.read_bytes()) for path in paths))
    if pages.attendances:
        rows = [list(LESSON_HEADER), *(_lesson(pages, record) for record in pages.attendances)]
    elif pages.sums:
        rows = [list(SUM_HEADER), *_sums(pages)]
    elif pages.people:
        rows = [list(PUPIL_HEADER), *_listed(pages)]
    else:
        raise FileRefused(Refusal.UNKNOWN_LAYOUT)
    return Opened(iter(rows), len(rows), facts={"events": len(pages.events)})


def _parsed(content: bytes) -> Any:
    """The JSON; nesting that no school writes ends in a refusal, not in a crash."""
    depth = sum(1 for _ in takewhile(lambda frame: frame is not None, map(_frame, count())))
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + _FRAMES_OF_OUR_OWN + DEEPEST)
    try:
        return json.loads(content)
    except RecursionError:
        raise FileRefused(Refusal.TOO_DEEP, limit=DEEPEST) from None
    except ValueError:
        raise FileRefused(Refusal.DAMAGED) from None
    finally:
        sys.setrecursionlimit(before)


def _frame(level: int) -> Any:
    try:
        return sys._getframe(level)
    except ValueError:
        return None


def _records(content: Any) -> Iterator[dict[str, Any]]:
    """Objects that are records: those inside lists, or under an endpoint's name."""
    if isinstance(content, list):
        for entry in content:
            yield from _records(entry)
    elif isinstance(content, dict):
        if "id" in content or any("sum" in key.lower() for key in content):
            yield content
        else:
            for value in content.values():
                if isinstance(value, (list, dict)):
                    yield from _records(value)


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Small keys without underscores; a reference {"student": {"id": 7}} becomes studentid."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        name = key.replace("_", "").casefold()
        if isinstance(value, dict):
            flat |= {name + inner.casefold(): part for inner, part in value.items()}
        else:
            flat[name] = value
    return flat


def _lesson(pages: Pages, record: Record) -> list[str]:
    event = pages.events.get(str(record["calendareventid"]))
    start = _text(event.get("starttime")) if event else NO_EVENT_CELL
    end = _text(event.get("endtime")) if event else ""
    cancelled = bool(event and event.get("cancelled"))
    exception = _exception(event, str(record.get("studentid", ""))) if event else {}
    planned = exception.get("teachinglength", (event or {}).get("teachinglengthstudent"))
    activity = str((event or {}).get("activityid", ""))
    return [
        *_pupil(pages, record)[:3], start, end,
        pages.activities.get(activity, _text((event or {}).get("activitydisplayname"))),
        _text(record.get("reporterdisplayname")),
        _text(planned if planned is not None else _between(start, end)),
        _text(record.get("attendanceminutes")), _text(record.get("validabsenceminutes")),
        _text(record.get("invalidabsenceminutes")), _text(record.get("otherattendanceminutes")),
        _text(record.get("absencereason")), _text(record.get("isreported")),
        _text(record.get("reportedtimestamp")),
        _text(cancelled or exception.get("participates") is False), _pupil(pages, record)[3],
    ]  # fmt: skip


def _exception(event: Record, student: str) -> dict[str, Any]:
    """What the calendar says about this pupil alone, such as that she does not take part."""
    found = (_flat(entry) for entry in event.get("studentexceptions") or ())
    return next((entry for entry in found if str(entry.get("studentid")) == student), {})


def _between(start: str, end: str) -> str:
    minutes = clock(end) - clock(start)
    return str(minutes) if minutes > 0 else ""


def _sums(pages: Pages) -> Iterator[list[str]]:
    """One row for each pupil and period: the sums of the pupil's activities added up."""
    added: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * 5)
    for record in pages.sums:
        offered = int(record.get("offeredsum") or 0)
        reported = min(offered, int(record.get("reportedsum", offered) or 0))
        key = (*_pupil(pages, record), _text(record.get("startdate")), _text(record.get("enddate")))
        parts = (offered, offered - reported, *(int(record.get(name) or 0) for name in (
            "validabsencesum", "invalidabsencesum", "otherattendancesum")))  # fmt: skip
        added[key] = [old + new for old, new in zip(added[key], parts, strict=True)]
    for (number, name, group, protected, first, last), sums in added.items():
        yield [number, name, group, first, last, *map(str, sums), protected]


def _listed(pages: Pages) -> Iterator[list[str]]:
    """The persons who go to a school or stand in a class; all of them where that is told of nobody."""
    pupils = [key for key, person in pages.people.items() if person.get("enrolments") or key in pages.classes]
    for key in pupils or pages.people:
        number, name, group, protected = _pupil(pages, {"studentid": key})
        yield [number, name, group, protected]


def _pupil(pages: Pages, record: Record) -> tuple[str, str, str, str]:
    """Number, name, class, and the mark of protected personal data."""
    identity = str(record.get("studentid", ""))
    person = pages.people.get(identity, {})
    name = f"{person.get('givenname', '')} {person.get('familyname', '')}".strip()
    number = person.get("civicnovalue", person.get("civicno"))
    return (
        _text(number),
        name or _text(record.get("studentdisplayname")),
        pages.classes.get(identity, ""),
        _text(person.get("securitymarking", record.get("studentsecuritymarking"))),
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)
