"""Attacks on the sealed file by someone without a key."""

import random

import pyrage
import pytest

from narvaro_desktop.sealing import age_header
from narvaro_desktop.sealing.refusals import HeaderFault
from tests.sealing import forge
from tests.sealing.parties import OTHER_IDENTITY, PROVIDER_IDENTITY, sealed_n1

OUTSIDE = {"not-age", "header", "stanza-kind", "no-key", "damaged"}
FILE, _ = sealed_n1()
CHUNK = 65_536 + 16


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_no_byte_of_the_file_can_be_changed(mask: int) -> None:
    found = set()
    for place in range(len(FILE)):
        changed = bytearray(FILE)
        changed[place] ^= mask
        found.add(forge.verdict(bytes(changed)))

    assert found <= OUTSIDE


def test_the_file_can_be_cut_nowhere() -> None:
    found = {forge.verdict(FILE[:length]) for length in range(len(FILE))}

    assert found <= OUTSIDE


@pytest.mark.parametrize("more", [1, 16, 17, 65_552])
def test_nothing_can_be_appended(more: int) -> None:
    assert forge.verdict(FILE + b"\0" * more) == "damaged"


def test_nothing_can_be_prepended_and_the_file_not_doubled() -> None:
    assert forge.verdict(FILE + FILE) == "damaged"
    assert forge.verdict(b"\n" + FILE) == "not-age"
    assert forge.verdict(b"") == "not-age"


def test_chunks_keep_their_order_and_number() -> None:
    rng = random.Random(2)
    payload = forge.with_payload(
        forge.entries(forge.plaintext(FILE)), "data/notification.pdf", b"%PDF-" + rng.randbytes(200_000)
    )
    file = forge.sealed(forge.zipped(forge.resigned(payload)))
    start = file.index(b"\n--- ") + 49 + 16
    head, chunks = file[:start], [file[at : at + CHUNK] for at in range(start, len(file), CHUNK)]

    swapped = head + b"".join([chunks[1], chunks[0], *chunks[2:]])
    dropped = head + b"".join([chunks[0], *chunks[2:]])
    doubled = head + b"".join([chunks[0], chunks[0], *chunks[1:]])
    shortened = head + b"".join(chunks[:-1])

    assert forge.verdict(file) == "pdf-json"
    assert [forge.verdict(each) for each in (swapped, dropped, doubled, shortened)] == ["damaged"] * 4


def test_another_recipient_s_stanza_does_not_open_the_file() -> None:
    both = forge.sealed(forge.plaintext(FILE), [PROVIDER_IDENTITY.recipient, OTHER_IDENTITY.recipient])
    stanza = both[both.index(b"-> X25519") : both.index(b"\n", both.index(b"\n") + 1) + 1 + 44]

    without = both.replace(stanza, b"")

    assert forge.verdict(without) in {"no-key", "damaged"}
    assert forge.verdict(FILE, identities=[OTHER_IDENTITY]) == "no-key"


def test_armor_and_other_kinds_of_stanza_are_refused() -> None:
    inner = forge.plaintext(FILE)
    armored = pyrage.encrypt(
        inner, [pyrage.x25519.Recipient.from_str(PROVIDER_IDENTITY.recipient)], armored=True
    )
    assert forge.verdict(bytes(armored)) == "not-age"
    assert forge.verdict(bytes(pyrage.passphrase.encrypt(inner, "x"))) == "stanza-kind"
    for kind in (b"ssh-ed25519", b"ssh-rsa", b"piv-p256", b"mlkem768x25519", b"X25519x"):
        assert forge.verdict(FILE.replace(b"-> X25519 ", b"-> " + kind + b" ", 1)) == "stanza-kind"


@pytest.mark.parametrize("stanzas", [9, 13, 4_000, 100_000])
def test_a_flood_of_stanzas_ends_at_the_limit(stanzas: int) -> None:
    start = FILE.index(b"-> X25519")
    stanza = FILE[start : FILE.index(b"\n", FILE.index(b"\n", start) + 1) + 1]

    flooded = FILE.replace(stanza, stanza * stanzas, 1)

    assert forge.verdict(flooded) == "header"


def test_a_line_of_fifty_megabytes_is_not_read() -> None:
    assert forge.verdict(b"age-encryption.org/v1\n-> X25519 " + b"A" * 50_000_000) == "header"


def test_the_header_must_be_ours_to_the_byte() -> None:
    for changed in (
        FILE.replace(b"\n-> X25519", b"\n->  X25519", 1),
        FILE.replace(b"-> X25519 ", b"-> X25519  ", 1),
        FILE.replace(b"--- ", b"---  ", 1),
    ):
        with pytest.raises(HeaderFault):
            age_header.read(changed)
