"""Private keys: known answers, and what a vault wraps."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.sealing.keys import (
    AgeIdentity,
    PublicKey,
    SigningKey,
    canonical_recipient,
    recipient_hash,
)
from narvaro_desktop.sealing.refusals import FutureVersion, SignatureFault, StanzaKind
from narvaro_desktop.sealing.signature import Signature, namespace, sign
from tests.sealing import forge
from tests.sealing.parties import PROVIDER_CARD_KEY, PROVIDER_IDENTITY, SCHOOL_KEY, sealed_n1


def test_keys_have_known_names() -> None:
    assert PROVIDER_IDENTITY.recipient == "age15nsf9y4k28p83wth93tf7hafhvfajp45d2mge80ems45gz0c5gys3me64l"
    assert recipient_hash(PROVIDER_IDENTITY.recipient) == (
        "2d36913d48da86b4ea5cf38d5f8482ba4a7972455b82db988a23ad1148f98110"
    )
    assert PROVIDER_CARD_KEY.public.fingerprint == "SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4"


def test_a_key_comes_back_from_the_bytes_that_a_vault_keeps() -> None:
    identity, key = AgeIdentity.generate(), SigningKey.generate()

    assert AgeIdentity.from_bytes(identity.to_bytes()) == identity
    assert AgeIdentity.from_bytes(identity.to_bytes().lower()) == identity
    assert SigningKey.from_bytes(key.to_bytes()) == key
    assert PublicKey.from_line(key.public.line) == key.public
    with pytest.raises(ValueError, match="seed"):
        SigningKey.from_bytes(b"short")
    with pytest.raises(ValueError, match="age identity"):
        AgeIdentity.from_bytes(b"AGE-SECRET-KEY-1QQQ")


def test_no_key_shows_itself() -> None:
    assert PROVIDER_IDENTITY.secret not in repr(PROVIDER_IDENTITY)
    assert repr(SCHOOL_KEY.seed) not in repr(SCHOOL_KEY)


def test_a_recipient_has_one_spelling() -> None:
    upper = PROVIDER_IDENTITY.recipient.upper()

    assert canonical_recipient(upper) == PROVIDER_IDENTITY.recipient
    for text in ("", "age1", "age1xyz", "AGE-SECRET-KEY-1", PROVIDER_IDENTITY.recipient[:-1] + "q"):
        with pytest.raises(StanzaKind):
            canonical_recipient(text)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_a_signature_is_always_the_same_and_has_one_spelling(seed: bytes, message: bytes) -> None:
    key = SigningKey(seed)
    armored = sign(key, namespace("n1"), message)

    parsed = Signature.parse(armored.encode())

    assert sign(key, namespace("n1"), message) == armored
    assert (parsed.key, parsed.kind) == (key.public, "n1")
    assert parsed.verifies(message)
    assert not parsed.verifies(message + b"x")
    for other in (armored + "\n", armored.replace("\n", "\r\n"), armored[:-1], armored.replace("=", "")):
        if other != armored:
            with pytest.raises(SignatureFault):
                Signature.parse(other.encode())


@pytest.mark.parametrize(
    "space", ["file", "n1.package.v1@other", "n1.package.v01@narvaro", "N1.package.v1@narvaro", ""]
)
def test_a_signature_in_another_namespace_is_not_ours(space: str) -> None:
    with pytest.raises(SignatureFault):
        _ = Signature.parse(sign(SCHOOL_KEY, space, b"").encode()).kind


def test_a_namespace_of_a_later_version_says_so() -> None:
    with pytest.raises(FutureVersion):
        _ = Signature.parse(sign(SCHOOL_KEY, "n1.package.v2@narvaro", b"").encode()).kind


def test_the_root_hash_is_that_of_the_third_entry() -> None:
    file, sealed = sealed_n1()

    assert hashlib.sha256(forge.entries(forge.plaintext(file))[2][1]).hexdigest() == sealed.root_hash
