"""The team: who is in it, what each reads, and how a colleague is let in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.suggestion_dialogs import ClassesDialog
from narvaro_desktop.gui.pages.team_page import TeamPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit


def _window(qtbot: QtBot, office: Office) -> SchoolWindow:
    shown = SchoolWindow(Runner(office))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    shown.go("team")
    qtbot.waitUntil(lambda: not shown.runner.busy)
    return shown


@pytest.fixture
def window(qtbot: QtBot, at_the_principals: Office) -> Iterator[SchoolWindow]:
    shown = _window(qtbot, at_the_principals)
    yield shown
    shown.close()


def _words(window: SchoolWindow) -> list[str]:
    return [label.text() for label in window.page("team").findChildren(QLabel)]


def test_each_stands_there_with_role_and_what_is_read(window: SchoolWindow) -> None:
    words = _words(window)

    assert {"Rektor Rönn", "Kurator Ek", "Mentor Al", "rektor", "kurator", "mentor"} <= set(words)
    assert (
        "Läser: frånvaro, kartläggningar, planer, beslut och kurativa texter. Öppnar alla ärenden på skolan."
        in words
    )
    assert (
        "Läser: frånvaro, kartläggningar, planer och beslut. "
        "Ingen klass är vald: öppnar bara egna ärenden och dem med inbjudan."
    ) in words


def test_the_rektor_says_which_class_a_mentor_has(qtbot: QtBot, window: SchoolWindow) -> None:
    with window.runner.office.work() as work:
        students.add(work, "Alva Granbarr", "5B")
        students.add(work, "Bo Regnskur", "8A")
    page, name = window.page("team"), "Klasser för Mentor Al"
    [button] = [one for one in page.findChildren(QPushButton) if one.accessibleName() == name]

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(ClassesDialog)))
    [dialog] = [one for one in window.findChildren(ClassesDialog) if one.isVisible()]
    assert not audit(dialog)
    dialog.boxes["5B"].setChecked(True)
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: any("elever och ärenden i 5B" in words for words in _words(window)))
    assert not audit(page)


def test_a_colleague_is_let_in_with_a_phrase_of_her_own(
    qtbot: QtBot, school: School, window: SchoolWindow
) -> None:
    page = window.page("team")
    assert isinstance(page, TeamPage)
    dialog = page.add_colleague()
    qtbot.keyClicks(dialog.person, "Specialpedagog Al")
    dialog.role.setCurrentIndex(dialog.role.findData(Role.SPECIAL_EDUCATOR))
    phrase = dialog.choice.text()

    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=30_000)
    qtbot.waitUntil(lambda: "Specialpedagog Al" in _words(window))

    window.close()
    vaults.unlock(school.path, "Specialpedagog Al", phrase, state=school.state, allow_weak=True).close()


def test_a_name_that_is_taken_is_said_at_the_name(qtbot: QtBot, window: SchoolWindow) -> None:
    page = window.page("team")
    assert isinstance(page, TeamPage)
    dialog = page.add_colleague()
    dialog.person.setText("Kurator Ek")

    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=30_000)

    assert "redan någon med det namnet" in dialog._person.fault()
    assert dialog.isVisible()
    assert audit(dialog) == []


def test_who_did_not_make_the_vault_lets_nobody_in(qtbot: QtBot, office: Office) -> None:
    window = _window(qtbot, office)
    page = window.page("team")
    assert isinstance(page, TeamPage)

    assert not page.add_button.isVisible()
    with office.work() as work:
        assert not team.team(work).may_add
    window.close()


def test_everybody_can_read_the_team(
    qtbot: QtBot, look: tuple[str, float], at_the_principals: Office
) -> None:
    window = _window(qtbot, at_the_principals)
    QApplication.processEvents()

    assert audit(window.page("team")) == []
    window.close()
