"""Whose consent opens what, and what a meeting lacks."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    Consent,
    ConsentAnswer,
    ConsentNeeded,
    ConsentState,
    MeetingIncomplete,
    MeetingKind,
    MeetingNeed,
    NameInText,
    Partner,
    Result,
    SipConsentNeeded,
    complete,
    demand,
    demand_for_sip,
    sharing,
    suggests_sip,
    without_names,
)

TODAY = date(2026, 11, 16)
BUP = Partner.PSYCHIATRY
ONE, OTHER = UUID(int=1), UUID(int=2)


def given_by(giver: UUID | None = None, **more: object) -> Consent:
    facts = {"answer": ConsentAnswer.GIVEN, "answered_on": date(2026, 11, 1), **more}
    return Consent(giver, BUP, **facts)  # type: ignore[arg-type]


def test_a_consent_holds_through_its_last_day() -> None:
    consent = given_by(until=TODAY)

    assert consent.state(TODAY) is ConsentState.VALID
    assert consent.state(TODAY + timedelta(days=1)) is ConsentState.EXPIRED


def test_a_withdrawn_consent_ends_the_same_day() -> None:
    consent = given_by(withdrawn_on=TODAY)

    assert consent.state(TODAY - timedelta(days=1)) is ConsentState.VALID
    assert consent.state(TODAY) is ConsentState.WITHDRAWN


def test_one_no_stops_what_another_has_allowed() -> None:
    found = sharing([given_by(ONE), given_by(OTHER, answer=ConsentAnswer.DECLINED)], BUP, TODAY)

    assert found.state is ConsentState.DECLINED
    with pytest.raises(ConsentNeeded):
        demand(found)


def test_a_guardian_who_could_not_be_reached_is_shown_and_stops_nothing() -> None:
    found = sharing([given_by(ONE), given_by(OTHER, answer=ConsentAnswer.NOT_REACHED)], BUP, TODAY)

    assert found.allowed
    assert found.unheard == 1


def test_the_latest_answer_of_a_giver_is_the_one_that_counts() -> None:
    no = given_by(ONE, answer=ConsentAnswer.DECLINED, answered_on=date(2026, 10, 1))

    assert sharing([given_by(ONE), no], BUP, TODAY).allowed


def test_a_consent_to_one_partner_opens_no_other() -> None:
    assert sharing([given_by(ONE)], Partner.SOCIAL_SERVICES, TODAY).state is ConsentState.MISSING


def test_one_guardians_yes_is_not_both_guardians_until_the_other_has_been_asked() -> None:
    found = sharing([given_by(ONE)], BUP, TODAY, (ONE, OTHER))

    assert found.state is ConsentState.PARTIAL
    assert (found.given, found.guardians, found.unasked) == (1, 2, (OTHER,))
    with pytest.raises(ConsentNeeded) as fault:
        demand(found)
    assert (fault.value.given, fault.value.guardians) == (1, 2)
    demand(found, "Den andra har inte setts på flera år.")
    for answer in (ConsentAnswer.GIVEN, ConsentAnswer.NOT_REACHED):
        assert sharing([given_by(ONE), given_by(OTHER, answer=answer)], BUP, TODAY, (ONE, OTHER)).allowed


def test_a_pupil_who_answers_for_herself_needs_no_guardian() -> None:
    found = sharing([given_by(None)], BUP, TODAY, (ONE, OTHER))

    assert found.allowed
    assert found.given == 0
    assert not sharing([given_by(None), given_by(ONE)], BUP, TODAY, (ONE, OTHER)).allowed


def test_a_sip_goes_past_a_guardian_not_asked_with_a_reason_and_past_nothing_else() -> None:
    half = sharing([given_by(ONE)], BUP, TODAY, (ONE, OTHER))

    demand_for_sip(half, "Modern söker den andra, och eleven behöver mötet nu.")
    with pytest.raises(ConsentNeeded):
        demand_for_sip(half)
    with pytest.raises(SipConsentNeeded):
        demand_for_sip(sharing([], BUP, TODAY, (ONE, OTHER)), "En SIP behövs.")


def test_a_reason_opens_what_consent_does_not() -> None:
    missing = sharing([], BUP, TODAY)

    demand(missing, "Uppgiftsskyldighet enligt lag.")
    with pytest.raises(ConsentNeeded):
        demand(missing, "  ")


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(ConsentAnswer), st.integers(-9, 9))))
def test_one_may_share_only_while_someone_has_said_yes(answers: list[tuple[int, ConsentAnswer, int]]) -> None:
    consents = [
        given_by(UUID(int=who), answer=answer, until=TODAY + timedelta(days=left))
        for who, answer, left in answers
    ]

    if sharing(consents, BUP, TODAY).allowed:
        assert any(one.state(TODAY) is ConsentState.VALID for one in consents)


def test_socialtjanst_and_vard_together_make_one_think_of_a_sip() -> None:
    assert suggests_sip({Partner.SOCIAL_SERVICES, BUP})
    assert not suggests_sip({BUP, Partner.HABILITATION})


def test_a_sip_says_who_does_what_who_answers_who_goes_on_and_when() -> None:
    with pytest.raises(MeetingIncomplete) as fault:
        complete(MeetingKind.SIP, 3, Result())

    assert set(fault.value.needs) == set(MeetingNeed)


def test_three_partners_need_someone_who_holds_them_together() -> None:
    whole = Result("", (Agreed("Ringer", "kurator", None),), "BUP", "", "kurator", date(2026, 12, 18))

    assert complete(MeetingKind.SIP, 2, whole) is whole
    with pytest.raises(MeetingIncomplete) as fault:
        complete(MeetingKind.SIP, 3, whole)
    assert fault.value.needs == (MeetingNeed.COORDINATOR,)


@pytest.mark.parametrize("text", ["Elviras tid blev inte av.", "Vi väntade på svar om blåbärsskog, igen."])
def test_a_text_without_names_holds_neither_name(text: str) -> None:
    with pytest.raises(NameInText):
        without_names(text, ["Elvira Blåbärsskog"])


def test_other_words_stand_in_a_text_without_names() -> None:
    assert without_names("Ingen svarade på fyra veckor.", ["Elvira Blåbärsskog"])
