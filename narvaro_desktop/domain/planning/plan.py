"""Åtgärdsplan: measures with goal, responsible and follow-up date; it is not an åtgärdsprogram.

Skollagen (2010:800) 3 kap. 5 och 7–12 §§: särskilt stöd needs a decision, extra anpassningar do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from narvaro_desktop.domain.case_terms import CatalogueCategory, Indicator, MeasureNeed, PlanHint
from narvaro_desktop.domain.planning.plan_terms import NotDone, Shift
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, NextMove, Outcome, Role
from narvaro_desktop.errors import NarvaroError

SOON_DAYS: Final = 28
LARGE_STEP_POINTS: Final = 20
FIDELITY: Final = 4
"""The highest answer to how much was done as planned; 0 is not at all."""
_HIGHEST: Final = {
    Indicator.ATTENDANCE: 100,
    Indicator.CONTACT: 4,
    Indicator.LEAVES_HOME: 4,
    Indicator.DAILY_RHYTHM: 4,
    Indicator.WELLBEING: 10,
    Indicator.RETURN: 8,
}


class MeasureIncomplete(NarvaroError):
    """A measure lacks these before it can begin."""

    def __init__(self, needs: Iterable[MeasureNeed]) -> None:
        self.needs = tuple(needs)
        super().__init__(*(need.key for need in self.needs))


class NextDateMissing(NarvaroError):
    """A measure that goes on needs a next follow-up date, later than this follow-up."""


class MeasureEnded(NarvaroError):
    """The measure is evaluated and takes no more follow-ups."""

    def __init__(self, ended_on: date) -> None:
        super().__init__(ended_on.isoformat())
        self.ended_on = ended_on


class OffScale(NarvaroError):
    """A value lies outside its scale: (highest that the scale holds,)."""

    def __init__(self, highest: int) -> None:
        super().__init__(highest)
        self.highest = highest


class PlanSigned(NarvaroError):
    """A signed version is never changed; the next one has to be begun first: (version,)."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class PlanNotSigned(NarvaroError):
    """Only a signed version is corrected, approved or sent back."""


class NoReason(NarvaroError):
    """A signed plan is corrected, and a plan sent back, with a sentence of why."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the plan says around its measures."""

    needs: str = ""
    student_view: str = ""
    guardian_view: str = ""
    next_meeting: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """How the goal is seen: `baseline` and `target` on the scale of `indicator` (attendance in percent).

    `own` is what is counted where the indicator is one of the team's own.
    """

    indicator: Indicator
    baseline: int | None = None
    target: int | None = None
    own: str = ""

    @property
    def on_scale(self) -> bool:
        return all(value is None or self.holds(value) for value in (self.baseline, self.target))

    def holds(self, value: int) -> bool:
        """Whether `value` lies on the scale."""
        top = _HIGHEST.get(self.indicator)
        return value >= 0 and (top is None or value <= top)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as it is planned."""

    title: str
    goal: str
    level: MeasureLevel
    legal_type: LegalType
    responsible_role: Role | None
    responsible: str = ""
    starts_on: date | None = None
    follow_up_on: date | None = None
    aim: Aim | None = None
    student_view: str = ""
    guardian_view: str = ""
    support_programme: str = ""
    catalogue: str | None = None
    category: CatalogueCategory | None = None
    description: str = ""
    answers_to: str = ""
    """The need or the cause from the kartläggning that it answers."""
    co_actors: str = ""
    planned_end: date | None = None
    resource: str = ""
    """What has been decided of time or people, such as two hours a week of a specialpedagog."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was seen on one day, and what comes next; `next_on` is needed unless the measure ends.

    `fidelity` is how much was done as planned, 0 to 4; `value` stands on the scale of the measure's aim.
    """

    held_on: date
    carried_out: bool
    seen: str
    next_move: NextMove
    next_on: date | None = None
    not_done: NotDone | None = None
    fidelity: int | None = None
    value: int | None = None
    attendance: Shift | None = None
    functioning: Shift | None = None
    wellbeing: Shift | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a measure ended."""

    ended_on: date
    outcome: Outcome
    words: str


def measure_needs(measure: Measure) -> tuple[MeasureNeed, ...]:
    """What `measure` lacks; an empty answer means that it can begin."""
    start, follow_up = measure.starts_on, measure.follow_up_on
    lacking = {
        MeasureNeed.TITLE: not measure.title.strip(),
        MeasureNeed.GOAL: not measure.goal.strip(),
        MeasureNeed.RESPONSIBLE: measure.responsible_role is None,
        MeasureNeed.STARTS_ON: start is None,
        MeasureNeed.FOLLOW_UP_ON: follow_up is None,
        MeasureNeed.FOLLOW_UP_AFTER_START: bool(start and follow_up and follow_up <= start),
        MeasureNeed.END_AFTER_START: bool(start and measure.planned_end and measure.planned_end < start),
        MeasureNeed.ON_SCALE: measure.aim is not None and not measure.aim.on_scale,
    }
    return tuple(need for need, is_lacking in lacking.items() if is_lacking)


def demand_complete(measure: Measure) -> Measure:
    """`measure`, if it can begin; raises MeasureIncomplete."""
    if needs := measure_needs(measure):
        raise MeasureIncomplete(needs)
    return measure


def hints(measure: Measure) -> tuple[PlanHint, ...]:
    """Friendly questions about `measure`; none of them stops it."""
    asked = {
        PlanHint.SPECIFIC: len(measure.title.split()) < 2,
        PlanHint.MEASURABLE: measure.aim is None or measure.aim.baseline is None,
        PlanHint.STUDENT_ASKED: not measure.student_view.strip(),
        PlanHint.GUARDIAN_ASKED: measure.level is MeasureLevel.HOME and not measure.guardian_view.strip(),
        PlanHint.REALISTIC: _large_step(measure),
        PlanHint.TIMED: (_days(measure) or 0) > SOON_DAYS,
    }
    return tuple(hint for hint, is_asked in asked.items() if is_asked)


def needs_support_programme(measure: Measure) -> bool:
    """Whether the measure is särskilt stöd without a reference to an åtgärdsprogram (3 kap. 9 §)."""
    return measure.legal_type is LegalType.SPECIAL_SUPPORT and not measure.support_programme.strip()


def follow_up_of(measure: Measure, follow_up: FollowUp, ended_on: date | None) -> date | None:
    """The next follow-up date of `measure`, None when it is to be ended.

    :raises MeasureEnded: it has been evaluated already
    :raises OffScale: what was measured is no value of its scale
    :raises NextDateMissing: it goes on without a later date
    """
    if ended_on is not None:
        raise MeasureEnded(ended_on)
    _demand_on_scale(measure, follow_up)
    if follow_up.next_move is NextMove.END:
        return None
    if follow_up.next_on is None or follow_up.next_on <= follow_up.held_on:
        raise NextDateMissing
    return follow_up.next_on


def _demand_on_scale(measure: Measure, seen: FollowUp) -> None:
    if seen.fidelity is not None and not 0 <= seen.fidelity <= FIDELITY:
        raise OffScale(FIDELITY)
    aim = measure.aim
    if aim is not None and seen.value is not None and not aim.holds(seen.value):
        raise OffScale(_HIGHEST.get(aim.indicator, seen.value))


def next_version(is_signed: bool, version: int, reason: str) -> int:
    """The number of the version that begins; raises PlanNotSigned, NoReason."""
    if not is_signed:
        raise PlanNotSigned
    if not reason.strip():
        raise NoReason
    return version + 1


def is_overdue(follow_up_on: date, ended_on: date | None, today: date) -> bool:
    """Whether a measure that goes on has passed its follow-up date."""
    return ended_on is None and follow_up_on < today


def overdue(measures: Sequence[tuple[str, date, date | None]], today: date) -> tuple[str, ...]:
    """The keys of the measures, given as (key, follow-up date, ended), that are overdue; the oldest first."""
    late = [(on, key) for key, on, ended in measures if is_overdue(on, ended, today)]
    return tuple(key for _on, key in sorted(late))


def _days(measure: Measure) -> int | None:
    if measure.starts_on is None or measure.follow_up_on is None:
        return None
    return (measure.follow_up_on - measure.starts_on).days


def _large_step(measure: Measure) -> bool:
    """More than twenty points of attendance in four weeks, in proportion to the time given."""
    aim, days = measure.aim, _days(measure)
    if aim is None or aim.indicator is not Indicator.ATTENDANCE or aim.baseline is None or aim.target is None:
        return False
    return days is not None and (aim.target - aim.baseline) * SOON_DAYS > LARGE_STEP_POINTS * max(days, 1)
