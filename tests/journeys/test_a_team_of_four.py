"""An EHT-möte of four: five pupils, one protocol, and in each case only its own part."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs.meeting_dialogs import CloseMeetingDialog, MeetingDayDialog
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.pages.meetings.meeting_room_page import MeetingRoomPage
from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.gui.widgets.todo_list import TaskRow
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.vault import team
from tests.conftest import School
from tests.journeys.conftest import Hand
from tests.usecases.pupils_with_days import pupil
from tests.usecases.scenario_stage import at_work

PRINCIPAL, COUNSELLOR, MENTOR, SPECIALIST = "Rektor Rönn", "Kurator Ek", "Mentor Al", "Specialpedagog Lind"
MONDAY = date(2026, 9, 28)
PUPILS = {
    "Alva Granbarr": "5B",
    "Bo Regnskur": "5B",
    "Cia Kottelund": "7A",
    "Dag Lingontuva": "7A",
    "Eli Månstråle": "8C",
}


def test_a_meeting_of_five_pupils_gives_each_case_its_own_part(
    hand: Hand, school: School, tmp_path: Path
) -> None:
    met = five_cases(school)

    hand.sit_down(school, COUNSELLOR, MONDAY)
    hand.show("meetings")
    hand.press("Nytt möte")
    hand.click(hand.dialog(MeetingDayDialog).verb_button)
    hand.read(*PUPILS)
    hold(hand)
    hand.read("Låst")
    save_protocol(hand, tmp_path)

    hand.show("case", case_id=met["Alva Granbarr"])
    hand.read("Om Alva Granbarr.")
    assert "Om Bo" not in hand.seen() and "Om Cia" not in hand.seen()

    hand.sit_down(school, MENTOR, MONDAY)
    hand.read("Alva Granbarr, 5B", "Bo Regnskur, 5B", "3 saker till i ärendet")
    assert not any(f"{name}, " in hand.seen() for name in list(PUPILS)[2:]), "bara den egna klassen"
    hand.show("case", case_id=met["Alva Granbarr"])
    hand.read("Boka samtal om Alva")
    assert "Om Alva Granbarr." not in hand.seen(), "det som sägs på mötet läses av elevhälsan"

    hand.sit_down(school, SPECIALIST, MONDAY)
    hand.read("Boka samtal om Dag")
    hand.show("case", case_id=met["Dag Lingontuva"])
    hand.read("Om Dag Lingontuva.")


def five_cases(school: School) -> dict[str, UUID]:
    """Something is late in each; the mentor has 5B."""
    with at_work(school, PRINCIPAL, MONDAY) as office, office.work() as work:
        team.add_person(work, SPECIALIST, Role.SPECIAL_EDUCATOR, School.PHRASE, kdf=PRACTICE_KDF)
    with at_work(school, COUNSELLOR, MONDAY) as office, office.work() as work:
        opened = {}
        for days, (name, class_name) in enumerate(PUPILS.items(), 1):
            case_id = cases.open_case(work, pupil(work, name, class_name), Opening(opened_on=MONDAY)).value
            words = f"Ring hem till {name.split()[0]}"
            duties.add_task(work, case_id, words, MONDAY - timedelta(days=days), Role.MENTOR)
            opened[name] = case_id
    with at_work(school, MENTOR, MONDAY) as office, office.work() as work:
        suggestions.choose_classes(work, ["5B"])
    return opened


def hold(hand: Hand) -> None:
    """A sentence and a decision for each pupil, by turns for the mentor and the specialpedagog."""
    hand.press("Håll mötet")
    room = hand.office.page("meeting_room")
    assert isinstance(room, MeetingRoomPage)
    for place in range(len(PUPILS)):
        hand.wait(lambda: room.item is not None)
        assert room.item is not None and room.item.student is not None
        name = room.item.student.name
        others = [one for one in PUPILS if one != name]
        assert not any(one in hand.seen() for one in others), "bara den eleven visas"
        hand.write(room.text, f"Om {name}.")
        room.text.flush()
        mentors = PUPILS[name] == "5B"
        choose(room.who, Role.MENTOR if mentors else Role.SPECIAL_EDUCATOR)
        hand.write(room.words, f"Boka samtal om {name.split()[0]}")
        hand.click(room.decide_button)
        if place < len(PUPILS) - 1:
            hand.press("Nästa")
    hand.press("Avsluta …")
    close = hand.dialog(CloseMeetingDialog)
    hand.click(close.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)


def choose(box: QComboBox, what: object) -> None:
    box.setCurrentIndex(box.findData(what))
    box.activated.emit(box.currentIndex())


def save_protocol(hand: Hand, folder: Path) -> None:
    hand.choose_act("Spara protokollet …")
    paper = hand.dialog(PaperDialog)
    paper.folder.set_folder(folder)
    hand.click(paper.verb_button)
    hand.wait(lambda: [one.name for one in folder.glob("*.pdf")] == ["protokoll-EHT-2026-09-28.pdf"])


def test_i_dag_is_narrowed_to_a_person_a_class_and_a_step(hand: Hand, school: School) -> None:
    five_cases(school)
    with at_work(school, PRINCIPAL, MONDAY) as office, office.work() as work:
        sixth = pupil(work, "Fia Kottelund", "8C")
        case_id = cases.open_case(work, sixth, Opening(step=3, why="Rektors bedömning.")).value
        duties.add_task(work, case_id, "Läs utredningen", MONDAY, Role.PRINCIPAL)

    hand.sit_down(school, PRINCIPAL, MONDAY)
    page = hand.office.page("today")
    assert isinstance(page, TodayPage)
    everyone = [*(f"{name}, {group}" for name, group in PUPILS.items()), "Fia Kottelund, 8C"]
    assert shown(page) == everyone
    hand.click(page.whose.more_button)
    narrowing = page.narrowing
    for box, words, left in (
        (narrowing.class_name, "7A", ["Cia Kottelund, 7A", "Dag Lingontuva, 7A"]),
        (narrowing.step, "Steg 3", ["Fia Kottelund, 8C"]),
        (narrowing.person, "Mentor Al, mentor", everyone[:-1]),
    ):
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
        hand.wait(lambda left=left: shown(page) == left)  # type: ignore[misc]
        hand.press("Rensa filter")
        hand.wait(lambda: shown(page) == everyone)


def shown(page: TodayPage) -> list[str]:
    return sorted(row.task.sentence for row in page.due.card.findChildren(TaskRow) if row.isVisible())
