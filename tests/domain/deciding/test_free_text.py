import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.case_terms import FreeTextFinding
from narvaro_desktop.domain.deciding.free_text import (
    LONGEST,
    FreeTextHeld,
    FreeTextTooLong,
    accepted,
    findings,
)
from narvaro_desktop.paths import resource

STEMS = json.loads(resource("catalogue", "free_text_stems.json").read_text(encoding="utf-8"))["stems"]


@pytest.mark.parametrize(
    "text",
    [
        "Har nyligen fått en ADHD-diagnos.",
        "BUP är inkopplat",
        "Läkarintyg finns.",
        "Familjen har kontakt med socialtjänsten",
        "våldsamt hemma",
        "barnpsykiatrin",
    ],
)
def test_words_that_may_say_why_are_found(text: str) -> None:
    assert FreeTextFinding.SENSITIVE_WORD in {finding.kind for finding in findings(text, STEMS)}


@pytest.mark.parametrize(
    "text",
    ["20150314-9817", "150314-9817", "150314+9817", "1503149817", "Elev 20150314T123 i 5B", "20150314-TF12"],
)
def test_numbers_that_look_like_a_personnummer_are_found(text: str) -> None:
    [finding] = findings(text, STEMS)

    assert finding.kind is FreeTextFinding.IDENTITY_NUMBER


@pytest.mark.parametrize(
    "text",
    ["Vi ringer gärna vecka 41.", "Utredningen beräknas klar 2026-11-02.", "Skolan önskar handledning.", ""],
)
def test_plain_words_and_dates_pass(text: str) -> None:
    assert findings(text, STEMS) == ()
    assert accepted(f" {text} ", STEMS, confirmed=False) == text


def test_a_held_text_says_how_many_places_to_read_again() -> None:
    with pytest.raises(FreeTextHeld) as fault:
        accepted("BUP har ställt en diagnos.", STEMS, confirmed=False)

    assert fault.value.count == 2
    assert accepted("BUP har ställt en diagnos.", STEMS, confirmed=True)


@given(st.text(max_size=400))
def test_a_finding_lies_inside_the_text_and_no_long_text_passes(text: str) -> None:
    for finding in findings(text, STEMS):
        assert 0 <= finding.start < finding.end <= len(text)
    if len(text.strip()) > LONGEST:
        with pytest.raises(FreeTextTooLong):
            accepted(text, STEMS, confirmed=True)


def test_a_name_of_somebody_else_is_to_be_read_again_and_a_word_like_it_is_not() -> None:
    others = frozenset({"saga", "regnskur"})

    held = findings("Sagas bror och Saga Regnskur. Han läser en saga.", (), others)

    assert [one.kind for one in held] == [FreeTextFinding.OTHER_NAME] * 3
    assert [(one.start, one.end) for one in held] == [(0, 5), (15, 19), (20, 28)]
