"""What may stand in notification.json: the shape of each kind under each profile, and a document held to it.

A profile says how little a recipient wants, from all fields down to who it is and since when. Writer and
reader ask the same function: what the one leaves out the other does not miss, and nothing else gets through.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from narvaro_desktop.sealing.schema import Schema, schema

WHOLE: Final = "whole"
"""Every field; a document under any other profile names it in `profile`."""
_ALWAYS: Final = ("schema", "profile")


def profiles() -> dict[str, str]:
    """Each profile with its Swedish title, the whole first."""
    return {key: entry["title"] for key, entry in schema("notification-1")["profiles"].items()}


@cache
def shape_of(kind: str, profile: str = WHOLE, withdrawn: bool = False) -> Schema:
    """The shape of a document of `kind`; what is withdrawn says nothing of a pupil. Shared: never change it.

    :raises KeyError: no such kind or profile
    """
    whole = schema("notification-1")
    fields, chosen = whole["kinds"][kind], whole["profiles"][profile]
    allowed = [*fields["required"], *(() if withdrawn else fields["optional"])]
    properties = {key: whole["properties"][key] for key in allowed}
    shape = {**whole, "required": fields["required"], "properties": properties}
    if profile == WHOLE:
        return shape
    if "only" in chosen:
        shape = _only(shape, [*_ALWAYS, *chosen["only"][kind]])
    for path in chosen.get("without", ()):
        shape = _without(shape, path)
    named = {"profile": {"title": "Urval", "type": "string", "enum": [profile]}}
    return {
        **shape,
        "required": [*shape["required"], "profile"],
        "properties": {**shape["properties"], **named},
    }


def minimised(document: Mapping[str, Any], kind: str, profile: str = WHOLE) -> dict[str, Any]:
    """`document` without anything that its kind and profile have no place for."""
    named = {} if profile == WHOLE else {"profile": profile}
    found: dict[str, Any] = _kept({**document, **named}, shape_of(kind, profile))
    return found


def _only(shape: Schema, paths: Iterable[str]) -> dict[str, Any]:
    inner: dict[str, list[str]] = {}
    for path in paths:
        first, _dot, rest = path.partition(".")
        inner.setdefault(first, []).append(rest)
    kept = {
        key: part if "" in inner[key] else _inside(part, lambda held, key=key: _only(held, inner[key]))
        for key, part in shape["properties"].items()
        if key in inner
    }
    return {**shape, "required": [key for key in shape["required"] if key in kept], "properties": kept}


def _without(shape: Schema, path: str) -> dict[str, Any]:
    first, _dot, rest = path.partition(".")
    kept = dict(shape["properties"])
    if rest and first in kept:
        kept[first] = _inside(kept[first], lambda held: _without(held, rest))
    elif not rest:
        kept.pop(first, None)
    return {**shape, "required": [key for key in shape["required"] if key in kept], "properties": kept}


def _inside(part: Schema, change: Any) -> dict[str, Any]:
    """`part` with its object changed, or the object of its items."""
    if "items" in part:
        return {**part, "items": change(part["items"])}
    changed: dict[str, Any] = change(part)
    return changed


def _kept(value: Any, shape: Schema) -> Any:
    if isinstance(value, list):
        return [_kept(each, shape["items"]) for each in value]
    if not isinstance(value, Mapping):
        return value
    if "oneOf" in shape:
        shape = max(shape["oneOf"], key=lambda one: len(value.keys() & one["properties"].keys()))
    properties = shape.get("properties", {})
    return {key: _kept(each, properties[key]) for key, each in value.items() if key in properties}
