"""A vault on disk: made, opened, refused, kept."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.backup import check_vault
from narvaro_desktop.store.connection import SETTINGS
from narvaro_desktop.store.errors import (
    AlreadyOpen,
    DiskFull,
    KeyFileDamaged,
    KeyFileMissing,
    NewerVault,
    NotOurVault,
    ReadOnlyPlace,
    StoreError,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
)
from narvaro_desktop.store.key_changes import change_passphrase
from narvaro_desktop.store.key_form import read_key_file
from narvaro_desktop.store.keys import Grants, new_vault_keys, signed
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.vault import create, open_vault, users_of
from tests.store.conftest import NOW, PHRASES, School


def make_table(school: School, rows: int = 50) -> None:
    with school.open() as vault, vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (n INTEGER PRIMARY KEY, words TEXT)"))
        for n in range(rows):
            connection.execute(
                text("INSERT INTO kept VALUES (:n, :w)"), {"n": n, "w": f"Lingontuva {n}" * 40}
            )


def count(school: School) -> int:
    with school.open() as vault, vault.engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM kept")) or 0)


def test_a_new_vault_opens_with_its_tables_and_no_text_in_the_clear(school: School) -> None:
    make_table(school)

    content = school.path.read_bytes()

    assert count(school) == 50
    assert b"Lingontuva" not in content
    assert b"CREATE TABLE" not in content


def test_every_setting_is_as_promised(school: School) -> None:
    with school.open() as vault, vault.engine.connect() as connection:
        for name, value in SETTINGS.items():
            assert connection.scalar(text(f"PRAGMA {name}")) == value, name
        assert connection.scalar(text("PRAGMA cipher_status")) == "1"


def test_the_users_are_known_before_anyone_unlocks(school: School) -> None:
    assert users_of(school.path, school.state) == list(PHRASES)


def test_a_wrong_phrase_leaves_the_vault_free_for_the_next_try(school: School) -> None:
    with pytest.raises(WrongPassphrase):
        open_vault(school.path, school.state, "Rektor", "fel")

    with school.open() as vault:
        assert vault.me.label == "Rektor"


def test_a_second_opening_says_who_has_it(school: School) -> None:
    with school.open(), pytest.raises(AlreadyOpen) as refused:
        school.open("Kurator")

    assert refused.value.pid == os.getpid()
    assert refused.value.since.endswith("Z")


def test_a_lock_file_left_by_a_dead_process_is_taken_over(school: School) -> None:
    school.path.with_name("skola.narvaro.lock").write_text('{"host":"x","user":"y","pid":1,"since":"z"}')

    with school.open() as vault:
        assert vault.engine


def test_nothing_is_made_over_an_existing_file(school: School) -> None:
    with pytest.raises(VaultExists):
        create(school.path, school.state, "R", "x", role="", grants=Grants(), now=NOW, allow_weak=True)


def test_a_missing_an_empty_and_a_plain_file_are_told_apart(tmp_path: Path, school: School) -> None:
    with pytest.raises(VaultMissing):
        users_of(tmp_path / "ingen.narvaro", school.state)

    school.path.write_bytes(b"")
    with pytest.raises(VaultDamaged):
        school.open()

    school.path.unlink()
    sqlite3.connect(school.path).execute("CREATE TABLE t (a)").connection.close()
    with pytest.raises(NotOurVault):
        school.open()


@pytest.mark.parametrize(("size", "fault"), [(8100, VaultDamaged), (8192, KeyFileMissing)])
def test_a_file_without_keys_may_be_a_vault_only_if_it_is_made_of_pages(
    tmp_path: Path, size: int, fault: type[StoreError]
) -> None:
    (tmp_path / "brev.narvaro").write_bytes(b"%PDF-1.7".ljust(size))

    with pytest.raises(fault):
        users_of(tmp_path / "brev.narvaro", tmp_path)


@pytest.mark.parametrize("where", [100, 5000, 9000])
def test_a_damaged_file_is_never_read_as_if_it_were_whole(school: School, where: int) -> None:
    make_table(school)
    damaged = bytearray(school.path.read_bytes())
    damaged[where] ^= 1
    school.path.write_bytes(damaged)

    try:
        with school.open() as vault:
            with vault.engine.connect() as connection:
                rows = connection.execute(text("SELECT n, words FROM kept")).all()
            assert all(words == f"Lingontuva {n}" * 40 for n, words in rows)
            assert check_vault(vault) != []
    except StoreError as fault:
        assert isinstance(fault, VaultDamaged)


def test_a_destroyed_head_still_opens_with_the_salt_of_the_key_file(school: School) -> None:
    content = bytearray(school.path.read_bytes())
    content[:16] = bytes(16)
    school.path.write_bytes(content)

    with school.open() as vault:
        assert vault.me.label == "Rektor"


@pytest.mark.parametrize("lost", [(".nyckel",), (".nyckel2",), (".nyckel", ".nyckel2")])
def test_a_lost_copy_of_the_key_file_is_healed(school: School, lost: tuple[str, ...]) -> None:
    paths = [school.path.with_name(school.path.name + suffix) for suffix in lost]
    for path in paths:
        path.unlink()

    school.open().close()

    assert all(path.exists() for path in paths)


def test_a_spoilt_copy_of_the_key_file_is_healed(school: School) -> None:
    path = school.path.with_name("skola.narvaro.nyckel")
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])

    school.open().close()

    assert path.read_bytes() == whole


def test_without_any_valid_key_file_nothing_opens(school: School) -> None:
    for path in (*school.path.parent.glob("*.nyckel*"), *school.state.glob("*")):
        path.write_bytes(b"{}")

    with pytest.raises(KeyFileDamaged):
        school.open()


def test_the_newest_key_file_wins(school: School) -> None:
    old = school.path.with_name("skola.narvaro.nyckel").read_bytes()

    with school.open() as vault:
        vault.keep_keys(change_passphrase(vault.key_file, vault.me, "ny fras", kdf=PRACTICE_KDF))
    school.path.with_name("skola.narvaro.nyckel").write_bytes(old)

    with pytest.raises(WrongPassphrase):
        school.open()
    open_vault(school.path, school.state, "Rektor", "ny fras").close()
    assert school.path.with_name("skola.narvaro.nyckel").read_bytes() != old


def test_the_key_file_of_another_vault_does_not_open_this_one(school: School, tmp_path: Path) -> None:
    other = tmp_path / "annan.narvaro"
    create(
        other, tmp_path / "s2", "Rektor", "björn lykta", role="principal", grants=Grants(), now=NOW,
        practice=True, kdf=PRACTICE_KDF,
    ).close()  # fmt: skip
    for path in school.path.parent.glob("skola.narvaro.nyckel*"):
        shutil.copy(other.with_name("annan.narvaro.nyckel"), path)
    shutil.rmtree(school.state)

    with pytest.raises(VaultDamaged):
        school.open()


def test_a_vault_from_a_newer_program_is_refused_with_its_version(school: School) -> None:
    with school.open() as vault, vault.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NewerVault, match="9999"):
        school.open()


def test_a_full_disk_is_said_and_the_vault_goes_on(school: School) -> None:
    make_table(school)
    with school.open() as vault:
        with vault.engine.connect() as connection:
            pages = connection.scalar(text("PRAGMA page_count"))
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(DiskFull), vault.engine.begin() as connection:
            for n in range(100, 200):
                connection.execute(text("INSERT INTO kept VALUES (:n, :w)"), {"n": n, "w": "x" * 4000})
        with vault.engine.begin() as connection:
            connection.execute(text("DELETE FROM kept WHERE n = 0"))

    assert count(school) == 49


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no files")
def test_a_place_that_takes_no_files_is_said(school: School) -> None:
    with pytest.raises((ReadOnlyPlace, FileNotFoundError)):
        create(Path("/proc/skola.narvaro"), school.state, "R", "x", role="", grants=Grants(), now=NOW)


def test_an_opening_does_not_load_alembic(school: School) -> None:
    code = (
        "import sys; from pathlib import Path; from narvaro_desktop.store.vault import open_vault; "
        f"path, state = Path({str(school.path)!r}), Path({str(school.state)!r}); "
        "open_vault(path, state, 'Rektor', 'björn lykta').close(); "
        "print('alembic' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


SAVER = """
import sys
from pathlib import Path
from sqlalchemy import text
from narvaro_desktop.store.vault import open_vault
vault = open_vault(Path(sys.argv[1]), Path(sys.argv[2]), "Rektor", "björn lykta")
for n in range(1000, 100000):
    with vault.engine.begin() as connection:
        connection.execute(text("INSERT INTO kept VALUES (:n, :w)"), {"n": n, "w": "y" * 300})
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 23])
def test_a_killed_process_loses_no_save_that_it_said_was_kept(school: School, after: int) -> None:
    make_table(school, rows=1)
    saver = subprocess.Popen(
        [sys.executable, "-c", SAVER, str(school.path), str(school.state)], stdout=subprocess.PIPE, text=True
    )
    assert saver.stdout is not None

    said = [int(saver.stdout.readline()) for _ in range(after)]
    saver.send_signal(signal.SIGKILL)
    said += [int(line) for line in saver.stdout.read().split()]
    saver.wait()
    saver.stdout.close()

    with school.open() as vault, vault.engine.connect() as connection:
        kept = set(connection.execute(text("SELECT n FROM kept")).scalars())
        assert set(said) <= kept
        assert len(kept) - 1 - len(said) <= 1
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


def test_a_second_connection_from_outside_is_locked_out(school: School) -> None:
    with school.open() as vault:
        other = dbapi2.connect(str(school.path), timeout=0)
        other.execute("PRAGMA key = \"x'%s'\"" % (vault.me.file_key + vault.me.header.salt).hex())  # noqa: UP031

        with pytest.raises(dbapi2.OperationalError, match="locked"):
            other.execute("SELECT count(*) FROM sqlite_master")
        other.close()


def test_a_forged_key_file_of_a_higher_edition_does_not_stop_the_true_one(school: School) -> None:
    forged, forger = new_vault_keys(
        "Rektor", "tjuvens", role="principal", grants=Grants(), now=NOW, practice=True, kdf=PRACTICE_KDF
    )
    root = forger.newest("root")[1]
    header = replace(forged.header, salt=school.path.read_bytes()[:16])
    forged = replace(
        forged, header=header, header_signature=p.sign(root, "header", p.canonical(header.json()))
    )
    for _ in range(9):
        forged = signed(forged, forger)
    school.path.with_name("skola.narvaro.nyckel").write_bytes(forged.to_bytes())

    with school.open() as vault:
        assert vault.me.label == "Rektor"

    assert read_key_file(school.path.with_name("skola.narvaro.nyckel").read_bytes()) != forged
