"""What figures are counted from: plain facts of pupils, cases, decisions and measures, without names.

Protected pupils are not among them.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.absence.shares import Change
from narvaro_desktop.domain.identity import LegalSex
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.domain.terms import SchoolForm


@dataclass(frozen=True, slots=True)
class PupilFact:
    """One pupil in the period; `figure` None has no planned time, `step` is that of the open case."""

    pupil: int
    class_name: str
    school_year: int | None
    school_form: SchoolForm
    figure: Figure | None
    month_away: bool = False
    step: int | None = None
    sex: LegalSex = LegalSex.UNKNOWN

    @property
    def covered(self) -> bool:
        """Whether enough was reported for the pupil to be counted."""
        return self.figure is not None and not self.figure.is_preliminary


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One case; `causes` None are not known to who counts, `partners` are keys of `Partner` and "sip"."""

    pupil: int
    opened_on: date
    closed_on: date | None = None
    step: int = 0
    reopened_on: date | None = None
    reached_on: date | None = None
    talked_on: date | None = None
    decided_on: date | None = None
    measured_on: date | None = None
    owner: str = ""
    tasks: int = 0
    causes: frozenset[str] | None = frozenset()
    partners: frozenset[str] = frozenset()
    student_met_on: date | None = None

    def open_in(self, span: Span) -> bool:
        return self.opened_on <= span.last and (self.closed_on is None or self.closed_on >= span.first)

    def open_on(self, day: date) -> bool:
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """A decision under 7 kap. 19 a §, and what became of its anmälan; `case_closed_on` is of its case."""

    pupil: int
    opened: bool
    decided_on: date
    due_on: date | None = None
    finished_on: date | None = None
    handed_over_on: date | None = None
    received_on: date | None = None
    support_offered: bool = False
    case_closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """A measure of one pupil; `follow_ups` are (the day it was to be, the day it was or None)."""

    pupil: int
    key: str
    title: str
    starts_on: date
    ended_on: date | None = None
    reached: bool = False
    lacked_resources: bool = False
    follow_ups: tuple[tuple[date, date | None], ...] = ()
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """A school in a period. `until` is the last day that is looked at, `data_until` that of the figures."""

    span: Span
    until: date
    calendar: SchoolCalendar
    pupils: tuple[PupilFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    measures: tuple[MeasureFact, ...] = ()
    group_measures: int = 0
    include_all: bool = False
    """Whether pupils whose lessons are reported too seldom are counted all the same, by choice."""

    @property
    def counted(self) -> list[PupilFact]:
        """The pupils with a figure that is counted."""
        return [one for one in self.pupils if one.figure and (self.include_all or one.covered)]

    def parted(self, by: Callable[[PupilFact], Hashable]) -> "dict[Hashable, SchoolFacts]":
        """The same for each group of pupils, in the order in which they are met."""
        groups: dict[Hashable, set[int]] = {}
        for one in self.pupils:
            groups.setdefault(by(one), set()).add(one.pupil)
        return {key: self._of(held) for key, held in groups.items()}

    def _of(self, held: set[int]) -> "SchoolFacts":
        return replace(
            self,
            pupils=tuple(one for one in self.pupils if one.pupil in held),
            cases=tuple(one for one in self.cases if one.pupil in held),
            decisions=tuple(one for one in self.decisions if one.pupil in held),
            measures=tuple(one for one in self.measures if one.pupil in held),
            group_measures=0,
        )
