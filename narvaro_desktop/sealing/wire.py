"""Frozen values as JSON objects and back: snake_case fields, camelCase keys, empty defaults left out.

Only for objects that a schema has already passed; dates are ISO 8601, instants UTC in whole seconds.
"""

import dataclasses
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from narvaro_desktop.sealing.canonical import Json

Value = TypeVar("Value")


def to_json(value: Any) -> dict[str, Json]:
    """The object of a frozen dataclass; a field that equals its default is left out."""
    kind: Any = type(value)
    return {
        key: found if isinstance(found, str) else _item(found)
        for key, name, default in _names(kind)
        if (found := getattr(value, name)) != default
    }


def from_json(kind: type[Value], fields: dict[str, Any]) -> Value:
    """The dataclass `kind` from an object that fits its schema; keys it does not know are left out."""
    known: Any = kind
    hints = _hints(known)
    return kind(
        **{name: _read(hints[name], fields[key]) for key, name, _default in _names(known) if key in fields}
    )


def instant_text(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ` of an aware time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _item(value: Any) -> Json:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [_item(each) for each in value]
    if dataclasses.is_dataclass(value):
        return to_json(value)
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    found: Json = value
    return found


def _read(hint: Any, value: Any) -> Any:
    if isinstance(value, list):
        inner = _inner(hint)
        return tuple(value) if inner is str else tuple(_read(inner, each) for each in value)
    if isinstance(value, dict):
        return from_json(_inner(hint), value)
    if hint is datetime:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if hint is date:
        return date.fromisoformat(value)
    return value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _inner(hint: Any) -> Any:
    """`X` of `tuple[X, ...]` and `X | None`, else the hint itself."""
    return next((each for each in get_args(hint) if each not in (type(None), Ellipsis)), hint)


@cache
def _names(kind: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """(key, field, default) of each field."""
    return tuple((_camel(field.name), field.name, field.default) for field in dataclasses.fields(kind))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
