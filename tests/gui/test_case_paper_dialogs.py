"""Papers of a case from where one works: looked at, printed, saved; not offered to those who may not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.case_paper_dialogs import (
    ClosingPaperDialog,
    EmergencyDialog,
    TimelineDialog,
)
from narvaro_desktop.gui.dialogs.preview_dialog import PreviewDialog
from narvaro_desktop.gui.pages.cases_page import CasesPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import closing
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.case_stage import Open, case_windows, dialog, open_a_case, rest
from tests.usecases.casework.test_closing import WHOLE


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


def test_a_closed_case_has_the_decision_to_close_it(
    qtbot: QtBot, school: School, show: Open, tmp_path: Path
) -> None:
    office = school.unlock("Rektor Rönn")
    case_id = open_a_case(office)
    with office.work() as work:
        closing.close(work, case_id, WHOLE)
    office.close()
    page = show(case_id, "Rektor Rönn")
    assert "Beslutet om avslut som PDF …" in offered(page)

    page.acts.put_out_closing()
    asked = dialog(page, ClosingPaperDialog)
    asked.look_button.click()
    rest(qtbot, page)
    looked = asked.findChild(PreviewDialog)
    assert looked is not None and "avsluta ärendet" in looked.view.pages[0].accessibleDescription()
    looked.reject()
    asked.folder.set_folder(tmp_path)
    asked.verb_button.click()
    rest(qtbot, page)

    assert [path.name[:14] for path in tmp_path.glob("*.pdf")] == ["beslut-avslut-"]


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


def test_a_kurator_makes_the_emergency_sheet_too(qtbot: QtBot, office: Office) -> None:
    window = SchoolWindow(Runner(office))
    qtbot.addWidget(window)
    window.show()
    window.go("cases")

    assert "Nödblad …" in offered(window.page("cases"))
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.close()
