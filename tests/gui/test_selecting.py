"""No list of persons by sensitive data: what each page may search, filter and sort by stands in one place."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.gui import desk
from narvaro_desktop.gui.desk import practice_folder, window_on
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import PAGES, SchoolWindow
from narvaro_desktop.paths import resource
from narvaro_desktop.usecases import cases, log_review, notes, students
from narvaro_desktop.usecases.concerns import Reported, report
from narvaro_desktop.usecases.notes import Written
from narvaro_desktop.usecases.practice_school import practice
from tests.conftest import School

DECIDED = json.loads(resource("retention", "selections.json").read_text(encoding="utf-8"))
OF_ONE_CASE = {
    "case", "investigation", "plan", "meeting", "meeting_room", "collaboration", "pupil_absence", "routine",
}  # fmt: skip
LISTS = [entry.key for entry in PAGES if entry.key not in OF_ONE_CASE]
SECRET = "Sömnlöshetsvandring"


@pytest.fixture(scope="module")
def window() -> Iterator[OfficeWindow]:
    practised = practice.there(practice_folder()) or practice.build(practice_folder())
    made = window_on(desk.looked_at(practised.unlock(practice.COUNSELLOR), ""))
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()


def _columns(page: QWidget) -> set[str]:
    found = set()
    for table in page.findChildren(QTableView):
        model = table.model()
        if model is not None:
            found |= {
                str(model.headerData(place, Qt.Orientation.Horizontal))
                for place in range(model.columnCount())
            }
    return found


def _filters(page: QWidget) -> set[str]:
    keys = [key for bar in page.findChildren(FilterBar) for key in bar._chips]
    return {key.split(":")[0] + (":*" if ":" in key else "") for key in keys}


@pytest.mark.parametrize("key", LISTS)
def test_a_page_offers_what_has_been_decided_and_nothing_else(
    qtbot: QtBot, window: OfficeWindow, key: str
) -> None:
    window.go(key)
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
    page = window.page(key)

    decided = DECIDED["pages"][key]
    assert _filters(page) <= set(decided["filters"])
    assert _columns(page) <= set(decided["columns"])


def test_nothing_that_was_decided_is_sensitive() -> None:
    words = [word for page in DECIDED["pages"].values() for word in (*page["filters"], *page["columns"])]

    assert [word for word in words if any(never in word.casefold() for never in DECIDED["never"])] == []


def test_no_search_finds_a_person_by_what_is_sealed(qtbot: QtBot, school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        student = students.add(work, "Alva Granbarr", "5B").value
        case = cases.open_case(work, student).value
        for info_class in (InfoClass.COUNSELLING, InfoClass.OWN):
            notes.write(work, student, case, Written(ContactKind.NOTE, SECRET, info_class=info_class))
        report(work, case, Reported(work.today, "skriftligt", "Socialtjänsten", SECRET), [])
    window = SchoolWindow(Runner(office))
    qtbot.addWidget(window)
    window.show()
    hits = []
    for key in LISTS:
        window.go(key)
        qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
        page = window.page(key)
        for bar in page.findChildren(FilterBar):
            for wanted in (SECRET, "orosanmälan"):
                bar.findChildren(QLineEdit)[0].setText(wanted)
                QApplication.processEvents()
                hits += [key for table in page.findChildren(QTableView) if _names_alva(table)]
    found = [*window.people.commands(SECRET), *window.people.commands("orosanmälan")]
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
    window.close()

    assert (hits, found) == ([], [])


def test_the_log_is_no_list_of_pupils_with_an_orosanmalan(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        student = students.add(work, "Alva Granbarr", "5B").value
        case = cases.open_case(work, student).value
        report(work, case, Reported(work.today, "skriftligt", "Socialtjänsten", SECRET), [])
    with office.work() as work:
        lines = log_review.lines(work).value.entries
    office.close()

    of_class = [one for one in lines if one.info_class is InfoClass.CHILD_WELFARE]
    assert of_class and not any(one.student or one.case for one in of_class)
    assert any(one.student == "Alva Granbarr" for one in lines)


def _names_alva(table: QTableView) -> bool:
    model = table.model()
    if model is None or not table.isVisible():
        return False
    cells = [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return any("Alva" in cell for cell in cells)
