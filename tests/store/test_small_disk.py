"""A disk that is full or read-only, as a real small file system."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from narvaro_desktop.store.backup import back_up
from narvaro_desktop.store.errors import DiskFull, NetworkShare, NoRoom, ReadOnlyPlace
from narvaro_desktop.store.key_changes import change_passphrase
from narvaro_desktop.store.places import file_system, refuse_network_share
from narvaro_desktop.store.primitives import PRACTICE_KDF
from tests.small_disk import make_read_only, small_disk
from tests.store.conftest import NOW, School


@pytest.fixture
def small(original: Path, tmp_path: Path) -> Iterator[School]:
    with small_disk(tmp_path / "disk", "3m") as disk:
        shutil.copytree(original, disk / "vault")
        yield School(disk / "vault" / "skola.narvaro", disk / "vault" / "state")


def fill(folder: Path) -> None:
    with (folder / "fill").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass


def test_a_full_disk_keeps_every_save_that_was_acknowledged(small: School) -> None:
    saved = 0
    with small.open() as vault:
        with vault.engine.begin() as connection:
            connection.execute(text("CREATE TABLE kept (words BLOB)"))
        with pytest.raises(DiskFull):
            while True:
                with vault.engine.begin() as connection:
                    connection.execute(text("INSERT INTO kept VALUES (zeroblob(50000))"))
                saved += 1

    with small.open() as vault, vault.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM kept")) == saved
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


def test_a_full_disk_spoils_no_key_file_and_leaves_no_part_of_a_backup(small: School) -> None:
    with small.open() as vault:
        fill(small.path.parent)

        with pytest.raises(DiskFull):
            vault.keep_keys(change_passphrase(vault.key_file, vault.me, "ny", kdf=PRACTICE_KDF))
        with pytest.raises((DiskFull, NoRoom)):
            back_up(vault, small.path.parent / "kopior", NOW)

    assert small.open().close() is None
    assert not list(small.path.parent.rglob("*.part"))


def test_a_backup_that_runs_out_of_room_leaves_the_older_ones(small: School, tmp_path: Path) -> None:
    with small.open() as vault:
        into = small.path.parent / "kopior"
        made = back_up(vault, into, NOW)
        fill(small.path.parent)

        with pytest.raises((DiskFull, NoRoom)):
            back_up(vault, into, NOW + timedelta(hours=1))

    assert [one.name for one in into.iterdir()] == [made.folder.name]


def test_a_read_only_medium_is_refused_in_words(small: School) -> None:
    make_read_only(small.path.parent.parent)

    with pytest.raises(ReadOnlyPlace):
        small.open()


def test_a_network_share_is_known_by_its_file_system(tmp_path: Path) -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n//server/elever /mnt/elever\\040a cifs rw 0 0\nhost:/x /mnt nfs4 rw 0 0\n"
    )

    assert file_system(Path("/mnt/elever a/skola"), mounts) == "cifs"
    assert file_system(Path("/mnt/annat"), mounts) == "nfs4"
    assert file_system(Path("/home"), mounts) == "ext4"
    assert NetworkShare("cifs").args == ("cifs",)
    refuse_network_share(tmp_path)
