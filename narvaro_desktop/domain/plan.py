"""Åtgärdsplan: measures with goal, responsible and follow-up date; it is not an åtgärdsprogram.

Skollagen (2010:800) 3 kap. 5 och 7–12 §§: särskilt stöd needs a decision, extra anpassningar do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from narvaro_desktop.domain.case_terms import Indicator, MeasureNeed, PlanHint
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, NextMove, Outcome, Role
from narvaro_desktop.errors import NarvaroError

SOON_DAYS: Final = 28
LARGE_STEP_POINTS: Final = 20
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


@dataclass(frozen=True, slots=True)
class Aim:
    """How the goal is seen: `baseline` and `target` on the scale of `indicator` (attendance in percent)."""

    indicator: Indicator
    baseline: int | None = None
    target: int | None = None

    @property
    def on_scale(self) -> bool:
        top = _HIGHEST.get(self.indicator)
        return top is None or all(v is None or 0 <= v <= top for v in (self.baseline, self.target))


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


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was seen on one day, and what comes next; `next_on` is needed unless the measure ends."""

    held_on: date
    carried_out: bool
    seen: str
    next_move: NextMove
    next_on: date | None = None


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

    Raises MeasureEnded when it has been evaluated already, NextDateMissing without a later date.
    """
    if ended_on is not None:
        raise MeasureEnded(ended_on)
    if follow_up.next_move is NextMove.END:
        return None
    if follow_up.next_on is None or follow_up.next_on <= follow_up.held_on:
        raise NextDateMissing
    return follow_up.next_on


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
