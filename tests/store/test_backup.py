"""Backups: proved, signed, put back, thinned out."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from narvaro_desktop.store.backup import VAULT_NAME, back_up, check_vault, read_set, restore
from narvaro_desktop.store.errors import AlreadyOpen, CopyRefused
from narvaro_desktop.store.generations import sets_in, thin_out, to_keep
from narvaro_desktop.store.vault import open_vault
from tests.store.conftest import NOW, PHRASES, School


def write_setting(school: School, value: str) -> None:
    with school.open() as vault, vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS kept (words TEXT)"))
        connection.execute(text("INSERT INTO kept VALUES (:v)"), {"v": value})


def words(school: School) -> list[str]:
    with school.open() as vault, vault.engine.connect() as connection:
        return list(connection.execute(text("SELECT words FROM kept ORDER BY words")).scalars())


@pytest.mark.parametrize("row_by_row", [True, False])
def test_a_backup_is_a_vault_with_keys_and_a_signed_manifest(
    school: School, tmp_path: Path, row_by_row: bool
) -> None:
    write_setting(school, "Blåbärsskog")

    with school.open() as vault:
        made = back_up(vault, tmp_path / "kopior", NOW, row_by_row=row_by_row)

    assert {one.name for one in made.folder.iterdir()} == {
        "valv.narvaro",
        "valv.narvaro.nyckel",
        "manifest.json",
    }
    assert read_set(made.folder) == made
    assert made.rows["kept"] == 1
    assert "Blåbärsskog".encode() not in (made.folder / VAULT_NAME).read_bytes()


def test_the_copy_opens_with_the_users_own_phrase(school: School, tmp_path: Path) -> None:
    write_setting(school, "Kottelund")
    with school.open() as vault:
        made = back_up(vault, tmp_path / "kopior", NOW)

    with open_vault(made.folder / VAULT_NAME, tmp_path / "ny", "Kurator", PHRASES["Kurator"]) as copy:
        assert check_vault(copy) == []
        with copy.engine.connect() as connection:
            assert connection.scalar(text("SELECT words FROM kept")) == "Kottelund"


def test_the_name_of_a_backup_says_nothing_about_the_school(school: School, tmp_path: Path) -> None:
    with school.open() as vault:
        made = back_up(vault, tmp_path, NOW)

        assert made.folder.name == f"narvaro-{vault.id[:8]}-20261005T071200Z"


@pytest.mark.parametrize("name", ["valv.narvaro", "valv.narvaro.nyckel", "manifest.json"])
@pytest.mark.parametrize("how", ["changed", "missing", "cut"])
def test_a_set_that_is_not_as_it_was_signed_is_refused(
    school: School, tmp_path: Path, name: str, how: str
) -> None:
    with school.open() as vault:
        folder = back_up(vault, tmp_path, NOW).folder
    spoilt = folder / name
    content = bytearray(spoilt.read_bytes())
    content[len(content) // 2] ^= 1

    if how == "missing":
        spoilt.unlink()
    else:
        spoilt.write_bytes(content if how == "changed" else content[:-1])

    with pytest.raises(CopyRefused):
        read_set(folder)
    with pytest.raises(CopyRefused):
        restore(folder, school.path, school.state, NOW)
    assert school.open().close() is None


def test_a_restore_puts_the_former_vault_aside(school: School, tmp_path: Path) -> None:
    write_setting(school, "före")
    with school.open() as vault:
        made = back_up(vault, tmp_path, NOW)
    write_setting(school, "efter")

    aside = restore(made.folder, school.path, school.state, NOW)

    assert words(school) == ["före"]
    assert aside is not None
    assert aside.exists()


def test_a_restore_on_a_new_machine_needs_the_set_alone(school: School, tmp_path: Path) -> None:
    write_setting(school, "Månstråle")
    with school.open() as vault:
        made = back_up(vault, tmp_path / "usb", NOW)
    shutil.rmtree(school.path.parent)
    new = School(tmp_path / "ny" / "skola.narvaro", tmp_path / "ny" / "state")
    new.path.parent.mkdir()

    assert restore(made.folder, new.path, new.state, NOW) is None

    assert words(new) == ["Månstråle"]


def test_an_open_vault_is_not_replaced(school: School, tmp_path: Path) -> None:
    with school.open() as vault:
        made = back_up(vault, tmp_path, NOW)

        with pytest.raises(AlreadyOpen):
            restore(made.folder, school.path, school.state, NOW)


def test_the_vault_goes_on_after_a_backup(school: School, tmp_path: Path) -> None:
    with school.open() as vault:
        for hour in range(3):
            back_up(vault, tmp_path, NOW + timedelta(hours=hour))
        with vault.engine.begin() as connection:
            connection.execute(text("CREATE TABLE after (a)"))

        assert [made.hour for made, _path in sets_in(tmp_path, vault.id)] == [9, 8, 7]
    assert not list(tmp_path.glob("*.part"))


class Later(Event):
    """Somebody locks when it has been asked so many times whether anybody does."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._times = times

    def is_set(self) -> bool:
        self._times -= 1
        return self._times < 0


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_copy_is_given_up_when_somebody_locks(school: School, tmp_path: Path, times: int) -> None:
    """While pages are copied, and while rows are compared; the vault can be written in as before."""
    write_setting(school, "Blåbärsskog")

    with school.open() as vault:
        with vault.engine.begin() as connection:
            numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 30000)"
            connection.execute(text(f"INSERT INTO kept {numbers} SELECT i FROM n"))
        vault.leaving = Later(times)
        with pytest.raises(CopyRefused):
            back_up(vault, tmp_path / "kopior", NOW)
        with vault.engine.begin() as connection:
            connection.execute(text("DELETE FROM kept"))

    assert list((tmp_path / "kopior").iterdir()) == []


def test_what_is_thinned_out_is_gone_and_the_newest_stay(school: School, tmp_path: Path) -> None:
    with school.open() as vault:
        for minutes in (0, 5, 10, 30):
            back_up(vault, tmp_path, NOW + timedelta(minutes=minutes), row_by_row=False)

        removed = thin_out(tmp_path, vault.id)

        assert len(removed) == 1
        assert [made.minute for made, _path in sets_in(tmp_path, vault.id)] == [42, 22, 12]


@given(
    st.lists(
        st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
        max_size=60,
    )
)
@settings(deadline=None)
def test_the_newest_backup_always_stays_and_never_more_than_23(made: list[datetime]) -> None:
    kept = to_keep(made)

    assert len(kept) <= 8 + 7 + 8
    assert kept <= set(made)
    assert not made or max(made) in kept
    assert to_keep(kept) == kept
