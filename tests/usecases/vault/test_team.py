"""The team: who may let others in, what each reads, and a passphrase changed."""

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import CaseScope
from narvaro_desktop.domain.terms import InfoClass, Role, VaultKind
from narvaro_desktop.store.errors import LabelTaken, WrongPassphrase
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

NEW = "en helt annan fras"


def test_everyone_stands_in_the_team_with_what_the_keys_give(office: Office) -> None:
    with office.work() as work:
        shown = {member.name: member for member in team.team(work).members}

    assert shown["Kurator Ek"].is_me
    assert InfoClass.COUNSELLING in shown["Rektor Rönn"].reads
    assert shown["Mentor Al"].reads == {InfoClass.SCHOOL, InfoClass.OWN}
    assert shown["Mentor Al"].scope is CaseScope.OWN_CLASS


def test_a_kurator_who_made_the_vault_lets_the_rektor_in(school: School) -> None:
    path = school.path.parent / "annan.narvaro"
    office = vaults.create(
        path, VaultKind.SCHOOL, "Lindskolan", "Kurator Ek", Role.COUNSELLOR, School.PHRASE,
        kdf=PRACTICE_KDF, state=school.state,
    )  # fmt: skip

    with office.work() as work:
        team.add_person(work, "Rektor Rönn", Role.PRINCIPAL, NEW, kdf=PRACTICE_KDF)
    office.close()

    principal = vaults.unlock(path, "Rektor Rönn", NEW, state=school.state, allow_weak=True)
    with principal.work() as work:
        assert team.team(work).may_add
    principal.close()


def test_a_colleague_without_the_vaults_own_key_lets_nobody_in(office: Office) -> None:
    with pytest.raises(NotAllowed), office.work() as work:
        team.add_person(work, "Specialpedagog Al", Role.SPECIAL_EDUCATOR, NEW, kdf=PRACTICE_KDF)


def test_two_people_cannot_have_the_same_name(at_the_principals: Office) -> None:
    with pytest.raises(LabelTaken), at_the_principals.work() as work:
        team.add_person(work, "Kurator Ek", Role.MENTOR, NEW, kdf=PRACTICE_KDF)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(school: School) -> None:
    office = school.unlock()
    with office.work() as work:
        team.change_passphrase(work, School.PHRASE, NEW, kdf=PRACTICE_KDF)
    office.close()

    with pytest.raises(WrongPassphrase):
        school.unlock()
    vaults.unlock(school.path, "Kurator Ek", NEW, state=school.state, allow_weak=True).close()
    school.unlock("Rektor Rönn").close()


def test_without_the_old_passphrase_nothing_changes(school: School) -> None:
    office = school.unlock()
    with pytest.raises(WrongPassphrase), office.work() as work:
        team.change_passphrase(work, "fel", NEW, kdf=PRACTICE_KDF)
    office.close()

    school.unlock().close()
