import json

import pytest

from narvaro_desktop.domain.case_terms import CatalogueKind, Condition
from narvaro_desktop.domain.planning.catalogue import ConditionsOpen, begin, catalogue_of, proposed
from narvaro_desktop.domain.terms import LegalType, MeasureLevel
from narvaro_desktop.paths import resource

ENTRIES = catalogue_of(json.loads(resource("catalogue", "measures.json").read_text(encoding="utf-8")))


def test_every_step_and_every_level_has_something_to_choose() -> None:
    assert {entry.level for entry in ENTRIES} == set(MeasureLevel)
    assert all(len(proposed(ENTRIES, step)) >= 5 for step in range(1, 6))


def test_every_entry_has_a_key_of_its_own_and_a_goal_to_follow_up() -> None:
    assert len({entry.key for entry in ENTRIES}) == len(ENTRIES)
    assert all(entry.goal and 7 <= entry.follow_up_days <= 60 for entry in ENTRIES)


def test_what_is_sarskilt_stod_asks_for_an_atgardsprogram_and_the_rektor() -> None:
    for entry in ENTRIES:
        if entry.legal_type is LegalType.SPECIAL_SUPPORT:
            assert {Condition.SUPPORT_PROGRAMME, Condition.PRINCIPAL_DECISION} <= set(entry.conditions)


def test_actors_outside_the_school_are_met_with_consent() -> None:
    outside = [entry for entry in ENTRIES if entry.kind is CatalogueKind.FORUM]

    assert all(Condition.CONSENT in entry.conditions for entry in outside)


def test_aterskolning_waits_for_an_evaluated_insats_and_a_joint_assessment() -> None:
    online = next(entry for entry in ENTRIES if entry.key == "online_return")

    with pytest.raises(ConditionsOpen) as fault:
        begin(online, {Condition.PRINCIPAL_DECISION, Condition.AGREEMENT})

    assert fault.value.conditions == (Condition.EVALUATED_BEFORE, Condition.TEAM_ASSESSMENT)
    assert begin(online, set(Condition)) is online
