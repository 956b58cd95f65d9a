"""Packs: the shipped one is whole, what is wrong is said in words, and differences read as lines."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.routines import pack_edit
from narvaro_desktop.domain.routines.pack import pack_of
from narvaro_desktop.domain.routines.pack_check import remarks
from narvaro_desktop.domain.routines.pack_diff import differences
from narvaro_desktop.domain.routines.pack_faults import PackFault, holds_up
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.schema import check, schema
from narvaro_desktop.usecases.planning.catalogue import entries, measured, proposed
from narvaro_desktop.usecases.rules import shipped

RULES = shipped()
STANDARD: dict[str, Any] = json.loads(json.dumps(RULES.pack.document))
SHAPE = schema("pack-1")["properties"]["pack"]
LAWS = RULES.law.keys

Change = Callable[[dict[str, Any]], None]


def changed(change: Change) -> dict[str, Any]:
    document = copy.deepcopy(STANDARD)
    change(document)
    return document


def step(document: dict[str, Any], number: int) -> dict[str, Any]:
    return next(one for one in document["ladder"]["steps"] if one["number"] == number)


def faults(document: dict[str, Any]) -> set[PackFault]:
    return {remark.fault for remark in remarks(document, LAWS)}


def lines(document: dict[str, Any]) -> list[str]:
    return [f"{line.about}: {line.words}" for line in differences(STANDARD, document)]


def test_every_shipped_pack_has_its_schema_and_no_fault() -> None:
    for pack in RULES.packs.values():
        check(dict(pack.document), SHAPE)
        assert remarks(pack.document, LAWS, measured=measured()) == ()


def test_the_shipped_pack_keeps_deadlines_that_are_not_from_law_off_and_practice_has_them_on() -> None:
    assert not RULES.ladder.all_deadlines
    assert shipped(all_deadlines=True).ladder.all_deadlines


def first_trigger(number: int, **values: Any) -> Change:
    return lambda document: step(document, number)["triggers"][0].update(values)


def first_duty(number: int, **values: Any) -> Change:
    return lambda document: step(document, number)["duties"][0].update(values)


MEASURE = {
    "key": "own_1", "kind": "intervention", "category": "support", "level": "student",
    "legal_type": "practical", "title": "Närvaroverkstan", "description": "", "goal": "",
    "responsible": "counsellor", "follow_up_days": 28, "steps": [2, 3],
}  # fmt: skip


SLOW = {"count": 5, "unit": "days", "from_law": False, "overdue": {"count": 7, "unit": "days"}}


FAULTY: dict[str, tuple[PackFault, Change]] = {
    "no name": (PackFault.PACK_NAME, lambda d: d.update(name=" ")),
    "too few steps": (
        PackFault.STEP_COUNT,
        lambda d: d["ladder"].update(
            steps=[one for one in d["ladder"]["steps"] if one["number"] in (0, 1, 3, 9)]
        ),
    ),
    "a gap": (PackFault.STEP_ORDER, lambda d: step(d, 2).update(number=7)),
    "no returning": (PackFault.STEP_LACKING, lambda d: d["ladder"]["steps"].pop()),
    "a step without a name": (PackFault.STEP_NAME, lambda d: step(d, 2).update(name="")),
    "two with one name": (PackFault.SAME_NAME, lambda d: step(d, 2).update(name="Uppmärksamma")),
    "nobody responsible": (PackFault.RESPONSIBLE, lambda d: step(d, 2).update(responsible="")),
    "a duty of nobody": (PackFault.RESPONSIBLE, first_duty(2, responsible="")),
    "an unknown role": (PackFault.UNKNOWN_ROLE, first_duty(2, responsible="wizard")),
    "a participant of no role": (PackFault.UNKNOWN_ROLE, lambda d: step(d, 2).update(participants=[""])),
    "counted from nothing": (
        PackFault.UNKNOWN_WORD,
        first_duty(1, deadline={"count": 5, "unit": "days", "from_law": False, "start": ""}),
    ),
    "an unknown measure": (PackFault.UNKNOWN_WORD, first_trigger(2, measure="phase_of_moon")),
    "more than all": (PackFault.TRIGGER_VALUE, first_trigger(2, value=120)),
    "a share without a period": (PackFault.TRIGGER_WINDOW, first_trigger(2, window="none")),
    "no occasions": (PackFault.TRIGGER_COUNT, first_trigger(1, measure="sick_occasions", value=0)),
    "years backwards": (PackFault.YEARS, first_trigger(3, years={"first": 9, "last": 7})),
    "a second condition without a period": (
        PackFault.TRIGGER_WINDOW,
        first_trigger(3, also=[{"measure": "total", "operator": "at_least", "value": 5}]),
    ),
    "no rule": (PackFault.TRIGGER_NONE, lambda d: step(d, 4).update(triggers=[])),
    "thresholds out of order": (PackFault.THRESHOLD_ORDER, first_trigger(3, value=15)),
    "left above where it is reached": (PackFault.EXIT_LEVEL, lambda d: step(d, 1).update(exit_below=11)),
    "left lower than the step below": (PackFault.EXIT_ORDER, lambda d: step(d, 2).update(exit_below=4)),
    "a duty without words": (PackFault.DUTY_TEXT, first_duty(2, text="")),
    "one key twice": (PackFault.SAME_KEY, first_duty(2, key="care_talk")),
    "no unit": (
        PackFault.UNIT,
        first_duty(1, deadline={"count": 5, "unit": "", "from_law": False}),
    ),
    "no count": (
        PackFault.COUNT,
        first_duty(1, deadline={"count": 0, "unit": "days", "from_law": False}),
    ),
    "no such law": (PackFault.LAW, first_duty(1, law="skollagen-99-1")),
    "law without a paragraph": (PackFault.LAW_LACKING, first_duty(1, from_law=True)),
    "nobody decides": (PackFault.INQUIRY, first_duty(3, key="other_decision")),
    "no anmalan": (PackFault.NOTIFICATION, lambda d: step(d, 3)["duties"].pop(1)),
    "a week twice": (PackFault.WEEKS, lambda d: d["notification"].update(follow_up_weeks=[11, 11])),
    "sent to nobody": (PackFault.RECIPIENT, lambda d: d["notification"].update(recipients=[])),
    "a stage backwards": (
        PackFault.STAGE,
        lambda d: d["calendar"].update(stages=[{"name": "högstadiet", "first": 9, "last": 7}]),
    ),
    "a measure of an unknown kind": (
        PackFault.UNKNOWN_WORD,
        lambda d: d.update(catalogue=[{**MEASURE, "kind": "spell"}]),
    ),
    "revised before it holds": (PackFault.REVISE, lambda d: d.update(revise_by="2020-01-01")),
    "more than all of it": (
        PackFault.TRIGGER_NEVER,
        lambda d: step(d, 5)["triggers"][0].update(value=100),
    ),
    "a share hardly met": (PackFault.TRIGGER_HIGH, lambda d: step(d, 5)["triggers"][0].update(value=97)),
    "a run longer than a term": (
        PackFault.TRIGGER_LONG,
        lambda d: step(d, 3)["triggers"][1].update(value=95),
    ),
    "a step that asks for nothing": (PackFault.DUTY_NONE, lambda d: step(d, 4).update(duties=[])),
    "an utredning far up": (PackFault.INQUIRY_STEP, lambda d: swap_duties(d, 3, 5)),
    "an utredning late": (PackFault.INQUIRY_LEVEL, first_trigger(3, value=35)),
    "from a decision not made yet": (
        PackFault.DEADLINE_START,
        first_duty(2, deadline={"count": 5, "unit": "days", "start": "decision", "from_law": False}),
    ),
    "from measures nobody asks for": (
        PackFault.DEADLINE_MEASURES,
        first_duty(1, deadline={"count": 5, "unit": "days", "start": "measures", "from_law": False}),
    ),
    "late before it is due": (PackFault.DEADLINE_GRACE, first_duty(1, deadline={**SLOW, "count": 20})),
    "a year and more": (PackFault.DEADLINE_LONG, first_duty(1, deadline={**SLOW, "count": 400})),
    "a kartläggning in a day": (
        PackFault.DEADLINE_SHORT,
        lambda d: step(d, 2)["duties"][1].update(deadline={"count": 1, "unit": "days", "from_law": False}),
    ),
    "a deadline from no law": (PackFault.DEADLINE_LAW, first_duty(1, deadline={**SLOW, "from_law": True})),
    "a result before the kartläggning": (
        PackFault.RESULT_BEFORE,
        lambda d: step(d, 3)["duties"][-2]["deadline"].update(count=14),
    ),
    "weeks for nothing": (
        PackFault.WEEKS_UNUSED,
        lambda d: d["notification"].update(packages=["n1"], follow_up_weeks=[11]),
    ),
    "a year of two stages": (
        PackFault.YEAR_TWICE,
        lambda d: d["calendar"]["stages"][1].update(first=3),
    ),
}


def swap_duties(document: dict[str, Any], one: int, other: int) -> None:
    first, second = step(document, one), step(document, other)
    first["duties"], second["duties"] = second["duties"], first["duties"]


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_wrong_is_said_in_words(name: str) -> None:
    fault, change = FAULTY[name]

    found = [one for one in remarks(changed(change), LAWS) if one.fault is fault]

    assert found
    assert "{" not in found[0].words


def test_a_step_without_measures_in_the_catalogue_is_named_until_the_municipality_has_its_own() -> None:
    high = measured() - {4}
    assert [one.fault for one in remarks(STANDARD, LAWS, measured=high)] == [PackFault.MEASURE_NONE]

    own = changed(lambda d: d.update(catalogue=[{**MEASURE, "steps": [4]}]))

    assert remarks(own, LAWS, measured=high) == ()


def test_advice_never_holds_a_pack_up() -> None:
    document = changed(lambda d: swap_duties(d, 3, 5))

    assert remarks(document, LAWS)
    assert not holds_up(remarks(document, LAWS))


def test_a_step_that_cases_stand_on_and_that_is_gone_is_a_warning() -> None:
    found = remarks(STANDARD, LAWS, {8: 3})

    assert [(one.fault, one.words[:19]) for one in found] == [(PackFault.STEP_IN_USE, "Pågående ärenden på")]
    assert not holds_up(found)


def test_two_steps_that_only_colour_tells_apart_are_named() -> None:
    def alike(document: dict[str, Any]) -> None:
        for number, colour in ((1, "info"), (2, "warn")):
            step(document, number).update(icon="flag", pattern="plain", colour=colour)

    assert PackFault.SAME_LOOK in faults(changed(alike))


def test_the_same_pack_has_no_differences() -> None:
    assert differences(STANDARD, copy.deepcopy(STANDARD)) == ()


def test_differences_read_as_lines() -> None:
    def municipality(document: dict[str, Any]) -> None:
        document["roles"] = [{"role": "mentor", "name": "klassföreståndare"}]
        document["ladder"]["deadlines"] = "all"
        step(document, 2)["triggers"][0]["value"] = 12
        step(document, 4)["name"] = "Samverkan"
        del step(document, 1)["duties"][0]["deadline"]
        document["notification"]["follow_up_weeks"] = [11, 41]

    found = lines(changed(municipality))

    assert found == [
        "Rutinen: Frister som inte står i lag: på (förut av)",
        "Steg 1, Uppmärksamma: Ha ett omtankesamtal med eleven och vårdnadshavarna: ingen frist "
        "(förut 5 skoldagar från att steget nåddes)",
        "Steg 2, Enkel kartläggning: Nås vid: minst 12 % total frånvaro, de senaste 28 dagarna "
        "(förut minst 15 % total frånvaro, de senaste 28 dagarna)",
        "Steg 4, Samverkan: Namn: Samverkan (förut Samverkan och fördjupade insatser)",
        "Namn på roller: Mentor: klassföreståndare (förut mentor)",
        "Anmälan: Veckor för lägesrapport: 11, 41 (förut –)",
    ]


def test_a_step_that_is_taken_away_is_one_line() -> None:
    def shorter(document: dict[str, Any]) -> None:
        document["ladder"]["steps"] = [one for one in document["ladder"]["steps"] if one["number"] != 5]

    assert lines(changed(shorter)) == ["Steg 5, Långvarig frånvaro och återskolning: Steget tas bort."]


def test_a_rule_of_two_conditions_for_some_years_reads_as_one_line() -> None:
    both = first_trigger(
        3,
        also=[{"measure": "absence_run", "operator": "at_least", "value": 3}],
        years={"first": 7, "last": 9},
    )
    document = changed(both)

    check(document, SHAPE)
    assert faults(document) == set()
    assert lines(document)[0].startswith(
        "Steg 3, Utredning och anmälan: Nås vid: minst 20 % total frånvaro, de senaste 28 dagarna "
        "och dessutom minst 3 sammanhängande skoldagar utan närvaro, i årskurs 7–9"
    )
    [trigger] = pack_of(document, "key").ladder.step(3).triggers[:1]
    assert (trigger.years, trigger.also[0].value) == ((7, 9), 3)


def test_own_measures_are_offered_before_the_shipped_ones() -> None:
    document = changed(lambda d: d.update(catalogue=[MEASURE]))
    check(document, SHAPE)

    offered = proposed(3, pack_of(document, "key").catalogue)

    assert offered[0].title == "Närvaroverkstan"
    assert len(offered) == len(entries()) + 1
    assert lines(document) == ["Åtgärder och insatser: 1 ny"]


def test_a_role_has_its_local_name() -> None:
    pack = pack_of(changed(lambda d: d.update(roles=[{"role": "mentor", "name": "klasslärare"}])), "k")

    assert pack.ladder.role_name(Role.MENTOR) == "klasslärare"
    assert pack.ladder.role_name(Role.PRINCIPAL) == "rektor"


def test_a_change_never_touches_the_document_it_was_made_from() -> None:
    before = copy.deepcopy(STANDARD)

    longer = pack_edit.with_step_after(STANDARD, 2, "Nytt steg")
    shorter = pack_edit.without_step(longer, 2)
    renamed = pack_edit.put(STANDARD, ("ladder", "steps", 1, "name"), "Se")
    again = pack_edit.add(STANDARD, ("ladder", "steps", 1, "documents"), "Brev")

    assert before == STANDARD
    assert [one["sign"] for one in longer["ladder"]["steps"]] == [*"0123456Å"]
    assert [one["number"] for one in shorter["ladder"]["steps"]] == [0, 1, 2, 3, 4, 5, 9]
    assert lines(renamed) == ["Steg 1, Se: Namn: Se (förut Uppmärksamma)"]
    assert step(again, 1)["documents"][-1] == "Brev"
    assert pack_edit.value_at(STANDARD, ("ladder", "nothing", 3)) is None
    assert pack_edit.new_key(STANDARD, "rule") == "rule_1"


@st.composite
def valid_packs(draw: st.DrawFn) -> dict[str, Any]:
    """The standard with other words, levels, roles, weeks and deadlines."""
    words = st.text("abcdefåäöÅÄÖ 123–é", min_size=1, max_size=30).filter(str.strip)
    document = copy.deepcopy(STANDARD)
    document["name"], document["owner"] = draw(words), draw(words)
    document["version"] = draw(st.integers(1, 9999))
    document["ladder"]["deadlines"] = draw(st.sampled_from(["law_only", "all"]))
    levels = sorted(draw(st.sets(st.integers(6, 60), min_size=4, max_size=4)))
    for number, level in zip(range(1, 5), levels, strict=True):
        step(document, number)["triggers"][0]["value"] = level
        step(document, number)["exit_below"] = number
    role = draw(st.sampled_from(list(Role)))
    document["roles"] = [{"role": role.key, "name": draw(words)}]
    document["notification"]["follow_up_weeks"] = sorted(draw(st.sets(st.integers(1, 53), max_size=5)))
    deadline = {
        "count": draw(st.integers(1, 300)),
        "unit": draw(st.sampled_from(["days", "school_days", "working_days"])),
        "from_law": False,
        "on": draw(st.booleans()),
    }
    step(document, 1)["duties"][0]["deadline"] = deadline
    return document


@given(valid_packs())
def test_any_valid_pack_comes_back_from_its_canonical_json(document: dict[str, Any]) -> None:
    check(document, SHAPE)
    assert not holds_up(remarks(document, LAWS))

    text = canonical.dumps(document)
    back = canonical.loads(text, "pack")

    assert back == document
    assert canonical.dumps(back) == text
    assert pack_of(back, "key").document == document
    assert pack_of(back, "key") == pack_of(document, "key")
    assert differences(document, back) == ()
