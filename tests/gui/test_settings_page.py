"""Settings: kept at once, refused where they cannot be right; backups and sheets by the press of a button."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.drill_dialog import DrillDialog
from narvaro_desktop.gui.dialogs.preview_dialog import PreviewDialog
from narvaro_desktop.gui.dialogs.recovery_dialog import RecoveryDialog
from narvaro_desktop.gui.pages.settings_page import SettingsPage
from narvaro_desktop.gui.remembered import remembered
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.paths import state_folder
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.vault import backups, recovery
from narvaro_desktop.usecases.vault.recovery import SheetKind
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit


@pytest.fixture
def window(qtbot: QtBot, at_the_principals: Office) -> Iterator[SchoolWindow]:
    """The rektor's window, on the settings."""
    shown = SchoolWindow(Runner(at_the_principals))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    shown.go("settings")
    qtbot.waitUntil(lambda: not shown.runner.busy)
    yield shown
    shown.close()
    remembered().file.unlink(missing_ok=True)


@pytest.fixture
def page(window: SchoolWindow) -> SettingsPage:
    found = window.page("settings")
    assert isinstance(found, SettingsPage)
    return found


def _write(page: SettingsPage, name: str, text: str) -> QLineEdit:
    edit = page.findChild(QLineEdit, name)
    assert edit is not None
    edit.setText(text)
    edit.editingFinished.emit()
    return edit


def _label(page: SettingsPage, name: str) -> QLabel:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found


def test_the_schools_details_are_kept_when_a_field_is_left(
    qtbot: QtBot, window: SchoolWindow, page: SettingsPage
) -> None:
    _write(page, "unitCode", "1234 5678")
    _write(page, "contact", "växeln 08-000 00 00")
    qtbot.waitUntil(lambda: not window.runner.busy)

    with window.runner.office.work() as work:
        profile = settings.profile(work)
    assert (profile.unit_code, profile.contact) == ("12345678", "växeln 08-000 00 00")


def test_a_code_with_too_few_digits_is_not_kept(
    qtbot: QtBot, window: SchoolWindow, page: SettingsPage
) -> None:
    _write(page, "unitCode", "1234")
    qtbot.waitUntil(lambda: not window.runner.busy)

    assert _label(page, "unitCodeFault").text() == "Skriv 8 siffror."
    with window.runner.office.work() as work:
        assert settings.profile(work).unit_code == ""


def test_theme_and_text_size_change_at_once_and_are_remembered(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.mouseClick(page.themes.buttons()[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.scales.buttons()[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.languages.buttons()[1], Qt.MouseButton.LeftButton)

    assert (theme.current().name, theme.current().scale) == ("dark", 1.25)
    kept = remembered()
    assert (kept.theme, kept.scale, kept.language) == ("dark", 1.25, "en")


def test_a_backup_by_hand_is_made_and_told(
    qtbot: QtBot, window: SchoolWindow, page: SettingsPage, tmp_path: Path
) -> None:
    with window.runner.office.work() as work:
        backups.choose_folder(work, tmp_path)
    button = page.findChild(QPushButton, "backUp")
    assert button is not None

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.runner.busy and button.isEnabled())
    qtbot.waitUntil(lambda: "1 kopia finns" in _label(page, "backupState").text())

    assert _label(page, "backupFolder").text().startswith("Krypterade, i ")


def test_a_disk_that_is_not_there_is_told_in_plain_words(
    qtbot: QtBot, window: SchoolWindow, page: SettingsPage, tmp_path: Path
) -> None:
    gone = tmp_path / "usb"
    gone.mkdir()
    with window.runner.office.work() as work:
        backups.choose_folder(work, gone)
    gone.rmdir()
    button = page.findChild(QPushButton, "backUp")
    assert button is not None

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.runner.busy)

    assert "Är disken inkopplad?" in window.message_bar.text()


def test_the_sheet_counts_when_two_groups_have_been_typed_back(
    qtbot: QtBot, window: SchoolWindow, page: SettingsPage
) -> None:
    dialog = RecoveryDialog(window, window.runner, SheetKind.VAULT)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.fields), timeout=20_000)
    shown = dialog.findChild(PreviewDialog)
    assert shown is not None and "Återställningsblad" in shown.view.pages[0].accessibleDescription()
    assert shown.height() > dialog.height(), "the paper is as high as the window at the bottom allows"
    shown.reject()

    for field in dialog.fields.values():
        field.control.setText("FEL1")  # type: ignore[attr-defined]
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert dialog.isVisible()
    assert all("stämmer inte med bladet" in field.fault() for field in dialog.fields.values())

    assert dialog._printed is not None
    for number, field in dialog.fields.items():
        field.control.setText(dialog._printed.sheet.groups[number - 1])  # type: ignore[attr-defined]
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())

    with window.runner.office.work() as work:
        assert recovery.reminder(work) is None
    assert list(state_folder().rglob("*.pdf")) == []


def test_who_has_no_sheet_on_paper_prints_it_before_the_drill(
    qtbot: QtBot, window: SchoolWindow, page: SettingsPage
) -> None:
    assert "Skriv ut bladet" in _label(page, "drillState").text()

    sheet = page.open_drill()
    assert isinstance(sheet, RecoveryDialog)
    assert window.findChildren(DrillDialog) == []
    sheet.accept()

    [drill] = window.findChildren(DrillDialog)
    assert drill.isVisible()
    drill.reject()


def test_everybody_can_change_the_settings(
    qtbot: QtBot, look: tuple[str, float], at_the_principals: Office
) -> None:
    window = SchoolWindow(Runner(at_the_principals))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.go("settings")
    qtbot.waitUntil(lambda: not window.runner.busy)
    QApplication.processEvents()

    assert audit(window.page("settings")) == []
    window.close()


def test_a_wrong_old_passphrase_is_said_and_changes_nothing(
    qtbot: QtBot, window: SchoolWindow, page: SettingsPage
) -> None:
    dialog = page.change_passphrase()
    dialog.old.set_text("fel fras")

    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.fault()), timeout=20_000)

    assert dialog.isVisible()
    assert audit(dialog) == []
    dialog.reject()
