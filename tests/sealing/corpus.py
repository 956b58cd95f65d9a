"""The attack corpus: `<code>.<the one thing that is wrong>`, each as the bytes of a file.

`make attack` writes those that are not there yet to tests/vectors/attacks; a file is never written again.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyrage

from narvaro_desktop.sealing import archive, canonical
from narvaro_desktop.sealing.keys import SigningKey
from narvaro_desktop.sealing.reading import Seen
from narvaro_desktop.sealing.trust import RevocationList, Revoked, Trust
from tests.sealing import forge
from tests.sealing.forge import BASE, Entries
from tests.sealing.parties import (
    NOTIFICATION,
    OTHER_IDENTITY,
    PACKAGE_ID,
    PROVIDER_IDENTITY,
    SCHOOL_CARD,
    SCHOOL_KEY,
    pdf_with,
    sealed_n1,
    with_signing,
)

ATTACKS: Final = Path(__file__).parents[1] / "vectors" / "attacks"
FILE, SEALED = sealed_n1()
INNER = forge.plaintext(FILE)
ENTRIES = forge.entries(INNER)
ZERO: Final = "0" * 64
_REPLACES = {"packageId": PACKAGE_ID, "rootHash": ZERO, "action": "withdraw"}


def receiver(name: str) -> dict[str, Any]:
    """Who reads the file, where it is not the huvudman who has seen nothing before."""
    key = SCHOOL_KEY.public.fingerprint
    revoked = Revoked("signing", key, date(2026, 10, 1), "förlorad")
    return {
        "duplicate.encrypted_again": {"seen": Seen({PACKAGE_ID: SEALED.root_hash})},
        "id-reused.other_content": {"seen": Seen({PACKAGE_ID: ZERO})},
        "sequence-fork.used_number": {"seen": Seen({}, {key: {1: ZERO}})},
        "signer-not-valid.expired": {"trust": Trust([with_signing(SCHOOL_CARD, valid_to=date(2026, 10, 4))])},
        "signer-not-valid.not_yet": {
            "trust": Trust([with_signing(SCHOOL_CARD, valid_from=date(2026, 10, 6))])
        },
        "signer-not-valid.revoked": {
            "trust": Trust([SCHOOL_CARD], [RevocationList(SCHOOL_CARD.id, 1, date(2026, 10, 2), (revoked,))])
        },
        "unknown-signer.nobody_is_trusted": {"trust": Trust([])},
        "no-key.other_recipient": {"identities": [OTHER_IDENTITY]},
        "wrong-recipient.forwarded": {"identities": [OTHER_IDENTITY]},
        "wrong-recipient.other_organisation": {"own_id": "organisation:2120000001"},
    }.get(name, {})


def attacks() -> Iterator[tuple[str, bytes]]:
    """Every attack by name."""
    for part in (_outside, _header, _archive, _entries, _names, _signed, _envelopes, _payloads, _known):
        yield from part()


def _outside() -> Iterator[tuple[str, bytes]]:
    start = FILE.index(b"\n--- ") + 49
    flipped = bytearray(FILE)
    flipped[start + 40] ^= 1
    recipient = [pyrage.x25519.Recipient.from_str(PROVIDER_IDENTITY.recipient)]
    yield "damaged.one_bit_of_the_payload", bytes(flipped)
    yield "damaged.last_byte_gone", FILE[:-1]
    yield "damaged.one_byte_more", FILE + b"\0"
    yield "damaged.twice_in_one_file", FILE + FILE
    yield "damaged.nonce_alone", FILE[: start + 16]
    yield "damaged.other_mac", FILE[: start - 44] + b"A" * 43 + FILE[start - 1 :]
    yield "not-age.empty", b""
    yield "not-age.line_before", b"\n" + FILE
    yield "not-age.armor", bytes(pyrage.encrypt(INNER, recipient, armored=True))
    yield "stanza-kind.passphrase", bytes(pyrage.passphrase.encrypt(INNER, "x"))
    for kind in ("ssh-ed25519", "ssh-rsa", "piv-p256", "mlkem768x25519"):
        yield f"stanza-kind.{kind}", FILE.replace(b"-> X25519 ", f"-> {kind} ".encode(), 1)
    yield "no-key.other_recipient", FILE
    yield "header.cut", FILE[:60]


def _header() -> Iterator[tuple[str, bytes]]:
    start = FILE.index(b"-> X25519")
    stanza = FILE[start : FILE.index(b"\n", FILE.index(b"\n", start) + 1) + 1]
    for count in (9, 13, 400):
        yield f"header.{count}_stanzas", FILE.replace(stanza, stanza * count, 1)
    yield "header.line_of_5000", FILE.replace(b"-> X25519 ", b"-> X25519 " + b"A" * 5_000, 1)
    yield "header.two_blanks", FILE.replace(b"-> X25519 ", b"-> X25519  ", 1)
    yield "header.padded_base64", FILE.replace(stanza, stanza[:-1] + b"=\n", 1)
    yield "header.no_last_line", FILE.replace(stanza, stanza.partition(b"\n")[0] + b"\n", 1)
    yield "not-age.windows_lines", FILE.replace(b"\n", b"\r\n", 3)
    yield "header.no_recipient", FILE.replace(stanza, b"", 1)


def _archive() -> Iterator[tuple[str, bytes]]:
    name = f"{BASE}bagit.txt".encode()
    deflated, zip64 = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(deflated, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(ENTRIES[0][0], b"\0" * 2_000_000)
    with zipfile.ZipFile(zip64, "w") as written, written.open(ENTRIES[0][0], "w", force_zip64=True) as entry:
        entry.write(ENTRIES[0][1])
    yield "zip-form.deflate_bomb", forge.sealed(deflated.getvalue())
    yield "zip-form.zip64", forge.sealed(zip64.getvalue())
    yield "zip-form.other_writer", forge.sealed(forge.foreign_zip(ENTRIES))
    yield "zip-form.one_byte_after", forge.sealed(INNER + b"\0")
    yield "zip-form.one_byte_before", forge.sealed(b"\0" + INNER)
    yield "zip-form.twice", forge.sealed(INNER + INNER)
    yield "zip-form.no_end", forge.sealed(INNER[:-22])
    yield "zip-form.comment", forge.sealed(INNER[:-2] + struct.pack("<H", 1) + b"x")
    yield "zip-form.wrong_crc", forge.sealed(INNER.replace(struct.pack("<I", 0x85FFA873), b"\0\0\0\0", 1))
    yield "limits.four_gigabytes", forge.sealed(archive.Entry(name, 0, 0xFFFFFFFF).local() + b"\0" * 99)


def _entries() -> Iterator[tuple[str, bytes]]:
    swapped = [ENTRIES[1], ENTRIES[0], *ENTRIES[2:]]
    other = forge.entries(forge.plaintext(sealed_n1(sequence=2, previous_root=ZERO)[0]))
    at = {entry: place for place, (entry, _text) in enumerate(ENTRIES)}
    yield "entry-order.two_swapped", _zipped(swapped)
    yield "entry-order.none", _zipped([])
    for place, (entry, _text) in enumerate(ENTRIES[:7]):
        short = entry.removeprefix(BASE).replace(".", "-")
        yield f"entry-order.without_{short}", _zipped([*ENTRIES[:place], *ENTRIES[place + 1 :]])
        yield f"entry-order.twice_{short}", _zipped([*ENTRIES[: place + 1], *ENTRIES[place:]])
    yield "entry-order.without_the_pdf", _zipped(ENTRIES[:-1])
    yield (
        "entry-order.two_folders",
        _zipped([*ENTRIES[:-1], ("narvaro-11111111-2222-4333-8444-555555555555/data/notification.pdf", b"")]),
    )
    yield "manifest.unsigned_entry", _zipped([*ENTRIES, (f"{BASE}data/receipt.json", b"{}")])
    yield "manifest.changed_payload", _with(f"{BASE}data/notification.json", b"7400", b"7401")
    yield "manifest.changed_envelope", _with(f"{BASE}envelope.json", b"Ekbackens", b"Ekbackans")
    yield "manifest.changed_readme", _with(f"{BASE}lasmig.txt", b"a", b"b")
    yield "signature.changed_list", _with(f"{BASE}tagmanifest-sha256.txt", b"bagit.txt", b"bagit.txu")
    for file in ("tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig"):
        place = at[BASE + file]
        mixed = [*ENTRIES[:place], other[place], *ENTRIES[place + 1 :]]
        yield f"signature.{file.replace('.', '-')}_of_another_package", _zipped(mixed)


def _names() -> Iterator[tuple[str, bytes]]:
    names = {
        "parent_folder": "../evil", "inner_parent": "data/../../evil", "backslash": "data\\..\\evil",
        "drive": "C:evil", "stream": "data/x:ads", "device": "data/con", "device_with_suffix": "data/nul.pdf",
        "upper_case": "data/Notification.json", "umlaut": "data/å.json", "bidi": "data/\u202efdp.json",
        "two_slashes": "data//notification.json", "trailing_dot": "data/notification.json.",
        "trailing_blank": "data/notification.json ", "too_long": "data/" + "a" * 90, "folder": "data/",
        "hidden": "data/.hidden", "not_on_the_list": "data/other.json", "nothing": "",
    }  # fmt: skip
    for fault, name in names.items():
        yield f"entry-name.{fault}", _zipped([*ENTRIES[:-1], (BASE + name, ENTRIES[-1][1])])
    yield "entry-name.absolute", _zipped([("/etc/passwd", b""), *ENTRIES])


def _signed() -> Iterator[tuple[str, bytes]]:
    for fault in ("expired", "not_yet", "revoked"):
        yield f"signer-not-valid.{fault}", FILE
    yield "unknown-signer.nobody_is_trusted", FILE
    yield "unknown-signer.stranger", _resigned(key=SigningKey(b"\x09" * 32))
    yield "signer-not-allowed.receipt", _resigned(kind="receipt")
    yield "signer-not-allowed.keycard", _resigned(kind="keycard")
    yield "envelope-mismatch.other_namespace", _resigned(kind="n2")
    yield "signature.foreign_namespace", _resigned(kind="x.y")
    signed = dict(ENTRIES)[f"{BASE}tagmanifest-sha256.txt.sig"]
    for fault, text in (
        ("empty", b""), ("no_armor", b"x" * len(signed)), ("windows_lines", signed.replace(b"\n", b"\r\n")),
        ("zeros", signed[:-60] + b"A" * 20 + signed[-40:]),
    ):  # fmt: skip
        yield f"signature.{fault}", _zipped(_put(f"{BASE}tagmanifest-sha256.txt.sig", text))


def _envelopes() -> Iterator[tuple[str, bytes]]:
    changes: dict[str, dict[str, Any]] = {
        "future-version.schema_2": {"schema": "narvaro/sealed-package/2"},
        "json-form.other_schema": {"schema": "narvaro/other/1"},
        "json-form.unknown_key": {"unknown": True},
        "json-form.no_such_day": {"created": "2026-02-30T00:00:00Z"},
        "json-form.leap_second": {"created": "2026-10-05T07:12:60Z"},
        "json-form.sequence_zero": {"sequence": 0},
        "json-form.no_recipient_keys": {"recipientKeys": []},
        "json-form.practice_false": {"practice": False},
        "json-form.capital_id": {"packageId": PACKAGE_ID.upper()},
        "clock.next_day": {"created": "2026-10-06T08:31:00Z"},
        "signer-not-valid.in_2090": {"created": "2090-01-01T00:00:00Z"},
        "envelope-mismatch.kind": {"kind": "n4"},
        "envelope-mismatch.package": {"packageId": "11111111-2222-4333-8444-555555555555"},
        "envelope-mismatch.key": {"signingKey": "SHA256:" + "A" * 43},
        "envelope-mismatch.withdrawal": {"replaces": _REPLACES},
        "practice.envelope": {"practice": True},
        "wrong-recipient.other_keys": {"recipientKeys": [ZERO]},
    }
    for name, change in changes.items():
        yield name, _resigned(lambda envelope, change=change: envelope.update(change))
    yield "envelope-mismatch.school", _resigned(lambda one: one["sender"].update(id="schoolUnit:87654321"))
    yield "json-form.key_missing", _resigned(lambda envelope: envelope.pop("sender"))
    text = dict(ENTRIES)[f"{BASE}envelope.json"]
    for fault, changed in {
        "blank": text.replace(b'":', b'": ', 1), "newline": text + b"\n", "order": _turned(text),
        "byte_order_mark": b"\xef\xbb\xbf" + text, "list": b"[" + text + b"]",
        "float": _sequence(text, b"1.5"),
        "not_a_number": _sequence(text, b"NaN"), "null": _sequence(text, b"null"),
        "long_integer": _sequence(text, b"9" * 5_000), "minus_zero": _sequence(text, b"-0"),
        "deep": b'{"a":' * 900 + b"1" + b"}" * 900, "doubled_key": text[:-1] + b',"sequence":1}',
        "surrogate": text.replace(b"Ekbackens", b"\\ud800", 1), "utf16": text.decode().encode("utf-16"),
    }.items():  # fmt: skip
        yield f"json-form.{fault}", _zipped(forge.resigned(_put(f"{BASE}envelope.json", changed)))


def _payloads() -> Iterator[tuple[str, bytes]]:
    text, absence = canonical.dumps(NOTIFICATION), dict(NOTIFICATION["absence"])  # type: ignore[arg-type]
    pdf = "data/notification.pdf"
    yield "pdf-json.other_json", _payload(pdf, pdf_with(text.replace(b"7400", b"7401")))
    yield "pdf-json.twice", _payload(pdf, pdf_with(text) + pdf_with(text))
    yield "payload-form.no_pdf", _payload(pdf, b"PK\3\4" + pdf_with(text))
    for fault, fields in {
        "diagnosis": {"diagnosis": "x"}, "field_of_another_kind": {"result": {}},
        "school_type": {"schoolType": "kindergarten"}, "long_text": {"freeText": "x" * 301},
        "more_reported_than_offered": {"absence": absence | {"reportedSum": 9801}},
        "ends_before_it_begins": {"absence": absence | {"endDate": "2026-08-17"}},
    }.items():  # fmt: skip
        changed = canonical.dumps({**NOTIFICATION, **fields})
        files = forge.with_payload(ENTRIES, pdf, pdf_with(changed))
        files = forge.with_payload(files, "data/notification.json", changed)
        yield f"payload-form.{fault}", _zipped(forge.resigned(files))
    info = f"{BASE}bag-info.txt"
    for fault, entry, old, new in (
        ("oxum", info, b".2\n", b".3\n"), ("bagging_date", info, b"2026-10-05", b"2026-10-06"),
        ("bagit_version", f"{BASE}bagit.txt", b"1.0", b"0.97"),
    ):  # fmt: skip
        changed_text = dict(ENTRIES)[entry].replace(old, new)
        yield f"manifest.{fault}", _zipped(forge.resigned(_put(entry, changed_text)))


def _known() -> Iterator[tuple[str, bytes]]:
    yield "duplicate.encrypted_again", forge.sealed(INNER)
    yield "id-reused.other_content", FILE
    yield "sequence-fork.used_number", FILE
    yield "wrong-recipient.forwarded", forge.sealed(INNER, [OTHER_IDENTITY.recipient])
    yield "wrong-recipient.other_organisation", FILE
    both = [PROVIDER_IDENTITY.recipient, OTHER_IDENTITY.recipient]
    yield "hidden-recipient.one_more", forge.sealed(INNER, both)


def _zipped(files: Entries) -> bytes:
    return forge.sealed(forge.zipped(files))


def _put(entry: str, text: bytes) -> Entries:
    return [(name, text if name == entry else content) for name, content in ENTRIES]


def _with(entry: str, old: bytes, new: bytes) -> bytes:
    """One content changed with its checksum made right."""
    return _zipped(_put(entry, dict(ENTRIES)[entry].replace(old, new, 1)))


def _resigned(change: Callable[[dict[str, Any]], Any] | None = None, **signed: Any) -> bytes:
    return _zipped(forge.resigned(ENTRIES, change, **signed))


def _payload(path: str, content: bytes) -> bytes:
    return _zipped(forge.resigned(forge.with_payload(ENTRIES, path, content)))


def _sequence(envelope: bytes, value: bytes) -> bytes:
    return envelope.replace(b'"sequence":1,', b'"sequence":' + value + b",")


def _turned(envelope: bytes) -> bytes:
    """The same envelope, its last key first."""
    head, _, last = envelope[1:-1].rpartition(b',"')
    return b'{"' + last + b"," + head + b"}"
