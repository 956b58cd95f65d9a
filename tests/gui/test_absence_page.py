"""Frånvaro: the weekly genomgång by keyboard, the school's figures, its registration, and the past year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.known_cause_dialog import KnownCauseDialog
from narvaro_desktop.gui.dialogs.reviewed_dialog import ReviewedDialog
from narvaro_desktop.gui.pages.absence.absence_page import TABS, AbsencePage
from narvaro_desktop.gui.pages.absence.pupil_page import PupilPage
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.absence import attention
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.teamwork import reviews
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.school_hand import Settle
from tests.gui.shots import save
from tests.usecases.pupils_with_days import pupil
from tests.usecases.pupils_with_lessons import LESSON, lessons, read_in

FIRST, UNTIL, TODAY = date(2026, 8, 17), date(2026, 10, 9), date(2026, 10, 12)
DAYS = [day for n in range(54) if (day := FIRST + timedelta(days=n)).weekday() < 5]


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    with opened.work() as work:
        skipping = [pupil(work, f"{name} Granbarr", "7B") for name in ("Alva", "Bo", "Cia")]
        lessons(work, skipping, DAYS, _skips)
        lessons(work, [pupil(work, f"Elev{n} Regnskur", "7B") for n in range(9)], DAYS, _quiet)
        read_in(work, DAYS)
    yield opened


def _skips(day: date, place: int) -> tuple[int, int, bool]:
    """The last two lessons of three days a week."""
    return (0, LESSON, True) if place > 1 and day.weekday() % 2 == 0 and day > FIRST else (0, 0, True)


def _quiet(_day: date, place: int) -> tuple[int, int, bool]:
    return 0, 0, place < 3


@pytest.fixture
def page(window: SchoolWindow, settle: Settle) -> AbsencePage:
    window.go("absence")
    settle()
    found = window.page("absence")
    assert isinstance(found, AbsencePage)
    return found


@pytest.mark.parametrize("look", [("light", 1.0), ("dark", 2.0)], indirect=True)
def test_every_tab_is_whole(
    window: SchoolWindow, page: AbsencePage, settle: Settle, look: tuple[str, float]
) -> None:
    for tab in TABS:
        window.go("absence", tab=tab)
        settle()
        if tab == "replay":
            page.replay.begin.click()
            settle()
        if tab == "review":
            page.attention.table.selectRow(0)
        save(window, f"absence-{tab}")
        assert not audit(page), tab


def test_several_pupils_get_their_answers_at_once_each_with_a_record(
    window: SchoolWindow, page: AbsencePage, settle: Settle, qtbot: QtBot
) -> None:
    card = page.attention
    assert [one.student.given_name for one in card._found.rows] == ["Alva", "Bo", "Cia"]  # type: ignore[union-attr]
    assert not card.cause_button.isEnabled()

    card.table.setFocus()
    card.table.selectRow(0)
    assert "ogiltiga frånvaron" in card.why.text()
    qtbot.keyClick(card.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(card.chosen()) == 2
    qtbot.keyClick(card.table, Qt.Key.Key_Shift)  # Qt remembers the modifiers of the last key
    card.cause_button.click()
    dialog = card.findChild(KnownCauseDialog)
    assert dialog is not None and not audit(dialog)
    dialog.verb_button.click()
    settle()

    with window.runner.office.work() as work:
        found = attention.attention(work)
    assert found is not None
    assert (len(found.rows), len(found.held)) == (1, 2)
    assert card.chosen() == [] and "dämpad t.o.m." in card._held.text()


def test_not_relevant_asks_why_and_a_case_is_opened(
    window: SchoolWindow, page: AbsencePage, settle: Settle, qtbot: QtBot
) -> None:
    card = page.attention
    card.table.selectRow(0)
    card.not_button.click()
    dialog = card.findChild(ReasonDialog)
    assert dialog is not None and not audit(dialog)
    qtbot.keyClicks(dialog.findChild(GrowingText), "Prao i två veckor")
    dialog.verb_button.click()
    settle()
    card.table.selectRow(0)
    card.case_button.click()
    settle()

    with window.runner.office.work() as work:
        (case,) = cases.open_cases(work)
        found = attention.attention(work)
    assert case.student.given_name == "Bo"
    assert found is not None
    assert ([one.student.given_name for one in found.rows], found.in_case) == (["Cia"], 1)


def test_enter_opens_the_pupil_with_signals_places_and_subjects(
    window: SchoolWindow, page: AbsencePage, settle: Settle, qtbot: QtBot
) -> None:
    page.attention.table.setFocus()
    page.attention.table.selectRow(0)
    page.attention.table.selectionModel().setCurrentIndex(
        page.attention.rows.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    qtbot.keyClick(page.attention.table, Qt.Key.Key_Return)
    settle()

    found = window.page("pupil_absence")
    assert isinstance(found, PupilPage) and found.isVisible()
    assert "av 16 poäng" in found.signals.text()
    assert found._subjects.total == 4
    assert "timmar missad undervisning" in found.year.accessibleName()


@pytest.mark.parametrize("look", [("light", 1.0), ("dark", 2.0)], indirect=True)
def test_the_pupils_page_is_whole(
    window: SchoolWindow, page: AbsencePage, settle: Settle, look: tuple[str, float]
) -> None:
    assert page.attention._found is not None
    window.go("pupil_absence", student_id=page.attention._found.rows[0].student.id)
    settle()

    shown = window.page("pupil_absence")
    save(window, "absence-pupil")
    assert not audit(shown)


def test_a_pupil_and_a_case_lead_to_the_absence(
    window: SchoolWindow, page: AbsencePage, settle: Settle
) -> None:
    assert page.attention._found is not None
    one = page.attention._found.rows[0].student.id
    with window.runner.office.work() as work:
        case_id = cases.open_case(work, one).value
    window.go("case", case_id=case_id)
    settle()
    case_page = window.page("case")
    assert isinstance(case_page, CasePage)
    case_page.absence_link.click()
    settle()

    shown = window.page("pupil_absence")
    assert isinstance(shown, PupilPage) and shown.isVisible()
    assert shown._student_id == one and shown.case_button.isVisible()


def test_the_school_is_summed_once_and_its_registration_told(
    window: SchoolWindow, page: AbsencePage, settle: Settle
) -> None:
    window.go("absence", tab="school")
    settle()
    assert [one.name for one in page.school._classes._shown] == ["7B"]

    window.go("absence", tab="registration")
    settle()
    assert page.registration.said.text().startswith("Läsåret 2026/27")


def test_the_year_is_gone_through_again(page: AbsencePage, window: SchoolWindow, settle: Settle) -> None:
    window.go("absence", tab="replay")
    settle()
    page.replay.begin.click()
    settle()

    assert page.replay.rows.total == 3
    assert page.replay.said.text().startswith("3 av 12 elever hade pekats ut.")


def test_the_weekly_review_is_signed(
    window: SchoolWindow, page: AbsencePage, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.review.sign_button, Qt.MouseButton.LeftButton)
    settle()

    with window.runner.office.work() as work:
        (signed,) = reviews.reviews(work)
    assert signed.data_until == UNTIL
    assert "Veckans genomgång är gjord." in page.review._state.text()


def test_who_was_looked_at_is_shown_and_the_protocol_saved_with_initials(
    page: AbsencePage, window: SchoolWindow, settle: Settle, tmp_path: Path
) -> None:
    # given a signed review
    with window.runner.office.work() as work:
        made = reviews.sign(work, "Lugn vecka.").value
        names = [one.student.name for each in reviews.looked_at(work, made) for one in each.pupils]
    page.shown(tab="review")
    settle()

    # when its pupils are asked for, and the protocol is saved
    page.review.wanted.emit(str(made))
    settle()
    dialog = page.findChild(ReviewedDialog)
    assert dialog is not None
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert not audit(dialog)
    save(dialog, "reviewed")
    dialog.acted.disconnect()
    dialog.folder.set_folder(tmp_path)
    dialog.verb_button.click()
    settle()

    # then the names stand in the window, and only initials on the paper
    assert names and all(name in said for name in names)
    [paper] = tmp_path.glob("*.pdf")
    words = "".join(sheet.extract_text() for sheet in PdfReader(paper).pages)
    assert "Lugn vecka." in words
    assert not any(name.split()[-1] in words for name in names)


def test_a_role_that_does_not_meet_the_absence_is_told_so(
    window: SchoolWindow, page: AbsencePage, settle: Settle
) -> None:
    office = window.runner.office
    office.actor = replace(office.actor, role=Role.CAREER_COUNSELLOR)

    page.shown(tab="school")
    settle()

    assert page.closed.isVisible() and not page.tabs.isVisible()
