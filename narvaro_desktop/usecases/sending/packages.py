"""Files that leave the vault: written as `.part`, recorded in the ledger, and named only when that is kept.

narvaro-<uuid>.age.part  fsync → ledger row and log line committed → renamed to narvaro-<uuid>.age
after a crash            a .part that stands in the ledger is renamed, any other that was noted is removed
"""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID, uuid4

from sqlalchemy import func, select

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.envelope import Envelope, InReplyTo, Recipient, Replaces, Sender, Signer
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.sealing.keys import recipient_hash
from narvaro_desktop.sealing.package import PayloadFile, Sealed, seal
from narvaro_desktop.sealing.package import seal_again as resealed
from narvaro_desktop.sealing.reading import Asked, Seen
from narvaro_desktop.sealing.refusals import FileFault
from narvaro_desktop.store.places import flush_folder
from narvaro_desktop.store.tables import SeenPackageRow, SentPackageRow
from narvaro_desktop.store.vault import Vault
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, leftovers, others_cards
from narvaro_desktop.usecases.work import Work


class OutboxFull(NarvaroError):
    """The disk or stick where a file was to be put took no more; nothing has been kept."""


class OutboxReadOnly(NarvaroError):
    """Nothing may be written in the folder where a file was to be put; nothing has been kept."""


class OutboxMissing(NarvaroError):
    """The folder where a file was to be put is not there, e.g. on a stick that was taken out."""


class OutboxUnnamed(NarvaroError):
    """The work is kept, but its file could not be named; that is done when the vault is next unlocked."""


_REFUSED: Final = {
    errno.ENOSPC: OutboxFull,
    errno.EDQUOT: OutboxFull,
    errno.EFBIG: OutboxFull,
    errno.EPERM: OutboxReadOnly,
    errno.EACCES: OutboxReadOnly,
    errno.EROFS: OutboxReadOnly,
    errno.ENOENT: OutboxMissing,
    errno.ENOTDIR: OutboxMissing,
    errno.ENODEV: OutboxMissing,
    errno.EEXIST: OutboxMissing,
}


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A package as it was written; `fingerprint` is the root hash."""

    package_id: str
    path: Path
    fingerprint: str
    file_sha256: str
    size: int


def seal_to(
    work: Work,
    card: KeyCard,
    role: str,
    kind: str,
    subject: UUID,
    payload: Sequence[PayloadFile],
    folder: Path,
    *,
    package_id: str = "",
    in_reply_to: InReplyTo | None = None,
    replaces: Replaces | None = None,
) -> SealedFile:
    """Seal `payload` to every key of `card`; the file gets its name when the transaction is kept.

    :raises OutboxFull, OutboxReadOnly, OutboxMissing: nothing has been kept
    """
    own = keys.ensure_card(work).value.card
    signer = keys.signing_key(work)
    sequence, previous = _next_number(work, signer.public.fingerprint, card.id)
    package_id = package_id or str(uuid4())
    path = folder / f"narvaro-{package_id}.age"
    title = work.actor.role.swedish
    with unfinished(work, path) as out:
        sealed = seal(
            out,
            kind=kind,
            created=work.now.astimezone(UTC),
            sender=Sender(own.id, own.display_name, own.hash, Signer(work.actor.name, title)),
            recipient=Recipient(card.id, card.display_name, role, card.hash),
            payload=payload,
            recipients=others_cards.trust(work).recipients(card),
            signer=signer,
            sequence=sequence,
            previous_root=previous,
            utc_offset_minutes=int((work.now.utcoffset() or timedelta()).total_seconds()) // 60,
            package_id=package_id,
            in_reply_to=in_reply_to,
            replaces=replaces,
            practice=settings.profile(work).is_practice,
        )
    work.session.add(_ledger_row(work, sealed, subject, card.id, sequence, folder))
    work.log("package.seal", kind=kind, package=package_id, root=sealed.root_hash, sha256=sealed.file_sha256)
    return SealedFile(package_id, path, sealed.root_hash, sealed.file_sha256, sealed.size)


def seal_again(work: Work, package_id: str, payload: Sequence[PayloadFile], folder: Path) -> SealedFile:
    """The package of the ledger once more in `folder`: the same envelope and root hash, new age bytes.

    :raises NoKeyToSign: it was signed by another, or under a key that has been replaced
    :raises OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    row, signer = work.session.get_one(SentPackageRow, package_id), keys.signing_key(work)
    envelope = Envelope.from_bytes(row.envelope)
    recipients = [
        recipient
        for card in others_cards.trusted_cards(work)
        if card.hash == envelope.recipient.key_card
        for recipient in card.recipients
        if recipient_hash(recipient) in envelope.recipient_keys
    ]
    if signer.public.fingerprint != envelope.signing_key or len(recipients) != len(envelope.recipient_keys):
        raise keys.NoKeyToSign
    path = folder / f"narvaro-{package_id}.age"
    with unfinished(work, path) as out:
        sealed = resealed(out, envelope, payload, recipients, signer)
    row.file_sha256, row.folder = sealed.file_sha256, str(folder)
    work.log("package.seal_again", package=package_id, root=sealed.root_hash, sha256=sealed.file_sha256)
    return SealedFile(package_id, path, sealed.root_hash, sealed.file_sha256, sealed.size)


def seen(work: Work) -> Seen:
    """What has come before, for the reader to judge by; looked up package by package, since it only grows."""
    row = SeenPackageRow

    def root(package_id: str) -> str | None:
        known = work.session.get(row, package_id)
        return known.root_hash if known else None

    def numbers(signing_key: str) -> dict[int, str]:
        wanted = select(row.sequence, row.root_hash).where(row.signing_key == signing_key)
        return dict(work.session.execute(wanted).all())

    return Seen(Asked(root), Asked(numbers))


def remember_seen(work: Work, envelope: Envelope, root_hash: str, file_sha256: str) -> None:
    """Keep that this package has come."""
    work.session.add(
        SeenPackageRow(
            package_id=envelope.package_id,
            kind=envelope.kind,
            sender=envelope.sender.id,
            signing_key=envelope.signing_key,
            sequence=envelope.sequence,
            root_hash=root_hash,
            file_sha256=file_sha256,
            seen_on=work.today,
        )
    )


def finish_after_crash(work: Work) -> int:
    """Name the packages that the ledger knows and a crash left as `.part`, and remove what else was begun;
    how many were named.

    The last package is looked for where it was sealed, the others where it is noted that they were begun.
    """
    latest = select(SentPackageRow).order_by(SentPackageRow.sealed_at.desc(), SentPackageRow.sequence.desc())
    row = work.session.scalars(latest.limit(1)).first()
    return int(row is not None and _named(row, Path(row.folder))) + _mend(work)


def _mend(work: Work) -> int:
    """The same for what an earlier process has noted, wherever it can be reached by now."""
    named = 0
    for part in leftovers.left_behind(work.vault):
        package_id = part.name.removeprefix("narvaro-").removesuffix(".age.part")
        if (known := work.session.get(SentPackageRow, package_id)) is not None:
            named += _named(known, part.parent)
    leftovers.sweep(work.vault)
    return named


def _named(row: SentPackageRow, folder: Path) -> bool:
    """Whether the package lay unnamed in `folder`, and has its name now."""
    path = folder / f"narvaro-{row.package_id}.age"
    part = _part_of(path)
    try:
        if path.exists() or not part.is_file() or sha256_of(part) != row.file_sha256:
            return False
        part.replace(path)
    except OSError:  # the stick is out, or its folder closed: it can be sealed anew
        return False
    return True


def is_unchanged(work: Work, package_id: str, path: Path) -> bool:
    """Whether the file at `path` (on a USB stick, say) is the package as it was sealed."""
    return sha256_of(path) == work.session.get_one(SentPackageRow, package_id).file_sha256


@contextmanager
def unfinished(work: Work, path: Path) -> Iterator[BinaryIO]:
    """A file before it has its name: flushed to disk, renamed when the work is kept, removed when it is not.

    Its folder is made where only the last part of the way is missing; a stick that was taken out is not.

    :raises OutboxFull, OutboxReadOnly, OutboxMissing, FileFault:
    """
    part = _part_of(path)
    _mend(work)
    try:
        path.parent.mkdir(exist_ok=True)
        leftovers.begin(work.vault, part)
        work.if_undone(lambda: _remove(work.vault, part))
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
    except FileFault as fault:
        raise _refusal(int(fault.facts.get("errno", 0))) from None
    except OSError as fault:
        raise _refusal(fault.errno or 0) from None
    work.afterwards(lambda: _name(work.vault, part, path))


def put(work: Work, path: Path, content: bytes) -> None:
    """Write a readable paper to `path` with the work, or not at all."""
    with unfinished(work, path) as out:
        out.write(content)


def _refusal(number: int) -> NarvaroError:
    kind = _REFUSED.get(number)
    return kind() if kind else FileFault(errno=number)


def _part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{leftovers.PART}")


def _remove(vault: Vault, part: Path) -> None:
    with suppress(OSError):  # the stick may be gone, and with it the file
        part.unlink()
        leftovers.end(vault, part)


def _name(vault: Vault, part: Path, path: Path) -> None:
    """:raises OutboxUnnamed: the stick was taken out in this very moment"""
    try:
        part.replace(path)
        flush_folder(path.parent)
    except OSError:
        raise OutboxUnnamed from None
    leftovers.end(vault, part)


def _next_number(work: Work, signing_key: str, recipient: str) -> tuple[int, str]:
    """The running number of the next package by this key to this recipient, and the root hash before it."""
    row = work.session.scalars(
        select(SentPackageRow)
        .where(SentPackageRow.signing_key == signing_key, SentPackageRow.recipient == recipient)
        .order_by(SentPackageRow.sequence.desc())
    ).first()
    return last_number(work, signing_key, recipient) + 1, row.root_hash if row else ""


def last_number(work: Work, signing_key: str, recipient: str) -> int:
    """The highest running number that this key has used to this recipient, as far as the vault knows."""
    used = select(func.max(SentPackageRow.sequence)).where(
        SentPackageRow.signing_key == signing_key, SentPackageRow.recipient == recipient
    )
    heard: int = settings.read(work.session, _heard(signing_key, recipient), 0)
    return max(work.session.scalar(used) or 0, heard)


def jump_past(work: Work, signing_key: str, recipient: str, number: int) -> None:
    """Count from `number` on: the recipient has seen it before a vault that was restored forgot it."""
    settings.write(work.session, _heard(signing_key, recipient), number)


def _heard(signing_key: str, recipient: str) -> str:
    return f"heard:{signing_key}:{recipient}"


def _ledger_row(
    work: Work, sealed: Sealed, subject: UUID, recipient: str, sequence: int, folder: Path
) -> SentPackageRow:
    return SentPackageRow(
        package_id=sealed.package_id,
        kind=sealed.envelope.kind,
        subject_id=subject,
        recipient=recipient,
        signing_key=sealed.envelope.signing_key,
        sequence=sequence,
        root_hash=sealed.root_hash,
        file_sha256=sealed.file_sha256,
        envelope=sealed.envelope_bytes,
        folder=str(folder),
        sealed_at=work.now,
    )


def sha256_of(path: Path) -> str:
    """The hex SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
