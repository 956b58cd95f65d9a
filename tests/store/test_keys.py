"""What a passphrase opens, and what it does not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import (
    ForeignKeyFile,
    KeyFileDamaged,
    LabelTaken,
    NotEntitled,
    StaleKeyFile,
    UnknownUser,
    WeakDerivation,
    WrongPassphrase,
)
from narvaro_desktop.store.key_changes import (
    add_user,
    change_grants,
    change_passphrase,
    let_in,
    new_passphrase_for,
    retire_user,
)
from narvaro_desktop.store.key_file import KeyFile
from narvaro_desktop.store.key_form import read_key_file
from narvaro_desktop.store.keys import Grants, Unlocked, keep_secret, make_class, new_vault_keys, unlock
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.recovery import FIRST_SHEET, recovery_sheet

NOW = datetime(2026, 10, 5, 7, 12, tzinfo=UTC)
K, M, P = InfoClass.COUNSELLING, InfoClass.MEDICAL, InfoClass.PROTECTED


def first(
    classes: frozenset[InfoClass] = frozenset({K}), passphrase: str = "björn"
) -> tuple[KeyFile, Unlocked]:
    return new_vault_keys(
        "Rektor",
        passphrase,
        role="principal",
        grants=Grants(classes),
        now=NOW,
        practice=True,
        kdf=PRACTICE_KDF,
    )


def with_user(file: KeyFile, by: Unlocked, label: str, classes: set[InfoClass], **rights: bool) -> KeyFile:
    grants = Grants(frozenset(classes), **rights)
    return add_user(file, by, label, "moln", role="counsellor", grants=grants, now=NOW, kdf=PRACTICE_KDF)


def test_the_passphrase_opens_the_same_keys_again() -> None:
    file, made = first()

    opened = unlock(file, "Rektor", "björn")

    assert opened.file_key == made.file_key
    assert opened.classes == {K}
    assert opened.verify_key == made.verify_key


def test_a_phrase_typed_in_either_unicode_form_is_the_same() -> None:
    file, made = first(passphrase="bj\u00f6rn")

    opened = unlock(file, "Rektor", "bjo\u0308rn")

    assert opened.file_key == made.file_key


def test_a_wrong_phrase_and_an_unknown_user_are_told_apart() -> None:
    file, _me = first()

    with pytest.raises(WrongPassphrase):
        unlock(file, "Rektor", "Björn")
    with pytest.raises(UnknownUser):
        unlock(file, "Kurator", "björn")


def test_only_the_vault_key_exists_on_day_one_where_the_first_user_holds_no_class() -> None:
    file, me = first(classes=frozenset())

    assert {wrap.secret for wrap in file.wraps} == {"vault", "root"}
    assert me.classes == frozenset()


def test_a_new_user_gets_what_the_grants_name_and_the_giver_holds() -> None:
    file, me = first()

    file = with_user(file, me, "Kurator", {K, M})

    opened = unlock(file, "Kurator", "moln")
    assert opened.classes == {K}
    assert opened.file_key == me.file_key
    with pytest.raises(NotEntitled):
        opened.newest("root")


def test_a_label_is_taken_once() -> None:
    file, me = first()

    with pytest.raises(LabelTaken):
        with_user(file, me, "Rektor", set())


def test_someone_who_is_no_administrator_adds_nobody() -> None:
    file, me = first()
    file = with_user(file, me, "Kurator", {K})

    with pytest.raises(NotEntitled):
        with_user(file, unlock(file, "Kurator", "moln"), "Vän", {K})


def test_the_rektor_cannot_let_anyone_into_a_class_that_the_rektor_cannot_read() -> None:
    file, me = first()
    file = with_user(file, me, "Skolsköterska", {M})
    file, _nurse = make_class(file, unlock(file, "Skolsköterska", "moln"), M)

    file = change_grants(file, me, me.user, Grants(frozenset({K, M}), administrator=True))

    assert unlock(file, "Rektor", "björn").classes == {K}


def test_what_someone_made_stays_valid_when_the_right_to_make_it_is_taken_away() -> None:
    file, me = first()
    file = with_user(file, me, "Skolsköterska", {M}, administrator=True)
    file, nurse = make_class(file, unlock(file, "Skolsköterska", "moln"), M)
    file, _sheet = recovery_sheet(file, nurse, FIRST_SHEET, NOW)

    file = change_grants(file, me, nurse.user, Grants())

    assert read_key_file(file.to_bytes()) == file
    assert unlock(file, "Skolsköterska", "moln").classes == frozenset()


def test_a_holder_lets_a_colleague_in() -> None:
    file, me = first()
    file = with_user(file, me, "Skolsköterska", {M})
    file, nurse = make_class(file, unlock(file, "Skolsköterska", "moln"), M)
    file = with_user(file, me, "Skolläkare", {M})

    file = let_in(file, nurse, file.user("Skolläkare").certificate.user)

    assert unlock(file, "Skolläkare", "moln").classes == {M}


def test_a_class_is_made_once_and_only_by_someone_entitled() -> None:
    file, me = first()

    with pytest.raises(NotEntitled):
        make_class(file, me, M)
    with pytest.raises(NotEntitled):
        make_class(file, me, K)


def test_secrets_of_the_organisation_reach_those_they_are_for() -> None:
    file, me = first()
    file = with_user(file, me, "Mottagare", set(), packages=True)
    file = with_user(file, me, "Kurator", {K})

    for name in ("signing/1", "age/1", "card"):
        file, me = keep_secret(file, me, name, p.random_bytes(32))

    def holds(label: str, phrase: str) -> set[str]:
        return {name for name, _epoch in unlock(file, label, phrase).secrets}

    assert holds("Rektor", "björn") >= {"signing/1", "age/1", "card", "root"}
    assert holds("Mottagare", "moln") == {"vault", "age/1"}
    assert holds("Kurator", "moln") == {"vault", "class/K"}


def test_a_changed_phrase_opens_and_the_old_does_not() -> None:
    file, me = first()

    file = change_passphrase(file, me, "lykta", kdf=PRACTICE_KDF)

    assert unlock(file, "Rektor", "lykta").private.own == me.private.own
    with pytest.raises(WrongPassphrase):
        unlock(file, "Rektor", "björn")


def test_a_forgotten_phrase_is_replaced_and_the_former_signatures_still_count() -> None:
    file, me = first()
    file = with_user(file, me, "Kurator", {K})
    former = file.user("Kurator").certificate

    file = new_passphrase_for(file, me, former.user, "ny vante", kdf=PRACTICE_KDF)

    assert unlock(file, "Kurator", "ny vante").classes == {K}
    assert file.user("Kurator").certificate.former == (former.verify,)


def test_a_user_who_has_left_has_no_slot_and_no_wraps() -> None:
    file, me = first()
    file = with_user(file, me, "Kurator", {K})
    gone = file.user("Kurator").certificate.user

    file = retire_user(file, me, gone, NOW)

    with pytest.raises(UnknownUser):
        unlock(file, "Kurator", "moln")
    assert file.wraps_to(str(gone)) == ()
    assert file.user_by_id(gone).certificate.valid_to == "2026-10-05"


def test_a_slot_that_has_seen_a_newer_edition_refuses_an_older_file() -> None:
    file, me = first()
    for _ in range(3):
        file = change_passphrase(file, me, "björn", kdf=PRACTICE_KDF)

    older = replace(file, edition=1, signature=b"")
    older = replace(older, signature=me.sign("key file", p.canonical(older.json())))

    with pytest.raises(StaleKeyFile):
        unlock(older, "Rektor", "björn")


def test_a_slot_moved_into_a_forged_vault_does_not_open_it() -> None:
    file, me = first()
    forged, forger = first(passphrase="forgers")

    mine = file.user("Rektor")
    lured = replace(forged.with_user(mine), changed_by=me.user)

    with pytest.raises((KeyFileDamaged, ForeignKeyFile, WrongPassphrase, UnknownUser)):
        unlock(lured, "Rektor", "björn")
    assert forger.user != me.user


def test_weak_derivation_is_for_practice_only() -> None:
    with pytest.raises(WeakDerivation):
        new_vault_keys("Rektor", "x", role="principal", grants=Grants(), now=NOW, kdf=PRACTICE_KDF)

    file, _me = new_vault_keys(
        "Rektor", "x", role="principal", grants=Grants(), now=NOW, kdf=PRACTICE_KDF, allow_weak=True
    )
    with pytest.raises(WeakDerivation):
        unlock(file, "Rektor", "x")
    assert unlock(file, "Rektor", "x", allow_weak=True)


def test_the_real_parameters_open_a_vault_that_is_not_for_practice() -> None:
    file, me = new_vault_keys("Rektor", "fem svenska ord", role="principal", grants=Grants(), now=NOW)

    opened = unlock(file, "Rektor", "fem svenska ord")

    assert opened.file_key == me.file_key
    assert file.user("Rektor").slot is not None
    assert p.Kdf(memory=262144, passes=3, lanes=4) == p.REAL_KDF


def test_nothing_secret_shows_when_keys_are_printed() -> None:
    _file, me = first()

    shown = repr(me) + repr(me.private)

    assert me.private.own.hex() not in shown
    assert repr(me.private.own)[2:-1] not in shown
    assert repr(me.vault_key)[2:-1] not in shown
