"""The words by which systems say what a pupil did in a lesson, those that are known from the start."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from narvaro_desktop.absence_files.fields import Column, Field, Status
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.paths import resource

_MOST = 20


def known_words() -> Mapping[str, Status]:
    """Each known word, in small letters, and what it says of the whole lesson."""
    return _shipped()


def words_of(
    columns: Iterable[Column], header: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[str, ...]:
    """The distinct words of the status column, as they are met."""
    name = next((column.header for column in columns if column.field is Field.STATUS), None)
    if name is None:
        return ()
    place = list(map(normalised, header)).index(name)
    cells = (row[place].strip() for row in rows if len(row) > place)
    return tuple(dict.fromkeys(cells))


def unknown_words(
    columns: Iterable[Column], header: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[str, ...]:
    """The status words whose meaning a person must tell, at most twenty."""
    known = known_words()
    return tuple(w for w in words_of(columns, header, rows) if w.casefold() not in known)[:_MOST]


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Status]:
    told = json.loads(resource("profiles", "statuses.json").read_text(encoding="utf-8"))
    return {word: Status.of(key) for key, words in told.items() for word in words}
