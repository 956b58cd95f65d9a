"""How long nobody may work before the lock, and the cover that hides the page meanwhile."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.locking.cover import Cover
from narvaro_desktop.gui.locking.lock import IdleWatch
from narvaro_desktop.gui.locking.waits import Waits, waits
from tests.gui.audit import audit


@pytest.mark.parametrize(
    ("policy", "chosen", "holds"),
    [
        (None, 10, Waits(10, 60)),
        (None, 999, Waits(30, 60)),
        ({"idleMinutes": 5}, 10, Waits(5, 60, True)),
        ({"idleMinutes": 5}, 1, Waits(1, 60)),
        ({"idleMinutes": 600, "meetingMinutes": 600}, 30, Waits(30, 60)),
        ({"idleMinutes": 10, "meetingMinutes": 3}, 15, Waits(10, 10, True)),
        ({"idleMinutes": "5", "meetingMinutes": None}, 10, Waits(10, 60)),
        ({"idleMinutes": 0}, 10, Waits(1, 60, True)),
        ([1], 10, Waits(10, 60)),
    ],
)
def test_the_policy_of_it_only_shortens(tmp_path: Path, policy: object, chosen: int, holds: Waits) -> None:
    file = tmp_path / "policy.json"
    if policy is not None:
        file.write_text(json.dumps(policy), encoding="utf-8")

    assert waits(chosen, file) == holds


def test_a_policy_that_cannot_be_read_counts_for_nothing(tmp_path: Path) -> None:
    for content in (b"", b"{", b"\xff\xfe", b"[" * 100_000):
        file = tmp_path / "policy.json"
        file.write_bytes(content)
        assert waits(10, file) == Waits(10, 60)


def test_a_talk_beside_the_computer_may_take_longer(qtbot: QtBot) -> None:
    talking = [True]
    watch = IdleWatch(minutes=0.1 / 60, together=0.5 / 60, is_together=lambda: talking[0])

    with qtbot.assertNotEmitted(watch.idle, wait=300):
        pass
    qtbot.waitSignal(watch.idle, timeout=3000).wait()
    talking[0] = False
    with qtbot.waitSignal(watch.idle, timeout=3000):
        watch.set_minutes(0.1 / 60, 10)
    watch.deleteLater()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    shown = QMainWindow()
    inside = QWidget()
    QVBoxLayout(inside).addWidget(QLineEdit("Elvira Blåbärsskog"))
    shown.setCentralWidget(inside)
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_the_cover_hides_the_page_and_gives_it_back(qtbot: QtBot, window: QMainWindow) -> None:
    cover, [field] = Cover(window), window.findChildren(QLineEdit)
    field.setFocus()
    field.setCursorPosition(6)

    cover.cover()

    assert cover.is_on and not field.isVisible()
    assert cover.geometry() == window.rect()
    assert audit(cover) == []
    window.resize(800, 500)
    QApplication.processEvents()
    assert cover.geometry() == window.rect()
    qtbot.keyClick(cover.again, Qt.Key.Key_Return)
    assert field.isVisible() and not cover.is_on
    assert QApplication.focusWidget() is field and field.cursorPosition() == 6
