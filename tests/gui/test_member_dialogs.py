"""A colleague's place in the vault, changed from the team's page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.member_dialogs import LeaveDialog, LetInDialog, NewPhraseDialog, RoleDialog
from narvaro_desktop.gui.dialogs.old_copies_dialog import OldCopiesDialog
from narvaro_desktop.gui.pages.team_page import TeamPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.errors import UnknownUser
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, team, vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.usecases.vault.test_old_copies import aged

D = TypeVar("D", bound=ActDialog)


@pytest.fixture
def window(qtbot: QtBot, at_the_principals: Office) -> Iterator[SchoolWindow]:
    shown = SchoolWindow(Runner(at_the_principals))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    shown.go("team")
    qtbot.waitUntil(lambda: not shown.runner.busy)
    yield shown
    shown.close()


def _chosen(qtbot: QtBot, window: SchoolWindow, name: str, words: str, kind: type[D]) -> D:
    """The dialog behind an entry of a colleague's menu."""
    page = window.page("team")
    assert isinstance(page, TeamPage)
    [button] = [
        one for one in page.findChildren(QPushButton) if one.accessibleName() == f"Fler val för {name}"
    ]
    [entry] = [one for one in button.menu().actions() if one.text() == words]
    entry.trigger()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(kind)))
    [dialog] = [one for one in window.findChildren(kind) if one.isVisible()]
    assert audit(dialog) == []
    return dialog


def _press(qtbot: QtBot, window: SchoolWindow, dialog: ActDialog) -> None:
    gone: list[bool] = []
    dialog.finished.connect(lambda _code: gone.append(True))
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(gone) and not window.runner.busy, timeout=30_000)


def test_a_forgotten_phrase_is_replaced_at_the_team_page(
    qtbot: QtBot, school: School, window: SchoolWindow
) -> None:
    dialog = _chosen(qtbot, window, "Kurator Ek", "Ny lösenfras …", NewPhraseDialog)
    phrase = dialog.choice.text()

    _press(qtbot, window, dialog)

    window.close()
    vaults.unlock(school.path, "Kurator Ek", phrase, state=school.state, allow_weak=True).close()


def test_who_leaves_is_out_and_somebody_takes_the_cases(
    qtbot: QtBot, school: School, window: SchoolWindow
) -> None:
    window.close()
    office = school.unlock()
    with office.work() as work:
        case_id = cases.open_case(work, students.add(work, "Alva Granbarr", "5B").value).value
    office.close()
    shown = SchoolWindow(Runner(school.unlock("Rektor Rönn")))
    qtbot.addWidget(shown)
    shown.show()
    shown.go("team")
    qtbot.waitUntil(lambda: not shown.runner.busy)
    dialog = _chosen(qtbot, shown, "Kurator Ek", "Ta bort ur teamet …", LeaveDialog)

    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()  # nobody has been chosen who takes the case
    dialog.heir.setCurrentIndex(dialog.heir.findText("Rektor Rönn"))
    _press(qtbot, shown, dialog)

    with shown.runner.office.work() as work:
        assert cases.case(work, case_id).line.owner == "Rektor Rönn"
    shown.close()
    with pytest.raises(UnknownUser):
        school.unlock()
    school.unlock("Mentor Al").close()


def test_another_role_is_chosen(qtbot: QtBot, school: School, window: SchoolWindow) -> None:
    dialog = _chosen(qtbot, window, "Mentor Al", "Byt roll …", RoleDialog)
    dialog.role.setCurrentIndex(dialog.role.findData(Role.SPECIAL_EDUCATOR))

    _press(qtbot, window, dialog)

    window.close()
    office = school.unlock("Mentor Al")
    assert office.actor.role is Role.SPECIAL_EDUCATOR
    office.close()


def test_who_does_not_look_after_the_team_has_no_menu(qtbot: QtBot, office: Office) -> None:
    shown = SchoolWindow(Runner(office))
    qtbot.addWidget(shown)
    shown.show()
    shown.go("team")
    page = shown.page("team")
    qtbot.waitUntil(lambda: any("Mentor Al" in one.text() for one in page.findChildren(QLabel)))

    names = [one.accessibleName() for one in page.findChildren(QPushButton)]
    assert not [name for name in names if name.startswith("Fler val")]
    shown.close()


def test_copies_that_a_leaver_can_still_open_are_told_and_removed(
    qtbot: QtBot, window: SchoolWindow, tmp_path: Path
) -> None:
    office = window.runner.office
    with office.work() as work:
        backups.choose_folder(work, tmp_path)
    backups.make(office)
    aged(tmp_path)
    _press(qtbot, window, _chosen(qtbot, window, "Mentor Al", "Ta bort ur teamet …", LeaveDialog))
    backups.make(office)
    window.go("today")
    window.go("team")
    qtbot.waitUntil(lambda: "1 säkerhetskopia går fortfarande" in window.message_bar.text())

    window.message_bar.pressed.emit()
    [dialog] = window.findChildren(OldCopiesDialog)
    assert audit(dialog) == []
    _press(qtbot, window, dialog)

    assert len(list(tmp_path.glob("narvaro-*"))) == 1


def test_who_is_let_in_and_who_lets_in_see_the_same_digits(qtbot: QtBot, school: School) -> None:
    nurse, psychologist = "Skolsköterska Ask", "Skolpsykolog Lind"
    office = school.unlock("Rektor Rönn")
    for name, role in ((nurse, Role.SCHOOL_NURSE), (psychologist, Role.SCHOOL_PSYCHOLOGIST)):
        with office.work() as work:
            team.add_person(work, name, role, School.PHRASE, kdf=PRACTICE_KDF)
    office.close()
    school.unlock(nurse).close()  # the first who may makes the key

    shown = _team(qtbot, school, psychologist)
    [aloud] = [one.text() for one in shown.findChildren(QLabel) if one.text().startswith("Siffror att läsa")]
    shown.close()
    shown = _team(qtbot, school, nurse)
    dialog = _chosen(qtbot, shown, psychologist, "Släpp in …", LetInDialog)
    digits = [one.text() for one in dialog.findChildren(QLabel) if one.text().isdigit()]
    _press(qtbot, shown, dialog)

    assert len(digits) == 4 and aloud.endswith(" ".join(digits))

    def waits() -> bool:
        labels = shown.findChildren(QLabel)
        return any(one.isVisible() and "Väntar på nyckeln" in one.text() for one in labels)

    qtbot.waitUntil(lambda: not waits())
    shown.close()


def _team(qtbot: QtBot, school: School, person: str) -> SchoolWindow:
    shown = SchoolWindow(Runner(school.unlock(person)))
    qtbot.addWidget(shown)
    shown.show()
    shown.go("team")
    qtbot.waitUntil(lambda: not shown.runner.busy)
    return shown
