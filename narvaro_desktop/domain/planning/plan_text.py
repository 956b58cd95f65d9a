"""A plan as it stood when it was signed: every word of it, as values and as JSON that is read for ever."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from narvaro_desktop.domain.planning.plan import Around, FollowUp, Measure
from narvaro_desktop.domain.planning.return_schedule import PlannedWeek
from narvaro_desktop.domain.terms import Outcome, Term


@dataclass(frozen=True, slots=True)
class Seen:
    """A follow-up that has been held, and who held it."""

    follow_up: FollowUp
    by: str


@dataclass(frozen=True, slots=True)
class WrittenMeasure:
    """A measure with all that has been written of it; `key` is its record."""

    key: str
    measure: Measure
    follow_ups: tuple[Seen, ...] = ()
    ended_on: date | None = None
    outcome: Outcome | None = None
    evaluation: str = ""


@dataclass(frozen=True, slots=True)
class PlanText:
    """The whole plan."""

    class_name: str
    around: Around
    measures: tuple[WrittenMeasure, ...]
    weeks: tuple[PlannedWeek, ...] = ()


def as_data(text: PlanText) -> dict[str, Any]:
    """The JSON form: values by their field names, terms by their keys, days as ISO text."""
    data: dict[str, Any] = _plain(text)
    return data


def text_of(data: Mapping[str, Any]) -> PlanText:
    """From the JSON form; a field that an older program did not write has its default."""
    text: PlanText = _made(PlanText, data)
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, Term):
        return value.key
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _made(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        [inner] = [each for each in get_args(kind) if each is not types.NoneType]
        return None if data is None else _made(inner, data)
    if origin is tuple:
        return tuple(_made(get_args(kind)[0], each) for each in data)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], value) for name, value in data.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, Term):
        return kind.of(data)
    if kind is date:
        return date.fromisoformat(data)
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
