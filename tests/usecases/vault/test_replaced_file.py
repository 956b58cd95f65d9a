"""An open vault whose file somebody moves, replaces or holds."""

import shutil
from pathlib import Path

import pytest

from narvaro_desktop.store.errors import VaultReplaced
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office


def add(office: Office) -> None:
    with office.work() as work:
        students.add(work, "Elvira Blåbärsskog", "5B")


def test_nothing_is_said_to_be_kept_in_a_file_that_was_moved_or_replaced(office: Office) -> None:
    path = office.vault.path
    theirs = path.with_suffix(".theirs")
    shutil.copyfile(path, theirs)
    path.rename(path.with_suffix(".moved"))

    with pytest.raises(VaultReplaced):
        add(office)
    theirs.replace(path)
    with pytest.raises(VaultReplaced):
        add(office)
    path.with_suffix(".moved").replace(path)
    add(office)


def test_a_file_that_the_system_does_not_look_at_just_now_is_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So an antivirus holds it on Windows; on Linux no file refuses root, so `stat` is made to."""

    def refused(_path: Path, **_how: object) -> None:
        raise PermissionError

    with monkeypatch.context() as held:
        held.setattr(Path, "stat", refused)
        add(office)

    with office.work() as work:
        assert [one.name for one in students.everyone(work)] == ["Elvira Blåbärsskog"]
