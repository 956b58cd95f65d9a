"""Kontaktkort: known answers, signatures, the call, the chain of serials, revocation."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.key_card import (
    CardSeal,
    Encryption,
    SignedCard,
    allowed_signers,
    groups_to_ask,
    heard_right,
    sign_card,
)
from narvaro_desktop.sealing.keys import SigningKey
from narvaro_desktop.sealing.refusals import (
    CardChain,
    CardSignature,
    FutureVersion,
    JsonForm,
    PackageRefused,
    PracticeMismatch,
)
from narvaro_desktop.sealing.trust import (
    RevocationList,
    Revoked,
    SignedRevocations,
    Standing,
    Trust,
    standing,
)
from tests.sealing.parties import OTHER_IDENTITY, PROVIDER_CARD, PROVIDER_CARD_KEY, SCHOOL_CARD, with_signing

SIGNED = sign_card(PROVIDER_CARD, PROVIDER_CARD_KEY)
NEW_CARD_KEY = SigningKey(b"\x0a" * 32)
NEXT = replace(
    PROVIDER_CARD,
    serial=2,
    previous=PROVIDER_CARD.hash,
    encryption=(*PROVIDER_CARD.encryption, Encryption(OTHER_IDENTITY.recipient, "recovery")),
)


def test_the_bytes_of_a_card_are_known() -> None:
    text = PROVIDER_CARD.to_bytes()

    assert len(text) == 671
    assert hashlib.sha256(text).hexdigest() == PROVIDER_CARD.hash
    assert PROVIDER_CARD.hash == "dac3344234bb095ee6d2ceaa8545003f1eab1db54b57a9a82a3062c77bfc8000"
    assert " ".join(PROVIDER_CARD.control_number) == "59604 07633 50707 41086 00008 34590 49243 82375"
    assert PROVIDER_CARD.qr_text == "NVK1:5960407633507074108600008345904924382375"
    assert PROVIDER_CARD.file_name == "narvaro-kontaktkort-2120000000-1.json"


def test_a_card_file_is_read_back_as_it_was_written() -> None:
    text = SIGNED.to_bytes()

    assert SignedCard.from_bytes(text) == SIGNED
    assert SignedCard.from_bytes(text).to_bytes() == text
    assert not PROVIDER_CARD.has_recovery
    assert NEXT.has_recovery


def test_no_byte_of_a_card_file_can_be_changed() -> None:
    text = SIGNED.to_bytes()
    for place in range(len(text)):
        changed = bytearray(text)
        changed[place] ^= 1
        with pytest.raises(PackageRefused):
            SignedCard.from_bytes(bytes(changed))


def test_a_card_must_be_signed_by_its_own_card_key() -> None:
    other = sign_card(replace(PROVIDER_CARD, card_key=NEW_CARD_KEY.public.line), NEW_CARD_KEY)
    swapped = replace(SIGNED, signatures=other.signatures)
    lying = replace(SIGNED, signatures=(CardSeal(PROVIDER_CARD.card_key, other.signatures[0].signature),))

    for signed in (swapped, lying):
        with pytest.raises(CardSignature):
            SignedCard.from_bytes(signed.to_bytes())


def test_a_card_of_a_newer_program_is_named_as_such() -> None:
    later = canonical.dumps({"card": {"schema": "narvaro/key-card/2"}, "signatures": []})

    with pytest.raises(FutureVersion):
        SignedCard.from_bytes(later)


@pytest.mark.parametrize(
    "card",
    [
        replace(PROVIDER_CARD, roles=("provider", "homeMunicipality")),
        replace(PROVIDER_CARD, serial=2),
        replace(PROVIDER_CARD, valid_to=date(2026, 7, 31)),
        replace(PROVIDER_CARD, encryption=PROVIDER_CARD.encryption * 2),
        replace(PROVIDER_CARD, encryption=()),
        replace(PROVIDER_CARD, signing=PROVIDER_CARD.signing * 2),
        replace(PROVIDER_CARD, encryption=(Encryption("age1pq1" + "q" * 100, "primary"),)),
        with_signing(PROVIDER_CARD, key="ssh-ed25519 " + "A" * 68),
        with_signing(PROVIDER_CARD, key=PROVIDER_CARD.card_key),
    ],
)
def test_a_card_that_contradicts_itself_is_refused(card: object) -> None:
    with pytest.raises(PackageRefused):
        sign_card(card, PROVIDER_CARD_KEY)  # type: ignore[arg-type]


def test_the_call_asks_for_two_groups_that_change() -> None:
    asked = {groups_to_ask() for _ in range(200)}

    assert all(0 <= first < second <= 7 for first, second in asked)
    assert len(asked) > 10


def test_only_the_groups_as_heard_confirm_a_card() -> None:
    assert heard_right(PROVIDER_CARD, (1, 4), ("07633", "00008"))
    assert heard_right(PROVIDER_CARD, (1, 4), (" 076 33", "00008"))
    assert not heard_right(PROVIDER_CARD, (1, 4), ("00008", "07633"))
    assert not heard_right(PROVIDER_CARD, (1, 4), ("7633", "8"))
    assert not heard_right(PROVIDER_CARD, (1,), ("07633",))
    assert not heard_right(PROVIDER_CARD, (), ())


def test_the_next_card_takes_over_by_itself_only_in_an_unbroken_chain() -> None:
    def of(card: object, *keys: SigningKey) -> Standing:
        return standing(sign_card(card, *keys), PROVIDER_CARD, practice=False)  # type: ignore[arg-type]

    rekeyed = replace(NEXT, card_key=NEW_CARD_KEY.public.line)
    assert standing(SIGNED, None, practice=False) is Standing.FIRST
    assert of(PROVIDER_CARD, PROVIDER_CARD_KEY) is Standing.SAME
    assert of(NEXT, PROVIDER_CARD_KEY) is Standing.ROTATED
    assert of(rekeyed, NEW_CARD_KEY, PROVIDER_CARD_KEY) is Standing.ROTATED
    assert of(rekeyed, NEW_CARD_KEY) is Standing.NEEDS_CALL
    assert of(replace(NEXT, serial=3), PROVIDER_CARD_KEY) is Standing.NEEDS_CALL
    assert of(replace(NEXT, previous="0" * 64), PROVIDER_CARD_KEY) is Standing.NEEDS_CALL
    with pytest.raises(CardChain):
        standing(SIGNED, NEXT, practice=False)
    with pytest.raises(CardChain):
        of(replace(PROVIDER_CARD, contact="en annan"), PROVIDER_CARD_KEY)


def test_a_practice_card_never_enters_a_real_vault() -> None:
    practice = sign_card(replace(PROVIDER_CARD, practice=True), PROVIDER_CARD_KEY)

    with pytest.raises(PracticeMismatch):
        standing(practice, None, practice=False)
    with pytest.raises(PracticeMismatch):
        standing(SIGNED, None, practice=True)
    assert standing(practice, None, practice=True) is Standing.FIRST


def test_trust_is_exported_in_the_words_of_openssh() -> None:
    line = allowed_signers([PROVIDER_CARD])

    assert line == (
        'organisation:2120000000 namespaces="receipt.package.v1@narvaro",valid-after="20260801Z",'
        f'valid-before="20280801Z" {PROVIDER_CARD.signing[0].key}\n'
    )


def test_a_revocation_list_is_signed_by_the_pinned_card_key() -> None:
    revoked = Revoked("encryption", "2d36913d48da86b4ea5cf38d5f8482ba4a7972455b82db988a23ad1148f98110",
                      date(2026, 10, 1), "förlorad dator")  # fmt: skip
    issued = RevocationList(PROVIDER_CARD.id, 1, date(2026, 10, 2), (revoked,))
    signed = SignedRevocations.sign(issued, PROVIDER_CARD_KEY)

    assert SignedRevocations.read(signed.to_bytes(), PROVIDER_CARD) == signed
    assert issued.file_name == "narvaro-sparrlista-2120000000-1.json"
    assert Trust([PROVIDER_CARD], [issued]).recipients(PROVIDER_CARD) == ()
    with pytest.raises(CardSignature):
        SignedRevocations.read(SignedRevocations.sign(issued, NEW_CARD_KEY).to_bytes(), PROVIDER_CARD)
    with pytest.raises(CardChain):
        SignedRevocations.read(signed.to_bytes(), SCHOOL_CARD)
    with pytest.raises(JsonForm):
        SignedRevocations.read(SIGNED.to_bytes(), PROVIDER_CARD)
