"""The passphrase once more: before a batch of exports and before the team changes, and never without need."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.gui.dialogs.paper_dialog import FilesDialog
from narvaro_desktop.gui.dialogs.prove_dialog import ProveDialog, when_proved
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.tables import AccessLogRow
from narvaro_desktop.usecases.vault import presence
from narvaro_desktop.usecases.work import NOTHING, Office
from tests.conftest import School
from tests.gui.audit import audit


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> Iterator[SchoolWindow]:
    shown = SchoolWindow(Runner(office))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    yield shown
    shown.close()


def _long_ago(office: Office) -> None:
    office.proved_at -= presence.FRESH + 1


def _asked(qtbot: QtBot, window: QWidget) -> ProveDialog:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(ProveDialog)))
    [dialog] = [one for one in window.findChildren(ProveDialog) if one.isVisible()]
    return dialog


def _type(qtbot: QtBot, window: SchoolWindow, dialog: ProveDialog, phrase: str) -> None:
    dialog.phrase.set_text(phrase)
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.runner.busy)


def _logged(window: SchoolWindow) -> list[str]:
    with window.runner.office.work() as work:
        wanted = select(AccessLogRow.action).where(AccessLogRow.action.like("passphrase.%"))
        return list(work.session.scalars(wanted))


def test_a_batch_of_exports_asks_once(qtbot: QtBot, window: SchoolWindow) -> None:
    done: list[int] = []
    when_proved(window, window.runner, lambda: done.append(1))  # one has just unlocked
    _long_ago(window.runner.office)
    when_proved(window, window.runner, lambda: done.append(2))
    dialog = _asked(qtbot, window)
    assert done == [1] and audit(dialog) == []

    _type(qtbot, window, dialog, "fel fras")
    assert done == [1] and dialog.fault()
    _type(qtbot, window, dialog, School.PHRASE)
    when_proved(window, window.runner, lambda: done.append(3))

    assert done == [1, 2, 3]
    assert _logged(window) == ["passphrase.refused", "passphrase.confirm"]


def test_a_paper_is_saved_after_the_passphrase(qtbot: QtBot, window: SchoolWindow, tmp_path: Path) -> None:
    saved: list[Path] = []

    def saving(folder: Path) -> object:
        saved.append(folder)
        return lambda _work: NOTHING

    paper = FilesDialog(window, window.runner, "Spara planen?", "", saving)  # type: ignore[arg-type]
    paper.folder.set_folder(tmp_path)
    paper.open()
    _long_ago(window.runner.office)

    qtbot.mouseClick(paper.verb_button, Qt.MouseButton.LeftButton)
    dialog = _asked(qtbot, window)
    assert saved == []
    _type(qtbot, window, dialog, School.PHRASE)

    assert saved == [tmp_path]


def test_after_five_wrong_ones_the_vault_is_locked(qtbot: QtBot, window: SchoolWindow) -> None:
    locked: list[bool] = []
    window.lockWanted.connect(lambda: locked.append(True))
    _long_ago(window.runner.office)
    when_proved(window, window.runner, lambda: pytest.fail("nobody has shown who it is"))
    dialog = _asked(qtbot, window)

    for number in range(presence.TRIES):
        assert not locked
        _type(qtbot, window, dialog, f"fel fras {number}")

    qtbot.waitUntil(lambda: locked == [True])


def test_who_closes_the_dialog_gets_no_more_tries(qtbot: QtBot, window: SchoolWindow) -> None:
    locked: list[bool] = []
    window.lockWanted.connect(lambda: locked.append(True))
    _long_ago(window.runner.office)

    for number in range(presence.TRIES):
        assert not locked
        when_proved(window, window.runner, lambda: pytest.fail("nobody has shown who it is"))
        dialog = _asked(qtbot, window)
        _type(qtbot, window, dialog, f"fel fras {number}")
        dialog.reject()

    qtbot.waitUntil(lambda: locked == [True])
