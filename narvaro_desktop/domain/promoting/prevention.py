"""Främja och förebygga: where absence gathers, and the checklists that a school works through.

Law: skollagen (2010:800) 2 kap. 25 § (elevhälsan is above all to promote and prevent).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

FEW: Final = 5
"""A count from 1 up to but not including this is not shown, where the pack says nothing else: it would point
at persons."""

NOTICED, HIGH = 100, 200
"""Tenths of a percent: 10 % and 20 %."""

_STANDS_OUT: Final = 100
"""Tenths of a percent that the share of noticed pupils lies above the school's for a group to stand out."""


class RoundMark(Term):
    """What one saw at one point of a lärmiljörond."""

    WORKS = "works", N_("fungerar")
    PARTLY = "partly", N_("delvis")
    LACKING = "lacking", N_("behöver ändras")
    NOT_RELEVANT = "not_relevant", N_("inte aktuellt")


@dataclass(frozen=True, slots=True)
class Presence:
    """One pupil's class, year and absence in tenths of a percent (None: cannot be computed)."""

    class_name: str
    school_year: int | None
    tenths: int | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A group of pupils in numbers. A count of None is more than none and fewer than are shown.

    `name` "" is the whole school; `hidden` holds back a count that another one would give away.
    """

    name: str
    school_year: int | None
    pupils: int
    noticed: int | None
    high: int | None
    stands_out: bool = False


def hot_spots(pupils: Iterable[Presence], few: int = FEW) -> tuple[Spot, ...]:
    """Each class in the order of the school, after it the sums of its årskurs; never ordered by absence.

    A group of fewer than `few` pupils is left out. Where one class alone of an årskurs hides a count, the sum
    hides it too, since the difference would tell it.
    """
    known = [one for one in pupils if one.tenths is not None]
    share = _share(known)
    years: dict[int | None, list[Presence]] = defaultdict(list)
    for one in known:
        years[one.school_year].append(one)
    spots: list[Spot] = []
    for year in sorted(years, key=lambda each: -1 if each is None else each):
        classes = _classes(years[year], year, share, few)
        spots += classes
        if len(classes) > 1:
            spots.append(_guarded(_spot("", year, years[year], share, few), classes, len(years[year])))
    return tuple(spots)


def _classes(pupils: Sequence[Presence], year: int | None, share: float, few: int) -> list[Spot]:
    by_class: dict[str, list[Presence]] = defaultdict(list)
    for one in pupils:
        by_class[one.class_name].append(one)
    large = {name: those for name, those in by_class.items() if len(those) >= few}
    return [_spot(name, year, large[name], share, few) for name in sorted(large)]


def _spot(name: str, year: int | None, pupils: Sequence[Presence], share: float, few: int) -> Spot:
    noticed, high = _reaching(pupils, NOTICED), _reaching(pupils, HIGH)
    own = 1000 * noticed / len(pupils)
    return Spot(
        name=name,
        school_year=year,
        pupils=len(pupils),
        noticed=_shown(noticed, few),
        high=_shown(high, few),
        stands_out=noticed >= few and own - share >= _STANDS_OUT,
    )


def _guarded(whole: Spot, parts: Sequence[Spot], pupils: int) -> Spot:
    """The sum without what its parts would give away."""
    all_there = sum(part.pupils for part in parts) == pupils
    noticed = None if all_there and sum(part.noticed is None for part in parts) == 1 else whole.noticed
    high = None if all_there and sum(part.high is None for part in parts) == 1 else whole.high
    return replace(whole, noticed=noticed, high=high)


def _reaching(pupils: Iterable[Presence], limit: int) -> int:
    return sum(one.tenths is not None and one.tenths >= limit for one in pupils)


def _share(pupils: Sequence[Presence]) -> float:
    return 1000 * _reaching(pupils, NOTICED) / len(pupils) if pupils else 0.0


def _shown(count: int, few: int) -> int | None:
    return None if 0 < count < few else count


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at or to do; `help` says how."""

    key: str
    words: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Points that belong together."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Routine:
    """What the school promotes attendance with: lärmiljörond, implementation and introduction, as data."""

    version: str
    round: tuple[Part, ...]
    implementation: tuple[Point, ...]
    introduction: tuple[Paragraph, ...]
    year: tuple[tuple[int, tuple[Point, ...]], ...]
    """The årshjul: what a school does in each month (1 to 12), from August on."""
    feedback: tuple[Point, ...]
    """What pupils are asked, without names."""
    answers: tuple[str, ...]
    """How they can answer, from yes to no."""

    @property
    def round_points(self) -> Mapping[str, Point]:
        return {point.key: point for part in self.round for point in part.points}


def routine_of(document: Mapping[str, Any]) -> Routine:
    """The routine in `document` (resources/prevention/)."""
    return Routine(
        version=document["version"],
        round=tuple(Part(each["title"], _points(each["points"])) for each in document["round"]),
        implementation=_points(document["implementation"]),
        introduction=tuple(Paragraph(each["title"], each["text"]) for each in document["introduction"]),
        year=tuple((each["month"], _points(each["points"])) for each in document["year"]),
        feedback=_points(document["feedback"]["questions"]),
        answers=tuple(document["feedback"]["answers"]),
    )


def _points(entries: Iterable[Mapping[str, Any]]) -> tuple[Point, ...]:
    return tuple(Point(each["key"], each["words"], each.get("help", "")) for each in entries)
