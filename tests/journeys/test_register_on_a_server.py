"""A school sends to a huvudman whose register lies on a server, where two handläggare work at once.

Three windows are open: the school's, and two in one register on PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import NotificationState, Role
from narvaro_desktop.gui.dialogs.matter_dialogs import CoordinateDialog
from narvaro_desktop.gui.pages.huvudman.register_page import RegisterPage
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.gui.windows.server_choice import NEW, THERE
from narvaro_desktop.gui.windows.setup_wizard import SetupWizard
from narvaro_desktop.gui.windows.unlock_window import UnlockWindow
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.huvudman import matters
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import team
from tests.journeys.conftest import Hand, started
from tests.journeys.test_own_vaults import anmälan, decided_and_sealed, huvudman_takes_in
from tests.journeys.test_two_laptops import newest_card
from tests.postgres import PASSWORD, Server
from tests.registers.conftest import server  # noqa: F401
from tests.usecases.team_of_laptops import PERIOD

FIRST, SECOND = "Handlaggare Lind", "Handlaggare Moss"
PHRASE = "fem ord som ingen annan har"


@pytest.fixture
def hands(
    qtbot: QtBot, qapp: QApplication, own_folders: None, tmp_path: Path
) -> Iterator[tuple[Hand, Hand, Hand]]:
    """The rektor's computer, and those of two handläggare."""
    with ExitStack() as stack:
        school, first, second = (
            stack.enter_context(started(qtbot, qapp, tmp_path / f"fonster-{name}.json")) for name in "abc"
        )
        yield school, first, second


def test_two_handlers_see_to_what_a_school_has_sent(
    hands: tuple[Hand, Hand, Hand],
    server: Server,  # noqa: F811
    tmp_path: Path,
) -> None:
    school, first, second = hands
    address = server.database()
    card = register_begins(first, address, tmp_path / "huvudman.json")
    school.set_up("Kom igång med vår skola", "Ekbackens skola", "Rektor Ronn", "Rektor")
    school.wait(lambda: isinstance(school.program.window, SchoolWindow))
    school.settle()
    case_id = elviras_case(school)
    sealed = decided_and_sealed(school, case_id, card, tmp_path)
    colleague_joins(first, second, address)

    first.turn_to()
    school_card = tmp_path / "skola.json"
    school_card.write_bytes(newest_card(school).to_bytes())
    answer = huvudman_takes_in(first, school_card, newest_card(school).card, sealed)
    second.turn_to()
    second.read("1 av 1 ärende")
    with second.office.runner.office.work() as work:
        [line] = matters.matters(work)
    second.show("received", received_id=line.package)

    both_write(first, second)
    school.turn_to()
    school.drop(answer)
    assert anmälan(school, case_id).state is NotificationState.RECEIVED


def register_begins(hand: Hand, address: str, card_file: Path) -> KeyCard:
    """*Vi tar emot anmälningar* with the register on a server, then the kontaktkort."""
    wizard = on_server(hand, address, NEW)
    hand.wait(lambda: bool(wizard.choice.text()))
    hand.type(wizard.name, "Almstads kommun")
    hand.type(wizard.person, FIRST)
    hand.click(wizard._ui.make)
    hand.wait(lambda: isinstance(hand.program.window, HuvudmanWindow))
    hand.settle()
    page = hand.office.page("inbox")
    assert isinstance(page, RegisterPage)
    hand.type(page.first_steps.number, "2120000000")
    hand.click(page.first_steps.make_card)
    with hand.office.runner.office.work() as work:
        made = keys.own_card(work)
        team.add_person(work, SECOND, Role.RECIPIENT, PHRASE)
    assert made is not None
    card_file.write_bytes(made.to_bytes())
    return made.card


def colleague_joins(first: Hand, second: Hand, address: str) -> None:
    """The address and the server's password are enough to find it, her own passphrase to open it."""
    second.turn_to()
    second.click(on_server(second, address, THERE)._ui.make)
    second.wait(lambda: isinstance(second.program.window, UnlockWindow))
    unlock = second.program.window
    assert isinstance(unlock, UnlockWindow)
    second.wait(lambda: unlock._ui.person.findText(SECOND) >= 0)
    unlock._ui.person.setCurrentText(SECOND)
    unlock._ui.passphrase.edit.setText(PHRASE)
    second.press("Lås upp")
    second.wait(lambda: isinstance(second.program.window, HuvudmanWindow))
    second.settle()


def both_write(first: Hand, second: Hand) -> None:
    """Each has *Samordning …* before her; the later one sees what the earlier one wrote, and chooses."""
    first.turn_to()
    first.press("Samordning …")
    mine = first.dialog(CoordinateDialog)
    first.write(mine.who, "Skolsociala teamet")
    mine.hide()
    second.turn_to()
    second.press("Samordning …")
    theirs = second.dialog(CoordinateDialog)
    second.write(theirs.who, "Samordnare")
    second.press("Spara")
    second.settle()

    mine.show()
    first.turn_to()
    first.press("Spara")
    first.read(SECOND, "Samordnare", "Ditt står kvar")
    assert mine.who.text() == "Skolsociala teamet"
    first.press("Spara")
    first.settle()
    second.turn_to()
    second.read("Skolsociala teamet")


def on_server(hand: Hand, address: str, which: str) -> SetupWizard:
    """The first window's card, with the advanced choice filled in."""
    hand.press("Vi tar emot anmälningar")
    hand.wait(lambda: isinstance(hand.program.window, SetupWizard))
    wizard = hand.program.window
    assert isinstance(wizard, SetupWizard)
    hand.click(wizard.server.on_server)
    hand.wait(wizard.server.address.isVisible)
    if which == THERE:
        hand.press("Registret: Registret finns redan")
    hand.write(wizard.server.address, address)
    hand.write(wizard.server.password, PASSWORD)
    return wizard


def elviras_case(school: Hand) -> UUID:
    with school.office.runner.office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value
    school.show("case", case_id=case_id)
    return case_id
