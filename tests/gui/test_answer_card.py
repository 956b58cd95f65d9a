"""One question of a kartläggning: what a colleague had written, and with whom the answer may be shared."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.assessment.investigation import Answer, Sharing
from narvaro_desktop.domain.terms import AnswerState, Depth, InfoClass, SchoolForm
from narvaro_desktop.gui.pages.investigation.answer_card import AnswerCard, said
from narvaro_desktop.gui.widgets.scale_answer import ScaleAnswer
from narvaro_desktop.usecases.assessment.investigation_answers import Reply
from narvaro_desktop.usecases.overwritten import Overwritten
from narvaro_desktop.usecases.rules import Rules, shipped

MINE, THEIRS = "Skolgården är för stor.", "Hon vill ha en vuxen vid grinden."


@pytest.fixture(scope="module")
def rules() -> Rules:
    return shipped()


@pytest.fixture
def card(qtbot: QtBot, rules: Rules) -> AnswerCard:
    question = rules.question_set(Depth.SIMPLE, 5, SchoolForm.COMPULSORY).question("i1_place")
    made = AnswerCard(question, True)
    qtbot.addWidget(made)
    made.show()
    earlier = Overwritten(THEIRS, "Kurator Ek", date(2026, 9, 28))
    answer = Answer("i1_place", AnswerState.ANSWERED, MINE)
    made.show_reply(Reply(question, answer, InfoClass.COUNSELLING, "Läses av: rektor", earlier=earlier))
    return made


def test_a_colleagues_text_can_be_had_back_beside_ones_own(card: AnswerCard, qtbot: QtBot) -> None:
    assert card.earlier.isVisible()

    with qtbot.waitSignal(card.answered) as told:
        card.earlier.button.click()

    assert told.args is not None
    assert told.args[1].text == f"{MINE}\n\n{THEIRS}"


def test_what_says_why_there_is_no_answer_is_as_high_under_a_scale(qtbot: QtBot, card: AnswerCard) -> None:
    assert card.why is not None
    under_text = card.why.buttons()[0].sizeHint().height()
    scale = ScaleAnswer("Trivs du?", "inte alls", "jättebra")
    qtbot.addWidget(scale)
    scale.show()

    assert {button.sizeHint().height() for button in scale._why.buttons()} == {under_text}


def test_with_whom_it_may_be_shared_is_chosen_and_nobody_shuts_the_others_out(card: AnswerCard) -> None:
    told: list[Answer] = []
    card.answered.connect(lambda _key, answer: told.append(answer))
    choices = {action.text(): action for action in card.share.menu().actions() if action.text()}
    assert "Eleven" not in choices, "det är elevens eget svar"

    for words in ("Lärarna", "Vårdnadshavarna", "Ingen annan", "Lärarna"):
        choices[words].trigger()

    assert [one.share for one in told] == [
        {Sharing.TEACHERS},
        {Sharing.TEACHERS, Sharing.GUARDIANS},
        {Sharing.NOBODY},
        {Sharing.TEACHERS},
    ]
    assert told[-1].text == MINE
    assert card.share.text() == "Får delas med lärarna"


def test_what_is_read_says_with_whom_it_may_be_shared(card: AnswerCard) -> None:
    answer = Answer("i1_place", AnswerState.ANSWERED, MINE, share=frozenset({Sharing.NOBODY}))

    words = said(Reply(card.question, answer, InfoClass.COUNSELLING, ""))

    assert words == f"{MINE}\nFår inte delas med någon annan"


def test_nothing_moves_when_one_has_answered_and_chosen_with_whom(qtbot: QtBot, rules: Rules) -> None:
    question = rules.question_set(Depth.SIMPLE, 5, SchoolForm.COMPULSORY).question("i1_feeling")
    made = AnswerCard(question, True)
    qtbot.addWidget(made)
    made.setFixedWidth(580)
    made.show()
    readers, heights = "Läses av: kurator, rektor", []

    given = Answer(question.key, AnswerState.ANSWERED, "", 3)
    for answer in (None, given, replace(given, share=frozenset({Sharing.GUARDIANS}))):
        made.show_reply(Reply(question, answer, InfoClass.COUNSELLING, readers), readers)
        heights.append(made.heightForWidth(580))

    assert len(set(heights)) == 1
    assert not made._closed.isVisible(), "who reads it is said above"


def test_what_others_read_is_said_at_the_answer(card: AnswerCard) -> None:
    before = card._reply
    assert before is not None

    card.show_reply(replace(before, readers="Läses av: skolsköterska"), "Läses av: rektor")

    assert card._closed.text() == "Läses av: skolsköterska"
