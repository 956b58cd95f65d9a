"""An ordinary Tuesday of a kurator and a rektor: read in, notice, write, ask, plan, decide."""

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt

from narvaro_desktop.domain.terms import ContactKind
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.dialogs.colleague_dialog import ColleagueDialog
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.dialogs.quick_note_dialog import NoteDialog
from narvaro_desktop.gui.pages.importing.import_page import ImportPage
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.simulation import files, practice
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sharing import handovers
from tests.journeys.conftest import Hand

PRINCIPAL, COUNSELLOR = "Rektor Ronn", "Kurator Ek"


def test_the_kurator_notices_and_writes_and_the_rektor_decides(hand: Hand, tmp_path: Path) -> None:
    hand.set_up("Kom igång med vår skola", "Ekbackens skola", PRINCIPAL, "Rektor")
    hand.wait(lambda: hand.program._office is not None)
    hand.settle()
    let_in(hand)

    hand.leave()
    hand.unlock("skola", COUNSELLOR)
    read_in(hand, tmp_path / "franvaro.csv")
    case_id = notice(hand)
    write_a_note(hand, case_id)
    ask(hand, case_id)
    plan(hand, case_id)
    hand_to_the_rektor(hand, case_id)

    hand.leave()
    hand.unlock("skola", PRINCIPAL)
    decide(hand, case_id)


def let_in(hand: Hand) -> None:
    """The rektor adds the kurator, who types a passphrase of her own."""
    hand.office.go("team")
    hand.press("Lägg till kollega")
    hand.wait(lambda: isinstance(hand.window, ColleagueDialog))
    dialog = hand.window
    assert isinstance(dialog, ColleagueDialog)
    hand.wait(lambda: bool(dialog.choice.text()))
    hand.type(dialog.person, COUNSELLOR)
    dialog.role.setCurrentText("Kurator")
    hand.phrases[COUNSELLOR] = dialog.choice.text()
    hand.click(dialog.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)


def read_in(hand: Hand, file: Path) -> None:
    file.write_bytes(files.lesson_csv(practice.practice_school(date(2026, 9, 25))))
    hand.drop(file)
    page = hand.office.page("import")
    assert isinstance(page, ImportPage)
    hand.wait(lambda: page.wizard.next_button.text().startswith("Läs in 71"))
    hand.click(page.wizard.next_button)
    with hand.office.runner.office.work() as work:
        assert len(students.everyone(work)) == 412


def notice(hand: Hand) -> UUID:
    """I dag says who needs a person; the first one gets a case."""
    hand.office.go("today")
    hand.press("Öppna ärende")
    hand.wait(lambda: bool(all_cases(hand)))
    [case] = all_cases(hand)
    hand.office.go("case", case_id=case)
    hand.settle()
    return case


def write_a_note(hand: Hand, case_id: UUID) -> None:
    """Ctrl N: a call, reached, one sentence; Ctrl Enter."""
    hand.keys(hand.office, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: isinstance(hand.window, NoteDialog))
    dialog = hand.window
    assert isinstance(dialog, NoteDialog)
    hand.turn_to()
    hand.type(dialog.box, "Ringde hem. Vi ses pa torsdag.")
    hand.keys(dialog.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with hand.office.runner.office.work() as work:
        [note] = notes.notes_of(work, case_id)
    assert note.kind is ContactKind.CALL
    assert note.text == "Ringde hem. Vi ses pa torsdag."


def ask(hand: Hand, case_id: UUID) -> None:
    """Three answers in elevens röst, saved while they are written."""
    hand.office.go("investigation", case_id=case_id)
    hand.settle()
    page = hand.office.page("investigation")
    boxes = [box for box in page.findChildren(GrowingText) if box.isVisible()]
    for box in boxes[:3]:
        hand.click(box)
        hand.type(box, "Det blir bra om jag vet vad som ska handa.")
    hand.office.go("case", case_id=case_id)
    hand.settle()
    with hand.office.runner.office.work() as work:
        [line] = investigations.unfinished(work)
    assert line.progress.answered == 3


def plan(hand: Hand, case_id: UUID) -> None:
    """A measure from the catalogue, with its follow-up date."""
    hand.office.go("plan", case_id=case_id)
    hand.press("Ny åtgärd")
    hand.wait(lambda: isinstance(hand.window, MeasureDialog))
    dialog = hand.window
    assert isinstance(dialog, MeasureDialog)
    dialog.picker.setCurrentIndex(1)
    dialog.picker.activated.emit(1)
    hand.click(dialog.verb_button)
    with hand.office.runner.office.work() as work:
        [measure] = plans.plan(work, case_id).measures
    assert measure.measure.follow_up_on is not None


def hand_to_the_rektor(hand: Hand, case_id: UUID) -> None:
    hand.office.go("case", case_id=case_id)
    hand.press("Lämna till rektor för beslut")
    hand.wait(lambda: isinstance(hand.window, Dialog))
    dialog = hand.window
    assert isinstance(dialog, Dialog)
    [box] = [one for one in dialog.findChildren(GrowingText) if one.isVisible()]
    hand.type(box, "Behover beslut.")
    hand.click(dialog.verb_button)
    with hand.office.runner.office.work() as work:
        assert [one.case_id for one in handovers.of_case(work, case_id)] == [case_id]


def decide(hand: Hand, case_id: UUID) -> None:
    """It stands in the rektor's I dag; the decision is kept, to be notified later."""
    hand.press("Ta ställning")
    hand.wait(lambda: hand.office.at is not None and hand.office.at.key == "case")
    hand.press("Inled utredning och anmäl")
    hand.wait(lambda: isinstance(hand.window, DecisionDialog))
    hand.press("Spara beslutet, anmäl senare")
    hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()
    with hand.office.runner.office.work() as work:
        assert len(decisions.decisions_of(work, case_id)) == 1
        assert handovers.waiting(work) == []


def all_cases(hand: Hand) -> list[UUID]:
    hand.settle()
    with hand.office.runner.office.work() as work:
        return [line.id for line in cases.open_cases(work)]
