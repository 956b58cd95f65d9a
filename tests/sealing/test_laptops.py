"""What the laptops of one school send each other, in the container that all packages have."""

import io
from dataclasses import replace

import pytest

from narvaro_desktop.sealing.changes import ChangesOf, Written
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.sealing.laptops import Laptops, belongs
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.sealing.refusals import CardChain, EnvelopeMismatch, JsonForm, PayloadForm
from narvaro_desktop.sealing.within import card_within
from tests.sealing import forge
from tests.sealing.laptops_of_a_school import (
    CHANGES,
    NEXT,
    OF_KURATOR,
    OF_REKTOR,
    REKTOR_IDENTITY,
    SCHOOL,
    TRUST,
    sealed_handover,
    sealed_join,
)
from tests.sealing.parties import SCHOOL_CARD, opened

RECEIVER = {"identities": [REKTOR_IDENTITY], "own_id": NEXT.id, "trust": TRUST}


def test_a_case_is_read_on_the_laptop_that_it_was_sealed_to() -> None:
    file, _sealed = sealed_handover()

    found = opened(file, own_laptop=OF_REKTOR.card.id, **RECEIVER)  # type: ignore[arg-type]

    assert ChangesOf.from_bytes(found.entries["data/changes.json"]) == CHANGES
    assert Laptops.from_bytes(found.entries["data/laptops.json"]) == SCHOOL


def test_another_laptop_of_the_school_does_not_take_it() -> None:
    file, _sealed = sealed_handover()

    assert forge.verdict(file, own_laptop=OF_KURATOR.card.id, **RECEIVER) == "wrong-recipient"


def test_a_join_shows_its_card_before_the_call_and_opens_with_it() -> None:
    file, _sealed = sealed_join()

    assert card_within(io.BytesIO(file), [REKTOR_IDENTITY]).card == NEXT
    assert forge.verdict(file, own_laptop=OF_REKTOR.card.id, **RECEIVER) == "opened"


def test_the_kurators_laptop_lets_nobody_in() -> None:
    file, _sealed = sealed_join()
    weak = replace(NEXT, signing=(replace(NEXT.signing[0], kinds=("handover",)), NEXT.signing[1]))

    receiver = {**RECEIVER, "trust": type(TRUST)([weak])}
    assert forge.verdict(file, own_laptop=OF_REKTOR.card.id, **receiver) == "signer-not-allowed"


def test_a_handover_without_its_files_is_not_sealed() -> None:
    with pytest.raises(EnvelopeMismatch):
        sealed_handover(payload=[PayloadFile("data/changes.json", CHANGES.to_bytes())])


def test_a_laptop_belongs_only_with_its_own_signature() -> None:
    bare = SignedCard(OF_KURATOR.card, OF_KURATOR.signatures[:1])

    assert belongs(NEXT, OF_KURATOR)
    assert not belongs(NEXT, bare)
    assert not belongs(SCHOOL_CARD, OF_KURATOR)


def test_cards_that_do_not_follow_each_other_are_no_chain() -> None:
    with pytest.raises(CardChain):
        Laptops((SCHOOL.cards[1], SCHOOL.cards[0]), ()).to_bytes()
    with pytest.raises(PayloadForm):
        Laptops(SCHOOL.cards[:1], (OF_KURATOR,)).to_bytes()


@pytest.mark.parametrize(
    "write",
    [
        Written("step", number=2, text=("x",)),
        Written("step", cell=("AA==",)),
        Written("step", flag=False, none=True),
    ],
    ids=["two values", "a cell without its class", "no and nothing"],
)
def test_a_field_has_one_value(write: Written) -> None:
    entry = replace(CHANGES.entries[0], writes=(write,))

    with pytest.raises((PayloadForm, JsonForm)):
        ChangesOf.from_bytes(replace(CHANGES, entries=(entry,)).to_bytes())
