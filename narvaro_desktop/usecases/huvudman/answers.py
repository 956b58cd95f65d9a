"""Kvittenser that say more than *mottagen*, or say it to many at once."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.receipt import Receipt
from narvaro_desktop.domain.terms import ReceiptStatus
from narvaro_desktop.store.tables import ReceivedRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import matters
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Made, Work


@dataclass(frozen=True, slots=True)
class Answered:
    """The kvittenser of a batch, and how many could not be made since their sender is no longer trusted."""

    files: tuple[SealedFile, ...]
    left: int


def acknowledge_all(
    work: Work, received_ids: Sequence[UUID], folder: Path, *, contact: str
) -> Made[Answered]:
    """*Mottagen* to each, all of them or none; what has been answered meanwhile is left as it is."""
    waiting = [each for each in received_ids if work.session.get_one(ReceivedRow, each).status is None]
    return Made(inbox.CHANGED, answer_each(work, waiting, folder, contact=contact))


def answer_each(
    work: Work, received_ids: Sequence[UUID], folder: Path, *, contact: str, message: str = ""
) -> Answered:
    """A kvittens for each package; those to several senders lie in a folder for each, named by its number."""
    rows = [work.session.get_one(ReceivedRow, each) for each in received_ids]
    known = [row for row in rows if others_cards.card_of(work, row.sender) is not None]
    many = len({row.sender for row in known}) > 1
    if many:
        with suppress(OSError):  # what hinders it is told where the first file is begun
            folder.mkdir(exist_ok=True)
    files = [
        inbox.acknowledge(
            work, row.id, folder / row.sender.partition(":")[2] if many else folder,
            contact=contact, message=message,
        ).value
        for row in known
    ]  # fmt: skip
    if files:
        settings.write(work.session, "outbox", str(folder))
    return Answered(tuple(files), len(rows) - len(known))


def ask_for_more(
    work: Work, received_id: UUID, folder: Path, *, contact: str, message: str
) -> Made[SealedFile]:
    """Ask the school to send more: a kvittens that says what is missing, and the matters wait for it."""
    made = inbox.acknowledge(work, received_id, folder, contact=contact, message=message)
    matters.completion_asked(work, received_id)
    return made


def return_received(
    work: Work, received_id: UUID, folder: Path, *, contact: str, message: str, reason: str = "other"
) -> Made[SealedFile]:
    """*Återsänd*: the school is told why, and seals anew; what came stands in the register as returned."""
    work.may(Resource.PACKAGE, Action.SEAL)
    row = work.session.get_one(ReceivedRow, received_id)
    card = others_cards.card_of(work, row.sender)
    if card is None:
        raise inbox.SenderNotTrusted(row.sender)
    row.status, row.answered_at = ReceiptStatus.RETURNED, work.now
    row.message, row.contact = message.strip(), contact.strip()
    matters.completion_asked(work, received_id)
    receipt = Receipt(
        status=row.status,
        received_at=row.received_at,
        received_by=f"{work.actor.name}, {work.actor.role.swedish}",
        contact=row.contact,
        message=row.message,
        reason=reason,
    )
    return Made(inbox.CHANGED, inbox.seal_answer(work, row, card, receipt, folder))
