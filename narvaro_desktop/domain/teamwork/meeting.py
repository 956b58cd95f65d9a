"""The elevhälsoteam's meeting: what comes on its agenda by itself, and how a pupil is named on its papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

AHEAD: Final = timedelta(days=7)
"""What is due within so many days after the meeting is spoken of there, since it is held once a week."""

FIRST: Final = 12
"""So many cases come on the agenda by themselves; an hour has room for no more. The rest are offered."""


class ItemKind(Term):
    CASE = "case", N_("ärende")
    CONSULTATION = "consultation", N_("konsultation utan namn")
    MATTER = "matter", N_("övrig fråga")


class Ground(Term):
    """Why a case comes on the agenda; the most urgent first."""

    WAITS_FOR_DECISION = "waits_for_decision", N_("väntar på beslut")
    NOT_NOTIFIED = "not_notified", N_("anmälan är inte gjord")
    LATE = "late", N_("försenat")
    DUE = "due", N_("ska göras")


_RANK: Final = {ground: place for place, ground in enumerate(Ground)}


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason to speak of a case: what it is, in words, and its day."""

    case_id: UUID
    ground: Ground
    words: str
    on: date


def agenda(causes: Iterable[Cause], held_on: date) -> dict[UUID, list[Cause]]:
    """The causes of each case that the meeting should speak of, the most urgent case first."""
    cases: dict[UUID, list[Cause]] = {}
    for cause in sorted(causes, key=lambda one: (_RANK[one.ground], one.on)):
        if cause.ground is not Ground.DUE or cause.on <= held_on + AHEAD:
            cases.setdefault(cause.case_id, []).append(cause)
    return cases


def initials(name: str) -> str:
    """`Elvira Blåbärsskog` → `E.B.`: how a pupil is named on a paper that several people get."""
    return "".join(f"{part[0].upper()}." for part in name.split() if part[0].isalpha())


def moved(places: list[UUID], what: UUID, by: int) -> list[UUID]:
    """The order with one point moved up (-1) or down (1); the first goes no higher, the last no lower."""
    at = places.index(what)
    to = min(max(at + by, 0), len(places) - 1)
    left = [each for each in places if each != what]
    return [*left[:to], what, *left[to:]]
