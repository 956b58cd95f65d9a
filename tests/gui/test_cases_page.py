"""Ärenden in a window on a real vault: searched, narrowed, sorted, opened; quick with 450 cases."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.pages.cases_page import CasesPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases, due, duties
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.casework.due import Standing
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.usecases.pupils_with_days import pupil

Open = Callable[[], CasesPage]


@pytest.fixture
def show(qtbot: QtBot, office: Office) -> Iterator[Open]:
    """The window on Ärenden, with everything answered."""
    windows: list[SchoolWindow] = []

    def opened() -> CasesPage:
        window = SchoolWindow(Runner(office))
        windows.append(window)
        window.resize(1440, 1000)
        window.show()
        window.go("cases")
        page = window.page("cases")
        assert isinstance(page, CasesPage)
        qtbot.waitUntil(lambda: not window.runner.busy)
        QApplication.processEvents()
        return page

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


def a_case(office: Office, name: str, class_name: str, step: int = 1, late: bool = False) -> UUID:
    with office.work() as work:
        opening = Opening(step=step, why="Pågår redan." if step > 1 else "")
        case_id = cases.open_case(work, pupil(work, name, class_name), opening).value
        if late:
            duties.add_task(work, case_id, "Ring hem", work.today - timedelta(days=3), Role.COUNSELLOR)
    return case_id


def shown(page: CasesPage) -> list[str]:
    return [page.rows.row_at(page.rows.index(place, 0)).student.name for place in range(page.rows.shown)]


def said(page: CasesPage) -> str:
    return page.bar._count.text()


def test_the_list_is_searched_and_narrowed_and_says_how_many(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    a_case(office, "Alva Granbarr", "7B", late=True)
    a_case(office, "Bo Regnskur", "7B", step=3)
    a_case(office, "Cia Kottelund", "8A")
    page = show()
    assert said(page) == "3 av 3 ärenden"
    assert shown(page)[0] == "Alva Granbarr", "what is late stands first"

    page.focus_search()
    qtbot.keyClicks(page.bar.field, "7b")
    assert sorted(shown(page)) == ["Alva Granbarr", "Bo Regnskur"]
    assert said(page) == "2 av 3 ärenden"
    page.bar.clear()
    page.bar._chips["late"].click()
    assert shown(page) == ["Alva Granbarr"]
    page.bar._chips["late"].click()
    page.bar._chips["step:3"].click()
    assert shown(page) == ["Bo Regnskur"]

    page.bar.field.setText("zzz")
    assert page.nothing.isVisible() and not page.table.isVisible()
    qtbot.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    assert said(page) == "3 av 3 ärenden"


def test_a_click_on_the_name_opens_the_row_once_and_one_beside_it_chooses_it(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    a_case(office, "Alva Granbarr", "7B")
    page = show()
    opened: list[object] = []
    page.table.opened.connect(opened.append)
    left, view = Qt.MouseButton.LeftButton, page.table.viewport()
    step = [column.title for column in page.rows.columns].index("Steg")
    name, beside = (page.table.visualRect(page.rows.index(0, place)).center() for place in (0, step))

    qtbot.mouseClick(view, left, pos=beside)
    assert opened == [] and len(page.table.selected_keys()) == 1
    qtbot.mouseClick(view, left, Qt.KeyboardModifier.ControlModifier, name)
    assert opened == [], "Ctrl chooses"
    qtbot.mouseClick(view, left, pos=name)
    qtbot.mouseDClick(view, left, pos=name)

    assert len(opened) == 1
    assert page.table.accessibleDescription() == "Enter öppnar raden"


def test_what_a_chip_and_a_column_mean_is_said(show: Open) -> None:
    page = show()
    chips = {chip.text(): chip.accessibleDescription() for chip in page.bar.findChildren(QPushButton)}
    titles = [column.title for column in page.rows.columns]
    last, tip = titles.index("Senast"), Qt.ItemDataRole.ToolTipRole

    assert chips["Steg 2"] == "Enkel kartläggning"
    assert "Återgång och uppföljning" in chips and "Steg Å" not in chips
    assert page.rows.headerData(last, Qt.Orientation.Horizontal, tip) == (
        "När det som står under Nästa senast ska vara gjort."
    )


def test_a_case_on_a_step_that_the_pack_has_no_more_has_its_chip(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    # given a page that was made under a pack of five steps, and a case on a seventh
    a_case(office, "Blåbärsskog, Alva", "7B", 3)
    page = show()
    with office.work() as work:
        [line] = due.standings(work)
    page._show([line, replace(line, case_id=uuid4(), step=7, sign="7")])

    # when its step is chosen
    page.bar._chips["step:7"].click()

    # then it is what is shown
    assert page.rows.shown == 1


def test_enter_opens_the_case_from_the_table_and_the_only_one_from_the_search(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    first, second = a_case(office, "Alva Granbarr", "7B", late=True), a_case(office, "Bo Regnskur", "8A")
    page = show()

    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page._shell.at is not None and page._shell.at.what == {"case_id": first}
    page._shell.go("cases")
    qtbot.keyClicks(page.bar.field, "bo regn")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)

    assert page._shell.at.what == {"case_id": second}


def test_columns_sort_by_what_they_mean(office: Office, show: Open) -> None:
    a_case(office, "Alva Ängsull", "7B")
    a_case(office, "Bo Granbarr", "7B", step=3)
    a_case(office, "Cia Åbrodd", "8A", step=2)
    page = show()

    page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(page) == ["Bo Granbarr", "Cia Åbrodd", "Alva Ängsull"]
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert shown(page) == ["Bo Granbarr", "Cia Åbrodd", "Alva Ängsull"]


def test_who_has_been_left_without_contact_is_found_and_sorted(office: Office, show: Open) -> None:
    today = office.clock.now().date()
    left, met = a_case(office, "Astrid Alkottelund", "8A", 5), a_case(office, "Bo Björnstig", "8B", 5)
    for case_id, days in ((left, 21), (met, 0)):
        with office.work() as work:
            duties.do_duty(work, case_id, "student_contact", today - timedelta(days=days))
    page = show()

    page.table.sortByColumn(6, Qt.SortOrder.DescendingOrder)
    assert shown(page) == ["Astrid Alkottelund", "Bo Björnstig"]
    page.bar._chips["contact"].click()
    assert shown(page) == ["Astrid Alkottelund"]


def test_an_empty_list_leads_to_the_first_case(qtbot: QtBot, show: Open) -> None:
    page = show()

    qtbot.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)

    assert any(each.isVisible() for each in page.findChildren(NewCaseDialog))


def test_the_list_is_whole_for_everyone_in_every_look(
    office: Office, show: Open, look: tuple[str, float]
) -> None:
    a_case(office, "Alva Granbarr", "7B", late=True)

    assert not audit(show())


def test_450_cases_are_filtered_while_one_types(qtbot: QtBot, office: Office, show: Open) -> None:
    a_case(office, "Alva Granbarr", "7B", late=True)
    with office.work() as work:
        (one,) = due.standings(work)
    page = show()
    page._show([_copy(one, number) for number in range(450)])
    took = []

    for letter in "elev 44":
        began = perf_counter()
        qtbot.keyClicks(page.bar.field, letter)
        took.append(perf_counter() - began)

    assert said(page) == "14 av 450 ärenden"
    assert max(took) < 0.2, "a hang guard of ten times the aim"
    print(f"slowest key press {1000 * max(took):.1f} ms")


def _copy(one: Standing, number: int) -> Standing:
    student = replace(one.student, id=uuid4(), name=f"Elev {number}", sort_key=f"{number:04}")
    return replace(one, case_id=uuid4(), student=student, step_since=date(2026, 9, 1))
