"""The definitions of every figure that is told, as data: what is counted, of what, and which way is better.

A figure is kept under its key.  A share is the count under its own key of the count under `of`; a median is
in tenths, and `of` names how many it stands on.  What is not known has no count, and is never 0.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from narvaro_desktop.domain.absence.shares import NOT_COMPUTABLE, Share, decimal_text
from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.planning.effect import FEWEST
from narvaro_desktop.domain.terms import CauseCategory, Role, Term
from narvaro_desktop.i18n import N_, _

PUPILS, SET_ASIDE, PLANNED, REPORTED = "pupils", "set_aside", "planned", "I19"
Figures = Mapping[str, int | None]
"""Counts by key; None and a key that is not there are not known."""


class Form(Term):
    SHARE = "share", N_("andel")
    COUNT = "count", N_("antal")
    DAYS = "days", N_("dagar")
    POINTS = "points", N_("procentenheter")
    TARGETS = "targets", N_("mål")


class Better(Term):
    LOWER = "lower", N_("lägre är bättre")
    HIGHER = "higher", N_("högre är bättre")
    NEITHER = "none", N_("varken högre eller lägre är bättre i sig")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a definition; `persons`: it counts persons, and a small one is hidden in reports.

    `target` is what a goal in a pack calls it, "" where none can be set; `long` the name as papers say it.
    """

    key: str
    definition: str
    name: str
    question: str
    form: Form
    of: str
    better: Better
    persons: bool
    target: str = ""
    long: str = ""

    def share(self, figures: Figures) -> Share:
        """The share, which cannot be computed where either count is not known."""
        part, whole = figures.get(self.key), figures.get(self.of)
        return Share(part, whole) if part is not None and whole is not None else Share(0, 0)

    def value(self, figures: Figures) -> int | None:
        """Tenths of a percent, a count, or tenths of a day or point; None where it cannot be computed."""
        if self.form is Form.SHARE:
            return self.share(figures).tenths
        if self.form is Form.POINTS and (figures.get(self.of) or 0) < FEWEST:
            return None
        return figures.get(self.key)

    def text(self, figures: Figures) -> str:
        """`61 av 3 812 (1,6 %)`, `14`, `3,0 dagar (n = 12)`; or that it cannot be computed."""
        value = self.value(figures)
        if value is None:
            few = self.form is Form.POINTS and figures.get(self.of)
            return _("för få (n = {n})").format(n=few) if few else _(NOT_COMPUTABLE)
        if self.form is Form.COUNT:
            return grouped(value)
        if self.form is Form.SHARE:
            share = self.share(figures)
            words = _("{part} av {whole} ({share})")
            return words.format(part=grouped(share.part), whole=grouped(share.whole), share=share.text())
        sign = "" if self.form is Form.DAYS or not value else "+" if value > 0 else "−"
        words = (
            _("{value} dagar (n = {n})") if self.form is Form.DAYS else _("{value} procentenheter (n = {n})")
        )
        return words.format(value=sign + decimal_text(abs(value), 1), n=figures.get(self.of) or 0)


@dataclass(frozen=True, slots=True)
class Definition:
    id: str
    name: str
    text: str
    unit: str
    better: Better
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Book:
    """All definitions of one version; `chains` name counts that hold each other, the widest first."""

    version: str
    definitions: tuple[Definition, ...]
    chains: tuple[tuple[str, ...], ...]
    certain_percent: int
    fewest_pupils: int

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        return {one.key: one for each in self.definitions for one in each.measures}

    def definition(self, measure: Measure) -> Definition:
        return next(one for one in self.definitions if one.id == measure.definition)


def book_of(document: Mapping[str, Any]) -> Book:
    """The definitions in `document` (resources/statistics)."""
    bounds = document["report_bands"]
    return Book(
        version=document["version"],
        definitions=tuple(_definition(entry) for entry in document["definitions"]),
        chains=tuple(tuple(chain) for chain in document["chains"]),
        certain_percent=bounds["quality_percent"],
        fewest_pupils=bounds["fewest_pupils"],
    )


_EACH: Final[Mapping[str, type[Term]]] = {"cause": CauseCategory, "role": Role}


def _definition(entry: Mapping[str, Any]) -> Definition:
    measures = tuple(made for one in entry["measures"] for made in _measures(entry, one))
    return Definition(
        entry["id"], entry["name"], entry["text"], entry["unit"], Better.of(entry["better"]), measures
    )


def _measures(entry: Mapping[str, Any], one: Mapping[str, Any]) -> Iterator[Measure]:
    """The measure, or one for each term that it stands for."""
    better = Better.of(one.get("better", entry["better"]))
    names = {one["key"]: one["name"]}
    if "each" in one:
        names = {f"{one['key']}_{term.key}": term.swedish for term in _EACH[one["each"]]}
    for key, name in names.items():
        yield Measure(
            key, entry["id"], name, one["question"], Form.of(one["form"]), one["of"], better,
            one.get("persons", True), one.get("target", ""), one.get("long", name),
        )  # fmt: skip
