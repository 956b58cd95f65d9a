"""The first window makes or joins a register, and two windows work in it side by side."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.desk import Desk as Backstage
from narvaro_desktop.gui.dialogs.matter_dialogs import AssignDialog, CoordinateDialog
from narvaro_desktop.gui.pages.huvudman.received_page import ReceivedPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.server_choice import THERE, Server
from narvaro_desktop.gui.windows.setup_wizard import Answers, SetupWizard
from narvaro_desktop.gui.windows.unlock_window import UnlockWindow
from narvaro_desktop.usecases.huvudman import matters
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.pairs import HANDLER
from tests.postgres import PASSWORD
from tests.registers.conftest import Register
from tests.registers.test_hostile_server import as_root

PHRASE = "lampa grus pendel snigel vadd"
ADDRESS = "postgresql://narvaro@db.almstad.example/narvaro"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light", 1.0)


@pytest.fixture
def setup(qtbot: QtBot) -> SetupWizard:
    wizard = SetupWizard(VaultKind.HUVUDMAN, lambda: PHRASE)
    qtbot.addWidget(wizard)
    wizard.offer()
    wizard.show()
    return wizard


@pytest.fixture
def received(register: Register, first: Office) -> UUID:
    with first.work() as work:
        found = inbox.receive(work, register.package).value.received
    assert found is not None
    return found


@pytest.fixture
def windows(
    qtbot: QtBot, first: Office, second: Office, received: UUID
) -> Iterator[tuple[HuvudmanWindow, HuvudmanWindow]]:
    """Two handläggare who have the same anmälan before them."""
    made = tuple(HuvudmanWindow(Runner(office)) for office in (first, second))
    for window in made:
        window.runner.setParent(window)
        qtbot.addWidget(window)
        window.show()
        window.go("received", received_id=received)
        rest(qtbot, window)
    yield made[0], made[1]
    for window in made:
        window.leave()


def rest(qtbot: QtBot, window: HuvudmanWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)


def press(qtbot: QtBot, window: SetupWizard | UnlockWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def page_of(window: HuvudmanWindow) -> ReceivedPage:
    page = window.page("received")
    assert isinstance(page, ReceivedPage)
    return page


def test_a_register_on_a_server_is_an_advanced_choice(qtbot: QtBot, setup: SetupWizard) -> None:
    qtbot.keyClicks(setup.name, "Almstads kommun")
    setup.person.setText(HANDLER)
    assert not setup.server.address.isVisible()
    setup.server.on_server.setChecked(True)
    qtbot.keyClicks(setup.server.address, ADDRESS)
    setup.server.password.setText(PASSWORD)

    with qtbot.waitSignal(setup.made) as made:
        press(qtbot, setup, "make")

    assert made.args == [
        Answers(VaultKind.HUVUDMAN, "Almstads kommun", HANDLER, Role.RECIPIENT, PHRASE,
                server=Server(ADDRESS, PASSWORD))
    ]  # fmt: skip


def test_who_joins_a_register_names_nobody(qtbot: QtBot, setup: SetupWizard) -> None:
    setup.server.on_server.setChecked(True)
    there = next(one for one in setup.server.which.findChildren(QPushButton) if "redan" in one.text())
    qtbot.mouseClick(there, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(setup.server.address, ADDRESS)

    with qtbot.waitSignal(setup.made) as made:
        press(qtbot, setup, "make")

    [answers] = made.args
    assert answers.server == Server(ADDRESS, "", is_there=True)
    assert not setup.name.isVisible() and setup.server.which.chosen() == THERE


@pytest.mark.parametrize(
    ("address", "words"),
    [("", "Det är ingen adress"), (f"{ADDRESS}?sslmode=require", "krypterad"),
     ("postgresql://a:b@db.almstad.example/narvaro", "Lösenordet ska inte stå i adressen")],
)  # fmt: skip
def test_an_address_that_may_not_be_is_said_at_its_field(
    qtbot: QtBot, setup: SetupWizard, address: str, words: str
) -> None:
    setup.name.setText("Almstads kommun")
    setup.person.setText(HANDLER)
    setup.server.on_server.setChecked(True)
    setup.server.address.setText(address)

    with qtbot.assertNotEmitted(setup.made):
        press(qtbot, setup, "make")

    [fault] = setup.faults()
    assert words in fault
    assert audit(setup) == []


def test_a_computer_that_joins_is_asked_for_the_servers_password_once(
    qtbot: QtBot, register: Register, tmp_path: Path
) -> None:
    desk, heard = Backstage(), []
    wrong = Server(register.address, "fel", is_there=True)

    desk.join_register(wrong, heard.append, lambda refusal: heard.append(refusal.wants_password))
    qtbot.waitUntil(lambda: bool(heard))
    desk.join_register(Server(register.address, PASSWORD, is_there=True), heard.append, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)

    assert heard[0] is True
    assert isinstance(heard[1], Path) and desk.server_of(heard[1]) == "127.0.0.1"
    heard[1].unlink()


def test_the_unlock_window_asks_for_the_servers_password_when_it_is_wanted(
    qtbot: QtBot, register: Register
) -> None:
    unlock = UnlockWindow(register.first.file)
    qtbot.addWidget(unlock)
    unlock.show_people([HANDLER])
    unlock.show()
    assert "Lösenord till servern" not in shown(unlock)

    unlock.ask_password("Servern vill ha ett lösenord.", "db.almstad.example")

    assert "Lösenord till servern db.almstad.example" in shown(unlock)
    qtbot.keyClicks(unlock.focusWidget(), "hemligt")
    assert unlock.password == "hemligt"
    assert audit(unlock) == []


def test_what_was_changed_past_the_program_is_said_on_the_page(
    qtbot: QtBot, register: Register, windows: tuple[HuvudmanWindow, HuvudmanWindow], received: UUID
) -> None:
    window, _other = windows
    page = page_of(window)
    assert page.doubt.text() == ""

    as_root(register, "UPDATE received SET signer = 'Rektor Granbarr'")
    window.go("received", received_id=received)
    rest(qtbot, window)

    assert "utan att gå genom Närvaro" in page.doubt.text()
    assert audit(page) == []


def test_two_windows_show_each_others_text_and_lose_none(
    qtbot: QtBot, windows: tuple[HuvudmanWindow, HuvudmanWindow], second: Office, received: UUID
) -> None:
    mine, theirs = windows
    dialog = coordinating(qtbot, mine)
    dialog.who.setText("Skolsociala teamet")
    other = coordinating(qtbot, theirs)
    other.who.setText("Samordnare på elevhälsan")
    with qtbot.waitSignal(other.acted):
        other.try_accept()
    rest(qtbot, theirs)

    dialog.try_accept()
    qtbot.waitUntil(lambda: "Samordnare på elevhälsan" in said(dialog))

    assert "Handläggare Mård" in said(dialog)
    assert dialog.who.text() == "Skolsociala teamet"
    with qtbot.waitSignal(dialog.acted):
        dialog.try_accept()
    with second.work() as work:
        [view] = matters.matters_of(work, received)
    assert view.coordinator == "Skolsociala teamet"


def test_whoever_is_given_a_matter_meanwhile_is_shown(
    qtbot: QtBot, windows: tuple[HuvudmanWindow, HuvudmanWindow], second: Office, received: UUID
) -> None:
    mine, _theirs = windows
    with second.work() as work:
        [view] = matters.matters_of(work, received)
        people = matters.colleagues(work)
    dialog = AssignDialog(mine, mine.runner, [view.line.id], people)
    dialog.open()
    rest(qtbot, mine)
    with second.work() as work:
        matters.assign(work, [view.line.id], second.actor.id)

    dialog.try_accept()

    qtbot.waitUntil(lambda: "ändrade det här" in said(dialog))
    dialog.reject()


def test_what_a_colleague_writes_comes_up_by_itself(
    qtbot: QtBot, windows: tuple[HuvudmanWindow, HuvudmanWindow]
) -> None:
    mine, theirs = windows
    other = coordinating(qtbot, theirs)
    other.who.setText("Samordnare på elevhälsan")
    with qtbot.waitSignal(other.acted):
        other.try_accept()
    rest(qtbot, theirs)

    assert mine.news is not None
    mine.news.ask()

    qtbot.waitUntil(lambda: "Samordnare på elevhälsan" in shown(page_of(mine)))


def test_typed_text_stays_while_the_server_is_gone(
    qtbot: QtBot, register: Register, windows: tuple[HuvudmanWindow, HuvudmanWindow]
) -> None:
    mine, _theirs = windows
    dialog = coordinating(qtbot, mine)
    dialog.who.setText("Skolsociala teamet")
    register.server.stop()
    try:
        dialog.try_accept()
        qtbot.waitUntil(lambda: "svarar inte" in said(dialog), timeout=20_000)
    finally:
        register.server.start()

    assert dialog.who.text() == "Skolsociala teamet"
    with qtbot.waitSignal(dialog.acted, timeout=20_000):
        dialog.try_accept()


def coordinating(qtbot: QtBot, window: HuvudmanWindow) -> CoordinateDialog:
    """*Samordning …* on the page that is shown."""
    qtbot.mouseClick(page_of(window).matter.coordinate, Qt.MouseButton.LeftButton)
    [dialog] = window.findChildren(CoordinateDialog)
    return dialog


def said(dialog: QWidget) -> str:
    return shown(dialog)


def shown(widget: object) -> str:
    """Every word on the widget that can be seen."""
    find: Callable[..., list[QLabel]] = widget.findChildren  # type: ignore[attr-defined]
    return "\n".join(label.text() for label in find(QLabel) if label.isVisible())
