"""No list of persons by sensitive data: what each page may search, filter and sort by stands in one place."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.gui import desk
from narvaro_desktop.gui.desk import practice_folder, window_on
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.windows.huvudman_window import PAGES as HUVUDMAN_PAGES
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.paths import resource
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.concerns import Reported, report
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.practice_school.practice import Practice
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import log_review
from tests.conftest import School
from tests.faults import searches
from tests.faults.searches import LISTS, SECRET, SOUGHT

OF_ONE = {"received", "routine"}
DECIDED = json.loads(resource("retention", "selections.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def window() -> Iterator[OfficeWindow]:
    practised = practice.there(practice_folder()) or practice.build(practice_folder(), with_files=False)
    yield from _window(practised, practice.COUNSELLOR)


@pytest.fixture(scope="module")
def huvudman(window: OfficeWindow) -> Iterator[OfficeWindow]:
    """Beside the school's: the practice vaults lie in one folder."""
    practised = practice.there(practice_folder())
    assert practised is not None
    yield from _window(practised, practice.RECIPIENT)


def _window(practised: Practice, person: str) -> Iterator[OfficeWindow]:
    made = window_on(desk.looked_at(practised.unlock(person), ""))
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()


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


@pytest.mark.parametrize("key", [one.key for one in HUVUDMAN_PAGES if one.key not in OF_ONE])
def test_so_does_a_page_of_the_huvudmans_register(qtbot: QtBot, huvudman: OfficeWindow, key: str) -> None:
    huvudman.go(key)
    qtbot.waitUntil(lambda: not huvudman.runner.busy, timeout=20_000)
    page = huvudman.page(key)

    decided = DECIDED["huvudman"][key]
    assert _filters(page) <= set(decided["filters"])
    assert _columns(page) <= set(decided["columns"])


def test_nothing_that_was_decided_is_sensitive() -> None:
    pages = [*DECIDED["pages"].values(), *DECIDED["huvudman"].values()]
    words = [word for page in pages for word in (*page["filters"], *page["columns"])]

    assert [word for word in words if any(never in word.casefold() for never in DECIDED["never"])] == []


def test_no_search_finds_a_person_by_what_is_sealed(qapp: QApplication, school: School) -> None:
    found = searches.tried(school)

    assert len(found) > 3 * len(SOUGHT) and not any(found)


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
