"""The närvarotrappa: its steps, what each step demands, and how a case moves on it.

    0 Främja → 1 Uppmärksamma → 2 Enkel kartläggning → 3 Utredning och anmälan → 4 Samverkan → 5 Återskolning
                                             Å Återgång (a state beside the steps)

There is no national ladder: every ladder is data, and a case keeps the one it was opened under.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Self

from narvaro_desktop.domain.case_terms import AbsenceMeasure, DeadlineStart, DeadlineUnit, Operator, Window
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError

RETURNING_SIGN: Final = "Å"
INQUIRY_DECISION: Final = "inquiry_decision"
NOTIFICATION: Final = "notification"
CONSULTATION: Final = "consultation"
SPECIAL_SUPPORT: Final = "special_support_considered"
RESULT_TOLD: Final = "result_told"
SUPPORT_REQUESTED: Final = "support_requested"
HOME_TOLD: Final = "home_municipality_told"
HUVUDMAN_TOLD: Final = "huvudman_told"
"""Keys of duties that an act of the program answers by itself; a ladder may lack any of them."""

EXIT_BELOW: Final = "exit_below"
"""The rule of a step down, as a trigger's key is the rule of a step up."""


class StepHeld(NarvaroError):
    """These duties are neither done nor left open with a reason."""

    def __init__(self, outstanding: Set[str]) -> None:
        super().__init__(*sorted(outstanding))
        self.outstanding = frozenset(outstanding)


class TopOfLadder(NarvaroError):
    """There is no step above."""


class NoSuchStep(NarvaroError):
    """The ladder has no step `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class ReasonMissing(NarvaroError):
    """A move that is not one step up needs a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """When the figures propose a step: `value` is percent, occasions, school days or percentage points.

    One trigger of a step is enough; within one, everything in `also` must be met too.  `years` are the first
    and the last årskurs that it is for, None for all.
    """

    key: str
    measure: AbsenceMeasure
    operator: Operator
    value: int
    window: Window
    also: tuple[Self, ...] = ()
    years: tuple[int, int] | None = None

    def is_for(self, school_year: int | None) -> bool:
        """Whether the trigger is for a pupil of this årskurs; nobody is missed because it is not known."""
        return self.years is None or school_year is None or self.years[0] <= school_year <= self.years[1]

    def met(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` minutes reaches a rule in percent; an empty whole never does."""
        if whole <= 0:
            return False
        reached, wanted = 100 * part, self.value * whole
        return reached >= wanted if self.operator is Operator.AT_LEAST else reached > wanted


@dataclass(frozen=True, slots=True)
class Deadline:
    """So many days after `start`; it becomes overdue after `overdue_after` of them, else the day after.

    `on` turns a deadline that is not from law on or off by itself; None leaves it to the whole ladder.
    With `weeks` it is instead the Friday of the next of these ISO weeks that begins after `start`.
    """

    count: int
    unit: DeadlineUnit
    start: DeadlineStart
    from_law: bool
    overdue_after: int | None = None
    overdue_unit: DeadlineUnit | None = None
    on: bool | None = None
    weeks: tuple[int, ...] = ()

    def counts(self, all_deadlines: bool) -> bool:
        """Whether the deadline is kept; what the law says always is."""
        return self.from_law or (all_deadlines if self.on is None else self.on)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a step demands; `law` is a key of the law book, an `every` duty begins anew once it is done."""

    key: str
    text: str
    responsible: Role
    mandatory: bool
    from_law: bool
    law: str | None
    deadline: Deadline | None
    every: bool
    document: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `exit_below` is the percentage of total absence below which stepping down is proposed."""

    number: int
    sign: str
    name: str
    summary: str
    responsible: Role
    participants: tuple[Role, ...]
    triggers: tuple[Trigger, ...]
    duties: tuple[Duty, ...]
    exit_below: int | None
    documents: tuple[str, ...]

    @property
    def demands(self) -> frozenset[str]:
        """The keys of the mandatory duties."""
        return frozenset(duty.key for duty in self.duties if duty.mandatory)

    def duty(self, key: str) -> Duty:
        return next(duty for duty in self.duties if duty.key == key)


@dataclass(frozen=True, slots=True)
class Ladder:
    """A whole ladder. `all_deadlines` is whether deadlines that are not from law are on.

    `role_names` are what roles are called in the municipality, where that is something else.
    """

    id: str
    name: str
    label: str
    version: str
    valid_from: date
    valid_to: date | None
    all_deadlines: bool
    promoting: Step
    steps: tuple[Step, ...]
    returning: Step
    role_names: Mapping[Role, str] = field(default_factory=dict)

    def role_name(self, role: Role) -> str:
        """What a role is called here."""
        return self.role_names.get(role) or role.label

    def step(self, number: int) -> Step:
        """Step 0 (for all pupils) or a step that a case stands on; raises NoSuchStep."""
        for step in (self.promoting, *self.steps):
            if step.number == number:
                return step
        raise NoSuchStep(number)

    def place(self, number: int, is_returning: bool) -> Step:
        """Where a case stands: its step, or the state of returning."""
        return self.returning if is_returning else self.step(number)

    @property
    def inquiry_step(self) -> Step:
        """The step on which the rektor opens an utredning."""
        return next(step for step in self.steps if INQUIRY_DECISION in step.demands)


def climb(ladder: Ladder, at: int, done: Set[str], reasons: Mapping[str, str]) -> Step:
    """The step above `at`, once every duty of `at` is done or left open with a reason."""
    leave(ladder.step(at), done, reasons)
    if at == ladder.steps[-1].number:
        raise TopOfLadder
    return ladder.step(at + 1)


def move(ladder: Ladder, at: Step, to: Step, done: Set[str], reasons: Mapping[str, str], why: str) -> Step:
    """Any other move: a step skipped, down again, or to and from returning. `why` is a sentence."""
    if not why.strip():
        raise ReasonMissing
    leave(at, done, reasons)
    return ladder.returning if to == ladder.returning else ladder.step(to.number)


def leave(step: Step, done: Set[str], reasons: Mapping[str, str]) -> frozenset[str]:
    """The duties that stay open when `step` is left, each with its reason; raises StepHeld for the others."""
    open_duties = step.demands - done
    given = {key for key, reason in reasons.items() if reason.strip()}
    if outstanding := open_duties - given:
        raise StepHeld(outstanding)
    return open_duties


def entrance(ladder: Ladder, number: int, why: str) -> Step:
    """The first step of a case: step 1 as it is, any other with a sentence that says why."""
    if number != ladder.steps[0].number and not why.strip():
        raise ReasonMissing
    if number not in {step.number for step in ladder.steps}:
        raise NoSuchStep(number)
    return ladder.step(number)


def may_step_down(step: Step, latest: tuple[int, int], before: tuple[int, int], late_follow_ups: int) -> bool:
    """Whether a step down is proposed: absence lies below the exit level in two windows in a row.

    `latest` and `before` are (absent, known) minutes of two windows that do not overlap.
    """
    if step.exit_below is None or late_follow_ups:
        return False
    return all(known > 0 and 100 * absent < step.exit_below * known for absent, known in (latest, before))


def below(ladder: Ladder, step: Step) -> Step | None:
    """The step next below, None for the first."""
    lower = [one for one in ladder.steps if one.number < step.number]
    return max(lower, key=lambda one: one.number, default=None)


def ladder_of(document: Mapping[str, Any]) -> Ladder:
    """The ladder in `document` (a file of resources/ladders/)."""
    steps = [_step(entry) for entry in document["steps"]]
    return Ladder(
        id=document["id"],
        name=document["name"],
        label=document["label"],
        version=document["version"],
        valid_from=date.fromisoformat(document["valid_from"]),
        valid_to=date.fromisoformat(document["valid_to"]) if "valid_to" in document else None,
        all_deadlines=document["deadlines"] == "all",
        promoting=next(step for step in steps if step.number == 0),
        steps=tuple(step for step in steps if step.number > 0 and step.sign != RETURNING_SIGN),
        returning=next(step for step in steps if step.sign == RETURNING_SIGN),
        role_names={Role.of(one["role"]): one["name"] for one in document.get("roles", ())},
    )


def _step(entry: Mapping[str, Any]) -> Step:
    return Step(
        number=entry["number"],
        sign=entry["sign"],
        name=entry["name"],
        summary=entry["summary"],
        responsible=Role.of(entry["responsible"]),
        participants=tuple(Role.of(role) for role in entry["participants"]),
        triggers=tuple(_trigger(trigger) for trigger in entry["triggers"]),
        duties=tuple(_duty(duty) for duty in entry["duties"]),
        exit_below=entry.get("exit_below"),
        documents=tuple(entry["documents"]),
    )


def _trigger(entry: Mapping[str, Any]) -> Trigger:
    return Trigger(
        key=entry["key"],
        measure=AbsenceMeasure.of(entry["measure"]),
        operator=Operator.of(entry.get("operator", "at_least")),
        value=entry.get("value", 0),
        window=Window.of(entry.get("window", "none")),
        also=tuple(_trigger({"key": entry["key"], **one}) for one in entry.get("also", ())),
        years=(entry["years"]["first"], entry["years"]["last"]) if "years" in entry else None,
    )


def _duty(entry: Mapping[str, Any]) -> Duty:
    return Duty(
        key=entry["key"],
        text=entry["text"],
        responsible=Role.of(entry["responsible"]),
        mandatory=entry["mandatory"],
        from_law=entry["from_law"],
        law=entry.get("law"),
        deadline=_deadline(entry["deadline"]) if "deadline" in entry else None,
        every=entry.get("every", False),
        document=entry.get("document"),
    )


def _deadline(entry: Mapping[str, Any]) -> Deadline:
    overdue = entry.get("overdue")
    return Deadline(
        count=entry["count"],
        unit=DeadlineUnit.of(entry["unit"]),
        start=DeadlineStart.of(entry.get("start", "step")),
        from_law=entry["from_law"],
        overdue_after=overdue["count"] if overdue else None,
        overdue_unit=DeadlineUnit.of(overdue["unit"]) if overdue else None,
        on=entry.get("on"),
        weeks=tuple(entry.get("weeks", ())),
    )
