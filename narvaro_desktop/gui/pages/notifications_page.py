"""Anmälningar: every anmälan of the school, where it stands, and what is the school's to do."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.gui import days, icons, theme
from narvaro_desktop.gui.deciding.dispatch_dialog import open_round
from narvaro_desktop.gui.notification_acts import (
    ICONS,
    KINDS,
    NotificationActs,
    facts,
    unanswered_words,
    what_words,
)
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.tokens import CONTROL
from narvaro_desktop.gui.widgets.buttons import Button, menu_button, quiet, secondary
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.deciding import outgoing
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.work import Area, Changes

_SEEN = 3
_ROWS_SEEN = 6
_SHOWN = {Area.DECISIONS, Area.PACKAGES, Area.CASES, Area.STUDENTS}

_FILTERS: tuple[tuple[str, str, Callable[[NotificationLine], bool]], ...] = (
    ("missing", N_("Ej anmäld"), lambda line: line.state is NotificationState.MISSING),
    (
        "waits",
        N_("Inte lämnad"),
        lambda line: line.state in (NotificationState.SEALED, NotificationState.PRINTED),
    ),
    ("asked", N_("Väntar på svar"), lambda line: line.state is NotificationState.HANDED_OVER),
    ("overdue", N_("Svar dröjer"), lambda line: line.unanswered_days > 0),
    ("answered", N_("Besvarade"), lambda line: line.received_on is not None),
)

_GIVES_WAY = {3: 760, 4: 1260, 5: 1160, 6: 1060, 7: 960, 8: 860}
"""Columns and the width of the page, in pixels at 100 %, from which they are shown."""


class NotificationsPage(Page):
    """A table of all; what is chosen can be acted on below it, and by the menu of its row."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Anmälningar"), _("Från beslut till huvudmannens svar."))
        self._runner, self._shell = runner, shell
        self._lines: dict[object, NotificationLine] = {}
        self.bar = FilterBar(name=_("Sök elev eller ärendenummer"))
        for key, words, _keep in _FILTERS:
            self.bar.add_chip(key, _(words))
        self.model = RowsModel[NotificationLine](
            _columns(lambda: runner.office.clock.now().date()), lambda line: line.id
        )
        self.table = Table(model=self.model, name=_("Anmälningar"))
        self.nothing = EmptyState(icon="send")
        self._chosen = Card(surface="card")
        self._words = label("", "body", wrap=True)
        acts = QWidget()
        self._acts = Flow(acts)
        theme.space(self._acts, gap=8)
        self._chosen.add(self._words)
        self._chosen.add(acts)
        self._card = Card()
        for widget, stretch in ((self.bar, 0), (self.table, 1), (self.nothing, 1)):
            self._card.add(widget, stretch)
        self.add(self._card, 1)
        self.add(self._chosen)
        self.give_way(self.table, _GIVES_WAY)
        self.round_button = secondary(_("Lägesrapport …"), "send")
        self.round_button.clicked.connect(lambda: open_round(self, self._runner, self._shell))
        self.head.set_actions(self.round_button)
        self._connect()
        self._show()

    def shown(self, **what: object) -> None:
        self.table.setMinimumHeight(theme.px(CONTROL) * _ROWS_SEEN)
        self.ask()

    def focus_search(self) -> None:
        self.bar.focus_search()

    def ask(self) -> None:
        self._runner.ask(outgoing.everything, self.show_lines, owner=self)

    def show_lines(self, lines: list[NotificationLine]) -> None:
        """Show these; what was chosen stays chosen."""
        self._lines = {line.id: line for line in lines}
        self.model.set_rows(lines)
        waiting = sum(line.waits for line in lines)
        said = ngettext("{count} väntar", "{count} väntar", waiting).format(count=waiting)
        self._shell.set_count("notifications", waiting, said)
        self._show()

    def chosen(self) -> NotificationLine | None:
        """The row that is selected."""
        keys = self.table.selected_keys()
        return self._lines.get(keys[0]) if keys else None

    def acts(self, line: NotificationLine) -> NotificationActs:
        return NotificationActs(self, self._runner, self._shell, line)

    def _connect(self) -> None:
        self.bar.searched.connect(lambda _text: self._show())
        self.bar.chipsChanged.connect(lambda _chips: self._show())
        self.table.opened.connect(self._open)
        self.table.menuWanted.connect(self._menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_parts: self._show_chosen())
        self.nothing.pressed.connect(self.bar.clear)
        self._runner.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if changes & _SHOWN and self.isVisible():
            self.ask()

    def _show(self) -> None:
        chips = self.bar.chips()
        keeps = [keep for key, _words, keep in _FILTERS if key in chips]
        wanted = (lambda line: any(keep(line) for keep in keeps)) if keeps else None
        self.model.filter(self.bar.field.text(), wanted)
        total = self.model.total
        words = ngettext("{shown} av {total} anmälan", "{shown} av {total} anmälningar", total)
        self.bar.count(words.format(shown=self.model.shown, total=total))
        if not self._lines:
            self.nothing.show_empty(_("Här visas anmälningar när rektorn har inlett en utredning."))
        else:
            self.nothing.show_empty(_("Inga anmälningar passar filtret."), _("Rensa filter"))
        self.bar.setVisible(bool(self._lines))
        self.round_button.setVisible(any(line.handed_over_on for line in self._lines.values()))
        self.table.setVisible(self.model.shown > 0)
        self.nothing.setVisible(self.model.shown == 0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.chosen()
        self._chosen.setVisible(line is not None)
        empty(self._acts)
        if line is None:
            return
        self._chosen.set_title(line.student.name)
        self._words.setText(facts(line))
        acts = self.acts(line)
        if (coming := acts.next()) is not None:
            self._acts.addWidget(_button(coming[0], coming[1], "primary", coming[2]))
        self._acts.addWidget(_button(_("Öppna ärendet"), "folder-open", "", lambda: self._open(line.id)))
        others = acts.others()
        for words, icon, do in others[:_SEEN]:
            self._acts.addWidget(_button(words, icon, "quiet", do))
        if rest := others[_SEEN:]:
            self._acts.addWidget(menu_button("", rest, name=_("Fler val för anmälan")))

    def _open(self, key: object) -> None:
        if (line := self._lines.get(key)) is not None:
            self._shell.go("case", case_id=line.case_id)

    def _menu(self, key: object, where: QPoint) -> None:
        line = self._lines.get(key)
        if line is None:
            return
        menu = QMenu(self)
        acts = self.acts(line)
        coming = acts.next()
        for words, icon, do in [*([coming] if coming else []), *acts.others()]:
            action = menu.addAction(icons.icon(icon), words)
            action.triggered.connect(lambda _on=False, do=do: do())
        menu.addAction(_("Öppna ärendet")).triggered.connect(lambda: self._open(key))
        menu.popup(where)


def _columns(today: Callable[[], date]) -> tuple[Column[NotificationLine], ...]:
    def brief(day: date | None) -> str:
        return days.short(day, today()) if day else ""

    return (
        Column[NotificationLine](
            _("Elev"),
            lambda line: line.student.name,
            lambda line: line.student.sort_key,
            strong=True,
            link=True,
        ),
        Column[NotificationLine](
            _("Läge"),
            lambda line: unanswered_words(line) if line.unanswered_days else line.state.label,
            sort=lambda line: (list(NotificationState).index(line.state), -line.unanswered_days),
            token=lambda line: "warn" if line.unanswered_days else KINDS[line.state],
            icon=lambda line: "clock" if line.unanswered_days else ICONS[line.state],
            width=210,
        ),
        Column[NotificationLine](
            _("Senast"),
            lambda line: _due(line, today()),
            sort=lambda line: line.due_on or date.max,
            token=lambda line: "bad" if line.is_late else "",
            icon=lambda line: "clock" if line.is_late else "",
            width=150,
        ),
        Column[NotificationLine](_("Vad"), what_words, width=190),
        Column[NotificationLine](_("Klass"), lambda line: line.student.class_name, width=70),
        Column[NotificationLine](_("Ärende"), lambda line: line.case_number, width=100),
        Column[NotificationLine](
            _("Beslut"), lambda line: brief(line.decided_on), lambda line: line.decided_on, width=100
        ),
        Column[NotificationLine](
            _("Lämnad"),
            lambda line: brief(line.handed_over_on),
            lambda line: line.handed_over_on or date.max,
            width=100,
        ),
        Column[NotificationLine](
            _("Svar"),
            lambda line: line.registration_number or brief(line.received_on),
            lambda line: line.received_on or date.max,
            width=110,
        ),
    )


def _due(line: NotificationLine, today: date) -> str:
    """Until when the anmälan must be made, where it has not been."""
    if line.state is not NotificationState.MISSING or line.due_on is None:
        return ""
    words = days.due(line.due_on, today)
    return words[:1].upper() + words[1:]


def _button(words: str, icon: str, kind: str, do: Callable[[], object]) -> QWidget:
    made = Button(text=words, icon=icon, kind=kind) if kind != "quiet" else quiet(words, icon)
    made.clicked.connect(lambda _on=False: do())
    return made
