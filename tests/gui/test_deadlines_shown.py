"""Which days the window shows: those of the law always and in red, others where the pack turned them on."""

from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.pages.case.case_clock import StopTile
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.todo_list import TaskRow
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.teamwork import today_filter
from narvaro_desktop.usecases.teamwork.today_filter import Wanted
from tests.conftest import School
from tests.gui.case_stage import case_windows, rest, said
from tests.gui.today_shelf import let_go, open_today
from tests.gui.today_shelf import rest as rested
from tests.usecases.decisions_stage import filled
from tests.usecases.pupils_with_days import pupil

DECIDED, LATER = date(2026, 10, 5), date(2026, 10, 13)


@pytest.mark.parametrize("all_deadlines", [False, True])
def test_a_day_that_is_not_from_the_law_stands_only_where_the_pack_has_turned_it_on(
    qtbot: QtBot, school: School, all_deadlines: bool
) -> None:
    with case_windows(qtbot, school) as show:
        page: CasePage = show(opened_on=date(2026, 9, 28))
        office = page._runner.office
        office.rules, office.clock = shipped(all_deadlines=all_deadlines), Clock(LATER)
        page._ask()
        rest(qtbot, page)
        assert page.case is not None
        care_talk = next(line for line in page.case.view.duties if line.duty.key == "care_talk")

        assert (care_talk.due_on is not None) is all_deadlines
        assert ("Försenad" in said(page.duties)) is all_deadlines


def inquiry(school: School) -> UUID:
    """An utredning that was decided a week ago and never notified."""
    office = school.unlock("Rektor Rönn")
    office.clock = Clock(DECIDED)
    with office.work() as work:
        case_id = cases.open_case(work, pupil(work, "Bo Regnskur", "7A"), cases.Opening(step=3, why="Borta."))
        decisions.open_inquiry(work, case_id.value, filled())
    office.close()
    return case_id.value


@pytest.mark.parametrize("person", ["Kurator Ek", "Rektor Rönn"])
def test_an_anmalan_that_is_late_is_red_and_no_filter_hides_it(
    qtbot: QtBot, school: School, person: str
) -> None:
    case_id = inquiry(school)
    office = school.unlock(person)
    office.clock = Clock(LATER)
    with office.work() as work:
        today_filter.choose(work, Wanted("mine", class_name="5B", step="1"))
    page = open_today(qtbot, office)

    [row] = page.needed.card.findChildren(TaskRow)
    assert row.isVisible()
    assert (row.task.sentence, row.task.due, row.task.kind) == ("Bo Regnskur, 7A", "Ej anmäld", "bad")
    assert "försenad 1 dag" in row.task.detail

    window = page.window()
    assert isinstance(window, OfficeWindow)
    window.go("case", case_id=case_id)
    rested(qtbot, page)
    case = window.page("case")
    assert isinstance(case, CasePage)
    assert "Ej anmäld" in said(case)
    names = [tile.accessibleName() for tile in case.clock.findChildren(StopTile)]
    assert "Anmäld, försenat, senast 12\u00a0okt, 1 skoldag sen" in names
    let_go(page)


@pytest.mark.parametrize(
    ("day", "when", "left"),
    [
        (DECIDED, "i dag, senast 12\u00a0okt", "väntar, i dag, senast 12\u00a0okt, 5 skoldagar kvar"),
        (
            date(2026, 10, 8),
            "nu, senast 12\u00a0okt",
            "skulle ha varit gjort, nu, senast 12\u00a0okt, 2 skoldagar kvar",
        ),
    ],
)
def test_i_dag_the_stair_the_clock_and_the_strip_say_the_same_of_an_anmalan_that_is_to_be_made(
    qtbot: QtBot, school: School, day: date, when: str, left: str
) -> None:
    case_id = inquiry(school)
    office = school.unlock("Rektor Rönn")
    office.clock = Clock(day)
    page = open_today(qtbot, office)
    [row] = page.needed.card.findChildren(TaskRow)
    assert f"Anmälan ska göras {when}." in row.task.detail

    window = page.window()
    assert isinstance(window, OfficeWindow)
    window.go("case", case_id=case_id)
    rested(qtbot, page)
    case = window.page("case")
    assert isinstance(case, CasePage)
    chips = [pill.text() for pill in case.stair.findChildren(Pill)]
    assert f"{when[:1].upper()}{when[1:]} · rektor" in chips
    assert f"Anmäld, {left}" in [one.accessibleName() for one in case.clock.findChildren(StopTile)]
    assert "Anmäl till huvudmannen nu, senast 2026-10-12." in said(case)
    let_go(page)
