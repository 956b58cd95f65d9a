"""A computer whose clock goes wrong: set back a day, at 1970, ten years ahead, and right again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.terms import ContactKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.log_verify import signers_of, verify
from narvaro_desktop.store.tables import AccessLogRow, NoteRow
from narvaro_desktop.store.witnesses import read_witnesses
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.clock import SWEDEN, Clock
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, vaults
from tests.faults.acts import KURATOR, REKTOR, Stage

DAYS = (0, -1, -20_000, 3_650, 0)


@dataclass(frozen=True)
class Shifted(Clock):
    """The machine's clock, so many days wrong; 1970 is as far back as a machine goes."""

    days: int = 0

    def now(self) -> datetime:
        wrong = datetime.now(UTC) + timedelta(self.days)
        return max(wrong, datetime(1970, 1, 1, tzinfo=UTC)).replace(microsecond=0).astimezone(SWEDEN)


def wrongs(original: Stage, room: Path) -> Iterator[str]:
    """What is wrong after each turn of the clock, "" where all is kept, in order and whole."""
    stage = original.copied(room / "clock")
    for number, days in enumerate(DAYS, 1):
        try:
            yield _day(stage, number, days)
        except NarvaroError as fault:
            yield f"refused {type(fault).__name__}"


def _day(stage: Stage, number: int, days: int) -> str:
    office = stage.unlock(KURATOR)
    office.clock = Shifted(days=days)
    with office.work() as work:
        student = students.add(work, f"Elev{number} Granbarr", "5B").value
        notes.write(work, student, None, Written(ContactKind.NOTE, f"Anteckning {number}"))
        backups.choose_folder(work, stage.disk)
    backups.make(office)
    vaults.leave(office)
    office.close()
    office = stage.unlock(REKTOR)
    try:
        with office.work() as work:
            vault = UUID(work.vault.id)
            seen = read_witnesses(stage.state, vault)
            if not verify(work.session, vault, signers_of(work.vault.key_file), seen).is_whole:
                return "damaged"
            rows = work.session.scalars(select(NoteRow).order_by(NoteRow.id)).all()
            lines = work.session.scalars(
                select(AccessLogRow.sequence).where(AccessLogRow.action == "note.write")
            ).all()
            return "" if len(rows) == len(lines) == number and list(lines) == sorted(lines) else "lost"
    finally:
        office.close()
