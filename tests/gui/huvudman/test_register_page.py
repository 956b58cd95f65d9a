"""The huvudman's day: a file is let fall, read, answered, and stands in the register."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.terms import NotificationState, OfferedSupport, ReceiptStatus
from narvaro_desktop.gui.pages.key_cards_page import KeyCardsPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.first_steps import FirstSteps
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.store.tables import KeyCardRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.receiving import inbox
from tests.gui.audit import audit
from tests.gui.huvudman_hand import (
    choose,
    drop,
    received_page,
    register_page,
    rest,
    shown,
    status,
)
from tests.gui.shots import save
from tests.pairs import Pair, new_huvudman


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


def test_a_kvittens_whose_file_is_gone_can_be_sealed_again(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair, tmp_path: Path
) -> None:
    drop(window, pair.package)
    rest(qtbot, window)
    page = received_page(window)
    page.form.contact_edit.setText("Skolpliktshandläggare, växeln")
    page.send.click()
    choose(page, tmp_path)
    rest(qtbot, window)
    [first] = tmp_path.glob("*.age")
    first.unlink()
    window.go("inbox")
    drop(window, pair.package)
    rest(qtbot, window)
    window.message_bar.button.click()
    rest(qtbot, window)

    page.seal_again.click()
    rest(qtbot, window)

    assert len(list(tmp_path.glob("*.age"))) == 1
    assert status(window) is ReceiptStatus.RECEIVED


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
