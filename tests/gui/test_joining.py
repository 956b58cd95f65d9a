"""A laptop joins a school through the windows: its file, two calls, I dag; and is shut out when lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.app import Program
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.desk import looked_at, window_on
from narvaro_desktop.gui.dialogs.join_dialog import JoinDialog
from narvaro_desktop.gui.dialogs.let_in_dialog import LetInDialog
from narvaro_desktop.gui.dialogs.shut_out_dialog import ShutOutDialog
from narvaro_desktop.gui.pages.joining_page import JoiningPage
from narvaro_desktop.gui.pages.settings_page import SettingsPage
from narvaro_desktop.gui.pages.team_page import TeamPage
from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.gui.remembered import Remembered
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.join_window import JoinWindow
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.gui.windows.setup_wizard import SetupWizard
from narvaro_desktop.gui.windows.start_window import StartWindow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, laptops
from narvaro_desktop.usecases.sharing import join
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.huvudman_hand import drop, rest
from tests.usecases.team_of_laptops import Team, elviras_case, handed, team

Shown = Callable[[OfficeWindow], OfficeWindow]


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Shown]:
    """Shows a window on its first page; closed at the end, with its vault."""
    kept: list[OfficeWindow] = []

    def one(window: OfficeWindow) -> OfficeWindow:
        qtbot.addWidget(window)
        window.resize(1280, 900)
        window.show()
        window.begin()
        kept.append(window)
        rest(qtbot, window)  # type: ignore[arg-type]
        return window

    yield one
    for window in kept:
        window.close()


def _joining(staff: Team, name: str = "Kurator Ek") -> Office:
    office = staff.vault(name, Role.COUNSELLOR)
    with office.work() as work:
        join.ask(work)
    return office


def _digits(office: Office) -> tuple[str, ...]:
    with office.work() as work:
        own = keys.own_card(work)
    assert own is not None
    return own.card.control_number


def _press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _joining_page(window: OfficeWindow) -> JoiningPage:
    page = window.page("joining")
    assert isinstance(page, JoiningPage)
    return page


def _team_page(qtbot: QtBot, window: OfficeWindow) -> TeamPage:
    window.go("team")
    rest(qtbot, window)  # type: ignore[arg-type]
    page = window.page("team")
    assert isinstance(page, TeamPage)
    return page


def _words(page: TeamPage) -> list[str]:
    return [one.text() for one in page.laptops.findChildren(QLabel)]


def test_a_laptop_joins_from_the_file_to_i_dag_and_survives_a_restart_between(
    qtbot: QtBot, staff: Team, show: Shown, tmp_path: Path
) -> None:
    rektor, kurator, usb = staff.school(), _joining(staff), tmp_path / "usb"
    usb.mkdir()
    page = _joining_page(show(window_on(looked_at(kurator))))
    page.folder.set_folder(usb)
    _press(qtbot, page.save)
    qtbot.waitUntil(lambda: any(usb.glob("*.json")))
    [ask] = usb.iterdir()
    rest(qtbot, page.window())  # type: ignore[arg-type]
    assert audit(page) == []
    with kurator.work() as work:
        hers = join.digits(work)
    assert set(hers) <= {one.text() for one in page.findChildren(QLabel)}

    school = show(SchoolWindow(Runner(rektor)))
    drop(school, ask)
    qtbot.waitUntil(lambda: bool(school.findChildren(LetInDialog)))
    [dialog] = school.findChildren(LetInDialog)
    qtbot.waitUntil(lambda: dialog.part == "call")
    assert audit(dialog) == []
    for edit, place in zip(dialog.groups.edits, dialog.asked, strict=True):
        edit.setText(hers[place])
    dialog.folder.set_folder(usb)
    _press(qtbot, dialog.verb_button)
    qtbot.waitUntil(lambda: dialog.part == "done")
    digits = _digits(rektor)
    assert set(digits) <= {one.text() for one in dialog.findChildren(QLabel)}
    assert audit(dialog) == []
    dialog.accept()

    page.look()
    rest(qtbot, page.window())  # type: ignore[arg-type]
    assert "en ny fil till dig i mappen usb" in page.found.text()
    page.found.pressed.emit()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(JoinDialog)))
    [asked] = page.window().findChildren(JoinDialog)
    assert audit(asked) == []
    assert page.state.isHidden()
    qtbot.keyClicks(asked.groups.edits[0], "00000")
    assert asked.focusWidget() is asked.groups.edits[1]
    qtbot.keyClicks(asked.groups.edits[1], "00000")
    _press(qtbot, asked.verb_button)
    qtbot.waitUntil(lambda: not asked.bar.isHidden())
    assert "datorn är inte ansluten" in asked.bar.text()
    with kurator.work() as work:
        assert join.is_waiting(work)
        offered = join.offer(work, next(usb.glob("*.age")))
    again = JoinDialog(page.window(), page._runner, next(usb.glob("*.age")), offered)
    for edit, place in zip(again.groups.edits, offered.asked, strict=True):
        edit.setText(digits[place])
    again.acted.connect(lambda _none: page._joined())
    window = page.window()
    assert isinstance(window, JoinWindow)
    with qtbot.waitSignal(window.joined):
        again.try_accept()
    with kurator.work() as work:
        assert settings.profile(work).name == "Ekbackens skola"
        assert [line.is_open for line in laptops.laptops(work)] == [True, True]


def test_who_waits_can_choose_text_size_and_colours_and_has_no_school_to_correct(
    qtbot: QtBot, staff: Team, show: Shown
) -> None:
    window = show(window_on(looked_at(_joining(staff))))

    window.go("settings")
    rest(qtbot, window)  # type: ignore[arg-type]

    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    assert page.scales.isVisible() and page.themes.isVisible()
    assert not page._ui.name.isVisible() and not page.new_files.isVisible() and not page.kind.isVisible()
    assert audit(page) == []
    assert "look" in [one.key for one in window.palette_of_commands.commands]


def test_the_fourth_way_of_the_first_window_makes_a_vault_that_waits(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    program = Program(qapp, Remembered(file=tmp_path / "fonster.json"), lambda _vault: None)
    program.show_start()
    assert isinstance(program.window, StartWindow)
    _press(qtbot, program.window._ui.join)
    setup = program.window
    assert isinstance(setup, SetupWizard)
    assert audit(setup) == []
    _press(qtbot, setup._ui.make)
    assert setup.faults() == ["Skriv ditt namn.", "Välj din roll."]
    setup.person.setText("Skolsköterska Ask")
    setup.role.setCurrentIndex(setup.role.findData(Role.SCHOOL_NURSE))
    _press(qtbot, setup._ui.make)
    qtbot.waitUntil(lambda: isinstance(program.window, JoinWindow), timeout=60_000)

    window = program.window
    assert isinstance(window, JoinWindow)
    rest(qtbot, window)  # type: ignore[arg-type]
    with window.runner.office.work() as work:
        assert join.is_waiting(work)
        assert settings.profile(work).name == ""
    window.joined.emit()
    qtbot.waitUntil(lambda: program.window is not window)
    after = program.window
    assert isinstance(after, OfficeWindow)
    assert after.path == window.path
    rest(qtbot, after)  # type: ignore[arg-type]
    after.close()
    for left in after.path.parent.glob(f"{after.path.name}*"):
        left.unlink()


def test_a_lost_laptop_is_shut_out_with_words_about_what_is_left_on_it(
    qtbot: QtBot, staff: Team, show: Shown
) -> None:
    rektor = staff.school()
    kurator = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)
    handed(rektor, kurator, elviras_case(rektor), staff.folder / "usb")
    window = show(SchoolWindow(Runner(rektor)))
    page = _team_page(qtbot, window)
    assert audit(page) == []
    name = "Spärra datorn för Kurator Ek"
    [button] = [one for one in page.findChildren(QPushButton) if one.accessibleName() == name]

    _press(qtbot, button)
    [dialog] = window.findChildren(ShutOutDialog)
    assert any("1 ärende har gått" in one.text() for one in dialog.findChildren(QLabel))
    assert audit(dialog) == []
    _press(qtbot, dialog.verb_button)
    qtbot.waitUntil(lambda: "Spärrad" in _words(page))
    rest(qtbot, window)  # type: ignore[arg-type]

    assert "nr 3" in window.message_bar.text()
    _press(qtbot, page.laptops.card_button)
    assert window.at is not None and window.at.key == "cards"
    assert any("datorn är borttappad eller stulen" in words for words in _words(page))


def test_a_laptop_that_has_joined_lists_the_others_and_lets_nobody_in(
    qtbot: QtBot, staff: Team, show: Shown
) -> None:
    rektor = staff.school()
    window = show(SchoolWindow(Runner(staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR))))
    page = _team_page(qtbot, window)

    assert not page.laptops.let_in_button.isVisible()
    assert {"Kurator Ek", "Rektor Rönn", "Den här datorn", "Ansluten"} <= set(_words(page))
    drop(window, staff.ask(staff.vault("Pedagog Ask", Role.SPECIAL_EDUCATOR)))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(window.findChildren(LetInDialog)))
    [dialog] = window.findChildren(LetInDialog)
    qtbot.waitUntil(lambda: "skolans valv skapades" in dialog.bar.text())
    dialog.reject()


def test_a_wrong_file_on_a_laptop_that_waits_is_said_and_the_page_stays(
    qtbot: QtBot, staff: Team, show: Shown
) -> None:
    staff.school()
    window = show(window_on(looked_at(_joining(staff))))
    wrong = staff.folder / "svar.age"
    wrong.write_bytes(b"inget paket")

    _joining_page(window).take(wrong)

    qtbot.waitUntil(lambda: "inte skolans svar" in window.message_bar.text())
    assert not window.findChildren(JoinDialog)


def test_new_files_in_the_chosen_folder_are_offered_on_i_dag(
    qtbot: QtBot, staff: Team, show: Shown, tmp_path: Path
) -> None:
    rektor = staff.school()
    kurator = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)
    window = show(SchoolWindow(Runner(rektor)))
    window.go("settings")
    rest(qtbot, window)  # type: ignore[arg-type]
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    shared = tmp_path / "delad"
    shared.mkdir()
    page.new_files.keep(shared)
    rest(qtbot, window)  # type: ignore[arg-type]
    handed(kurator, rektor, elviras_case(kurator), shared)

    window.go("today")
    rest(qtbot, window)  # type: ignore[arg-type]

    today = window.page("today")
    assert isinstance(today, TodayPage)
    assert "en ny fil till dig i mappen delad" in today.files.text()
    today.files.pressed.emit()
    qtbot.waitUntil(lambda: "Ärendet från Kurator Ek är inläst." in window.message_bar.text())
    qtbot.waitUntil(lambda: today.files.text() == "")  # the folder is looked into again
