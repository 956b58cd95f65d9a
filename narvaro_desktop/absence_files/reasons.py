"""Whose word it is that an absence is giltig, where a file has one sum of absence and a column of reasons."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Final

from narvaro_desktop.absence_files.fields import AbsenceMeans, Column, Field, Status
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.profiles import Answers, Profile
from narvaro_desktop.absence_files.statuses import known_words
from narvaro_desktop.absence_files.values import minutes

OTHERWISE: Final = ""
"""The word under which a profile keeps what an empty cell, or a word that nobody explained, counts as."""
EXPLAINING: Final = (Status.VALID, Status.INVALID, Status.OTHER)
"""What a reason can say of absence. A word's number is its place here; after them, that nobody knows."""
UNKNOWN: Final = len(EXPLAINING)
_MOST = 10
_LUMPS = (Field.TOTAL, Field.ABSENCE, Field.TOTAL_SHARE)
_SPLIT = {Field.VALID, Field.INVALID, Field.VALID_SHARE, Field.INVALID_SHARE}


def is_lump(fields: Set[Field], answers: Answers) -> bool:
    """Whether the file's amounts are all absence in one, not giltig and ogiltig apart."""
    if fields & _SPLIT or (Field.ABSENCE in fields and answers.absence_means is AbsenceMeans.UNNOTIFIED):
        return False
    return bool(fields & {*_LUMPS, Field.ATTENDANCE})


def decide(fields: Set[Field], answers: Answers) -> bool:
    """Whether nothing but the column of reasons tells giltig from ogiltig."""
    return Field.REASON in fields and Field.STATUS not in fields and is_lump(fields, answers)


def reader(codes: Mapping[str, Status]) -> Callable[[str], int]:
    """The number of a reason's word."""
    told = _explained(codes)
    otherwise = told.get(OTHERWISE, UNKNOWN)
    return lambda text: told.get(text.strip().casefold(), otherwise)


def is_open(profile: Profile) -> bool:
    """Whether reasons decide, and nobody has said what absence without a known one counts as."""
    fields = {column.field for column in profile.columns}
    return decide(fields, profile.answers) and OTHERWISE not in _explained(profile.codes)


def known_among(
    columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> Mapping[str, Status]:
    """The reasons of absence that are known, as they are met, and what they say."""
    known = known_words()
    found = {word: known.get(word.casefold()) for word in _words(columns, header, rows)}
    return {word: status for word, status in found.items() if status in EXPLAINING and status is not None}


def unknown_among(
    columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """The reasons of absence that a person must explain; none where so many are met that it is free text."""
    known = known_among(columns, header, rows)
    asked = tuple(word for word in _words(columns, header, rows) if word and word not in known)
    return asked if len(asked) <= _MOST else ()


def _explained(codes: Mapping[str, Status]) -> dict[str, int]:
    told = {**known_words(), **{word.strip().casefold(): status for word, status in codes.items()}}
    if OTHERWISE not in codes:
        told.pop(OTHERWISE, None)
    return {word: EXPLAINING.index(status) for word, status in told.items() if status in EXPLAINING}


def _words(
    columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> dict[str, None]:
    """The distinct cells of the column of reasons, in rows with absence."""
    names, at = list(map(normalised, header)), {column.field: column.header for column in columns}
    reason = names.index(at[Field.REASON])
    amounts = [names.index(at[field]) for field in _LUMPS if field in at]
    longest = max(reason, *amounts) if amounts else reason
    return {
        row[reason].strip(): None
        for row in rows
        if len(row) > longest
        and (not amounts or any(minutes(row[place].replace("%", "")) for place in amounts))
    }
