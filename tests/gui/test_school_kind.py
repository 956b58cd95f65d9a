"""A gymnasieskola and a fristående school: chosen in the window, and what follows from it there."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.case_terms import StageGroup
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.terms import Governance, SchoolForm
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.gui.pages.case.case_clock import StopTile
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.pages.school_kind_card import SchoolKindCard
from narvaro_desktop.gui.pages.settings_page import SettingsPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import law_profiles
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.routines import school_kind
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.case_stage import said
from tests.gui.school_hand import rest
from tests.usecases.decisions_stage import filled


@pytest.fixture
def window(qtbot: QtBot, at_the_principals: Office) -> Iterator[SchoolWindow]:
    with at_the_principals.work() as work:
        students.add(work, "Sigge Regnskur", "NA3", parse_identity("20000101-2384"))
        students.add(work, "Elvira Blåbärsskog", "FA")
    shown = SchoolWindow(Runner(at_the_principals))
    qtbot.addWidget(shown)
    shown.resize(1280, 900)
    shown.show()
    yield shown
    shown.close()


def card(window: SchoolWindow, qtbot: QtBot) -> SchoolKindCard:
    window.go("settings")
    rest(window, qtbot)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page.kind


def choose(window: SchoolWindow, qtbot: QtBot, form: SchoolForm) -> None:
    shown = card(window, qtbot)
    shown.form.setCurrentIndex(shown.form.findData(form))
    shown.form.activated.emit(shown.form.currentIndex())
    rest(window, qtbot)


def forms(window: SchoolWindow) -> dict[str, SchoolForm]:
    with window.runner.office.work() as work:
        return {row.name: row.school_form for row in work.session.scalars(select(StudentRow))}


def test_pupils_get_the_schools_form_and_one_may_have_another(window: SchoolWindow, qtbot: QtBot) -> None:
    assert set(forms(window).values()) == {SchoolForm.COMPULSORY, SchoolForm.PRESCHOOL_CLASS}
    assert not audit(card(window, qtbot))

    choose(window, qtbot, SchoolForm.UPPER_SECONDARY)
    with window.runner.office.work() as work:
        added = students.add(work, "Bo Kottelund", "EK1").value
    assert set(forms(window).values()) == {SchoolForm.UPPER_SECONDARY}

    dialog = StudentDialog(window, window.runner, window, added)
    dialog.open()
    rest(window, qtbot)
    assert not audit(dialog)
    assert dialog.school_form.currentData() is SchoolForm.UPPER_SECONDARY
    dialog.school_form.setCurrentIndex(dialog.school_form.findData(SchoolForm.ADAPTED_UPPER_SECONDARY))
    dialog.try_accept()
    rest(window, qtbot)
    assert forms(window)["Bo Kottelund"] is SchoolForm.ADAPTED_UPPER_SECONDARY


def opened(window: SchoolWindow, qtbot: QtBot) -> tuple[CasePage, UUID]:
    """Sigge's case, on the step of the utredning."""
    with window.runner.office.work() as work:
        student = work.session.scalars(select(StudentRow.id).where(StudentRow.given_name == "Sigge")).one()
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Borta ofta.")).value
    window.go("case", case_id=case_id)
    rest(window, qtbot)
    page = window.page("case")
    assert isinstance(page, CasePage)
    return page, case_id


def test_in_the_gymnasieskola_the_clock_names_its_law_and_asks_for_no_anmalan(
    window: SchoolWindow, qtbot: QtBot
) -> None:
    choose(window, qtbot, SchoolForm.UPPER_SECONDARY)
    page, case_id = opened(window, qtbot)
    with window.runner.office.work() as work:
        asked = investigations.investigation(work, case_id).questions
    assert asked.stages is StageGroup.HIGH, "årskurs 3 i gymnasiet är ingen lågstadieklass"
    page.acts.decide()
    rest(window, qtbot)
    buttons = [one.text() for one in window.findChildren(QPushButton) if one.isVisible()]
    assert "Spara beslutet utan anmälan" in buttons
    with window.runner.office.work() as work:
        decisions.decide(work, case_id, filled())
        assert law_profiles.of(work, cases.row_of(work, case_id).student).is_own_party
    page._ask()
    rest(window, qtbot)

    assert "15 kap. 16 § skollagen" in said(page.clock)
    paces = [one.accessibleName() for one in page.clock.findChildren(StopTile)]
    assert any(name.startswith("Anmäld, frivilligt") for name in paces), paces
    assert "Anmäl frånvaron till huvudmannen" not in said(page.duties)


def test_a_fristaende_school_is_chosen_and_told_which_secrecy_holds(
    window: SchoolWindow, qtbot: QtBot
) -> None:
    shown = card(window, qtbot)
    shown.governance.buttons()[1].click()
    rest(window, qtbot)

    with window.runner.office.work() as work:
        assert school_kind.kind(work).governance is Governance.INDEPENDENT
        assert law_profiles.secrecy(work) == "Tystnadsplikt enligt 29 kap. 14 § skollagen"


def test_who_has_no_part_in_the_schools_keys_sees_and_does_not_choose(school: School, qtbot: QtBot) -> None:
    shown = SchoolWindow(Runner(school.unlock("Mentor Al")))
    qtbot.addWidget(shown)
    shown.show()
    found = card(shown, qtbot)

    assert not found.form.isEnabled() and not found.governance.isEnabled()
    shown.close()
