"""Sealing and opening: what goes in comes out, again and again the same."""

import io
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.envelope import Content, Envelope, InReplyTo, Replaces
from narvaro_desktop.sealing.package import PayloadFile, seal_again
from narvaro_desktop.sealing.receipt import Receipt
from narvaro_desktop.sealing.refusals import (
    Damaged,
    EntryName,
    EnvelopeMismatch,
    FileFault,
    HeaderFault,
    JsonForm,
    Limits,
    MixedFamilies,
    PackageRefused,
    PayloadForm,
    PdfJson,
    StanzaKind,
)
from narvaro_desktop.sealing.trust import Trust
from tests.sealing import forge
from tests.sealing.parties import (
    CREATED,
    NOTIFICATION,
    OTHER_IDENTITY,
    PROVIDER_CARD,
    PROVIDER_IDENTITY,
    SCHOOL_CARD,
    SCHOOL_IDENTITY,
    SCHOOL_KEY,
    notification_files,
    opened,
    pdf_with,
    sealed_n1,
    sealed_receipt,
)

RECEIPT = Receipt("received", datetime(2026, 10, 5, 9, tzinfo=UTC), "Registrator", ("guidance",), "växel")
CSV = PayloadFile("data/attachments/001.csv", b"a;b\n", "lista.csv")
STRANGE_PDF = PayloadFile("data/notification.pdf", pdf_with(b"{}"))
RESULT: dict[str, canonical.Json] = {
    **NOTIFICATION,
    "result": {
        "completedOn": "2026-10-04",
        "causes": ["school"],
        "measures": ["student"],
        "nextFollowUpOn": "2026-11-09",
    },
}


def n2_files(*attachments: PayloadFile) -> list[PayloadFile]:
    return [*notification_files(RESULT), *attachments]


def test_what_is_sealed_is_opened() -> None:
    file, sealed = sealed_n1()

    got = opened(file)

    assert got.entries == {each.path: each.content for each in notification_files()}
    assert (got.root_hash, got.file_sha256, got.size) == (sealed.root_hash, sealed.file_sha256, len(file))
    assert got.envelope == sealed.envelope
    assert got.envelope_bytes == sealed.envelope_bytes
    assert got.signer.card == SCHOOL_CARD
    assert sealed.file_name == "narvaro-3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d.age"


def test_the_root_hash_of_the_plain_package_is_known() -> None:
    assert sealed_n1()[1].root_hash == "8094faedc82dc494d3046d81047a4703e792b5433bc5c3733332badeb1f236d3"


def test_sealed_again_it_has_the_same_root_and_other_bytes() -> None:
    file, sealed = sealed_n1()
    out = io.BytesIO()
    kept = Envelope.from_bytes(sealed.envelope_bytes)

    again = seal_again(out, kept, notification_files(), PROVIDER_CARD.recipients, SCHOOL_KEY)

    assert again.root_hash == sealed.root_hash
    assert out.getvalue() != file
    assert forge.plaintext(out.getvalue()) == forge.plaintext(file)


def test_the_kept_envelope_seals_nothing_else() -> None:
    _, sealed = sealed_n1()
    changed = {**NOTIFICATION, "schoolYear": 8}

    with pytest.raises(EnvelopeMismatch):
        seal_again(
            io.BytesIO(), sealed.envelope, notification_files(changed), PROVIDER_CARD.recipients, SCHOOL_KEY
        )


def test_every_key_of_the_recipient_opens_the_package() -> None:
    file, _ = sealed_n1(recipients=[PROVIDER_IDENTITY.recipient, OTHER_IDENTITY.recipient.upper()])

    assert (
        opened(file).envelope.recipient_keys
        == opened(file, identities=[OTHER_IDENTITY]).envelope.recipient_keys
    )
    assert len(opened(file).envelope.recipient_keys) == 2


def test_the_huvudman_answers_with_a_receipt() -> None:
    file, sealed = sealed_n1()
    got = opened(file)
    answer = InReplyTo(got.envelope.package_id, got.root_hash, got.file_sha256, 1)

    back, _ = sealed_receipt(answer, RECEIPT)

    read = opened(back, identities=[SCHOOL_IDENTITY], own_id=SCHOOL_CARD.id, trust=Trust([PROVIDER_CARD]))
    assert read.envelope.in_reply_to == InReplyTo(sealed.package_id, sealed.root_hash, sealed.file_sha256, 1)
    assert Receipt.from_bytes(read.entries["data/receipt.json"]) == RECEIPT


@pytest.mark.parametrize(
    "changes",
    [{"status": "returned"}, {"reason": "sequence-fork"}, {"status": "lost"}, {"message": "x" * 301}],
)
def test_a_receipt_has_a_reason_only_when_it_returns(changes: dict[str, str]) -> None:
    with pytest.raises(PayloadForm):
        replace(RECEIPT, **changes).to_bytes()  # type: ignore[arg-type]


def test_attachments_of_any_size_travel_in_an_n2(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + os.urandom(1_000_000)
    (tmp_path / "bilaga").write_bytes(picture)
    payload = n2_files(
        PayloadFile("data/attachments/001.png", lambda: (tmp_path / "bilaga").open("rb"), "Karta.png"),
        PayloadFile("data/attachments/002.csv", b"", "tom.csv"),
    )
    file, _ = sealed_n1(kind="n2", payload=payload)
    written: dict[str, io.BytesIO] = {}

    def sink(content: Content) -> io.BytesIO:
        return written.setdefault(content.original_name, io.BytesIO())

    assert opened(file).entries["data/attachments/001.png"] == picture
    assert "data/attachments/001.png" not in opened(file, sink=sink).entries
    assert {name: out.getvalue() for name, out in written.items()} == {"Karta.png": picture, "tom.csv": b""}


def test_a_full_disk_while_attachments_are_written_is_a_fault_of_the_file() -> None:
    class Full(io.BytesIO):
        def write(self, piece: object) -> int:
            raise OSError(28, "full")

    file, _ = sealed_n1(kind="n2", payload=n2_files(CSV))

    with pytest.raises(FileFault) as fault:
        opened(file, sink=lambda _: Full())
    assert fault.value.facts["errno"] == 28


def test_an_attachment_that_cannot_be_read_is_a_fault_of_the_file(tmp_path: Path) -> None:
    gone = PayloadFile("data/attachments/001.csv", lambda: (tmp_path / "borta").open("rb"), "x.csv")

    with pytest.raises(FileFault):
        sealed_n1(kind="n2", payload=n2_files(gone))


def test_a_full_disk_while_sealing_is_a_fault_of_the_file() -> None:
    class Full(io.BytesIO):
        def write(self, piece: object) -> int:
            raise OSError(28, "full")

    _, sealed = sealed_n1()
    with pytest.raises(FileFault):
        seal_again(Full(), sealed.envelope, notification_files(), PROVIDER_CARD.recipients, SCHOOL_KEY)


def test_an_attachment_that_changes_while_it_is_sealed_is_noticed() -> None:
    reads = iter([b"1;2\n", b"9;9\n"])

    with pytest.raises(Damaged):
        sealed_n1(
            kind="n2",
            payload=n2_files(
                PayloadFile("data/attachments/001.csv", lambda: io.BytesIO(next(reads)), "x.csv")
            ),
        )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"recipients": []}, HeaderFault),
        ({"recipients": [PROVIDER_IDENTITY.recipient] * 9}, HeaderFault),
        ({"recipients": ["age1pq1" + "q" * 1950]}, StanzaKind),
        ({"recipients": [PROVIDER_IDENTITY.recipient, "age1pq1" + "q" * 1950]}, MixedFamilies),
        ({"recipients": ["ssh-ed25519 AAAA"]}, StanzaKind),
        ({"recipients": [PROVIDER_IDENTITY.recipient] * 2}, EnvelopeMismatch),
        ({"kind": "n3"}, PayloadForm),
        ({"kind": "receipt"}, EnvelopeMismatch),
        ({"kind": "n7"}, PackageRefused),
        ({"previous_root": "0" * 64}, EnvelopeMismatch),
        ({"payload": notification_files()[:1]}, EnvelopeMismatch),
        ({"payload": [*notification_files(), CSV]}, EnvelopeMismatch),
        ({"payload": [*notification_files(), PayloadFile("data/../x", b"x")]}, EntryName),
        ({"payload": [notification_files()[0], STRANGE_PDF]}, PdfJson),
        ({"payload": [PayloadFile("data/notification.json", b"{ }"), notification_files()[1]]}, JsonForm),
        ({"software": "x" * 41}, JsonForm),
        ({"utc_offset_minutes": 841}, JsonForm),
    ],
)  # fmt: skip
def test_what_a_reader_would_refuse_is_never_sealed(
    changes: dict[str, object], refusal: type[PackageRefused]
) -> None:
    with pytest.raises(refusal):
        sealed_n1(**changes)


def test_sizes_and_numbers_of_attachments_have_limits() -> None:
    def with_files(*files: PayloadFile) -> None:
        sealed_n1(kind="n2", payload=n2_files(*files))

    with pytest.raises(Limits):
        with_files(*(PayloadFile(f"data/attachments/{n:03d}.csv", b"x", "x") for n in range(1, 18)))
    with pytest.raises(EnvelopeMismatch):
        with_files(PayloadFile("data/attachments/002.csv", b"x", "x"))
    with pytest.raises(PayloadForm):
        with_files(PayloadFile("data/attachments/001.png", b"GIF89a", "x"))
    with pytest.raises(Limits):
        with_files(PayloadFile("data/attachments/001.csv", b"x" * ((32 << 20) + 1), "x"))


def test_the_other_kinds_carry_their_own_fields() -> None:
    frame = {key: NOTIFICATION[key] for key in ("schema", "schoolUnit", "provider", "contact")}
    case = {key: NOTIFICATION[key] for key in ("caseId", "schoolType", "schoolYear", "homeMunicipality")}
    replaced = Replaces("11111111-2222-4333-8444-555555555555", "0" * 64, "withdraw")
    item = {"caseId": "A", "schoolYear": 7, "absence": NOTIFICATION["absence"]}
    kinds: dict[str, dict[str, canonical.Json]] = {
        "n1h": NOTIFICATION,
        "n3": {**frame, "round": {"academicYear": "2026/2027", "week": 41}, "items": [item]},  # type: ignore[list-item]
        "n4": {**frame, **case, "closure": {"closedOn": "2026-12-01", "reason": "improved"}},
        "n6": {**frame, **case, "request": {"support": ["guidance"]}},
        "n5": {**frame, "correctedFields": []},
    }
    for kind, fields in kinds.items():
        more = {"replaces": replaced} if kind == "n5" else {}
        file, _ = sealed_n1(kind=kind, payload=notification_files(fields), **more)

        assert opened(file).envelope.kind == kind
    with pytest.raises(PayloadForm):
        sealed_n1(
            kind="n5", payload=notification_files({**NOTIFICATION, "correctedFields": []}), replaces=replaced
        )


def test_an_aggregate_report_has_its_own_pair_of_files() -> None:
    text, payload = figures_of_a_school()

    assert opened(sealed_n1(kind="a1", payload=payload)[0]).entries["data/aggregate.json"] == text


@pytest.mark.parametrize(
    "wrong",
    [
        {"student": "Elvira Blåbärsskog"},
        {"figures": [{"id": "I02", "count": 3, "shown": "small"}]},
        {"period": {"key": "HT2026", "first": "2026-12-21", "last": "2026-08-18"}},
    ],
)
def test_an_aggregate_report_holds_only_what_its_schema_has_room_for(wrong: dict[str, Any]) -> None:
    with pytest.raises(PayloadForm):
        sealed_n1(kind="a1", payload=figures_of_a_school(**wrong)[1])


def figures_of_a_school(**other: Any) -> tuple[bytes, list[PayloadFile]]:
    text = canonical.dumps({
        "schema": "narvaro/aggregate/1",
        "schoolUnit": {"code": "12345678", "name": "Ekbackens skola"},
        "provider": "Almstads kommun",
        "period": {"key": "HT2026", "first": "2026-08-18", "last": "2026-12-21"},
        "definitions": "2026-1",
        "ladder": "Närvarotrappan",
        "includesUncertain": False,
        "leavesOutProtected": True,
        "figures": [{"id": "pupils", "count": 412}, {"id": "I13_peers", "shown": "small"}],
        "interventions": [],
        "schoolYears": [],
        **other,
    })  # fmt: skip
    return text, [PayloadFile("data/aggregate.json", text), PayloadFile("data/aggregate.pdf", pdf_with(text))]


def test_the_time_of_sealing_is_in_whole_seconds() -> None:
    file, _ = sealed_n1(created=CREATED.replace(microsecond=999_999))

    assert opened(file).envelope.created == CREATED


def test_a_refused_package_shows_nothing_of_itself() -> None:
    assert "Blåbärsskog" not in repr(opened(sealed_n1()[0]))
    assert "Blåbärsskog" not in repr(notification_files())
