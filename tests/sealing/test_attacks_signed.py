"""Attacks by a sender who is trusted but lies; and packages that reach the wrong place or time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.key_card import sign_card
from narvaro_desktop.sealing.keys import SigningKey
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.sealing.reading import Place, Seen
from narvaro_desktop.sealing.refusals import SequenceFork
from narvaro_desktop.sealing.trust import RevocationList, Revoked, Trust
from tests.sealing import forge
from tests.sealing.parties import (
    NOTIFICATION,
    NOW,
    OTHER_IDENTITY,
    PACKAGE_ID,
    PROVIDER_CARD,
    PROVIDER_IDENTITY,
    SCHOOL_CARD,
    SCHOOL_CARD_KEY,
    SCHOOL_KEY,
    notification_files,
    opened,
    pdf_with,
    sealed_n1,
    with_signing,
)

FILE, SEALED = sealed_n1()
ENTRIES = forge.entries(forge.plaintext(FILE))
ZERO = "0" * 64


def lying(change: Callable[[dict[str, Any]], None], **signed: Any) -> str:
    """The verdict on the good package with its envelope changed by its own signer."""
    return forge.verdict_inside(forge.zipped(forge.resigned(ENTRIES, change, **signed)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": "narvaro/sealed-package/2", "news": 1}, "future-version"),
        ({"schema": "narvaro/other/1"}, "json-form"),
        ({"created": "2090-01-01T00:00:00Z"}, "signer-not-valid"),
        ({"created": "2026-10-06T08:31:00Z"}, "clock"),
        ({"created": "2026-02-30T00:00:00Z"}, "json-form"),
        ({"created": "2026-10-05T07:12:00+02:00"}, "json-form"),
        ({"created": "2026-10-05T07:12:60Z"}, "json-form"),
        ({"kind": "n4"}, "envelope-mismatch"),
        ({"kind": "n7"}, "json-form"),
        ({"packageId": "11111111-2222-4333-8444-555555555555"}, "envelope-mismatch"),
        ({"packageId": PACKAGE_ID.upper()}, "json-form"),
        ({"signingKey": "SHA256:" + "A" * 43}, "envelope-mismatch"),
        ({"sequence": 0}, "json-form"),
        ({"previousRoot": ZERO}, "envelope-mismatch"),
        ({"recipientKeys": []}, "json-form"),
        ({"recipientKeys": [ZERO]}, "wrong-recipient"),
        ({"contents": []}, "json-form"),
        ({"unknown": True}, "json-form"),
        ({"sequence": True}, "json-form"),
        ({"practice": False}, "json-form"),
        ({"practice": True}, "practice"),
        ({"software": "x" * 41}, "json-form"),
        (
            {"replaces": {"packageId": PACKAGE_ID, "rootHash": ZERO, "action": "withdraw"}},
            "envelope-mismatch",
        ),
        (
            {"inReplyTo": {"packageId": PACKAGE_ID, "rootHash": ZERO, "fileSha256": ZERO, "lastSequence": 0}},
            "envelope-mismatch",
        ),
    ],
)
def test_an_envelope_that_lies_is_refused(change: dict[str, Any], code: str) -> None:
    assert lying(lambda envelope: envelope.update(change)) == code


@pytest.mark.parametrize("key", ["schema", "kind", "sender", "recipientKeys", "contents", "sequence"])
def test_an_envelope_with_a_key_missing_is_refused(key: str) -> None:
    assert lying(lambda envelope: envelope.pop(key)) == "json-form"


@pytest.mark.parametrize("field", ["path", "bytes", "sha256", "mediaType", "role", "originalName"])
def test_contents_that_are_not_the_files_are_refused(field: str) -> None:
    lies: dict[str, Any] = {
        "path": "data/aggregate.json", "bytes": 1, "sha256": ZERO, "mediaType": "application/pdf",
        "role": "attachment", "originalName": "x",
    }  # fmt: skip

    verdict = lying(lambda envelope: envelope["contents"][0].update({field: lies[field]}))

    assert verdict in {"envelope-mismatch", "manifest"}


def test_a_signer_cannot_speak_for_another_school() -> None:
    assert lying(lambda envelope: envelope["sender"].update(id="schoolUnit:87654321")) == "envelope-mismatch"


def test_tag_files_that_do_not_follow_from_the_envelope_are_refused() -> None:
    lies = {
        "bagit.txt": b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": dict(ENTRIES)[forge.BASE + "bag-info.txt"].replace(b".2\n", b".3\n"),
        "manifest-sha256.txt": dict(ENTRIES)[forge.BASE + "manifest-sha256.txt"].upper(),
    }
    for name, text in lies.items():
        files = [(path, text if path == forge.BASE + name else content) for path, content in ENTRIES]

        assert forge.verdict_inside(forge.zipped(forge.resigned(files))) == "manifest"


def test_a_data_file_that_is_not_there_or_too_much_is_refused() -> None:
    assert forge.verdict_inside(forge.zipped(forge.resigned(ENTRIES, drop=["data/notification.pdf"]))) == (
        "entry-order"
    )


def changed_payload(path: str, content: bytes) -> str:
    files = forge.resigned(forge.with_payload(ENTRIES, path, content))
    return forge.verdict_inside(forge.zipped(files))


def test_a_pdf_without_the_very_json_is_refused() -> None:
    text = canonical.dumps(NOTIFICATION)

    assert changed_payload("data/notification.pdf", pdf_with(text) + pdf_with(text)) == "pdf-json"
    assert changed_payload("data/notification.pdf", pdf_with(text.replace(b"7400", b"7401"))) == "pdf-json"
    assert changed_payload("data/notification.pdf", b"PK\3\4" + pdf_with(text)) == "payload-form"


def test_a_notification_must_have_its_form_and_its_sums() -> None:
    absence = dict(NOTIFICATION["absence"])  # type: ignore[arg-type]
    cases: list[tuple[dict[str, Any], str]] = [
        ({**NOTIFICATION, "schema": "narvaro/notification/2"}, "payload-form"),
        ({**NOTIFICATION, "diagnosis": "x"}, "payload-form"),
        ({**NOTIFICATION, "result": {}}, "payload-form"),
        ({**NOTIFICATION, "schoolType": "kindergarten"}, "payload-form"),
        ({**NOTIFICATION, "absence": absence | {"reportedSum": 9801}}, "payload-form"),
        ({**NOTIFICATION, "absence": absence | {"validAbsenceSum": 9700}}, "payload-form"),
        ({**NOTIFICATION, "absence": absence | {"endDate": "2026-08-17"}}, "payload-form"),
        ({**NOTIFICATION, "freeText": "x" * 301}, "payload-form"),
    ]
    for fields, code in cases:
        files = forge.with_payload(ENTRIES, "data/notification.pdf", pdf_with(canonical.dumps(fields)))
        files = forge.with_payload(files, "data/notification.json", canonical.dumps(fields))

        assert forge.verdict_inside(forge.zipped(forge.resigned(files))) == code
    assert changed_payload("data/notification.json", b'{"a": 1}') == "json-form"


def test_a_key_signs_only_what_its_card_says() -> None:
    def with_card(**changes: Any) -> str:
        return forge.verdict(FILE, trust=Trust([with_signing(SCHOOL_CARD, **changes)]))

    assert forge.verdict(FILE, trust=Trust([])) == "unknown-signer"
    assert forge.verdict(FILE, trust=Trust([PROVIDER_CARD])) == "unknown-signer"
    assert with_card(kinds=("n2",)) == "signer-not-allowed"
    assert with_card(valid_to=date(2026, 10, 4)) == "signer-not-valid"
    assert with_card(valid_from=date(2026, 10, 6)) == "signer-not-valid"
    assert with_card(valid_from=date(2026, 10, 5), valid_to=date(2026, 10, 5)) == "opened"
    expired = replace(SCHOOL_CARD, valid_to=date(2026, 10, 4))
    assert forge.verdict(FILE, trust=Trust([expired])) == "signer-not-valid"
    for revoked in (
        Revoked("signing", SCHOOL_KEY.public.fingerprint, date(2026, 10, 1), "förlorad"),
        Revoked("card", SCHOOL_CARD.hash, date(2026, 10, 1), "förlorad"),
    ):
        own = RevocationList(SCHOOL_CARD.id, 1, date(2026, 10, 2), (revoked,))
        strange = replace(own, id=PROVIDER_CARD.id)
        assert forge.verdict(FILE, trust=Trust([SCHOOL_CARD], [own])) == "signer-not-valid"
        assert forge.verdict(FILE, trust=Trust([SCHOOL_CARD], [strange])) == "opened"


@pytest.mark.parametrize(
    ("space", "code"),
    [
        ("n1", "opened"),
        ("receipt", "signer-not-allowed"),
        ("keycard", "signer-not-allowed"),
        ("n2", "envelope-mismatch"),
        ("x.y", "signature"),
    ],
)
def test_the_namespace_is_the_kind(space: str, code: str) -> None:
    assert forge.verdict_inside(forge.zipped(forge.resigned(ENTRIES, kind=space))) == code


def test_a_key_that_nobody_knows_is_named_by_its_fingerprint() -> None:
    stranger = SigningKey(b"\x09" * 32)

    assert lying(lambda _: None, key=stranger) == "unknown-signer"


def test_a_forwarded_package_and_a_hidden_recipient_are_refused() -> None:
    inner = forge.plaintext(FILE)
    forwarded = forge.sealed(inner, [OTHER_IDENTITY.recipient])
    widened = forge.sealed(inner, [PROVIDER_IDENTITY.recipient, OTHER_IDENTITY.recipient])

    assert forge.verdict(forwarded, identities=[OTHER_IDENTITY]) == "wrong-recipient"
    assert forge.verdict(FILE, own_id="organisation:2120000001") == "wrong-recipient"
    assert forge.verdict(widened) == "hidden-recipient"


def test_what_came_before_decides() -> None:
    key = SCHOOL_KEY.public.fingerprint
    root = SEALED.root_hash
    again = forge.sealed(forge.plaintext(FILE))

    assert forge.verdict(again, seen=Seen({PACKAGE_ID: root})) == "duplicate"
    assert forge.verdict(FILE, seen=Seen({PACKAGE_ID: ZERO})) == "id-reused"
    assert forge.verdict(FILE, seen=Seen({}, {key: {1: ZERO}})) == "sequence-fork"
    assert forge.verdict(FILE, seen=Seen({}, {key: {2: ZERO}})) == "opened"


def test_a_gap_in_the_numbers_is_accepted_and_told() -> None:
    key = SCHOOL_KEY.public.fingerprint
    file, _ = sealed_n1(sequence=5, previous_root="4" * 64)

    assert opened(file, seen=Seen({}, {key: {1: ZERO, 2: ZERO}})).place == Place(range(3, 5))
    assert opened(file, seen=Seen({}, {key: {4: "4" * 64}})).place == Place(range(5, 5))
    assert opened(file, seen=Seen({}, {key: {4: ZERO}})).place == Place(range(5, 5), chain_broken=True)
    assert not opened(file, seen=Seen({}, {key: {9: ZERO}})).place.missing


def test_a_restored_vault_learns_how_far_it_must_jump() -> None:
    seen = Seen({}, {SCHOOL_KEY.public.fingerprint: dict.fromkeys(range(1, 6), ZERO)})

    with pytest.raises(SequenceFork) as fork:
        opened(FILE, seen=seen)
    jumped, _ = sealed_n1(sequence=int(fork.value.facts["last_sequence"]) + 1, previous_root="")

    assert opened(jumped, seen=seen).place == Place(range(6, 6), chain_broken=True)


def test_practice_and_reality_never_meet() -> None:
    practice_card = replace(SCHOOL_CARD, practice=True)
    file, _ = sealed_n1(practice=True)

    assert forge.verdict(FILE, practice=True) == "practice"
    assert forge.verdict(file) == "practice"
    assert forge.verdict(file, practice=True) == "practice"
    assert forge.verdict(file, practice=True, trust=Trust([practice_card])) == "opened"
    assert forge.verdict(FILE, trust=Trust([practice_card])) == "practice"


def test_an_old_package_is_never_refused_for_its_age() -> None:
    assert forge.verdict(FILE, now=datetime(2036, 1, 1, tzinfo=UTC)) == "opened"
    assert forge.verdict(FILE, now=NOW) == "opened"


def test_a_key_card_in_a_package_is_its_sender_s() -> None:
    own = sign_card(SCHOOL_CARD, SCHOOL_CARD_KEY).to_bytes()
    strange = sign_card(replace(SCHOOL_CARD, id="schoolUnit:87654321"), SCHOOL_CARD_KEY).to_bytes()
    file, _ = sealed_n1(payload=[*notification_files(), PayloadFile("data/keycard.json", own)])

    assert opened(file).entries["data/keycard.json"] == own
    files = forge.with_payload(forge.entries(forge.plaintext(file)), "data/keycard.json", strange)
    assert forge.verdict_inside(forge.zipped(forge.resigned(files))) == "payload-form"
