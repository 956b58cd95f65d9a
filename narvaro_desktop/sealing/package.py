"""Sealed packages: seal one, open one, or look at one without a key.

Signed inside, sealed outside: the signature covers the envelope, the envelope names every recipient and
every file, and age hides all of it. What is sealed twice has the same root hash and other age bytes.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from uuid import uuid4

from narvaro_desktop.sealing import age_stream, archive, bag, names
from narvaro_desktop.sealing.age_stream import Readable
from narvaro_desktop.sealing.envelope import (
    Content,
    Envelope,
    InReplyTo,
    Recipient,
    Replaces,
    Sender,
    media_type,
    role,
)
from narvaro_desktop.sealing.keys import AgeIdentity, SigningKey, canonical_recipients, recipient_hash
from narvaro_desktop.sealing.payload import (
    HEAD,
    POLICY_SIZE,
    judge_contents,
    judge_payload,
    judge_size,
)
from narvaro_desktop.sealing.reading import Place, Reading, Receiver, Seen, Sink
from narvaro_desktop.sealing.readme import readme
from narvaro_desktop.sealing.refusals import (
    Damaged,
    EnvelopeMismatch,
    FileFault,
    HeaderFault,
    InternalFault,
    Limits,
    PackageRefused,
)
from narvaro_desktop.sealing.signature import namespace, sign
from narvaro_desktop.sealing.trust import Trust, TrustedKey

SOFTWARE = "Närvaro"
_PIECE = 262_144
_MOST_RECIPIENTS = 8


@dataclass(frozen=True, slots=True)
class PayloadFile:
    """A file to seal: its path in the bag, and its bytes or a way to open them (twice)."""

    path: str
    content: bytes | Callable[[], BinaryIO] = field(repr=False)
    original_name: str = ""

    def pieces(self) -> Iterator[bytes]:
        if isinstance(self.content, bytes):
            yield self.content
            return
        with self.content() as opened:
            while piece := opened.read(_PIECE):
                yield piece


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the sender's ledger keeps; `file_name` is the only name the file may have."""

    package_id: str
    root_hash: str
    file_sha256: str
    size: int
    envelope: Envelope
    envelope_bytes: bytes

    @property
    def file_name(self) -> str:
        return f"{names.base_folder(self.package_id)}.age"


@dataclass(frozen=True, slots=True)
class Opened:
    """A package in which everything was right, and its place among the sender's others."""

    envelope: Envelope
    envelope_bytes: bytes
    entries: Mapping[str, bytes] = field(repr=False)
    root_hash: str
    file_sha256: str
    size: int
    signer: TrustedKey
    place: Place


@dataclass(frozen=True, slots=True)
class Inspection:
    """What anyone sees of a sealed file: bytes, hash, recipients, and the code of a fault in the header."""

    size: int
    file_sha256: str
    recipients: int
    fault: str


def seal(
    out: BinaryIO,
    *,
    kind: str,
    created: datetime,
    sender: Sender,
    recipient: Recipient,
    payload: Sequence[PayloadFile],
    recipients: Sequence[str],
    signer: SigningKey,
    sequence: int,
    previous_root: str,
    utc_offset_minutes: int,
    package_id: str = "",
    replaces: Replaces | None = None,
    in_reply_to: InReplyTo | None = None,
    practice: bool = False,
    software: str = SOFTWARE,
) -> Sealed:
    """Write one package to `out`, for all `recipients`; what a reader would refuse is refused here."""
    measured = _measured(payload)
    envelope = Envelope(
        kind=kind,
        package_id=package_id or str(uuid4()),
        created=created.replace(microsecond=0),
        utc_offset_minutes=utc_offset_minutes,
        software=software,
        sender=sender,
        recipient=recipient,
        recipient_keys=_recipient_keys(recipients),
        signing_key=signer.public.fingerprint,
        sequence=sequence,
        previous_root=previous_root,
        contents=tuple(each.content for each in measured),
        replaces=replaces,
        in_reply_to=in_reply_to,
        practice=practice,
    )
    return _sealed(out, envelope, measured, recipients, signer)


def seal_again(
    out: BinaryIO,
    envelope: Envelope,
    payload: Sequence[PayloadFile],
    recipients: Sequence[str],
    signer: SigningKey,
) -> Sealed:
    """Write the package of a kept envelope and payload: the same root hash, new age bytes."""
    measured = _measured(payload)
    if envelope.contents != tuple(each.content for each in measured):
        raise EnvelopeMismatch(field="contents")
    return _sealed(out, envelope, measured, recipients, signer)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A payload file after its first reading: `judged` is all of it, or of an attachment the first bytes."""

    file: PayloadFile
    content: Content
    crc: int
    judged: bytes = field(repr=False)

    def pieces(self) -> Iterator[bytes]:
        """The file once more; Damaged when it is no longer what was signed."""
        crc = size = 0
        for piece in self.file.pieces():
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            yield piece
        if (crc, size) != (self.crc, self.content.bytes):
            raise Damaged(entry=self.content.path)


def _measured(payload: Sequence[PayloadFile]) -> list[_Measured]:
    try:
        return [_measure(each) for each in sorted(payload, key=lambda each: each.path)]
    except OSError as fault:
        raise FileFault(errno=fault.errno or 0) from None


def _measure(file: PayloadFile) -> _Measured:
    path = names.data_path(file.path)
    most = HEAD if names.attachment_number(path) else archive.LARGEST
    digest, crc, size, judged = hashlib.sha256(), 0, 0, bytearray()
    for piece in file.pieces():
        digest.update(piece)
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        judge_size(path, size, size, archive.LARGEST)
        judged += piece[: most - len(judged)]
    content = Content(path, size, digest.hexdigest(), media_type(path), role(path), file.original_name)
    return _Measured(file, content, crc, bytes(judged))


def _sealed(
    out: BinaryIO,
    envelope: Envelope,
    measured: Sequence[_Measured],
    recipients: Sequence[str],
    signer: SigningKey,
) -> Sealed:
    _judge(envelope, measured, recipients, signer)
    texts = _tag_files(envelope, signer)
    base = names.base_folder(envelope.package_id)
    tags = [(_entry(base, path, len(text), zlib.crc32(text)), (text,)) for path, text in texts.items()]
    data = [(_entry(base, each.content.path, each.content.bytes, each.crc), each) for each in measured]
    if archive.archive_size([entry for entry, _ in (*tags, *data)]) > archive.LARGEST:
        raise Limits()
    pieces = archive.write((*tags, *((entry, each.pieces()) for entry, each in data)))
    file_sha256, size = age_stream.encrypt(pieces, out, recipients)
    root_hash = hashlib.sha256(texts[names.TAG_MANIFEST]).hexdigest()
    return Sealed(envelope.package_id, root_hash, file_sha256, size, envelope, texts[names.ENVELOPE])


def _entry(base: str, path: str, size: int, crc: int) -> archive.Entry:
    return archive.Entry(f"{base}/{path}".encode("ascii"), crc, size)


def _judge(
    envelope: Envelope, measured: Sequence[_Measured], recipients: Sequence[str], signer: SigningKey
) -> None:
    """What a reader would refuse."""
    if envelope.signing_key != signer.public.fingerprint:
        raise EnvelopeMismatch(field="signingKey")
    if envelope.recipient_keys != _recipient_keys(recipients):
        raise EnvelopeMismatch(field="recipientKeys")
    envelope.to_bytes()
    judge_contents(envelope)
    judge_payload(envelope, {each.content.path: each.judged for each in measured})


def _recipient_keys(recipients: Sequence[str]) -> tuple[str, ...]:
    if not 1 <= len(recipients) <= _MOST_RECIPIENTS:
        raise HeaderFault(fault="recipients")
    return tuple(sorted(recipient_hash(each) for each in canonical_recipients(recipients)))


def _tag_files(envelope: Envelope, signer: SigningKey) -> dict[str, bytes]:
    """Entries 1–7 in their order."""
    texts = {
        names.BAGIT: bag.BAGIT,
        names.BAG_INFO: bag.bag_info(envelope),
        names.ENVELOPE: envelope.to_bytes(),
        names.MANIFEST: bag.manifest(envelope.contents),
        names.README: readme(envelope),
    }
    tag_manifest = bag.tag_manifest(texts)
    texts[names.TAG_MANIFEST] = tag_manifest
    texts[names.SIGNATURE] = sign(signer, namespace(envelope.kind), tag_manifest).encode("ascii")
    return {path: texts[path] for path in names.TAG_FILES}


def open_package(
    source: Readable,
    *,
    identities: Sequence[AgeIdentity],
    own_id: str,
    trust: Trust,
    seen: Seen,
    now: datetime,
    practice: bool,
    policy_size: int = POLICY_SIZE,
    sink: Sink | None = None,
    own_laptop: str = "",
) -> Opened:
    """Read a package to its last byte; PackageRefused at the first thing that is not right.

    Attachments go to `sink` when there is one: it gets each announced file and gives a place to write,
    which the caller throws away when the package is refused.
    """
    with boundary():
        sealed = age_stream.SealedSource(source)
        own = frozenset(recipient_hash(identity.recipient) for identity in identities)
        receiver = Receiver(own_id, own, trust, seen, now, practice, policy_size, own_laptop)
        reading = Reading(receiver, sealed.header.recipients, sink)
        reader = archive.ArchiveReader(reading)
        sealed.decrypt(identities, reader.feed)
        reader.close()
        reading.finish()
        paths = [content.path for content in reading.envelope.contents]
        kept = [path for path in paths if sink is None or not names.attachment_number(path)]
        return Opened(
            reading.envelope,
            reading.files[names.ENVELOPE],
            {path: reading.files[path] for path in kept},
            reading.root_hash,
            sealed.sha256,
            sealed.size,
            reading.signer,
            reading.place,
        )


def inspect(source: Readable) -> Inspection:
    """Size, hash and number of recipients, without a key; FileFault if the file cannot be read."""
    counted = _Counted(source)
    with boundary():
        recipients, fault = 0, ""
        try:
            recipients = age_stream.SealedSource(counted).header.recipients
        except FileFault:
            raise
        except PackageRefused as refusal:
            fault = refusal.code
        while counted.read(_PIECE):
            pass
        return Inspection(counted.size, counted.hash.hexdigest(), recipients, fault)


class _Counted:
    """A file to read, hashed and counted on the way."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.hash = hashlib.sha256()
        self.size = 0

    def read(self, count: int, /) -> bytes:
        piece = self._source.read(count)
        self.hash.update(piece)
        self.size += len(piece)
        return piece


@contextmanager
def boundary() -> Iterator[None]:
    """Everything but a known refusal becomes one; a panic in pyrage is a BaseException."""
    try:
        yield
    except (PackageRefused, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError:
        raise Limits(fault="memory") from None
    except OSError as fault:
        raise FileFault(errno=fault.errno or 0) from None
    except BaseException as bug:
        raise InternalFault(type=type(bug).__name__) from None
