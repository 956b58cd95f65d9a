"""Is the vault whole: its pages, its access log, and every row that the log answers for."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, select, text

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.store import log_verify
from narvaro_desktop.store.tables import (
    AccessLogRow,
    Base,
    ChangeRow,
    CheckpointRow,
    DraftRow,
    MatterPackageRow,
    MatterRow,
    ReceivedRow,
)
from narvaro_desktop.store.witnesses import read_witnesses
from narvaro_desktop.usecases.work import Work

_NOT_RECORDS = frozenset(row.__tablename__ for row in (AccessLogRow, ChangeRow, CheckpointRow, DraftRow))


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table: how many rows it has, and its columns with their types."""

    name: str
    rows: int
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and what was found; `damaged_pages` and `flaws` are empty in a whole vault."""

    events: int
    checkpoints: int
    rows: int
    unsigned: int
    damaged_pages: tuple[str, ...]
    flaws: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.damaged_pages and not self.flaws


def shapes(work: Work) -> list[TableShape]:
    """The vault's tables with their counts and columns, never what stands in them."""
    from narvaro_desktop.store import inspection  # only here: the library takes start-up time

    work.may(Resource.LOG, Action.READ)
    work.log("vault.inspect")
    return [TableShape(one.name, one.rows, one.columns) for one in inspection.shapes(work.session)]


def verify(work: Work) -> Verified:
    """Look at every page, the whole log, every row against its last logged hash, and for rows of no act."""
    work.may(Resource.LOG, Action.READ)
    damaged = [] if work.vault.is_shared else _damaged_pages(work)
    vault = UUID(work.vault.id)
    report = log_verify.verify(
        work.session,
        vault,
        log_verify.signers_of(work.vault.key_file),
        read_witnesses(work.vault.state, vault),
        is_shared=work.vault.is_shared,
    )
    flaws = [f"{found.flaw.value}: {found.device[:8]} {found.sequence}" for found in report.findings]
    flaws += _put_in(work)
    work.log("vault.verify", flaws=len(flaws))
    return Verified(
        events=report.events,
        checkpoints=report.checkpoints,
        rows=report.rows,
        unsigned=report.unsigned,
        damaged_pages=tuple(damaged),
        flaws=tuple(flaws),
    )


def is_as_written(work: Work, received_id: UUID) -> bool:
    """Whether what stands of a package, and of its matters, is what somebody of the register wrote last.

    Asked where a register lies on a server: whoever runs that could write in class A.
    """
    work.may(Resource.PACKAGE, Action.READ)
    if not work.vault.is_shared:
        return True
    found = select(MatterPackageRow.id, MatterPackageRow.matter_id).where(
        MatterPackageRow.received_id == received_id
    )
    records = {(ReceivedRow.__tablename__, received_id)}
    for package, matter in work.session.execute(found):
        records |= {(MatterPackageRow.__tablename__, package), (MatterRow.__tablename__, matter)}
    signers = log_verify.signers_of(work.vault.key_file)
    return not log_verify.changed_past(work.session, UUID(work.vault.id), signers, records)


def _damaged_pages(work: Work) -> list[str]:
    """What the vault's file says of its pages; a server sees to its own."""
    ciphered = [str(row[0]) for row in work.session.execute(text("PRAGMA cipher_integrity_check"))]
    sound = [str(row[0]) for row in work.session.execute(text("PRAGMA integrity_check"))]
    return [*ciphered, *(line for line in sound if line != "ok")]


def _put_in(work: Work) -> list[str]:
    """Records without a change entry: no act made them, so somebody put them in past the program.

    Whoever has a certificate came with the vault, or was let in.
    """
    found, certified = [], {user.certificate.user for user in work.vault.key_file.users}
    for table in Base.metadata.sorted_tables:
        if table.name in _NOT_RECORDS or "id" not in table.c or not isinstance(table.c.id.type, Uuid):
            continue
        told = select(ChangeRow.record).where(ChangeRow.table_name == table.name)
        rows = work.session.scalars(select(table.c.id).where(table.c.id.not_in(told)))
        found += [f"put in: {table.name} {record}" for record in rows if record not in certified]
    return found
