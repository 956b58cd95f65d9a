"""Changes to a pack's document: a value at a place, a step more or less; the document is never touched."""

import copy
from collections.abc import Mapping
from typing import Any

from narvaro_desktop.domain.casework.ladder import RETURNING_SIGN
from narvaro_desktop.domain.routines.pack_check import MOST_STEPS
from narvaro_desktop.domain.routines.pack_faults import climbed

Where = tuple[str | int, ...]


def value_at(document: Mapping[str, Any], where: Where) -> Any:
    """What stands at a place, None where nothing does."""
    here: Any = document
    for key in where:
        if isinstance(here, Mapping):
            here = here.get(str(key))
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        else:
            return None
    return here


def put(document: Mapping[str, Any], where: Where, value: Any) -> dict[str, Any]:
    """The document with `value` at a place; None takes away what stands there."""
    made: dict[str, Any] = copy.deepcopy(dict(document))
    holder: Any = made
    for key in where[:-1]:
        holder = holder[key]
    last: Any = where[-1]
    if value is not None:
        holder[last] = copy.deepcopy(value)
    elif isinstance(holder, list) or last in holder:
        del holder[last]
    return made


def add(document: Mapping[str, Any], where: Where, value: Any) -> dict[str, Any]:
    """The document with `value` last in the list at a place."""
    return put(document, where, [*value_at(document, where), value])


def with_step_after(document: Mapping[str, Any], place: int, name: str) -> dict[str, Any]:
    """A new, empty step above the one at `place`, and the steps numbered anew."""
    steps = list(document["ladder"]["steps"])
    step = {
        "number": 0, "sign": "", "name": name, "summary": "", "responsible": steps[place]["responsible"],
        "participants": [], "triggers": [], "duties": [], "documents": [],
    }  # fmt: skip
    return _numbered(put(document, ("ladder", "steps"), [*steps[: place + 1], step, *steps[place + 1 :]]))


def without_step(document: Mapping[str, Any], place: int) -> dict[str, Any]:
    """The ladder without the step at `place`, numbered anew."""
    return _numbered(put(document, ("ladder", "steps", place), None))


def may_add(document: Mapping[str, Any]) -> bool:
    """Whether the ladder has room for another step."""
    return len(climbed(document)) < MOST_STEPS


def new_key(document: Mapping[str, Any], prefix: str) -> str:
    """A key for a trigger or a duty that nothing in the ladder has."""
    steps = document["ladder"]["steps"]
    taken = {one["key"] for step in steps for part in ("triggers", "duties") for one in step[part]}
    return next(key for number in range(1, 10_000) if (key := f"{prefix}_{number}") not in taken)


def _numbered(document: dict[str, Any]) -> dict[str, Any]:
    number = 0
    for place, step in enumerate(document["ladder"]["steps"]):
        if place and step["sign"] != RETURNING_SIGN:
            number += 1
            step["number"], step["sign"] = number, str(number)
    return document
