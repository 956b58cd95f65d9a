"""Fields: text that grows and tells when it rests, dates, choices, scales, and what is wrong with them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import AnswerState
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.scale_answer import ScaleAnswer
from narvaro_desktop.gui.widgets.segmented import Segmented
from tests.gui.audit import name_of, tab_chain
from tests.gui.conftest import Stage


def test_text_grows_from_three_lines_to_twelve(qtbot: QtBot, stage: Stage) -> None:
    text = GrowingText(name="Analys")
    stage(text)
    empty = text.height()

    text.setPlainText("rad\n" * 6)
    seven = text.height()
    text.setPlainText("rad\n" * 60)

    assert empty < seven < text.height()
    assert text.height() < 5 * empty


def test_who_writes_without_a_rest_is_heard_within_five_seconds(qtbot: QtBot, stage: Stage) -> None:
    text = GrowingText(name="Analys")
    stage(text)
    text.setFocus()
    typing = QTimer(text, interval=200)
    typing.timeout.connect(lambda: qtbot.keyClicks(text, "a"))
    typing.start()

    with qtbot.waitSignal(text.edited, timeout=5_000) as told:
        pass

    assert typing.isActive() and len(told.args[0]) > 5


def test_tab_leaves_a_text_box_and_what_was_written_is_told(qtbot: QtBot, stage: Stage) -> None:
    text, after = GrowingText(name="Analys"), QLineEdit()
    stage(text, after)
    text.setFocus()
    qtbot.keyClicks(text, "Sover gott")

    with qtbot.waitSignal(text.edited) as told:
        qtbot.keyClick(text, Qt.Key.Key_Tab)

    assert told.args == ["Sover gott"]
    assert after.hasFocus()


def test_text_that_rests_is_told_once(qtbot: QtBot, stage: Stage) -> None:
    text = GrowingText(name="Analys")
    stage(text)
    told: list[str] = []
    text.edited.connect(told.append)

    qtbot.keyClicks(text, "Lugn")
    qtbot.waitUntil(lambda: bool(told))
    text.flush()

    assert told == ["Lugn"]


def test_text_shown_by_the_program_is_not_told(qtbot: QtBot) -> None:
    text = GrowingText(name="Analys")
    told: list[str] = []
    text.edited.connect(told.append)

    text.set_text("Från valvet")
    text.flush()

    assert told == []


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-10-05", date(2026, 10, 5)),
        ("20261005", date(2026, 10, 5)),
        ("261005", date(2026, 10, 5)),
        ("2026-02-30", None),
        ("i morgon", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(
    qtbot: QtBot, stage: Stage, written: str, day: date | None
) -> None:
    field = DateField(name="Uppföljning")
    stage(field)

    field.edit.setText(written)
    field.edit.editingFinished.emit()

    assert field.day() == day
    assert field.fault() == ("" if day or not written else "Skriv datum som 2026-10-05.")


def test_a_date_is_told_when_the_field_is_left(qtbot: QtBot, stage: Stage) -> None:
    field, after = DateField(name="Uppföljning"), QLineEdit()
    stage(field, after)
    field.edit.setFocus()
    field.edit.setText("261005")

    with qtbot.waitSignal(field.changed) as told:
        after.setFocus()

    assert told.args == [date(2026, 10, 5)]
    assert field.edit.text() == "2026-10-05"


def test_one_of_a_few_is_chosen_by_mouse_or_keys(qtbot: QtBot, stage: Stage) -> None:
    choice = Segmented([("s", "elev"), ("g", "vårdnadshavare")], "Vem")
    stage(choice)
    first, second = choice.buttons()

    with qtbot.waitSignal(choice.changed) as told:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(second, Qt.Key.Key_Space)

    assert told.args == ["s"]
    assert choice.chosen() == "g"
    assert name_of(second) == "Vem: vårdnadshavare"


def test_tab_stops_once_at_a_row_of_choices(qtbot: QtBot, stage: Stage) -> None:
    scale = ScaleAnswer("Hur trygg är du?", "inte alls", "helt")
    window = stage(scale)
    scale.set_value(4)

    stops = tab_chain(window)

    assert [name_of(each) for each in stops] == ["Hur trygg är du?: 4", "Hur trygg är du?: Vill inte svara"]


def test_no_answer_is_an_answer_of_its_own(qtbot: QtBot, stage: Stage) -> None:
    scale = ScaleAnswer("Hur trygg är du?", "inte alls", "helt")
    stage(scale)
    told: list[object] = []
    scale.answered.connect(told.append)
    seven = scale._scale.buttons()[7]
    declined = scale._why.buttons()[0]

    for button in (seven, declined, declined):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert told == [7, AnswerState.DECLINED, None]


def test_an_answer_is_shown_without_being_told(qtbot: QtBot) -> None:
    scale = ScaleAnswer("Hur trygg är du?", "inte alls", "helt")
    told: list[object] = []
    scale.answered.connect(told.append)

    scale.set_value(0)
    zero = scale.value()
    scale.set_value(AnswerState.NOT_ASKED)

    assert (zero, scale.value(), told) == (0, AnswerState.NOT_ASKED, [])


def test_a_field_says_what_to_write_and_is_found_from_the_summary(qtbot: QtBot, stage: Stage) -> None:
    form, edit = Form(), QLineEdit()
    form.add(Field("Klass", QLineEdit()))
    field = form.add(Field("Skolans namn", edit, "Som det står på papper."))
    stage(form)

    field.say("Skriv skolans namn.")
    good = form.check()

    assert not good
    assert edit.hasFocus()
    assert edit.accessibleDescription() == "Skriv skolans namn. Som det står på papper."
    field.clear()
    assert form.check()
    assert name_of(edit) == "Skolans namn"


def test_tab_goes_from_a_date_to_the_next_question(stage: Stage) -> None:
    day, after = DateField(name="Från och med"), QLineEdit()

    assert tab_chain(stage(day, after)) == [day.edit, after]


@pytest.mark.qt_log_ignore("does not support raise", "grabbing the keyboard", extend=True)
@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_a_key_opens_the_calendar_of_a_date(
    qtbot: QtBot, stage: Stage, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    field = DateField(name="Dag")
    stage(field)

    qtbot.keyClick(field.edit, key, held)

    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in field.findChildren(QMenu)))
    for menu in field.findChildren(QMenu):
        menu.close()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, stage: Stage) -> None:
    button = secondary("Läs in")
    stage(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_a_scale_takes_its_answer_as_digits(qtbot: QtBot, stage: Stage) -> None:
    scale = ScaleAnswer("Hur känns det i skolan?", "jobbigt", "bra")
    stage(scale)
    told: list[object] = []
    scale.answered.connect(told.append)
    scale.findChildren(Segmented)[0].buttons()[0].setFocus()

    for key in ("7", "7", "1", "0"):
        qtbot.keyClick(scale.window().focusWidget(), key)

    assert told == [7, 1, 10]
    assert scale.findChildren(Segmented)[0].buttons()[10].hasFocus()
