"""Everything that is remembered of a pupil, table by table, as words: what a registerutdrag is made of."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, LargeBinary, select

from narvaro_desktop.domain.assessment.investigation import Sharing
from narvaro_desktop.domain.masking_text import others_in
from narvaro_desktop.domain.terms import InfoClass, Role, Term
from narvaro_desktop.i18n import _
from narvaro_desktop.store.access_log import moment
from narvaro_desktop.store.cells import Place, class_of
from narvaro_desktop.store.errors import CellRefused
from narvaro_desktop.store.tables import ActivityRow, PersonRow, ReasonRow, StaffRow, StudentRow
from narvaro_desktop.store.tables.columns import BY_ROW
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.privacy.extract_words import Lexicon, is_key
from narvaro_desktop.usecases.privacy.record_map import TECHNICAL, TableDecision, Whole, decisions
from narvaro_desktop.usecases.pupils.other_names import others_of
from narvaro_desktop.usecases.sharing.travelling import BY_CASE
from narvaro_desktop.usecases.work import Work

_DAYS: Final = frozenset({"day", "first_day", "last_day"})
_CLOCK: Final = frozenset({("lesson", "start")})
_YES_NO: Final = frozenset({("lesson", "reported")})
_NAMES_OF: Final = {
    "activity": (ActivityRow, "name"),
    "staff": (StaffRow, "name"),
    "reason": (ReasonRow, "words"),
}
_APART: Final = frozenset({InfoClass.CHILD_WELFARE.key, InfoClass.PROTECTED.key})
_BY_CASE: Final = BY_CASE | {"meeting_item"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One field of one row. `found` are others' names in it; `is_free` if a person wrote it."""

    key: str
    label: str
    text: str
    is_free: bool = False
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A table: what it is called, and its rows in the order of time."""

    table: str
    label: str
    rows: tuple[tuple[Piece, ...], ...]


@dataclass(slots=True)
class _Reading:
    work: Work
    student: StudentRow
    people: Mapping[str, str]
    guardians: Mapping[str, str]
    others: frozenset[str]
    say: Callable[[str], str]
    lexicon: Lexicon
    names: dict[str, dict[int, str]] = field(default_factory=dict)
    unread: dict[InfoClass, int] = field(default_factory=dict)
    case_of: dict[UUID, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Everything:
    """The sections that have rows; `unread` counts texts by class that this person has no key to."""

    sections: tuple[Section, ...]
    unread: Mapping[InfoClass, int]
    apart: tuple[str, ...]


def everything(work: Work, student: StudentRow, whole: Whole, say: Callable[[str], str] = str) -> Everything:
    """The rows of `whole` as words; `say` has the words of the log's acts."""
    reading = _Reading(
        work,
        student,
        {str(one.id): one.name for one in work.session.scalars(select(PersonRow))},
        {str(one.id): one.name for one in student.guardians},
        others_of(work, student),
        say,
        Lexicon(work),
        case_of=meetings_of(whole),
    )
    for name, (model, words) in _NAMES_OF.items():
        rows_of: Any = work.session.scalars(select(model))
        reading.names[name] = {one.id: getattr(one, words) for one in rows_of}
    rows = {**whole.rows, "access_log": _told_lines(whole.rows.get("access_log", ()))}
    sections = [
        Section(one.name, one.label, tuple(_row(reading, one, row) for row in _in_time(rows[one.name])))
        for one in _in_order()
        if one.extract == "yes" and rows.get(one.name)
    ]
    return Everything(tuple(sections), reading.unread, _apart())


def meetings_of(whole: Whole) -> dict[UUID, UUID]:
    """The case of each meeting with partners."""
    return {row["id"]: row["case_id"] for row in whole.rows.get("outside_meeting", ())}


def place_of(
    student: UUID, meetings: Mapping[UUID, UUID], table: str, row: Mapping[str, Any], column: Column[Any]
) -> Place:
    """Where a sealed cell of a pupil's record stands: it is bound to the pupil, or to her case."""
    owner = (row.get("case_id") or meetings[row["meeting_id"]]) if table in _BY_CASE else student
    return Place(table, str(row["id"]), str(owner), column.key)


def is_plain(column: Column[Any], row: Mapping[str, Any]) -> bool:
    """Whether a column of cells holds plain text in this row: what everyone reads is not sealed once more."""
    return column.info.get("class") == BY_ROW and row["info_class"] is InfoClass.SCHOOL


def _told_lines(lines: tuple[Mapping[str, Any], ...]) -> tuple[Mapping[str, Any], ...]:
    """The log without what would tell that there is an orosanmälan."""
    return tuple(line for line in lines if line["info_class"] not in _APART)


def _apart() -> tuple[str, ...]:
    return tuple(one.label for one in _in_order() if one.extract == "apart")


def _in_order() -> Iterator[TableDecision]:
    """The pupil first, then what hangs on the case, absence and the log last."""
    held = list(decisions().values())
    first = ["student", "guardian", "case_file"]
    last = ["period", "student_day", "lesson", "alias", "access_log"]
    order = {name: place for place, name in enumerate(first)} | {
        name: 1000 + place for place, name in enumerate(last)
    }
    return iter(sorted(held, key=lambda one: order.get(one.name, 500)))


def _in_time(rows: tuple[Mapping[str, Any], ...]) -> list[Mapping[str, Any]]:
    for column in ("day", "first_day", "at_utc"):
        if rows and column in rows[0]:
            return sorted(
                rows, key=lambda row: (row[column], row.get("start") or 0, row.get("sequence") or 0)
            )
    return sorted(rows, key=lambda row: str(row.get("id", "")))


def _row(reading: _Reading, one: TableDecision, row: Mapping[str, Any]) -> tuple[Piece, ...]:
    key = str(row.get("id") or "/".join(str(row[column.key]) for column in one.table.primary_key))
    pieces = []
    for column in one.table.c:
        label = one.columns[column.key]
        if label == TECHNICAL or row[column.key] is None:
            continue
        text = _text(reading, one, column, row)
        if text:
            free = _is_free(column) and not is_key(one.name, column.key)
            found = others_in(text, reading.others, reading.student.identity_number or "") if free else ()
            pieces.append(Piece(f"{one.name}/{key}/{column.key}", label, text, free, found))
    return tuple(pieces)


def _is_free(column: Column[Any]) -> bool:
    """Text in somebody's own words, or ciphertext; a key, a number and a date are none."""
    kind = type(column.type).__name__
    return kind in ("Text", "LargeBinary")


def _text(reading: _Reading, one: TableDecision, column: Column[Any], row: Mapping[str, Any]) -> str:
    value = row[column.key]
    if isinstance(value, bytes):
        return _unsealed(reading, one, column, row, value)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, Term):
        return value.label
    if isinstance(value, datetime):
        return f"{value.astimezone(SWEDEN):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID) or column.key in ("user_id",):
        return reading.people.get(str(value)) or reading.guardians.get(str(value)) or ""
    if one.name == "access_log":
        return _of_the_log(reading, column.key, str(value))
    if isinstance(value, int):
        if column.key in _DAYS:
            return date.fromordinal(value).isoformat()
        if (one.name, column.key) in _CLOCK:
            return f"{value // 60:02}:{value % 60:02}"
        if (one.name, column.key) in _YES_NO:
            return _("ja") if value else _("nej")
        return reading.names.get(column.key, {}).get(value) or str(value)
    return reading.lexicon.text(one.name, column.key, str(value))


def _of_the_log(reading: _Reading, column: str, value: str) -> str:
    """A line of the log has keys and a moment, as text."""
    if column == "at_utc":
        return f"{moment(value).astimezone(SWEDEN):%Y-%m-%d %H:%M}"
    if column == "role":
        return Role.of(value).label
    return reading.say(value) if column == "action" else value


def _unsealed(
    reading: _Reading, one: TableDecision, column: Column[Any], row: Mapping[str, Any], cell: bytes
) -> str:
    assert isinstance(column.type, LargeBinary)
    if "class" not in column.info:
        return _plain_bytes(reading, one, column, cell)
    if is_plain(column, row):
        text: str | None = cell.decode()
    else:
        place = place_of(reading.student.id, reading.case_of, one.name, row, column)
        text = reading.work.unseal(place, cell)
    if text is not None and (one.name, column.key) == ("rights_request", "masked"):
        return str(len(json.loads(text)))
    if text is not None and (one.name, column.key) == ("answer", "share"):
        return ", ".join(Sharing.of(key).label for key in text.split())
    if text is not None:
        return reading.lexicon.text(one.name, column.key, text)
    try:
        info_class = class_of(cell)[1]
    except CellRefused:
        return ""
    reading.unread[info_class] = reading.unread.get(info_class, 0) + 1
    return _("[text som bara läses av: {who}]").format(who=info_class.label)


def _plain_bytes(reading: _Reading, one: TableDecision, column: Column[Any], content: bytes) -> str:
    """A document that left the school, as text."""
    try:
        return reading.lexicon.text(one.name, column.key, content.decode("utf-8"))
    except UnicodeDecodeError:
        return ""
