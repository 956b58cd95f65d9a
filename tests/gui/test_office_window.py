"""A window on an open vault: it looks after backup and reserve, finds pupils, and is left in order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import InfoClass, Role, VaultKind
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.locking.bookmark import Bookmark
from narvaro_desktop.gui.runner import Progress, Runner
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.office_commands import KeysDialog, turn_look
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.generations import sets_in
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import drafts, settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, renewals, vaults
from narvaro_desktop.usecases.work import Area, Office
from tests.conftest import School
from tests.gui.audit import audit


@pytest.fixture
def window(qtbot: QtBot, office: Office, tmp_path: Path) -> Iterator[SchoolWindow]:
    """The kurator's window; backups go to a folder of the test."""
    with office.work() as work:
        backups.choose_folder(work, tmp_path)
    shown = SchoolWindow(Runner(office))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    shown.begin()
    qtbot.waitUntil(lambda: not shown.runner.busy)
    yield shown
    shown.close()


def test_a_huvudman_without_reserve_is_reminded_on_top_of_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    office = vaults.create(
        tmp_path / "huvudman.narvaro", VaultKind.HUVUDMAN, "Almstads kommun", "Handläggare Lind",
        Role.RECIPIENT, "fem ord", kdf=PRACTICE_KDF, state=tmp_path / "state",
    )  # fmt: skip
    window = HuvudmanWindow(Runner(office))
    qtbot.addWidget(window)
    window.show()
    window.begin()

    window._look_after()
    qtbot.waitUntil(lambda: "återställningsblad" in window.message_bar.text(), timeout=20_000)

    assert window.message_bar.button.text() == "Skriv ut"
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.close()


def test_todays_backup_is_made_by_itself(qtbot: QtBot, window: SchoolWindow, tmp_path: Path) -> None:
    window._look_after()
    qtbot.waitUntil(lambda: len(sets_in(tmp_path, window.runner.office.vault.id)) == 1)


def test_what_has_changed_is_backed_up_each_quarter_of_an_hour(
    qtbot: QtBot, window: SchoolWindow, tmp_path: Path
) -> None:
    vault = window.runner.office.vault.id
    assert (window.quarterly.interval(), window.quarterly.isActive()) == (15 * 60 * 1000, True)
    with window.runner.office.work() as work:
        settings.remember(work, unit_code="12345678")

    window.quarterly.timeout.emit()
    qtbot.waitUntil(lambda: len(sets_in(tmp_path, vault)) == 1)
    window.quarterly.timeout.emit()
    qtbot.waitUntil(lambda: not window.runner.busy)

    assert len(sets_in(tmp_path, vault)) == 1


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.RECIPIENT], ids=lambda one: one.key)
def test_nobody_is_refused_anything_by_only_unlocking(qtbot: QtBot, office: Office, role: Role) -> None:
    with office.work() as work:
        cases.open_case(work, students.add(work, "Alva Granbarr", "5B").value)
    office.actor = replace(office.actor, role=role)
    window = SchoolWindow(Runner(office))
    qtbot.addWidget(window)
    refused: list[str] = []
    window.runner.failed.connect(lambda error: refused.append(repr(error)))
    window.show()

    window.begin()
    window._look_after()
    qtbot.waitUntil(lambda: not window.runner.busy)

    assert refused == []
    window.close()


def test_who_holds_a_class_is_told_whom_its_new_key_went_to(qtbot: QtBot, school: School) -> None:
    office = school.unlock()
    with office.work() as work:
        renewals.note(work, [InfoClass.COUNSELLING], vault=False)
    office.close()
    window = SchoolWindow(Runner(school.unlock()))
    qtbot.addWidget(window)
    window.show()
    window.begin()

    window._look_after()
    qtbot.waitUntil(lambda: "Nyckeln till kurativa texter är ny" in window.message_bar.text())

    assert "Kurator Ek, Rektor Rönn." in window.message_bar.text()
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.close()


def test_a_copy_that_a_sync_service_made_is_told(qtbot: QtBot, window: SchoolWindow) -> None:
    office = window.runner.office
    beside = office.vault.path.with_name(f"{office.vault.path.stem}-DESKTOP-4F2K.narvaro")
    beside.write_bytes(office.vault.key_file.header.salt + b"what was written on the other computer")

    window._look_after()
    qtbot.waitUntil(lambda: beside.name in window.message_bar.text())

    assert window.message_bar.button.text() == "Visa i mappen"
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_a_failed_backup_is_told_and_nothing_else_stops(
    qtbot: QtBot, window: SchoolWindow, tmp_path: Path
) -> None:
    gone = tmp_path / "usb"
    gone.mkdir()
    with window.runner.office.work() as work:
        backups.choose_folder(work, gone)
    gone.rmdir()

    window._look_after()
    qtbot.waitUntil(lambda: bool(window.message_bar.text()))

    assert window.message_bar.text() == (
        "Dagens säkerhetskopia blev inte av. Mappen för säkerhetskopior finns inte just nu. "
        "Är disken inkopplad? Valvet är orört."
    )


def test_what_has_changed_is_backed_up_before_the_window_closes(
    qtbot: QtBot, window: SchoolWindow, tmp_path: Path
) -> None:
    office = window.runner.office
    with office.work() as work:
        settings.remember(work, unit_code="12345678")

    window.close()

    assert len(sets_in(tmp_path, office.vault.id)) == 1


def test_a_closed_window_lets_the_vault_go_and_closes_once(
    qtbot: QtBot, window: SchoolWindow, school: School
) -> None:
    window.close()
    window.leave()
    window.runner.ask(drafts.left_behind, lambda _found: pytest.fail("asked after the end"))

    school.unlock().close()


def test_the_top_bar_says_of_every_act_when_it_was_saved(qtbot: QtBot, window: SchoolWindow) -> None:
    office = window.runner.office
    qtbot.waitUntil(lambda: not window.runner.busy)
    office.clock = Clock(date(2026, 9, 28), time(14, 2))
    told: list[bool] = []
    window.runner.saving.connect(told.append)

    window.runner.do(lambda work: students.add(work, "Elvira Blåbärsskog", "5B"))
    window.runner.ask(students.everyone, lambda _found: None)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.top_bar.saved_words() == "Sparat 14:02"

    office.clock = Clock(date(2026, 9, 28), time(14, 9))
    window.runner.do(
        lambda work: backups.choose_folder(work, Path("finns/inte")), refused=lambda _error: None
    )
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.top_bar.saved_words() == "Sparat 14:02"
    assert told == [True, False, True, False]

    window.runner.do(lambda _work: frozenset({Area.GUIDE}))
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.top_bar.saved_words() == "Sparat 14:02", "nothing was written"


def test_ctrl_k_finds_a_pupil_and_leads_to_the_case(qtbot: QtBot, window: SchoolWindow) -> None:
    with window.runner.office.work() as work:
        elvira = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add(work, "Tage Kottelund", "7A")
        case_id = cases.open_case(work, elvira).value
    window.people.ask()
    qtbot.waitUntil(lambda: not window.runner.busy)

    [found] = window.people.commands("blåb")
    found.act()

    assert (found.words, found.hint) == ("Elvira Blåbärsskog", "5B · öppet ärende")
    assert window.at is not None and window.at.what == {"case_id": case_id}
    assert [each.words for each in window.people.commands("kott 7a")] == ["Tage Kottelund"]
    assert window.people.commands("  ") == ()
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_every_command_has_words_and_leads_to_a_page_that_is_there(window: SchoolWindow) -> None:
    commands = window.palette_of_commands.commands

    assert {"keys", "look", "lock", "note", "new-case", "import"} <= {command.key for command in commands}
    assert len({command.words for command in commands}) == len(commands)


def test_the_look_can_be_turned_at_once(window: SchoolWindow) -> None:
    turn_look(window)
    assert theme.current().name == "dark"

    turn_look(window)
    assert theme.current().name == "light"


def test_the_keys_can_be_looked_up(qtbot: QtBot, window: SchoolWindow) -> None:
    dialog = KeysDialog(window)
    qtbot.addWidget(dialog)
    dialog.open()

    assert any(label.text() == "Ctrl K" for label in dialog.findChildren(QLabel))
    assert audit(dialog) == []


def test_a_practice_school_names_its_day_and_is_not_locked(qtbot: QtBot, office: Office) -> None:
    window = SchoolWindow(Runner(office), practice=True)
    qtbot.addWidget(window)
    window.show()

    with qtbot.waitSignal(window.startWanted):
        window.go("leave")

    keys = {command.key for command in window.palette_of_commands.commands}
    assert {"anew", "leave"} <= keys and "lock" not in keys
    window.close()


def test_a_bookmark_comes_back_as_it_was() -> None:
    mark = Bookmark("case", {"case_id": uuid4(), "tab": "plan", "row": 3}, "note", 12)

    assert Bookmark.from_json(mark.to_json()) == mark
    assert Bookmark.from_json("{}") is None
    assert InfoClass.OWN.key not in mark.to_json()


def test_long_work_is_stopped_and_what_is_typed_is_kept_when_the_window_goes(
    qtbot: QtBot, window: SchoolWindow
) -> None:
    kept: list[str] = []
    working, box = Progress(window), GrowingText(window)
    box.edited.connect(kept.append)
    box.setPlainText("Ringde hem")

    window.close()

    assert working.stopped()
    assert kept == ["Ringde hem"]
