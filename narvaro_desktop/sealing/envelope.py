"""The envelope: who sends what to whom, under which keys. It holds nothing about a pupil."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from narvaro_desktop.sealing import canonical, names, wire
from narvaro_desktop.sealing.refusals import EnvelopeMismatch, FutureVersion, JsonForm
from narvaro_desktop.sealing.schema import ShapeFault, check, schema

SCHEMA = "narvaro/sealed-package/1"
_LATER = re.compile(r"narvaro/sealed-package/[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Signer:
    """The person who signs, as the recipient shows it."""

    display_name: str
    title: str


@dataclass(frozen=True, slots=True)
class Sender:
    """`id` is schoolUnit:<8 digits> or organisation:<10 digits>; `key_card` the hex SHA-256 of its card."""

    id: str
    display_name: str
    key_card: str
    signer: Signer


@dataclass(frozen=True, slots=True)
class Recipient:
    """`role` is provider, homeMunicipality or schoolUnit."""

    id: str
    display_name: str
    role: str
    key_card: str


@dataclass(frozen=True, slots=True)
class Replaces:
    """`action` is correct, withdraw (always and only n5) or reissue (same content, new keys)."""

    package_id: str
    root_hash: str
    action: str


@dataclass(frozen=True, slots=True)
class InReplyTo:
    """What a receipt answers; `last_sequence` is the highest number received from that key, 0 for none."""

    package_id: str
    root_hash: str
    file_sha256: str
    last_sequence: int


@dataclass(frozen=True, slots=True)
class Content:
    """One payload file; `role` is data, document, attachment or keyCard; sizes in bytes."""

    path: str
    bytes: int
    sha256: str
    media_type: str
    role: str
    original_name: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """envelope.json; `created` is an aware UTC time in whole seconds."""

    kind: str
    package_id: str
    created: datetime
    utc_offset_minutes: int
    software: str
    sender: Sender
    recipient: Recipient
    recipient_keys: tuple[str, ...]
    signing_key: str
    sequence: int
    previous_root: str
    contents: tuple[Content, ...]
    replaces: Replaces | None = None
    in_reply_to: InReplyTo | None = None
    practice: bool = False

    def to_bytes(self) -> bytes:
        """The canonical JSON; refused where a reader would refuse it."""
        written = canonical.dumps({"schema": SCHEMA, **wire.to_json(self)})
        self.from_bytes(written)
        return written

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """JsonForm, FutureVersion or EnvelopeMismatch unless `text` is a sound envelope."""
        fields: Any = canonical.loads(text, names.ENVELOPE)
        version = fields.get("schema")
        if isinstance(version, str) and version != SCHEMA and _LATER.fullmatch(version):
            raise FutureVersion(schema=version)
        try:
            check(fields, schema("envelope-1"))
        except ShapeFault as fault:
            raise JsonForm(entry=names.ENVELOPE, field=fault.where) from None
        envelope = wire.from_json(cls, fields)
        _agree(envelope)
        return envelope


def _agree(envelope: Envelope) -> None:
    """The rules that join fields."""
    paths = [content.path for content in envelope.contents]
    _demand(paths == sorted(set(paths)), "contents")
    _demand(list(envelope.recipient_keys) == sorted(set(envelope.recipient_keys)), "recipientKeys")
    _demand(envelope.sequence > 1 or envelope.previous_root == "", "previousRoot")
    _demand((envelope.in_reply_to is not None) == (envelope.kind == "receipt"), "inReplyTo")
    withdraws = envelope.replaces is not None and envelope.replaces.action == "withdraw"
    _demand(envelope.kind == "n5" or not withdraws, "replaces")
    _demand(envelope.kind != "n5" or envelope.replaces is not None, "replaces")
    _demand(all(_agrees(content) for content in envelope.contents), "contents")


_MEDIA_TYPES = {
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "csv": "text/csv",
}


def media_type(path: str) -> str:
    """The one media type of a payload path."""
    return _MEDIA_TYPES[path.rpartition(".")[2]]


def role(path: str) -> str:
    """The one role of a payload path."""
    if names.attachment_number(path):
        return "attachment"
    if path == "data/keycard.json":
        return "keyCard"
    return "data" if path.endswith(".json") else "document"


def _agrees(content: Content) -> bool:
    path = names.data_path(content.path)
    named = bool(content.original_name) == (content.role == "attachment")
    return named and content.media_type == media_type(path) and content.role == role(path)


def _demand(holds: bool, field: str) -> None:
    if not holds:
        raise EnvelopeMismatch(field=field)
