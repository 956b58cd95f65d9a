"""A window on the plan of a case in a real vault."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.school_hand import Settle, opened


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, Opening(step=2, why="Talat hemma redan.")).value


@pytest.fixture
def window(office: Office, case_id: UUID, qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = opened(office, qtbot)
    yield made
    made.close()


@pytest.fixture
def page(window: SchoolWindow, case_id: UUID, settle: Settle) -> PlanPage:
    window.go("plan", case_id=case_id)
    settle()
    found = window.page("plan")
    assert isinstance(found, PlanPage)
    return found


@pytest.fixture
def today(office: Office) -> date:
    return office.clock.now().date()
