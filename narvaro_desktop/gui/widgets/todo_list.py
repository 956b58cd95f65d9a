"""Things to do: a sentence that says what, who, by when, and the buttons that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.gui.widgets.timeline_row import Disc

_WORDS_ROOM, _NAME_ROOM = 380, 300
_UNLIMITED = 16777215


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `actions` are (id, words, kind of button); `links`: the sentence can be opened.

    `calm`: only the pill says how urgent it is, not the disc too.
    """

    key: str
    sentence: str
    who: str = ""
    due: str = ""
    kind: Kind = "neutral"
    icon: str = ""
    detail: str = ""
    actions: tuple[tuple[str, str, str], ...] = ()
    links: bool = False
    calm: bool = False


class TaskRow(QWidget, theme.Themed):
    """One row of the list."""

    acted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        words = QVBoxLayout()
        theme.space(words, gap=3)
        words.addWidget(self._sentence())
        for text, kind in ((task.detail, "body2"), (task.who, "caption")):
            if text:
                words.addWidget(label(text, kind, wrap=True))
        self._is_name = not (task.detail or task.who)
        if self._is_name:
            words.insertStretch(0, 1)
            words.addStretch(1)
        self._answers = self._build_answers()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(self._line, gap=10)
        self._line.addLayout(words, 1)
        self._line.addWidget(self._answers)
        whole = QHBoxLayout(self)
        theme.space(whole, (0, 10, 0, 10), 14)
        if task.icon:
            whole.addWidget(
                Disc(task.icon, "neutral" if task.calm else task.kind), 0, Qt.AlignmentFlag.AlignTop
            )
        whole.addLayout(self._line, 1)
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def restyle(self) -> None:
        self._lay()

    def _lay(self) -> None:
        """Answers at the right where there is room for a line of them, else below the words."""
        needed = max(sum(each.sizeHint().width() + theme.px(8) for each in self._buttons) - theme.px(8), 0)
        beside = self.width() >= needed + theme.px(_NAME_ROOM if self._is_name else _WORDS_ROOM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(way)
        where = Qt.AlignmentFlag.AlignVCenter if self._is_name else Qt.AlignmentFlag.AlignTop
        self._line.setAlignment(self._answers, where if beside else Qt.AlignmentFlag(0))
        self._answers.setMinimumWidth(needed if beside else 0)
        self._answers.setMaximumWidth(needed if beside else _UNLIMITED)

    def _sentence(self) -> QWidget:
        task = self.task
        if not task.links:
            return label(task.sentence, "strong", wrap=True)
        button = NameButton(task.sentence)
        button.clicked.connect(lambda: self.opened.emit(task.key))
        return button

    def _build_answers(self) -> QWidget:
        task = self.task
        answers = QWidget()
        line = Flow(answers)
        theme.space(line, (0, 2, 0, 0), 8)
        self._buttons: list[QWidget] = []
        if task.due:
            late = task.kind in ("warn", "bad")
            self._buttons.append(Pill(task.due, task.kind, "clock" if late else ""))
        for action, words, kind in task.actions:
            button = Button(text=words, kind=kind, small=True)
            button.setAccessibleName(f"{words}: {task.sentence}")
            button.clicked.connect(lambda _on=False, action=action: self.acted.emit(task.key, action))
            self._buttons.append(button)
        for each in self._buttons:
            line.addWidget(each)
        if not self._buttons:
            answers.hide()
        return answers


class TodoList(QWidget):
    """Rows of tasks with thin lines between; `empty` is the sentence where there is none."""

    acted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, tasks: Sequence[Task] = (), empty: str = "") -> None:
        super().__init__(parent)
        self._nothing = empty
        self._tasks: tuple[Task, ...] | None = None
        self._rows = QVBoxLayout(self)
        theme.space(self._rows)
        self.set_tasks(tasks)

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these tasks instead; where nothing changed the rows, and the focus in them, stay."""
        if self._tasks == tuple(tasks):
            return
        self._tasks = tuple(tasks)
        empty(self._rows)
        for place, task in enumerate(tasks):
            if place:
                self._rows.addWidget(rule())
            row = TaskRow(task)
            row.acted.connect(self.acted)
            row.opened.connect(self.opened)
            self._rows.addWidget(row)
        if not tasks and self._nothing:
            self._rows.addWidget(label(self._nothing, "body2", wrap=True))
