"""The agenda of an EHT-möte: its points in order, what was decided under each, and how they are put right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.widgets.buttons import Button, icon_button, menu_button
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.teamwork.meeting_room import Decided, Item, MeetingView


class AgendaRow(QWidget):
    """One point, with the buttons that move it, take it away or, once the meeting is locked, put it right."""

    moved = Signal(object, int)
    removed = Signal(object)
    opened = Signal(object)
    noted = Signal(object)
    decided = Signal(object, object)

    def __init__(self, item: Item, place: int, of: int, view: MeetingView) -> None:
        super().__init__()
        self.item = item
        words = QVBoxLayout()
        theme.space(words, gap=3)
        heading = NameButton(f"{place}. {heading_of(item)}") if item.case_id else None
        if heading is not None:
            heading.clicked.connect(lambda: self.opened.emit(item))
            words.addWidget(heading)
        else:
            words.addWidget(label(f"{place}. {heading_of(item)}", "strong", wrap=True))
        if said := reason_of(item):
            words.addWidget(label(said, "body2", wrap=True))
        for one in item.decisions:
            words.addWidget(self._decision(one, view))
        line = QHBoxLayout(self)
        theme.space(line, (0, 10, 0, 10), 8)
        line.addLayout(words, 1)
        for widget in self._buttons(item, place, of, view):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def _buttons(self, item: Item, place: int, of: int, view: MeetingView) -> list[QWidget]:
        if not view.may_write:
            return []
        name = heading_of(item)
        if view.is_closed:
            entries = [(_("Lägg till ett beslut …"), "plus", lambda: self.decided.emit(item, None))]
            if item.case_id:
                entries.insert(0, (_("Skriv ett tillägg …"), "pencil", lambda: self.noted.emit(item)))
            return [menu_button("", entries, name=_("Rätta {name}").format(name=name))]
        up = icon_button("arrow-up", _("Flytta upp {name}").format(name=name), small=True)
        down = icon_button("arrow-down", _("Flytta ned {name}").format(name=name), small=True)
        up.setEnabled(place > 1)
        down.setEnabled(place < of)
        up.clicked.connect(lambda: self.moved.emit(item, -1))
        down.clicked.connect(lambda: self.moved.emit(item, 1))
        away = icon_button("x", _("Ta bort {name} från dagordningen").format(name=name), small=True)
        away.setEnabled(not item.is_used)
        away.clicked.connect(lambda: self.removed.emit(item))
        return [up, down, away]

    def _decision(self, one: Decided, view: MeetingView) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        theme.space(line, (0, 4, 0, 0), 8)
        mark = Pill(_("Ersatt"), "neutral") if one.is_replaced else Pill(_("Beslut"), "info", "check")
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(decision_words(one, view), "body", wrap=True), 1)
        if view.is_closed and view.may_write and not one.is_replaced:
            button = Button(text=_("Rätta …"), kind="quiet", small=True)
            button.setAccessibleName(_("Rätta beslutet {words}").format(words=one.words))
            button.clicked.connect(lambda: self.decided.emit(self.item, one))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made


class Agenda(QWidget):
    """All points; the focus stays at the point that was moved."""

    moved = Signal(object, int)
    removed = Signal(object)
    opened = Signal(object)
    noted = Signal(object)
    decided = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[AgendaRow] = []
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        theme.space(self._column)

    def show_items(self, view: MeetingView) -> None:
        wanted = (view.items, view.is_closed, view.may_write, view.today)
        if wanted == self._shown:
            return
        held = self._held()
        self._shown = wanted
        empty(self._column)
        self.rows = []
        for place, item in enumerate(view.items, start=1):
            if place > 1:
                self._column.addWidget(rule())
            row = AgendaRow(item, place, len(view.items), view)
            row.moved.connect(self.moved)
            row.removed.connect(self.removed)
            row.opened.connect(self.opened)
            row.noted.connect(self.noted)
            row.decided.connect(self.decided)
            self.rows.append(row)
            self._column.addWidget(row)
        if not view.items:
            nothing = _("Inga punkter än. Lägg till ett ärende eller en fråga.")
            self._column.addWidget(label(nothing, "body2", wrap=True))
        self._focus(held)

    def _held(self) -> tuple[object, int] | None:
        """The point and the place of its button that has the focus."""
        focus = self.window().focusWidget()
        for row in self.rows:
            buttons = row.findChildren(Button)
            if focus in buttons:
                return row.item.id, buttons.index(focus)
        return None

    def _focus(self, held: tuple[object, int] | None) -> None:
        row = next((each for each in self.rows if held and each.item.id == held[0]), None)
        if row is None or held is None:
            return
        buttons = row.findChildren(Button)
        wanted: Sequence[Button] = [*buttons[held[1] : held[1] + 1], *buttons]
        found = next((button for button in wanted if button.isEnabled()), None)
        if found is not None:
            found.setFocus()


def heading_of(item: Item) -> str:
    """`Elvira Blåbärsskog, 5B`, or what the point is called."""
    if item.student is not None:
        return ", ".join(filter(None, (item.student.name, item.student.class_name)))
    return (
        _("Konsultation: {words}").format(words=item.words)
        if item.kind is ItemKind.CONSULTATION
        else item.words
    )


def reason_of(item: Item) -> str:
    """Why a case stands on the agenda; other points have said it in their heading."""
    return item.words if item.student is not None else ""


def decision_words(one: Decided, view: MeetingView) -> str:
    """What, who, by when, and what has become of it."""
    said = _("{words} ({who}, senast {day})").format(
        words=one.words, who=role_word(one.responsible), day=days.short(one.due_on, view.today)
    )
    if one.later:
        added = days.short(one.registered_on, view.today)
        said += " " + (_("Rättat {day}.") if one.replaces else _("Tillagt {day}.")).format(day=added)
    if one.done_on is not None:
        said += " " + _("Gjort {day}.").format(day=days.short(one.done_on, view.today))
    return said
