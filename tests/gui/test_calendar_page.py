"""Läsårets dagar: seen day by day, and the coming läsår given in its dialog."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.gui.pages.calendar_page import CalendarPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.clock import Clock
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.school_hand import Settle, opened
from tests.gui.shots import save


@pytest.fixture
def window(school: School, qtbot: QtBot) -> Iterator[SchoolWindow]:
    office = school.unlock()
    office.clock = Clock(date(2026, 9, 28))
    made = opened(office, qtbot)
    yield made
    made.close()


@pytest.fixture
def page(window: SchoolWindow, settle: Settle) -> CalendarPage:
    window.go("calendar")
    settle()
    found = window.page("calendar")
    assert isinstance(found, CalendarPage)
    return found


@pytest.mark.parametrize("look", [("light", 1.0), ("dark", 2.0)], indirect=True)
def test_the_page_is_whole(
    window: SchoolWindow, page: CalendarPage, settle: Settle, look: tuple[str, float]
) -> None:
    settle()
    save(window, "calendar")
    assert not audit(page)


def test_the_coming_läsår_is_given_in_its_own_dialog(
    window: SchoolWindow, page: CalendarPage, settle: Settle
) -> None:
    assert page.years is not None
    page.years.buttons()[2].click()
    settle()
    assert "inte inlagt" in page.said.text()

    dialog = page.open_dialog()
    settle()
    for line in list(dialog.breaks):
        line.remove.click()
    dialog.staff.setText("2027-10-01")
    dialog.verb_button.click()
    settle()

    with window.runner.office.work() as work:
        calendar = settings.calendar(work)
    assert calendar.staff_days == {date(2027, 10, 1)}
    assert [term.span.first.year for term in calendar.terms_of(AcademicYear(2027))] == [2027, 2028]
    assert "har själv gett dagarna" in page.said.text()
