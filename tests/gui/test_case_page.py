"""The case page in a window on a real vault: what it shows."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import ContactKind, Party
from narvaro_desktop.gui.desk import practice_folder
from narvaro_desktop.gui.dialogs.note_dialogs import CorrectDialog
from narvaro_desktop.gui.pages.case.case_duties import ToDoRow
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.timeline_row import TimelineRow
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.simulation.practice import ELVIRA
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.practice_school.practice import Practice
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.case_stage import Open, case_windows, press, rest, said, settle
from tests.usecases.circle_of_a_case import let_in


@pytest.fixture
def show(qtbot: QtBot, school: School) -> Iterator[Open]:
    """Open a case in a window, as `show(case_id, person, **opening)`."""
    with case_windows(qtbot, school) as opened:
        yield opened


def test_the_head_says_who_where_and_who_is_responsible(show: Open) -> None:
    page = show(opened_on=date(2026, 9, 1), elsewhere="Prorenata")

    words = said(page.head)
    assert page.head.title() == "Elvira Blåbärsskog"
    for part in (
        "Öppet",
        "Steg 1",
        "Klass 5B",
        "Ekbackens skola",
        "Ansvarig Kurator Ek",
        "Finns i Prorenata",
    ):
        assert part in words
    assert "Började 1\u00a0sep" in words
    assert "Registrerat" in words


def test_without_data_the_stated_figure_stands_with_its_period_and_source(show: Open) -> None:
    page = show()

    words = said(page)
    assert "15,5\u00a0%" in words
    assert "31\u00a0aug–25\u00a0sep" in words
    assert "Skolans frånvarosystem" in words
    assert "kan inte beräknas" in words
    assert page.heat.isHidden()
    assert page.no_data.isVisible()


def test_a_ticked_duty_is_done_and_can_be_taken_back(qtbot: QtBot, show: Open) -> None:
    page = show()
    row = next(one for one in page.findChildren(ToDoRow) if "omtankesamtal" in one.box.accessibleName())

    row.box.click()
    rest(qtbot, page)

    assert page.case is not None
    done = [line.duty.key for line in page.case.view.duties if line.done_on]
    assert done == ["care_talk"]
    assert "Visa" in page.duties._more.text()

    toast = page.window().toasts  # type: ignore[attr-defined]
    press(qtbot, toast, "Ångra")
    rest(qtbot, page)

    assert not any(line.done_on for line in page.case.view.duties)


def test_a_mentor_sees_that_there_is_a_note_and_not_what_it_says(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    line = page.case.view.line
    with page._runner.office.work() as work:
        call = Written(ContactKind.CALL, "Mamma svarar.", Party.GUARDIAN, True)
        notes.write(work, line.student.id, line.id, call)
    let_in(page._runner.office, line.id)

    page = show(line.id, "Mentor Al")

    newest = page.timeline.findChildren(TimelineRow)[0]
    assert "Mamma" not in said(newest)
    assert "Samtal" not in said(newest)
    assert "Läses av: kurator, rektor" in said(newest)


def test_all_events_are_asked_for_when_somebody_wants_them_and_stay(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    line = page.case.view.line
    with page._runner.office.work() as work:
        for number in range(20):
            written = Written(ContactKind.NOTE, f"Vecka {number}.")
            notes.write(work, line.student.id, line.id, written)
    page._ask()
    rest(qtbot, page)
    folded, known = len(page.timeline.findChildren(TimelineRow)), len(page.case.events)

    qtbot.mouseClick(page.timeline._more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Vecka 0." in said(page.timeline))
    page.acts.on_event(page.case.events[19].key, "correct")
    opened = page.findChild(CorrectDialog)
    rest(qtbot, page)

    assert (folded, known, page.case.event_count) == (6, 6, len(page.case.events))
    assert opened is not None and "Vecka 0." in said(page.timeline)
    opened.close()


def test_a_protected_pupil_is_said_to_be(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    with page._runner.office.work() as work:
        students.protect(work, page.case.view.line.student.id)
    page._ask()
    rest(qtbot, page)

    assert "Skyddade personuppgifter" in said(page.notices)


def test_the_page_is_reached_by_keyboard_named_and_uncut(qtbot: QtBot, look: object, show: Open) -> None:
    page = show()

    assert not audit(page)


@pytest.fixture(scope="module")
def practice_school() -> Practice:
    """The practice school, made once for all who look at it."""
    return practice.there(practice_folder()) or practice.build(practice_folder(), with_files=False)


def test_a_pupil_with_data_has_figures_that_say_where_they_come_from(
    qtbot: QtBot, practice_school: Practice
) -> None:
    office = practice_school.unlock(practice.COUNSELLOR)
    with office.work() as work:
        [case_id] = [line.id for line in cases.open_cases(work) if line.student.name == ELVIRA]
    entry = PageEntry("case", "Ärende", "user", CasePage, in_sidebar=False)
    window = OfficeWindow(Runner(office), [entry])
    window.resize(1440, 1000)
    window.show()
    window.go("case", case_id=case_id)
    settle(qtbot, window)
    page = window.page("case")
    assert isinstance(page, CasePage)

    total = page._ui.figures.total.accessibleName()
    for part in ("15,5\u00a0%", "procentenheter", "t.o.m. 25\u00a0sep", "Övningssystemet", "rapporterat"):
        assert part in total
    assert page.heat.isVisible()
    assert page.trend.isVisible()
    assert page.no_data.isHidden()
    assert "lägre är bättre" in said(page.heat)
    page.heat.toggle.click()
    assert page.heat.table.rowCount() > 0
    assert not audit(page)
    settle(qtbot, window)
    window.close()
    window.deleteLater()


def test_an_answered_anmalan_stands_in_the_page_and_in_no_window_of_its_own(
    qtbot: QtBot, practice_school: Practice
) -> None:
    office = practice_school.unlock(practice.COUNSELLOR)
    with office.work() as work:
        told = {line.case_id for line in notifications.notifications(work) if not line.waits}
        case_id = next(line.id for line in cases.open_cases(work) if line.id in told)
    window = OfficeWindow(Runner(office), [PageEntry("case", "Ärende", "user", CasePage, in_sidebar=False)])
    window.show()
    window.go("case", case_id=case_id)
    settle(qtbot, window)
    page = window.page("case")
    assert isinstance(page, CasePage)

    assert page.strip.isVisible()
    assert page.strip.window() is window
    window.close()
    window.deleteLater()


def test_the_page_holds_in_a_small_window(qtbot: QtBot, show: Open) -> None:
    page = show()
    card = page._ui.figures.total
    card.show_figure("15,5 %", "↑ 12,2 procentenheter", "warn", "t.o.m. 25 sep")
    page.window().resize(1280, 720)
    rest(qtbot, page)

    value = card._value
    assert value.width() >= value.fontMetrics().horizontalAdvance(value.text())
    assert not audit(page)
    assert page.horizontalScrollBar().maximum() == 0
