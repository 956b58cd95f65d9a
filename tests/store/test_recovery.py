"""Recovery sheets: printed, typed back, and opening what a forgotten phrase no longer does."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.errors import NotEntitled, SheetMistyped, SheetOpensNothing, WrongPassphrase
from narvaro_desktop.store.key_changes import add_user
from narvaro_desktop.store.key_form import read_key_file
from narvaro_desktop.store.keys import Grants, make_class, new_vault_keys, unlock
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.recovery import (
    CROCKFORD,
    FIRST_SHEET,
    MEDICAL_SHEET,
    is_checked,
    mark_checked,
    open_with_sheet,
    recovery_sheet,
    reset_with_sheet,
)

NOW = datetime(2026, 10, 5, 7, 12, tzinfo=UTC)
K, M = InfoClass.COUNSELLING, InfoClass.MEDICAL


def new_keys(*classes: InfoClass):  # type: ignore[no-untyped-def]
    return new_vault_keys(
        "Rektor",
        "a",
        role="principal",
        grants=Grants(frozenset(classes)),
        now=NOW,
        practice=True,
        kdf=PRACTICE_KDF,
    )


FILE, ME = new_keys(K)
FILE, SHEET = recovery_sheet(FILE, ME, FIRST_SHEET, NOW)


def test_a_sheet_has_eight_groups_and_two_check_characters_a_line() -> None:
    assert len(SHEET.groups) == 8
    assert [len(line) for line in SHEET.lines] == [12, 12, 12, 12]
    assert set("".join(SHEET.groups)) <= set(CROCKFORD)
    assert SHEET.qr == "NVS1:" + "".join(SHEET.groups)


def test_the_sheet_opens_the_vault_key_and_class_k() -> None:
    recovered = open_with_sheet(FILE, "\n".join(SHEET.lines))

    assert recovered.secrets["vault", 1] == ME.vault_key
    assert {name for name, _epoch in recovered.secrets} == {"vault", "root", "class/K"}


def test_small_letters_hyphens_and_letters_that_look_like_digits_are_read() -> None:
    typed = "-".join(SHEET.lines).lower().replace("0", "o").replace("1", "l")

    assert open_with_sheet(FILE, typed).serial == SHEET.serial


@settings(max_examples=100, deadline=None)
@given(at=st.integers(0, 39), other=st.sampled_from(CROCKFORD))
def test_one_wrong_character_names_its_line(at: int, other: str) -> None:
    typed = "".join("".join(SHEET.lines).split())
    if typed[at] == other:
        return
    typed = typed[:at] + other + typed[at + 1 :]

    with pytest.raises((SheetMistyped, SheetOpensNothing)) as refused:
        open_with_sheet(FILE, typed)

    if refused.type is SheetMistyped:
        assert refused.value.args == (at // 10 + 1,)


@pytest.mark.parametrize("typed", ["", "ABCD", "Ö" * 40])
def test_too_little_or_something_else_is_refused_in_words(typed: str) -> None:
    with pytest.raises(SheetMistyped):
        open_with_sheet(FILE, typed)


def test_the_sheet_of_another_vault_opens_nothing() -> None:
    other, _me = new_keys()

    with pytest.raises(SheetOpensNothing):
        open_with_sheet(other, "\n".join(SHEET.lines))


def test_a_new_sheet_replaces_the_old_one() -> None:
    file, newer = recovery_sheet(FILE, ME, FIRST_SHEET, NOW)

    with pytest.raises(SheetOpensNothing):
        open_with_sheet(file, "\n".join(SHEET.lines))
    assert open_with_sheet(file, "\n".join(newer.lines))


def test_a_sheet_is_a_reserve_when_it_has_been_checked() -> None:
    assert not is_checked(FILE, FIRST_SHEET)
    assert SHEET.is_group(3, SHEET.groups[2].lower())
    assert not SHEET.is_group(3, SHEET.groups[3])

    assert is_checked(mark_checked(FILE, ME, SHEET.serial), FIRST_SHEET)


def test_a_forgotten_phrase_is_replaced_by_the_sheet() -> None:
    recovered = open_with_sheet(FILE, "\n".join(SHEET.lines))

    file = reset_with_sheet(FILE, recovered, "Rektor", "ny fras", kdf=PRACTICE_KDF)

    opened = unlock(read_key_file(file.to_bytes()), "Rektor", "ny fras")
    assert opened.file_key == ME.file_key
    assert opened.classes == {K}
    assert opened.newest("root")
    with pytest.raises(WrongPassphrase):
        unlock(file, "Rektor", "a")


def test_the_sheet_of_a_class_opens_the_class_and_nothing_else() -> None:
    grants = Grants(frozenset({M}))
    file = add_user(FILE, ME, "Skola", "b", role="school_nurse", grants=grants, now=NOW, kdf=PRACTICE_KDF)
    file, nurse = make_class(file, unlock(file, "Skola", "b"), M)
    file, sheet = recovery_sheet(file, nurse, MEDICAL_SHEET, NOW)

    recovered = open_with_sheet(read_key_file(file.to_bytes()), "\n".join(sheet.lines))

    assert {name for name, _epoch in recovered.secrets} == {"class/M"}
    with pytest.raises(NotEntitled):
        reset_with_sheet(file, recovered, "Rektor", "x", kdf=PRACTICE_KDF)


def test_class_k_made_later_is_wrapped_to_a_sheet_made_earlier() -> None:
    file, me = new_keys()
    file, sheet = recovery_sheet(file, me, FIRST_SHEET, NOW)
    grants = Grants(frozenset({K}))
    file = add_user(file, me, "Kurator", "b", role="counsellor", grants=grants, now=NOW, kdf=PRACTICE_KDF)

    file, _kurator = make_class(file, unlock(file, "Kurator", "b"), K)

    assert ("class/K", 1) in open_with_sheet(file, "\n".join(sheet.lines)).secrets
