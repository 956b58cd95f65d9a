"""What cannot be right in a plan is a sentence at its field; what the pack no longer knows stays whole."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.planning import plans
from tests.gui.case_stage import said
from tests.gui.plans.stage import kept
from tests.gui.school_hand import Settle


def faults(dialog: MeasureDialog) -> dict[str, str]:
    fields = [*dialog.form.fields, *dialog.rest.fields]
    return {field.words: field.fault() for field in fields if field.fault()}


def test_days_that_are_missing_or_turned_around_are_said_and_nothing_typed_is_lost(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    dialog = page.add_measure()
    assert dialog is not None
    dialog.title_edit.setText("En vuxen möter eleven")
    dialog.goal.setPlainText("Fyra morgnar av fem.")
    dialog.follow_up_on.edit.setText("snart")
    dialog.planned_end.set_day(today - timedelta(days=1))
    dialog.try_accept()
    settle()

    assert faults(dialog) == {
        "Följs upp": "Välj en dag då ni följer upp.",
        "Till och med": "Välj en dag som ligger efter starten.",
    }
    dialog.follow_up_on.set_day(today - timedelta(days=3))
    dialog.planned_end.set_day(None)
    dialog.try_accept()
    settle()
    assert faults(dialog) == {"Följs upp": "Välj en dag som ligger efter starten."}
    assert dialog.goal.text() == "Fyra morgnar av fem."
    assert kept(window, case_id).measures == ()


def test_a_measure_of_a_step_that_is_gone_from_the_pack_is_shown_changed_and_followed_up(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    office = window.runner.office
    gone = Measure(
        "Kort dag på försök", "Två hela dagar.", MeasureLevel.STUDENT, LegalType.PRACTICAL, Role.MENTOR, "",
        today, today + timedelta(days=14), catalogue="finns_inte_langre",
    )  # fmt: skip
    with office.work() as work:
        plans.add_measure(work, case_id, gone)
        row = cases.row_of(work, case_id)
        ladder = work.rules.ladders[row.ladder]
    # given a pack that has another ladder than the one which the case began on
    shorter = replace(ladder, steps=ladder.steps[:2])
    office.rules = replace(office.rules, ladders={**office.rules.ladders, row.ladder: shorter})

    page._ask()
    settle()
    [card] = page.cards
    assert "Kort dag på försök" in said(page)
    dialog = MeasureDialog(page, window.runner, kept(window, case_id), card.view)
    dialog.show()
    dialog.goal.setPlainText("Tre hela dagar.")
    dialog.try_accept()
    settle()

    [one] = kept(window, case_id).measures
    assert (one.measure.goal, one.measure.catalogue) == ("Tre hela dagar.", "finns_inte_langre")
    assert page.follow_up(page.cards[0].view) is not None
