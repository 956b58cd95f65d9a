"""The access log: who did what with whom, found, checked, and saved as a file."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

import narvaro_desktop
from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import ContactKind, Role
from narvaro_desktop.gui.desk import looked_at, window_on
from narvaro_desktop.gui.log_words import LogWords, said
from narvaro_desktop.gui.pages.log_page import LogPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import log_review, team
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit

TEXT = "Elvira berättar att vägen till skolan känns lång."


@pytest.fixture
def used(school: School) -> School:
    """A vault in which the kurator has written a note about a pupil, and another is protected."""
    office = school.unlock()
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
        notes.write(work, student, case, Written(ContactKind.NOTE, TEXT))
    office.close()
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        hidden = students.add(work, "Månstråle Hemlig", "6A").value
        students.protect(work, hidden)
    office.close()
    return school


@pytest.fixture
def rektor(used: School) -> Iterator[Office]:
    opened = used.unlock("Rektor Rönn")
    yield opened
    opened.close()


def _page(qtbot: QtBot, office: Office) -> tuple[SchoolWindow, LogPage]:
    window = SchoolWindow(Runner(office))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.go("log")
    qtbot.waitUntil(lambda: not window.runner.busy)
    page = window.page("log")
    assert isinstance(page, LogPage)
    return window, page


def test_every_line_says_who_when_where_what_and_whose(rektor: Office) -> None:
    with rektor.work() as work:
        found = log_review.lines(work).value
    [written] = [entry for entry in found.entries if entry.action == "note.write"]

    assert (written.person, written.student, written.unit) == (
        "Kurator Ek", "Elvira Blåbärsskog", "Ekbackens skola",
    )  # fmt: skip
    assert written.case and written.role and LogWords().info_class(written) == "kurativ"
    assert found.entries[0].at >= found.entries[-1].at
    assert not [entry for entry in found.entries if "Månstråle" in entry.student]
    with rektor.work() as work:
        assert log_review.lines(work).value.entries[0].action == "log.view"


def test_what_was_done_to_a_colleague_says_to_whom(rektor: Office) -> None:
    with rektor.work() as work:
        added = [entry for entry in log_review.entries(work) if entry.action == "person.add"]
        unlocked = [entry for entry in log_review.entries(work) if entry.action == "vault.unlock"]

    said_of = {LogWords().action(entry) for entry in added}
    assert said_of == {"Kollega: lade till (Kurator Ek)", "Kollega: lade till (Mentor Al)"}
    assert not any(entry.colleague for entry in unlocked)


def test_who_may_not_review_the_log_gets_none_of_it(used: School) -> None:
    office = used.unlock()
    with pytest.raises(NotAllowed), office.work() as work:
        log_review.lines(work)
    office.close()


def test_the_log_is_narrowed_and_saved_as_a_file(qtbot: QtBot, rektor: Office, tmp_path: Path) -> None:
    window, page = _page(qtbot, rektor)
    page.bar.field.setText("Elvira")
    qtbot.waitUntil(lambda: 0 < page.rows.shown < page.rows.total)
    shown = page.rows.shown

    page.save(tmp_path / "logg.xlsx")

    qtbot.waitUntil(lambda: (tmp_path / "logg.xlsx").exists() and not window.runner.busy)
    sheet = load_workbook(BytesIO((tmp_path / "logg.xlsx").read_bytes())).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Tid", "Person", "Roll", "Enhet", "Åtgärd", "Elev", "Ärende", "Slags text", "Ändamål")
    assert len(rows) == 1 + shown and all(row[5] == "Elvira Blåbärsskog" for row in rows[1:])
    assert TEXT.encode() not in (tmp_path / "logg.xlsx").read_bytes()
    window.close()


def test_a_dataskyddsombud_meets_the_log_its_review_and_the_papers_alone(
    qtbot: QtBot, used: School, tmp_path: Path
) -> None:
    office = used.unlock("Rektor Rönn")
    with office.work() as work:
        team.add_person(work, "Ombud Gran", Role.DATA_PROTECTION_OFFICER, School.PHRASE, kdf=PRACTICE_KDF)
    office.close()
    ombud = used.unlock("Ombud Gran")
    for refused in (students.everyone, cases.open_cases):
        with pytest.raises(NotAllowed), ombud.work() as work:
            refused(work)

    window = window_on(looked_at(ombud))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: not window.runner.busy)
    page = window.page("log")

    assert [item.accessibleName() for item in window.sidebar.findChildren(QPushButton)][-4:] == [
        "Åtkomstlogg", "Dataskydd", "Lås", "Byt lösenfras …",
    ]  # fmt: skip
    assert isinstance(page, LogPage) and window.at and window.at.key == "log"
    qtbot.waitUntil(lambda: page.rows.shown > 0)
    page.save(tmp_path / "logg.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "logg.xlsx").exists() and not window.runner.busy)
    assert audit(window) == []
    window.close()


def test_a_check_says_that_all_is_whole_or_that_it_is_not(qtbot: QtBot, rektor: Office) -> None:
    window, page = _page(qtbot, rektor)
    qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Loggen är hel" in window.message_bar.text())

    with rektor.vault.engine.begin() as connection:
        connection.execute(text("UPDATE access_log SET action = 'view' WHERE action = 'note.write'"))
    qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "stämmer inte" in window.message_bar.text())
    window.close()


def test_everybody_can_read_the_log(qtbot: QtBot, look: tuple[str, float], rektor: Office) -> None:
    window, page = _page(qtbot, rektor)
    QApplication.processEvents()

    assert audit(page) == []
    window.close()


def test_every_line_that_an_act_writes_has_words() -> None:
    found: set[str] = set()
    for path in Path(narvaro_desktop.__file__).parent.rglob("usecases/**/*.py"):
        found |= set(re.findall(r'\.log\(\s*"([a-z_.]+)"', path.read_text(encoding="utf-8")))

    assert len(found) > 100
    assert sorted(action for action in found if said(action) == action) == []


@pytest.mark.parametrize("person, offered", [("Rektor Rönn", True), ("Kurator Ek", False)])
def test_ctrl_k_finds_the_log_for_who_may_review_it(
    qtbot: QtBot, school: School, person: str, offered: bool
) -> None:
    window = SchoolWindow(Runner(school.unlock(person)))
    qtbot.addWidget(window)

    found = [one.key for one in window.palette_of_commands.commands]

    assert ("log" in found) is offered
    window.close()
