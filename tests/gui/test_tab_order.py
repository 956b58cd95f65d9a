"""Tab goes as one reads, also after a part of the page has been built anew."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.tab_order import put_in_order
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from tests.gui.audit import name_of, tab_chain


def reached(widget: QWidget) -> list[str]:
    return [name_of(each) for each in tab_chain(widget)]


def task(key: str) -> Task:
    return Task(key, f"Sak {key}", actions=(("done", "Klart", ""),))


def test_a_list_that_is_built_anew_keeps_its_place(qtbot: QtBot) -> None:
    page, todo = Page("Sida"), TodoList(tasks=[task("1")])
    page.head.set_actions(secondary("Först"))
    page.add(todo)
    page.add(secondary("Sist"))
    qtbot.addWidget(page)
    page.show()

    todo.set_tasks([task("2"), task("3")])
    page.head.set_actions(secondary("Ny först"))
    qtbot.waitUntil(lambda: bool(reached(page)) and reached(page)[0] == "Ny först")
    QApplication.processEvents()

    assert reached(page) == ["Ny först", "Klart: Sak 2", "Klart: Sak 3", "Sist"]


def test_what_lies_outside_is_not_moved(qtbot: QtBot) -> None:
    whole, inner = QWidget(), QWidget()
    column, within = QVBoxLayout(whole), QVBoxLayout(inner)
    before, after = QLineEdit(), QLineEdit()
    for words, edit in (("före", before), ("efter", after)):
        edit.setAccessibleName(words)
    column.addWidget(before)
    column.addWidget(inner)
    column.addWidget(after)
    for words in ("B", "C"):
        within.addWidget(secondary(words))
    within.insertWidget(0, secondary("A"))
    qtbot.addWidget(whole)
    whole.show()

    put_in_order(whole)

    assert reached(whole) == ["före", "A", "B", "C", "efter"]


def test_tab_goes_on_from_the_choice_that_arrow_keys_have_just_made(qtbot: QtBot) -> None:
    whole = QWidget()
    column = QVBoxLayout(whole)
    choices = Segmented([(key, key) for key in ("ett", "två", "tre")], "Val", "ett")
    after = QLineEdit()
    column.addWidget(secondary("Först"))
    column.addWidget(choices)
    column.addWidget(after)
    column.addWidget(secondary("Sist"))
    qtbot.addWidget(whole)
    whole.show()
    put_in_order(whole)
    whole.activateWindow()
    choices.buttons()[0].setFocus()
    qtbot.waitUntil(choices.buttons()[0].hasFocus)

    qtbot.keyClick(choices.buttons()[0], Qt.Key.Key_Right)
    qtbot.keyClick(choices.buttons()[1], Qt.Key.Key_Right)
    qtbot.keyClick(choices.buttons()[2], Qt.Key.Key_Tab)

    assert choices.chosen() == "tre" and whole.focusWidget() is after
