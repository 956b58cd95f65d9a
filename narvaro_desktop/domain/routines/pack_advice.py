"""What a pack may not have thought of: a rule hardly met, a utredning late, a deadline nobody can keep."""

from collections.abc import Callable, Iterator, Set
from itertools import combinations
from typing import Any, Final

from narvaro_desktop.domain.case_terms import AbsenceMeasure, DeadlineStart, DeadlineUnit, Operator
from narvaro_desktop.domain.casework.ladder import INQUIRY_DECISION
from narvaro_desktop.domain.routines.pack_faults import PackFault, Remark, climbed, step_at
from narvaro_desktop.domain.routines.pack_words import PERCENT, Entry, deadline_words, step_words, term

_HARDLY_HERE: Final = 90
"""Percent of absence at which the pupil is next to never in school."""
_A_TERM: Final = 90
"""School days; a läsår has 178 (skolförordningen 3 kap. 3 §)."""
_LATE_STEP, _LATE_LEVEL = 5, 30
"""Where an utredning that begins no sooner is hardly *skyndsam* (skollagen 7 kap. 19 a §)."""
_A_YEAR: Final = 366
_LONG_WORK = frozenset({"simple_investigation", "extended_investigation", "plan"})
_FEWEST_DAYS = 3
_WEEK = {DeadlineUnit.SCHOOL_DAYS: 5, DeadlineUnit.WORKING_DAYS: 5}


def advice(document: Entry, measured: Set[int] | None) -> list[Remark]:
    """What to think of; `measured` are the steps for which the shipped catalogue has measures."""
    found = [remark for look in _LOOKS for remark in look(document)]
    if measured is not None:
        found += _measures(document, measured)
    return found


def _empty(document: Entry) -> Iterator[Remark]:
    for place, step in climbed(document):
        if not step["duties"]:
            yield Remark(step_at(place, "duties"), PackFault.DUTY_NONE, {}, step_words(step))


def _measures(document: Entry, measured: Set[int]) -> Iterator[Remark]:
    own = {number for entry in document["catalogue"] for number in entry["steps"]}
    for place, step in climbed(document):
        if step["number"] not in measured | own:
            yield Remark(step_at(place, "measures"), PackFault.MEASURE_NONE, {}, step_words(step))


def _high(document: Entry) -> Iterator[Remark]:
    for place, step in climbed(document):
        for at, trigger in enumerate(step["triggers"]):
            value = trigger.get("value", 0)
            measure = term(AbsenceMeasure, trigger["measure"])
            never = value >= 100 and trigger.get("operator") == Operator.MORE_THAN.key
            fault = None
            if measure in PERCENT and _HARDLY_HERE <= value <= 100 and not never:
                fault = PackFault.TRIGGER_HIGH
            elif measure is AbsenceMeasure.RUN and value > _A_TERM:
                fault = PackFault.TRIGGER_LONG
            if fault is not None:
                yield Remark(step_at(place, "triggers", at), fault, {"value": value}, step_words(step))


def _late_inquiry(document: Entry) -> Iterator[Remark]:
    steps = climbed(document)
    place, step = next(((at, one) for at, one in steps if _decides(one)), (-1, None))
    if step is None:
        return
    if step["number"] >= _LATE_STEP:
        facts = {"step": step["sign"], "count": len(steps)}
        yield Remark(step_at(place, "name"), PackFault.INQUIRY_STEP, facts, step_words(step))
    shares = [one["value"] for one in step["triggers"] if one["measure"] == AbsenceMeasure.TOTAL.key]
    if shares and min(shares) > _LATE_LEVEL:
        facts = {"value": min(shares)}
        yield Remark(step_at(place, "triggers"), PackFault.INQUIRY_LEVEL, facts, step_words(step))


def _decides(step: Entry) -> bool:
    return any(duty["key"] == INQUIRY_DECISION for duty in step["duties"])


def _deadlines(document: Entry) -> Iterator[Remark]:
    steps = climbed(document)
    deciding = next((step for _at, step in steps if _decides(step)), None)
    planned = False
    for place, step in steps:
        planned = planned or any(duty.get("document") == "plan" for duty in step["duties"])
        for at, duty in enumerate(step["duties"]):
            if (deadline := duty.get("deadline")) is None:
                continue
            where = step_at(place, "duties", at, "deadline")
            start = deadline.get("start")
            if start == DeadlineStart.DECISION.key and deciding and step["number"] < deciding["number"]:
                facts = {"step": deciding["sign"]}
                yield Remark(where, PackFault.DEADLINE_START, facts, step_words(step))
            if start == DeadlineStart.MEASURES.key and not planned:
                yield Remark(where, PackFault.DEADLINE_MEASURES, {}, step_words(step))
            for fault, facts in _length(duty, deadline):
                yield Remark(where, fault, facts, step_words(step))


def _length(duty: Entry, deadline: Entry) -> Iterator[tuple[PackFault, dict[str, Any]]]:
    length, overdue = _days(deadline), deadline.get("overdue")
    if overdue and _days(overdue) < length:
        yield PackFault.DEADLINE_GRACE, {}
    if length > _A_YEAR:
        yield PackFault.DEADLINE_LONG, {}
    if duty.get("document") in _LONG_WORK and not duty.get("every") and length < _FEWEST_DAYS:
        words = deadline_words({"count": deadline["count"], "unit": deadline["unit"]})
        yield PackFault.DEADLINE_SHORT, {"words": words}
    if deadline["from_law"] and not duty["from_law"]:
        yield PackFault.DEADLINE_LAW, {}


def _days(deadline: Entry) -> float:
    """About how many calendar days a deadline is."""
    unit = term(DeadlineUnit, deadline["unit"])
    if unit is None or unit is DeadlineUnit.SAME_DAY:
        return 0
    return float(deadline["count"]) * 7 / _WEEK.get(unit, 7)


def _result(document: Entry) -> Iterator[Remark]:
    """The huvudman is told the result after the kartläggning, both counted from the decision."""
    for place, step in climbed(document):
        found = {
            name: (at, _days(duty["deadline"]))
            for at, duty in enumerate(step["duties"])
            for name in (duty["key"], duty.get("document"))
            if duty.get("deadline", {}).get("start") == DeadlineStart.DECISION.key
        }
        inquiry, result = found.get("extended_investigation"), found.get("result_told")
        if inquiry and result and result[1] < inquiry[1]:
            facts = {"result": round(result[1]), "inquiry": round(inquiry[1])}
            where = step_at(place, "duties", result[0], "deadline")
            yield Remark(where, PackFault.RESULT_BEFORE, facts, step_words(step))


def _around(document: Entry) -> Iterator[Remark]:
    policy, stages = document["notification"], document["calendar"]["stages"]
    if policy["follow_up_weeks"] and "n3" not in policy["packages"]:
        yield Remark(("notification", "follow_up_weeks"), PackFault.WEEKS_UNUSED, {})
    for (_one_at, one), (place, other) in combinations(enumerate(stages), 2):
        shared = max(one["first"], other["first"])
        if shared <= min(one["last"], other["last"]):
            facts = {"year": shared, "one": one["name"], "other": other["name"]}
            yield Remark(("calendar", "stages", place), PackFault.YEAR_TWICE, facts)


_LOOKS: Final[tuple[Callable[[Entry], Iterator[Remark]], ...]] = (
    _empty, _high, _late_inquiry, _deadlines, _result, _around,
)  # fmt: skip
