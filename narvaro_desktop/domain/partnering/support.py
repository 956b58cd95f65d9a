"""Where support can be asked for: teams, insatser, forums and systems, as data for each municipality.

A school chooses its municipality once and sees its own entries and the common ones; an entry of the
municipality takes the place of the common one with the same key. Functions stand here, never persons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.collaboration import Partner
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_

COMMON: Final = "generic"


class SupportType(Term):
    TEAM = "team", N_("team")
    INTERVENTION = "intervention", N_("insats")
    FORUM = "forum", N_("möte eller avtal")
    ACTOR = "actor", N_("aktör utanför skolan")
    FORMAL = "formal", N_("särskilt stöd")
    SYSTEM = "system", N_("system")


class GatesOpen(NarvaroError):
    """The entry `key` asks for these first; a reason opens it all the same."""

    def __init__(self, key: str, gates: Iterable[Condition]) -> None:
        self.key, self.gates = key, tuple(gates)
        super().__init__(key, *(gate.key for gate in self.gates))


@dataclass(frozen=True, slots=True)
class Gate:
    """What must be there before the entry is asked for; `tenths` is the limit of an absence (500 = 50 %)."""

    condition: Condition
    tenths: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """Whether a gate is open, and why: a day and a function, or a figure. `by_hand`: a person answers it."""

    gate: Gate
    is_met: bool
    why: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """One entry. `boundary` is what may be passed on, `can` and `cannot` what they do and do not do."""

    key: str
    type: SupportType
    name: str
    partner: Partner
    description: str
    target: str
    how: str
    contact: str
    answer_days: int | None
    goals: str
    weeks: int | None
    follow_up_days: int | None
    boundary: str
    gates: tuple[Gate, ...]
    years: tuple[int, int] | None
    can: str
    cannot: str
    ended: bool
    municipality: str
    is_own: bool = False
    """Whether the school itself put it there."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of some `municipalities`, or the common ones; to be looked through again by `revise_by`."""

    id: str
    label: str
    version: int
    revise_by: date
    municipalities: frozenset[str]
    entries: tuple[Support, ...]


def catalogue_of(document: Mapping[str, Any]) -> Catalogue:
    """The catalogue in `document` (a file of resources/catalogue/support)."""
    label = "" if document["id"] == COMMON else document["label"]
    return Catalogue(
        id=document["id"],
        label=document["label"],
        version=document["version"],
        revise_by=date.fromisoformat(document["revise_by"]),
        municipalities=frozenset(name.casefold() for name in document.get("municipalities", [])),
        entries=tuple(_entry(entry, label) for entry in document["entries"]),
    )


def of_home(catalogues: Iterable[Catalogue], home: str | None) -> Catalogue | None:
    """The catalogue of where the pupil lives ("Huddinge", "Huddinge kommun"), if there is one."""
    name = (home or "").casefold().removesuffix(" kommun").removesuffix(" stad").strip()
    return next((one for one in catalogues if name and name.rstrip("s") in _stems(one)), None)


def _stems(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(name.rstrip("s") for name in catalogue.municipalities)


def shown(common: Catalogue, own: Catalogue | None) -> tuple[Support, ...]:
    """The municipality's own entries first, then the common ones that it has not replaced."""
    mine = own.entries if own is not None and own.id != common.id else ()
    replaced = {entry.key for entry in mine}
    return (*mine, *(entry for entry in common.entries if entry.key not in replaced))


def demand(entry: Support, answers: Iterable[Met], reason: str = "") -> None:
    """Nothing, if every gate is open or there is a reason; raises GatesOpen."""
    still_open = [one.gate.condition for one in answers if not one.is_met]
    if still_open and not reason.strip():
        raise GatesOpen(entry.key, still_open)


def _entry(entry: Mapping[str, Any], municipality: str) -> Support:
    years = entry.get("years")
    return Support(
        key=entry["key"],
        type=SupportType.of(entry["type"]),
        name=entry["name"],
        partner=Partner.of(entry["partner"]),
        description=entry["description"],
        target=entry["target"],
        how=entry["how"],
        contact=entry["contact"],
        answer_days=entry["answer_days"],
        goals=entry["goals"],
        weeks=entry["weeks"],
        follow_up_days=entry["follow_up_days"],
        boundary=entry["boundary"],
        gates=tuple(Gate(Condition.of(one["condition"]), one.get("tenths", 0)) for one in entry["gates"]),
        years=(years[0], years[1]) if years else None,
        can=entry.get("can", ""),
        cannot=entry.get("cannot", ""),
        ended=entry.get("ended", False),
        municipality=municipality,
    )
