"""*Lämna uppgift till hemkommunen*: chosen, looked at and sealed from the register."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.deciding.home_notice_dialog import (
    HomeNoticeDialog,
    HomeWithdrawalDialog,
    open_home_notice,
)
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.usecases.huvudman import home_notices
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.huvudman_hand import received_page, rest, shown
from tests.gui.shots import save
from tests.usecases.decisions_stage import trust
from tests.usecases.huvudman.test_home_notices import bergby, huvudman, received

__all__ = ["bergby", "huvudman", "received"]


def opened(qtbot: QtBot, office: Office, received_id: UUID) -> tuple[HomeNoticeDialog, Runner]:
    runner, shell = Runner(office), Shell()
    qtbot.addWidget(shell)
    shell.resize(1200, 860)
    shell.show()
    open_home_notice(shell, runner, shell, received_id)
    qtbot.waitUntil(lambda: bool(shell.findChildren(HomeNoticeDialog)))
    [dialog] = shell.findChildren(HomeNoticeDialog)
    return dialog, runner


@pytest.mark.usefixtures("received")
def test_it_is_sealed_to_the_kommun_that_is_chosen(
    huvudman: Office, bergby: Office, received: UUID, qtbot: QtBot, tmp_path: Path
) -> None:
    trust(huvudman, bergby)
    dialog, runner = opened(qtbot, huvudman, received)
    save(dialog, "hemkommun")
    assert not audit(dialog)

    dialog.folder.set_folder(tmp_path / "ut")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not runner.busy)

    with huvudman.work() as work:
        [told] = home_notices.told(work, received)
    assert told.recipient == "Bergby kommun"


def test_without_a_checked_card_it_says_what_to_do(huvudman: Office, received: UUID, qtbot: QtBot) -> None:
    dialog, runner = opened(qtbot, huvudman, received)

    assert not dialog.verb.isEnabled()
    qtbot.waitUntil(lambda: not runner.busy)


def test_it_is_taken_back_from_the_card_of_the_matter(
    huvudman: Office, bergby: Office, received: UUID, qtbot: QtBot, tmp_path: Path
) -> None:
    trust(huvudman, bergby)
    with huvudman.work() as work:
        card = home_notices.proposal(work, received).cards[0].organisation
        home_notices.seal(work, received, card, tmp_path / "ut")
    window = shown(qtbot, HuvudmanWindow(Runner(huvudman)))
    window.go("received", received_id=received)
    rest(qtbot, window)
    page = received_page(window)
    away = next(each for each in page.findChildren(Button) if each.text() == "Ta tillbaka uppgiften …")

    away.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(HomeWithdrawalDialog)))
    [dialog] = page.findChildren(HomeWithdrawalDialog)
    save(dialog, "hemkommun-tillbaka")
    assert not audit(dialog)
    assert "Elvira" not in " ".join(line.value for line in dialog.sent.lines or ())
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window)

    with huvudman.work() as work:
        [told] = home_notices.told(work, received)
    assert told.is_taken_back
    assert any("tillbakatagen" in each.text() for each in page.findChildren(QLabel))
    window.close()
