"""What the computer remembers: paths and the look, nothing about people."""

from pathlib import Path

import pytest

from narvaro_desktop.gui.remembered import KnownVault, Remembered, remembered


def test_it_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "minne" / "fonster.json"
    kept = Remembered(theme="dark", scale=1.5, language="en", locked="Låst.", file=file)
    kept.with_vault(tmp_path / "a.narvaro", 2).with_vault(tmp_path / "b.narvaro").keep()

    found = remembered(file)

    assert (found.theme, found.scale, found.language, found.locked) == ("dark", 1.5, "en", "Låst.")
    assert found.vaults == (KnownVault(tmp_path / "b.narvaro"), KnownVault(tmp_path / "a.narvaro", 2))
    assert found.last_person(tmp_path / "a.narvaro") == 2


def test_the_vault_opened_last_stands_first_and_once(tmp_path: Path) -> None:
    a, b = tmp_path / "a.narvaro", tmp_path / "b.narvaro"

    kept = Remembered().with_vault(a).with_vault(b).with_vault(a, 1)

    assert kept.vaults == (KnownVault(a, 1), KnownVault(b))


def test_a_vault_that_has_been_moved_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "här.narvaro").touch()
    kept = Remembered().with_vault(tmp_path / "borta.narvaro").with_vault(tmp_path / "här.narvaro")

    assert [vault.path.name for vault in kept.present] == ["här.narvaro"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"vaults": [{}]}', '{"vaults": 3}', '{"scale": "stor"}'])
def test_a_spoilt_memory_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "fonster.json"
    file.write_text(text, encoding="utf-8")

    assert remembered(file).vaults == ()


def test_a_place_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()

    Remembered(file=tmp_path / "fil" / "fonster.json").keep()
