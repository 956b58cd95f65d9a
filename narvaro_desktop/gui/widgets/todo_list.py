"""Things to do: a sentence that says what, who, by when, and the buttons that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.gui.widgets.timeline_row import Disc


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `actions` are (id, words, kind of button); `links` makes the sentence open something."""

    key: str
    sentence: str
    who: str = ""
    due: str = ""
    kind: Kind = "neutral"
    icon: str = ""
    detail: str = ""
    actions: tuple[tuple[str, str, str], ...] = ()
    links: bool = False


class TaskRow(QWidget):
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
        whole = QHBoxLayout(self)
        theme.space(whole, (0, 10, 0, 10), 14)
        if task.icon:
            whole.addWidget(Disc(task.icon, task.kind), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 3)
        if task.due or task.actions:
            whole.addLayout(self._answers(), 2)

    def _sentence(self) -> QWidget:
        task = self.task
        if not task.links:
            return label(task.sentence, "strong", wrap=True)
        button = Button(text=task.sentence, kind="name")
        button.clicked.connect(lambda: self.opened.emit(task.key))
        return button

    def _answers(self) -> Flow:
        task = self.task
        answers = Flow()
        theme.space(answers, (0, 2, 0, 0), 8)
        if task.due:
            late = task.kind in ("warn", "bad")
            answers.addWidget(Pill(task.due, task.kind, "clock" if late else ""))
        for action, words, kind in task.actions:
            button = Button(text=words, kind=kind, small=True)
            button.setAccessibleName(f"{words}: {task.sentence}")
            button.clicked.connect(lambda _on=False, action=action: self.acted.emit(task.key, action))
            answers.addWidget(button)
        return answers


class TodoList(QWidget):
    """Rows of tasks with thin lines between; `empty` is the sentence where there is none."""

    acted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, tasks: Sequence[Task] = (), empty: str = "") -> None:
        super().__init__(parent)
        self._nothing = empty
        self._rows = QVBoxLayout(self)
        theme.space(self._rows)
        self.set_tasks(tasks)

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these tasks instead."""
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
