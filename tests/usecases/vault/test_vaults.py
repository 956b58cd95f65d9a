"""Vaults from the outside: made, unlocked, witnessed, left."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.terms import InfoClass, Role, VaultKind
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.store import vault as vault_file
from narvaro_desktop.store.errors import (
    NotOurVault,
    OlderThanWitness,
    SheetOpensNothing,
    StoreError,
    UnknownUser,
    WrongPassphrase,
)
from narvaro_desktop.store.keys import Grants
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.recovery import Sheet
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.vault import checks, log_review, recovery, team, vaults
from tests.conftest import School

SOME_SHEET = "\n".join(Sheet("", "", UUID(int=0), (), ("0000",) * 8).lines)


def test_a_new_vault_lies_in_the_documents_under_a_name_that_names_no_school() -> None:
    first = vaults.new_path(VaultKind.SCHOOL)
    assert (first.parent, first.name) == (documents_folder(), "skola.narvaro")

    first.parent.mkdir(parents=True, exist_ok=True)
    first.touch()
    try:
        assert vaults.new_path(VaultKind.SCHOOL).name == "skola-2.narvaro"
        assert vaults.new_path(VaultKind.HUVUDMAN).name == "huvudman.narvaro"
    finally:
        first.unlink()


def test_what_was_asked_for_stands_in_the_new_vault(tmp_path: Path) -> None:
    office = vaults.create(
        tmp_path / "skola.narvaro", VaultKind.SCHOOL, " Ekbackens skola ", "Kurator Ek", Role.COUNSELLOR,
        "fem ord", kdf=PRACTICE_KDF, state=tmp_path / "state",
    )  # fmt: skip

    with office.work() as work:
        profile = settings.profile(work)
        people = team.people(work)
    office.close()
    assert (profile.name, profile.kind, profile.is_practice) == ("Ekbackens skola", VaultKind.SCHOOL, False)
    assert [(person.name, person.role) for person in people] == [("Kurator Ek", Role.COUNSELLOR)]
    assert vaults.users(office.vault.path, state=tmp_path / "state") == ["Kurator Ek"]


def test_a_vault_that_was_cut_off_while_it_was_made_says_that_it_is_none(tmp_path: Path) -> None:
    """Killed between its tables and its first lines: there is nothing in it, and another can be made."""
    begun = vault_file.create(
        tmp_path / "skola.narvaro", tmp_path / "state", "Kurator Ek", "fem ord", role=Role.COUNSELLOR.key,
        grants=Grants(), now=datetime.now(UTC), kdf=PRACTICE_KDF, allow_weak=True,
    )  # fmt: skip
    begun.close()

    for _turn in range(2):
        with pytest.raises(NotOurVault):
            vaults.unlock(begun.path, "Kurator Ek", "fem ord", state=tmp_path / "state", allow_weak=True)


def test_an_offered_phrase_is_strong_and_the_schools_name_is_not() -> None:
    assert vaults.is_strong(vaults.offered_phrase())
    assert not vaults.is_strong("ekbackensskola2026", ["Ekbackens skola"])
    assert not vaults.is_long("fjorton tecken")


@pytest.mark.parametrize("person, fault", [("Rektor Rönn", WrongPassphrase), ("Ingen Alls", UnknownUser)])
def test_a_wrong_key_opens_nothing_and_leaves_the_vault_free(
    school: School, person: str, fault: type[StoreError]
) -> None:
    with pytest.raises(fault):
        vaults.unlock(school.path, person, "fel fras helt enkelt", state=school.state, allow_weak=True)

    school.unlock().close()


def test_who_was_refused_stands_in_the_log_once_somebody_gets_in(school: School) -> None:
    for person in ("Kurator Ek", "Kurator Ek", "Ingen Alls"):
        with pytest.raises(StoreError):
            vaults.unlock(school.path, person, "fel fras helt enkelt", state=school.state, allow_weak=True)
    with pytest.raises(SheetOpensNothing):
        recovery.new_passphrase(school.path, SOME_SHEET, "Kurator Ek", School.PHRASE, state=school.state)

    school.unlock().close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        entries = log_review.lines(work).value.entries
        whole = checks.verify(work).is_whole
    rektor.close()

    refused = [(entry.action, entry.person, entry.role) for entry in entries if "refused" in entry.action]
    assert sorted(refused) == [
        ("recovery.refused", "Kurator Ek", None),
        ("vault.refused", "", None),
        ("vault.refused", "Kurator Ek", None),
        ("vault.refused", "Kurator Ek", None),
    ]
    assert whole and list(school.state.glob("*.forsok")) == []


def test_notes_of_refusals_that_somebody_changed_are_told_in_the_log(school: School) -> None:
    with pytest.raises(WrongPassphrase):
        vaults.unlock(school.path, "Kurator Ek", "fel fras", state=school.state, allow_weak=True)
    [notes] = school.state.glob("*.forsok")
    notes.write_bytes(notes.read_bytes().replace(b"2", b"1"))

    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        actions = [entry.action for entry in log_review.lines(work).value.entries]
    rektor.close()

    assert "vault.notes_changed" in actions and "vault.refused" not in actions


def test_the_first_psychologist_makes_the_keys_of_the_medical_class(school: School) -> None:
    principal = school.unlock("Rektor Rönn")
    with principal.work() as work:
        team.add_person(work, "Psykolog Sten", Role.SCHOOL_PSYCHOLOGIST, School.PHRASE, kdf=PRACTICE_KDF)
    assert InfoClass.MEDICAL not in principal.vault.cells.writable
    principal.close()

    psychologist = school.unlock("Psykolog Sten")

    assert InfoClass.MEDICAL in psychologist.vault.cells.readable
    psychologist.close()


def test_an_older_file_put_back_is_noticed_and_may_be_gone_on_with(school: School, tmp_path: Path) -> None:
    older = tmp_path / "gammal"
    shutil.copyfile(school.path, older)
    office = school.unlock()
    with office.work() as work:
        settings.remember(work, unit_code="12345678")
    vaults.leave(office)
    office.close()
    shutil.copyfile(older, school.path)

    with pytest.raises(OlderThanWitness):
        school.unlock()
    vaults.unlock(
        school.path, "Kurator Ek", School.PHRASE, state=school.state, allow_weak=True, accept_older=True
    ).close()

    school.unlock().close()
