"""From window to window: first window, practice school, unlock, lock; only the restart is made up."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.app import Program
from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.gui.desk import Opened, practice_folder, window_on
from narvaro_desktop.gui.dialogs.restore_dialog import RestoreDialog
from narvaro_desktop.gui.locking.lock import Away, IdleWatch
from narvaro_desktop.gui.locking.session_watch import SessionWatch
from narvaro_desktop.gui.remembered import KnownVault, Remembered, remembered
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.gui.windows.setup_wizard import SetupWizard
from narvaro_desktop.gui.windows.start_window import StartWindow
from narvaro_desktop.gui.windows.unlock_window import UnlockWindow
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.vault import backups
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit


class Restarts:
    """Stands for the operating system: instead of replacing this process it notes for which vault."""

    def __init__(self) -> None:
        self.vaults: list[Path | None] = []

    def __call__(self, vault: Path | None) -> None:
        self.vaults.append(vault)


@pytest.fixture
def restarts() -> Restarts:
    return Restarts()


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path, restarts: Restarts) -> Iterator[Program]:
    made = Program(qapp, Remembered(file=tmp_path / "fonster.json"), restarts)
    yield made
    if isinstance(made.window, OfficeWindow):
        made.window.leave()
    qtbot.waitUntil(lambda: not made.desk.busy, timeout=20_000)
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.deleteLater()


@pytest.fixture
def practised(qtbot: QtBot, program: Program) -> Callable[[str], OfficeWindow]:
    """Show the practice school by a view."""

    def show(view: str) -> OfficeWindow:
        program.practise(view)
        qtbot.waitUntil(
            lambda: isinstance(program.window, OfficeWindow) and not program.desk.busy, timeout=60_000
        )
        assert isinstance(program.window, OfficeWindow)
        return program.window

    return show


def test_a_computer_that_knows_no_vault_shows_the_first_window(program: Program) -> None:
    program.begin([])

    assert isinstance(program.window, StartWindow)


def test_a_computer_that_knows_a_vault_asks_for_the_passphrase(program: Program, tmp_path: Path) -> None:
    vault = tmp_path / "skola.narvaro"
    vault.touch()
    program.kept = program.kept.with_vault(tmp_path / "borta.narvaro").with_vault(vault)

    program.begin([])

    assert isinstance(program.window, UnlockWindow)
    assert program.window.path == vault


def test_the_next_vaults_window_is_as_large_as_the_last(practised: Callable[[str], OfficeWindow]) -> None:
    counsellors = practised("counsellor")
    counsellors.showMaximized()

    principals = practised("principal")

    assert principals.isMaximized()


def test_one_press_opens_the_practice_school_and_its_views_change_the_vault(
    qtbot: QtBot, program: Program, practised: Callable[[str], OfficeWindow]
) -> None:
    program.begin([])
    assert isinstance(program.window, StartWindow)
    qtbot.mouseClick(_button(program.window, "practise"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window, SchoolWindow), timeout=60_000)
    school = program.window
    assert isinstance(school, SchoolWindow)
    assert school.runner.office.actor.name == practice.COUNSELLOR
    assert school.practice.isVisible()

    school.viewWanted.emit("recipient")
    qtbot.waitUntil(lambda: isinstance(program.window, HuvudmanWindow), timeout=20_000)

    assert isinstance(program.window, HuvudmanWindow)
    assert program.window.runner.office.actor.name == practice.RECIPIENT
    assert program.kept.vaults == ()
    told = [label.text() for label in program.window.practice.findChildren(QLabel)]
    assert any("28\u00a0september\u00a02026" in words for words in told)


def test_leaving_the_practice_school_leads_back_to_the_first_window(
    qtbot: QtBot, program: Program, practised: Callable[[str], OfficeWindow]
) -> None:
    office = practised("principal")

    office.go("leave")

    assert isinstance(program.window, StartWindow)


def _unlocked(qtbot: QtBot, program: Program, office: Office) -> OfficeWindow:
    """A school's window as after unlocking; the template's light key derivation is for tests alone."""
    program._opened(window_on(Opened(office, VaultKind.SCHOOL, None)))
    assert isinstance(program.window, SchoolWindow)
    qtbot.waitExposed(program.window)
    window = program.window
    QApplication.setActiveWindow(window)
    return window


def test_the_lock_closes_the_vault_and_tells_the_new_process_only_where_it_lies(
    qtbot: QtBot, program: Program, restarts: Restarts, office: Office
) -> None:
    window = _unlocked(qtbot, program, office)
    vault = office.vault.path

    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(restarts.vaults))

    assert restarts.vaults == [vault]
    assert not window.isVisible()
    kept = remembered(program.kept.file)
    assert kept.locked == "Låst. Det du skrev finns kvar."
    assert kept.vaults == (KnownVault(vault, 0),)


def test_a_vault_left_idle_locks_itself(
    qtbot: QtBot, program: Program, restarts: Restarts, office: Office
) -> None:
    window = _unlocked(qtbot, program, office)
    [watch] = window.findChildren(IdleWatch)

    watch.idle.emit()

    assert restarts.vaults == [office.vault.path]
    assert remembered(program.kept.file).locked == "Låst efter 10 minuter. Det du skrev finns kvar."


@pytest.mark.parametrize(("why", "words"), [(Away.LOCKED, "låstes"), (Away.ASLEEP, "gick i viloläge")])
def test_a_computer_that_is_left_locks_the_vault_once(
    why: Away, words: str, qtbot: QtBot, program: Program, restarts: Restarts, office: Office
) -> None:
    _unlocked(qtbot, program, office)
    [watch] = program.findChildren(SessionWatch)

    watch.away.emit(why)
    watch.away.emit(Away.LOCKED)
    qtbot.waitUntil(lambda: bool(restarts.vaults))
    qtbot.wait(1)

    assert restarts.vaults == [office.vault.path]
    assert remembered(program.kept.file).locked == f"Låst när datorn {words}. Det du skrev finns kvar."


def test_a_vault_whose_file_somebody_moved_is_locked_all_the_same(
    qtbot: QtBot, program: Program, restarts: Restarts, office: Office, tmp_path: Path
) -> None:
    window = _unlocked(qtbot, program, office)
    office.vault.path.rename(tmp_path / "flyttat.narvaro")

    program.start_over()

    assert restarts.vaults == [office.vault.path]
    assert not window.isVisible()


def test_a_fault_in_the_closing_keeps_no_process_from_giving_way(
    qtbot: QtBot, program: Program, restarts: Restarts, office: Office
) -> None:
    window = _unlocked(qtbot, program, office)
    leave = window.leave

    def fails(to_return: bool = False) -> None:
        leave(to_return)
        raise OSError

    window.leave = fails  # type: ignore[method-assign]
    with pytest.raises(OSError):
        program.start_over()
    window.leave = leave  # type: ignore[method-assign]

    assert restarts.vaults == [office.vault.path]


def test_after_the_lock_one_is_back_where_one_was(
    qtbot: QtBot, program: Program, restarts: Restarts, school: School, office: Office
) -> None:
    window = _unlocked(qtbot, program, office)
    window.go("settings")
    field = window.page("settings").findChild(QLineEdit, "unitCode")
    assert field is not None
    window.activateWindow()
    field.setFocus()
    field.setText("1234")
    field.setCursorPosition(2)
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.lockWanted.emit()
    qtbot.waitUntil(lambda: bool(restarts.vaults))

    again = _unlocked(qtbot, program, school.unlock())
    again.activateWindow()
    qtbot.waitUntil(lambda: again.at is not None and again.at.key == "settings")
    shown = again.page("settings").findChild(QLineEdit, "unitCode")

    qtbot.waitUntil(lambda: again.focusWidget() is shown)
    with again.runner.office.work() as work:
        assert drafts.left_behind(work) == []


def _button(window: StartWindow, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None
    return found


def test_keys_and_clicks_put_the_lock_off(qtbot: QtBot, qapp: QApplication) -> None:
    watch, locked = IdleWatch(minutes=1 / 60), []
    watch.idle.connect(lambda: locked.append(time.monotonic()))

    qtbot.wait(400)
    touched = time.monotonic()
    qapp.sendEvent(qapp, QEvent(QEvent.Type.Wheel))

    qtbot.waitUntil(lambda: bool(locked), timeout=30_000)
    assert locked[0] - touched >= 1
    watch.deleteLater()


def test_a_backup_that_is_opened_becomes_a_vault_of_its_own_and_is_then_unlocked(
    qtbot: QtBot, program: Program, school: School, office: Office, tmp_path: Path
) -> None:
    with office.work() as work:
        backups.choose_folder(work, tmp_path)
    backups.make(office)
    [copy] = tmp_path.glob("narvaro-*")

    program.open_file(copy / "valv.narvaro")
    assert isinstance(program.window, StartWindow)
    [question] = program.window.findChildren(Dialog)
    qtbot.mouseClick(question.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window, UnlockWindow), timeout=20_000)

    assert isinstance(program.window, UnlockWindow)
    assert program.window.path.parent == documents_folder()
    qtbot.waitUntil(lambda: not program.desk.busy)
    for left in documents_folder().glob("aterstalld*"):
        left.unlink()


def test_a_backup_is_found_chosen_and_put_back_from_the_first_window(
    qtbot: QtBot, program: Program, school: School, office: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "USB" / "Kopior"
    stick.mkdir(parents=True)
    with office.work() as work:
        backups.choose_folder(work, stick)
    backups.make(office)
    program.show_start()
    assert isinstance(program.window, StartWindow)
    program.window.show()

    start = program.window

    qtbot.mouseClick(_button(start, "restore"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(start.findChildren(RestoreDialog)), timeout=20_000)
    [dialog] = start.findChildren(RestoreDialog)
    qtbot.waitUntil(lambda: "ingen säkerhetskopia" in dialog.told.text())
    assert not dialog.verb_button.isEnabled()
    assert audit(dialog) == []
    dialog.look([stick.parent])  # as from the system's dialog
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert "USB › Kopior" in dialog.list.item(0).text()
    assert dialog.told.text() == "Låses upp av någon av Rektor Rönn, Kurator Ek, Mentor Al."
    assert audit(dialog) == []
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, UnlockWindow), timeout=20_000)

    assert isinstance(program.window, UnlockWindow)
    assert program.window.path.parent == documents_folder()
    qtbot.waitUntil(lambda: not program.desk.busy)
    for left in documents_folder().glob("aterstalld*"):
        left.unlink()


def test_a_vault_that_has_been_moved_is_told_in_plain_words(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.begin([str(tmp_path / "borta.narvaro")])
    assert isinstance(program.window, UnlockWindow)

    fault = program.window.findChild(QLabel, "fault")
    assert fault is not None
    qtbot.waitUntil(lambda: "ligger inte kvar" in fault.text(), timeout=20_000)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(4096), bytes(range(256)) * 64])
def test_a_file_that_is_no_vault_is_refused_and_left_alone(
    qtbot: QtBot, program: Program, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "annat.narvaro"
    path.write_bytes(content)

    program.begin([str(path)])
    assert isinstance(program.window, UnlockWindow)
    fault = program.window.findChild(QLabel, "fault")
    assert fault is not None
    qtbot.waitUntil(lambda: bool(fault.text()), timeout=20_000)

    assert path.read_bytes() == content


def test_three_answers_lead_to_an_empty_i_dag(qtbot: QtBot, program: Program) -> None:
    program.begin([])
    assert isinstance(program.window, StartWindow)
    qtbot.mouseClick(_button(program.window, "school"), Qt.MouseButton.LeftButton)
    wizard = program.window
    assert isinstance(wizard, SetupWizard)

    qtbot.keyClicks(wizard.name, "Ekbackens skola")
    qtbot.keyClicks(wizard.person, "Kurator Ek")
    wizard.role.setCurrentText("Kurator")
    qtbot.keyClick(wizard.person, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, SchoolWindow), timeout=60_000)

    window = program.window
    assert isinstance(window, SchoolWindow)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert window.at is not None and window.at.key == "today"
    assert program.kept.vaults == (KnownVault(window.path, 0),)
    window.leave()
    for left in window.path.parent.glob(f"{window.path.name}*"):
        left.unlink()


def test_a_wrong_phrase_is_refused_and_the_right_one_opens(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    practice_school = practice.there(practice_folder()) or practice.build(practice_folder(), with_files=False)
    program.begin([str(practice_school.school)])
    unlock = program.window
    assert isinstance(unlock, UnlockWindow)
    person = unlock.findChild(QComboBox, "person")
    edit = unlock.findChild(QLineEdit)
    assert person is not None and edit is not None
    qtbot.waitUntil(lambda: person.count() == 2, timeout=20_000)
    person.setCurrentText(practice.COUNSELLOR)

    qtbot.keyClicks(edit, "fel fras")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    fault = unlock.findChild(QLabel, "fault")
    assert fault is not None
    qtbot.waitUntil(lambda: "hör inte ihop" in fault.text(), timeout=20_000)
    edit.setText(practice_school.phrases[practice.SCHOOL_FILE][practice.COUNSELLOR])
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: isinstance(program.window, SchoolWindow), timeout=20_000)
