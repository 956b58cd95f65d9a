"""What is dropped on the window: an anmälan at the huvudman, a kvittens at the school, a kontaktkort at both.

huvudman   package → register (`register`) → kvittens *mottagen* at once → a second one with diarienummer
school     kvittens → the case says *Mottagen*, an offered support becomes something to do
both       kontaktkort → two groups from the call (`keys`)
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.matter import PackageKind
from narvaro_desktop.domain.deciding.receipt import Receipt, receipt_document, receipt_of
from narvaro_desktop.domain.terms import NotificationState, OfferedSupport, ReceiptStatus, VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.envelope import Envelope, InReplyTo
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.sealing.package import Opened, PayloadFile, inspect
from narvaro_desktop.sealing.reading import Seen
from narvaro_desktop.sealing.refusals import (
    Duplicate,
    PackageRefused,
    SequenceFork,
    UnknownSigner,
)
from narvaro_desktop.store.tables import ReceivedFileRow, ReceivedRow, SeenPackageRow, SentPackageRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import outgoing
from narvaro_desktop.usecases.deciding.outgoing import Outgoing
from narvaro_desktop.usecases.figures import aggregates
from narvaro_desktop.usecases.huvudman import matter_intake, matters
from narvaro_desktop.usecases.huvudman.register import offered_in
from narvaro_desktop.usecases.plain_files import read_small
from narvaro_desktop.usecases.receiving import held_packages
from narvaro_desktop.usecases.sending import (
    card_keys,
    others_cards,
    package_opening,
    packages,
    sealed_elsewhere,
)
from narvaro_desktop.usecases.sending.card_keys import ListRead
from narvaro_desktop.usecases.sending.others_cards import CardRead
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.sending.sealed_elsewhere import SealedElsewhere
from narvaro_desktop.usecases.sharing import handover_files
from narvaro_desktop.usecases.sharing.handover_files import HANDOVER, RETURN, Taken
from narvaro_desktop.usecases.vault import older
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PACKAGES, Area.CASES, Area.DECISIONS})
_TOLD: Final = frozenset(kind.key for kind in PackageKind)
LONGEST_LEAP: Final = 1_000_000
LARGEST_CARD: Final = 1 << 20
"""A kontaktkort is a small open file; anything larger is a package or nothing of ours."""


class NotForUs(NarvaroError):
    """A package of this kind is not read by this vault: (kind,)."""


class ReceiptUnknown(NarvaroError):
    """The kvittens answers a package that was not sealed here."""


class SenderNotTrusted(NarvaroError):
    """To answer, the school's kontaktkort must be trusted first: (its id,)."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a dropped file was: exactly one of the six."""

    received: UUID | None = None
    answered: UUID | None = None
    card: CardRead | None = None
    taken: Taken | None = None
    figures: UUID | None = None
    revoked: ListRead | None = None
    missing: tuple[int, ...] = ()
    """Running numbers of the sender that have not come."""


def receive(work: Work, path: Path) -> Made[Arrived]:
    """Read the file at `path`, whatever it is; raises the refusals of `sealing`, with nothing kept.

    :raises FileUnreadable, NotACard, OwnCardRead, NotForUs, ReceiptUnknown, SealedElsewhere, SealedHere:
    :raises NoKeyToOpen:
    """
    if read_small(path, 64).lstrip()[:1] == b"{":
        text = read_small(path, LARGEST_CARD)
        if b'"revocation"' in text[:64]:
            told = card_keys.read_list(work, text)
            return Made(told.changes | CHANGED, Arrived(revoked=told.value))
        read = others_cards.read_card(work, text)
        return Made(read.changes | CHANGED, Arrived(card=read.value))
    try:
        opened = package_opening.open_file(work, path, packages.seen(work))
        settings.write(work.session, "inbox", str(path.parent))
        return _keep(work, opened)
    except (UnknownSigner, ReceiptUnknown):
        if sealed_elsewhere.answers(work, path):
            raise SealedElsewhere from None
        raise


def receive_held(work: Work, held_id: UUID) -> Made[Arrived]:
    """Read a package that has waited for its sender's kontaktkort; the refusals are those of `receive`.

    Nothing has come where it waits no more: it was read in meanwhile, by a colleague or a moment ago.
    """
    if not held_packages.waits(work, held_id):
        return Made(NOTHING, Arrived())
    return _keep(work, package_opening.opened(work, held_packages.source(work, held_id), packages.seen(work)))


def refused(work: Work, refusal: NarvaroError, file: Path | UUID) -> Made[bool]:
    """The trace of a refused file, its code and hash: an act of its own, since the reading was undone.

    True where the package waits in the vault: it lacks only a kontaktkort, and may open once that is trusted.
    """
    if isinstance(file, UUID):
        return held_packages.tried(work, file, refusal)
    if isinstance(refusal, PackageRefused):
        try:
            with file.open("rb") as opened:
                found = inspect(opened).file_sha256
        except (OSError, PackageRefused):
            found = ""
        work.log("package.refused", code=refusal.code, sha256=found)
    return held_packages.hold(work, file, refusal)


def came_before(refusal: NarvaroError) -> str:
    """The id of a package that was refused since the very same has been received, else ""."""
    return str(refusal.facts["package_id"]) if isinstance(refusal, Duplicate) else ""


def may_be_sent_back(refusal: NarvaroError) -> bool:
    """Whether the sender can be answered: it is known for sure, and only its running number is taken."""
    return isinstance(refusal, SequenceFork)


def send_back(work: Work, path: Path, folder: Path, *, contact: str) -> Made[SealedFile]:
    """Answer a package whose running number was used before: *återsänd*, with the last number that came.

    Nothing of the package is kept; the school jumps past that number and seals again.
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    seen = packages.seen(work)
    opened = package_opening.open_file(work, path, Seen(seen.packages, {}))
    envelope = opened.envelope
    card = others_cards.card_of(work, envelope.sender.id)
    if card is None:
        raise SenderNotTrusted(envelope.sender.id)
    receipt = Receipt(
        status=ReceiptStatus.RETURNED,
        received_at=work.now,
        received_by=f"{work.actor.name}, {work.actor.role.swedish}",
        contact=contact.strip(),
        reason=SequenceFork.code,
    )
    text = canonical.dumps(receipt_document(receipt))
    last = max(seen.numbers.get(envelope.signing_key) or {}, default=0)
    sealed = packages.seal_to(
        work, card, _role(card), "receipt", work.new_id(), [PayloadFile("data/receipt.json", text)], folder,
        in_reply_to=InReplyTo(envelope.package_id, opened.root_hash, opened.file_sha256, last),
    )  # fmt: skip
    settings.remember(work, contact=contact)
    settings.write(work.session, "outbox", str(folder))
    return Made(CHANGED, sealed)


def acknowledge(
    work: Work,
    received_id: UUID,
    folder: Path,
    *,
    contact: str,
    registration_number: str = "",
    offered: Sequence[OfferedSupport] = (),
    message: str = "",
) -> Made[SealedFile]:
    """Seal a kvittens to the school: *mottagen*, or *diarieförd* once there is a diarienummer.

    A later kvittens supersedes an earlier one, so nothing that was said before is lost by saying more.
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    row = work.session.get_one(ReceivedRow, received_id)
    card = others_cards.card_of(work, row.sender)
    if card is None:
        raise SenderNotTrusted(row.sender)
    row.registration_number = registration_number.strip() or row.registration_number
    row.offered_support = ",".join(kind.key for kind in offered) or row.offered_support
    row.message, row.contact = message.strip() or row.message, contact.strip()
    row.status = ReceiptStatus.REGISTERED if row.registration_number else ReceiptStatus.RECEIVED
    row.answered_at = work.now
    matters.registered(work, row)
    receipt = Receipt(
        status=row.status,
        received_at=row.received_at,
        received_by=f"{work.actor.name}, {work.actor.role.swedish}",
        contact=row.contact,
        offered=offered_in(row),
        registration_number=row.registration_number or "",
        message=row.message or "",
    )
    return Made(CHANGED, seal_answer(work, row, card, receipt, folder))


def seal_answer(work: Work, row: ReceivedRow, card: KeyCard, receipt: Receipt, folder: Path) -> SealedFile:
    """The kvittens as a file, to whoever sent `row`; whom to reach and where files go are remembered."""
    text = canonical.dumps(receipt_document(receipt))
    sealed = packages.seal_to(
        work, card, _role(card), "receipt", row.id, [PayloadFile("data/receipt.json", text)], folder,
        in_reply_to=InReplyTo(row.package_id, row.root_hash, row.file_sha256, _last_number(work, row)),
    )  # fmt: skip
    settings.remember(work, contact=receipt.contact)
    settings.write(work.session, "outbox", str(folder))
    return sealed


def _role(card: KeyCard) -> str:
    return "schoolUnit" if card.id.startswith("schoolUnit:") else "provider"


def _keep(work: Work, opened: Opened) -> Made[Arrived]:
    envelope = opened.envelope
    kind = settings.profile(work).kind
    packages.remember_seen(work, envelope, opened.root_hash, opened.file_sha256)
    held_packages.forget(work, opened.file_sha256)
    missing = tuple(opened.place.missing)
    if kind is VaultKind.HUVUDMAN and envelope.kind in _TOLD:
        arrived = Arrived(received=_register(work, opened), missing=missing)
    elif kind is VaultKind.HUVUDMAN and envelope.kind == aggregates.KIND:
        arrived = Arrived(figures=aggregates.take(work, opened).value, missing=missing)
    elif kind is VaultKind.HUVUDMAN and envelope.kind == "receipt":
        arrived = Arrived(received=_home_answer(work, opened), missing=missing)
    elif kind is VaultKind.SCHOOL and envelope.kind == "receipt":
        arrived = Arrived(answered=_answer(work, opened), missing=missing)
    elif kind is VaultKind.SCHOOL and envelope.kind in (HANDOVER, RETURN):
        arrived = Arrived(taken=handover_files.take(work, opened).value, missing=missing)
    else:
        raise NotForUs(envelope.kind)
    work.log("package.open", kind=envelope.kind, package=envelope.package_id, root=opened.root_hash)
    return Made(CHANGED | handover_files.CHANGED if arrived.taken else CHANGED, arrived)


def _register(work: Work, opened: Opened) -> UUID:
    envelope = opened.envelope
    row = ReceivedRow(
        id=work.new_id(),
        package_id=envelope.package_id,
        kind=envelope.kind,
        sender=envelope.sender.id,
        sender_name=opened.signer.card.display_name,
        signer=f"{envelope.sender.signer.display_name}, {envelope.sender.signer.title}",
        received_at=work.now,
        payload=opened.entries["data/notification.json"],
        paper=opened.entries["data/notification.pdf"],
        root_hash=opened.root_hash,
        file_sha256=opened.file_sha256,
        replaces=envelope.replaces.package_id if envelope.replaces else None,
        action=envelope.replaces.action if envelope.replaces else None,
    )
    work.session.add(row)
    work.session.flush()
    for content in envelope.contents:
        if content.role == "attachment":
            file = opened.entries[content.path]
            work.session.add(
                ReceivedFileRow(
                    id=work.new_id(), received_id=row.id, name=content.original_name,
                    media_type=content.media_type, content=file,
                )
            )  # fmt: skip
    matter_intake.take(work, row)
    return row.id


def _home_answer(work: Work, opened: Opened) -> UUID:
    """The hemkommun's kvittens on what it was told, beside the anmälan that it is about."""
    reply = _reply(opened.envelope)
    sent = work.session.get(SentPackageRow, reply.package_id)
    if sent is None or (sent.root_hash, sent.recipient) != (reply.root_hash, opened.envelope.sender.id):
        raise ReceiptUnknown
    receipt = receipt_of(json.loads(opened.entries["data/receipt.json"]))
    said = (receipt.status.label, receipt.received_by, receipt.registration_number, receipt.message)
    matters.home_answered(work, sent.subject_id, ", ".join(part for part in said if part))
    return sent.subject_id


def _answer(work: Work, opened: Opened) -> UUID:
    """The kvittens in the case of the anmälan that it answers.

    A leap of numbers that no school could have made would leave none to seal with.
    One that a later one has overtaken on its way adds to what is known, and takes the place of nothing.
    """
    reply = _reply(opened.envelope)
    sent = work.session.get(SentPackageRow, reply.package_id)
    answers_us = sent is not None and sent.root_hash == reply.root_hash
    if sent is None or not answers_us or sent.recipient != opened.envelope.sender.id:
        raise ReceiptUnknown
    rows = outgoing.of_package(work, sent)
    if not rows or reply.last_sequence > sent.sequence + LONGEST_LEAP:
        raise ReceiptUnknown
    row = rows[0]
    receipt = receipt_of(json.loads(opened.entries["data/receipt.json"]))
    older.by_receipt(work, sent, reply.last_sequence, is_taken=receipt.reason == SequenceFork.code)
    if receipt.status is ReceiptStatus.RETURNED:
        _returned(work, rows, sent, receipt)
        return row.case_id
    if _is_overtaken(work, opened.envelope):
        receipt = replace(
            receipt,
            registration_number=row.registration_number or receipt.registration_number,
            contact=row.contact or receipt.contact,
            message=row.message or receipt.message,
        )
    outgoing.answered(
        work,
        rows,
        receipt.received_at.astimezone(work.now.tzinfo).date(),
        receipt.received_by,
        receipt.registration_number,
        receipt.offered,
        receipt.contact,
        receipt.message,
    )
    return row.case_id


def _is_overtaken(work: Work, envelope: Envelope) -> bool:
    numbers = select(SeenPackageRow.sequence).where(SeenPackageRow.signing_key == envelope.signing_key)
    return max(work.session.scalars(numbers)) > envelope.sequence


def _returned(work: Work, rows: Sequence[Outgoing], sent: SentPackageRow, receipt: Receipt) -> None:
    """What was sent is to be sealed again, with a number above the last that the huvudman has seen.

    One that has been answered stays so, whatever comes later of the same package.
    """
    for row in rows:
        if row.package_id == sent.package_id and row.received_on is None:
            row.state = NotificationState.RETURNED
            row.contact, row.message = receipt.contact, receipt.message or row.message
        work.log("notification.returned", case=row.case_id, notification=str(row.id), reason=receipt.reason)


def _reply(envelope: Envelope) -> InReplyTo:
    if envelope.in_reply_to is None:
        raise ReceiptUnknown
    return envelope.in_reply_to


def _last_number(work: Work, row: ReceivedRow) -> int:
    """The highest running number that has come from the key that sealed `row`."""
    seen = work.session.get_one(SeenPackageRow, row.package_id)
    numbers = select(SeenPackageRow.sequence).where(SeenPackageRow.signing_key == seen.signing_key)
    return max(work.session.scalars(numbers))
