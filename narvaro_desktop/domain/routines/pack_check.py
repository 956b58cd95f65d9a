"""What is wrong with a pack, in words beside the field: errors that hold it up, and warnings that do not.

A document that has passed its schema is looked at; where a word is not known here, a newer program wrote it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import pairwise
from typing import Any, Final

from narvaro_desktop.domain.case_terms import (
    AbsenceMeasure,
    CatalogueCategory,
    CatalogueKind,
    Condition,
    DeadlineStart,
    DeadlineUnit,
    Operator,
    Window,
)
from narvaro_desktop.domain.casework.ladder import INQUIRY_DECISION, NOTIFICATION, RETURNING_SIGN
from narvaro_desktop.domain.routines.pack_advice import advice
from narvaro_desktop.domain.routines.pack_faults import PackFault, Remark, climbed, step_at
from narvaro_desktop.domain.routines.pack_words import PERCENT, VALUELESS, Entry, kind_words, step_words, term
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role, Term

FEWEST_STEPS, MOST_STEPS = 3, 8
_RETURNING_NUMBER: Final = 9


def remarks(
    document: Entry,
    laws: Set[str],
    standing: Mapping[int, int] | None = None,
    measured: Set[int] | None = None,
) -> tuple[Remark, ...]:
    """Everything to say about the document, errors first.

    `laws` are the keys of the law book, `standing` how many running cases stand on each step,
    `measured` the steps for which the shipped catalogue has measures (None: do not ask).
    """
    found = [remark for look in _LOOKS for remark in look(document)]
    found += _laws(document, laws)
    found += _in_use(document, standing or {})
    found += advice(document, measured)
    return tuple(sorted(found, key=lambda remark: not remark.fault.holds_up))


def _frame(document: Entry) -> Iterator[Remark]:
    if not document["name"].strip():
        yield Remark(("name",), PackFault.PACK_NAME, {})
    if "revise_by" in document and document["revise_by"] < document["valid_from"]:
        yield Remark(("revise_by",), PackFault.REVISE, {})


def _shape(document: Entry) -> Iterator[Remark]:
    steps, every = climbed(document), document["ladder"]["steps"]
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        facts = {"count": len(steps), "fewest": FEWEST_STEPS, "most": MOST_STEPS}
        yield Remark(("ladder", "steps"), PackFault.STEP_COUNT, facts)
    if [step["number"] for _at, step in steps] != list(range(1, len(steps) + 1)):
        yield Remark(("ladder", "steps"), PackFault.STEP_ORDER, {})
    edges = [step["number"] for step in every if step["number"] == 0]
    back = [step["number"] for step in every if step["sign"] == RETURNING_SIGN]
    if edges != [0] or back != [_RETURNING_NUMBER]:
        yield Remark(("ladder", "steps"), PackFault.STEP_LACKING, {})


def _names(document: Entry) -> Iterator[Remark]:
    names = Counter(step["name"].strip() for step in document["ladder"]["steps"])
    for place, step in enumerate(document["ladder"]["steps"]):
        if not step["name"].strip():
            yield Remark(step_at(place, "name"), PackFault.STEP_NAME, {}, step_words(step))
        elif names[step["name"].strip()] > 1:
            yield Remark(
                step_at(place, "name"), PackFault.SAME_NAME, {"name": step["name"]}, step_words(step)
            )
    for (_one, one), (place, other) in pairwise(climbed(document)):
        looks = [(step.get("icon"), step.get("pattern")) for step in (one, other)]
        if looks[0] == looks[1] and looks[0] != (None, None) and "colour" in other:
            facts = {"one": step_words(one), "other": step_words(other)}
            yield Remark(step_at(place, "icon"), PackFault.SAME_LOOK, facts, step_words(other))


def _people(document: Entry) -> Iterator[Remark]:
    for place, step in enumerate(document["ladder"]["steps"]):
        for where, one in _responsible(place, step):
            listed = [*one.get("participants", ()), *one.get("informed", ())]
            named = [role for role in (one["responsible"], one.get("accountable")) if role]
            if not one["responsible"]:
                yield Remark((*where, "responsible"), PackFault.RESPONSIBLE, {}, step_words(step))
            for role in [*named, *listed]:
                if term(Role, role) is None:
                    yield Remark(
                        (*where, "responsible"), PackFault.UNKNOWN_ROLE, {"key": role}, step_words(step)
                    )


def _responsible(place: int, step: Entry) -> Iterator[tuple[tuple[str | int, ...], Entry]]:
    yield step_at(place), step
    for at, duty in enumerate(step["duties"]):
        yield step_at(place, "duties", at), duty


def _triggers(document: Entry) -> Iterator[Remark]:
    for place, step in climbed(document):
        if not step["triggers"]:
            yield Remark(step_at(place, "triggers"), PackFault.TRIGGER_NONE, {}, step_words(step))
        for at, trigger in enumerate(step["triggers"]):
            years = trigger.get("years")
            if years and years["last"] < years["first"]:
                yield Remark(step_at(place, "triggers", at), PackFault.YEARS, {}, step_words(step))
            every = [one for each in (trigger, *trigger.get("also", ())) for one in _trigger(each)]
            for fault, facts in every:
                yield Remark(step_at(place, "triggers", at), fault, facts, step_words(step))


def _trigger(trigger: Entry) -> Iterator[tuple[PackFault, dict[str, Any]]]:
    measure = term(AbsenceMeasure, trigger["measure"])
    window = trigger.get("window", Window.NONE.key)
    words = (
        (AbsenceMeasure, trigger["measure"]),
        (Operator, trigger.get("operator", Operator.AT_LEAST.key)),
        (Window, window),
    )
    for terms, key in words:
        if term(terms, key) is None:
            yield PackFault.UNKNOWN_WORD, {"key": key}
    value = trigger.get("value", 0)
    if measure in PERCENT:
        if not 1 <= value <= 100:
            yield PackFault.TRIGGER_VALUE, {}
        elif value == 100 and trigger.get("operator") == Operator.MORE_THAN.key:
            yield PackFault.TRIGGER_NEVER, {}
        if window == Window.NONE.key:
            yield PackFault.TRIGGER_WINDOW, {}
    elif measure is not None and measure not in VALUELESS and value < 1:
        yield PackFault.TRIGGER_COUNT, {}


def _thresholds(document: Entry) -> Iterator[Remark]:
    """Shares of one measure over one window grow upwards; a step is left below where it is reached."""
    lowest: dict[tuple[str, str], tuple[int, int]] = {}
    left: tuple[int, int] | None = None
    for place, step in climbed(document):
        shares = _shares(step)
        for kind, (at, value) in shares.items():
            below = lowest.get(kind)
            if below is not None and value <= below[1]:
                facts = {"value": value, "lower": below[1], "below": below[0]}
                yield Remark(
                    step_at(place, "triggers", at), PackFault.THRESHOLD_ORDER, facts, step_words(step)
                )
            lowest[kind] = (step["number"], value)
        exit_below = step.get("exit_below")
        totals = [
            value for (measure, _w), (_a, value) in shares.items() if measure == AbsenceMeasure.TOTAL.key
        ]
        if exit_below is not None:
            if totals and exit_below > min(totals):
                facts = {"exit": exit_below, "entry": min(totals)}
                yield Remark(step_at(place, "exit_below"), PackFault.EXIT_LEVEL, facts, step_words(step))
            if left is not None and exit_below < left[1]:
                facts = {"exit": exit_below, "below": left[0], "lower": left[1]}
                yield Remark(step_at(place, "exit_below"), PackFault.EXIT_ORDER, facts, step_words(step))
            left = (step["number"], exit_below)


def _shares(step: Entry) -> dict[tuple[str, str], tuple[int, int]]:
    """The lowest share of each (measure, window) that reaches the step, with its place."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for at, trigger in enumerate(step["triggers"]):
        kind = (trigger["measure"], trigger.get("window", ""))
        if term(AbsenceMeasure, kind[0]) in PERCENT and not trigger.get("years") and not trigger.get("also"):
            value = trigger.get("value", 0)
            if kind not in found or value < found[kind][1]:
                found[kind] = (at, value)
    return found


def _duties(document: Entry) -> Iterator[Remark]:
    every = [duty["key"] for step in document["ladder"]["steps"] for duty in step["duties"]]
    counted = Counter(every)
    for place, step in enumerate(document["ladder"]["steps"]):
        for at, duty in enumerate(step["duties"]):
            where, named = step_at(place, "duties", at), step_words(step)
            if not duty["text"].strip():
                yield Remark((*where, "text"), PackFault.DUTY_TEXT, {}, named)
            if counted[duty["key"]] > 1:
                yield Remark((*where, "text"), PackFault.SAME_KEY, {"key": duty["key"]}, named)
            if duty["from_law"] and not duty.get("law"):
                yield Remark((*where, "law"), PackFault.LAW_LACKING, {}, named)
            if "deadline" in duty:
                for fault, facts in _deadline(duty["deadline"]):
                    yield Remark((*where, "deadline"), fault, facts, named)


def _deadline(deadline: Entry) -> Iterator[tuple[PackFault, dict[str, Any]]]:
    unit = term(DeadlineUnit, deadline["unit"])
    if not deadline["unit"]:
        yield PackFault.UNIT, {}
    elif unit is None:
        yield PackFault.UNKNOWN_WORD, {"key": deadline["unit"]}
    elif unit is not DeadlineUnit.SAME_DAY and deadline["count"] < 1:
        yield PackFault.COUNT, {}
    if (start := deadline.get("start")) is not None and term(DeadlineStart, start) is None:
        yield PackFault.UNKNOWN_WORD, {"key": start}
    overdue = deadline.get("overdue")
    if overdue and term(DeadlineUnit, overdue["unit"]) is None:
        yield PackFault.UNIT, {}


def _law_duties(document: Entry) -> Iterator[Remark]:
    """The rektor's decision and the anmälan in the same act (skollagen 7 kap. 19 a §)."""
    deciding = [
        step
        for _at, step in climbed(document)
        if any(duty["key"] == INQUIRY_DECISION and duty["mandatory"] for duty in step["duties"])
    ]
    if len(deciding) != 1:
        fault = PackFault.INQUIRY_TWICE if deciding else PackFault.INQUIRY
        yield Remark(("ladder", "steps"), fault, {})
    elif not any(duty["key"] == NOTIFICATION and duty["mandatory"] for duty in deciding[0]["duties"]):
        yield Remark(("ladder", "steps"), PackFault.NOTIFICATION, {}, step_words(deciding[0]))


def _around(document: Entry) -> Iterator[Remark]:
    policy = document["notification"]
    if len(set(policy["follow_up_weeks"])) != len(policy["follow_up_weeks"]):
        yield Remark(("notification", "follow_up_weeks"), PackFault.WEEKS, {})
    named = {one["package"] for one in policy["recipients"]}
    for kind in policy["packages"]:
        if kind not in named:
            yield Remark(("notification", "recipients"), PackFault.RECIPIENT, {"key": kind_words(kind)})
    for place, stage in enumerate(document["calendar"]["stages"]):
        if stage["last"] < stage["first"]:
            yield Remark(("calendar", "stages", place), PackFault.STAGE, {"name": stage["name"]})
    for place, target in enumerate(document["targets"]):
        if target["last"] < target["first"]:
            yield Remark(("targets", place), PackFault.TARGET, {"name": target["name"]})


def _catalogue(document: Entry) -> Iterator[Remark]:
    kinds: dict[str, type[Term]] = {
        "kind": CatalogueKind,
        "category": CatalogueCategory,
        "level": MeasureLevel,
        "legal_type": LegalType,
        "responsible": Role,
    }
    for place, entry in enumerate(document["catalogue"]):
        words = [(kind, entry[name]) for name, kind in kinds.items()]
        words += [(Condition, key) for key in entry.get("conditions", ())]
        for kind, key in words:
            if term(kind, key) is None:
                yield Remark(("catalogue", place), PackFault.UNKNOWN_WORD, {"key": key}, entry["title"])


def _laws(document: Entry, laws: Set[str]) -> Iterator[Remark]:
    for place, step in enumerate(document["ladder"]["steps"]):
        for at, duty in enumerate(step["duties"]):
            if "law" in duty and duty["law"] not in laws:
                where = step_at(place, "duties", at, "law")
                yield Remark(where, PackFault.LAW, {"key": duty["law"]}, step_words(step))


def _in_use(document: Entry, standing: Mapping[int, int]) -> Iterator[Remark]:
    here = {step["number"] for step in document["ladder"]["steps"]}
    for number, count in sorted(standing.items()):
        if number not in here:
            yield Remark(("ladder", "steps"), PackFault.STEP_IN_USE, {"count": count, "step": number})


_LOOKS: Final[tuple[Callable[[Entry], Iterator[Remark]], ...]] = (
    _frame, _shape, _names, _people, _triggers, _thresholds, _duties, _law_duties, _around, _catalogue,
)  # fmt: skip
