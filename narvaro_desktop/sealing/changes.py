"""changes.json: what one laptop knows of a case, as the change entries that another adds to its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from narvaro_desktop.sealing import canonical, wire
from narvaro_desktop.sealing.joining import PersonOf
from narvaro_desktop.sealing.pieces import Pieces
from narvaro_desktop.sealing.refusals import FutureVersion, PayloadForm
from narvaro_desktop.sealing.schema import ShapeFault, check, schema

SCHEMA = "narvaro/changes/1"
PATH = "data/changes.json"
_VALUES = ("none", "text", "number", "flag", "raw", "cell")


@dataclass(frozen=True, slots=True)
class Written:
    """One writing of one field. It holds one value, or none where a later entry was written over it.

    `text` is UTF-8 as it stands or, where a package may not hold its signs, in `raw`.  `cell` is the text of
    `info_class` sealed to the receiver's class key.
    """

    field: str
    over: tuple[str, ...] = ()
    none: bool = False
    text: Pieces = ()
    number: int | None = None
    flag: bool | None = None
    raw: Pieces = ()
    cell: Pieces = ()
    info_class: str = ""


@dataclass(frozen=True, slots=True)
class EntryOf:
    """One change entry; `made` brought the record, `gone` took it away."""

    id: str
    device: str
    clock: str
    actor: str
    table: str
    record: str
    writes: tuple[Written, ...]
    made: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """The case's absence when it was handed over, in tenths of a percent; lessons never travel."""

    tenths: int
    first: date
    last: date
    source: str
    data_date: date
    coverage: int


@dataclass(frozen=True, slots=True)
class ChangesOf:
    """A case as it travels; `about` is decision, comment or information."""

    case_id: str
    about: str
    people: tuple[PersonOf, ...]
    entries: tuple[EntryOf, ...]
    figures: Figures | None = None

    def to_bytes(self) -> bytes:
        """The canonical JSON; what a reader would refuse is refused when it is sealed."""
        return canonical.dumps({"schema": SCHEMA, **wire.to_json(self)})

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """JsonForm, FutureVersion or PayloadForm unless `text` is what one laptop tells another."""
        fields: Any = canonical.loads(text, PATH)
        version = fields.get("schema")
        if isinstance(version, str) and version != SCHEMA and version.startswith("narvaro/changes/"):
            raise FutureVersion(schema=version[:80])
        try:
            check(fields, schema("changes-1"))
        except ShapeFault as fault:
            raise PayloadForm(entry=PATH, field=fault.where) from None
        found = wire.from_json(cls, fields)
        for entry in found.entries:
            _agree(entry)
        return found


def _agree(entry: EntryOf) -> None:
    """At most one value for each field, a cell with its class, and each field once."""
    names = [write.field for write in entry.writes]
    if len(set(names)) != len(names) or (entry.made and entry.gone):
        raise PayloadForm(entry=PATH, field="writes")
    for write in entry.writes:
        values = [name for name in _VALUES if getattr(write, name) not in ((), None, False)]
        values += ["flag"] * (write.flag is False)
        if len(values) > 1 or bool(write.cell) != bool(write.info_class):
            raise PayloadForm(entry=PATH, field=f"writes.{write.field}"[:80])
