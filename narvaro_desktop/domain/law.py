"""Law references as dated data: which paragraph held on a given day, in short and in our own words.

The texts are a help for the memory, not the law; `source_state` says up to which day they were checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from narvaro_desktop.errors import NarvaroError


class NoSuchLaw(NarvaroError):
    """No paragraph is known under `key` on `day`."""

    def __init__(self, key: str, day: date) -> None:
        super().__init__(key, day.isoformat())
        self.key = key
        self.day = day


@dataclass(frozen=True, slots=True)
class Reference:
    """One paragraph, cited from `valid_from` to `valid_to`, both days included.

    `read_on` is the day as of which the text of the law itself was read; None where only others' account was.
    """

    key: str
    act: str
    paragraph: str
    text: str
    valid_from: date
    valid_to: date | None
    read_on: date | None

    @property
    def verified(self) -> bool:
        return self.read_on is not None

    @property
    def citation(self) -> str:
        """As it is written in a decision: `7 kap. 19 a § skollagen (2010:800)`."""
        return f"{self.paragraph} {self.act}"

    @property
    def spoken(self) -> str:
        """Without the number of the act: `7 kap. 19 a § skollagen`."""
        return f"{self.paragraph} {self.act.partition(' (')[0]}"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LawBook:
    """All references that the program knows."""

    source_state: date
    references: tuple[Reference, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(reference.key for reference in self.references)

    def at(self, key: str, day: date) -> Reference:
        """What `key` says on `day`; raises NoSuchLaw."""
        for reference in self.references:
            if reference.key == key and reference.holds_on(day):
                return reference
        raise NoSuchLaw(key, day)


def law_book(document: Mapping[str, Any]) -> LawBook:
    """The law book in `document` (resources/law/law.json)."""
    return LawBook(
        source_state=date.fromisoformat(document["source_state"]),
        references=tuple(_reference(entry) for entry in document["references"]),
    )


def _reference(entry: Mapping[str, Any]) -> Reference:
    return Reference(
        key=entry["key"],
        act=entry["act"],
        paragraph=entry["paragraph"],
        text=entry["text"],
        valid_from=date.fromisoformat(entry["valid_from"]),
        valid_to=date.fromisoformat(entry["valid_to"]) if "valid_to" in entry else None,
        read_on=date.fromisoformat(entry["read"]) if entry["verified"] else None,
    )
