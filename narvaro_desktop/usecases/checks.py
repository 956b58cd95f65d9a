"""Is the vault whole: its pages, its access log, and every row that the log answers for."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.store import log_verify
from narvaro_desktop.store.witnesses import read_witnesses
from narvaro_desktop.usecases.work import Work


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
    """Look at every page, the whole log, and every row against its last logged hash."""
    work.may(Resource.LOG, Action.READ)
    damaged = [str(row[0]) for row in work.session.execute(text("PRAGMA cipher_integrity_check"))]
    sound = [str(row[0]) for row in work.session.execute(text("PRAGMA integrity_check"))]
    vault = UUID(work.vault.id)
    report = log_verify.verify(
        work.session,
        vault,
        log_verify.signers_of(work.vault.key_file),
        read_witnesses(work.vault.state, vault),
    )
    work.log("vault.verify", flaws=len(report.findings))
    return Verified(
        events=report.events,
        checkpoints=report.checkpoints,
        rows=report.rows,
        unsigned=report.unsigned,
        damaged_pages=(*damaged, *(line for line in sound if line != "ok")),
        flaws=tuple(f"{found.flaw.value}: {found.device[:8]} {found.sequence}" for found in report.findings),
    )
