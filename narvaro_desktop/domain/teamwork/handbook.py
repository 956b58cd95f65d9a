"""The words of the work, and how meetings are held: what a new colleague looks up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from narvaro_desktop.domain.sorting import search_key


@dataclass(frozen=True, slots=True)
class Word:
    """A word, what it means here, and where the law has it."""

    word: str
    means: str
    law: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """How something is done: (title, what to do) in the order of doing."""

    key: str
    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    words: tuple[Word, ...]
    guides: tuple[Guide, ...]

    def found(self, sought: str) -> tuple[Word, ...]:
        """The words that have `sought` in them; those that only explain with it come after."""
        key = search_key(sought)
        named = [one for one in self.words if key in search_key(one.word)]
        told = [one for one in self.words if one not in named and key in search_key(one.means)]
        return (*named, *told)


def handbook_of(document: Mapping[str, Any]) -> Handbook:
    """The handbook in `document` (a file of resources/guide/)."""
    return Handbook(
        tuple(Word(one["word"], one["means"], one.get("law", "")) for one in document["words"]),
        tuple(
            Guide(
                one["key"], one["title"],
                tuple((part["title"], tuple(part["points"])) for part in one["parts"]),
            )
            for one in document["guides"]
        ),
    )  # fmt: skip
