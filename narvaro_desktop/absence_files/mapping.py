"""Which column holds what: exact synonyms first, then a careful likeness, else the user is asked."""

import json
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from narvaro_desktop.absence_files.fields import AMOUNTS, SHARES, Column, Field, FileKind, Unit
from narvaro_desktop.absence_files.headers import normalised, parted
from narvaro_desktop.absence_files.spans import span_reader
from narvaro_desktop.absence_files.values import day_reader
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_
from narvaro_desktop.paths import resource

ALIKE = 80
HEADER_WITHIN = 30
_A_NUMBER = re.compile(r"(19|20)?[0-9]{6}[-–+]?([0-9]{4}|T[0-9]{3}|TF[0-9]{2})")
_day, _span = day_reader(), span_reader()
_PUPIL = {Field.IDENTITY, Field.NAME, Field.LAST_NAME}
_ABSENCE = {Field.ABSENCE, Field.TOTAL, Field.VALID, Field.INVALID, Field.STATUS}
_DATED = {Field.PERIOD, Field.PERIOD_FROM, Field.PERIOD_TO, Field.WEEK}
_ABSENCE_SHARES = {Field.TOTAL_SHARE, Field.VALID_SHARE, Field.INVALID_SHARE}
_PERCENT_OF = {
    Field.ATTENDANCE: Field.ATTENDANCE_SHARE, Field.TOTAL: Field.TOTAL_SHARE,
    Field.ABSENCE: Field.TOTAL_SHARE,
    Field.VALID: Field.VALID_SHARE, Field.INVALID: Field.INVALID_SHARE, Field.REPORTED: Field.REPORTED_SHARE,
}  # fmt: skip


class Reason(Term):
    """Why a column is taken to hold what is proposed."""

    KNOWN = "known", N_("rubriken är känd")
    ALIKE = "alike", N_("rubriken liknar ”{word}”")
    CELLS = "cells", N_("cellerna ser ut så")
    BEFORE = "before", N_("som förra gången")
    SHIPPED = "shipped", N_("vanlig rubrik, inte prövad")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Columns with their meaning, those that were only alike, and the headers nobody knows.

    `why` holds, for each normalised header with a meaning, the reason and the word it was likened to.
    """

    columns: tuple[Column, ...]
    alike: tuple[str, ...]
    unknown: tuple[str, ...]
    why: Mapping[str, tuple[Reason, str]] = dataclass_field(default_factory=dict)


def propose(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Proposal:
    """What each column most likely holds; a field is given to one column only. `rows` are a few samples."""
    columns: list[Column] = []
    alike: list[str] = []
    unknown: list[str] = []
    taken: set[Field] = set()
    why: dict[str, tuple[Reason, str]] = {}
    names = list(dict.fromkeys(filter(None, map(normalised, header))))
    guesses = {name: _guess(name) for name in names}
    for name in sorted(names, key=lambda name: guesses[name][1] is not None):
        field, likened = guesses[name]
        if field is None or field in taken or (field is Field.PERIOD and not _spans(name, header, rows)):
            unknown.append(name)
            continue
        columns.append(Column(field, name, _unit(field, name)))
        if field is not Field.IGNORED:
            taken.add(field)
        if likened is not None:
            alike.append(name)
        why[name] = (Reason.KNOWN, "") if likened is None else (Reason.ALIKE, likened)
    columns += _dated_start(header, rows, columns)
    for column in _numbered(header, rows, unknown, taken):
        columns.append(column)
        unknown.remove(column.header)
        why[column.header] = (Reason.CELLS, "")
    return Proposal(tuple(columns), tuple(alike), tuple(unknown), why)


def meaning(name: str) -> tuple[Field | None, bool]:
    """The field of a normalised header, and whether it was found by likeness only."""
    field, likened = _guess(name)
    return field, likened is not None


def _guess(name: str) -> tuple[Field | None, str | None]:
    """The field of a normalised header, and the known word that it is like where it is not known itself."""
    known = _synonyms()
    subject, unit = parted(name)
    for text in dict.fromkeys((name, f"{subject} %" if unit is Unit.PERCENT else subject)):
        if text in known:
            return known[text], None
    if unit is Unit.PERCENT:
        return _PERCENT_OF.get(known.get(subject, Field.IGNORED)), None
    best = process.extractOne(subject, known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return (known[best[0]], best[0]) if best and len(subject) > 2 else (None, None)


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
    if {Field.ACTIVITY, Field.PLANNED, Field.PERIOD_FROM} <= fields:
        return FileKind.LESSON_TIMES
    return FileKind.PUPILS if _lists_pupils(fields) else None


def _lists_pupils(fields: Set[Field]) -> bool:
    """Whether the columns tell who the pupils are and nothing of any day."""
    whom = fields & {Field.IDENTITY, Field.CLASS}
    of_days = _ABSENCE | {Field.ATTENDANCE, Field.DATE, Field.PLANNED}
    return bool(fields & _PUPIL and whom) and not fields & of_days


def lacking(columns: Sequence[Column]) -> tuple[Field, ...]:
    """The fields that the file still needs, for the message about an unknown layout: a day for each row,
    unless some column says a period.
    """
    fields = {column.field for column in columns}
    needs = (
        (_PUPIL, Field.IDENTITY),
        ({Field.DATE} | _DATED, Field.DATE),
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


def first_of_words(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row of at least three words without a digit, above a row as long: headings nobody knows."""
    for place, (row, below) in enumerate(pairwise(rows[:HEADER_WITHIN])):
        filled = [cell for cell in row if cell.strip()]
        wordy = not any(re.search("[0-9]", cell) for cell in filled)
        if len(filled) > 2 and wordy and sum(bool(cell.strip()) for cell in below) * 2 > len(filled):
            return place
    return None


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


def _spans(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a column say two days; a term ("HT26") is no period that can be counted with."""
    place = list(map(normalised, header)).index(name)
    shown = [row[place] for row in rows if len(row) > place and row[place].strip()]
    return 2 * sum(_span(cell) is not None for cell in shown) > len(shown)


def _numbered(
    header: Sequence[str], rows: Sequence[Sequence[str]], unknown: Sequence[str], taken: Set[Field]
) -> list[Column]:
    """The column of identity numbers, known by its cells where no heading tells it."""
    if Field.IDENTITY in taken:
        return []
    names = list(map(normalised, header))
    for name in unknown:
        place = names.index(name)
        shown = [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
        if len(shown) > 2 and sum(bool(_A_NUMBER.fullmatch(cell)) for cell in shown) * 10 > 9 * len(shown):
            return [Column(Field.IDENTITY, name, Unit.TEXT)]
    return []


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[str, Field]:
    words = json.loads(resource("profiles", "synonyms.json").read_text(encoding="utf-8"))
    return {normalised(word): Field.of(field) for field, listed in words.items() for word in listed}
