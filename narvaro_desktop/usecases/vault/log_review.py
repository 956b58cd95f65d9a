"""The access log read by those who look after it: who did what with whose data, when and where.

The fields that HSLF-FS 2016:40, 4 kap. 9 § asks of a log, for every class alike; never a word of what was
read or written.  A protected pupil stands under her alias; a line about an orosanmälan says who did it and
when, and never about whom: the log is no list of such pupils.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store.access_log import moment
from narvaro_desktop.store.tables import AccessLogRow, CaseRow, PersonRow, StudentRow
from narvaro_desktop.usecases import settings, spreadsheets
from narvaro_desktop.usecases.pupils.students import line_of
from narvaro_desktop.usecases.vault.attempts import REFUSED
from narvaro_desktop.usecases.work import NOTHING, Made, Work

MOST = 20_000
"""Lines that are shown at once, the newest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log. `at` is the time that the person saw; `action` is a key, `case` the ärendenummer.

    Of a failed unlock `person` is whose name was chosen, and `role` is empty: nobody knows who sat there.
    """

    device: str
    sequence: int
    at: datetime
    person: str
    role: Role | None
    unit: str
    action: str
    student: str
    case: str
    info_class: InfoClass | None
    purpose: str
    colleague: str = ""
    """Whose place in the team it changed."""

    @property
    def key(self) -> tuple[str, int]:
        return self.device, self.sequence


@dataclass(frozen=True, slots=True)
class Lines:
    """The newest lines, and how many there are in all."""

    entries: tuple[Entry, ...]
    total: int


class Told(Protocol):
    """How a line is said; the window's words, since the log holds keys."""

    def action(self, entry: Entry) -> str: ...

    def role(self, entry: Entry) -> str: ...

    def info_class(self, entry: Entry) -> str: ...


def lines(work: Work) -> Made[Lines]:
    """The newest lines of the log; that somebody has read it stands in it too."""
    work.may(Resource.LOG, Action.READ)
    found = entries(work)
    work.log("log.view")
    return Made(NOTHING, Lines(found[:MOST], len(found)))


def export(work: Work, chosen: Sequence[tuple[str, int]], head: Sequence[str], words: Told) -> Made[bytes]:
    """The chosen lines as XLSX, under the titles `head`; `words` says a line's action and class."""
    work.may(Resource.LOG, Action.EXPORT)
    wanted = set(chosen)
    rows = [_row(entry, words) for entry in entries(work) if entry.key in wanted]
    work.log("log.export", lines=len(rows))
    return Made(NOTHING, spreadsheets.workbook([tuple(head), *rows]))


def _row(entry: Entry, words: Told) -> tuple[object, ...]:
    return (
        f"{entry.at:%Y-%m-%d %H:%M:%S}", entry.person, words.role(entry), entry.unit, words.action(entry),
        entry.student, entry.case, words.info_class(entry), entry.purpose,
    )  # fmt: skip


def entries(work: Work) -> tuple[Entry, ...]:
    """Every line, the newest first; for those who have asked whether they may."""
    people = {str(row.id): row.name for row in work.session.scalars(select(PersonRow))}
    pupils = {str(row.id): line_of(row).name for row in work.session.scalars(select(StudentRow))}
    of_case = {
        str(case): (number, str(student))
        for case, number, student in work.session.execute(
            select(CaseRow.id, CaseRow.number, CaseRow.student_id)
        )
    }
    school = settings.profile(work).name
    newest_first = select(AccessLogRow).order_by(
        AccessLogRow.at_utc.desc(), AccessLogRow.device, AccessLogRow.sequence.desc()
    )
    found = []
    for row in work.session.scalars(newest_first):
        number, about = of_case.get(row.case_id or "", ("", ""))
        told = json.loads(row.facts) if row.action in REFUSED.values() else {}
        if row.info_class == InfoClass.CHILD_WELFARE.key:
            number, about = "", ""
        offset = timezone(timedelta(minutes=row.offset_minutes))
        found.append(
            Entry(
                device=row.device,
                sequence=row.sequence,
                at=moment(told.get("at", row.at_utc)).astimezone(offset),
                person=people.get(told.get("person", row.user_id), ""),
                role=None if told else _role(row.role),
                unit=row.unit or school,
                action=row.action,
                student=_pupil(row, about, pupils),
                case=number,
                info_class=InfoClass.of(row.info_class) if row.info_class else None,
                purpose=row.purpose or "",
                colleague="" if told else _colleague(row, people),
            )
        )
    return tuple(found)


def _pupil(row: AccessLogRow, about: str, pupils: Mapping[str, str]) -> str:
    if row.info_class == InfoClass.CHILD_WELFARE.key:
        return ""
    return pupils.get(row.student_id or about, "")


def _colleague(row: AccessLogRow, people: Mapping[str, str]) -> str:
    """Whom an act on the team is about, where that is somebody else."""
    about = json.loads(row.facts).get("person") if '"person"' in row.facts else None
    return people.get(about or "", "") if about != row.user_id else ""


def _role(key: str) -> Role | None:
    try:
        return Role.of(key)
    except ValueError:
        return None
