"""What a kartläggning came upon besides answers: causes, what protects, and tests made elsewhere.

A cause has a role and a certainty, and there may be several. Of a test that others own only its name, its
day, a summary in one's own words and where the original lies are kept; never its items or scores.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from narvaro_desktop.domain.terms import CauseCategory, Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_


class FindingKind(Term):
    CAUSE = "cause", N_("orsak")
    PROTECTIVE = "protective", N_("skyddande")
    INSTRUMENT = "instrument", N_("test eller skattning gjord på annat håll")


class CauseRole(Term):
    """What a cause does."""

    TRIGGERING = "triggering", N_("utlöser")
    MAINTAINING = "maintaining", N_("håller kvar")
    VULNERABILITY = "vulnerability", N_("gör sårbar")


class Certainty(Term):
    """How sure the team is, from 1 to 3."""

    GUESS = "1", N_("vi gissar")
    LIKELY = "2", N_("troligt")
    SURE = "3", N_("vi vet")


class FindingIncomplete(NarvaroError):
    """The finding lacks what it is about: `field` is what is missing."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the pupil is away, as far as the team understands it; `words` say it for this pupil."""

    category: CauseCategory
    role: CauseRole
    certainty: Certainty = Certainty.LIKELY
    words: str = ""

    def as_data(self) -> dict[str, Any]:
        return {
            "category": self.category.key,
            "role": self.role.key,
            "certainty": self.certainty.key,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Protective:
    """What keeps the way to school open: a factor of the list (`key`, or "" for an own one), and words."""

    key: str
    words: str = ""

    def as_data(self) -> dict[str, Any]:
        return {"key": self.key, "words": self.words}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A test or rating made outside the program; `original` says where it is kept."""

    name: str
    made_on: date
    summary: str
    original: str

    def as_data(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "made_on": self.made_on.isoformat(),
            "summary": self.summary,
            "original": self.original,
        }


Finding = Cause | Protective | Instrument

_KINDS: Final = {
    Cause: FindingKind.CAUSE,
    Protective: FindingKind.PROTECTIVE,
    Instrument: FindingKind.INSTRUMENT,
}


@dataclass(frozen=True, slots=True)
class Factor:
    """An entry of the list of protective factors."""

    key: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class FindingLists:
    """What one chooses among: causes in groups, and protective factors."""

    causes: tuple[tuple[str, tuple[CauseCategory, ...]], ...]
    protective: tuple[Factor, ...]

    def factor(self, key: str) -> str:
        """The name of a protective factor, "" for an own one."""
        return next((each.name for each in self.protective if each.key == key), "")


def kind_of(finding: Finding) -> FindingKind:
    return _KINDS[type(finding)]


def complete(finding: Finding) -> Finding:
    """`finding`, if it says what it is; raises FindingIncomplete."""
    if isinstance(finding, Protective) and not (finding.key or finding.words.strip()):
        raise FindingIncomplete("words")
    if isinstance(finding, Instrument):
        for field in ("name", "summary", "original"):
            if not getattr(finding, field).strip():
                raise FindingIncomplete(field)
    return finding


def from_data(kind: FindingKind, data: Mapping[str, Any]) -> Finding:
    """The finding that `as_data` gave."""
    if kind is FindingKind.CAUSE:
        return Cause(
            CauseCategory.of(data["category"]),
            CauseRole.of(data["role"]),
            Certainty.of(data["certainty"]),
            data["words"],
        )
    if kind is FindingKind.PROTECTIVE:
        return Protective(data["key"], data["words"])
    made_on = date.fromisoformat(data["made_on"])
    return Instrument(data["name"], made_on, data["summary"], data["original"])


def finding_lists(document: Mapping[str, Any]) -> FindingLists:
    """The lists in `document` (resources/catalogue/findings.json)."""
    return FindingLists(
        causes=tuple(
            (group["name"], tuple(CauseCategory.of(key) for key in group["causes"]))
            for group in document["causes"]
        ),
        protective=tuple(Factor(each["key"], each["name"], each["level"]) for each in document["protective"]),
    )
