"""The catalogue: measures and interventions to choose from, as data that a municipality may replace."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from narvaro_desktop.domain.case_terms import CatalogueCategory, CatalogueKind, Condition
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.errors import NarvaroError


class ConditionsOpen(NarvaroError):
    """These must be there before the entry `key` can begin."""

    def __init__(self, key: str, conditions: Iterable[Condition]) -> None:
        self.key = key
        self.conditions = tuple(conditions)
        super().__init__(key, *(condition.key for condition in self.conditions))


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose; `steps` are those on which it is proposed, `follow_up_days` a usual distance.

    `support` is what it is called among what can be asked for outside the class, where that is another key.
    """

    key: str
    kind: CatalogueKind
    category: CatalogueCategory
    level: MeasureLevel
    legal_type: LegalType
    title: str
    description: str
    goal: str
    responsible: Role
    follow_up_days: int
    steps: tuple[int, ...]
    conditions: tuple[Condition, ...]
    support: str = ""


def catalogue_of(document: Mapping[str, Any]) -> tuple[Entry, ...]:
    """The entries of `document` (resources/catalogue/measures.json)."""
    return tuple(_entry(entry) for entry in document["entries"])


def proposed(entries: tuple[Entry, ...], step: int) -> tuple[Entry, ...]:
    """The entries that fit `step`, in the order of the catalogue."""
    return tuple(entry for entry in entries if step in entry.steps)


def begin(entry: Entry, met: Set[Condition]) -> Entry:
    """`entry`, once everything that it needs is there; raises ConditionsOpen."""
    if still_open := [condition for condition in entry.conditions if condition not in met]:
        raise ConditionsOpen(entry.key, still_open)
    return entry


def _entry(entry: Mapping[str, Any]) -> Entry:
    return Entry(
        key=entry["key"],
        kind=CatalogueKind.of(entry["kind"]),
        category=CatalogueCategory.of(entry["category"]),
        level=MeasureLevel.of(entry["level"]),
        legal_type=LegalType.of(entry["legal_type"]),
        title=entry["title"],
        description=entry["description"],
        goal=entry["goal"],
        responsible=Role.of(entry["responsible"]),
        follow_up_days=entry["follow_up_days"],
        steps=tuple(entry["steps"]),
        conditions=tuple(Condition.of(key) for key in entry.get("conditions", [])),
        support=entry.get("support", ""),
    )
