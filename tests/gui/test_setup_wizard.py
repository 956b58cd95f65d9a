"""Kom igång: three things, all kept, and a phrase that is good enough."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.gui.desk import Desk
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.gui.windows.setup_wizard import Answers, SetupWizard
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.vault import vaults
from tests.gui.audit import audit

PHRASE = "lampa grus pendel snigel vadd"


@pytest.fixture
def setup(qtbot: QtBot) -> SetupWizard:
    wizard = SetupWizard(VaultKind.SCHOOL, lambda: PHRASE)
    qtbot.addWidget(wizard)
    wizard.offer()
    wizard.show()
    return wizard


def _make(qtbot: QtBot, wizard: SetupWizard) -> None:
    button = wizard.findChild(QPushButton, "make")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_name_person_role_and_an_offered_phrase_are_enough(qtbot: QtBot, setup: SetupWizard) -> None:
    qtbot.keyClicks(setup.name, "Ekbackens skola")
    qtbot.keyClicks(setup.person, "Kurator Ek")
    setup.role.setCurrentIndex(setup.role.findData(Role.COUNSELLOR))

    with qtbot.waitSignal(setup.made) as made:
        _make(qtbot, setup)

    [answers] = made.args
    assert answers == Answers(VaultKind.SCHOOL, "Ekbackens skola", "Kurator Ek", Role.COUNSELLOR, PHRASE)


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot, setup: SetupWizard) -> None:
    with qtbot.assertNotEmitted(setup.made):
        _make(qtbot, setup)

    assert setup.faults() == ["Skriv namnet.", "Skriv ditt namn.", "Välj din roll."]
    assert setup.focusWidget() is setup.name


def test_no_role_is_chosen_for_anybody(qtbot: QtBot, setup: SetupWizard) -> None:
    qtbot.keyClicks(setup.name, "Ekbackens skola")
    qtbot.keyClicks(setup.person, "Kurator Ek")

    with qtbot.assertNotEmitted(setup.made):
        _make(qtbot, setup)

    assert setup.role.placeholderText() == "Välj din roll"
    assert setup.focusWidget() is setup.role
    assert setup.faults() == ["Välj din roll."]

    qtbot.keyClicks(setup.role, "Kur")
    assert (setup.role.currentText(), setup.faults()) == ("Kurator", [])


def test_a_phrase_of_ones_own_is_judged_while_it_is_written(qtbot: QtBot, setup: SetupWizard) -> None:
    own = setup.choice
    qtbot.mouseClick(own.own, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(own.field.edit, "kort")
    qtbot.waitUntil(lambda: "femton" in own.verdict())
    assert not own.is_good

    own.field.set_text("NarvaroNarvaro123")
    qtbot.waitUntil(lambda: "gissa" in own.verdict(), timeout=10_000)
    assert not own.is_good

    own.field.set_text("tolv randiga grodor i en spiltbil")
    qtbot.waitUntil(lambda: own.is_good, timeout=10_000)


def test_a_phrase_is_judged_at_once_for_one_who_presses_enter_right_away(setup: SetupWizard) -> None:
    own = setup.choice

    own.field.set_text("tolv randiga grodor i en spiltbil")

    assert own.is_good


def test_another_phrase_can_be_drawn(qtbot: QtBot) -> None:
    phrases = iter(["ett två tre fyra fem", "sex sju åtta nio tio"])
    wizard = SetupWizard(VaultKind.SCHOOL, lambda: next(phrases))
    qtbot.addWidget(wizard)
    wizard.offer()

    qtbot.mouseClick(wizard.choice.another, Qt.MouseButton.LeftButton)

    assert (wizard.choice.text(), wizard.choice.is_good) == ("sex sju åtta nio tio", True)


def test_a_huvudman_is_not_asked_for_a_role(qtbot: QtBot) -> None:
    wizard = SetupWizard(VaultKind.HUVUDMAN, lambda: PHRASE)
    qtbot.addWidget(wizard)
    wizard.offer()
    wizard.show()
    wizard.name.setText("Almstads kommun")
    wizard.person.setText("Handläggare Lind")

    with qtbot.waitSignal(wizard.made) as made:
        _make(qtbot, wizard)

    assert made.args[0].role is Role.RECIPIENT
    assert not any(combo.isVisible() for combo in wizard.findChildren(QComboBox))


def test_the_vault_lies_in_the_documents_and_opens_on_the_first_day(qtbot: QtBot) -> None:
    answers = Answers(
        VaultKind.SCHOOL, "Ekbackens skola", "Rektor Rönn", Role.PRINCIPAL, vaults.offered_phrase()
    )
    desk, opened = Desk(), list[OfficeWindow]()

    desk.create(answers, opened.append, lambda refusal: pytest.fail(refusal.words))
    qtbot.waitUntil(lambda: bool(opened), timeout=60_000)

    [window] = opened
    qtbot.addWidget(window)
    assert isinstance(window, SchoolWindow)
    assert window.path.parent == documents_folder()
    assert vaults.users(window.path) == ["Rektor Rönn"]
    with window.runner.office.work() as work:
        assert settings.profile(work).name == "Ekbackens skola"
    window.close()
    for left in Path(window.path.parent).glob(f"{window.path.name}*"):
        left.unlink()


def test_everybody_can_answer(qtbot: QtBot, look: tuple[str, float]) -> None:
    wizard = SetupWizard(VaultKind.SCHOOL, lambda: PHRASE)
    qtbot.addWidget(wizard)
    wizard.offer()

    assert audit(wizard) == []
