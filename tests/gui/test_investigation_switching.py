"""What one leaves before the vault has answered opens no dialog over the next pupil's page."""

from collections.abc import Callable, Iterator
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.assessment.findings import FindingKind
from narvaro_desktop.gui.pages.collaboration.collaboration_page import CollaborationPage
from narvaro_desktop.gui.pages.investigation.investigation_acts import InvestigationActs
from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.gui.school_hand import Settle, opened


@pytest.fixture
def case_ids(school: School) -> list[UUID]:
    office = school.unlock()
    with office.work() as work:
        pupils = [students.add(work, name, "5B").value for name in ("Elvira Blåbärsskog", "Vidar Regnskur")]
        made = [cases.open_case(work, one, Opening(step=2, why="Talat hemma redan.")).value for one in pupils]
    office.close()
    return made


@pytest.fixture
def window(school: School, case_ids: list[UUID], qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = opened(school.unlock(), qtbot)
    yield made
    made.close()


@pytest.mark.parametrize(
    "act",
    [InvestigationActs.take_stance, lambda acts: acts.add_finding(next(iter(FindingKind)))],
    ids=["stance", "finding"],
)
def test_a_dialog_that_the_vault_is_slow_to_open_comes_over_no_other_pupils(
    window: SchoolWindow, case_ids: list[UUID], settle: Settle, act: Callable[[InvestigationActs], None]
) -> None:
    first, second = case_ids
    window.go("investigation", case_id=first)
    settle()
    page, gate = window.page("investigation"), Event()
    assert isinstance(page, InvestigationPage)

    window.runner.work_outside(gate.wait, lambda _passed: None)
    act(page.acts)
    window.go("investigation", case_id=second)
    gate.set()
    settle()

    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []
    assert page.view is not None and page.view.case_id == second
    act(page.acts)
    settle()
    [dialog] = [one for one in window.findChildren(QDialog) if one.isVisible()]
    dialog.reject()


def test_support_that_the_vault_is_slow_to_offer_is_asked_for_no_other_pupil(
    window: SchoolWindow, case_ids: list[UUID], settle: Settle
) -> None:
    first, second = case_ids
    window.go("collaboration", case_id=first)
    settle()
    page, gate = window.page("collaboration"), Event()
    assert isinstance(page, CollaborationPage)

    window.runner.work_outside(gate.wait, lambda _passed: None)
    page.acts.support()
    window.go("collaboration", case_id=second)
    gate.set()
    settle()

    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []
    assert page.view is not None and page.view.case_id == second
