"""The shapes of our JSON files: the subset of JSON Schema 2020-12 that resources/schemas uses."""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from narvaro_desktop.paths import resource
from narvaro_desktop.sealing.canonical import Json

Schema = Mapping[str, Any]
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ShapeFault(Exception):
    """The first place where a value leaves its schema, as a path of keys ("decision.dueOn")."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@cache
def schema(name: str) -> dict[str, Any]:
    """The schema file `name` of resources/schemas, without its suffix; shared, so never change it."""
    parsed: dict[str, Any] = json.loads(resource("schemas", f"{name}.json").read_text(encoding="utf-8"))
    return parsed


def check(value: Json, shape: Schema) -> None:
    """Raise ShapeFault unless `value` has the `shape`."""
    if "type" in shape and "const" not in shape:
        _CHECKS[shape["type"]](value, shape)
    elif "oneOf" in shape:
        _check_one_of(value, shape["oneOf"])
    else:
        _demand(value == shape["const"] and type(value) is type(shape["const"]))


def _demand(holds: bool, where: str = "") -> None:
    if not holds:
        raise ShapeFault(where)


def _within(place: object, fault: ShapeFault) -> ShapeFault:
    """The fault as it is seen one level up."""
    return ShapeFault(f"{place}.{fault.where}" if fault.where else str(place))


def _check_one_of(value: Json, shapes: list[Schema]) -> None:
    """The shape that shares the most keys with the value decides: its faults are the ones worth naming."""
    keys = value.keys() if isinstance(value, dict) else set()
    check(value, max(shapes, key=lambda shape: len(keys & shape["properties"].keys())))


def _check_object(value: Json, shape: Schema) -> None:
    _demand(isinstance(value, dict))
    assert isinstance(value, dict)
    for key in shape["required"]:
        _demand(key in value, key)
    properties = shape["properties"]
    for key, item in value.items():
        _demand(key in properties)
        try:
            check(item, properties[key])
        except ShapeFault as fault:
            raise _within(key, fault) from None


def _check_array(value: Json, shape: Schema) -> None:
    _demand(isinstance(value, list))
    assert isinstance(value, list)
    _demand(shape["minItems"] <= len(value) <= shape["maxItems"])
    items = shape["items"]
    for place, item in enumerate(value):
        try:
            check(item, items)
        except ShapeFault as fault:
            raise _within(place, fault) from None


def _check_string(value: Json, shape: Schema) -> None:
    _demand(isinstance(value, str))
    assert isinstance(value, str)
    _demand(shape.get("minLength", 0) <= len(value) <= shape.get("maxLength", len(value)))
    _demand("enum" not in shape or value in shape["enum"])
    _demand("pattern" not in shape or re.fullmatch(shape["pattern"], value) is not None)
    if "format" in shape:
        form = _DATE if shape["format"] == "date" else _INSTANT
        _demand(form.fullmatch(value) is not None and _is_date(value[:10]))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_integer(value: Json, shape: Schema) -> None:
    _demand(isinstance(value, int) and not isinstance(value, bool))
    assert isinstance(value, int)
    _demand(shape["minimum"] <= value <= shape["maximum"])


def _check_boolean(value: Json, _: Schema) -> None:
    _demand(isinstance(value, bool))


_CHECKS = {
    "object": _check_object,
    "array": _check_array,
    "string": _check_string,
    "integer": _check_integer,
    "boolean": _check_boolean,
}
