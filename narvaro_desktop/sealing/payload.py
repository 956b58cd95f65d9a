"""The payload: which files each kind of package holds, how large they may be, and what must stand in them."""

from collections.abc import Mapping
from typing import Any

from narvaro_desktop.sealing import canonical, changes, joining, laptops, names, profiles
from narvaro_desktop.sealing.envelope import Envelope
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.sealing.receipt import Receipt
from narvaro_desktop.sealing.refusals import (
    EnvelopeMismatch,
    Limits,
    PayloadForm,
    PdfJson,
    PolicySize,
    PracticeMismatch,
)
from narvaro_desktop.sealing.schema import ShapeFault, check, schema

_KIB, _MIB = 1 << 10, 1 << 20
HEAD = 512
POLICY_SIZE = 256 * _MIB
NOTIFICATION, AGGREGATE, RECEIPT, KEY_CARD = (
    "data/notification.json",
    "data/aggregate.json",
    "data/receipt.json",
    "data/keycard.json",
)
_MOST_ATTACHMENTS = 16
_WITH_ATTACHMENTS = ("n2", "n6")
LAPTOP_KINDS = ("handover", "join", "return")
"""What the laptops of one school send each other."""
_LEADING = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
}


def size_limit(path: str) -> int:
    """The most bytes that an entry may have."""
    if path == names.ENVELOPE:
        return 64 * _KIB
    if path == names.README:
        return 8 * _KIB
    if names.attachment_number(path):
        return 32 * _MIB
    if path == changes.PATH:
        return 8 * _MIB
    return 20 * _MIB if path.endswith(".pdf") else _MIB


def judge_size(path: str, size: int, total: int, policy_size: int) -> None:
    """Limits or PolicySize for an entry of `size` bytes that brings the package to `total`."""
    if size > size_limit(path):
        raise Limits(entry=path, bytes=size)
    if total > policy_size:
        raise PolicySize(bytes=total, policy=policy_size)


def judge_contents(envelope: Envelope) -> None:
    """EnvelopeMismatch or Limits unless the announced files are those of the kind."""
    paths = [content.path for content in envelope.contents]
    numbers = [number for path in paths if (number := names.attachment_number(path))]
    if len(numbers) > _MOST_ATTACHMENTS:
        raise Limits(attachments=len(numbers))
    if envelope.kind == "join" and KEY_CARD not in paths:
        raise EnvelopeMismatch(field="contents")
    found = {path for path in paths if path != KEY_CARD and not names.attachment_number(path)}
    if found != _needed(envelope.kind) or numbers != list(range(1, len(numbers) + 1)):
        raise EnvelopeMismatch(field="contents")
    if numbers and envelope.kind not in _WITH_ATTACHMENTS:
        raise EnvelopeMismatch(field="contents")


def _needed(kind: str) -> set[str]:
    if kind == "receipt":
        return {RECEIPT}
    if kind in LAPTOP_KINDS:
        return {joining.PATH if kind == "join" else changes.PATH, laptops.PATH}
    data = AGGREGATE if kind == "a1" else NOTIFICATION
    return {data, _document(data)}


def _document(data: str) -> str:
    return data.removesuffix(".json") + ".pdf"


def judge_payload(envelope: Envelope, files: Mapping[str, bytes]) -> None:
    """Form, schema, sums and leading bytes; `files` holds each file whole, or an attachment's first bytes."""
    for content in envelope.contents:
        _judge_head(content.path, content.media_type, files[content.path][:HEAD])
    if envelope.kind == "receipt":
        Receipt.from_bytes(files[RECEIPT])
    elif envelope.kind in LAPTOP_KINDS:
        _judge_laptops(envelope, files)
    elif envelope.kind == "a1":
        _judge_aggregate(canonical.loads(files[AGGREGATE], AGGREGATE))
        _judge_document(files, AGGREGATE)
    else:
        _judge_notification(envelope, canonical.loads(files[NOTIFICATION], NOTIFICATION))
        _judge_document(files, NOTIFICATION)
    if KEY_CARD in files:
        _judge_card(envelope, SignedCard.from_bytes(files[KEY_CARD]))


def _judge_aggregate(fields: dict[str, Any]) -> None:
    try:
        check(fields, schema("aggregate-1"))
    except ShapeFault as fault:
        raise PayloadForm(entry=AGGREGATE, field=fault.where) from None
    if fields["period"]["first"] > fields["period"]["last"]:
        raise PayloadForm(entry=AGGREGATE, field="period.last")


def _judge_laptops(envelope: Envelope, files: Mapping[str, bytes]) -> None:
    """What one laptop tells another: its content, and a chain of cards that is the sender's own."""
    found = laptops.Laptops.from_bytes(files[laptops.PATH])
    if found.cards[-1].card.id != envelope.sender.id:
        raise PayloadForm(entry=laptops.PATH, field="cards")
    if envelope.kind == "join":
        joining.Join.from_bytes(files[joining.PATH])
    else:
        changes.ChangesOf.from_bytes(files[changes.PATH])


def _judge_head(path: str, media_type: str, head: bytes) -> None:
    if not head.startswith(_LEADING.get(media_type, b"")) or (media_type == "text/csv" and b"\0" in head):
        raise PayloadForm(entry=path, field="media type")


def _judge_document(files: Mapping[str, bytes], data: str) -> None:
    text = files[data]
    canonical.loads(text, data)
    if files[_document(data)].count(b"stream\n" + text + b"\nendstream") != 1:
        raise PdfJson(entry=_document(data))


def _judge_card(envelope: Envelope, signed: SignedCard) -> None:
    if signed.card.id != envelope.sender.id:
        raise PayloadForm(entry=KEY_CARD, field="id")
    if signed.card.practice != envelope.practice:
        raise PracticeMismatch()


def _judge_notification(envelope: Envelope, fields: dict[str, Any]) -> None:
    """Every kind has its own required fields of the one list, fewer where the document names a profile."""
    withdrawn = envelope.replaces is not None and envelope.replaces.action == "withdraw"
    profile = fields.get("profile", profiles.WHOLE)
    if profile not in list(profiles.profiles()) or (withdrawn and profile != profiles.WHOLE):
        raise PayloadForm(entry=NOTIFICATION, field="profile")
    try:
        check(fields, profiles.shape_of(envelope.kind, profile, withdrawn))
    except ShapeFault as fault:
        raise PayloadForm(entry=NOTIFICATION, field=fault.where) from None
    for item in (fields, *fields.get("items", ())):
        if "absence" in item:
            _judge_absence(item["absence"])


def _judge_absence(absence: dict[str, Any]) -> None:
    """The period is one, and the minutes fit into each other."""
    if absence["startDate"] > absence["endDate"]:
        raise PayloadForm(entry=NOTIFICATION, field="absence.endDate")
    if "stated" in absence:
        return
    offered, reported = absence["offeredSum"], absence["reportedSum"]
    missed = absence["validAbsenceSum"] + absence["invalidAbsenceSum"] + absence["otherAttendanceSum"]
    if reported > offered or missed > offered or absence["attendanceSum"] > reported:
        raise PayloadForm(entry=NOTIFICATION, field="absence.offeredSum")
