"""When the program itself is wrong: calm words, and a report without personal data."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.crash import CrashWatch, report
from narvaro_desktop.store.phrases import phrase_strength
from tests.gui.audit import audit

SECRET = "Elvira Blåbärsskog"


def _bug() -> BaseException:
    try:
        phrase_strength(SECRET, [object()])  # type: ignore[list-item]
    except Exception as inner:
        try:
            raise ValueError(SECRET) from inner
        except ValueError as bug:
            return bug
    raise AssertionError


def test_the_report_names_places_in_the_program_and_nothing_that_was_written() -> None:
    words = report(_bug())

    assert "ValueError" in words
    assert "(AttributeError)" in words
    assert "test_crash:" in words
    assert "Elvira" not in words and "/" not in words.replace("Närvaro 0", "")


def test_the_dialog_copies_the_report_and_starts_anew(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    window, started = QWidget(), list[bool]()
    qtbot.addWidget(window)
    window.show()
    watch = CrashWatch(lambda: window, lambda: started.append(True))
    bug = _bug()
    watch.tell(type(bug), bug)
    watch.tell(type(bug), bug)
    assert watch.dialog is not None and watch.dialog.isVisible()

    assert watch.dialog.copy_button.visibleRegion().boundingRect().height() >= 24
    qtbot.mouseClick(watch.dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == report(bug)
    assert audit(watch.dialog) == []
    qtbot.mouseClick(watch.dialog.verb_button, Qt.MouseButton.LeftButton)

    assert started == [True]
    assert SECRET not in capsys.readouterr().err
