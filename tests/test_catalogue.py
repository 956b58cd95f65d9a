"""The words on screen: marked so that the catalogue finds them, and whole in English."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from scripts import words

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "narvaro_desktop").rglob("*.py"))


def _marked(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in words.MARKS:
            yield node.func.id, node


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_looked_up(node: ast.expr) -> bool:
    """A constant that was marked with N_ where it stands: a name, an attribute, an entry of a table."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "get"
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def _placeholders(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field is not None}


def test_only_whole_words_are_marked() -> None:
    faults = []
    for path in SOURCES:
        for mark, call in _marked(path):
            asked = call.args[: 2 if mark == "ngettext" else 1]
            if not all(_is_literal(text) or (mark == "_" and _is_looked_up(text)) for text in asked):
                faults.append(f"{path.relative_to(ROOT)}:{call.lineno} {mark}({ast.unparse(asked[0])})")

    assert faults == [], "\n".join(map(str, faults))


def test_english_fills_the_same_placeholders_and_guesses_nothing() -> None:
    faults = []
    for message in words.translated():
        swedish = [message.id] if isinstance(message.id, str) else list(message.id)
        english = [message.string] if isinstance(message.string, str) else list(message.string)
        strangers = [text for text in english if not _placeholders(text) <= _placeholders(swedish[-1])]
        lost = [text for text in english[-1:] if text and _placeholders(text) != _placeholders(swedish[-1])]
        if message.id and (message.fuzzy or strangers or lost):
            faults.append(message.id)

    assert faults == [], "\n".join(map(str, faults))


def test_the_compiled_catalogue_is_fresh() -> None:
    assert words.COMPILED.read_bytes() == words.mo_bytes(words.translated())


def test_every_word_has_its_english() -> None:
    whole = words.with_translations(words.in_source(), words.translated())

    assert words.untranslated(whole) == []
    assert words.ENGLISH.read_bytes() == words.po_bytes(whole), "run: make words"
