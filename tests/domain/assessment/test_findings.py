import json
from datetime import date

import pytest

from narvaro_desktop.domain.assessment.findings import (
    Cause,
    CauseRole,
    Certainty,
    Finding,
    FindingIncomplete,
    Instrument,
    Protective,
    complete,
    finding_lists,
    from_data,
    kind_of,
)
from narvaro_desktop.domain.terms import CauseCategory
from narvaro_desktop.paths import resource

LISTS = finding_lists(json.loads(resource("catalogue", "findings.json").read_text(encoding="utf-8")))
INSTRUMENT = Instrument("Läsutvecklingsschema", date(2026, 9, 3), "Läser säkert.", "Pärmen")


@pytest.mark.parametrize(
    "finding",
    [
        Cause(CauseCategory.SLEEP, CauseRole.MAINTAINING, Certainty.GUESS, "Sent."),
        Protective("friend"),
        INSTRUMENT,
    ],
)
def test_a_finding_reads_back_as_it_was_kept(finding: Finding) -> None:
    assert from_data(kind_of(finding), finding.as_data()) == finding


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        (Protective(""), "words"),
        (Instrument("", date(2026, 9, 3), "Läser säkert.", "Pärmen"), "name"),
        (Instrument("Schema", date(2026, 9, 3), " ", "Pärmen"), "summary"),
        (Instrument("Schema", date(2026, 9, 3), "Läser säkert.", ""), "original"),
    ],
)
def test_what_says_nothing_is_refused(finding: Finding, field: str) -> None:
    with pytest.raises(FindingIncomplete) as refused:
        complete(finding)

    assert refused.value.field == field


def test_every_cause_can_be_chosen_once() -> None:
    offered = [each for _group, causes in LISTS.causes for each in causes]

    assert sorted(each.key for each in offered) == sorted(each.key for each in CauseCategory)


def test_a_protective_factor_has_a_name() -> None:
    assert LISTS.factor("friend") == "En kamrat att vara med"
    assert LISTS.factor("") == ""
