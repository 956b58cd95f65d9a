"""Kontaktkort: our digits to read aloud, others' never shown, and the call from the list."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.pages.key_cards_page import KeyCardsPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, others_cards
from tests.conftest import School
from tests.gui.audit import audit, name_of
from tests.gui.shots import save
from tests.pairs import new_huvudman


@pytest.fixture
def school_card(school: School) -> SignedCard:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        settings.remember(work, unit_code="12345678")
        card = keys.ensure_card(work).value
    office.close()
    return card


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, school_card: SignedCard) -> Iterator[HuvudmanWindow]:
    """The school's card has been read in, and the call has not been made."""
    made = HuvudmanWindow(Runner(new_huvudman(tmp_path / "huvudman")))
    with made.runner.office.work() as work:
        others_cards.read_card(work, school_card.to_bytes())
    made.resize(1280, 900)
    qtbot.addWidget(made)
    made.show()
    made.go("cards")
    rest(qtbot, made)
    yield made
    made.close()


def test_our_digits_are_shown_and_those_of_others_are_not(
    window: HuvudmanWindow, school_card: SignedCard
) -> None:
    with window.runner.office.work() as work:
        own = keys.own_card(work)
    assert own is not None

    shown = texts(window)

    assert set(own.card.control_number) <= shown
    assert not set(school_card.card.control_number) & shown


def test_the_call_is_made_from_the_list(
    qtbot: QtBot, window: HuvudmanWindow, school_card: SignedCard
) -> None:
    page = window.page("cards")
    assert "Inte kontrollerat" in pills(page)
    call = next(each for each in page.findChildren(Button) if each.text() == "Ring och kontrollera")

    call.click()
    rest(qtbot, window)
    dialog = window.findChild(CeremonyDialog)
    assert dialog is not None
    for edit, place in zip(dialog.heard, dialog.asked, strict=True):
        edit.setText(school_card.card.control_number[place])
    dialog.verb_button.click()
    rest(qtbot, window)
    dialog.verb_button.click()
    rest(qtbot, window)

    assert any(words.startswith("Kontrollerat") for words in pills(page))
    with window.runner.office.work() as work:
        assert others_cards.card_of(work, "schoolUnit:12345678") == school_card.card


def test_the_page_can_be_read_in_both_themes_and_at_double_size(
    window: HuvudmanWindow, look: tuple[str, float]
) -> None:
    page = window.page("cards")
    assert isinstance(page, KeyCardsPage)
    save(window, "key-cards")
    assert not audit(page)
    assert look


def texts(window: HuvudmanWindow) -> set[str]:
    return {str(each.property("text")) for each in window.page("cards").findChildren(QWidget)}


def pills(page: QWidget) -> list[str]:
    return [name_of(each) for each in page.findChildren(Pill) if each.isVisible()]


def rest(qtbot: QtBot, window: HuvudmanWindow) -> None:
    for _turn in range(3):
        qtbot.waitUntil(lambda: not window.runner.busy)
        QApplication.processEvents()
