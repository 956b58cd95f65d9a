"""A matter in the huvudman's register: what a school has told of one pupil's case, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import Any, Final, Self

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

WITHDRAW: Final = "withdraw"
AUTUMN, SPRING = 41, 11
"""The weeks in which a huvudman asks how it goes, where nothing else has been agreed."""
_SUMMER: Final = 31
"""The week with which a läsår begins, on 1 August."""


class MatterState(Term):
    """How far the school has come, as its packages say."""

    OPEN = "open", N_("Utredning pågår")
    RESULT = "result", N_("Insatser pågår")
    CLOSED = "closed", N_("Avslutad")
    WITHDRAWN = "withdrawn", N_("Återkallad")


class PackageKind(Term):
    """What a school, or another huvudman, tells."""

    N1 = "n1", N_("Anmälan")
    N1H = "n1h", N_("Uppgift till hemkommun")
    N2 = "n2", N_("Resultat")
    N3 = "n3", N_("Lägesrapport")
    N4 = "n4", N_("Avslut")
    N5 = "n5", N_("Rättelse")
    N6 = "n6", N_("Begäran om stöd")


class Wait(Enum):
    """What a matter waits for, the most urgent first."""

    ANSWER = auto()
    COMPLETION = auto()
    LATE = auto()
    SCHOOL = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of a matter by what has come; every field but the first may be missing, by policy.

    `due_on` is the day by which the school has said that it will tell more; `last_round` the latest
    lägesrapport, `2026/2027:41`.
    """

    case_number: str
    student: str = ""
    identity: str = ""
    school_year: int | None = None
    home_municipality: str = ""
    ladder_step: int | None = None
    decided_on: date | None = None
    due_on: date | None = None
    share_tenths: int | None = None
    last_round: str = ""
    state: MatterState = MatterState.OPEN

    def told(self, kind: PackageKind, part: Mapping[str, Any]) -> Self:
        """The matter after `part` of a package has come: what it says takes the place of what was known."""
        known = replace(self, **_facts(part))
        match kind:
            case PackageKind.N2 if known.state is MatterState.OPEN:
                return replace(known, state=MatterState.RESULT)
            case PackageKind.N4:
                return replace(known, state=MatterState.CLOSED, due_on=None)
        return known

    def withdrawn(self) -> Self:
        """The anmälan itself was taken back."""
        return replace(self, state=MatterState.WITHDRAWN, due_on=None)

    @property
    def is_running(self) -> bool:
        return self.state in (MatterState.OPEN, MatterState.RESULT)


def wait(*, unanswered: bool, completing: bool, due_on: date | None, running: bool, today: date) -> Wait:
    """What comes first: an answer that is owed, then what the school owes."""
    if unanswered:
        return Wait.ANSWER
    if completing:
        return Wait.COMPLETION
    if not running or due_on is None:
        return Wait.NOTHING
    return Wait.LATE if due_on < today else Wait.SCHOOL


def parts(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The cases in a document: each item of a lägesrapport, or the document itself.

    An item has nothing of its own about school and round; it gets them from the whole.
    """
    shared = {key: document[key] for key in ("round", "homeMunicipality") if key in document}
    if "items" in document:
        return [{**shared, **item} for item in document["items"]]
    return [document] if "caseId" in document else []


def round_name(told: Mapping[str, Any]) -> str:
    """`2026/2027:41`."""
    return f"{told['academicYear']}:{told['week']:02}"


@dataclass(frozen=True, slots=True)
class Round:
    """A follow-up that goes to every school: week and academic year, and the day it is to be answered by."""

    academic_year: int
    week: int
    due_on: date

    @property
    def name(self) -> str:
        """`2026/2027:41`, as a lägesrapport says it."""
        return f"{self.academic_year}/{self.academic_year + 1}:{self.week:02}"

    def is_answered_by(self, told: str) -> bool:
        """Whether a lägesrapport of the round or week `told` is of this one or a later one; "" is none."""
        return bool(told) and _order(told) >= _order(self.name)


def next_round(today: date) -> Round:
    """Week 41 in the autumn, week 11 in the spring, answered by the Friday of the week after: the first of
    them whose Friday has not passed.
    """
    year = today.year
    seasons = ((year - 1, SPRING, year), (year, AUTUMN, year), (year, SPRING, year + 1))
    rounds = (Round(first, week, date.fromisocalendar(of, week + 1, 5)) for first, week, of in seasons)
    return next(one for one in rounds if one.due_on >= today)


def _order(name: str) -> tuple[int, int]:
    """The place of a week among those of its academic year, which begins in the summer."""
    years, _colon, week = name.partition(":")
    return int(years.partition("/")[0]), (int(week) - _SUMMER) % 53


def share_tenths(absence: Mapping[str, Any]) -> int | None:
    """Total absence in tenths of a percent, rounded half up; None where it cannot be computed."""
    if "stated" in absence:
        return int(absence["stated"]["tenths"])
    if not (whole := absence.get("reportedSum", 0)):
        return None
    absent = absence["validAbsenceSum"] + absence["invalidAbsenceSum"]
    return int((2000 * absent + whole) // (2 * whole))


def _facts(part: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if student := part.get("student"):
        found["student"] = f"{student['familyName']}, {student['givenName']}"
        number = str(student["identityNumber"]).strip()
        found["identity"] = f"{student['identityType']}:{number}" if number else ""
    if "schoolYear" in part:
        found["school_year"] = part["schoolYear"]
    if "homeMunicipality" in part:
        found["home_municipality"] = part["homeMunicipality"].get("displayName", "")
    if "ladderStep" in part:
        found["ladder_step"] = part["ladderStep"]
    if "absence" in part and (share := share_tenths(part["absence"])) is not None:
        found["share_tenths"] = share
    if "round" in part:
        found["last_round"] = round_name(part["round"])
    return found | _days(part)


def _days(part: Mapping[str, Any]) -> dict[str, date]:
    decision = part.get("decision", {})
    due = part.get("nextFollowUpOn") or part.get("result", {}).get("nextFollowUpOn") or decision.get("dueOn")
    named = {"decided_on": decision.get("decidedOn"), "due_on": due}
    return {name: date.fromisoformat(day) for name, day in named.items() if day}
