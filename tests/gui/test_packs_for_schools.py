"""The routine as the huvudman writes and signs it for its schools, and as a systemförvaltare prepares it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.pack_dialogs import AdoptDialog
from narvaro_desktop.gui.pages.packs.pack_editor_page import PackEditorPage
from narvaro_desktop.gui.pages.packs.packs_page import PacksPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.sealing.pack_file import SignedPack
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.vault import team
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.huvudman_hand import choose
from tests.gui.pack_hand import field, press, rest, save_dialog, texts
from tests.gui.shots import save
from tests.pairs import new_huvudman


def opened(qtbot: QtBot, window: OfficeWindow) -> PacksPage:
    window.resize(1280, 900)
    qtbot.addWidget(window)
    window.show()
    window.go("routines")
    rest(qtbot, window)
    page = window.page("routines")
    assert isinstance(page, PacksPage)
    return page


def rename(qtbot: QtBot, window: OfficeWindow, page: PacksPage, name: str) -> AdoptDialog:
    """Give the routine another name by keyboard, and ask to save it."""
    page.edit_button.setFocus()
    qtbot.keyClick(page.edit_button, Qt.Key.Key_Space)
    rest(qtbot, window)
    editor = window.page("routine")
    assert isinstance(editor, PackEditorPage)
    line = field(editor, "Namn").control
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line, name)
    editor.save_button.setFocus()
    qtbot.keyClick(editor.save_button, Qt.Key.Key_Space)
    rest(qtbot, window)
    dialog = window.findChild(AdoptDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.adopted_by, "Utbildningschefen")
    return dialog


def test_the_huvudman_writes_a_routine_and_saves_it_signed_for_its_schools(
    qtbot: QtBot, tmp_path: Path
) -> None:
    # given a huvudman's window
    window = HuvudmanWindow(Runner(new_huvudman(tmp_path / "huvudman")))
    page = opened(qtbot, window)
    assert any("skicka filen till skolorna" in words for words in texts(page))
    assert not audit(page)
    save(window, "packs-huvudman")

    # when the routine is written, adopted and saved as a file
    dialog = rename(qtbot, window, page, "Almstads trappa")
    assert any("Ägare: Almstads kommun (förut Följer med programmet)" in words for words in texts(dialog))
    save_dialog(dialog, "pack-adopt-huvudman")
    qtbot.keyClick(dialog.adopted_by, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window)
    assert page.now.accessibleName() == "Almstads trappa"
    press(page, "Spara som fil …")
    rest(qtbot, window)
    path = tmp_path / "rutin.json"
    choose(page, path)
    rest(qtbot, window)

    # then the file is the huvudman's own, and signed
    signed = SignedPack.from_bytes(path.read_bytes(), practice=False)
    assert (signed.document["name"], signed.document["owner"]) == ("Almstads trappa", "Almstads kommun")
    window.close()


def test_a_systemforvaltare_prepares_a_version_that_the_rektor_takes_into_use(
    qtbot: QtBot, school: School
) -> None:
    # given a systemförvaltare, who has no cases and decides nothing
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        team.add_person(work, "Förvaltare Al", Role.ADMINISTRATOR, School.PHRASE, kdf=PRACTICE_KDF)
    rektor.close()
    office = school.unlock("Förvaltare Al")
    window = SchoolWindow(Runner(office))
    page = opened(qtbot, window)

    # when she saves a version
    dialog = rename(qtbot, window, page, "Ekbackens trappa")
    assert any("tar den i bruk och signerar" in words for words in texts(dialog))
    dialog.verb_button.click()
    rest(qtbot, window)

    # then it waits for the rektor, who also is the one to sign it
    with office.work() as work:
        [waiting] = [line for line in packs.packs(work).lines if not line.holds]
        assert (waiting.name, waiting.in_use_from) == ("Ekbackens trappa", None)
        with pytest.raises(NotAllowed):
            packs.pack_file(work, waiting.key)
    buttons = {each.text() for each in page.others.findChildren(Button)}
    assert buttons == {"Visa skillnader"}
    assert not audit(page)
    save(page.others, "packs-administrator")
    window.close()
