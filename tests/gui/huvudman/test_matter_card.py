"""The huvudman's matter in the window: who sees to it, what else is known, what the school is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.deciding.matter import Wait
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.deciding.home_notice_dialog import HomeNoticeDialog
from narvaro_desktop.gui.dialogs.matter_dialogs import AssignDialog, CoordinateDialog
from narvaro_desktop.gui.dialogs.receipt_dialogs import BatchDialog, RoundDialog, TellSchoolDialog
from narvaro_desktop.gui.pages.huvudman.matter_card import MatterCard
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.huvudman import matters
from narvaro_desktop.usecases.huvudman.matters import MatterLine
from narvaro_desktop.usecases.vault import team
from tests.gui.audit import audit
from tests.gui.huvudman_hand import drop, received_page, register_page, rest
from tests.pairs import PHRASE, Pair
from tests.sealing.parties import NOTIFICATION
from tests.usecases.huvudman.test_matters import told


@pytest.fixture
def window(window: HuvudmanWindow) -> HuvudmanWindow:
    """With a colleague to whom a matter can be given."""
    with window.runner.office.work() as work:
        team.add_person(work, "Handläggare Berg", Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF)
    return window


@pytest.fixture
def two_of_one(pair: Pair, window: HuvudmanWindow, qtbot: QtBot) -> None:
    """Two anmälningar of the same pupil have come, and the register is shown."""
    school = pair.school()
    files = [told(school, pair, "n1", {**NOTIFICATION, "caseId": each}) for each in ("B2M9QX1", "C4M9QX7")]
    school.close()
    drop(window, *files)
    rest(qtbot, window)
    window.go("inbox")
    rest(qtbot, window)


def test_the_other_anmalan_of_the_pupil_stands_on_top(
    qtbot: QtBot, window: HuvudmanWindow, two_of_one: None, look: tuple[str, float]
) -> None:
    page = register_page(window)
    assert not audit(page)
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    rest(qtbot, window)

    [bar] = received_page(window).matter.findChildren(MessageBar)
    first = window.at

    assert "en anmälan som pågår" in bar.text()
    assert not audit(received_page(window))
    bar.button.click()
    rest(qtbot, window)
    assert window.at != first
    assert received_page(window).isVisible()
    assert look


def test_chosen_matters_are_given_to_a_colleague(
    qtbot: QtBot, window: HuvudmanWindow, two_of_one: None
) -> None:
    page = register_page(window)
    page.give.click()
    assert "Markera först" in window.message_bar.text()

    page.table.selectAll()
    page.give.click()
    dialog = page.findChild(AssignDialog)
    assert isinstance(dialog, AssignDialog)
    dialog.who.setCurrentText("Handläggare Berg")
    dialog.verb_button.click()
    rest(qtbot, window)

    assert {line.handler for line in lines(window)} == {"Handläggare Berg"}
    assert len(page.table.selected_keys()) == 2


def test_what_is_shown_is_answered_in_one_go(
    qtbot: QtBot, window: HuvudmanWindow, two_of_one: None, tmp_path: Path
) -> None:
    page = register_page(window)
    assert "Kvittera 2" in page.answer_all.text()
    page.answer_all.click()
    dialog = page.findChild(BatchDialog)
    assert isinstance(dialog, BatchDialog)
    rest(qtbot, window)
    dialog.contact.setText("Växeln")
    dialog.folder.set_folder(tmp_path / "svar")
    dialog.verb_button.click()
    rest(qtbot, window)

    assert len(list((tmp_path / "svar").glob("*.age"))) == 2
    assert [line.unanswered for line in lines(window)] == [0, 0]
    assert page.answer_all.isHidden()
    assert "2 kvittenser" in window.message_bar.text()


def test_more_is_asked_for_in_the_dialog(
    qtbot: QtBot, window: HuvudmanWindow, two_of_one: None, tmp_path: Path
) -> None:
    card = opened(qtbot, window)
    card.complete.click()
    dialog = card.findChild(TellSchoolDialog)
    assert isinstance(dialog, TellSchoolDialog)
    rest(qtbot, window)
    dialog.verb_button.click()
    assert dialog.isVisible()  # nothing has been written
    dialog.message.set_text("Vi saknar uppgift om hemkommun.")
    dialog.contact.setText("Växeln")
    dialog.folder.set_folder(tmp_path)
    dialog.verb_button.click()
    rest(qtbot, window)

    assert lines(window)[0].wait is Wait.COMPLETION
    assert list(tmp_path.glob("*.age"))


def test_who_coordinates_is_written_and_taken_away(
    qtbot: QtBot, window: HuvudmanWindow, two_of_one: None
) -> None:
    card = opened(qtbot, window)
    card.coordinate.click()
    dialog = card.findChild(CoordinateDialog)
    assert isinstance(dialog, CoordinateDialog)
    dialog.who.setText("Samordnare på barn- och ungdomsförvaltningen")
    dialog.verb_button.click()
    rest(qtbot, window)

    with window.runner.office.work() as work:
        [view] = matters.matters_of(work, matters.matters(work)[0].package)
    assert view.coordinator.startswith("Samordnare")
    assert view.coordinated_since is not None


def test_the_schools_are_asked_how_it_goes(
    qtbot: QtBot, window: HuvudmanWindow, two_of_one: None, tmp_path: Path
) -> None:
    page = register_page(window)
    page.follow_up.click()
    dialog = page.findChild(RoundDialog)
    assert isinstance(dialog, RoundDialog)
    rest(qtbot, window)
    assert "0 av 2 har svarat" in dialog.standing.text()
    assert not audit(dialog)
    dialog.contact.setText("Växeln")
    dialog.folder.set_folder(tmp_path / "fragor")
    dialog.verb_button.click()
    rest(qtbot, window)

    assert len(list((tmp_path / "fragor").glob("*.age"))) == 2


def test_the_hemkommun_of_who_lives_elsewhere_can_be_told(
    qtbot: QtBot, window: HuvudmanWindow, pair: Pair
) -> None:
    school = pair.school()
    home = {"homeMunicipality": {"displayName": "Bergby kommun"}}
    file = told(school, pair, "n1", {**NOTIFICATION, **home})
    school.close()
    drop(window, file)
    rest(qtbot, window)

    [bar] = received_page(window).matter.findChildren(MessageBar)
    assert "bor i Bergby kommun" in bar.text()
    bar.button.click()
    rest(qtbot, window)

    assert received_page(window).matter.findChild(HomeNoticeDialog) is not None


def opened(qtbot: QtBot, window: HuvudmanWindow) -> MatterCard:
    page = register_page(window)
    page._open(lines(window)[0].id)
    rest(qtbot, window)
    return received_page(window).matter


def lines(window: HuvudmanWindow) -> list[MatterLine]:
    with window.runner.office.work() as work:
        return matters.matters(work)
