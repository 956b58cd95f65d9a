"""Every kind of paper with other contents than its sample: nothing, odd letters, names of 80, many rows."""

import os
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import cycle, islice
from typing import Any, Final

from tests.documents import samples

ODD: Final = (
    "Ååsa Ñandú-Łukaszewicz, Đỗ Thị Mỹ Hạnh, Şükrü İğdır, Ŋuorjá Čáhppes, Ţîmár Þórr, Ærøskøbing, "
    "Αθηνά, Юлия: ”nej” – ½ € ≥ → 7 kap. 19 a §"
)
"""Swedish, Spanish, Polish, Vietnamese, Turkish, Sámi, Romanian, Icelandic, Danish, Greek, Russian."""
NAME: Final = "Östen-Sebastian Åke " + "Blåbärsskog-Granbarr " * 2 + "Månstråle-Lingontuva"
LONG: Final = "Morgnarna är svåra när gruppen är stor och ingen vet vad som ska hända. " * 60
MANY: Final = 400
ROWS: Final = MANY if os.environ.get("NARVARO_EVERY_ROW") else 40
"""In each list; all of them in `make pdf`, since veraPDF takes a minute of them."""
MANY_ALWAYS: Final = "klasslista"
"""The kind that has all of them in `make test` too."""
_NEEDED: Final = frozenset({
    "case_id", "school", "kind", "title", "number", "serial", "digits", "organisation", "groups", "check",
    "code", "root_hash", "package_id", "organisation_id", "vault_id", "path", "question", "class_name",
    "initials", "act", "paragraph", "readers",
})  # fmt: skip
"""What the program fills in by itself, always and in a form of its own."""
_PAIRS: Final = frozenset({"signed", "approved", "ends", "identity", "scenes"})


def _changed(value: Any, name: str, words: Callable[[str], str], rows: Callable[[Any], Any]) -> Any:
    if name in _NEEDED or name in _PAIRS:
        return value
    if isinstance(value, str):
        return words(value)
    if isinstance(value, tuple):
        return rows(tuple(_changed(one, "", words, rows) for one in value))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            each.name: _changed(getattr(value, each.name), each.name, words, rows) for each in fields(value)
        }
        return replace(value, **changed)
    return value


def odd(value: Any) -> Any:
    """Letters of many alphabets in each text, and a name of 80 in each short one."""
    return _changed(value, "", lambda old: NAME if len(old) < 45 else ODD, lambda rows: rows)


def empty(value: Any) -> Any:
    """Nothing in any text and no row in any list."""
    return _changed(value, "", lambda _old: "", lambda rows: ())


def long(value: Any, rows: int = ROWS) -> Any:
    """Pages of text where that may be long, and so many `rows` in each list."""
    texts = {
        each.name: getattr(value, each.name) for each in fields(value) if each.name not in _NEEDED | _PAIRS
    }
    many = {
        name: tuple(islice(cycle(old), rows)) for name, old in texts.items() if isinstance(old, tuple) and old
    }
    said = {name: LONG for name, old in texts.items() if name in _LONG and isinstance(old, str)}
    return replace(value, **many, **said)


_LONG: Final = frozenset({
    "needs", "student_view", "guardian_view", "next_meeting", "reasons", "summary", "free_text", "what",
    "proposal", "words", "reason",
})  # fmt: skip
CONTENTS: Final[dict[str, Callable[[Any], Any]]] = {"odd": odd, "empty": empty, "long": long}


FIXED: Final = frozenset({"återställningsblad"})
"""Kinds whose lines the program counts: they are neither empty nor long."""


def paper(kind: str, content: str) -> bytes:
    """The PDF of `kind` with other contents; "sample" is the sample."""
    make, value = samples.VALUES[kind]
    if content == "long" and kind == MANY_ALWAYS:
        return make(long(value, MANY))
    return samples.PAPERS[kind]() if content == "sample" else make(CONTENTS[content](value))
