"""The kvittens: what the huvudman answers to a package."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from narvaro_desktop.sealing import canonical, wire
from narvaro_desktop.sealing.refusals import PayloadForm
from narvaro_desktop.sealing.schema import ShapeFault, check, schema

SCHEMA = "narvaro/receipt/1"
PATH = "data/receipt.json"


@dataclass(frozen=True, slots=True)
class Receipt:
    """receipt.json, its terms as stored keys; `reason` is a code, always and only in a returned one."""

    status: str
    received_at: datetime
    received_by: str
    offered_support: tuple[str, ...]
    contact: str
    reason: str = ""
    registration_number: str = ""
    message: str = ""

    def to_bytes(self) -> bytes:
        """The canonical JSON; refused where a reader would refuse it."""
        text = canonical.dumps({"schema": SCHEMA, **wire.to_json(self)})
        self.from_bytes(text)
        return text

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """JsonForm or PayloadForm unless `text` is a receipt."""
        fields: Any = canonical.loads(text, PATH)
        try:
            check(fields, schema("receipt-1"))
        except ShapeFault as fault:
            raise PayloadForm(entry=PATH, field=fault.where) from None
        receipt = wire.from_json(cls, fields)
        if bool(receipt.reason) != (receipt.status == "returned"):
            raise PayloadForm(entry=PATH, field="reason")
        return receipt
