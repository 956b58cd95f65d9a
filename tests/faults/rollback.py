"""Logs tampered with and old vaults put back: each is noticed, and no honest opening raises an alarm."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.log_verify import signers_of, verify
from narvaro_desktop.store.witnesses import read_witnesses
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, vaults
from tests.faults.acts import KURATOR, REKTOR, Stage

_EDITS = (
    "UPDATE access_log SET action = 'view' WHERE sequence = {n}",
    "UPDATE access_log SET user_id = 'x' WHERE sequence = {n}",
    "UPDATE access_log SET at_utc = '2020-01-01T00:00:00Z' WHERE sequence = {n}",
    "UPDATE access_log SET facts = '{{}}' WHERE sequence = {n} AND facts <> '{{}}'",
    "DELETE FROM access_log WHERE sequence = {n}",
    "DELETE FROM access_log WHERE sequence >= {n}",
    "UPDATE checkpoint SET signature = zeroblob(64) WHERE sequence = (SELECT max(sequence) FROM checkpoint)",
    "UPDATE student SET class_name = '9Z'",
    "DELETE FROM student",
)


def work_day(stage: Stage, name: str) -> None:
    """Somebody unlocks, adds a pupil and locks."""
    office = stage.unlock(KURATOR)
    with office.work() as work:
        students.add(work, name, "5B")
    vaults.leave(office)
    office.close()


def tampered(original: Stage, room: Path) -> tuple[int, int]:
    """How many kinds of tampering were tried, and how many a check did not find."""
    stage = original.copied(room / "tampered")
    work_day(stage, "Alva Granbarr")
    tried = missed = 0
    for number in range(2, 8):
        for edit in _EDITS:
            found = _finds(stage.copied(room / "one"), edit.format(n=number))
            tried += found is not None
            missed += found is False
    return tried, missed


def put_back(original: Stage, room: Path) -> tuple[int, int]:
    """The same for old vaults: alone, and with the old state file where a newer backup has seen more."""
    tried = missed = 0
    for days in range(1, 5):
        stage = original.copied(room / "put-back")
        office = stage.unlock(REKTOR)
        with office.work() as work:
            backups.choose_folder(work, stage.disk)
        vaults.leave(office)
        office.close()
        old = {path: path.read_bytes() for path in stage.folder.rglob("*") if path.is_file()}
        for day in range(days):
            work_day(stage, f"Elev{day} Granbarr")
        office = stage.unlock(REKTOR)
        backups.make(office)
        vaults.leave(office)
        office.close()
        new = {path: path.read_bytes() for path in old}
        for with_state in (False, True):
            for path, content in old.items():
                path.write_bytes(content if with_state or path == stage.vault else new[path])
            tried += 1
            missed += not _refuses(stage)
    return tried, missed


def false_alarms(original: Stage, room: Path, openings: int) -> int:
    """How many of so many honest openings were refused, or left a log that a check doubts."""
    stage, wrong = original.copied(room / "honest"), 0
    for _ in range(openings):
        wrong += _refuses(stage)
    return wrong + bool(_finds(stage, ""))


def _refuses(stage: Stage) -> bool:
    try:
        office = stage.unlock(KURATOR)
    except NarvaroError:
        return True
    vaults.leave(office)
    office.close()
    return False


def _finds(stage: Stage, edit: str) -> bool | None:
    """Whether a check finds what was edited with the vault's own key, past the program; None: no row was."""
    office = stage.unlock(REKTOR)
    try:
        if edit:
            with office.vault.engine.begin() as connection:
                changed = connection.execute(text(edit)).rowcount
            if not changed:
                return None
        with office.work() as work:
            vault = UUID(work.vault.id)
            signers = signers_of(work.vault.key_file)
            report = verify(work.session, vault, signers, read_witnesses(stage.state, vault))
        return not report.is_whole
    finally:
        office.close()
