"""The meeting while it is held: one point at a time in large text, for a screen that all of the team sees.

Ctrl Page Down is the next point, Ctrl Page Up the one before. No other case is on the screen.
"""

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.teamwork.meeting import ItemKind, initials
from narvaro_desktop.gui import days, proposal_words, theme
from narvaro_desktop.gui.dialogs.meeting_dialogs import WEEK, CloseMeetingDialog, role_box
from narvaro_desktop.gui.pages.meetings.meeting_agenda import decision_words, heading_of, reason_of
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, primary, secondary
from narvaro_desktop.gui.widgets.card import Card, empty, row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.earlier_text import EarlierText
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.page import Page, stack
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework.due import Due
from narvaro_desktop.usecases.teamwork import meeting_room
from narvaro_desktop.usecases.teamwork.meeting_room import AtHand, Decided, Item, MeetingView
from narvaro_desktop.usecases.work import Area, Changes

_SHOWS: Final = frozenset({Area.MEETINGS, Area.CASES})
_DUE_SHOWN: Final = 4


class MeetingRoomPage(Page):
    """`shell.go("meeting_room", meeting_id=…)`."""

    is_together = True

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self._meeting_id: UUID | None = None
        self._at: UUID | None = None
        self.view: MeetingView | None = None
        self._build_head()
        self._build_text()
        self._build_decisions()
        self._around = Card(title=_("Att göra i ärendet"))
        self._due = QVBoxLayout()
        theme.space(self._due, gap=12)
        self._around.body.addLayout(self._due)
        self._columns = self.columns(stack(self._text_card, self._decision_card), stack(self._around), (7, 4))
        self.end()
        for keys, act in (("Ctrl+PgDown", self.next_point), ("Ctrl+PgUp", self.previous_point)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        runner.changed.connect(self._changed)

    def shown(self, *, meeting_id: UUID, **_more: object) -> None:  # type: ignore[override]
        if meeting_id != self._meeting_id:
            self._meeting_id, self._at, self.view = meeting_id, None, None
            self._columns.hide()
            self.head.hide()
        self._ask()

    @property
    def item(self) -> Item | None:
        """The point that is spoken of."""
        return next((one for one in self._items() if one.id == self._at), None)

    def next_point(self) -> None:
        self._turn(1)

    def previous_point(self) -> None:
        self._turn(-1)

    def _build_head(self) -> None:
        self.back_button = secondary(_("Föregående"), "arrow-left")
        self.back_button.clicked.connect(self.previous_point)
        self.back_button.setToolTip("Ctrl+Page Up")
        self.next_button = primary(_("Nästa"), "arrow-right")
        self.next_button.clicked.connect(self.next_point)
        self.next_button.setToolTip("Ctrl+Page Down")
        self.hide_button = Button(text=_("Dölj namn"), icon="eye-off")
        self.hide_button.setCheckable(True)
        self.hide_button.toggled.connect(lambda _on: self._show_point())
        self.end_button = secondary(_("Avsluta mötet …"), "lock")
        self.end_button.clicked.connect(self._end_meeting)
        self.head.enlarge()
        self.head.set_actions(self.hide_button, self.end_button, self.back_button, self.next_button)

    def _build_text(self) -> None:
        self._text_card = Card()
        self._reason = label("", "lead", wrap=True)
        self.text = GrowingText(lines=7, most=16)
        self.text.setProperty("kind", "lead")
        self.text.edited.connect(self._write)
        self._readers = label("", "caption", wrap=True)
        self._field = Field(_("Anteckning"), self.text)
        self._hidden = label(_("Här finns en text som du inte kan läsa. Den är orörd."), "lead", wrap=True)
        self.earlier = EarlierText(self.text)
        for widget in (self._reason, self._hidden, self._field, self.earlier, self._readers):
            self._text_card.add(widget)

    def _build_decisions(self) -> None:
        self._decision_card = Card(title=_("Beslut"))
        self._decisions = QVBoxLayout()
        theme.space(self._decisions, gap=8)
        self._decision_card.body.addLayout(self._decisions)
        self.words, self.who, self.due = QLineEdit(), role_box(), DateField()
        self.form = Form()
        self._words = self.form.add(Field(_("Vad ska göras?"), self.words))
        self.form.add(Field(_("Ansvarig"), self.who))
        self._due_field = self.form.add(Field(_("Senast"), self.due))
        self.decide_button = secondary(_("Lägg till beslutet"), "check")
        self.decide_button.clicked.connect(self.decide)
        self.words.returnPressed.connect(self.decide)
        self._decision_card.add(self.form)
        line = QWidget()
        inner = row(self.decide_button)
        inner.addStretch(1)
        line.setLayout(inner)
        self._decision_card.add(line)

    def decide(self) -> None:
        """Keep the decision that has been filled in, as a task."""
        day, item = self.due.day(), self.item
        self._words.say("" if self.words.text().strip() else _("Skriv vad som ska göras."))
        self._due_field.say("" if day else self.due.fault() or _("Välj en dag."))
        if item is None or day is None or not self.form.check():
            return
        act = partial(
            meeting_room.decide, item_id=item.id, words=self.words.text(),
            responsible=self.who.currentData(), due_on=day,
        )  # fmt: skip
        self._runner.do(act, lambda _id: self._decided(), owner=self)

    def _decided(self) -> None:
        self.words.clear()
        self.words.setFocus()

    def _items(self) -> tuple[Item, ...]:
        return self.view.items if self.view else ()

    def _turn(self, by: int) -> None:
        items = self._items()
        if not items:
            return
        self.text.flush()
        place = next((at for at, one in enumerate(items) if one.id == self._at), 0)
        to = place + by
        if to >= len(items):
            self._end_meeting()
            return
        self._at = items[max(to, 0)].id
        self.words.clear()
        self._reset_day()
        self._show_point()
        self.text.setFocus()

    def _ask(self) -> None:
        if self._meeting_id is not None:
            question = partial(meeting_room.meeting, meeting_id=self._meeting_id)
            self._runner.ask(question, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWS:
            self._ask()

    def _show(self, view: MeetingView) -> None:
        if view.id != self._meeting_id:
            return
        if view.is_closed or not view.items or not view.may_write:
            self._shell.go("meeting", meeting_id=view.id)
            return
        is_first = self.view is None
        self.view = view
        if self.item is None:
            self._at = view.items[0].id
        if is_first:
            self._reset_day()
        self._show_point()
        self.head.show()
        self._columns.show()
        if is_first:
            self.text.setFocus()

    def _reset_day(self) -> None:
        assert self.view
        self.due.set_day(days.ahead(max(self.view.held_on, self.view.today), WEEK.days))

    def _show_point(self) -> None:
        view, item = self.view, self.item
        if view is None or item is None:
            return
        place = view.items.index(item)
        self.head.set_title(self._heading(item))
        words = _("Punkt {place} av {of}").format(place=place + 1, of=len(view.items))
        self.head.set_subtitle(words)
        if self.isVisible():
            self._shell.set_crumbs([("meetings", _("EHT-möten"))], days.full(view.held_on))
            self._shell.sidebar.show_at("meetings")
        self.back_button.setEnabled(place > 0)
        last = place == len(view.items) - 1
        self.next_button.setText(_("Avsluta …") if last else _("Nästa"))
        self.end_button.setVisible(not last)
        self._show_text(item)
        self._show_decisions(item.decisions, view)
        self._around.setVisible(item.case_id is not None)
        if item.case_id is not None:
            question = partial(meeting_room.at_hand, case_id=item.case_id)
            self._runner.ask(question, partial(self._show_at_hand, item.id), owner=self)

    def _heading(self, item: Item) -> str:
        if item.student is not None and self.hide_button.isChecked():
            return f"{initials(item.student.name)} {item.number}"
        return heading_of(item)

    def _show_text(self, item: Item) -> None:
        self._reason.setText(reason_of(item))
        self._reason.setVisible(bool(reason_of(item)))
        self._hidden.setVisible(item.hidden)
        self._field.setVisible(not item.hidden)
        if self.text.property("item") != str(item.id) or not self.text.hasFocus():
            self.text.setProperty("item", str(item.id))
            self.text.set_text(item.text)
        writable = self.view is not None and self.view.may_write and not self.view.is_closed
        self.earlier.show_earlier(item.earlier, writable)
        said = item.readers
        if item.kind is ItemKind.CONSULTATION:
            said += ". " + _("Skriv utan namn. En konsultation hör inte till något ärende.")
        elif item.case_id is not None:
            said += ". " + _("När mötet avslutas läggs texten i elevens ärende, och bara där.")
        self._readers.setText(said)

    def _show_decisions(self, decisions: tuple[Decided, ...], view: MeetingView) -> None:
        empty(self._decisions)
        for one in decisions:
            line = QWidget()
            inner = row(label(decision_words(one, view), "lead", wrap=True))
            inner.setStretch(0, 1)
            button = Button(text=_("Ta bort"), kind="quiet", small=True)
            button.setAccessibleName(_("Ta bort beslutet {words}").format(words=one.words))
            button.clicked.connect(partial(self._take_back, one.id))
            inner.addWidget(button)
            line.setLayout(inner)
            self._decisions.addWidget(line)

    def _show_at_hand(self, item_id: UUID, found: AtHand) -> None:
        if item_id != self._at or self.view is None:
            return
        said = found.step
        if found.figure is not None and found.figure.total.computable:
            said += proposal_words.SEPARATOR + proposal_words.share(found.figure)
        place = self.view.items.index(self.item) + 1 if self.item else 0
        words = _("Punkt {place} av {of}").format(place=place, of=len(self.view.items))
        self.head.set_subtitle(words + proposal_words.SEPARATOR + said)
        empty(self._due)
        for one in found.due[:_DUE_SHOWN]:
            self._due.addWidget(self._due_line(one))
        if not found.due:
            self._due.addWidget(label(_("Inget med datum väntar."), "body2", wrap=True))

    def _due_line(self, one: Due) -> QWidget:
        assert one.due_on is not None and self.view is not None
        when = days.due(one.due_on, self.view.today)
        who = role_word(one.responsible) if one.responsible else ""
        facts = ", ".join(filter(None, (when[:1].upper() + when[1:], who)))
        made, column = QWidget(), QVBoxLayout()
        made.setLayout(column)
        theme.space(column, gap=2)
        column.addWidget(label(one.words, "lead", wrap=True))
        column.addWidget(label(facts, "bad" if one.is_overdue else "body2", wrap=True))
        return made

    def _write(self, text: str) -> None:
        written = self.text.property("item")
        if written and self.view is not None and not self.view.is_closed:
            act = partial(meeting_room.write, item_id=UUID(str(written)), text=text)
            self._runner.do(act)

    def _take_back(self, decision_id: UUID, _on: bool = False) -> None:
        self._runner.do(partial(meeting_room.take_back, decision_id=decision_id), owner=self)

    def _end_meeting(self) -> None:
        """Ask once what was written last has been kept, so that the count is right."""
        self.text.flush()
        if self._meeting_id is not None:
            question = partial(meeting_room.meeting, meeting_id=self._meeting_id)
            self._runner.ask(question, self._ask_to_end, owner=self)

    def _ask_to_end(self, view: MeetingView) -> None:
        dialog = CloseMeetingDialog(self, self._runner, view)
        dialog.acted.connect(lambda _none: self._ended())
        dialog.open()

    def _ended(self) -> None:
        self._shell.toast(_("Mötet är avslutat."))
        self._shell.go("meeting", meeting_id=self._meeting_id)
