"""Which column holds what: exact synonyms first, then a careful likeness, else the user is asked."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from narvaro_desktop.absence_files.fields import AMOUNTS, SHARES, Column, Field, FileKind, Unit
from narvaro_desktop.absence_files.headers import normalised, parted
from narvaro_desktop.absence_files.values import day_reader
from narvaro_desktop.paths import resource

ALIKE = 80
HEADER_WITHIN = 30
_day = day_reader()
_PUPIL = {Field.IDENTITY, Field.NAME, Field.LAST_NAME}
_ABSENCE = {Field.ABSENCE, Field.TOTAL, Field.VALID, Field.INVALID, Field.STATUS}
_ABSENCE_SHARES = {Field.TOTAL_SHARE, Field.VALID_SHARE, Field.INVALID_SHARE}
_PERCENT_OF = {
    Field.ATTENDANCE: Field.ATTENDANCE_SHARE, Field.TOTAL: Field.TOTAL_SHARE,
    Field.ABSENCE: Field.TOTAL_SHARE,
    Field.VALID: Field.VALID_SHARE, Field.INVALID: Field.INVALID_SHARE, Field.REPORTED: Field.REPORTED_SHARE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Columns with their meaning, those that were only alike, and the headers nobody knows."""

    columns: tuple[Column, ...]
    alike: tuple[str, ...]
    unknown: tuple[str, ...]


def propose(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Proposal:
    """What each column most likely holds; a field is given to one column only. `rows` are a few samples."""
    columns: list[Column] = []
    alike: list[str] = []
    unknown: list[str] = []
    taken: set[Field] = set()
    names = list(dict.fromkeys(filter(None, map(normalised, header))))
    guesses = {name: meaning(name) for name in names}
    for name in sorted(names, key=lambda name: guesses[name][1]):
        field, was_alike = guesses[name]
        if field is None or field in taken:
            unknown.append(name)
            continue
        columns.append(Column(field, name, _unit(field, name)))
        if field is not Field.IGNORED:
            taken.add(field)
        if was_alike:
            alike.append(name)
    columns += _dated_start(header, rows, columns)
    return Proposal(tuple(columns), tuple(alike), tuple(unknown))


def meaning(name: str) -> tuple[Field | None, bool]:
    """The field of a normalised header, and whether it was found by likeness only."""
    known = _synonyms()
    subject, unit = parted(name)
    for text in dict.fromkeys((name, f"{subject} %" if unit is Unit.PERCENT else subject)):
        if text in known:
            return known[text], False
    if unit is Unit.PERCENT:
        return _PERCENT_OF.get(known.get(subject, Field.IGNORED)), False
    best = process.extractOne(subject, known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return (known[best[0]], True) if best and len(subject) > 2 else (None, False)


def kind_of(columns: Sequence[Column]) -> FileKind | None:
    """The kind of file that these columns make, None where what it needs is not there."""
    fields = {column.field for column in columns}
    pupil = fields & _PUPIL
    if pupil and Field.DATE in fields and fields & (_ABSENCE | {Field.ATTENDANCE}):
        return FileKind.LESSON if fields & {Field.PLANNED, Field.END, Field.ATTENDANCE} else None
    if pupil and fields & (_ABSENCE | _ABSENCE_SHARES) - {Field.STATUS}:
        return (
            FileKind.STUDENT_PERIOD if fields & {Field.PLANNED, Field.ATTENDANCE} | _ABSENCE_SHARES else None
        )
    if Field.UNIT in fields and fields & _ABSENCE_SHARES:
        return FileKind.SCHOOL_PERIOD
    return None


def lacking(columns: Sequence[Column]) -> tuple[Field, ...]:
    """The fields that a lesson file still needs, for the message about an unknown layout."""
    fields = {column.field for column in columns}
    needs = (
        (_PUPIL, Field.IDENTITY),
        ({Field.DATE}, Field.DATE),
        (_ABSENCE | {Field.ATTENDANCE}, Field.ABSENCE),
        ({Field.PLANNED, Field.END, Field.ATTENDANCE}, Field.PLANNED),
    )
    return tuple(name for any_of, name in needs if not fields & any_of)


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the header among the first rows: most known words, fewest cells with digits."""
    best, place = 1, None
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        filled = [cell for cell in row if cell.strip()]
        hits = sum(meaning(normalised(cell))[0] is not None for cell in filled if len(cell) < 80)
        points = hits - sum(bool(re.search("[0-9]", cell)) for cell in filled)
        if hits > 1 and points > best:
            best, place = points, index
    return place


def _unit(field: Field, name: str) -> Unit:
    if field in SHARES:
        return Unit.PERCENT
    if field not in AMOUNTS:
        return Unit.TEXT
    return parted(name)[1] or Unit.MINUTE


def _dated_start(
    header: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column]
) -> list[Column]:
    """A start column that holds dates with times is the date column too, where there is no other."""
    fields = {column.field: column.header for column in columns}
    if Field.DATE in fields or Field.START not in fields:
        return []
    place = list(map(normalised, header)).index(fields[Field.START])
    shown = [row[place] for row in rows if len(row) > place and row[place].strip()]
    dated = sum(_day(cell) > 0 for cell in shown)
    return [Column(Field.DATE, fields[Field.START], Unit.TEXT)] if dated * 2 > len(shown) else []


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[str, Field]:
    words = json.loads(resource("profiles", "synonyms.json").read_text(encoding="utf-8"))
    return {normalised(word): Field.of(field) for field, listed in words.items() for word in listed}
