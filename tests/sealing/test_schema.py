"""The schemas: their words are the program's words, and FORMAT.md lists every field."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from narvaro_desktop import sealing
from narvaro_desktop.domain import terms
from narvaro_desktop.sealing.schema import ShapeFault, check, schema
from tests.sealing.parties import NOTIFICATION

NAMES = ("notification-1", "receipt-1", "envelope-1", "key-card-1", "revocation-1")
FORMAT = Path(sealing.__path__[0], "FORMAT.md").read_text(encoding="utf-8")
SHAPE_KEYS = {
    "title", "type", "const", "enum", "term", "required", "properties", "additionalProperties", "items",
    "oneOf", "minItems", "maxItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum",
    "unit",
}  # fmt: skip


def shapes(shape: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Every field below a shape: path, shape, required."""
    for key, inner in shape.get("properties", {}).items():
        yield f"{path}{key}", inner, key in shape["required"]
        yield from shapes(inner, f"{path}{key}.")
    for choice in shape.get("oneOf", ()):
        yield from shapes(choice, path)
    if "items" in shape:
        yield f"{path.rstrip('.')}[]", shape["items"], True
        yield from shapes(shape["items"], f"{path.rstrip('.')}[].")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_uses_only_what_the_checker_knows(name: str) -> None:
    for path, shape, _ in shapes(schema(name)):
        assert shape.keys() <= SHAPE_KEYS, path
        assert shape["title"], path
        assert shape.get("additionalProperties", False) is False


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_schema_is_a_stored_key_of_the_dictionary(name: str) -> None:
    for path, shape, _ in shapes(schema(name)):
        if "term" in shape:
            keys = [term.key for term in getattr(terms, shape["term"])]
            assert set(shape["enum"]) <= set(keys), path
            assert set(keys) - set(shape["enum"]) <= {"none_now"}, path


def test_format_lists_every_field_of_an_anmalan_and_a_receipt() -> None:
    for name in ("notification-1", "receipt-1"):
        assert table(name) in FORMAT, table(name)


def table(name: str) -> str:
    """The Markdown table of a schema: path, type, required, Swedish label."""
    rows = [
        f"| `{path}` | {kind_of(shape)} | {'yes' if required else 'no'} | {shape['title']} |"
        for path, shape, required in unique(shapes(schema(name)))
    ]
    return "\n".join(["| Field | Type | Required | Swedish label |", "|---|---|---|---|", *rows])


def unique(
    fields: Iterator[tuple[str, dict[str, Any], bool]],
) -> Iterator[tuple[str, dict[str, Any], bool]]:
    seen = set()
    for path, shape, required in fields:
        if path not in seen:
            seen.add(path)
            yield path, shape, required


def kind_of(shape: dict[str, Any]) -> str:
    if "const" in shape:
        return f"`{shape['const']}`"
    if "oneOf" in shape:
        return "one of two objects"
    if "enum" in shape:
        return "key of " + (
            shape["term"] if "term" in shape else ", ".join(f"`{key}`" for key in shape["enum"])
        )
    if "format" in shape:
        return str(shape["format"])
    if "maxLength" in shape:
        return f"string ≤ {shape['maxLength']}"
    if "pattern" in shape:
        return f"string `{shape['pattern']}`"
    if "minimum" in shape:
        return f"integer {shape['minimum']}–{shape['maximum']}" + (
            f" ({shape['unit']})" if "unit" in shape else ""
        )
    if "minItems" in shape:
        return f"array of {shape['minItems']}–{shape['maxItems']}"
    return str(shape["type"])


def test_a_fault_is_named_by_its_path() -> None:
    shape = schema("notification-1")
    cases: list[tuple[dict[str, Any], str]] = [
        ({"schoolYear": 11}, "schoolYear"),
        ({"schoolYear": True}, "schoolYear"),
        ({"decision": {"decidedOn": "2026-13-01"}}, "decision.decidedBy"),
        ({"consultation": {}}, "consultation.student"),
        ({"consultation": []}, "consultation"),
        ({"contact": "x" * 201}, "contact"),
        ({"contact": ""}, "contact"),
        ({"supportNeeded": {"needed": 1, "codes": []}}, "supportNeeded.needed"),
        ({"supportNeeded": {"needed": True, "codes": ["none_now"]}}, "supportNeeded.codes.0"),
    ]
    check(NOTIFICATION, shape)
    for change, where in cases:
        with pytest.raises(ShapeFault) as fault:
            check({**NOTIFICATION, **change}, shape)
        assert fault.value.where == where


def test_absence_is_either_measured_or_stated() -> None:
    shape = schema("notification-1")
    stated: dict[str, Any] = {
        "startDate": "2026-08-18",
        "endDate": "2026-10-02",
        "form": "both",
        "stated": {"tenths": 420, "source": "Mentors uppgift"},
    }

    check({**NOTIFICATION, "absence": stated}, shape)
    with pytest.raises(ShapeFault) as fault:
        check({**NOTIFICATION, "absence": {**stated, "offeredSum": 1}}, shape)
    assert fault.value.where.startswith("absence")
