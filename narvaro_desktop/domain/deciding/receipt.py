"""Kvittens: the huvudman's answer to an anmälan, as the document of resources/schemas/receipt-1.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.terms import OfferedSupport, ReceiptStatus
from narvaro_desktop.errors import NarvaroError

SCHEMA: Final = "narvaro/receipt/1"
LONGEST_MESSAGE: Final = 300
_INSTANT: Final = "%Y-%m-%dT%H:%M:%SZ"


class ReceiptIncomplete(NarvaroError):
    """Who received it and whom to contact are needed; a returned one says why."""


class MessageTooLong(NarvaroError):
    """The message has `length` characters; LONGEST_MESSAGE are allowed."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the huvudman answers; `received_by` is a function, `received_at` in UTC to the second."""

    status: ReceiptStatus
    received_at: datetime
    received_by: str
    contact: str
    offered: tuple[OfferedSupport, ...] = ()
    registration_number: str = ""
    message: str = ""
    reason: str = ""


def receipt_document(receipt: Receipt) -> dict[str, Any]:
    """What is sealed; raises ReceiptIncomplete or MessageTooLong."""
    if not clean(receipt.received_by) or not clean(receipt.contact):
        raise ReceiptIncomplete
    if (receipt.status is ReceiptStatus.RETURNED) is not bool(receipt.reason):
        raise ReceiptIncomplete
    if len(clean(receipt.message)) > LONGEST_MESSAGE:
        raise MessageTooLong(len(clean(receipt.message)))
    optional = {
        "reason": receipt.reason,
        "registrationNumber": clean(receipt.registration_number),
        "message": clean(receipt.message),
    }
    return {
        "schema": SCHEMA,
        "status": receipt.status.key,
        "receivedAt": receipt.received_at.astimezone(UTC).strftime(_INSTANT),
        "receivedBy": clean(receipt.received_by),
        "offeredSupport": [kind.key for kind in OfferedSupport if kind in receipt.offered],
        "contact": clean(receipt.contact),
    } | {key: value for key, value in optional.items() if value}


def receipt_of(document: Mapping[str, Any]) -> Receipt:
    """The receipt in a document whose form has been checked."""
    return Receipt(
        status=ReceiptStatus.of(document["status"]),
        received_at=datetime.strptime(document["receivedAt"], _INSTANT).replace(tzinfo=UTC),
        received_by=document["receivedBy"],
        contact=document["contact"],
        offered=tuple(OfferedSupport.of(key) for key in document["offeredSupport"]),
        registration_number=document.get("registrationNumber", ""),
        message=document.get("message", ""),
        reason=document.get("reason", ""),
    )
