"""EHT-möten: those to come and those that were, and *Nytt möte*."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.meeting_dialogs import MeetingDayDialog
from narvaro_desktop.gui.pages.today.today_list import TodayList
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import primary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.todo_list import Task
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.teamwork import meetings
from narvaro_desktop.usecases.teamwork.meetings import MeetingLine
from narvaro_desktop.usecases.work import Area, Changes

_SHOWS: Final = frozenset({Area.MEETINGS})
_WEEKDAYS: Final = 5


class MeetingsPage(Page):
    """The meetings to come stand first; each opens."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("EHT-möten"))
        self._runner, self._shell = runner, shell
        self._lines: list[MeetingLine] = []
        rights, role = runner.office.rules.rights, runner.office.actor.role
        self._may = rights.may(role, Resource.MEETING, Action.WRITE)
        self._may_list = rights.may(role, Resource.MEETING, Action.LIST)
        self.new_button = primary(_("Nytt möte"), "plus")
        self.new_button.clicked.connect(self.new_meeting)
        if self._may:
            self.head.set_actions(self.new_button)
        self.coming = self._list(_("Planerade"))
        self.held = self._list(_("Hållna"))
        self.nothing = EmptyState(
            icon="messages-square",
            sentence=_("Här planeras teamets möten. Dagordningen byggs av det som väntar i ärendena."),
            button=_("Nytt möte") if self._may else "",
        )
        self.nothing.pressed.connect(self.new_meeting)
        self._empty = Card()
        self._empty.add(self.nothing)
        for card in (self.coming.card, self.held.card, self._empty):
            self.add(card)
        self.end()
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        self._ask()

    def new_meeting(self) -> MeetingDayDialog:
        """Ask for the day; the meeting opens with its agenda."""
        dialog = MeetingDayDialog(self, self._runner, self._next_day())
        dialog.acted.connect(lambda made: self._shell.go("meeting", meeting_id=made))
        dialog.open()
        return dialog

    def _list(self, words: str) -> TodayList:
        made = TodayList(Card(), words)
        made.opened.connect(lambda key: self._shell.go("meeting", meeting_id=UUID(key)))
        return made

    def _next_day(self) -> date:
        """A week after the latest meeting, or the next weekday."""
        today = self._runner.office.clock.now().date()
        latest = max((line.held_on for line in self._lines), default=today)
        day = max(latest + timedelta(days=7), today + timedelta(days=1)) if self._lines else today
        while day.weekday() >= _WEEKDAYS:
            day += timedelta(days=1)
        return day

    def _ask(self) -> None:
        if self._may_list:
            self._runner.ask(meetings.meetings, self._show, owner=self)
        else:
            self.nothing.show_empty(_("Mötena visas för dem som sitter i elevhälsoteamet."), icon="lock")

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWS:
            self._ask()

    def _show(self, lines: list[MeetingLine]) -> None:
        self._lines = lines
        today = self._runner.office.clock.now().date()
        coming = sorted((line for line in lines if not line.is_closed), key=lambda line: line.held_on)
        self.coming.show_tasks([_row(line, today) for line in coming])
        self.held.show_tasks([_row(line, today) for line in lines if line.is_closed])
        self._empty.setVisible(not lines)
        self.new_button.setVisible(bool(lines))


def _row(line: MeetingLine, today: date) -> Task:
    facts = [ngettext("{n} punkt", "{n} punkter", line.points).format(n=line.points)]
    if line.decisions:
        facts.append(ngettext("{n} beslut", "{n} beslut", line.decisions).format(n=line.decisions))
    words = days.weekday(line.held_on)
    late = not line.is_closed and line.held_on < today
    state = _("Låst") if line.is_closed else _("Inte avslutat") if late else ""
    if not state:
        when = days.due(line.held_on, today)
        state = when[:1].upper() + when[1:]
    return Task(
        key=str(line.id),
        sentence=words[:1].upper() + words[1:],
        detail=", ".join(facts),
        due=state,
        kind="warn" if late else "neutral",
        icon="lock" if line.is_closed else "messages-square",
        links=True,
    )
