"""What is done while the power goes: an act in a child process that says `ACK n` for each save it promises.

Each act has its own look at what is left: "" when nothing is lost, torn or damaged, else which of them.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select, text

from narvaro_desktop.domain.terms import ContactKind, Role, VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store import backup
from narvaro_desktop.store.generations import sets_in
from narvaro_desktop.store.log_verify import signers_of, verify
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import AccessLogRow, NoteRow, PersonRow, StudentRow
from narvaro_desktop.store.witnesses import read_witnesses
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, members, team, vaults
from narvaro_desktop.usecases.work import Office

PHRASE, NEW = "fem ord som ingen annan har", "sex andra ord som ingen har"
REKTOR, KURATOR, MENTOR = "Rektor Rönn", "Kurator Ek", "Mentor Al"
SAVES = 4
Say = Callable[[int], None]


@dataclass(frozen=True)
class Stage:
    """A folder with a vault, its state folder and a folder for backups."""

    folder: Path

    @property
    def vault(self) -> Path:
        return self.folder / "skola.narvaro"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def disk(self) -> Path:
        return self.folder / "usb"

    def unlock(self, person: str, phrase: str = PHRASE) -> Office:
        return vaults.unlock(self.vault, person, phrase, state=self.state, allow_weak=True)

    def copied(self, to: Path) -> "Stage":
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return Stage(to)


def build(folder: Path) -> Stage:
    """A small school with three people."""
    stage = Stage(folder)
    folder.mkdir(parents=True)
    office = vaults.create(
        stage.vault, VaultKind.SCHOOL, "Ekbackens skola", REKTOR, Role.PRINCIPAL, PHRASE,
        kdf=PRACTICE_KDF, state=stage.state,
    )  # fmt: skip
    for name, role in ((KURATOR, Role.COUNSELLOR), (MENTOR, Role.MENTOR)):
        with office.work() as work:
            team.add_person(work, name, role, PHRASE, kdf=PRACTICE_KDF)
    office.close()
    stage.disk.mkdir()
    return stage


def save(stage: Stage, say: Say) -> None:
    """A pupil and a note about her in one act, several times."""
    office = stage.unlock(KURATOR)
    for number in range(1, SAVES + 1):
        with office.work() as work:
            student = students.add(work, f"Elev{number} Granbarr", "5B").value
            notes.write(work, student, None, Written(ContactKind.NOTE, _text(number)))
        say(number)
    office.close()


def saved(stage: Stage, acknowledged: int) -> str:
    office = stage.unlock(KURATOR)
    try:
        with office.work() as work:
            rows = work.session.scalars(select(NoteRow).order_by(NoteRow.id)).all()
            pupils = work.session.scalar(select(func.count()).select_from(StudentRow))
            lines = work.session.scalar(
                select(func.count()).select_from(AccessLogRow).where(AccessLogRow.action == "note.write")
            )
            told = [notes._text(work, row) for row in rows]
    finally:
        office.close()
    if len(told) < acknowledged:
        return "lost"
    if told != [_text(number) for number in range(1, len(told) + 1)] or {pupils, lines} != {len(told)}:
        return "torn"
    return sound(stage)


def leave(stage: Stage, say: Say) -> None:
    """A colleague is taken out: key file, tables, then the vault under a new key."""
    office = stage.unlock(REKTOR)
    members.remove(office, _person(office, MENTOR))
    say(1)
    office.close()


def left(stage: Stage, acknowledged: int) -> str:
    office = stage.unlock(REKTOR)
    try:
        with office.work() as work:
            row = work.session.scalars(select(PersonRow).where(PersonRow.name == MENTOR)).one()
            has_slot = MENTOR in {user.certificate.label for user in office.vault.key_file.active_users}
            epoch = office.vault.me.header.vault_epoch
    finally:
        office.close()
    if acknowledged and has_slot:
        return "lost"
    if has_slot != (row.active_to is None) or (epoch == 1) != has_slot:
        return "torn"
    return sound(stage)


def rephrase(stage: Stage, say: Say) -> None:
    """A new passphrase for somebody who forgot it: the key file alone."""
    office = stage.unlock(REKTOR)
    person = _person(office, KURATOR)
    with office.work() as work:
        members.new_passphrase(work, person, NEW, kdf=PRACTICE_KDF)
    say(1)
    office.close()


def rephrased(stage: Stage, acknowledged: int) -> str:
    opens = []
    for phrase in (PHRASE, NEW):
        try:
            stage.unlock(KURATOR, phrase).close()
            opens.append(phrase)
        except NarvaroError:
            continue
    if len(opens) != 1:
        return "torn"
    return "lost" if acknowledged and opens != [NEW] else sound(stage)


def copy(stage: Stage, say: Say) -> None:
    """A backup on another disk."""
    office = stage.unlock(REKTOR)
    with office.work() as work:
        backups.choose_folder(work, stage.disk)
    backups.make(office)
    say(1)
    office.close()


def copied(stage: Stage, acknowledged: int) -> str:
    found = [folder for _made, folder in sets_in(stage.disk, _vault_id(stage))]
    if acknowledged and not found:
        return "lost"
    for folder in found:
        try:
            backup.read_set(folder)
        except NarvaroError:
            return "torn"
    return sound(stage)


def restore(stage: Stage, say: Say) -> None:
    """The vault is put back from a backup that lies there."""
    [found] = backups.found_in(stage.disk)
    backup.restore(found.folder, stage.vault, stage.state, datetime(2026, 10, 5, 7, 12, tzinfo=UTC))
    say(1)


def restored(stage: Stage, acknowledged: int) -> str:
    if not stage.vault.exists():
        aside = list(stage.folder.glob("skola-undan-*.narvaro"))
        if acknowledged or not aside:
            return "lost"
        aside[0].rename(stage.vault)  # the former vault lies beside, under a name that says so
    return sound(stage, REKTOR)


@dataclass(frozen=True)
class Act:
    """What is done, and what is looked at afterwards."""

    do: Callable[[Stage, Say], None]
    look: Callable[[Stage, int], str]
    needs_backup: bool = False


ACTS = {
    "save": Act(save, saved),
    "leave": Act(leave, left),
    "rephrase": Act(rephrase, rephrased),
    "backup": Act(copy, copied),
    "restore": Act(restore, restored, needs_backup=True),
}


def looked_at(act: Act, stage: Stage, acknowledged: int) -> str:
    """What is wrong with what is left; a vault that does not open is damaged."""
    try:
        return act.look(stage, acknowledged)
    except NarvaroError as fault:
        return f"damaged {type(fault).__name__}"


def said_by(output: bytes) -> int:
    """The last save that the child promised."""
    return max((int(number) for number in re.findall(rb"ACK (\d+)\n", output)), default=0)


def say_on(descriptor: int) -> Say:
    return lambda number: os.write(descriptor, b"ACK %d\n" % number) and None


def sound(stage: Stage, person: str = REKTOR) -> str:
    """The vault opens, and pages, log and rows are whole."""
    office = vaults.unlock(stage.vault, person, PHRASE, state=stage.state, allow_weak=True, accept_older=True)
    try:
        with office.work() as work:
            vault = UUID(work.vault.id)
            report = verify(
                work.session, vault, signers_of(work.vault.key_file), read_witnesses(stage.state, vault)
            )
            whole = work.session.scalar(text("PRAGMA integrity_check")) == "ok"
            pages = work.session.execute(text("PRAGMA cipher_integrity_check")).all()
    finally:
        office.close()
    return "" if report.is_whole and whole and not pages else "damaged"


def _person(office: Office, name: str) -> UUID:
    with office.work() as work:
        return work.session.scalars(select(PersonRow.id).where(PersonRow.name == name)).one()


def _vault_id(stage: Stage) -> str:
    office = stage.unlock(REKTOR)
    office.close()
    return office.vault.id


def _text(number: int) -> str:
    return f"Anteckning {number}: hon berättar att vägen till skolan känns lång." * 8
