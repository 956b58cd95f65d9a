"""Our own card's keys on the page: renewed, a reserve printed and typed back, tried, revoked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.reserve_dialogs import RenewDialog, ReserveDialog, ReserveDrillDialog
from narvaro_desktop.gui.pages.key_cards_page import KeyCardsPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.usecases.sending import card_keys, keys
from narvaro_desktop.usecases.sending.card_keys import Reserve
from tests.gui.audit import audit
from tests.gui.huvudman_hand import rest
from tests.gui.shots import save
from tests.pairs import new_huvudman


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[HuvudmanWindow]:
    made = HuvudmanWindow(Runner(new_huvudman(tmp_path / "huvudman")))
    with made.runner.office.work() as work:
        keys.ensure_card(work)
    made.resize(1280, 900)
    qtbot.addWidget(made)
    made.show()
    made.go("cards")
    rest(qtbot, made)
    yield made
    made.close()


def page(window: HuvudmanWindow) -> KeyCardsPage:
    found = window.page("cards")
    assert isinstance(found, KeyCardsPage)
    return found


def serial(window: HuvudmanWindow) -> int:
    with window.runner.office.work() as work:
        card = keys.own_card(work)
    assert card is not None
    return card.card.serial


def test_the_card_is_renewed_with_two_presses(qtbot: QtBot, window: HuvudmanWindow) -> None:
    save(window, "egna-nycklar")
    assert not audit(page(window))
    page(window).own_keys.renew_button.click()
    [dialog] = page(window).findChildren(RenewDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    rest(qtbot, window)

    assert serial(window) == 2


def test_a_reserve_is_in_use_when_two_groups_are_typed_and_the_drill_says_so(
    qtbot: QtBot, window: HuvudmanWindow
) -> None:
    papers: list[bytes] = []
    dialog = ReserveDialog(page(window), window.runner, lambda _parent, pdf: papers.append(pdf))
    dialog.open()
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(papers))
    reserve = dialog._reserve
    assert isinstance(reserve, Reserve) and papers[0].startswith(b"%PDF")
    groups = card_keys.groups_of(reserve.secret)
    qtbot.waitUntil(lambda: not audit(dialog))  # the groups have come, and the dialog grows with them

    dialog.verb_button.click()
    rest(qtbot, window)
    assert dialog.isVisible() and serial(window) == 1
    for number, field in dialog.fields.items():
        assert isinstance(field.control, QLineEdit)
        field.control.setText(groups[number - 1])
    dialog.verb_button.click()
    rest(qtbot, window)
    assert serial(window) == 2

    page(window).own_keys.drill_button.click()
    [drill] = page(window).findChildren(ReserveDrillDialog)
    drill.box.set_text(" ".join(groups))
    drill.verb_button.click()
    rest(qtbot, window)
    assert drill.isVisible() and drill.box.text() == ""


def test_what_is_revoked_is_saved_as_a_list(qtbot: QtBot, window: HuvudmanWindow, tmp_path: Path) -> None:
    page(window).own_keys.revoke_button.click()
    [dialog] = page(window).findChildren(ReasonDialog)
    dialog._reason.control.set_text("Datorn är stulen")  # type: ignore[union-attr, attr-defined]
    dialog.verb_button.click()
    rest(qtbot, window)
    [asked] = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]
    asked.fileSelected.emit(str(tmp_path / "lista.json"))
    asked.reject()
    rest(qtbot, window)

    assert b"revocation" in (tmp_path / "lista.json").read_bytes()
    assert serial(window) == 2
