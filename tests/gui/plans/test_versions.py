"""A plan is signed, corrected, approved, carried over, and put on paper."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.dialogs.plan_dialogs import CarryOverDialog, PlanSignDialog
from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.gui.pages.today.today_rows import OPEN
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.tables import PlanRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.plans.stage import add, kept
from tests.gui.school_hand import Settle


def test_a_plan_is_signed_and_saved_as_pdf(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, tmp_path: Path, settle: Settle
) -> None:
    add(window, case_id, today)
    page.shown(case_id=case_id)
    settle()

    page._sign()
    signing = page.findChild(PlanSignDialog)
    assert signing is not None
    signing.verb_button.click()
    settle()
    page._print()
    printing = page.findChild(PaperDialog)
    assert printing is not None
    printing.folder.set_folder(tmp_path)
    printing.verb_button.click()
    settle()

    assert kept(window, case_id).signed is not None
    [paper] = tmp_path.glob("*.pdf")
    assert paper.name.startswith("atgardsplan-")


def test_a_signed_plan_stands_still_until_it_is_corrected(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today)
    with window.runner.office.work() as work:
        plans.sign(work, case_id)
    page.shown(case_id=case_id)
    settle()
    assert page.view is not None
    shut = (page.around.needs.isReadOnly(), page.view.may_write, page.view.may_follow_up)
    acts = page._acts(page.view)

    acts["revise"]()
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    dialog.verb_button.click()
    asked = dialog.isVisible()
    dialog._reason.control.setPlainText("Målet är nått.")  # type: ignore[union-attr]
    dialog.verb_button.click()
    settle()

    assert shut == (True, False, True)
    assert asked
    assert (page.view.version, page.view.may_write) == (2, True)
    page._acts(page.view)["version:1"]()
    settle()
    assert (page.view.version, page.view.is_latest, page.cards[0].view.number) == (1, False, 1)
    assert "version 1" in page.notice.text()
    assert not audit(page)
    page.notice.pressed.emit()
    settle()
    assert page.view.is_latest


def test_the_measures_are_gone_through_when_the_pupil_changes_class(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today)
    with window.runner.office.work() as work:
        cases.row_of(work, case_id).student.class_name = "6A"
    page.shown(case_id=case_id)
    settle()
    said = page.notice.text()
    page.notice.pressed.emit()
    dialog = page.findChild(CarryOverDialog)
    assert dialog is not None
    assert not audit(dialog)
    [edit] = dialog.who.values()
    edit.setText("Mentor Lönn")
    dialog.verb_button.click()
    settle()

    assert "från 5B till 6A" in said
    assert kept(window, case_id).measures[0].measure.responsible == "Mentor Lönn"
    assert page.notice.isHidden()


def test_the_measures_are_gone_through_when_a_lasar_begins(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today)
    with window.runner.office.work() as work:
        work.session.scalars(select(PlanRow)).one().gone_through_on = today - timedelta(days=366)
    page.shown(case_id=case_id)
    settle()
    said = page.notice.text()
    page.notice.pressed.emit()
    dialog = page.findChild(CarryOverDialog)
    assert dialog is not None
    assert not audit(dialog)
    dialog.verb_button.click()
    settle()

    assert "har börjat" in said
    assert not dialog.ends
    assert page.notice.isHidden()


def test_the_rektor_finds_the_plan_in_i_dag_and_approves_it(
    school: School, office: Office, case_id: UUID, today: date, qtbot: QtBot
) -> None:
    measure = Measure(
        "En vuxen möter eleven", "Fyra morgnar.", MeasureLevel.STUDENT, LegalType.PRACTICAL, Role.MENTOR,
        "Mentor Al", today, today + timedelta(days=14),
    )  # fmt: skip
    with office.work() as work:
        plans.add_measure(work, case_id, measure)
        plans.sign(work, case_id, ask=True)
    office.close()
    made = SchoolWindow(Runner(school.unlock("Rektor Rönn")))
    qtbot.addWidget(made)
    made.resize(1440, 1000)
    made.show()

    made.go("today")
    qtbot.waitUntil(lambda: not made.runner.busy)
    found = made.page("today")
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: bool(found.waiting._tasks))
    [row] = found.waiting._tasks
    found._act(found.waiting, row.key, OPEN)
    shown = made.page("plan")
    assert isinstance(shown, PlanPage)
    qtbot.waitUntil(lambda: shown.view is not None)
    assert shown.view is not None
    assert shown.view.may_approve
    assert not audit(shown)
    shown._approve()
    qtbot.waitUntil(lambda: shown.view is not None and not shown.view.may_approve)

    assert "Åtgärdsplan att godkänna" in row.detail
    assert shown.view.approval is not None
    assert shown.view.approval.approval is Approval.APPROVED
    made.close()
