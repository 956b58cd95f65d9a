"""Recovery sheets: reminded of until two groups have been typed back, and they open what was lost."""

import io

import pytest
from pypdf import PdfReader

from narvaro_desktop.store.errors import SheetMistyped, SheetOpensNothing, WrongPassphrase
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.vault import recovery, vaults
from narvaro_desktop.usecases.vault.recovery import PrintedSheet, SheetKind
from narvaro_desktop.usecases.work import Office
from tests.conftest import School


def _printed(office: Office) -> PrintedSheet:
    with office.work() as work:
        return recovery.print_sheet(work, SheetKind.VAULT).value


def _typed(printed: PrintedSheet) -> dict[int, str]:
    return {number: printed.sheet.groups[number - 1].lower() for number in printed.asked}


def test_the_first_user_is_reminded_until_the_sheet_is_checked(at_the_principals: Office) -> None:
    office = at_the_principals
    with office.work() as work:
        first = recovery.reminder(work)
    printed = _printed(office)
    with office.work() as work:
        second = recovery.reminder(work)
        recovery.check(work, printed, _typed(printed))
    with office.work() as work:
        third = recovery.reminder(work)

    assert first == recovery.Reminder(SheetKind.VAULT, None)
    assert second is not None and second.printed_on is not None
    assert third is None


def test_a_colleague_who_cannot_make_the_sheet_is_not_reminded(office: Office) -> None:
    with office.work() as work:
        assert recovery.reminders(work) == []


def test_wrong_groups_leave_the_sheet_unchecked(at_the_principals: Office) -> None:
    printed = _printed(at_the_principals)

    with pytest.raises(recovery.WrongGroups) as refused, at_the_principals.work() as work:
        recovery.check(work, printed, {printed.asked[0]: printed.sheet.groups[printed.asked[0] - 1]})

    assert refused.value.args == (printed.asked[1],)
    with at_the_principals.work() as work:
        assert recovery.checked_on_paper(work) == {SheetKind.VAULT: False}


def test_the_paper_holds_every_group_and_no_name(at_the_principals: Office) -> None:
    printed = _printed(at_the_principals)

    words = PdfReader(io.BytesIO(printed.pdf)).pages[0].extract_text()

    assert all(group in words for group in printed.sheet.groups)
    assert "Rönn" not in words and "Ekbacken" not in words


def test_the_sheet_gives_a_new_passphrase(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    printed = _printed(office)
    office.close()

    recovery.new_passphrase(
        school.path,
        "\n".join(printed.sheet.lines),
        "Rektor Rönn",
        "sju nya ord",
        state=school.state,
        kdf=PRACTICE_KDF,
    )

    with pytest.raises(WrongPassphrase):
        school.unlock("Rektor Rönn")
    vaults.unlock(school.path, "Rektor Rönn", "sju nya ord", state=school.state, allow_weak=True).close()


def test_a_mistyped_or_replaced_sheet_opens_nothing(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    old, _new = _printed(office), _printed(office)
    office.close()

    with pytest.raises(SheetMistyped):
        recovery.new_passphrase(
            school.path, "0000 0000 00", "Rektor Rönn", "sju", state=school.state, kdf=PRACTICE_KDF
        )
    with pytest.raises(SheetOpensNothing):
        recovery.new_passphrase(
            school.path,
            "\n".join(old.sheet.lines),
            "Rektor Rönn",
            "sju",
            state=school.state,
            kdf=PRACTICE_KDF,
        )
