"""Samverkan in few rows: everyone who lets the school talk to a partner is one, and unfolds."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.partnering.collaboration import ConsentAnswer, Partner
from narvaro_desktop.gui.dialogs.own_support_dialog import OwnSupportDialog
from narvaro_desktop.gui.pages.collaboration.collaboration_page import CollaborationPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.partnering import consents, support
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.school_hand import Settle, opened


@pytest.fixture
def window(school: School, qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = opened(school.unlock(), qtbot)
    yield made
    made.close()


@pytest.fixture
def case_id(window: SchoolWindow) -> UUID:
    with window.runner.office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add_guardian(work, student, "Alma Blåbärsskog", "")
        return cases.open_case(work, student).value


@pytest.fixture
def page(window: SchoolWindow, case_id: UUID, settle: Settle) -> CollaborationPage:
    window.go("collaboration", case_id=case_id)
    settle()
    found = window.page("collaboration")
    assert isinstance(found, CollaborationPage)
    return found


def test_everyone_who_says_yes_to_a_partner_is_one_row_that_unfolds(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, settle: Settle
) -> None:
    bup = Partner.PSYCHIATRY
    with window.runner.office.work() as work:
        for one in consents.givers(work, case_id):
            consents.ask(work, case_id, Asked(one.guardian_id, bup, ConsentAnswer.GIVEN, work.today, "Allt"))
    page.shown(case_id=case_id)
    settle()
    [row] = page.consents._tasks or ()
    assert row.sentence == "Till BUP" and "Eleven, Alma Blåbärsskog" in row.who

    page.consents.acted.emit(row.key, "unfold")
    settle()

    assert [one.actions[0][0] for one in page.consents._tasks or ()] == ["withdraw", "withdraw"]


def test_the_schools_own_support_is_written_and_stands_first(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, settle: Settle
) -> None:
    page.own_button.click()
    settle()
    [made] = [each for each in window.findChildren(OwnSupportDialog) if each.isVisible()]
    made.try_accept()
    settle()
    assert made.isVisible() and not audit(made)
    made.name.setText("Stallet vid ån")
    made.how.set_text("Ring föreståndaren.")
    made.try_accept()
    settle()

    with window.runner.office.work() as work:
        first = support.offers(work, case_id)[0]
    assert first.entry.name == "Stallet vid ån" and first.entry.is_own
