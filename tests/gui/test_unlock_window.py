"""The unlock window: one sentence for every wrong key, a longer wait after five, and pasting is allowed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.desk import Refusal, _told_to
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.windows.unlock_window import TRIES, UnlockWindow
from narvaro_desktop.store.errors import LogForged, UnknownUser, WrongPassphrase
from narvaro_desktop.wording import say
from tests.gui.audit import audit


@pytest.fixture
def unlock(qtbot: QtBot) -> UnlockWindow:
    window = UnlockWindow(Path("/hem/Dokument/Närvaro/skola.narvaro"))
    window.show_people(["Rektor Rönn", "Kurator Ek"], 1)
    qtbot.addWidget(window)
    window.show()
    return window


def _edit(unlock: UnlockWindow) -> QLineEdit:
    found = unlock.findChild(QLineEdit)
    assert found is not None
    return found


def _button(unlock: UnlockWindow, name: str) -> QPushButton:
    found = unlock.findChild(QPushButton, name)
    assert found is not None
    return found


def _fault(unlock: UnlockWindow) -> str:
    found = unlock.findChild(QLabel, "fault")
    assert found is not None
    return found.text() if found.isVisible() else ""


def test_enter_asks_with_the_person_who_was_here_last(qtbot: QtBot, unlock: UnlockWindow) -> None:
    qtbot.keyClicks(_edit(unlock), "fem ord på rad")

    with qtbot.waitSignal(unlock.unlockWanted) as wanted:
        qtbot.keyClick(_edit(unlock), Qt.Key.Key_Return)

    assert wanted.args == ["Kurator Ek", "fem ord på rad"]


def test_names_stand_there_early_and_who_is_quicker_than_the_program_is_let_in(qtbot: QtBot) -> None:
    window = UnlockWindow(Path("/hem/Dokument/Närvaro/skola.narvaro"))
    qtbot.addWidget(window)
    window.show()
    person = window.findChild(QComboBox)
    assert person is not None and person.placeholderText() == "Ett ögonblick …"

    window.show_people(["Rektor Rönn", "Kurator Ek"], 1, is_ready=False)
    assert person.currentText() == "Kurator Ek"
    person.setCurrentIndex(0)
    qtbot.keyClicks(_edit(window), "fem ord på rad")
    with qtbot.assertNotEmitted(window.unlockWanted):
        qtbot.keyClick(_edit(window), Qt.Key.Key_Return)

    with qtbot.waitSignal(window.unlockWanted) as wanted:
        window.show_people(["Rektor Rönn", "Kurator Ek"], 1)
    assert wanted.args == ["Rektor Rönn", "fem ord på rad"]


def test_the_passphrase_is_hidden_until_one_looks(qtbot: QtBot, unlock: UnlockWindow) -> None:
    QGuiApplication.clipboard().setText("inklistrade ord")
    qtbot.keyClick(_edit(unlock), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert _edit(unlock).echoMode() == QLineEdit.EchoMode.Password
    eye = next(each for each in unlock.findChildren(QPushButton) if each.toolTip() == "Visa lösenfrasen")

    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)

    assert (_edit(unlock).echoMode(), _edit(unlock).text()) == (QLineEdit.EchoMode.Normal, "inklistrade ord")
    assert eye.accessibleName() == "Dölj lösenfrasen"


def test_an_unknown_person_and_a_wrong_phrase_are_refused_alike() -> None:
    assert say(UnknownUser()) == say(WrongPassphrase())


def test_an_empty_passphrase_is_said_at_once(qtbot: QtBot, unlock: UnlockWindow) -> None:
    with qtbot.assertNotEmitted(unlock.unlockWanted):
        qtbot.mouseClick(_button(unlock, "unlock"), Qt.MouseButton.LeftButton)

    assert _fault(unlock) == "Skriv lösenfrasen."


def test_after_five_refusals_one_has_to_wait(qtbot: QtBot, unlock: UnlockWindow) -> None:
    for _time in range(TRIES - 1):
        unlock.refuse_key("Fel.")
    assert _button(unlock, "unlock").isEnabled()

    unlock.refuse_key("Fel.")

    assert not _button(unlock, "unlock").isEnabled()
    assert _button(unlock, "unlock").text() == "Vänta 5 sekunder"
    for _second in range(5):
        unlock._tick()
    assert _button(unlock, "unlock").isEnabled()


def test_a_refusal_keeps_what_was_typed(qtbot: QtBot, unlock: UnlockWindow) -> None:
    qtbot.keyClicks(_edit(unlock), "bara ett ord fel")

    unlock.refuse_key("Namnet och lösenfrasen hör inte ihop.")

    assert (_edit(unlock).text(), _edit(unlock).selectedText()) == ("bara ett ord fel", "bara ett ord fel")
    assert _fault(unlock) == "Namnet och lösenfrasen hör inte ihop."
    qtbot.keyClicks(_edit(unlock), "x")
    assert _fault(unlock) == ""


def test_after_a_new_phrase_it_is_what_one_writes_next(qtbot: QtBot, unlock: UnlockWindow) -> None:
    qtbot.keyClicks(_edit(unlock), "den gamla frasen")
    _button(unlock, "forgotten").setFocus()

    unlock.ask_phrase()

    assert (unlock.focusWidget(), _edit(unlock).text()) == (_edit(unlock), "")


def test_a_log_that_was_changed_past_the_program_is_asked_about(qtbot: QtBot, unlock: UnlockWindow) -> None:
    heard: list[Refusal] = []
    _told_to(heard.append)(LogForged(7))
    assert [(one.is_forged, one.is_older) for one in heard] == [(True, False)]
    gone_on: list[bool] = []

    unlock.ask_about_log(lambda: gone_on.append(True))

    [question] = unlock.findChildren(Dialog)
    assert "den som sköter servern" in " ".join(one.text() for one in question.findChildren(QLabel))
    assert gone_on == []
    qtbot.mouseClick(question.verb_button, Qt.MouseButton.LeftButton)
    assert gone_on == [True]


def test_everybody_can_unlock(qtbot: QtBot, look: tuple[str, float]) -> None:
    window = UnlockWindow(Path("skola.narvaro"))
    qtbot.addWidget(window)
    window.show_people(["Rektor Rönn", "Kurator Ek"])
    window.say("info", "Låst efter 10 minuter. Det du skrev finns kvar.")
    window.refuse("Namnet och lösenfrasen hör inte ihop. Kontrollera stavningen och försök igen.")

    assert audit(window) == []
    assert window.findChild(QComboBox, "person") is not None
