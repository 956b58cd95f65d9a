"""Packages that wait for a kontaktkort: kept as they came, still sealed, until their sender has been checked.

refused for its sender → hold → a newer card of that sender is trusted → ready → read in, and forgotten here
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.refusals import PackageRefused, SignerNotAllowed, SignerNotValid, UnknownSigner
from narvaro_desktop.sealing.within import envelope_within
from narvaro_desktop.store.tables import HeldPackageRow
from narvaro_desktop.usecases.sending import attachments, keys, laptops, others_cards
from narvaro_desktop.usecases.sending.package_opening import Source
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PACKAGES})
MOST_BYTES: Final = 256 << 20
"""So much is kept for senders whom nobody knows; what comes then stays where it lies."""
MOST_OF_ONE: Final = MOST_BYTES // 4
"""So much for what calls itself one sender, so that no single file takes the room of all others."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A package that waits; who sent it is what it says itself, proved by nothing."""

    id: UUID
    sender: str
    sender_name: str
    held_at: datetime
    size: int
    is_known: bool
    """A card of the sender is trusted already, and does not have the key, or not for this."""


def waits_for_card(refusal: NarvaroError) -> bool:
    """Whether the package may open once a newer kontaktkort of its sender is trusted."""
    if isinstance(refusal, SignerNotValid):
        return refusal.facts.get("fault") == "dates"
    return isinstance(refusal, UnknownSigner | SignerNotAllowed)


def is_stranger(refusal: NarvaroError) -> bool:
    """Whether the sender is unknown; else it is known, and its card has ended or does not say enough."""
    return isinstance(refusal, UnknownSigner)


def hold(work: Work, path: Path, refusal: NarvaroError) -> Made[bool]:
    """Keep a package that was refused for its sender alone; whether it is kept here now."""
    if not waits_for_card(refusal):
        return Made(NOTHING, False)
    work.may(Resource.PACKAGE, Action.READ)
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_OF_ONE else b""
        envelope = envelope_within(BytesIO(content), keys.identities(work))
    except (OSError, PackageRefused):
        return Made(NOTHING, False)
    if envelope.kind in laptops.KINDS:
        return Made(NOTHING, False)
    digest = hashlib.sha256(content).hexdigest()
    if _row(work, digest) is not None:
        return Made(NOTHING, True)
    size = HeldPackageRow.size
    kept = dict(work.session.execute(select(HeldPackageRow.sender, func.sum(size)).group_by("sender")).all())
    if sum(kept.values()) + len(content) > MOST_BYTES:
        return Made(NOTHING, False)
    if kept.get(envelope.sender.id, 0) + len(content) > MOST_OF_ONE:
        return Made(NOTHING, False)
    work.session.add(
        HeldPackageRow(
            id=work.new_id(),
            file_sha256=digest,
            size=len(content),
            content=content,
            sender=envelope.sender.id,
            sender_name=attachments.plain_name(envelope.sender.display_name),
            code=_code(refusal),
            tried_serial=_serial(work, envelope.sender.id),
            held_at=work.now,
            held_by=work.actor.id,
        )
    )
    work.log("package.hold", sha256=digest)
    return Made(CHANGED, True)


def held(work: Work) -> list[HeldLine]:
    """What waits, the latest first; nothing for those who open no packages."""
    if not work.rules.rights.may(work.actor.role, Resource.PACKAGE, Action.READ):
        return []
    row = HeldPackageRow
    wanted = select(row.id, row.sender, row.sender_name, row.held_at, row.size).order_by(row.id.desc())
    return [
        HeldLine(
            held_id, sender, name, at.astimezone(work.now.tzinfo), size,
            others_cards.card_of(work, sender) is not None,
        )
        for held_id, sender, name, at, size in work.session.execute(wanted)
    ]  # fmt: skip


def ready(work: Work) -> list[UUID]:
    """Those whose sender has had a newer card trusted since they were last tried, the oldest first."""
    if not work.rules.rights.may(work.actor.role, Resource.PACKAGE, Action.READ):
        return []
    row = HeldPackageRow
    wanted = select(row.id, row.sender, row.tried_serial).order_by(row.id)
    return [
        held_id
        for held_id, sender, tried_serial in work.session.execute(wanted)
        if _serial(work, sender) > tried_serial
    ]


def waits(work: Work, held_id: UUID) -> bool:
    """Whether the package is still here, unread."""
    return work.session.get(HeldPackageRow, held_id) is not None


def source(work: Work, held_id: UUID) -> Source:
    """The package as it came."""
    work.may(Resource.PACKAGE, Action.READ)
    return partial(BytesIO, work.session.get_one(HeldPackageRow, held_id).content)


def tried(work: Work, held_id: UUID, refusal: NarvaroError) -> Made[bool]:
    """It was read again and refused: it waits on where a newer card could help, else it is gone."""
    work.may(Resource.PACKAGE, Action.READ)
    row = work.session.get(HeldPackageRow, held_id)
    if row is None:
        return Made(NOTHING, False)
    work.log("package.refused", code=_code(refusal), sha256=row.file_sha256)
    if waits_for_card(refusal):
        row.tried_serial, row.code = _serial(work, row.sender), _code(refusal)
        return Made(CHANGED, True)
    work.session.delete(row)
    return Made(CHANGED, False)


def discard(work: Work, held_id: UUID) -> Changes:
    """Nobody is going to check this sender: the package is taken away unread."""
    work.may(Resource.PACKAGE, Action.WRITE)
    row = work.session.get(HeldPackageRow, held_id)
    if row is None:
        return NOTHING
    work.log("package.discard", sha256=row.file_sha256)
    work.session.delete(row)
    return CHANGED


def forget(work: Work, file_sha256: str) -> None:
    """The file has been read in."""
    row = _row(work, file_sha256)
    if row is not None:
        work.session.delete(row)


def _row(work: Work, file_sha256: str) -> HeldPackageRow | None:
    return work.session.scalars(
        select(HeldPackageRow).where(HeldPackageRow.file_sha256 == file_sha256)
    ).first()


def _serial(work: Work, sender: str) -> int:
    """The newest trusted card of a sender, 0 for none."""
    card = others_cards.card_of(work, sender)
    return card.serial if card is not None else 0


def _code(refusal: NarvaroError) -> str:
    return refusal.code if isinstance(refusal, PackageRefused) else type(refusal).__name__
