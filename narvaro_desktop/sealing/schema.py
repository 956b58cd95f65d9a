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


def check(value: Json, shape: Schema, where: str = "") -> None:
    """Raise ShapeFault unless `value` has the `shape`."""
    if "oneOf" in shape:
        _check_one_of(value, shape["oneOf"], where)
    elif "const" in shape:
        _demand(value == shape["const"] and type(value) is type(shape["const"]), where)
    else:
        _CHECKS[shape["type"]](value, shape, where)


def _demand(holds: bool, where: str) -> None:
    if not holds:
        raise ShapeFault(where)


def _check_one_of(value: Json, shapes: list[Schema], where: str) -> None:
    """The shape that shares the most keys with the value decides: its faults are the ones worth naming."""
    keys = value.keys() if isinstance(value, dict) else set()
    check(value, max(shapes, key=lambda shape: len(keys & shape["properties"].keys())), where)


def _check_object(value: Json, shape: Schema, where: str) -> None:
    _demand(isinstance(value, dict), where)
    assert isinstance(value, dict)
    for key in shape["required"]:
        _demand(key in value, f"{where}.{key}".lstrip("."))
    for key, item in value.items():
        inner = f"{where}.{key}".lstrip(".") if key in shape["properties"] else where
        _demand(key in shape["properties"], inner)
        check(item, shape["properties"][key], inner)


def _check_array(value: Json, shape: Schema, where: str) -> None:
    _demand(isinstance(value, list), where)
    assert isinstance(value, list)
    _demand(shape["minItems"] <= len(value) <= shape["maxItems"], where)
    for place, item in enumerate(value):
        check(item, shape["items"], f"{where}.{place}")


def _check_string(value: Json, shape: Schema, where: str) -> None:
    _demand(isinstance(value, str), where)
    assert isinstance(value, str)
    _demand(shape.get("minLength", 0) <= len(value) <= shape.get("maxLength", len(value)), where)
    _demand("enum" not in shape or value in shape["enum"], where)
    _demand("pattern" not in shape or re.fullmatch(shape["pattern"], value) is not None, where)
    if "format" in shape:
        form = _DATE if shape["format"] == "date" else _INSTANT
        _demand(form.fullmatch(value) is not None and _is_date(value[:10]), where)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_integer(value: Json, shape: Schema, where: str) -> None:
    _demand(isinstance(value, int) and not isinstance(value, bool), where)
    assert isinstance(value, int)
    _demand(shape["minimum"] <= value <= shape["maximum"], where)


def _check_boolean(value: Json, _: Schema, where: str) -> None:
    _demand(isinstance(value, bool), where)


_CHECKS = {
    "object": _check_object,
    "array": _check_array,
    "string": _check_string,
    "integer": _check_integer,
    "boolean": _check_boolean,
}
