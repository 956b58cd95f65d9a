"""join.json: what a new laptop gets of the school it joins: who it is, its people, routines and calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from narvaro_desktop.sealing import canonical, wire
from narvaro_desktop.sealing.pieces import Pieces
from narvaro_desktop.sealing.refusals import PayloadForm
from narvaro_desktop.sealing.schema import ShapeFault, check, schema

SCHEMA = "narvaro/join/1"
PATH = "data/join.json"


@dataclass(frozen=True, slots=True)
class School:
    name: str
    unit_code: str
    governance: str
    huvudman: str = ""
    huvudman_id: str = ""
    contact: str = ""
    home_municipality: str = ""


@dataclass(frozen=True, slots=True)
class PersonOf:
    """Someone of the school; `id` is the same on every laptop."""

    id: str
    name: str
    role: str
    left: bool = False


@dataclass(frozen=True, slots=True)
class PackOf:
    """A routine that the school keeps besides those that come with the program."""

    key: str
    document: Pieces
    origin: str
    signature: str = ""
    signing_key: str = ""
    signer: str = ""
    in_use_from: date | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """`calendar` is JSON; `trusted` are cards of others that the school has called, as signed files."""

    school: School
    people: tuple[PersonOf, ...]
    packs: tuple[PackOf, ...]
    trusted: tuple[Pieces, ...]
    calendar: Pieces = ()

    def to_bytes(self) -> bytes:
        """The canonical JSON; refused where a reader would refuse it."""
        text = canonical.dumps({"schema": SCHEMA, **wire.to_json(self)})
        self.from_bytes(text)
        return text

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """JsonForm or PayloadForm unless `text` is a join."""
        fields: Any = canonical.loads(text, PATH)
        try:
            check(fields, schema("join-1"))
        except ShapeFault as fault:
            raise PayloadForm(entry=PATH, field=fault.where) from None
        return wire.from_json(cls, fields)
