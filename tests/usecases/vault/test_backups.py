"""Backups: made by themselves, counted from the folder, late after seven days."""

from datetime import timedelta
from pathlib import Path

import pytest

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.store.backup import read_set
from narvaro_desktop.store.errors import OlderThanWitness
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.vault import backups, vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School


@pytest.fixture
def folder(office: Office, tmp_path: Path) -> Path:
    """A folder of one's own for backups, as if on another disk."""
    chosen = tmp_path / "annan disk"
    chosen.mkdir()
    with office.work() as work:
        backups.choose_folder(work, chosen)
    return chosen


def test_backups_lie_in_the_documents_unless_one_says_otherwise(office: Office) -> None:
    with office.work() as work:
        state = backups.state(work)

    assert state.folder == documents_folder() / "Säkerhetskopior"
    assert (state.is_late, state.is_own_folder) == (False, False)


def test_todays_backup_is_made_once(office: Office, folder: Path) -> None:
    with office.work() as work:
        assert backups.due(work)

    backups.make(office)

    with office.work() as work:
        state = backups.state(work)
        assert not backups.due(work)
    assert (state.count, state.folder, state.is_own_folder) == (1, folder, True)
    [made] = folder.iterdir()
    assert read_set(made).vault == office.vault.id


def test_of_two_in_the_same_second_the_newer_stays(office: Office, folder: Path) -> None:
    first = backups.make(office)
    second = backups.make(office)

    assert second > first
    assert [read_set(made).made for made in folder.iterdir()] == [second]


def test_only_what_has_changed_is_backed_up_again_before_the_lock(office: Office, folder: Path) -> None:
    backups.make(office)
    with office.work() as work:
        work.now += timedelta(minutes=16)
        assert not backups.stale(work)

    with office.work() as work:
        settings.remember(work, unit_code="12345678")

    with office.work() as work:
        assert not backups.stale(work)
        work.now += timedelta(minutes=16)
        assert backups.stale(work)


def test_a_long_copy_does_not_hold_up_the_lock_and_is_made_when_the_vault_is_next_open(
    school: School, folder: Path, office: Office
) -> None:
    backups.make(office)
    with office.work() as work:
        settings.remember(work, unit_code="12345678")
    with office.work() as work:
        work.now += timedelta(minutes=16)
        backups.give_up_long(office.vault)
        assert backups.stale(work), "a small vault is copied while one locks"
        assert backups.due(work)
        backups.give_up_long(office.vault, quick=0)

        assert not backups.stale(work)


def test_a_vault_whose_file_is_gone_is_locked_all_the_same(office: Office, folder: Path) -> None:
    office.vault.path.rename(folder / "elsewhere.narvaro")

    backups.give_up_long(office.vault, quick=0)

    assert not office.vault.leaving.is_set()


def test_seven_days_without_a_backup_are_too_many(school: School, folder: Path, office: Office) -> None:
    made = backups.make(office)

    with office.work() as work:
        work.now = made + timedelta(days=7)
        assert not backups.state(work).is_late
    with office.work() as work:
        work.now = made + timedelta(days=7, minutes=1)
        assert backups.state(work).is_late


def test_a_backup_becomes_a_vault_of_its_own(school: School, tmp_path: Path) -> None:
    office = school.unlock()
    with office.work() as work:
        backups.choose_folder(work, tmp_path)
        settings.remember(work, unit_code="12345678")
    backups.make(office)
    vaults.leave(office)
    office.close()
    [copy] = tmp_path.glob("narvaro-*")

    target = backups.restore(copy, state=school.state)

    with pytest.raises(OlderThanWitness):
        vaults.unlock(target, "Kurator Ek", School.PHRASE, state=school.state, allow_weak=True)
    again = vaults.unlock(
        target, "Kurator Ek", School.PHRASE, state=school.state, allow_weak=True, accept_older=True
    )
    with again.work() as work:
        assert settings.profile(work).unit_code == "12345678"
    again.close()
    assert copy.is_dir() and target.name.startswith("aterstalld")
    for left in target.parent.glob("aterstalld*"):
        left.unlink()


def test_a_disk_that_is_not_plugged_in_is_told(office: Office, folder: Path) -> None:
    folder.rmdir()

    with pytest.raises(backups.FolderMissing):
        backups.make(office)

    with office.work() as work:
        assert backups.state(work).count == 0
        assert InfoClass.OWN in office.vault.cells.readable
