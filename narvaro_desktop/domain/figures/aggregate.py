"""A school's figures as its huvudman gets them (kind a1), and many schools' figures as one.

The school's own sums are exact: they are sealed for the huvudman, who adds them up.  Where they are parted in
årskurser, and for causes, no count of one to four persons is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.figures.counting import Counts, Used
from narvaro_desktop.domain.figures.indicators import PLANNED, PUPILS, SET_ASIDE, Book, Figures, Form
from narvaro_desktop.domain.figures.masking import FEWEST
from narvaro_desktop.domain.figures.published import TOTAL, Cell, Shown, cell, table
from narvaro_desktop.domain.terms import CauseCategory

SCHEMA: Final = "narvaro/aggregate/1"
PERSONS: Final = (PUPILS, "I01_10", "I01_15", "I01_20", "I01_30", "I02", "I03")
"""What is told of each årskurs."""
_KNOWN: Final = "I13_known"
"""Cases of which causes are known; of one to four of them the causes are not told at all."""
_CAUSES: Final = tuple(f"I13_{cause.key}" for cause in CauseCategory)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What one school tells of a period; a figure that is not there is not known."""

    unit: str
    name: str
    provider: str
    period: str
    first: date
    last: date
    definitions: str
    ladder: str
    figures: Figures
    data_date: date | None = None
    source: str = ""
    includes_uncertain: bool = False
    leaves_out_protected: bool = False
    used: tuple[Used, ...] = ()
    years: Mapping[int, Mapping[str, Cell]] = field(default_factory=dict)
    few: frozenset[str] = frozenset()
    """Figures that are one to four, and told as no more than that."""

    @property
    def coverage(self) -> Share:
        """The share of planned time that was reported."""
        return Share(self.figures.get("I19") or 0, self.figures.get(PLANNED) or 0)


@dataclass(frozen=True, slots=True)
class Merged:
    """Many schools as one; `silent` names what not every school could tell, with how many did."""

    figures: Counts
    silent: Mapping[str, int]
    at_least: frozenset[str]
    """Sums of which some part is one to four, and not in them."""
    used: tuple[tuple[Used, int], ...]
    """Each kind of measure, and at how many schools it was used."""


def keys_of(book: Book) -> list[str]:
    """Every count and median of the definitions, by key; what a share is of is one of them."""
    measures = [one for one in book.measures.values() if one.form is not Form.TARGETS]
    named = {key for one in measures for key in (one.key, one.of) if key}
    return sorted({PUPILS, SET_ASIDE, PLANNED} | named)


def year_cells(parts: Mapping[int, Figures], whole: Figures, book: Book) -> dict[int, dict[str, Cell]]:
    """The årskurser as they may be told beside exact sums; none of a small school.

    A reader has the sums, so a column whose sum is itself one to four, or would have to be held back, is not
    parted at all.
    """
    if (whole.get(PUPILS) or 0) < book.fewest_pupils:
        return {}
    keys = [key for key in PERSONS if cell(whole.get(key)).shown is Shown.COUNT]
    named = {str(year): figures for year, figures in parts.items()}
    while True:
        cells = table(named, whole, keys, book.chains)
        told = [key for key in keys if cells[TOTAL][key].shown is Shown.COUNT]
        if told == keys:
            return {int(name): held for name, held in cells.items() if name != TOTAL}
        keys = told


def document(told: Aggregate, book: Book) -> dict[str, Any]:
    """The JSON form (resources/schemas/aggregate-1.json)."""
    few = cell(told.figures.get(_KNOWN)).shown is Shown.SMALL
    counts = [_count(key, told.figures.get(key)) for key in keys_of(book) if not (few and key in _CAUSES)]
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "schoolUnit": {"code": told.unit, "name": told.name},
        "provider": told.provider,
        "period": {"key": told.period, "first": told.first.isoformat(), "last": told.last.isoformat()},
        "definitions": told.definitions,
        "ladder": told.ladder,
        "includesUncertain": told.includes_uncertain,
        "leavesOutProtected": told.leaves_out_protected,
        "figures": [one for one in counts if one],
        "interventions": [
            {"key": one.key, "title": one.title, "started": one.started, "ended": one.ended,
             "reached": one.reached}
            for one in told.used
        ],
        "schoolYears": [
            {"schoolYear": year, "figures": [_cell(key, one) for key, one in cells.items()]}
            for year, cells in sorted(told.years.items())
        ],
    }  # fmt: skip
    if told.data_date:
        found["dataDate"], found["source"] = told.data_date.isoformat(), told.source
    return found


def aggregate_of(data: Mapping[str, Any]) -> Aggregate:
    """From the JSON form."""
    counts = data["figures"]
    return Aggregate(
        unit=data["schoolUnit"]["code"],
        name=data["schoolUnit"]["name"],
        provider=data["provider"],
        period=data["period"]["key"],
        first=date.fromisoformat(data["period"]["first"]),
        last=date.fromisoformat(data["period"]["last"]),
        definitions=data["definitions"],
        ladder=data["ladder"],
        figures={one["id"]: one["count"] for one in counts if "count" in one},
        data_date=date.fromisoformat(data["dataDate"]) if "dataDate" in data else None,
        source=data.get("source", ""),
        includes_uncertain=data["includesUncertain"],
        leaves_out_protected=data["leavesOutProtected"],
        used=tuple(Used(**one) for one in data["interventions"]),
        years={
            one["schoolYear"]: {each["id"]: _cell_of(each) for each in one["figures"]}
            for one in data["schoolYears"]
        },
        few=frozenset(one["id"] for one in counts if "shown" in one),
    )


def merged(parts: Sequence[Aggregate], book: Book) -> Merged:
    """The sums over the schools that know; medians cannot be added up, and are not known."""
    figures: Counts = {}
    silent: dict[str, int] = {}
    medians = {one.key for one in book.measures.values() if one.form in (Form.DAYS, Form.POINTS)}
    at_least = frozenset(key for one in parts for key in one.few)
    for key in keys_of(book):
        known = [count for one in parts if (count := one.figures.get(key)) is not None]
        told = len(known) + sum(key in one.few for one in parts)
        figures[key] = sum(known) if told and key not in medians else None
        if told and told < len(parts) and key not in medians:
            silent[key] = told
    return Merged(figures, silent, at_least, _used(parts))


def _used(parts: Iterable[Aggregate]) -> tuple[tuple[Used, int], ...]:
    held: dict[str, list[Used]] = {}
    for part in parts:
        for one in part.used:
            held.setdefault(one.key, []).append(one)
    found = [
        (Used(key, all_[0].title, *(sum(getattr(one, name) for one in all_)
                                    for name in ("started", "ended", "reached"))), len(all_))
        for key, all_ in held.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one[1], -one[0].started, one[0].title)))


def _count(key: str, count: int | None) -> dict[str, Any] | None:
    if count is None:
        return None
    if (key in _CAUSES or key == _KNOWN) and 0 < count < FEWEST:
        return {"id": key, "shown": Shown.SMALL.key}
    return {"id": key, "count": count}


def _cell(key: str, one: Cell) -> dict[str, Any]:
    told = ("count", one.count) if one.shown is Shown.COUNT else ("shown", one.shown.key)
    return dict([("id", key), told])


def _cell_of(data: Mapping[str, Any]) -> Cell:
    return Cell(Shown.COUNT, data["count"]) if "count" in data else Cell(Shown.of(data["shown"]))
