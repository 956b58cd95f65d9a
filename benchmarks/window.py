"""The real window on the big school: until a page stands there, and until it has answered a key."""

import os
from collections.abc import Callable
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.work import Office

PATIENCE = 30.0


def application() -> QApplication:
    """The one application, dressed as the program is."""
    there = QCoreApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication([])
    theme.apply_theme(made, "light")
    return made


def shown(office: Office, page: str) -> SchoolWindow:
    """A window on `page`, with everything answered that the page asks, and painted."""
    window = SchoolWindow(Runner(office))
    window.resize(1440, 1000)
    window.show()
    window.go(page)
    wait_until(lambda: not window.runner.busy)
    window.repaint()
    return window


def wait_until(done: Callable[[], bool]) -> None:
    """Let the window live until `done`; between two events it sleeps, as the program does."""
    started = perf_counter()
    waking = QTimer(interval=5)
    waking.start()
    while not done():
        if perf_counter() - started > PATIENCE:
            raise TimeoutError
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    waking.stop()
    QCoreApplication.processEvents()
