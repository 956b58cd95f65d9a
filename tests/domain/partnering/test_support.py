"""The catalogue of support: every entry whole, the municipality's own before the common ones."""

import json

import pytest

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.support import (
    COMMON,
    Gate,
    GatesOpen,
    Met,
    Support,
    SupportType,
    catalogue_of,
    demand,
    shown,
)
from narvaro_desktop.paths import resource

ALL = {
    path.stem: catalogue_of(json.loads(path.read_text(encoding="utf-8")))
    for path in resource("catalogue", "support").glob("*.json")
}


def entry(municipality: str, key: str) -> Support:
    return next(one for one in shown(ALL[COMMON], ALL[municipality]) if one.key == key)


def test_the_three_places_and_the_common_one_are_there() -> None:
    assert set(ALL) == {COMMON, "huddinge", "stockholm", "orebro-lan"}


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_entry_says_what_how_to_whom_and_what_may_be_passed_on(name: str) -> None:
    for one in ALL[name].entries:
        assert all((one.name, one.description, one.how, one.contact)), one.key
        assert one.ended or one.boundary, one.key
        assert "@" not in one.contact, one.key
    assert len({one.key for one in ALL[name].entries}) == len(ALL[name].entries)


@pytest.mark.parametrize("name", sorted(ALL))
def test_sarskilt_stod_waits_for_atgardsprogram_and_rektor(name: str) -> None:
    for one in shown(ALL[COMMON], ALL[name]):
        if one.type is SupportType.FORMAL:
            gates = {gate.condition for gate in one.gates}
            assert {Condition.SUPPORT_PROGRAMME, Condition.PRINCIPAL_DECISION} <= gates


def test_the_municipality_takes_the_place_of_the_common_entry() -> None:
    names = [one.name for one in shown(ALL[COMMON], ALL["huddinge"]) if one.key == "huvudman_team"]

    assert names == ["Närvaroteamet"]


def test_learnox_waits_for_an_evaluated_insats_and_the_assessment_of_the_team() -> None:
    gates = {gate.condition for gate in entry("huddinge", "learnox").gates}

    assert {Condition.EVALUATED_BEFORE, Condition.TEAM_ASSESSMENT} <= gates


def test_sst_plus_asks_for_more_than_half_of_the_term() -> None:
    assert Gate(Condition.ABSENCE_OVER, 500) in entry("stockholm", "sst_plus").gates


def test_what_has_ended_is_kept_and_marked() -> None:
    assert entry("orebro-lan", "jagmed").ended


def test_an_open_gate_stops_and_a_reason_opens() -> None:
    learnox = entry("huddinge", "learnox")
    answers = [Met(gate, gate.condition is Condition.CONSENT) for gate in learnox.gates]

    with pytest.raises(GatesOpen) as fault:
        demand(learnox, answers)
    assert Condition.CONSENT not in fault.value.gates
    demand(learnox, answers, "Rektor har beslutat ändå.")
