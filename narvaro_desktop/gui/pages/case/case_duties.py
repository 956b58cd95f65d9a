"""What is to be done on the case's step, for whom and by when; a tick answers it, and can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.case_terms import DutyState
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.casework.ladder import (
    HUVUDMAN_TOLD,
    INQUIRY_DECISION,
    NOTIFICATION,
    RESULT_TOLD,
    SUPPORT_REQUESTED,
)
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.routines.pack import STATUS_REPORT
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.laid import laid
from narvaro_desktop.gui.pages.case.case_shown import CaseShown
from narvaro_desktop.gui.role_words import role_title
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.buttons import Button, icon_button
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.casework.cases import Task

ASK = "hand_over"
"""The way of the rektor's decision, for those who cannot make it."""
INFORMED = "informed"
_WAYS = {
    INFORMED: ("messages-square", N_("Informera elev och vårdnadshavare")),
    "simple_investigation": ("clipboard-list", N_("Öppna kartläggningen")),
    "extended_investigation": ("clipboard-list", N_("Öppna kartläggningen")),
    "plan": ("list-checks", N_("Öppna åtgärdsplanen")),
    "note": ("phone", N_("Skriv om kontakten")),
    INQUIRY_DECISION: ("send", N_("Inled utredning och anmäl")),
    NOTIFICATION: ("send", N_("Öppna anmälan")),
    ASK: ("handshake", N_("Lämna till rektor för beslut")),
    RESULT_TOLD: ("send", N_("Berätta om resultatet")),
    HUVUDMAN_TOLD: ("send", N_("Gör lägesrapporten")),
    STATUS_REPORT: ("send", N_("Gör lägesrapporten")),
    SUPPORT_REQUESTED: ("send", N_("Be om stöd")),
}
TOLD = {
    RESULT_TOLD: DispatchKind.RESULT,
    HUVUDMAN_TOLD: DispatchKind.STATUS,
    STATUS_REPORT: DispatchKind.STATUS,
    SUPPORT_REQUESTED: DispatchKind.REQUEST,
}
"""The duties whose link tells the huvudman something."""
_SHOWN = 5
_KINDS: dict[DutyState, Kind] = {DutyState.OVERDUE: "bad", DutyState.LATE: "warn", DutyState.DUE: "warn"}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One row. `key` is duty:<key>, task:<id> or "" for what was left open; `way` is what its link opens."""

    key: str
    words: str
    who: str = ""
    detail: str = ""
    due: str = ""
    kind: Kind = "neutral"
    done: bool = False
    way: str = ""


class ToDoRow(QWidget):
    """A box to tick, the words, who does it, by when, and a way to where it is done.

    Who and when stand under the words where these would need more than two lines beside them.
    """

    ticked = Signal(str, bool)
    opened = Signal(str)

    def __init__(self, todo: ToDo, may: bool, aligned: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setChecked(todo.done)
        self.box.setEnabled(may)
        self.box.setAccessibleName(todo.words)
        self.box.setAccessibleDescription(", ".join(filter(None, (todo.who, todo.due, todo.detail))))
        if not todo.key:
            self.box.hide()
        self.box.toggled.connect(lambda on: self.ticked.emit(todo.key, on))
        words = label(todo.words, "body2" if todo.done or not todo.key else "body", wrap=True)
        words.setBuddy(self.box)
        column = QVBoxLayout()
        theme.space(column, gap=2)
        column.addWidget(words)
        if todo.detail:
            column.addWidget(label(todo.detail, "caption", wrap=True))
        line = QHBoxLayout(self)
        theme.space(line, (0, 3, 0, 4), 10)
        line.addWidget(self.box)
        self._words, self._facts = words, QWidget()
        facts = QHBoxLayout(self._facts)
        theme.space(facts, gap=10)
        if todo.who:
            facts.addWidget(label(todo.who, "caption"))
        if todo.due:
            facts.addWidget(Pill(todo.due, todo.kind, "clock" if todo.kind in ("warn", "bad") else ""))
        facts.addStretch(1)
        if not (todo.who or todo.due):
            self._facts.hide()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(self._middle, gap=10)
        self._middle.addLayout(column, 1)
        self._middle.addWidget(self._facts)
        line.addLayout(self._middle, 1)
        if todo.way:
            line.addWidget(self._link(todo))
        elif aligned:
            line.addWidget(_room())

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self._middle.geometry().width() - self._facts.sizeHint().width()
        whole = self._words.fontMetrics().horizontalAdvance(self._words.text())
        below = not self._facts.isHidden() and whole > 2 * room
        self._middle.setDirection(
            QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        )
        super().resizeEvent(event)

    def _link(self, todo: ToDo) -> Button:
        icon, words = _WAYS[todo.way]
        button = icon_button(icon, _(words), small=True)
        button.setAccessibleName(f"{_(words)}: {todo.words}")
        button.clicked.connect(lambda: self.opened.emit(todo.way))
        return button


def _room() -> Button:
    """As wide as a link, so that rows with and without one line up."""
    made = icon_button("minus", "", small=True)
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    made.setSizePolicy(policy)
    made.hide()
    return made


class DutyCard(Card):
    """The step's duties and the case's own tasks; what is done, or was left open, stands behind a button.

    `ticked(key, on)`, `opened(way)` with the document or duty that a link opens, `leaveWanted` to go on.
    """

    ticked = Signal(str, bool)
    opened = Signal(str)
    leaveWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title=_("Att göra"))
        self.leave = Button(text=_("Gå till nästa steg"), icon="arrow-up", small=True)
        self.leave.clicked.connect(self.leaveWanted)
        self.set_aside(self.leave)
        self._rows = QVBoxLayout()
        theme.space(self._rows)
        self._rest = QWidget()
        self._rest_rows = QVBoxLayout(self._rest)
        theme.space(self._rest_rows)
        self._more = Button(icon="chevron-down", kind="quiet", small=True)
        self._more.clicked.connect(lambda: self._unfold(not self._unfolded))
        theme.space(self.body, gap=2)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._rest)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._unfolded: bool = False
        self._hidden: list[ToDo] = []
        self._may = False
        self._words = ""
        self._shown: object = None

    def show_case(self, shown: CaseShown) -> None:
        todo, old = todos(shown)
        line, view = shown.view.line, shown.view
        self.set_title(_("Att göra på steg {sign}").format(sign=line.sign))
        is_top = line.step == view.ladder.steps[-1].number or line.is_returning
        self.leave.setText(_("Flytta till steg …") if is_top else _("Gå till nästa steg"))
        self.leave.setVisible(shown.may.write)
        if self._shown == (todo, old, shown.may):
            return
        self._shown = (todo, old, shown.may)
        place = self._focused()
        self._fill(self._rows, todo[:_SHOWN], shown.may.write)
        if not todo:
            self._rows.addWidget(label(_("Allt på steget är gjort."), "body2", wrap=True))
        self._hidden, self._may = [*todo[_SHOWN:], *old], shown.may.write
        empty(self._rest_rows)
        self._words = _more(len(todo[_SHOWN:]), old)
        self._more.setVisible(bool(self._hidden))
        self._unfold(self._unfolded)
        self._focus(place)

    def forget(self) -> None:
        """Build the rows anew next time: a tick was refused."""
        self._shown = None

    def _focused(self) -> int | None:
        """Which box has the focus, counted from the top."""
        rows = self._built()
        return next((place for place, row in enumerate(rows) if row.box.hasFocus()), None)

    def _focus(self, place: int | None) -> None:
        """Let the box at the same place have the focus, after another one went away."""
        rows = self._built()
        if place is not None and rows:
            rows[min(place, len(rows) - 1)].box.setFocus()

    def _built(self) -> list[ToDoRow]:
        return [each for each in laid(self._rows) if isinstance(each, ToDoRow)]

    def _fill(self, place: QVBoxLayout, rows: Sequence[ToDo], may: bool) -> None:
        empty(place)
        for number, todo in enumerate(rows):
            if number:
                place.addWidget(rule())
            made = ToDoRow(todo, may, any(one.way for one in rows), place.parentWidget())
            made.ticked.connect(self.ticked)
            made.opened.connect(self.opened)
            place.addWidget(made)

    def _unfold(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        if unfolded and not self._rest_rows.count():
            self._fill(self._rest_rows, self._hidden, self._may)
        self._rest.setVisible(unfolded)
        self._more.setText(_("Visa färre") if unfolded else self._words)
        self._more.setProperty("iconName", "chevron-up" if unfolded else "chevron-down")


def _more(left: int, old: Sequence[ToDo]) -> str:
    """What the button that unfolds the rest says."""
    done = sum(1 for one in old if one.key)
    kept = len(old) - done
    parts = [
        ngettext("{n} till", "{n} till", left).format(n=left) if left else "",
        ngettext("{n} gjord", "{n} gjorda", done).format(n=done) if done else "",
        ngettext("{n} lämnad öppen", "{n} lämnade öppna", kept).format(n=kept) if kept else "",
    ]
    return _("Visa {what}").format(what=", ".join(filter(None, parts)))


def todos(shown: CaseShown) -> tuple[list[ToDo], list[ToDo]]:
    """What is to be done, the soonest first, and what is done or was left open."""
    waiting = [
        ((line.due_on or date.max, not line.duty.mandatory), _duty(line, shown))
        for line in shown.view.duties
        if line.outstanding
    ]
    waiting += [
        ((task.due_on or date.max, False), _task(task, shown))
        for task in shown.view.tasks
        if task.done_on is None
    ]
    todo = [row for _when, row in sorted(waiting, key=lambda one: one[0])]
    old = [_duty(line, shown) for line in shown.view.duties if line.state is DutyState.DONE]
    old += [_task(task, shown) for task in shown.view.tasks if task.done_on is not None]
    old += [
        ToDo("", what, detail=_("Lämnat öppet: {why}").format(why=why)) for what, why in shown.view.left_open
    ]
    return todo, old


def _duty(line: DutyLine, shown: CaseShown) -> ToDo:
    duty = line.duty
    done = ""
    if line.done_on is not None:
        words = _("Senast gjort {day}") if line.outstanding else _("Gjort {day}")
        done = words.format(day=days.short(line.done_on, shown.today))
    return ToDo(
        key=f"duty:{duty.key}",
        words=duty.text,
        who=_capital(shown.view.ladder.role_name(duty.responsible)),
        detail=done or ("" if duty.mandatory else _("Vid behov")),
        due=_due(line, shown),
        kind=_KINDS.get(line.state, "neutral"),
        done=line.state is DutyState.DONE,
        way=_way(line, shown) if line.outstanding else "",
    )


def _way(line: DutyLine, shown: CaseShown) -> str:
    """What the duty's link opens."""
    key = line.duty.key
    if key == INQUIRY_DECISION:
        return key if shown.may.decide else ASK if shown.may.write and shown.waiting is None else ""
    if key == NOTIFICATION:
        return key if shown.notification is not None else ""
    if key == INFORMED:
        return key if shown.may.write else ""
    if key in TOLD:
        return key if shown.inquiry_opened or key == SUPPORT_REQUESTED else ""
    document = line.duty.document or ""
    return document if document in _WAYS and (document != "note" or shown.may.write) else ""


def _due(line: DutyLine, shown: CaseShown) -> str:
    if line.due_on is None or not line.outstanding:
        return ""
    return _capital(due_words(line, shown.today))


def due_words(line: DutyLine, today: date) -> str:
    """When the duty is due: what the law wants at once is wanted now until its days of grace have gone."""
    if line.due_on is None or line.overdue_from is None:
        return ""
    return days.with_grace(line.due_on, line.overdue_from - timedelta(days=1), today)


def _task(task: Task, shown: CaseShown) -> ToDo:
    late = task.due_on is not None and task.due_on < shown.today
    return ToDo(
        key=f"task:{task.id}",
        words=task.words,
        who=role_title(task.responsible) if task.responsible else "",
        detail=_("Gjort {day}").format(day=days.short(task.done_on, shown.today)) if task.done_on else "",
        due=_capital(days.due(task.due_on, shown.today)) if task.due_on and not task.done_on else "",
        kind="bad" if late else "neutral",
        done=task.done_on is not None,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
