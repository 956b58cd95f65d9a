"""Where a vault may lie: what keeps folders equal on several computers, and moving out of there."""

from pathlib import Path

import pytest

from narvaro_desktop.store.errors import AlreadyOpen
from narvaro_desktop.store.places import conflict_copies, synced_by
from narvaro_desktop.store.vault import move
from tests.store.conftest import School


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/k/OneDrive - Almstads kommun/Dokument/Närvaro", "OneDrive"),
        ("/home/k/Dropbox/skola", "Dropbox"),
        ("/home/k/Dropbox (Almstad)/skola", "Dropbox"),
        ("/Volumes/Google Drive/skola", "Google Drive"),
        ("/Users/k/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("/Users/k/Library/CloudStorage/OneDrive-Almstad/skola", "CloudStorage"),
        ("/home/k/Nextcloud/skola", "Nextcloud"),
        ("/home/k/Dokument/Närvaro", ""),
        ("/home/k/Dropboxen/skola", ""),
    ],
)
def test_a_synced_folder_is_known_by_the_names_above_it(folder: str, service: str) -> None:
    assert synced_by(Path(folder)) == service


def test_onedrive_is_known_by_the_environment_whatever_its_folder_is_called(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))

    assert synced_by(tmp_path / "Dokument") == "OneDrive"


def test_a_vault_moves_with_its_keys_and_leaves_nothing_behind(school: School, tmp_path: Path) -> None:
    target = tmp_path / "ny" / "skola.narvaro"
    target.parent.mkdir()

    move(school.path, target, school.state)

    opened = School(target, school.state).open()
    opened.close()
    assert [path.name for path in school.path.parent.iterdir()] == ["state"]


def test_an_open_vault_is_not_moved(school: School, tmp_path: Path) -> None:
    with school.open(), pytest.raises(AlreadyOpen):
        move(school.path, tmp_path / "annan.narvaro", school.state)

    assert school.path.is_file() and not (tmp_path / "annan.narvaro").exists()


def test_what_a_sync_service_leaves_beside_a_vault_is_found_and_opens(school: School) -> None:
    salt = school.path.read_bytes()[:16]
    theirs = ["skola-DESKTOP-4F2K.narvaro", "skola.sync-conflict-20261005-071200-ABCDEFG.narvaro"]
    by_name = ["skola (1).narvaro", "skola (Kurator Eks kopia i konflikt 2026-10-05).narvaro"]
    ours = ["skola-2.narvaro", "skola-undan-20261005T071200Z.narvaro", "aterstalld.narvaro"]
    for name in (*theirs, *ours):
        (school.path.parent / name).write_bytes(school.path.read_bytes())
    for name in (*by_name, "skola-annan.narvaro"):
        (school.path.parent / name).write_bytes(b"another vault")

    found = conflict_copies(school.path, salt)

    assert sorted(path.name for path in found) == sorted((*theirs, *by_name))
    School(school.path.parent / theirs[0], school.state).open().close()
