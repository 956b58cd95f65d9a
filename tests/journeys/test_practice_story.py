"""Prova med en påhittad skola: from the first window to the answer in the case, in a few clicks."""

from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.school_window import SchoolWindow
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.usecases import investigations, notifications
from narvaro_desktop.usecases.notifications import NotificationLine
from tests.gui.heartbeat import HANGS_SECONDS, Heartbeat
from tests.journeys.conftest import Hand

MOST_CLICKS = 25


def test_the_whole_story_takes_at_most_25_clicks(hand: Hand) -> None:
    hand.press("Prova")
    hand.wait(lambda: isinstance(hand.program.window, SchoolWindow))
    hand.settle()

    hand.press("Öppna Elviras ärende")
    case_id = hand.office.at.what["case_id"] if hand.office.at else None
    assert isinstance(case_id, UUID)
    three_answers(hand, case_id)
    sealed = seal_as_rektor(hand, case_id)
    answer = answer_as_recipient(hand, sealed)
    hand.press("Rektor")
    be(hand, "Rektor Rönn")
    hand.drop(answer)

    hand.wait(lambda: anmälan(hand, case_id).state is NotificationState.RECEIVED)
    assert hand.clicks <= MOST_CLICKS


def three_answers(hand: Hand, case_id: UUID) -> None:
    """In elevens röst; each is saved while it is written."""
    hand.press("Kartläggning")
    at(hand, "investigation")
    boxes = [box for box in hand.office.page("investigation").findChildren(GrowingText) if box.isVisible()]
    for box, words in zip(boxes[:3], ("Efter lunch.", "Korridoren.", "I tisdags byggde vi."), strict=True):
        hand.click(box)
        hand.type(box, words)
    hand.press("Rektor")
    be(hand, "Rektor Rönn")
    with hand.office.runner.office.work() as work:
        [line] = [one for one in investigations.unfinished(work) if one.case_id == case_id]
    assert line.progress.answered == 3


def seal_as_rektor(hand: Hand, case_id: UUID) -> Path:
    """What is sent and what is not, one button, one file."""
    hand.press("Till trappan")
    at(hand, "case")
    hand.press("Inled utredning och anmäl")
    hand.wait(lambda: isinstance(hand.window, DecisionDialog))
    dialog = hand.window
    assert isinstance(dialog, DecisionDialog)
    form = dialog.form
    for answer in (*form.consultation._states.values(), form.special_support, form.support.answer):
        if answer.isVisible() and answer.chosen() is None:
            hand.click(answer.buttons()[0])
    heartbeat = Heartbeat()
    hand.press("Försegla till Almstads kommun")
    hand.wait(lambda: dialog.outcome is not None)
    assert heartbeat.longest() < HANGS_SECONDS
    hand.press("Jag lämnar den senare")
    line = anmälan(hand, case_id)
    assert line.state is NotificationState.SEALED and line.file is not None
    return line.file


def answer_as_recipient(hand: Hand, sealed: Path) -> Path:
    """Drop it, *Mottagen*: a file for the school."""
    hand.press("Mottagare")
    be(hand, "Handläggare Lind")
    before = set(sealed.parent.glob("*.age"))
    hand.drop(sealed)
    hand.press("Skicka kvittens: mottagen")
    hand.wait(lambda: len(set(sealed.parent.glob("*.age")) - before) == 1)
    [answer] = set(sealed.parent.glob("*.age")) - before
    return answer


def anmälan(hand: Hand, case_id: UUID) -> NotificationLine:
    hand.settle()
    with hand.office.runner.office.work() as work:
        return notifications.notifications(work, case_id)[0]


def at(hand: Hand, key: str) -> None:
    hand.wait(lambda: hand.office.at is not None and hand.office.at.key == key)
    hand.settle()


def be(hand: Hand, person: str) -> None:
    hand.wait(lambda: hand.office.runner.office.actor.name == person)
    hand.settle()
