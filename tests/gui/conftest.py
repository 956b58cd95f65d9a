"""The window's tests: Qt off screen, the program's own fonts, the look set back after each test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.work import Office
from tests.gui.school_hand import Settle, opened, rest


@pytest.fixture(autouse=True, scope="module")
def swept(qapp: QApplication) -> None:
    """A file begins without the windows of the one before it, which each change of look would dress anew."""
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.close()
            widget.deleteLater()


@pytest.fixture(autouse=True)
def light(swept: None, qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light theme at 100 %, with the widgets of the last one gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
    if (theme.current().name, theme.current().scale) != ("light", 1.0) or not qapp.styleSheet():
        theme.apply_theme(qapp, "light", 1.0)
    yield


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[SchoolWindow]:
    """The school's window on the vault of the test module; a module may open one of its own instead."""
    made = opened(office, qtbot)
    yield made
    made.close()


@pytest.fixture
def settle(window: SchoolWindow, qtbot: QtBot) -> Settle:
    """Rest of the school's window, or of the one that the test module opens as `window`."""
    return lambda: rest(window, qtbot)


class WindowsShown(QObject):
    """The name of each widget that was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


@pytest.fixture
def windows_shown(qapp: QApplication) -> Iterator[WindowsShown]:
    """What has been shown since the test began; ask for it after the windows that the test opens."""
    watching = WindowsShown()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


Stage = Callable[..., QWidget]
"""Shows the widgets given to it under each other in an active window, which it keeps."""


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    """A window to try widgets in."""
    kept: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        kept.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show


@pytest.fixture(
    params=[("light", 1.0), ("dark", 1.0), ("light", 2.0), ("dark", 2.0)], ids=lambda p: f"{p[0]}-{p[1]}"
)
def look(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[str, float]]:
    """Both themes at 100 and 200 %."""
    name, scale = request.param
    theme.apply_theme(qapp, name, scale)
    yield name, scale
