"""The huvudman's day: a file is let fall, read, answered, and stands in the register."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.terms import NotificationState, OfferedSupport, ReceiptStatus
from narvaro_desktop.gui.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.first_steps import FirstSteps
from narvaro_desktop.gui.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.pages.key_cards_page import KeyCardsPage
from narvaro_desktop.gui.pages.received_page import ReceivedPage
from narvaro_desktop.gui.pages.register_page import RegisterPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.send_back_dialog import SendBackDialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.store.tables import KeyCardRow, SentPackageRow
from narvaro_desktop.usecases import (
    cases,
    decisions,
    inbox,
    keys,
    notifications,
    register,
    settings,
    students,
)
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.shots import save
from tests.pairs import Pair, make_pair, new_huvudman
from tests.usecases.test_chain import FILLED, PERIOD


@pytest.fixture(scope="module")
def template(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(school_template, tmp_path_factory.mktemp("par"))


@pytest.fixture
def pair(template: Pair, tmp_path: Path) -> Pair:
    return template.copy(tmp_path / "par")


@pytest.fixture
def window(pair: Pair, qtbot: QtBot) -> Iterator[HuvudmanWindow]:
    made = shown(qtbot, HuvudmanWindow(Runner(pair.huvudman())))
    yield made
    made.close()


@pytest.fixture
def stranger(tmp_path: Path, qtbot: QtBot) -> Iterator[HuvudmanWindow]:
    """The window of a huvudman who knows no school yet."""
    made = shown(qtbot, HuvudmanWindow(Runner(new_huvudman(tmp_path / "ny"))))
    yield made
    made.close()


def test_a_file_is_dropped_read_answered_and_numbered(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    drop(window, pair.package)
    rest(qtbot, window)

    assert window.at is not None
    assert window.at.key == "received"
    page = received_page(window)
    assert page.head.title() == "Blåbärsskog, Elvira"
    assert page.send.isVisible()

    page.form.contact_edit.setText("Skolpliktshandläggare, växeln")
    page.send.click()
    choose(page, tmp_path)
    rest(qtbot, window)
    assert not page.send.isVisible()
    assert status(window) is ReceiptStatus.RECEIVED

    page.form.number_edit.insert("KS 2026/117")
    page.form.boxes[OfferedSupport.GUIDANCE].setChecked(True)
    page.send_more.click()
    rest(qtbot, window)
    assert status(window) is ReceiptStatus.REGISTERED

    page.copy_letter.click()
    rest(qtbot, window)
    assert "Almstads kommun" in QGuiApplication.clipboard().text()
    school = pair.school()
    with school.work() as work:
        for path in sorted(tmp_path.glob("*.age"), key=lambda path: path.stat().st_mtime_ns):
            inbox.receive(work, path)
        [line] = notifications.notifications(work, pair.case)
    school.close()
    assert line.state is NotificationState.REGISTERED
    assert line.registration_number == "KS 2026/117"


def test_nothing_is_sealed_until_the_school_is_told_whom_to_reach(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair
) -> None:
    drop(window, pair.package)
    rest(qtbot, window)
    page = received_page(window)

    page.send.click()

    assert not page.findChildren(QFileDialog)
    assert page.form.contact_edit.hasFocus()
    assert status(window) is None


def test_the_pdf_is_saved_for_the_diarium(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    drop(window, pair.package)
    rest(qtbot, window)
    page = received_page(window)

    page.save_paper.click()
    rest(qtbot, window)
    choose(page, tmp_path / "anmalan.pdf")
    rest(qtbot, window)

    assert (tmp_path / "anmalan.pdf").read_bytes().startswith(b"%PDF")


def test_the_register_is_searched_and_opened_by_keyboard(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair
) -> None:
    drop(window, pair.package)
    rest(qtbot, window)
    window.go("inbox")
    rest(qtbot, window)
    page = register_page(window)

    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.field.hasFocus()
    qtbot.keyClicks(page.filter.field, "nobody")
    assert page.table.isHidden()
    page.filter.clear()
    qtbot.keyClicks(page.filter.field, "elvira")
    assert page.table.model().rowCount() == 1
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    rest(qtbot, window)

    assert window.at is not None
    assert window.at.key == "received"


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


def test_card_and_package_dropped_together_lead_through_the_call(
    qtbot: QtBot, stranger: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    card, path = school_card(pair, tmp_path)
    drop(stranger, pair.package, path)
    rest(qtbot, stranger)
    dialog = stranger.findChild(CeremonyDialog)
    assert dialog is not None
    assert dialog.part == "call"
    for edit, place in zip(dialog.heard, dialog.asked, strict=True):
        qtbot.keyClicks(edit, card.card.control_number[place])
    dialog.verb_button.click()
    rest(qtbot, stranger)
    assert dialog.part == "done"
    dialog.verb_button.click()
    rest(qtbot, stranger)

    with stranger.runner.office.work() as work:
        assert keys.card_of(work, card.card.id) == card.card
    assert "inte förseglat till någon av era nycklar" in stranger.message_bar.text()


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

    assert "nyckel är okänd" in window.message_bar.text()
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


def sealed_before(pair: Pair) -> Path:
    """What a school seals whose vault was put back to the time before its first package."""
    office = pair.school()
    with office.work() as work:
        for row in work.session.scalars(select(SentPackageRow)):
            work.session.delete(row)
        student = students.add(work, "Ivar Kottelund", "8A").value
        case = cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value
        made = decisions.open_inquiry(work, case, FILLED).value
        path = notifications.seal(work, made, FILLED, pair.folder / "usb").value.path
    office.close()
    return path


def test_ctrl_o_does_what_dropping_does(qtbot: QtBot, window: HuvudmanWindow, pair: Pair) -> None:
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    choose(window, pair.package)
    rest(qtbot, window)

    assert window.at is not None
    assert window.at.key == "received"


def test_first_steps_stand_until_a_school_is_known(
    qtbot: QtBot, window: HuvudmanWindow, stranger: HuvudmanWindow, tmp_path: Path
) -> None:
    assert not register_page(window).first_steps.isVisible()
    page = register_page(stranger)
    assert page.first_steps.isVisible()

    page.first_steps.save_sheet.click()
    rest(qtbot, stranger)
    choose(page.first_steps, tmp_path / "blad.pdf")
    rest(qtbot, stranger)

    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")


def test_a_new_huvudman_makes_its_card_in_the_first_step(
    qtbot: QtBot, stranger: HuvudmanWindow, look: tuple[str, float]
) -> None:
    steps = without_card(qtbot, stranger)
    save(stranger, "first-steps")
    assert not audit(register_page(stranger))
    assert not steps.save_card.isEnabled()

    steps.number.setFocus()
    qtbot.keyClicks(steps.number, "212")
    qtbot.keyClick(steps.number, Qt.Key.Key_Return)
    rest(qtbot, stranger)
    assert "10 siffror" in stranger.message_bar.text()
    qtbot.keyClicks(steps.number, "000-0000")
    qtbot.keyClick(steps.number, Qt.Key.Key_Return)
    rest(qtbot, stranger)

    assert steps.done.isVisible()
    assert steps.save_card.isEnabled()
    assert look


def without_card(qtbot: QtBot, window: HuvudmanWindow) -> FirstSteps:
    """As after the three questions of the first start: no number and no card yet."""
    with window.runner.office.work() as work:
        settings.remember(work, organisation="")
        for row in work.session.scalars(select(KeyCardRow)):
            work.session.delete(row)
    window.go("inbox")
    rest(qtbot, window)
    return register_page(window).first_steps


def test_the_pages_can_be_read_in_both_themes_and_at_double_size(
    qtbot: QtBot, window: HuvudmanWindow, stranger: HuvudmanWindow, pair: Pair, look: tuple[str, float]
) -> None:
    save(stranger, "register-new")
    assert not audit(register_page(stranger))
    drop(window, pair.package)
    rest(qtbot, window)
    save(window, "received")
    assert not audit(received_page(window))
    window.go("inbox")
    rest(qtbot, window)
    save(window, "register")
    assert not audit(register_page(window))
    window.go("cards")
    rest(qtbot, window)
    save(window, "key-cards")
    page = window.page("cards")
    assert isinstance(page, KeyCardsPage)
    assert not audit(page)
    assert look


def shown(qtbot: QtBot, window: HuvudmanWindow) -> HuvudmanWindow:
    window.resize(1280, 900)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("inbox")
    rest(qtbot, window)
    return window


def rest(qtbot: QtBot, window: HuvudmanWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.runner.busy)


def drop(window: HuvudmanWindow, *paths: Path) -> None:
    """Let the files fall on the window's middle."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    act, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), act, carried, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), act, carried, left, none))


def choose(over: object, path: Path) -> None:
    """Choose `path` in the file dialog that stands open over a page."""
    [dialog] = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()
    ]
    assert over
    dialog.fileSelected.emit(str(path))
    dialog.filesSelected.emit([str(path)])
    dialog.reject()


def school_card(pair: Pair, folder: Path) -> tuple[SignedCard, Path]:
    office = pair.school()
    with office.work() as work:
        card = keys.own_card(work)
    office.close()
    assert card is not None
    path = folder / card.card.file_name
    path.write_bytes(card.to_bytes())
    return card, path


def forget_everyone(window: HuvudmanWindow) -> None:
    """As if no school's card had ever been read in."""
    with window.runner.office.work() as work:
        for row in work.session.scalars(select(KeyCardRow).where(KeyCardRow.own.is_(False))):
            work.session.delete(row)


def register_page(window: HuvudmanWindow) -> RegisterPage:
    page = window.page("inbox")
    assert isinstance(page, RegisterPage)
    return page


def received_page(window: HuvudmanWindow) -> ReceivedPage:
    page = window.page("received")
    assert isinstance(page, ReceivedPage)
    return page


def status(window: HuvudmanWindow) -> ReceiptStatus | None:
    with window.runner.office.work() as work:
        return register.received(work)[0].status
