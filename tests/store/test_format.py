"""The known answers of FORMAT.md: what was written with version 1 is read for ever."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from narvaro_desktop.store import access_log, cells, keys, log_verify, recovery
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.key_form import read_key_file

_WORDS = Path(access_log.__file__).with_name("FORMAT.md").read_text(encoding="utf-8")
ANSWERS: dict[str, Any] = json.loads(re.findall(r"```json\n(.*?)\n```", _WORDS, re.DOTALL)[-1])
VAULT = UUID(ANSWERS["vault"])


def answer(name: str) -> bytes:
    return bytes.fromhex(ANSWERS[name])


def test_framing() -> None:
    assert p.framed(b"a", b"", b"bc") == answer("framed")


@pytest.mark.parametrize("label", ["sqlcipher", "check", "column", "sheet"])
def test_derivation(label: str) -> None:
    assert p.derive(bytes(range(32)), label, VAULT.bytes) == bytes.fromhex(ANSWERS["derived"][label])


def test_a_passphrase() -> None:
    assert p.stretch("bjo\u0308rn", bytes(16), p.PRACTICE_KDF) == answer("stretched")


def test_a_box() -> None:
    assert p.open_box(bytes(32), answer("box"), b"bound") == b"secret"


def test_a_wrap_opens_with_ours_and_with_rfc_9180_spelt_out() -> None:
    box = answer("wrap")

    assert p.open_with(bytes(range(32)), box, b"bound") == b"secret"
    assert hpke_open(bytes(range(32)), box[1:], b"bound") == b"secret"


def test_a_signature() -> None:
    assert p.sign(bytes(range(32)), "purpose", b"a", b"b") == answer("signature")


def test_the_key_file_of_version_1_still_opens() -> None:
    file = read_key_file(p.canonical(ANSWERS["keyFile"]))

    rektor = keys.unlock(file, "Rektor", "björn lykta")
    nurse = keys.unlock(file, "Skolsköterska", "ekorre sjal")

    assert rektor.file_key == answer("fileKey")
    place = cells.Place(**ANSWERS["place"])
    for name, words in (("cellHeld", "sover dåligt"), ("cellHandedIn", "hör dåligt")):
        opener = nurse if name == "cellHandedIn" else rektor
        assert cells.open_cell(cells.cell_keys(file, opener), place, answer(name)) == words
    assert cells.open_cell(cells.cell_keys(file, rektor), place, answer("cellHandedIn")) == "hör dåligt"
    assert cells.open_cell(cells.cell_keys(file, rektor), place, answer("cellOwn")) == "egen tanke"
    recovered = recovery.open_with_sheet(file, "\n".join(ANSWERS["sheet"]))
    assert recovered.secrets["vault", 1] == rektor.vault_key


def test_an_event_and_its_checkpoint() -> None:
    line = ANSWERS["event"]
    told = {**line, "rows_hash": None}

    assert access_log.genesis(VAULT, line["device"]) == answer("genesis")
    assert access_log.event_hash(answer("genesis"), told) == answer("eventHash")
    head = access_log.Head(line["device"], 1, answer("eventHash"))
    parts = access_log.checkpoint_parts(VAULT, head, line["at_utc"], line["user_id"])
    assert p.signed_text("checkpoint", *parts) == answer("checkpointText")
    assert log_verify.RESTORE == "vault.restore"


def hpke_open(private: bytes, box: bytes, info: bytes) -> bytes:
    """RFC 9180 base mode, DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, AES-256-GCM 0x0002."""
    key = X25519PrivateKey.from_private_bytes(private)
    enc, ciphertext = box[:32], box[32:]
    shared = key.exchange(X25519PublicKey.from_public_bytes(enc))
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
    prk = extract(kem, b"", b"eae_prk", shared)
    secret = expand(kem, prk, b"shared_secret", enc + key.public_key().public_bytes_raw(), 32)
    context = b"\x00" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    prk = extract(suite, secret, b"secret", b"")
    return AESGCM(expand(suite, prk, b"key", context, 32)).decrypt(
        expand(suite, prk, b"base_nonce", context, 12), ciphertext, b""
    )


def extract(suite: bytes, salt: bytes, label: bytes, key: bytes) -> bytes:
    mac = hmac.HMAC(salt or bytes(32), hashes.SHA256())
    mac.update(b"HPKE-v1" + suite + label + key)
    return mac.finalize()


def expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    told = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return HKDFExpand(hashes.SHA256(), length, told).derive(prk)
