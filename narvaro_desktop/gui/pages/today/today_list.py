"""One card of I dag: its rows, the first few at once, and the focus that stays when one has been answered."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _

_FIRST, _MORE = 6, 20


class TodayList(QObject):
    """Fills `card`, and hides it where there is nothing. `acted(key, action)`, `opened(key)`.

    A row is a widget of some cost: the rest comes twenty at a time, when it is asked for.
    """

    acted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, card: Card, words: str) -> None:
        super().__init__(card)
        self.card = card
        self._tasks: Sequence[Task] = ()
        self.room = _FIRST
        self._list = TodoList()
        self._list.acted.connect(self.acted)
        self._list.opened.connect(self.opened)
        self.more_button = link("")
        self.more_button.clicked.connect(self._show_more)
        card.set_title(words)
        card.add(self._list)
        card.add(self.more_button)
        card.hide()

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these rows; the focus goes to the first of them if it was in a row that is gone."""
        self._tasks = tasks
        held = self.card.window().focusWidget()
        inside = held is not None and self.card.isAncestorOf(held)
        self._list.set_tasks(tasks[: self.room])
        left = len(tasks) - self.room
        self.more_button.setText(_("Visa fler ({n} till)").format(n=left))
        self.more_button.setVisible(left > 0)
        self.card.setVisible(bool(tasks))
        if inside and tasks and self.card.window().focusWidget() is not held:
            QTimer.singleShot(0, self, self._focus_first)  # rows are shown a turn later

    def _show_more(self) -> None:
        self.room += _MORE
        self.show_tasks(self._tasks)

    def _focus_first(self) -> None:
        buttons = (each for each in self._list.findChildren(QPushButton) if each.isVisible())
        if (first := next(buttons, None)) is not None:
            first.setFocus()
