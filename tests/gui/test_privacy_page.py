"""Dataskydd as a rektor uses it: a request answered, a gallring that two decide, a log that is signed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.privacy_terms import RecordKind, RequestKind
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.desk import looked_at, window_on
from narvaro_desktop.gui.dialogs.erasing_dialogs import ConfirmDialog, HoldDialog, ProposeDialog, RuleDialog
from narvaro_desktop.gui.dialogs.paper_dialog import FilesDialog
from narvaro_desktop.gui.dialogs.request_dialogs import (
    AnswerRequestDialog,
    AskDialog,
    ExtractDialog,
    SaveExtractDialog,
)
from narvaro_desktop.gui.pages.privacy.privacy_page import PrivacyPage
from narvaro_desktop.gui.pages.privacy.review_card import ReviewDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.privacy import privacy_records, rights_requests
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import team
from tests.conftest import School
from tests.gui.audit import audit
from tests.usecases.privacy.test_erasing import DECISION, elev_f

D = TypeVar("D", bound=QWidget)


@pytest.fixture
def windows(qtbot: QtBot, school: School) -> Iterator["Windows"]:
    made = Windows(qtbot, school)
    yield made
    made.leave()


class Windows:
    """The school's window in one person's hands after another's."""

    def __init__(self, qtbot: QtBot, school: School) -> None:
        self.qtbot, self.school = qtbot, school
        self.window: SchoolWindow | None = None

    def sit_down(self, person: str) -> PrivacyPage:
        self.leave()
        office = self.school.unlock(person)
        office.clock = Clock(date(2026, 9, 28))
        self.window = SchoolWindow(Runner(office))
        self.qtbot.addWidget(self.window)
        self.window.resize(1280, 900)
        self.window.show()
        self.window.go("privacy")
        self.settle()
        page = self.window.page("privacy")
        assert isinstance(page, PrivacyPage)
        return page

    def leave(self) -> None:
        if self.window is not None:
            self.settle()
            self.window.close()
            self.window = None

    def settle(self) -> None:
        window = self.window
        assert window is not None
        self.qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
        QApplication.processEvents()

    def press(self, words: str, kind: type[D]) -> D:
        assert self.window is not None
        found = [one for one in self.window.page("privacy").findChildren(QPushButton) if one.text() == words]
        found[0].click()
        self.settle()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), words
        return dialog


def _said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_12_a_guardian_asks_for_everything_and_the_rektor_gives_it_out(
    windows: Windows, school: School, tmp_path: Path
) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        alva = students.add(work, "Alva Granbarr", "5B").value
        students.add_guardian(work, alva, "Vera Granbarr")
        cases.open_case(work, alva)
    office.close()
    page = windows.sit_down("Rektor Rönn")
    assert "Ingen har begärt något" in _said(page) and not audit(page)

    asked = windows.press("Ny begäran …", AskDialog)
    asked.verb_button.click()
    assert asked.isVisible() and "Välj eleven i listan." in _said(asked)
    asked.pupil.setEditText("alva")
    typed = asked.pupil.lineEdit()
    assert typed is not None
    typed.editingFinished.emit()
    windows.settle()
    asked.kind.setCurrentIndex(asked.kind.findData(RequestKind.EXTRACT))
    asked.asker.setCurrentIndex(1)
    asked.verb_button.click()
    windows.settle()
    assert "Registerutdrag: Alva Granbarr" in _said(page)
    assert "Begärt av Vera Granbarr" in _said(page)

    windows.press("Granska och besluta …", ExtractDialog).verb_button.click()
    windows.settle()
    save = windows.press("Spara utdraget …", SaveExtractDialog)
    save.folder.set_folder(tmp_path)
    save.verb_button.click()
    windows.settle()

    assert sorted(path.suffix for path in tmp_path.glob("registerutdrag*")) == [".json", ".pdf"]
    assert "Bifallet av Rektor Rönn" in _said(page)


def test_an_objection_is_granted_or_refused_by_choice_alone(windows: Windows, school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        alva = students.add(work, "Alva Granbarr", "5B").value
        rights_requests.ask(work, alva, RequestKind.OBJECTION, wish="Skriv inte om sömn.")
    office.close()
    page = windows.sit_down("Rektor Rönn")

    answer = windows.press("Svara …", AnswerRequestDialog)
    answer.text.setPlainText("Uppgiften behövs.")
    answer.verb_button.click()
    assert answer.isVisible() and "Välj om det bifalls eller avslås." in _said(answer)
    answer.granted.choose(False)
    answer.verb_button.click()
    windows.settle()

    assert "Avslaget av Rektor Rönn" in _said(page)


def test_12_elev_f_is_erased_by_two(windows: Windows, school: School, tmp_path: Path) -> None:
    office = school.unlock("Rektor Rönn")
    _student, case = elev_f(office)
    office.close()
    page = windows.sit_down("Rektor Rönn")
    assert "Ingen tid är angiven" in _said(page)

    rule = windows.press("Ange gallringsbeslut …", RuleDialog)
    rule.years.setText("10")
    rule.basis.setText(DECISION)
    rule.on.set_day(date(2026, 2, 11))
    rule.verb_button.click()
    windows.settle()
    assert "Frånvaroärende 10 år efter avslut." in _said(page) and "1 ärende har gått ut." in _said(page)

    hold = windows.press("Håll kvar ett ärende …", HoldDialog)
    hold.why.setText("Tillsyn pågår")
    hold.verb_button.click()
    windows.settle()
    assert "1 hålls kvar." in _said(page)
    lift = windows.press("Hinder mot gallring …", HoldDialog)
    assert "Hålls kvar: Tillsyn pågår" in _said(lift) and audit(lift) == []
    lift.verb_button.click()
    windows.settle()

    windows.press("Föreslå gallring …", ProposeDialog).verb_button.click()
    windows.settle()
    assert "Väntar på att någon annan" in _said(page)
    assert not [one for one in page.findChildren(QPushButton) if one.text() == "Granska och bekräfta …"]

    page = windows.sit_down("Kurator Ek")
    assert not page.requests.isVisible() and not page.records.isVisible() and not page.nothing.isVisible()
    windows.press("Granska och bekräfta …", ConfirmDialog).verb_button.click()  # type: ignore[attr-defined]
    windows.settle()
    assert windows.window is not None
    with windows.window.runner.office.work() as work:
        assert work.session.get(CaseRow, case) is None
        assert students.everyone(work) == []

    page = windows.sit_down("Rektor Rönn")
    assert "bekräftat av Kurator Ek" in _said(page)
    save = windows.press("Spara protokollet …", FilesDialog)
    save.folder.set_folder(tmp_path)
    save.verb_button.click()
    windows.settle()
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["gallringsprotokoll-2026-09-28.pdf"]


def test_the_months_log_is_reviewed_and_signed(windows: Windows, school: School) -> None:
    office = school.unlock("Kurator Ek")
    office.clock = Clock(date(2026, 8, 20))
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B")
    office.close()
    page = windows.sit_down("Rektor Rönn")

    review = windows.press("Granska och signera …", ReviewDialog)
    review.verb_button.click()
    assert review.isVisible()
    review.text.setPlainText("Inget avvek.")
    review.verb_button.click()
    windows.settle()

    assert "Rektor Rönn: Inget avvek." in _said(page)


@pytest.mark.parametrize("kind", [RecordKind.DPIA, RecordKind.LAPTOP])
def test_papers_are_filled_in_and_saved(windows: Windows, tmp_path: Path, kind: RecordKind) -> None:
    page = windows.sit_down("Rektor Rönn")

    page.records.buttons[kind].click()
    windows.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FilesDialog)
    dialog.folder.set_folder(tmp_path)
    dialog.verb_button.click()
    windows.settle()

    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_a_mentor_finds_nothing_to_do_here(windows: Windows) -> None:
    page = windows.sit_down("Mentor Al")

    assert not any(card.isVisible() for card in (page.requests, page.erasing, page.review, page.records))
    assert "Inget väntar på dig." in _said(page) and not audit(page)


def test_a_dataskyddsombud_reviews_the_log_and_takes_out_the_papers(
    qtbot: QtBot, school: School, tmp_path: Path
) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        team.add_person(work, "Ombud Gran", Role.DATA_PROTECTION_OFFICER, School.PHRASE, kdf=PRACTICE_KDF)
    office.close()
    window = window_on(looked_at(school.unlock("Ombud Gran")))
    qtbot.addWidget(window)
    window.resize(1280, 900)
    window.show()
    window.go("privacy")
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
    page = window.page("privacy")
    assert isinstance(page, PrivacyPage)
    qtbot.waitUntil(page.records.isVisible)

    assert page.review.isVisible() and not page.requests.isVisible() and not page.erasing.isVisible()
    assert "Granska åtkomstloggen varje månad" in _said(page) and not audit(page)
    with window.runner.office.work() as work:
        made = [privacy_records.save(work, kind, tmp_path).value for kind in RecordKind]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)
    window.close()


def test_the_rektor_takes_every_case_out_as_open_files(
    windows: Windows, school: School, tmp_path: Path
) -> None:
    office = school.unlock("Rektor Rönn")
    elev_f(office)
    office.close()
    page = windows.sit_down("Rektor Rönn")

    dialog = windows.press("Spara alla ärenden …", FilesDialog)
    assert audit(dialog) == []
    out = tmp_path / "ut"
    out.mkdir()
    dialog.folder.set_folder(out)
    dialog.verb_button.click()
    windows.settle()

    [made] = out.iterdir()
    assert {path.suffix for path in made.iterdir()} == {".pdf", ".json", ".txt"}
    assert page.window().findChild(MessageBar) is not None
    kurator = windows.sit_down("Kurator Ek")
    assert not kurator.all_cases.isVisible()
