"""The first window: three ways to begin and the vaults used before."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.windows.start_window import StartWindow
from tests.gui.audit import audit, tab_chain

VAULT = Path("/hem/Dokument/Närvaro/skola.narvaro")


def test_practice_comes_first_and_has_the_focus(qtbot: QtBot) -> None:
    start = StartWindow()
    qtbot.addWidget(start)
    start.show()
    start.activateWindow()

    with qtbot.waitSignal(start.practiseWanted):
        qtbot.keyClick(start.focusWidget(), Qt.Key.Key_Space)

    names = [each.accessibleName() for each in tab_chain(start)[:3]]
    assert names == ["Prova med en påhittad skola", "Kom igång med vår skola", "Vi tar emot anmälningar"]


def test_with_the_largest_text_no_card_lies_outside_the_screen(qtbot: QtBot, qapp: QApplication) -> None:
    before = theme.current()
    theme.apply_theme(qapp, "dark", 2.0)
    try:
        start = StartWindow()
        qtbot.addWidget(start)
        start.show()

        room = start.screen().availableSize()
        assert start.width() <= room.width() and start.height() <= room.height()
        huvudman = start.findChild(QPushButton, "huvudman")
        assert huvudman is not None
        assert huvudman.mapTo(start, huvudman.rect().topRight()).x() < start.width()
    finally:
        theme.apply_theme(qapp, before.name, before.scale)


def test_a_vault_used_before_is_named_by_its_file_and_opened(qtbot: QtBot) -> None:
    start = StartWindow([VAULT])
    qtbot.addWidget(start)
    start.show()
    [button] = [each for each in start.findChildren(QPushButton) if "skola.narvaro" in each.text()]

    with qtbot.waitSignal(start.vaultWanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert wanted.args == [VAULT]
    assert button.text() == "skola.narvaro i Dokument › Närvaro"


def test_a_fault_is_said_and_nothing_is_lost(qtbot: QtBot) -> None:
    start = StartWindow()
    qtbot.addWidget(start)
    start.show()
    start.busy("Övningsskolan öppnas …")
    assert not start.findChild(QPushButton, "school").isEnabled()  # type: ignore[union-attr]

    start.busy("")
    start.say("bad", "Disken är full.")

    assert start.findChild(QPushButton, "school").isEnabled()  # type: ignore[union-attr]


def test_everybody_can_begin(qtbot: QtBot, look: tuple[str, float]) -> None:
    start = StartWindow([VAULT])
    qtbot.addWidget(start)
    start.resize(1000, 640)

    assert audit(start) == []
