"""Two laptops, one case: the kurator documents on hers, the rektor decides on his, the huvudman answers.

Three windows are open at once, and only files go between them.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.gui.dialogs.digits_edit import DigitsEdit
from narvaro_desktop.gui.dialogs.hand_to_dialog import GiveBackDialog, HandToDialog
from narvaro_desktop.gui.dialogs.join_dialog import JoinDialog
from narvaro_desktop.gui.dialogs.let_in_dialog import LetInDialog
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.pages.joining_page import JoiningPage
from narvaro_desktop.gui.windows.join_window import JoinWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.sharing import join
from tests.journeys.conftest import Hand, started
from tests.journeys.test_an_ordinary_tuesday import ask, plan, write_a_note
from tests.journeys.test_own_vaults import (
    anmälan,
    decided_and_sealed,
    huvudman_makes_its_card,
    huvudman_takes_in,
)
from tests.usecases.team_of_laptops import PERIOD

COUNSELLOR, PRINCIPAL = "Kurator Ek", "Rektor Ronn"


@pytest.fixture
def hands(
    qtbot: QtBot, qapp: QApplication, own_folders: None, tmp_path: Path
) -> Iterator[tuple[Hand, Hand, Hand]]:
    """The kurator's, the rektor's and the huvudman's computers."""
    with ExitStack() as stack:
        hers, his, theirs = (
            stack.enter_context(started(qtbot, qapp, tmp_path / f"fonster-{name}.json")) for name in "abc"
        )
        yield hers, his, theirs


def test_from_the_first_worry_to_the_kvittens_by_files_alone(
    hands: tuple[Hand, Hand, Hand], tmp_path: Path
) -> None:
    hers, his, theirs = hands
    usb = tmp_path / "usb"
    usb.mkdir()
    huvudman = huvudman_makes_its_card(theirs, tmp_path / "huvudman.json")
    hers.set_up("Kom igång med vår skola", "Ekbackens skola", COUNSELLOR, "Kurator")
    hers.wait(lambda: isinstance(hers.program.window, SchoolWindow))
    hers.settle()
    rektor_joins(hers, his, usb)

    case_id = elviras_case(hers)
    his.drop(handed(hers, case_id, usb))
    assert place(hers) == "Hos rektor sedan i dag"
    his.turn_to()
    his.show("today")
    his.read("Väntar på ditt beslut", "Skolan behöver utreda.")
    his.press("Ta ställning")
    his.read("Kurator Ek väntar på ditt beslut", "Kom från kurator i dag")
    his.settle()
    with his.office.runner.office.work() as work:
        assert [note.text for note in notes.notes_of(work, case_id)] == ["Ringde hem. Vi ses pa torsdag."]
    sealed = decided_and_sealed(his, case_id, huvudman, tmp_path)
    hers.drop(given_back(his, "Bra underlag.", usb))
    hers.show("case", case_id=case_id)
    hers.read("Rektor Ronn har beslutat", "Bra underlag.", "Tillbaka från rektor i dag")
    assert anmälan(hers, case_id).state is NotificationState.HANDED_OVER

    theirs.turn_to()
    card = tmp_path / "skola.json"
    card.write_bytes(newest_card(his).to_bytes())
    his.drop(huvudman_takes_in(theirs, card, newest_card(his).card, sealed))
    his.show("today")
    his.read("Lämna tillbaka till Kurator Ek")
    his.show("case", case_id=case_id)
    hers.drop(given_back(his, "", usb))

    hers.show("today")
    hers.read("Huvudmannen har svarat: mottagen.")
    assert anmälan(hers, case_id).state is NotificationState.RECEIVED


def rektor_joins(hers: Hand, his: Hand, usb: Path) -> None:
    """A file there, two groups in a call; a file back, two groups in another."""
    his.set_up("Anslut den här datorn till en skola …", "", PRINCIPAL, "Rektor")
    his.wait(lambda: isinstance(his.program.window, JoinWindow))
    his.settle()
    page = his.office.page("joining")
    assert isinstance(page, JoiningPage)
    page.folder.set_folder(usb)
    his.press("Spara filen")
    with his.office.runner.office.work() as work:
        digits = join.digits(work)

    [asking] = usb.glob("*.json")
    hers.drop(asking)
    dialog = hers.dialog(LetInDialog)
    hers.wait(lambda: dialog.part == "number")
    [number] = [one for one in dialog.findChildren(DigitsEdit) if one.isVisible()]
    hers.type(number, "12345678")
    hers.click(dialog.verb_button)
    hers.wait(lambda: dialog.part == "call")
    for edit, at in zip(dialog.groups.edits, dialog.asked, strict=True):
        edit.setText(digits[at])
    dialog.folder.set_folder(usb)
    hers.click(dialog.verb_button)
    hers.wait(lambda: dialog.part == "done")
    hers.click(dialog.verb_button)

    [answer] = usb.glob("*.age")
    page.take(answer)
    asked = his.dialog(JoinDialog)
    for edit, at in zip(asked.groups.edits, asked._asked, strict=True):
        edit.setText(newest_card(hers).card.control_number[at])
    his.click(asked.verb_button)
    his.wait(lambda: isinstance(his.program.window, SchoolWindow))
    his.settle()


def elviras_case(hers: Hand) -> UUID:
    """A worry, a talk with the home, what Elvira says herself, and a first measure."""
    with hers.office.runner.office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student, cases.Opening(why="Oro i klassen.", stated=PERIOD)).value
    hers.turn_to()
    hers.show("case", case_id=case_id)
    write_a_note(hers, case_id)
    ask(hers, case_id)
    plan(hers, case_id)
    return case_id


def handed(hers: Hand, case_id: UUID, usb: Path) -> Path:
    hers.show("case", case_id=case_id)
    hers.press("Lämna till rektor för beslut")
    dialog = hers.dialog(HandToDialog)
    hers.settle()
    assert dialog.chosen().name == PRINCIPAL
    hers.write(dialog.message, "Skolan behöver utreda.")
    return written(hers, dialog, usb)


def given_back(his: Hand, words: str, usb: Path) -> Path:
    his.press("Lämna tillbaka …")
    dialog = his.dialog(GiveBackDialog)
    his.settle()
    his.write(dialog.message, words)
    return written(his, dialog, usb)


def written(hand: Hand, dialog: HandToDialog | GiveBackDialog, usb: Path) -> Path:
    before = set(usb.glob("*.age"))
    hand.write(dialog.folder.edit, str(usb))
    hand.click(dialog.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()
    [path] = set(usb.glob("*.age")) - before
    return path


def place(hand: Hand) -> str:
    page = hand.office.page("case")
    assert isinstance(page, CasePage)
    return page.place_line.text()


def newest_card(hand: Hand) -> SignedCard:
    with hand.office.runner.office.work() as work:
        card = keys.own_card(work)
    assert card is not None
    return card
