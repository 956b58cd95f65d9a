"""Our own reader of age headers: forms, limits, kinds."""

import base64

import pyrage
import pytest

from narvaro_desktop.sealing import age_header
from narvaro_desktop.sealing.refusals import HeaderFault, NotAge, PackageRefused, StanzaKind
from tests.sealing.parties import PROVIDER_IDENTITY

FIRST = b"age-encryption.org/v1\n"
KEY = base64.b64encode(b"\1" * 32).rstrip(b"=")
STANZA = b"-> X25519 " + KEY + b"\n" + KEY + b"\n"
MAC = b"--- " + KEY + b"\n"
GREASE = b"-> a-grease b c\n" + b"A" * 64 + b"\nAAAA\n"
LOOSE = KEY[:-1] + b"F"
LONG_GREASE = b"-> a-grease\n" + (b"A" * 64 + b"\n") * 505 + b"\n"


def header(*stanzas: bytes, mac: bytes = MAC) -> bytes:
    return FIRST + b"".join(stanzas) + mac


def test_the_header_of_a_plain_file_is_measured() -> None:
    got = age_header.read(header(STANZA, GREASE, STANZA) + b"payload")

    assert got == age_header.AgeHeader(len(header(STANZA, GREASE, STANZA)), 2)


def test_what_pyrage_writes_is_read() -> None:
    recipient = pyrage.x25519.Recipient.from_str(PROVIDER_IDENTITY.recipient)
    for count in range(1, 9):
        assert age_header.read(pyrage.encrypt(b"", [recipient] * count)).recipients == count


@pytest.mark.parametrize(
    "start",
    [b"", FIRST[:-1], b"age-encryption.org/v2\n" + STANZA, b"age-encryption.org/v1\r\n" + STANZA, b"PK\3\4"],
)
def test_a_file_that_does_not_begin_as_age_is_none(start: bytes) -> None:
    with pytest.raises(NotAge):
        age_header.read(start)


FAULTS = {
    "no recipient": header(),
    "grease alone": header(GREASE),
    "nine recipients": header(*[STANZA] * 9),
    "five greases": header(STANZA, *[GREASE] * 5),
    "thirteen stanzas": header(*[STANZA] * 8, *[GREASE] * 5),
    "cut after the version": FIRST,
    "cut in a stanza": header(STANZA)[:60],
    "missing mac": FIRST + STANZA,
    "mac without space": header(STANZA, mac=b"---" + KEY + b"\n"),
    "mac with two spaces": header(STANZA, mac=b"---  " + KEY + b"\n"),
    "mac with space after": header(STANZA, mac=b"--- " + KEY + b" \n"),
    "mac padded": header(STANZA, mac=b"--- " + KEY + b"=\n"),
    "mac not canonical": header(STANZA, mac=b"--- " + LOOSE + b"\n"),
    "mac short": header(STANZA, mac=b"--- " + KEY[:40] + b"\n"),
    "mac with CR": header(STANZA, mac=b"--- " + KEY + b"\r\n"),
    "stanza without arguments": header(b"-> \nAAAA\n"),
    "stanza with empty argument": header(b"-> X25519  " + KEY + b"\n" + KEY + b"\n"),
    "stanza with bad start": header(STANZA, b"=> X25519 " + KEY + b"\n" + KEY + b"\n"),
    "stanza with a letter beyond ASCII": header("-> ö-grease\n\n".encode(), STANZA),
    "stanza missing its body": header(b"-> X25519 " + KEY + b"\n"),
    "stanza missing its final line": header(b"-> a-grease\n" + b"A" * 64 + b"\n", STANZA),
    "stanza with short lines": header(b"-> a-grease\nAAAA\nAAAA\n", STANZA),
    "stanza with a long line": header(b"-> a-grease\n" + b"A" * 68 + b"\nAA\n", STANZA),
    "stanza padded": header(b"-> X25519 " + KEY + b"\n" + KEY + b"=\n"),
    "stanza not canonical": header(b"-> X25519 " + KEY + b"\n" + LOOSE + b"\n"),
    "share not canonical": header(b"-> X25519 " + LOOSE + b"\n" + KEY + b"\n"),
    "share short": header(b"-> X25519 " + KEY[:42] + b"\n" + KEY + b"\n"),
    "extra argument": header(b"-> X25519 " + KEY + b" x\n" + KEY + b"\n"),
    "no share": header(b"-> X25519\n" + KEY + b"\n"),
    "body too long": header(b"-> X25519 " + KEY + b"\n" + KEY + b"AAAA\n"),
    "spurious CR": header(b"-> a-grease\nAAAA\r\n", STANZA),
    "line of 4 097": header(b"-> a-grease " + b"x" * 4_086 + b"\n\n", STANZA),
    "header beyond 32 768": header(LONG_GREASE, STANZA),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_header_with_one_fault_is_refused(name: str) -> None:
    with pytest.raises(HeaderFault):
        age_header.read(FAULTS[name])


@pytest.mark.parametrize(
    "kind",
    [b"scrypt AAAAAAAAAAAAAAAAAAAAAA 18", b"ssh-ed25519 AAAA", b"x25519 a", b"mlkem768x25519 a", b"tag a"],
)
def test_a_kind_that_is_not_ours_is_named(kind: bytes) -> None:
    with pytest.raises(StanzaKind):
        age_header.read(header(STANZA, b"-> " + kind + b"\nAAAA\n"))


def test_an_empty_last_line_is_a_line() -> None:
    full = b"-> a-grease\n" + b"A" * 64 + b"\n\n"

    assert age_header.read(header(full, STANZA)).recipients == 1


def test_no_header_takes_long_or_ends_in_a_bug() -> None:
    for start in (b"-> " * 20_000, b"\n" * 32_768, b"-> a-grease\n\n" * 3_000, b"--- " + b"A" * 40_000):
        with pytest.raises(PackageRefused):
            age_header.read(FIRST + start)
