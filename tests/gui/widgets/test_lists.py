"""Timeline, things to do, tables and their filters."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.tokens import CONTROL
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.timeline import Entry, Timeline
from narvaro_desktop.gui.widgets.todo_list import TodoList
from tests.gui.specimen_values import ENTRIES, TASKS, pupils


def button(widget: QWidget, words: str) -> QAbstractButton:
    return next(
        each for each in widget.findChildren(QAbstractButton) if words in (each.text(), each.accessibleName())
    )


def words(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]


def test_the_timeline_shows_the_newest_and_unfolds(qtbot: QtBot) -> None:
    timeline = Timeline(entries=ENTRIES)
    qtbot.addWidget(timeline)
    timeline.show()
    folded = words(timeline)

    qtbot.mouseClick(button(timeline, "Visa alla 6 händelser"), Qt.MouseButton.LeftButton)

    assert "Frånvaron uppmärksammad" not in folded
    qtbot.waitUntil(lambda: "Frånvaron uppmärksammad" in words(timeline))


def test_a_long_timeline_unfolds_a_few_at_a_time_and_to_its_end(qtbot: QtBot) -> None:
    timeline = Timeline(entries=[Entry(str(number), f"Samtal {number}") for number in range(60)])
    qtbot.addWidget(timeline)
    timeline.show()

    timeline.show_all()
    at_once = len(words(timeline))
    qtbot.waitUntil(lambda: "Samtal 59" in words(timeline))

    assert at_once < len(words(timeline)) / 3
    assert words(timeline)[::2] == [f"Samtal {number}" for number in range(60)], "every other says when"


def test_a_timeline_of_another_case_ends_what_was_unfolding(qtbot: QtBot) -> None:
    timeline = Timeline(entries=[Entry(str(number), f"Samtal {number}") for number in range(60)])
    qtbot.addWidget(timeline)
    timeline.show()
    timeline.show_all()

    timeline.set_entries(ENTRIES)
    qtbot.wait(50)

    assert not {f"Samtal {number}" for number in range(60)} & set(words(timeline))


def test_an_event_says_who_when_and_its_mark(qtbot: QtBot) -> None:
    timeline = Timeline(entries=ENTRIES)
    qtbot.addWidget(timeline)

    said = words(timeline)

    assert {"Kurator Ek", "12 nov 10:15", "Arbetsmaterial", "Signerad 4 nov"} <= set(said)


def test_an_event_is_opened_and_its_older_text_found(qtbot: QtBot) -> None:
    timeline = Timeline(entries=ENTRIES)
    qtbot.addWidget(timeline)
    timeline.show()

    with qtbot.waitSignal(timeline.opened) as opened:
        qtbot.mouseClick(button(timeline, "Kartläggning påbörjad"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(timeline.chosen) as chosen:
        qtbot.mouseClick(button(timeline, "Rättad 14 nov"), Qt.MouseButton.LeftButton)

    assert opened.args == ["1"]
    assert chosen.args == ["4", "corrected"]


def test_a_task_is_answered_and_opened(qtbot: QtBot) -> None:
    todo = TodoList(tasks=TASKS)
    qtbot.addWidget(todo)
    todo.resize(700, 400)
    todo.show()

    with qtbot.waitSignal(todo.acted) as acted:
        qtbot.mouseClick(button(todo, "Vänta"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(todo.opened) as opened:
        qtbot.mouseClick(button(todo, TASKS[0].sentence), Qt.MouseButton.LeftButton)

    assert acted.args == ["a", "wait"]
    assert opened.args == ["a"]
    assert button(todo, "Vänta").accessibleName() == f"Vänta: {TASKS[0].sentence}"


def test_nothing_to_do_is_said(qtbot: QtBot) -> None:
    todo = TodoList(tasks=TASKS, empty="Inget att göra före måndag.")
    qtbot.addWidget(todo)

    todo.set_tasks([])

    assert words(todo) == ["Inget att göra före måndag."]


def test_enter_opens_a_row_and_the_selection_outlives_a_filter(qtbot: QtBot) -> None:
    model = pupils()
    table = Table(model=model, name="Elever")
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.show()
    table.select_key(4)

    model.filter("7b")
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert table.selected_keys() == [4]
    assert opened.args == [4]


def test_a_whole_table_shows_every_row_and_every_word_and_leaves_the_scrolling_to_the_page(
    qtbot: QtBot,
) -> None:
    long = "Hur många ärenden har öppnats inom fem skoldagar från att gränsen nåddes?"
    model = RowsModel([Column[str]("Fråga", lambda row: row)], lambda row: row)
    table = Table(model=model, name="Frågor", whole=True)
    qtbot.addWidget(table)
    table.resize(240, 100)
    table.show()

    model.set_rows([long, *(str(number) for number in range(30))])

    assert table.rowHeight(0) > 2 * table.fontMetrics().height() > 0
    assert table.rowHeight(1) == theme.px(CONTROL)
    assert table.verticalScrollBar().maximum() == 0
    before = table.height()
    table.resize(900, table.height())
    assert table.rowHeight(0) == theme.px(CONTROL) and table.height() < before


def test_the_rows_have_their_height_again_when_the_text_has_been_twice_as_large(
    qtbot: QtBot, qapp: QApplication
) -> None:
    model = RowsModel([Column[str]("Fråga", lambda row: row)], lambda row: row)
    for whole in (False, True):
        table = Table(model=model, name="Frågor", whole=whole)
        qtbot.addWidget(table)
        model.set_rows(["a", "b"])
        table.show()

        heights = []
        for scale in (1.0, 2.0, 1.0):
            theme.apply_theme(qapp, "light", scale)
            heights.append(table.rowHeight(1))

        assert heights == [CONTROL, 2 * CONTROL, CONTROL]


def test_a_list_keeps_room_for_four_rows_at_double_text(qtbot: QtBot, qapp: QApplication) -> None:
    model = RowsModel([Column[str]("Fråga", lambda row: row)], lambda row: row)
    bar, table = FilterBar(name="Sök"), Table()
    nothing = EmptyState()
    for widget in (bar, table, nothing):
        qtbot.addWidget(widget)
    words = ListWords(lambda _total: "{shown} av {total}", "Inget passar.", "Här visas frågor.")
    listing = Listing(bar, table, nothing, model, lambda _chips: None, words)

    listing.show_rows([str(number) for number in range(9)])

    for scale in (1.0, 2.0, 1.0):
        theme.apply_theme(qapp, "light", scale)
        assert table.minimumSizeHint().height() >= 5 * theme.px(CONTROL)


def test_the_page_follows_the_arrow_keys_through_a_whole_table(qtbot: QtBot) -> None:
    model = RowsModel([Column[str]("Fråga", lambda row: row)], lambda row: row)
    table, area = Table(model=model, name="Frågor", whole=True), QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    held = QWidget()
    QVBoxLayout(held).addWidget(table)
    area.setWidget(held)
    model.set_rows([str(number) for number in range(30)])
    area.resize(400, 200)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectRow(0)

    for _down in range(20):
        qtbot.keyClick(table, Qt.Key.Key_Down)

    row = table.visualRect(model.index(20, 0)).translated(table.viewport().mapTo(held, QPoint()))
    seen = area.verticalScrollBar().value()
    assert seen <= row.top() and row.bottom() <= seen + area.viewport().height()


def test_shift_f10_is_the_menu(qtbot: QtBot) -> None:
    table = Table(model=pupils(), name="Elever")
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.show()
    table.select_key(2)

    with qtbot.waitSignal(table.menuWanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)

    assert wanted.args[0] == 2


def test_chips_and_words_narrow(qtbot: QtBot) -> None:
    bar = FilterBar(name="Sök elev")
    qtbot.addWidget(bar)
    late = bar.add_chip("late", "Försenade")
    bar.show()

    with qtbot.waitSignal(bar.chipsChanged) as chips:
        qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.searched) as searched:
        bar.field.setText("alva")
    bar.clear()

    assert chips.args == [frozenset({"late"})]
    assert searched.args == ["alva"]
    assert bar.chips() == frozenset()
