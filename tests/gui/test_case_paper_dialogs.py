"""Papers of a case from where one works: looked at, printed, saved; not offered to those who may not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.case_paper_dialogs import EmergencyDialog, TimelineDialog
from narvaro_desktop.gui.dialogs.preview_dialog import PreviewDialog
from narvaro_desktop.gui.pages.cases_page import CasesPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.case_stage import Open, case_windows, dialog, rest


@pytest.fixture
def show(qtbot: QtBot, school: School) -> Iterator[Open]:
    with case_windows(qtbot, school) as opened:
        yield opened


def offered(page: QWidget) -> list[str]:
    """What the menus of the page offer."""
    return [action.text() for menu in page.findChildren(QMenu) for action in menu.actions()]


def test_a_rektor_looks_at_the_course_of_a_case_and_saves_it(
    qtbot: QtBot, show: Open, tmp_path: Path
) -> None:
    page = show(person="Rektor Rönn")
    assert "Ärendets gång som PDF …" in offered(page)
    page.acts.put_out()
    asked = dialog(page, TimelineDialog)
    assert audit(asked) == []

    asked.look_button.click()
    rest(qtbot, page)
    looked = asked.findChild(PreviewDialog)
    assert looked is not None and "Ärendet öppnades" in looked.view.pages[0].accessibleDescription()
    looked.reject()
    asked.folder.set_folder(tmp_path)
    asked.verb_button.click()
    rest(qtbot, page)

    [paper] = tmp_path.glob("*.pdf")
    assert paper.name.startswith("arendets-gang-")


def test_a_kurator_is_not_offered_what_only_the_rektor_gives_out(show: Open) -> None:
    assert "Ärendets gång som PDF …" not in offered(show())


def test_the_emergency_sheet_is_made_from_the_list_of_cases(
    qtbot: QtBot, at_the_principals: Office, tmp_path: Path
) -> None:
    window = SchoolWindow(Runner(at_the_principals))
    qtbot.addWidget(window)
    window.show()
    window.go("cases")
    listed = window.page("cases")
    assert isinstance(listed, CasesPage) and "Nödblad …" in offered(listed)

    listed.emergency_sheet()
    asked = listed.findChild(EmergencyDialog)
    assert asked is not None and audit(asked) == []
    asked.folder.set_folder(tmp_path)
    asked.verb_button.click()
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.close()

    assert [path.name[:7] for path in tmp_path.glob("*.pdf")] == ["nodblad"]
