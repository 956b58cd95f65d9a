"""The routine on the page Främja: the school's implementation, and the introduction with who has read it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.widgets.buttons import primary
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.tabs import Tab
from narvaro_desktop.gui.widgets.text import h2, label
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.routines.routine import Introduction, Reader, Step


class ImplementationTab(Tab):
    """What makes the routine the school's own. `ticked(key, done)`."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._state = label("", "body", wrap=True)
        self._points = QVBoxLayout()
        theme.space(self._points, gap=6)
        self.put(self._state)
        self.column.addLayout(self._points)
        self.ticks: dict[str, Tick] = {}
        self._shown: object = None

    def show_steps(self, steps: Sequence[Step], today: date, may: bool) -> None:
        done = sum(step.done_on is not None for step in steps)
        self._state.setText(_("{done} av {of} är gjort.").format(done=done, of=len(steps)))
        if (tuple(steps), may) == self._shown:
            return
        held = next((key for key, tick in self.ticks.items() if tick.box.hasFocus()), "")
        self._shown, self.ticks = (tuple(steps), may), {}
        empty(self._points)
        for step in steps:
            self._points.addWidget(self._tick(step, may))
            said = step.point.help
            if step.done_on is not None:
                said = _("{day}, {who}").format(day=days.short(step.done_on, today), who=step.done_by)
            if said:
                below = label(said, "caption", wrap=True)
                below.setIndent(theme.px(34))
                self._points.addWidget(below)
        if held in self.ticks:
            self.ticks[held].box.setFocus()

    def _tick(self, step: Step, may: bool) -> Tick:
        tick = Tick(step.point.words, step.done_on is not None)
        tick.box.setEnabled(may)
        tick.box.toggled.connect(lambda on: self.ticked.emit(step.point.key, on))
        self.ticks[step.point.key] = tick
        return tick


class IntroductionTab(Tab):
    """The text that everyone new reads, and the button that says so. `confirmed()`."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs = QVBoxLayout()
        theme.space(self._paragraphs, gap=6)
        self.column.addLayout(self._paragraphs)
        self._state = label("", "ok", wrap=True)
        self.confirm_button = primary(_("Jag har läst det här"), "check")
        self.confirm_button.clicked.connect(self.confirmed)
        self._readers_words = h2(_("Vilka har läst"))
        self._readers = TodoList()
        self.put(self._state)
        self.put_buttons(self.confirm_button)
        self.put(self._readers_words, self._readers)
        self._version = ""

    def show_introduction(self, found: Introduction, today: date) -> None:
        if found.version != self._version:
            self._version = found.version
            empty(self._paragraphs)
            for paragraph in found.paragraphs:
                self._paragraphs.addWidget(h2(paragraph.title))
                self._paragraphs.addWidget(label(paragraph.text, "body", wrap=True))
        self.confirm_button.setVisible(found.confirmed_at is None)
        self._state.setVisible(found.confirmed_at is not None)
        if found.confirmed_at is not None:
            said = _("Du bekräftade {day} att du har läst den här versionen.")
            self._state.setText(said.format(day=days.short(found.confirmed_at.date(), today)))
        self._readers.set_tasks([_reader(one, today) for one in found.readers])
        self._readers_words.setVisible(bool(found.readers))


def _reader(one: Reader, today: date) -> Task:
    read = one.confirmed_at
    return Task(
        key=one.name,
        sentence=one.name,
        who=role_word(one.role),
        due=_("Läst {day}").format(day=days.short(read.date(), today)) if read else _("Inte läst"),
        kind="ok" if read else "neutral",
    )
