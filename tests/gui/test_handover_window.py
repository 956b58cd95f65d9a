"""A case between two laptops in their windows: handed over, taken in, decided, given back, disputed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from narvaro_desktop.domain.terms import ContactKind, InfoClass, Role
from narvaro_desktop.gui.dialogs.dispute_dialog import DisputeDialog
from narvaro_desktop.gui.dialogs.hand_to_dialog import GiveBackDialog, HandToDialog
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import HAND_TO, SchoolWindow
from narvaro_desktop.store.tables import CaseRow, ChangeRow
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sharing import join
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.case_stage import said
from tests.gui.huvudman_hand import drop, rest, shown
from tests.usecases.deciding.test_chain import FILLED
from tests.usecases.sharing.test_handover_refused import WrongClock
from tests.usecases.team_of_laptops import Team, elviras_case, handed, me, receive, returned, team

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


@pytest.fixture
def rektor(staff: Team, request: pytest.FixtureRequest) -> Office:
    return staff.two()[0] if "kurator" in request.fixturenames else staff.school()


@pytest.fixture
def kurator(staff: Team, rektor: Office) -> Office:
    return staff.offices[1]


def the_case(qtbot: QtBot, window: SchoolWindow, case_id: UUID) -> CasePage:
    window.go("case", case_id=case_id)
    rest(qtbot, window)  # type: ignore[arg-type]
    page = window.page("case")
    assert isinstance(page, CasePage)
    return page


def test_a_case_from_the_kurator_is_let_fall_on_the_window_and_opened(
    qtbot: QtBot, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    case_id = elviras_case(kurator)
    file = handed(kurator, rektor, case_id, tmp_path / "usb")
    window = shown(qtbot, SchoolWindow(Runner(rektor)))  # type: ignore[arg-type]

    drop(window, file)
    rest(qtbot, window)

    assert "Ärendet från Kurator Ek är inläst." in window.message_bar.text()
    page = the_case(qtbot, window, case_id)  # type: ignore[arg-type]
    assert page.place_line.text() == "Kom från kurator i dag"
    assert page.place_line.isVisible()
    audit(page)
    drop(window, file)
    rest(qtbot, window)
    assert "redan mottaget" in window.message_bar.text()
    window.close()


def test_the_kurator_sees_where_the_case_is(
    qtbot: QtBot, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    case_id = elviras_case(kurator)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    back = returned(rektor, case_id, tmp_path / "usb")
    window = shown(qtbot, SchoolWindow(Runner(kurator)))  # type: ignore[arg-type]
    page = the_case(qtbot, window, case_id)  # type: ignore[arg-type]
    assert page.place_line.text() == "Hos rektor sedan i dag"

    drop(window, back)
    rest(qtbot, window)

    assert "Ärendet är tillbaka från Rektor Rönn." in window.message_bar.text()
    page = the_case(qtbot, window, case_id)  # type: ignore[arg-type]
    assert page.place_line.text() == "Tillbaka från rektor i dag"
    window.close()


def opened(qtbot: QtBot, office: Office) -> SchoolWindow:
    return shown(qtbot, SchoolWindow(Runner(office)))  # type: ignore[arg-type, return-value]


def in_front(qtbot: QtBot, window: SchoolWindow, kind: type[D]) -> D:
    rest(qtbot, window)  # type: ignore[arg-type]
    [found] = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def press(qtbot: QtBot, window: SchoolWindow, among: object, words: str) -> None:
    [button] = [one for one in among.findChildren(QPushButton) if one.text() == words and one.isVisible()]  # type: ignore[attr-defined]
    button.click()
    rest(qtbot, window)  # type: ignore[arg-type]


def accept(qtbot: QtBot, window: SchoolWindow, dialog: HandToDialog | GiveBackDialog, folder: Path) -> Path:
    """Do the act, and find the file that it wrote."""
    before = set(folder.glob("*.age"))
    dialog.folder.set_folder(folder)
    dialog.try_accept()
    rest(qtbot, window)  # type: ignore[arg-type]
    [path] = set(folder.glob("*.age")) - before
    return path


def test_there_and_back_in_two_windows(qtbot: QtBot, kurator: Office, rektor: Office, tmp_path: Path) -> None:
    case_id, usb = elviras_case(kurator), tmp_path / "usb"
    with kurator.work() as work:
        student = cases.case(work, case_id).line.student.id
        own = notes.Written(ContactKind.NOTE, "Bara för mig.", info_class=InfoClass.OWN)
        notes.write(work, student, case_id, own)
    hers, his = opened(qtbot, kurator), opened(qtbot, rektor)

    page = the_case(qtbot, hers, case_id)
    [command] = [one for one in hers.palette_of_commands.commands if one.key == HAND_TO]
    command.act()
    asked = in_front(qtbot, hers, HandToDialog)
    assert [asked.chosen().name, asked.chosen().role] == ["Rektor Rönn", Role.PRINCIPAL]
    assert "Anteckningar: 1" in asked.panel.goes.text()
    assert "Anteckningar: 1 (läses bara av dig)" in asked.panel.stays.text()
    assert not audit(asked)
    asked.try_accept()
    assert asked.message_field.fault() and asked.folder_field.fault()
    asked.message.insertPlainText("Räcker det?")
    file = accept(qtbot, hers, asked, usb)
    assert hers.message_bar.button.text() == "Visa filen"
    assert page.place_line.text() == "Hos rektor sedan i dag"

    drop(his, file)  # type: ignore[arg-type]
    rest(qtbot, his)  # type: ignore[arg-type]
    his.go("today")
    rest(qtbot, his)  # type: ignore[arg-type]
    today = his.page("today")
    assert isinstance(today, TodayPage)
    assert "Räcker det?" in said(today.waiting.card)
    page = the_case(qtbot, his, case_id)
    assert "Kurator Ek väntar på ditt beslut" in said(page.notices)
    page.acts.give_back()
    back = in_front(qtbot, his, GiveBackDialog)
    assert not audit(back)
    back.try_accept()
    assert back.message_field.fault()
    assert back.focusWidget() is back.message
    back.reject()
    with rektor.work() as work:
        decisions.decide(work, case_id, FILLED)
    his.go("today")
    rest(qtbot, his)  # type: ignore[arg-type]
    assert "Lämna tillbaka till Kurator Ek" in said(today.waiting.card)
    assert "Väntar på ditt beslut" not in said(today.waiting.card)
    page = the_case(qtbot, his, case_id)
    press(qtbot, his, page.notices, "Lämna tillbaka …")
    back = in_front(qtbot, his, GiveBackDialog)
    back.message.insertPlainText("Bra underlag.")
    file = accept(qtbot, his, back, usb)
    assert page.notices.isHidden()

    drop(hers, file)  # type: ignore[arg-type]
    rest(qtbot, hers)  # type: ignore[arg-type]
    page = the_case(qtbot, hers, case_id)
    assert "Rektor Rönn har beslutat" in said(page.notices)
    assert "Bra underlag." in said(page.notices)
    assert page.place_line.text() == "Tillbaka från rektor i dag"
    hers.close()
    his.close()


def test_what_came_together_is_said_together_and_a_refused_file_beside_it(
    qtbot: QtBot, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    files = [handed(kurator, rektor, elviras_case(kurator), usb) for _case in range(2)]
    broken = usb / "narvaro-00000000-0000-4000-8000-000000000000.age"
    broken.write_bytes(files[0].read_bytes()[:-100])
    window = opened(qtbot, rektor)

    drop(window, *files, broken)  # type: ignore[arg-type]
    rest(qtbot, window)  # type: ignore[arg-type]

    came, refused = window.message_bar.text().split("\n")
    assert came == "2 ärenden från Kurator Ek är inlästa."
    assert refused.startswith(broken.name)
    window.go("today")
    rest(qtbot, window)  # type: ignore[arg-type]
    today = window.page("today")
    assert isinstance(today, TodayPage)
    assert today.files.text() == ""  # what has been refused is not offered once more
    window.close()


def test_what_both_have_written_is_chosen_in_a_dialog(
    qtbot: QtBot, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    case_id = elviras_case(kurator)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    for office, source in ((kurator, "Kuratorns lista"), (rektor, "Rektorns lista")):
        with office.work() as work:
            work.session.get_one(CaseRow, case_id).stated_source = source
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))
    window = opened(qtbot, kurator)
    page = the_case(qtbot, window, case_id)
    assert "1 uppgift har skrivits olika på två datorer" in said(page.notices)

    press(qtbot, window, page.notices, "Välj …")
    dialog = in_front(qtbot, window, DisputeDialog)
    for words in ("varifrån frånvaron kommer", "Kuratorns lista", "Rektorns lista"):
        assert words in said(dialog)
    [question] = dialog.questions
    clocks = [one.clock for one in question.dispute.choices]
    assert clocks == sorted(clocks, reverse=True)
    shown = [button.text().split(",")[0] for button in question.group.buttons()]
    assert shown == [one.who for one in question.dispute.choices]
    assert sorted(shown) == ["Kurator Ek", "Rektor Rönn"]
    assert not audit(dialog)
    assert not dialog.verb_button.isEnabled()
    place = next(at for at, one in enumerate(question.dispute.choices) if one.who == "Kurator Ek")
    question.group.button(place).click()
    dialog.try_accept()
    rest(qtbot, window)  # type: ignore[arg-type]

    assert "två datorer" not in said(page.notices)
    with kurator.work() as work:
        assert work.session.get_one(CaseRow, case_id).stated_source == "Kuratorns lista"
    window.close()


def test_the_nurse_is_asked_what_she_knows_and_answers(
    qtbot: QtBot, staff: Team, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    nurse = staff.joined(rektor, "Skolsköterska Ask", Role.SCHOOL_NURSE)
    case_id, usb = elviras_case(kurator), tmp_path / "usb"
    receive(rektor, handed(kurator, rektor, case_id, usb, "För kännedom."))
    receive(kurator, returned(rektor, case_id, usb))
    receive(nurse, handed(kurator, nurse, case_id, usb, "Kan du väga in hälsan?"))
    window = opened(qtbot, nurse)

    window.go("today")
    rest(qtbot, window)  # type: ignore[arg-type]
    page = the_case(qtbot, window, case_id)
    assert "Kurator Ek väntar på ditt svar" in said(page.notices)
    window.people.ask()
    rest(qtbot, window)  # type: ignore[arg-type]
    assert [one.words for one in window.people.commands("elvira")] == ["Elvira Blåbärsskog"]
    press(qtbot, window, page.notices, "Lämna tillbaka …")
    back = in_front(qtbot, window, GiveBackDialog)
    back.message.insertPlainText("Hälsosamtal är bokat.")
    receive(kurator, accept(qtbot, window, back, usb))
    window.close()

    window = opened(qtbot, kurator)
    page = the_case(qtbot, window, case_id)
    assert "Skolsköterska Ask har svarat" in said(page.notices)
    assert "Hälsosamtal är bokat." in said(page.notices)
    window.close()


def test_a_protected_pupil_stays_on_this_laptop(qtbot: QtBot, kurator: Office, rektor: Office) -> None:
    case_id = elviras_case(kurator)
    with kurator.work() as work:
        students.protect(work, cases.case(work, case_id).line.student.id)
    window = opened(qtbot, kurator)

    the_case(qtbot, window, case_id).acts.hand_over()
    asked = in_front(qtbot, window, HandToDialog)

    assert "skyddade personuppgifter" in asked.how.text()
    assert not asked.verb_button.isEnabled()
    assert asked.panel.isHidden()
    asked.reject()
    window.close()


def test_who_is_alone_is_told_where_colleagues_are_added(qtbot: QtBot, rektor: Office) -> None:
    case_id = elviras_case(rektor)
    window = opened(qtbot, rektor)

    the_case(qtbot, window, case_id).acts.hand_over()
    asked = in_front(qtbot, window, HandToDialog)

    assert "På sidan Team" in asked.how.text()
    assert not asked.verb_button.isEnabled()
    asked.reject()
    window.close()


@dataclass
class Stage:
    """Two laptops and a case that has been handed over; `spoil` makes of its file what arrives."""

    staff: Team
    kurator: Office
    rektor: Office
    case_id: UUID
    usb: Path

    def handed(self) -> Path:
        return handed(self.kurator, self.rektor, self.case_id, self.usb)

    def for_another(self) -> Path:
        other = self.staff.joined(self.rektor, "Pedagog Ask", Role.SPECIAL_EDUCATOR)
        receive(self.kurator, self._news())
        return handed(self.kurator, other, self.case_id, self.usb, "Till dig.")

    def from_a_lost_laptop(self) -> Path:
        path = self.handed()
        with self.rektor.work() as work:
            join.revoke(work, me(self.kurator))
        return path

    def changed(self) -> Path:
        path = self.handed()
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        return path

    def cut_off(self) -> Path:
        path = self.handed()
        path.write_bytes(path.read_bytes()[:-100])
        return path

    def twice(self) -> Path:
        path = self.handed()
        receive(self.rektor, path)
        return path

    def from_the_future(self) -> Path:
        self.kurator.clock = WrongClock(ahead=timedelta(days=3))
        return self.handed()

    def empty(self) -> Path:
        path = self.usb / "narvaro-00000000-0000-4000-8000-000000000000.age"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
        return path

    def _news(self) -> Path:
        receive(self.rektor, handed(self.kurator, self.rektor, self.case_id, self.usb, "För kännedom."))
        return returned(self.rektor, self.case_id, self.usb)


BAD: dict[Callable[[Stage], Path], str] = {
    Stage.for_another: "Filen är inte till dig på den här datorn.",
    Stage.from_a_lost_laptop: "Nyckeln var spärrad",
    Stage.changed: "Filen är skadad eller ändrad.",
    Stage.cut_off: "Filen är skadad eller ändrad.",
    Stage.twice: "Paketet är redan mottaget.",
    Stage.from_the_future: "Kontrollera datorns klocka.",
    Stage.empty: "Filen är inte ett giltigt förseglat paket.",
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_a_file_that_cannot_be_used_is_answered_with_a_sentence(
    qtbot: QtBot, staff: Team, kurator: Office, rektor: Office, tmp_path: Path, spoil: Callable[[Stage], Path]
) -> None:
    path = spoil(Stage(staff, kurator, rektor, elviras_case(kurator), tmp_path / "usb"))
    with rektor.work() as work:
        before = work.session.scalar(select(func.count()).select_from(ChangeRow))
    window = opened(qtbot, rektor)

    drop(window, path)  # type: ignore[arg-type]
    rest(qtbot, window)  # type: ignore[arg-type]

    assert BAD[spoil] in window.message_bar.text()
    with rektor.work() as work:
        assert work.session.scalar(select(func.count()).select_from(ChangeRow)) == before
    window.close()
