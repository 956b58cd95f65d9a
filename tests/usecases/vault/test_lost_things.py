"""What a school may lose, each from the beginning to the end: passphrase, copies of the keys, the laptop."""

from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.terms import ContactKind, Role
from narvaro_desktop.store.errors import KeyFileMissing, OlderThanWitness, SheetOpensNothing, WrongPassphrase
from narvaro_desktop.store.key_copies import copy_paths
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, checks, members, recovery, team, vaults
from narvaro_desktop.usecases.vault.recovery import SheetKind
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

NEW = "en helt annan fras än förut"
TEXT = "Elvira berättar att vägen till skolan känns lång."


class Kept:
    """What the school has when something is lost: the sheet's characters, and a folder with backups."""

    def __init__(self, sheet: str, disk: Path, case_id: UUID) -> None:
        self.sheet, self.disk, self.case_id = sheet, disk, case_id


@pytest.fixture
def kept(school: School, tmp_path: Path) -> Kept:
    """A school with a case, a note, a sheet on paper and a backup on another disk."""
    disk = tmp_path / "usb"
    disk.mkdir()
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        printed = recovery.print_sheet(work, SheetKind.VAULT).value
        recovery.check(work, printed, {n: printed.sheet.groups[n - 1] for n in printed.asked})
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student).value
        notes.write(work, student, case_id, Written(ContactKind.NOTE, TEXT))
        backups.choose_folder(work, disk)
    backups.make(office)
    vaults.leave(office)
    office.close()
    return Kept("\n".join(printed.sheet.lines), disk, case_id)


def _reads(office: Office, case_id: UUID) -> list[str]:
    with office.work() as work:
        if office.actor.role is Role.PRINCIPAL:
            assert checks.verify(work).is_whole
        return [note.text for note in notes.notes_of(work, case_id)]


def test_a_lost_passphrase(school: School, kept: Kept) -> None:
    recovery.new_passphrase(school.path, kept.sheet, "Rektor Rönn", NEW, state=school.state, kdf=PRACTICE_KDF)

    with pytest.raises(WrongPassphrase):
        school.unlock("Rektor Rönn")
    office = vaults.unlock(school.path, "Rektor Rönn", NEW, state=school.state, allow_weak=True)
    assert _reads(office, kept.case_id) == [TEXT]
    office.close()
    school.unlock("Kurator Ek").close()


@pytest.mark.parametrize("left", [0, 1, 2])
def test_two_of_three_copies_of_the_keys_are_lost(school: School, kept: Kept, left: int) -> None:
    office = school.unlock()
    paths = copy_paths(office.vault.key_file, school.path, school.state)
    office.close()
    for place, path in enumerate(paths):
        if place != left:
            path.unlink()

    office = school.unlock()
    assert _reads(office, kept.case_id) == [TEXT]
    office.close()
    assert all(path.is_file() for path in paths)


def test_all_copies_of_the_keys_are_lost_and_come_back_from_a_backup(school: School, kept: Kept) -> None:
    office = school.unlock()
    paths = copy_paths(office.vault.key_file, school.path, school.state)
    office.close()
    for path in paths:
        path.unlink()
    with pytest.raises(KeyFileMissing):
        school.unlock()

    [found] = backups.found_in(kept.disk)
    target = backups.restore(found.folder, state=school.state)

    office = vaults.unlock(
        target, "Kurator Ek", School.PHRASE, state=school.state, allow_weak=True, accept_older=True
    )
    assert _reads(office, kept.case_id) == [TEXT]
    office.close()
    _clear(target)


def test_a_lost_laptop_with_the_sheet_and_a_backup_alone(kept: Kept, tmp_path: Path) -> None:
    new_machine = tmp_path / "ny dator"
    [found] = backups.found_in(kept.disk.parent)

    target = backups.restore(found.folder, state=new_machine)
    recovery.new_passphrase(target, kept.sheet, "Rektor Rönn", NEW, state=new_machine, kdf=PRACTICE_KDF)

    office = vaults.unlock(target, "Rektor Rönn", NEW, state=new_machine, allow_weak=True)
    assert _reads(office, kept.case_id) == [TEXT]
    person = next(one.id for one in _people(office) if one.name == "Kurator Ek")
    with office.work() as work:
        members.new_passphrase(work, person, NEW, kdf=PRACTICE_KDF)
    office.close()
    again = vaults.unlock(target, "Kurator Ek", NEW, state=new_machine, allow_weak=True)
    assert _reads(again, kept.case_id) == [TEXT]
    again.close()
    _clear(target)


def test_a_restore_is_practised_with_the_sheet_alone(school: School, kept: Kept) -> None:
    office = school.unlock()
    before = {path: path.read_bytes() for path in kept.disk.rglob("*") if path.is_file()}

    drilled = backups.drill(office, kept.sheet.lower())

    assert drilled.rows > 10
    with office.work() as work:
        assert backups.state(work).drilled_on == work.today
    assert {path: path.read_bytes() for path in kept.disk.rglob("*") if path.is_file()} == before
    office.close()


def test_a_drill_with_the_sheet_of_another_vault_says_so(school: School, kept: Kept, tmp_path: Path) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        recovery.print_sheet(work, SheetKind.VAULT)  # replaces the one that the backup knows
    backups.make(office)

    with pytest.raises(SheetOpensNothing):
        backups.drill(office, kept.sheet)
    office.close()


def test_a_sheet_that_is_younger_than_the_backup_is_practised_on_a_new_one(
    school: School, kept: Kept
) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        sheet = recovery.print_sheet(work, SheetKind.VAULT).value.sheet
        before = backups.state(work).newest
    assert before is not None

    backups.drill(office, " ".join(sheet.lines))

    with office.work() as work:
        after = backups.state(work).newest
        assert after is not None and after > before
    office.close()


def test_without_a_backup_there_is_nothing_to_practise(office: Office) -> None:
    with pytest.raises(backups.BackupMissing):
        backups.drill(office, "0000")


def test_an_old_vault_with_its_old_state_is_noticed_by_a_newer_backup(
    school: School, kept: Kept, tmp_path: Path
) -> None:
    old = {path: path.read_bytes() for path in school.path.parent.rglob("*") if path.is_file()}
    office = school.unlock()
    with office.work() as work:
        students.add(work, "Bo Regnskur", "8A")
    backups.make(office)
    vaults.leave(office)
    office.close()

    for path, content in old.items():
        path.write_bytes(content)

    with pytest.raises(OlderThanWitness):
        school.unlock()
    office = vaults.unlock(
        school.path, "Kurator Ek", School.PHRASE, state=school.state, allow_weak=True, accept_older=True
    )
    office.close()
    school.unlock().close()  # never asked twice


def _people(office: Office) -> list[team.Person]:
    with office.work() as work:
        return [one for one in team.people(work) if one.role is not Role.PRINCIPAL]


def _clear(target: Path) -> None:
    for left in target.parent.glob(f"{target.stem}*"):
        left.unlink()
