"""The wizard for absence files on a school's vault."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.pages.importing.import_page import ImportPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from tests.conftest import School


@pytest.fixture
def page(school: School, qtbot: QtBot) -> Iterator[ImportPage]:
    """The wizard on a school's vault, in a window."""
    runner = Runner(school.unlock())
    shell = Shell()
    made = ImportPage(runner, shell)
    shell.add_page("import", "Läs in frånvaro", "upload", made)
    shell.add_page("today", "I dag", "layout-dashboard", QLabel("I dag"))
    qtbot.addWidget(shell)
    shell.resize(1280, 900)
    shell.show()
    shell.go("import")
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.waitUntil(lambda: not runner.busy)
    yield made
    runner.close()
