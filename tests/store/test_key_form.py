"""The strict reading of a key file."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import KeyFileDamaged
from narvaro_desktop.store.key_form import MAX_BYTES, read_key_file
from narvaro_desktop.store.keys import Grants, new_vault_keys

FILE, ME = new_vault_keys(
    "Rektor",
    "björn",
    role="principal",
    grants=Grants(frozenset({InfoClass.COUNSELLING})),
    now=datetime(2026, 10, 5, tzinfo=UTC),
    practice=True,
    kdf=p.PRACTICE_KDF,
)
BYTES = FILE.to_bytes()


def resigned(change: dict[str, object]) -> bytes:
    """The file with fields changed and signed anew by its user, as a user gone bad could."""
    told = {**json.loads(BYTES), **change}
    del told["signature"]
    return p.canonical({**told, "signature": ME.sign("key file", p.canonical(told)).hex()})


def test_what_was_written_is_read() -> None:
    assert read_key_file(BYTES) == FILE


@settings(max_examples=300, deadline=None)
@given(at=st.integers(0, len(BYTES) - 1), flip=st.integers(1, 255))
def test_no_changed_byte_is_accepted(at: int, flip: int) -> None:
    changed = BYTES[:at] + bytes([BYTES[at] ^ flip]) + BYTES[at + 1 :]

    with pytest.raises(KeyFileDamaged):
        read_key_file(changed)


@settings(max_examples=60, deadline=None)
@given(length=st.integers(0, len(BYTES) - 1))
def test_no_cut_file_is_accepted(length: int) -> None:
    with pytest.raises(KeyFileDamaged):
        read_key_file(BYTES[:length])


@settings(max_examples=100, deadline=None)
@given(noise=st.binary(max_size=300))
def test_no_noise_is_accepted_and_none_crashes(noise: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        read_key_file(noise)


@pytest.mark.parametrize(
    "spoilt", [b"[]", b"null", b'{"format":1}', b"[" * 100_000, b"{}" + b" " * MAX_BYTES]
)
def test_foreign_json_is_refused(spoilt: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        read_key_file(spoilt)


@pytest.mark.parametrize(
    ("name", "value"), [("memory", 2 << 20), ("passes", 11), ("lanes", 9), ("memory", 0), ("name", "scrypt")]
)
def test_a_derivation_beyond_the_caps_is_refused_before_it_runs(name: str, value: object) -> None:
    users = json.loads(BYTES)["users"]
    users[0]["slot"][name] = value

    with pytest.raises(KeyFileDamaged, match=r"kdf|number"):
        read_key_file(resigned({"users": users}))


def test_a_certificate_that_its_user_has_rewritten_is_refused() -> None:
    users = json.loads(BYTES)["users"]
    users[0]["certificate"]["classes"] = ["K", "M"]

    with pytest.raises(KeyFileDamaged, match="certificate"):
        read_key_file(resigned({"users": users}))


def test_a_class_key_exchanged_by_someone_not_entitled_is_refused() -> None:
    mine = p.x25519_public(p.random_bytes(32))
    made = {"class": "M", "epoch": 1, "public": mine.hex(), "madeBy": str(ME.user)}
    made["signature"] = ME.sign("class", FILE.vault, p.canonical(made)).hex()

    with pytest.raises(KeyFileDamaged, match="class"):
        read_key_file(resigned({"classes": [made]}))


def test_a_header_with_another_salt_is_refused() -> None:
    header = {**json.loads(BYTES)["header"], "salt": bytes(16).hex()}

    with pytest.raises(KeyFileDamaged, match="header"):
        read_key_file(resigned({"header": header}))
