"""Files let fall on the window: cards, packages, the same again, and things of no kind."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.gui.dialogs.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.dialogs.send_back_dialog import SendBackDialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.store.tables import SentPackageRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.work import Office
from tests.gui.huvudman_hand import (
    choose,
    drop,
    forget_everyone,
    register_page,
    rest,
    school_card,
)
from tests.pairs import Pair
from tests.usecases.deciding.test_chain import FILLED, PERIOD


def test_the_same_file_again_leads_to_the_anmalan_that_came(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair
) -> None:
    drop(window, pair.package)
    rest(qtbot, window)
    window.go("inbox")

    drop(window, pair.package)
    rest(qtbot, window)
    rest(qtbot, window)

    assert "redan mottaget" in window.message_bar.text()
    window.message_bar.button.click()
    rest(qtbot, window)
    assert window.at is not None
    assert window.at.key == "received"


def test_card_and_package_dropped_together_lead_through_the_call_to_the_anmalan(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    forget_everyone(window)
    card, path = school_card(pair, tmp_path)

    drop(window, pair.package, path)
    rest(qtbot, window)
    dialog = window.findChild(CeremonyDialog)
    assert dialog is not None
    assert dialog.part == "call"
    for edit, place in zip(dialog.heard, dialog.asked, strict=True):
        qtbot.keyClicks(edit, card.card.control_number[place])
    dialog.verb_button.click()
    rest(qtbot, window)
    assert dialog.part == "done"
    dialog.verb_button.click()
    rest(qtbot, window)

    with window.runner.office.work() as work:
        assert others_cards.card_of(work, card.card.id) == card.card
    assert window.at is not None
    assert window.at.key == "received"


def test_a_number_that_has_not_come_is_told_with_the_anmalan(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair
) -> None:
    school = pair.school()
    later = seal_another(school, pair)
    school.close()

    drop(window, later)
    rest(qtbot, window)

    assert "1 tidigare paket från skolan har inte kommit" in window.message_bar.text()
    window.message_bar.button.click()
    rest(qtbot, window)
    missing = register_page(window).missing
    assert missing.text() == "Paket nr 1 från Ekbackens skola har inte kommit. Be skolan lämna det också."


def test_an_absence_file_is_not_taken_at_the_huvudman(window: HuvudmanWindow, tmp_path: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tmp_path / "lektioner.csv"))])
    enter = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter.ignore()

    QApplication.sendEvent(window, enter)

    assert not enter.isAccepted()


def test_a_package_from_an_unknown_school_opens_by_itself_after_the_call(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    forget_everyone(window)
    card, path = school_card(pair, tmp_path)

    drop(window, pair.package)
    rest(qtbot, window)
    assert "Läs in avsändarens kontaktkort" in window.message_bar.text()
    window.message_bar.button.click()
    choose(window, path)
    rest(qtbot, window)
    dialog = window.findChild(CeremonyDialog)
    assert dialog is not None
    for edit, place in zip(dialog.heard, dialog.asked, strict=True):
        qtbot.keyClicks(edit, card.card.control_number[place])
    dialog.verb_button.click()
    rest(qtbot, window)
    dialog.verb_button.click()
    rest(qtbot, window)

    assert window.at is not None
    assert window.at.key == "received"


def test_a_call_that_is_not_made_leaves_the_package_unopened(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    forget_everyone(window)
    _card, path = school_card(pair, tmp_path)

    drop(window, path, pair.package)
    rest(qtbot, window)
    dialog = window.findChild(CeremonyDialog)
    assert dialog is not None
    dialog.reject()
    rest(qtbot, window)

    assert "Avsändaren är inte känd" in window.message_bar.text()
    with window.runner.office.work() as work:
        assert register.received(work) == []


def test_files_of_no_kind_are_answered_with_a_sentence(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    picture = tmp_path / "bild.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))

    drop(window, picture)
    rest(qtbot, window)

    assert "inte ett giltigt förseglat paket" in window.message_bar.text()
    drop(window, tmp_path)
    rest(qtbot, window)
    assert "går inte att läsa" in window.message_bar.text()


def test_a_taken_number_is_sent_back_from_the_message(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, template: Pair, tmp_path: Path
) -> None:
    drop(window, pair.package)
    rest(qtbot, window)
    forked = sealed_before(template.copy(tmp_path / "aterstalld"))

    drop(window, forked)
    rest(qtbot, window)
    window.message_bar.button.click()
    rest(qtbot, window)
    dialog = window.findChild(SendBackDialog)
    assert dialog is not None
    dialog.verb_button.click()
    assert "Skriv vem skolan kan nå." in [each.fault() for each in dialog.findChildren(Field)]
    dialog.contact.setText("Skolpliktshandläggare, växeln")
    dialog.folder.set_folder(tmp_path)
    dialog.verb_button.click()
    rest(qtbot, window)

    assert "Kvittensen är förseglad" in window.message_bar.text()
    assert len(list(tmp_path.glob("*.age"))) == 1


def test_ctrl_o_does_what_dropping_does(qtbot: QtBot, window: HuvudmanWindow, pair: Pair) -> None:
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    choose(window, pair.package)
    rest(qtbot, window)

    assert window.at is not None
    assert window.at.key == "received"


def sealed_before(pair: Pair) -> Path:
    """What a school seals whose vault was put back to the time before its first package."""
    office = pair.school()
    with office.work() as work:
        for row in work.session.scalars(select(SentPackageRow)):
            work.session.delete(row)
    path = seal_another(office, pair)
    office.close()
    return path


def seal_another(school: Office, pair: Pair) -> Path:
    with school.work() as work:
        student = students.add(work, "Ivar Kottelund", "8A").value
        case = cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value
        made = decisions.open_inquiry(work, case, FILLED).value
        return notifications.seal(work, made, FILLED, pair.folder / "usb").value.path
