import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.case_terms import Operator
from narvaro_desktop.domain.casework.ladder import (
    INQUIRY_DECISION,
    NOTIFICATION,
    Ladder,
    NoSuchStep,
    ReasonMissing,
    StepHeld,
    TopOfLadder,
    climb,
    entrance,
    ladder_of,
    leave,
    may_step_down,
    move,
)
from narvaro_desktop.domain.law import law_book
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.paths import resource


def _standard() -> Ladder:
    text = resource("ladders", "narvarotrappan-standard-2026.json").read_text(encoding="utf-8")
    return ladder_of(json.loads(text))


STANDARD = _standard()
DUTIES = [duty for step in (STANDARD.promoting, *STANDARD.steps, STANDARD.returning) for duty in step.duties]
on_the_ladder = st.sampled_from([step.number for step in STANDARD.steps])
duty_keys = st.sets(st.sampled_from([duty.key for duty in DUTIES]))


def test_the_standard_ladder_has_five_steps_and_a_way_back() -> None:
    assert [step.name for step in STANDARD.steps] == [
        "Uppmärksamma",
        "Enkel kartläggning",
        "Utredning och anmälan",
        "Samverkan och fördjupade insatser",
        "Långvarig frånvaro och återskolning",
    ]
    assert STANDARD.returning.sign == "Å"
    assert STANDARD.promoting.number == 0
    assert "ingen kommuns text" in STANDARD.label


def test_every_duty_has_a_key_of_its_own() -> None:
    keys = [duty.key for duty in DUTIES]

    assert len(keys) == len(set(keys))


def test_every_law_that_the_ladder_cites_is_in_the_law_book() -> None:
    book = law_book(json.loads(resource("law", "law.json").read_text(encoding="utf-8")))

    for duty in DUTIES:
        if duty.law is not None:
            assert book.at(duty.law, date(2026, 8, 1)).text


def test_a_duty_is_said_to_stand_in_law_only_where_the_law_asks_for_it() -> None:
    required = {duty.key for duty in DUTIES if duty.from_law}

    assert required == {
        "guardians_told_same_day",
        INQUIRY_DECISION,
        NOTIFICATION,
        "consultation",
        "special_support_considered",
    }
    assert all(duty.law for duty in DUTIES if duty.from_law)


def test_only_the_anmalan_has_a_deadline_from_the_law() -> None:
    from_law = [duty.key for duty in DUTIES if duty.deadline and duty.deadline.from_law]

    assert from_law == [NOTIFICATION]


def test_the_rektor_decides_and_notifies_on_the_step_of_the_inquiry() -> None:
    step = STANDARD.inquiry_step

    assert step.number == 3
    assert {INQUIRY_DECISION, NOTIFICATION} <= step.demands
    assert step.duty(INQUIRY_DECISION).responsible is Role.PRINCIPAL
    assert step.duty(NOTIFICATION).responsible is Role.PRINCIPAL


def test_a_step_is_left_below_the_level_that_led_to_it() -> None:
    for step in STANDARD.steps:
        levels = [trigger.value for trigger in step.triggers if trigger.measure.key == "total"]
        assert step.exit_below is not None
        assert all(step.exit_below < level for level in levels)


def test_each_step_asks_for_more_absence_than_the_one_below() -> None:
    levels = [next(t.value for t in step.triggers if t.measure.key == "total") for step in STANDARD.steps]

    assert all(lower < higher for lower, higher in pairwise(levels))


@pytest.mark.parametrize(
    ("operator", "value", "part", "whole", "met"),
    [
        (Operator.AT_LEAST, 20, 1026, 5130, True),
        (Operator.AT_LEAST, 20, 1026, 5400, False),
        (Operator.MORE_THAN, 50, 540, 1080, False),
        (Operator.MORE_THAN, 50, 541, 1080, True),
        (Operator.AT_LEAST, 10, 0, 0, False),
    ],
)
def test_a_rule_is_met_by_whole_minutes_not_by_rounded_percent(
    operator: Operator, value: int, part: int, whole: int, met: bool
) -> None:
    wanted = operator, value
    rule = next(
        trigger
        for step in STANDARD.steps
        for trigger in step.triggers
        if (trigger.operator, trigger.value) == wanted
    )

    assert rule.met(part, whole) is met


@given(
    on_the_ladder, duty_keys, st.dictionaries(st.sampled_from([d.key for d in DUTIES]), st.text(max_size=5))
)
def test_a_step_is_left_only_when_each_duty_is_done_or_has_its_reason(
    number: int, done: set[str], reasons: dict[str, str]
) -> None:
    step = STANDARD.step(number)
    held = {key for key in step.demands - done if not reasons.get(key, "").strip()}

    try:
        left_open = leave(step, done, reasons)
    except StepHeld as fault:
        assert fault.outstanding == held
    else:
        assert not held
        assert left_open == step.demands - done


def test_a_held_step_says_which_duties_hold_it() -> None:
    with pytest.raises(StepHeld) as fault:
        climb(STANDARD, 1, {"care_talk"}, {"first_follow_up": "Familjen är bortrest till den 12 oktober."})

    assert fault.value.outstanding == {"adaptation_considered"}


def test_the_top_of_the_ladder_has_no_step_above() -> None:
    top = STANDARD.steps[-1]

    with pytest.raises(TopOfLadder):
        climb(STANDARD, top.number, top.demands, {})


@given(on_the_ladder, on_the_ladder)
def test_any_move_is_possible_with_a_reason(start: int, end: int) -> None:
    here = STANDARD.step(start)

    assert move(STANDARD, here, STANDARD.step(end), here.demands, {}, "Eleven är tillbaka.").number == end


def test_a_move_without_a_reason_is_not_made() -> None:
    here = STANDARD.step(2)

    with pytest.raises(ReasonMissing):
        move(STANDARD, here, STANDARD.step(4), here.demands, {}, "  ")


def test_a_case_goes_into_returning_and_out_again() -> None:
    here = STANDARD.step(3)

    returning = move(STANDARD, here, STANDARD.returning, here.demands, {}, "Under 15 % två perioder i rad.")
    back = move(STANDARD, returning, STANDARD.step(2), returning.demands, {}, "Frånvaron har ökat igen.")

    assert returning is STANDARD.returning
    assert back.number == 2


def test_a_case_that_already_runs_begins_on_its_step_with_a_reason() -> None:
    assert entrance(STANDARD, 1, "").number == 1
    assert entrance(STANDARD, 5, "Eleven har flyttat hit.").number == 5
    with pytest.raises(ReasonMissing):
        entrance(STANDARD, 3, "")
    with pytest.raises(NoSuchStep):
        entrance(STANDARD, 8, "Fel.")


def test_stepping_down_is_proposed_after_two_good_windows_and_no_late_follow_up() -> None:
    step = STANDARD.step(3)

    assert may_step_down(step, (700, 5400), (800, 5400), late_follow_ups=0)
    assert not may_step_down(step, (700, 5400), (810, 5400), late_follow_ups=0)
    assert not may_step_down(step, (700, 5400), (800, 5400), late_follow_ups=1)
    assert not may_step_down(step, (0, 0), (800, 5400), late_follow_ups=0)
    assert not may_step_down(STANDARD.returning, (0, 5400), (0, 5400), late_follow_ups=0)
