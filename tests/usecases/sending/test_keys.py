"""Kontaktkort are made when first needed, and trusted after two groups of digits from a call."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office


@pytest.fixture
def huvudman(tmp_path: Path) -> Iterator[Office]:
    office = vaults.create(
        tmp_path / "huvudman.narvaro", VaultKind.HUVUDMAN, "Almstads kommun", "Handläggare Lind",
        Role.RECIPIENT, "fem ord som ingen annan har", kdf=PRACTICE_KDF, state=tmp_path / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation="2120000000")
    yield office
    office.close()


def test_no_card_is_made_before_the_school_has_its_number(at_the_principals: Office) -> None:
    with pytest.raises(keys.NumberMissing), at_the_principals.work() as work:
        keys.ensure_card(work)


def test_a_card_is_trusted_after_two_groups_from_the_call(
    at_the_principals: Office, huvudman: Office
) -> None:
    with huvudman.work() as work:
        card = keys.ensure_card(work).value
    with at_the_principals.work() as work:
        read = others_cards.read_card(work, card.to_bytes()).value

    with at_the_principals.work() as work:
        assert others_cards.huvudman_card(work) is None
    with pytest.raises(others_cards.WrongControlDigits), at_the_principals.work() as work:
        others_cards.trust_card(work, read.card, read.asked, ["12345", "54321"], "växeln")
    with at_the_principals.work() as work:
        heard = [card.card.control_number[place] for place in read.asked]
        others_cards.trust_card(work, read.card, read.asked, heard, "växeln")

    with at_the_principals.work() as work:
        assert others_cards.huvudman_card(work) == card.card


@pytest.mark.parametrize(
    "role, signs",
    [(Role.PRINCIPAL, True), (Role.ADMINISTRATOR, False), (Role.COUNSELLOR, False)],
    ids=lambda value: getattr(value, "key", ""),
)
def test_only_a_role_that_seals_has_a_key_that_is_good_for_an_anmalan(
    tmp_path: Path, role: Role, signs: bool
) -> None:
    office = _school(tmp_path, role)

    with office.work() as work:
        [entry] = keys.ensure_card(work).value.card.signing
    office.close()

    assert {"handover", "join", "return"} <= {*entry.kinds}
    assert ("n1" in entry.kinds, "pack" in entry.kinds) == (signs, signs)


def test_who_becomes_rektor_gets_a_key_that_is_good_for_it(tmp_path: Path) -> None:
    office = _school(tmp_path, Role.ADMINISTRATOR)
    with office.work() as work:
        keys.ensure_card(work)
    office.actor = replace(office.actor, role=Role.PRINCIPAL)

    with office.work() as work:
        card = keys.ensure_card(work).value.card
    with office.work() as work:
        assert keys.ensure_card(work).value.card == card
        assert card.signing[-1].key == keys.signing_key(work).public.line
    office.close()

    assert card.serial == 2 and "n1" in card.signing[-1].kinds


def _school(folder: Path, role: Role) -> Office:
    office = vaults.create(
        folder / "skola.narvaro", VaultKind.SCHOOL, "Ekbackens skola", "Förvaltare Al", role,
        "fem ord som ingen annan har", kdf=PRACTICE_KDF, state=folder / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, unit_code="12345678")
    return office


def test_the_same_card_is_made_once_and_signs_with_a_key_of_its_own(huvudman: Office) -> None:
    with huvudman.work() as work:
        first = keys.ensure_card(work).value
    with huvudman.work() as work:
        again = keys.ensure_card(work).value
        signer, opener = keys.signing_key(work), keys.identities(work)

    assert again == first
    assert signer.public.line == first.card.signing[0].key
    assert signer.public.raw != huvudman.vault.me.verify_key
    assert [identity.recipient for identity in opener] == list(first.card.recipients)
