"""Backups from before somebody left: found, told, and removed without losing the last way back."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.usecases.vault import backups, members, old_copies
from narvaro_desktop.usecases.work import Office
from tests.conftest import School


@pytest.fixture
def disk(at_the_principals: Office, tmp_path: Path) -> Path:
    """A disk with a backup; then the mentor leaves."""
    folder = tmp_path / "usb"
    folder.mkdir()
    with at_the_principals.work() as work:
        backups.choose_folder(work, folder)
        person = work.session.scalars(select(PersonRow.id).where(PersonRow.name == "Mentor Al")).one()
        assert old_copies.old_copies(work) == ()
    backups.make(at_the_principals)
    aged(folder)
    members.remove(at_the_principals, person)
    return folder


def aged(folder: Path) -> None:
    """The copy there is of another week by its name, so that the next one does not take its place."""
    [copy] = folder.glob("narvaro-*")
    copy.rename(folder / f"{copy.name.rsplit('-', 1)[0]}-20200901T071200Z")


def test_a_copy_from_before_is_told_with_who_can_open_it(at_the_principals: Office, disk: Path) -> None:
    with at_the_principals.work() as work:
        [one] = old_copies.old_copies(work)

    assert (one.folder.parent, one.left) == (disk, ("Mentor Al",))


def test_it_is_removed_once_there_is_a_later_one_and_nothing_else_is(
    at_the_principals: Office, disk: Path
) -> None:
    with at_the_principals.work() as work:
        [one] = old_copies.old_copies(work)
    other = disk / "semesterbilder"
    other.mkdir()
    with pytest.raises(old_copies.NoLaterBackup), at_the_principals.work() as work:
        old_copies.remove(work, [one.folder])
    assert one.folder.is_dir()

    backups.make(at_the_principals)
    assert one.folder.is_dir()
    for _again in range(2):
        with at_the_principals.work() as work:
            old_copies.remove(work, [one.folder, other])

    assert not one.folder.exists() and other.is_dir()
    [kept] = backups.found_in(disk)
    assert "Mentor Al" not in kept.people.values() and UUID(at_the_principals.vault.id) == UUID(kept.vault)


def test_only_who_looks_after_the_team_is_told(school: School, at_the_principals: Office, disk: Path) -> None:
    at_the_principals.close()
    kurator = school.unlock()
    with kurator.work() as work:
        assert old_copies.old_copies(work) == ()
    kurator.close()
