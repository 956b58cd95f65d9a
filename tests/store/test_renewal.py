"""A vault key renewed: the same rows under a key that who has left does not hold, whenever the power goes."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from narvaro_desktop.store.backup import check_vault
from narvaro_desktop.store.cells import Place, open_cell, seal_cell
from narvaro_desktop.store.connection import connect
from narvaro_desktop.store.errors import ClassNotHeld, NotEntitled, UnknownUser, VaultDamaged, WrongPassphrase
from narvaro_desktop.store.key_changes import add_user, retire_user
from narvaro_desktop.store.key_copies import copy_paths, write_copies
from narvaro_desktop.store.key_file import Wrap
from narvaro_desktop.store.keys import Grants, signed, unlock
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.recovery import FIRST_SHEET, open_with_sheet, recovery_sheet
from narvaro_desktop.store.renewal import (
    fresh_path,
    holders_of,
    renew_class,
    renew_vault_key,
    with_new_vault_key,
)
from narvaro_desktop.store.upgrade import counts
from narvaro_desktop.store.vault import Vault
from tests.store.conftest import NOW, PHRASES, K, M, School

PLACE = Place("note", "1", "2", "body")


def _rows(vault: Vault) -> dict[str, int]:
    with vault.engine.connect() as connection:
        return counts(connection)


def _retire(vault: Vault, label: str) -> None:
    user = vault.key_file.user(label).certificate.user
    vault.keep_keys(retire_user(vault.key_file, vault.me, user, NOW))


def test_the_vault_has_the_same_rows_under_a_key_that_the_former_one_does_not_open(school: School) -> None:
    vault = school.open()
    before, former = _rows(vault), (vault.me.file_key, vault.key_file.header.salt)
    _retire(vault, "Kurator")

    renew_vault_key(vault)

    assert (_rows(vault), check_vault(vault)) == (before, [])
    with vault.engine.begin() as connection:
        connection.execute(text("INSERT INTO setting (name, value) VALUES ('efter', '1')"))
    vault.close()
    with pytest.raises(VaultDamaged):
        connect(school.path, *former)
    with pytest.raises(UnknownUser):
        school.open("Kurator")
    for label in ("Rektor", "Skolsköterska"):
        opened = school.open(label)
        assert opened.me.header.vault_epoch == 2
        opened.close()
    assert len({path.read_bytes() for path in copy_paths(vault.key_file, school.path, school.state)}) == 1
    assert not fresh_path(school.path).exists()


def test_who_keeps_an_old_key_file_does_not_get_in(school: School, tmp_path: Path) -> None:
    kept = tmp_path / "gammal.nyckel"
    shutil.copyfile(school.path.with_name(school.path.name + ".nyckel"), kept)
    vault = school.open()
    _retire(vault, "Kurator")
    renew_vault_key(vault)
    vault.close()

    for path in copy_paths(vault.key_file, school.path, school.state):
        shutil.copyfile(kept, path)

    with pytest.raises(VaultDamaged):
        school.open("Kurator")


def test_the_recovery_sheet_opens_the_new_key(school: School) -> None:
    vault = school.open()
    keys, sheet = recovery_sheet(vault.key_file, vault.me, FIRST_SHEET, NOW)
    vault.keep_keys(keys)
    renew_vault_key(vault)

    opened = open_with_sheet(vault.key_file, " ".join(sheet.lines))

    assert opened.secrets["vault", 2] == vault.me.vault_key
    vault.close()


def test_only_an_administrator_renews_the_vaults_key(school: School) -> None:
    vault = school.open("Kurator")
    with pytest.raises(NotEntitled):
        renew_vault_key(vault)
    assert _rows(vault)
    vault.close()


def _no_key_file_yet(vault: Vault, _renewed: Vault) -> None:
    """The power went while the new file was being written."""
    fresh_path(vault.path).write_bytes(b"half")


def _two_key_files(vault: Vault, renewed: Vault) -> None:
    """It went before the rename: two key copies are new, the vault is old."""
    shutil.copyfile(renewed.path, fresh_path(vault.path))
    for here, there in list(zip(_copies(vault), _copies(renewed), strict=True))[1:]:
        shutil.copyfile(there, here)


def _renamed(vault: Vault, renewed: Vault) -> None:
    """It went after the rename: the first key copy is still old."""
    shutil.copyfile(renewed.path, vault.path)
    for here, there in list(zip(_copies(vault), _copies(renewed), strict=True))[1:]:
        shutil.copyfile(there, here)


def _copies(vault: Vault) -> tuple[Path, ...]:
    return copy_paths(vault.key_file, vault.path, vault.state)


@pytest.mark.parametrize(("power_cut", "epoch"), [(_no_key_file_yet, 1), (_two_key_files, 1), (_renamed, 2)])
def test_a_power_cut_leaves_the_old_pair_or_the_new(
    school: School, tmp_path: Path, power_cut: Callable[[Vault, Vault], None], epoch: int
) -> None:
    shutil.copytree(school.path.parent, tmp_path / "renewed")
    renewed = School(tmp_path / "renewed" / school.path.name, tmp_path / "renewed" / "state").open()
    renew_vault_key(renewed)
    renewed.close()
    vault = school.open()
    vault.close()

    power_cut(vault, renewed)

    for label in PHRASES:
        opened = school.open(label)
        assert opened.me.header.vault_epoch == epoch
        opened.close()
    assert len({path.read_bytes() for path in _copies(vault)}) == 1
    assert not fresh_path(school.path).exists()


def test_what_is_written_in_a_renewed_class_is_unreadable_with_the_former_key(school: School) -> None:
    vault = school.open("Kurator")
    former, old = vault.cells, seal_cell(vault.cells, K, PLACE, "före")

    vault.keep_keys(*renew_class(vault.key_file, vault.me, K))
    new = seal_cell(vault.cells, K, PLACE, "efter")

    assert (open_cell(vault.cells, PLACE, old), open_cell(vault.cells, PLACE, new)) == ("före", "efter")
    with pytest.raises(ClassNotHeld):
        open_cell(former, PLACE, new)
    vault.close()
    other = school.open("Rektor")
    assert open_cell(other.cells, PLACE, new) == "efter"
    other.close()


def test_renewing_a_class_lets_nobody_in_who_did_not_hold_it(school: School) -> None:
    vault = school.open()
    keys = add_user(
        vault.key_file, vault.me, "Skolläkare", "moln", role="school_physician",
        grants=Grants(frozenset({M})), now=NOW, kdf=PRACTICE_KDF,
    )  # fmt: skip
    nurse = unlock(keys, "Skolsköterska", PHRASES["Skolsköterska"])

    keys, nurse = renew_class(keys, nurse, M)

    assert ("class/M", 2) in nurse.secrets
    assert unlock(keys, "Skolläkare", "moln").classes == frozenset()
    assert unlock(keys, "Skolsköterska", PHRASES["Skolsköterska"]).secrets["class/M", 2]
    vault.close()


def test_the_new_key_file_is_the_old_one_but_for_the_key(school: School) -> None:
    vault = school.open()
    keys, me = with_new_vault_key(vault.key_file, vault.me)

    assert (keys.users, keys.classes, keys.header.root) == (
        vault.key_file.users, vault.key_file.classes, vault.key_file.header.root,
    )  # fmt: skip
    assert me.vault_key != vault.me.vault_key and keys.header.salt != vault.key_file.header.salt
    with pytest.raises(WrongPassphrase):
        unlock(keys, "Kurator", "fel")
    write_copies(vault.key_file, vault.path, vault.state)
    vault.close()


def test_a_forged_holder_whose_certificate_does_not_name_the_class_gets_no_new_key(school: School) -> None:
    rektor = school.open()
    forged = Wrap("class/M", 1, str(rektor.me.user), b"nothing that opens")
    file = signed(replace(rektor.key_file, wraps=(*rektor.key_file.wraps, forged)), rektor.me)
    me = rektor.me.user
    rektor.close()
    nurse = school.open("Skolsköterska")
    private = nurse.me.secrets["class/M", 1]
    keys, unlocked = renew_class(file, nurse.me, M)
    nurse.close()

    assert unlocked.secrets["class/M", 2] != private
    assert {wrap.to for wrap in keys.wraps if (wrap.secret, wrap.epoch) == ("class/M", 2)} == {
        str(unlocked.user)
    }
    assert str(me) not in {wrap.to for wrap in keys.wraps if wrap.epoch == 2}
    assert holders_of(keys, M) == (("Skolsköterska",), False)
