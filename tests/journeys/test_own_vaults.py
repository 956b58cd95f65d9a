"""A school and a huvudman of one's own: from two new vaults to the answer in the case, over real files."""

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt

from narvaro_desktop.domain.terms import NotificationState, OfferedSupport
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.dialogs.answer_dialog import HandOverDialog
from narvaro_desktop.gui.dialogs.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.pages.huvudman.received_page import ReceivedPage
from narvaro_desktop.gui.pages.huvudman.register_page import RegisterPage
from narvaro_desktop.gui.pages.importing.import_page import ImportPage
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.simulation import files, practice
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import keys
from tests.journeys.conftest import Hand


def test_from_two_new_vaults_to_the_answer_in_the_case(hand: Hand, tmp_path: Path) -> None:
    card = huvudman_begins(hand, tmp_path / "huvudman.json")
    school_begins(hand)
    absence_is_read_in(hand, tmp_path / "franvaro.csv")
    case_id = elviras_case(hand)
    sealed = decided_and_sealed(hand, case_id, card, tmp_path)
    own = tmp_path / "skola.json"
    with hand.office.runner.office.work() as work:
        school_card = keys.own_card(work)
    assert school_card is not None
    own.write_bytes(school_card.to_bytes())

    first, second = huvudman_answers(hand, own, school_card.card, sealed)
    back_at_school(hand)
    hand.drop(first)
    assert anmälan(hand, case_id).state is NotificationState.RECEIVED
    hand.drop(second)
    line = anmälan(hand, case_id)
    assert (line.state, line.registration_number) == (NotificationState.REGISTERED, "KS 2026/117")
    with hand.office.runner.office.work() as work:
        assert any(OfferedSupport.GUIDANCE.label in task.words for task in cases.case(work, case_id).tasks)


def huvudman_begins(hand: Hand, card_file: Path) -> KeyCard:
    """The huvudman has its card, and closes the program."""
    card = huvudman_makes_its_card(hand, card_file)
    hand.leave()
    return card


def huvudman_makes_its_card(hand: Hand, card_file: Path) -> KeyCard:
    """*Vi tar emot anmälningar*: three answers, then the kontaktkort from the organisationsnummer."""
    hand.set_up("Vi tar emot anmälningar", "Almstads kommun", "Lind")
    hand.wait(lambda: isinstance(hand.program.window, HuvudmanWindow))
    hand.settle()
    page = hand.office.page("inbox")
    assert isinstance(page, RegisterPage)
    hand.type(page.first_steps.number, "2120000000")
    hand.click(page.first_steps.make_card)
    with hand.office.runner.office.work() as work:
        made = keys.own_card(work)
    assert made is not None
    card_file.write_bytes(made.to_bytes())
    return made.card


def school_begins(hand: Hand) -> None:
    """*Kom igång med vår skola*: then I dag, empty, with its two buttons."""
    hand.set_up("Kom igång med vår skola", "Ekbackens skola", "Rektor Ronn", "Rektor")
    hand.wait(lambda: isinstance(hand.program.window, SchoolWindow))
    hand.settle()
    assert hand.office.at is not None and hand.office.at.key == "today"


def absence_is_read_in(hand: Hand, file: Path) -> None:
    """A file of 412 new pupils, dropped on the window."""
    file.write_bytes(files.lesson_csv(practice.practice_school(date(2026, 9, 25))))
    hand.drop(file)
    page = hand.office.page("import")
    assert isinstance(page, ImportPage)
    hand.wait(lambda: page.wizard.next_button.text().startswith("Läs in 71"))
    hand.click(page.wizard.next_button)
    with hand.office.runner.office.work() as work:
        assert len(students.everyone(work)) == 412


def elviras_case(hand: Hand) -> UUID:
    with hand.office.runner.office.work() as work:
        elvira = next(one for one in students.everyone(work) if one.name == practice.ELVIRA)
        case_id = cases.open_case(work, elvira.id).value
    hand.office.go("case", case_id=case_id)
    hand.settle()
    return case_id


def decided_and_sealed(hand: Hand, case_id: UUID, card: KeyCard, folder: Path) -> Path:
    """The dialog asks for what is missing; the ceremony comes at the first *Försegla*."""
    hand.press("Inled utredning och anmäl")
    hand.wait(lambda: isinstance(hand.window, DecisionDialog))
    dialog = hand.window
    assert isinstance(dialog, DecisionDialog)
    form = dialog.form
    for line, words in (
        (form.unit_code, "12345678"),
        (form.contact, "Rektor, 08-000 00 00"),
        (form.municipality, "Almstad"),
    ):
        if line.isVisible() and not line.text():
            line.setFocus()
            hand.type(line, words)
    form.investigator.setCurrentText("Kurator Ek, kurator")
    states = form.consultation._states.values()
    for answer in (form.schooling, form.form, *states, form.special_support, form.support.answer):
        if answer.isVisible() and answer.chosen() is None:
            hand.click(answer.buttons()[0])
    dialog.ways.seal_folder.edit.setText(str(folder / "usb"))
    hand.click(dialog._ui.verb)
    hand.wait(lambda: isinstance(hand.window, CeremonyDialog))
    ceremony = hand.window
    assert isinstance(ceremony, CeremonyDialog)
    ceremony.drop.dropped.emit([str(folder / "huvudman.json")])
    hand.settle()
    hear(hand, ceremony, card)
    hand.wait(lambda: hand.window is dialog)
    hand.settle()
    if dialog.outcome is None:
        hand.click(dialog._ui.verb)
    hand.wait(lambda: dialog.outcome is not None)
    hand.press("Jag lämnar den senare")
    sealed = anmälan(hand, case_id)
    assert sealed.state is NotificationState.SEALED
    assert sealed.file is not None
    hand.press("Lämnad")
    hand.wait(lambda: isinstance(hand.window, HandOverDialog))
    dialog_left = hand.window
    assert isinstance(dialog_left, HandOverDialog)
    hand.click(dialog_left.verb_button)
    assert anmälan(hand, case_id).state is NotificationState.HANDED_OVER
    return sealed.file


def huvudman_answers(hand: Hand, school_file: Path, card: KeyCard, sealed: Path) -> tuple[Path, Path]:
    """The unknown school's card comes with its package, and the call is guided there; then two answers:
    *mottagen* at once, diarienummer and support in a second kvittens."""
    hand.leave()
    hand.unlock("huvudman", "Lind")
    hand.wait(lambda: isinstance(hand.program.window, HuvudmanWindow))
    hand.settle()
    first = huvudman_takes_in(hand, school_file, card, sealed)
    page = hand.office.page("received")
    assert isinstance(page, ReceivedPage)
    hand.type(page.form.number_edit, "KS 2026/117")
    hand.keys(page.form.boxes[OfferedSupport.GUIDANCE], Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    hand.click(page.send_more)
    hand.choose(sealed.parent)
    [second] = set(sealed.parent.glob("*.age")) - {sealed, first}
    return first, second


def huvudman_takes_in(hand: Hand, school_file: Path, card: KeyCard, sealed: Path) -> Path:
    """The unknown school's card and its package; the kvittens *mottagen*."""
    before = set(sealed.parent.glob("*.age"))
    hand.drop(school_file, sealed)
    hand.wait(lambda: isinstance(hand.window, CeremonyDialog))
    ceremony = hand.window
    assert isinstance(ceremony, CeremonyDialog)
    hear(hand, ceremony, card)
    page = hand.office.page("received")
    assert isinstance(page, ReceivedPage)
    hand.wait(page.send.isVisible)
    page.form.contact_edit.setText("Handlaggare, 08-000 00 00")
    hand.press("Skicka kvittens: mottagen")
    hand.choose(sealed.parent)
    [first] = set(sealed.parent.glob("*.age")) - before
    return first


def back_at_school(hand: Hand) -> None:
    hand.leave()
    hand.unlock("skola", "Rektor Ronn")
    hand.wait(lambda: isinstance(hand.program.window, SchoolWindow))
    hand.settle()


def anmälan(hand: Hand, case_id: UUID) -> NotificationLine:
    hand.settle()
    with hand.office.runner.office.work() as work:
        [line] = notifications.notifications(work, case_id)
    return line


def hear(hand: Hand, ceremony: CeremonyDialog, card: KeyCard) -> None:
    """Type the two groups as they are heard in the call."""
    hand.wait(lambda: ceremony.part == "call")
    for box, place in zip(ceremony.heard, ceremony.asked, strict=True):
        box.setText(card.control_number[place])
    ceremony.spoken.setText("kansliet, växeln")
    hand.click(ceremony.verb_button)
    hand.wait(lambda: ceremony.part == "done")
    hand.click(ceremony.verb_button)
