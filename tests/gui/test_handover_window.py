"""A case that comes from a colleague's laptop: let fall on the window, opened, and where it is now."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.huvudman_hand import drop, rest, shown
from tests.usecases.team_of_laptops import Team, elviras_case, handed, receive, returned, team


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


@pytest.fixture
def rektor(staff: Team) -> Office:
    return staff.school()


@pytest.fixture
def kurator(staff: Team, rektor: Office) -> Office:
    return staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)


def the_case(qtbot: QtBot, window: SchoolWindow, case_id: UUID) -> CasePage:
    window.go("case", case_id=case_id)
    rest(qtbot, window)  # type: ignore[arg-type]
    page = window.page("case")
    assert isinstance(page, CasePage)
    return page


def test_a_case_from_the_kurator_is_let_fall_on_the_window_and_opened(
    qtbot: QtBot, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    case_id = elviras_case(kurator)
    file = handed(kurator, rektor, case_id, tmp_path / "usb")
    window = shown(qtbot, SchoolWindow(Runner(rektor)))  # type: ignore[arg-type]

    drop(window, file)
    rest(qtbot, window)

    assert "Ärendet från Kurator Ek är inläst." in window.message_bar.text()
    page = the_case(qtbot, window, case_id)  # type: ignore[arg-type]
    assert page.place_line.text() == "Kom från kurator i dag"
    assert page.place_line.isVisible()
    audit(page)
    drop(window, file)
    rest(qtbot, window)
    assert "redan mottaget" in window.message_bar.text()
    window.close()


def test_the_kurator_sees_where_the_case_is(
    qtbot: QtBot, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    case_id = elviras_case(kurator)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    back = returned(rektor, case_id, tmp_path / "usb")
    window = shown(qtbot, SchoolWindow(Runner(kurator)))  # type: ignore[arg-type]
    page = the_case(qtbot, window, case_id)  # type: ignore[arg-type]
    assert page.place_line.text() == "Hos rektor sedan i dag"

    drop(window, back)
    rest(qtbot, window)

    assert "Ärendet är tillbaka från Rektor Rönn." in window.message_bar.text()
    page = the_case(qtbot, window, case_id)  # type: ignore[arg-type]
    assert page.place_line.text() == "Tillbaka från rektor i dag"
    window.close()
