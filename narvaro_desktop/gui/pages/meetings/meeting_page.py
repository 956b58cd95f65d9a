"""One EHT-möte: its agenda and who is called, before it is held and after it was closed."""

from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs import meeting_dialogs as dialogs
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.paper_dialog import open_paper_dialog
from narvaro_desktop.gui.pages.meetings.meeting_agenda import Agenda
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import icon_button, link, menu_button, primary, secondary
from narvaro_desktop.gui.widgets.card import Card, empty, row
from narvaro_desktop.gui.widgets.dialog import ask
from narvaro_desktop.gui.widgets.page import Page, stack
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.teamwork import meeting_room, meetings
from narvaro_desktop.usecases.teamwork.meeting_room import Decided, Item, MeetingView
from narvaro_desktop.usecases.teamwork.meetings import Offered, Participant
from narvaro_desktop.usecases.work import Area, Changes

D = TypeVar("D", bound=ActDialog)
_SHOWS: Final = frozenset({Area.MEETINGS, Area.CASES, Area.STUDENTS})


class MeetingPage(Page):
    """`shell.go("meeting", meeting_id=…)`."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self._meeting_id: UUID | None = None
        self.view: MeetingView | None = None
        self.agenda = Agenda()
        self.agenda.moved.connect(lambda item, by: self._do(partial(meetings.move, item_id=item.id, by=by)))
        self.agenda.removed.connect(lambda item: self._do(partial(meetings.remove, item_id=item.id)))
        self.agenda.opened.connect(lambda item: self._shell.go("case", case_id=item.case_id))
        self.agenda.noted.connect(lambda item: self._open(dialogs.AddNoteDialog(self, runner, item)))
        self.agenda.decided.connect(self._decide_later)
        self.add_case_button = secondary(_("Lägg till ärende …"), "plus")
        self.add_case_button.clicked.connect(self.add_case)
        self.add_point_button = secondary(_("Lägg till fråga …"), "plus")
        self.add_point_button.clicked.connect(self.add_point)
        self.call_button = link(_("Kalla någon mer …"))
        self.call_button.clicked.connect(self.call)
        self._unseen = label("", "caption", wrap=True)
        self._adding = QWidget()
        line = row(self.add_case_button, self.add_point_button)
        line.addStretch(1)
        self._adding.setLayout(line)
        points = Card(title=_("Dagordning"))
        for widget in (self.agenda, self._unseen, self._adding):
            points.add(widget)
        self._people = QVBoxLayout()
        theme.space(self._people, gap=2)
        self._people_card = Card(title=_("Deltagare"))
        self._people_card.body.addLayout(self._people)
        self._people_card.add(self.call_button)
        self._shown_people: object = None
        self._columns = self.columns(stack(points), stack(self._people_card), (7, 4))
        self.end()
        self._hide()
        runner.changed.connect(self._changed)

    def shown(self, *, meeting_id: UUID, **_more: object) -> None:  # type: ignore[override]
        if meeting_id != self._meeting_id:
            self._meeting_id, self.view = meeting_id, None
            self._hide()
        self._ask()

    def add_case(self) -> None:
        """Offer the open cases that do not stand on the agenda."""
        if self._meeting_id is not None:
            question = partial(meetings.offered, meeting_id=self._meeting_id)
            self._runner.ask(question, self._offer, owner=self)

    def add_point(self) -> dialogs.AddPointDialog:
        assert self._meeting_id
        return self._open(dialogs.AddPointDialog(self, self._runner, self._meeting_id))

    def call(self) -> dialogs.CallDialog:
        assert self._meeting_id
        return self._open(dialogs.CallDialog(self, self._runner, self._meeting_id))

    def close_meeting(self) -> None:
        if self.view is not None:
            dialog = self._open(dialogs.CloseMeetingDialog(self, self._runner, self.view))
            dialog.acted.connect(lambda _none: self._shell.toast(_("Mötet är avslutat.")))

    def _hide(self) -> None:
        self.head.hide()
        self._columns.hide()

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
        self.view = view
        open_ = view.may_write and not view.is_closed
        self._show_head(view, open_)
        self.agenda.show_items(view)
        self._unseen.setText(
            ngettext(
                "{n} ärende på dagordningen ser du inte.",
                "{n} ärenden på dagordningen ser du inte.",
                view.unseen,
            ).format(n=view.unseen)
        )
        self._unseen.setVisible(view.unseen > 0)
        self._adding.setVisible(open_)
        self.call_button.setVisible(open_)
        self._show_people(view.participants, open_)
        self._columns.show()

    def _show_head(self, view: MeetingView, open_: bool) -> None:
        self.head.set_title(_("EHT-möte {day}").format(day=days.full(view.held_on)))
        words = days.weekday(view.held_on)
        facts = [words[:1].upper() + words[1:]]
        if view.closed_at is not None:
            said = _("Avslutat {day} av {who}")
            facts.append(said.format(day=days.moment(view.closed_at, today=view.today), who=view.closed_by))
        self.head.set_subtitle("  ·  ".join(facts))
        self.head.set_pills([Pill(_("Låst"), "neutral", "lock")] if view.is_closed else [])
        self.head.set_actions(*self._actions(view, open_))
        self.head.show()
        if self.isVisible():
            self._shell.set_crumbs([("meetings", _("EHT-möten"))], days.full(view.held_on))
            self._shell.sidebar.show_at("meetings")

    def _actions(self, view: MeetingView, open_: bool) -> list[QWidget]:
        entries = []
        if view.may_print:
            entries.append((_("Spara dagordningen …"), "file-down", self._save_agenda))
            entries.append((_("Spara protokollet …"), "file-down", self._save_protocol))
        if open_:
            entries.append((_("Flytta till en annan dag …"), "calendar", self._move_day))
            entries.append((_("Mötet blir inte av …"), "trash-2", self._cancel))
        buttons: list[QWidget] = []
        if open_:
            end = secondary(_("Avsluta mötet …"), "lock")
            end.clicked.connect(self.close_meeting)
            hold = primary(_("Håll mötet"), "messages-square")
            hold.setEnabled(bool(view.items))
            hold.clicked.connect(lambda: self._shell.go("meeting_room", meeting_id=view.id))
            buttons += [end, hold]
        if entries:
            buttons.append(menu_button("", entries, name=_("Mer om mötet")))
        return buttons

    def _show_people(self, people: tuple[Participant, ...], open_: bool) -> None:
        if (people, open_) == self._shown_people:
            return
        self._shown_people = (people, open_)
        empty(self._people)
        for one in people:
            words = ", ".join(filter(None, (one.name, one.function)))
            if open_:
                tick = Tick(words, one.was_there)
                tick.box.toggled.connect(partial(self._attend, one.id))
                self._people.addWidget(self._guest(one, tick, words) if one.is_guest else tick)
            else:
                said = words if one.was_there else _("{who} (inte med)").format(who=words)
                self._people.addWidget(label(said, "body" if one.was_there else "body2", wrap=True))
        if open_:
            self._people.addWidget(label(_("Bocka av den som är med."), "caption", wrap=True))

    def _guest(self, one: Participant, tick: Tick, words: str) -> QWidget:
        """Someone from outside the team, who may also be taken off the list."""
        away = icon_button("x", _("Ta bort {who}").format(who=words), small=True)
        away.clicked.connect(lambda: self._do(partial(meetings.dismiss, participant_id=one.id)))
        held = QWidget()
        line = row(tick, away)
        line.setStretch(0, 1)
        held.setLayout(line)
        return held

    def _attend(self, participant_id: UUID, is_there: bool) -> None:
        self._do(partial(meetings.attend, participant_id=participant_id, was_there=is_there))

    def _decide_later(self, item: Item, replacing: Decided | None) -> None:
        if self.view is not None:
            self._open(dialogs.DecisionDialog(self, self._runner, item, self.view.today, replacing))

    def _offer(self, offered: list[Offered]) -> None:
        if self._meeting_id is not None:
            self._open(dialogs.AddCaseDialog(self, self._runner, self._meeting_id, offered))

    def _save_agenda(self) -> None:
        assert self._meeting_id
        open_paper_dialog(dialogs.agenda_dialog(self, self._runner, self._meeting_id), self._shell)

    def _save_protocol(self) -> None:
        assert self._meeting_id
        open_paper_dialog(dialogs.protocol_dialog(self, self._runner, self._meeting_id), self._shell)

    def _move_day(self) -> None:
        if self.view is not None:
            self._open(dialogs.MeetingDayDialog(self, self._runner, self.view.held_on, self.view.id))

    def _cancel(self) -> None:
        text = _("Dagordningen försvinner. Ärendena och det som ska göras i dem är kvar.")
        dialog = ask(self, _("Ställa in mötet?"), text, _("Ställ in"), danger=True)
        dialog.accepted.connect(self._cancelled)

    def _cancelled(self) -> None:
        if self._meeting_id is not None:
            act = partial(meetings.cancel, meeting_id=self._meeting_id)
            self._meeting_id = None
            self._runner.do(act, lambda: self._shell.go("meetings"), owner=self)

    def _do(self, act: Wish) -> None:
        self._runner.do(act, owner=self)

    def _open(self, dialog: D) -> D:
        dialog.open()
        return dialog
