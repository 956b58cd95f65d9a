"""The hands of the huvudman's handler in tests: letting files fall, choosing files, finding pages."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.terms import ReceiptStatus
from narvaro_desktop.gui.pages.huvudman.received_page import ReceivedPage
from narvaro_desktop.gui.pages.huvudman.register_page import RegisterPage
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.store.tables import KeyCardRow
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.sending import keys
from tests.pairs import Pair


def shown(qtbot: QtBot, window: HuvudmanWindow) -> HuvudmanWindow:
    window.resize(1280, 900)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("inbox")
    rest(qtbot, window)
    return window


def rest(qtbot: QtBot, window: HuvudmanWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.runner.busy)


def drop(window: HuvudmanWindow, *paths: Path) -> None:
    """Let the files fall on the window's middle."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    act, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), act, carried, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), act, carried, left, none))


def choose(over: object, path: Path) -> None:
    """Choose `path` in the file dialog that stands open over a page."""
    [dialog] = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()
    ]
    assert over
    dialog.fileSelected.emit(str(path))
    dialog.filesSelected.emit([str(path)])
    dialog.reject()


def school_card(pair: Pair, folder: Path) -> tuple[SignedCard, Path]:
    office = pair.school()
    with office.work() as work:
        card = keys.own_card(work)
    office.close()
    assert card is not None
    path = folder / card.card.file_name
    path.write_bytes(card.to_bytes())
    return card, path


def forget_everyone(window: HuvudmanWindow) -> None:
    """As if no school's card had ever been read in."""
    with window.runner.office.work() as work:
        for row in work.session.scalars(select(KeyCardRow).where(KeyCardRow.own.is_(False))):
            work.session.delete(row)


def register_page(window: HuvudmanWindow) -> RegisterPage:
    page = window.page("inbox")
    assert isinstance(page, RegisterPage)
    return page


def received_page(window: HuvudmanWindow) -> ReceivedPage:
    page = window.page("received")
    assert isinstance(page, ReceivedPage)
    return page


def status(window: HuvudmanWindow) -> ReceiptStatus | None:
    with window.runner.office.work() as work:
        return register.received(work)[0].status
