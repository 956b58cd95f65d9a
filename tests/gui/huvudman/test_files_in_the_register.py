"""Files that cannot be read in, or not yet: why stands for each, and what waits is told until it has come."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.dialogs.refused_files_dialog import RefusedFilesDialog
from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.pages.key_cards_page import KeyCardsPage
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.receiving import held_packages
from tests.gui.audit import audit
from tests.gui.huvudman_hand import drop, forget_everyone, register_page, rest, school_card
from tests.gui.shots import save
from tests.pairs import Pair


def test_of_several_files_each_has_its_own_reason_and_the_good_one_is_read(
    window: HuvudmanWindow, pair: Pair, qtbot: QtBot
) -> None:
    cut, other = pair.folder / "avbruten.age", pair.folder / "anteckning.age"
    cut.write_bytes(pair.package.read_bytes()[:-100])
    other.write_bytes(b"hej")
    assert not register_page(window).drop._slim

    drop(window, cut, pair.package, other)
    rest(qtbot, window)
    assert "2 filer lästes inte in. Resten har lästs in." in bars(window)
    bar = next(each for each in window.findChildren(MessageBar) if "2 filer" in each.text())
    bar.button.click()
    [dialog] = window.findChildren(RefusedFilesDialog)
    save(dialog, "filer-som-inte-lästes-in")

    words = [each.text() for each in dialog.findChildren(QLabel)]
    assert not audit(dialog)
    assert {"avbruten.age", "anteckning.age"} <= {*words}
    assert sum("Inget har sparats" in each for each in words) == 2
    with window.runner.office.work() as work:
        assert len(register.received(work)) == 1
    dialog.reject()
    window.go("inbox")
    rest(qtbot, window)
    assert register_page(window).drop._slim


def test_what_waits_is_told_until_the_card_is_checked_and_then_read_by_itself(
    window: HuvudmanWindow, pair: Pair, qtbot: QtBot, tmp_path: Path
) -> None:
    forget_everyone(window)
    card, path = school_card(pair, tmp_path)
    drop(window, pair.package)
    rest(qtbot, window)
    assert any("Paketet väntar i valvet, förseglat." in each for each in bars(window))
    window.go("inbox")
    rest(qtbot, window)
    page = register_page(window)
    assert "1 paket väntar" in page.held.text()

    page.held.button.click()
    rest(qtbot, window)
    cards = window.page("cards")
    assert isinstance(cards, KeyCardsPage) and cards.held.isVisible()
    save(window, "paket-som-väntar")
    assert not audit(cards)
    drop(window, path)
    rest(qtbot, window)
    [ceremony] = window.findChildren(CeremonyDialog)
    for edit, place in zip(ceremony.heard, ceremony.asked, strict=True):
        edit.setText(card.card.control_number[place])
    ceremony.spoken.setText("kansliet, växeln")
    ceremony.verb_button.click()
    rest(qtbot, window)
    ceremony.verb_button.click()
    intake(window, window.runner).look()  # as the window does when the dialog has gone

    qtbot.waitUntil(lambda: not waiting(window))
    rest(qtbot, window)
    with window.runner.office.work() as work:
        assert len(register.received(work)) == 1


def test_a_folder_is_read_card_first_with_what_is_ours_in_it(
    window: HuvudmanWindow, pair: Pair, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "12345678"
    folder.mkdir()
    school_card(pair, folder)
    (folder / "inkopslista.txt").write_text("mjölk", encoding="utf-8")
    (folder / pair.package.name).write_bytes(pair.package.read_bytes())

    drop(window, folder)
    rest(qtbot, window)

    with window.runner.office.work() as work:
        assert len(register.received(work)) == 1
    assert not any("lästes inte in" in each for each in bars(window))


def waiting(window: HuvudmanWindow) -> int:
    with window.runner.office.work() as work:
        return len(held_packages.held(work))


def bars(window: HuvudmanWindow) -> list[str]:
    return [each.text() for each in window.findChildren(MessageBar)]
