"""Prova med en påhittad skola: who does what the strip says, and nothing else, sees the answer there."""

from collections.abc import Callable

from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.pages.huvudman.received_page import ReceivedPage
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.gui.windows.start_window import StartWindow
from narvaro_desktop.usecases.deciding import notifications
from tests.gui.heartbeat import HANGS_SECONDS, Heartbeat
from tests.journeys.conftest import Hand

MOST_CLICKS = 25


def test_whoever_follows_the_strip_gets_through_in_at_most_25_clicks(hand: Hand) -> None:
    hand.press("Prova")
    hand.wait(lambda: isinstance(hand.program.window, SchoolWindow))

    told(hand, 1, "Elvira i 5B har varit borta 15,5 %", "Öppna Elviras ärende")
    told(hand, 2, "Trappan visar var Elvira står", "Öppna kartläggningen")
    told(hand, 3, "Skriv tre svar")
    three_answers(hand)
    told(hand, 4, "Tre svar är sparade", "Visa som rektor")
    be(hand, "Rektor Rönn")
    told(hand, 4, "Du är rektor nu", "Öppna Elviras ärende")
    told(hand, 4, "Tryck Inled utredning och anmäl")
    hand.press("Inled utredning och anmäl")
    seal(hand)
    told(hand, 5, "Filen är förseglad", "Visa som mottagare")
    be(hand, "Handläggare Lind")
    told(hand, 5, "Nu är du mottagare", "Läs in filen")
    told(hand, 5, "Läs vad skolan har skickat")
    hand.press("Skicka kvittens: mottagen")
    received = hand.office.page("received")
    assert isinstance(received, ReceivedPage)
    hand.wait(lambda: hand.office.focusWidget() is received.show_file)
    told(hand, 5, "Kvittensen är förseglad", "Visa som kurator")
    be(hand, "Kurator Ek")
    told(hand, 5, "Kommunens svar ligger i mappen", "Läs in filen")
    told(hand, 5, "Kommunens svar är inläst", "Öppna Elviras ärende")
    told(hand, 5, "Klart.")

    assert hand.office.at is not None
    case_id = hand.office.at.what["case_id"]
    with hand.office.runner.office.work() as work:
        [line] = notifications.notifications(work, case_id)
    assert line.state is NotificationState.RECEIVED
    assert hand.clicks <= MOST_CLICKS

    hand.press("Avsluta övningen", strip_of(hand))
    hand.wait(lambda: isinstance(hand.program.window, StartWindow))


def test_the_tips_are_closed_for_good_and_come_back_when_asked_for(hand: Hand) -> None:
    hand.press("Prova")
    hand.wait(lambda: isinstance(hand.program.window, SchoolWindow))
    told(hand, 1, "Elvira")

    hand.press("Stäng tipsen")
    hand.wait(lambda: hand.office.guide.isHidden())
    hand.press("Rektor")
    be(hand, "Rektor Rönn")
    assert hand.office.guide.isHidden()

    tips = next(each for each in hand.office.palette_of_commands.commands if each.key == "tips")
    tips.act()
    told(hand, 1, "Elvira")


def three_answers(hand: Hand) -> None:
    """In elevens röst; each is saved while it is written."""
    boxes = [box for box in hand.office.page("investigation").findChildren(GrowingText) if box.isVisible()]
    for box, words in zip(boxes[:3], ("Efter lunch.", "Korridoren.", "I tisdags byggde vi."), strict=True):
        hand.click(box)
        hand.type(box, words)


def seal(hand: Hand) -> None:
    """What is sent and what is not, one button, one file."""
    hand.wait(lambda: isinstance(hand.window, DecisionDialog))
    dialog = hand.window
    assert isinstance(dialog, DecisionDialog)
    told(hand, 4, "Läs vad som skickas")
    form = dialog.form
    for answer in (*form.consultation._states.values(), form.special_support, form.support.answer):
        if answer.isVisible() and answer.chosen() is None:
            hand.click(answer.buttons()[0])
    heartbeat = Heartbeat()
    hand.press("Försegla till Almstads kommun")
    hand.wait(lambda: dialog.outcome is not None)
    assert heartbeat.longest() < HANGS_SECONDS


def told(hand: Hand, number: int, words: str, button: str = "") -> None:
    """Wait until the strip in front says so, and press its button where there is one."""
    wanted = f"Prova {number} av 5: {words}"
    hand.wait(lambda: strip(hand).isVisible() and strip(hand).accessibleName().startswith(wanted))
    hand.settle()
    assert strip(hand).button.isVisible() == bool(button) or not button
    if button:
        hand.press(button, strip_of(hand))


def strip_of(hand: Hand) -> Callable[[], GuideStrip]:
    return lambda: strip(hand)


def strip(hand: Hand) -> GuideStrip:
    """The strip of the dialog in front, else that of the window."""
    return hand.window.findChildren(GuideStrip)[-1] if hand.window is not hand.office else hand.office.guide


def be(hand: Hand, person: str) -> None:
    hand.wait(lambda: hand.office.runner.office.actor.name == person)
    hand.settle()
