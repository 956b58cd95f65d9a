"""The languages that a letter home can be had in, beside Swedish."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from narvaro_desktop.paths import resource


@dataclass(frozen=True, slots=True)
class Language:
    """`key` is ISO 639, `name` Swedish; `is_checked`: a translator has read the letter."""

    key: str
    name: str
    own_name: str
    is_checked: bool


@cache
def languages() -> tuple[Language, ...]:
    """By their Swedish names."""
    found = [
        Language(one["language"], one["name"], one["ownName"], bool(one["checkedBy"]))
        for one in _all().values()
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def words_in(key: str) -> Mapping[str, Any]:
    """The file of a language; raises KeyError for one that there is none for."""
    return _all()[key]


@cache
def _all() -> Mapping[str, Mapping[str, Any]]:
    files = sorted(resource("letters").glob("inquiry-*.json"))
    read = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return {one["language"]: one for one in read}
