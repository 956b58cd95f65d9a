"""What stands behind the tabs of Främja: measures, classes, rounds."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.promoting.prevention import RoundMark, Spot
from narvaro_desktop.domain.terms import MeasureLevel
from narvaro_desktop.gui import days, proposal_words, theme
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.widgets.buttons import primary, secondary
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.tabs import Tab
from narvaro_desktop.gui.widgets.text import h2, label
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.promoting.prevention import MeasureLine, RoundLine, Spots
from narvaro_desktop.usecases.routines.routine import routine

FOLLOW, TRY = "follow", "try"


class MeasuresTab(Tab):
    """What is tried with groups and the school. `followed(key)`."""

    followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.new_button = primary(_("Ny åtgärd"), "plus")
        nothing = _("Här står det som prövas för en klass, en årskurs eller hela skolan.")
        self.list, self._past = TodoList(empty=nothing), TodoList()
        self.list.acted.connect(lambda key, _action: self.followed.emit(key))
        self._past_words = h2(_("Avslutade"))
        self.put_buttons(self.new_button)
        self.put(self.list, self._past_words, self._past)

    def show_measures(self, lines: Sequence[MeasureLine], today: date, may: bool) -> None:
        self.new_button.setVisible(may)
        self.list.set_tasks([_measure(line, today, may) for line in lines if line.ended_on is None])
        past = [_measure(line, today, False) for line in lines if line.ended_on is not None]
        self._past.set_tasks(past)
        self._past_words.setVisible(bool(past))


class SpotsTab(Tab):
    """Counts by class and årskurs. `tried(name)`: a measure for that group is wished for."""

    tried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._state = label("", "body", wrap=True)
        self.rows: RowsModel[Spot] = RowsModel(_columns(), _name)
        self.table = Table(model=None, name=_("Frånvaro per klass och årskurs"))
        self.table.show_model(self.rows)
        self.table.setSortingEnabled(False)  # classes are never ranked by their absence
        self.table.opened.connect(lambda key: self.tried.emit(str(key)))
        self._note = label("", "caption", wrap=True)
        self.put(self._state, self.table, self._note)

    def show_spots(self, found: Spots | None, today: date) -> None:
        self.table.setVisible(found is not None)
        self._note.setVisible(found is not None)
        if found is None:
            self._state.setText(_("Läs in frånvaro, så visas klasserna här."))
            return
        note = _(
            "Där det står få är det färre än {few}. Siffrorna säger var ni kan titta efter, inte vem som "
            "har gjort vad. En klass sticker ut när andelen med minst 10 % ligger tydligt över skolans. "
            "Tryck Enter på en rad för att skriva en åtgärd för gruppen."
        )
        self._note.setText(note.format(few=found.few))
        words = _("De senaste 28 dagarna, t.o.m. {day}. Källa: {source}.")
        self._state.setText(words.format(day=days.short(found.state.until, today), source=found.state.source))
        self.rows.set_rows(found.groups)
        self.table.stand(len(found.groups))


class RoundsTab(Tab):
    """The lärmiljöronder, each with what should change. `tried(point key)`."""

    tried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.new_button = secondary(_("Ny rond …"), "plus")
        self.put_buttons(self.new_button)
        self._rounds = QVBoxLayout()
        theme.space(self._rounds, gap=12)
        self.column.addLayout(self._rounds)
        self._shown: object = None

    def show_rounds(self, lines: Sequence[RoundLine], today: date, may: bool) -> None:
        self.new_button.setVisible(may)
        if (tuple(lines), today, may) == self._shown:
            return
        self._shown = (tuple(lines), today, may)
        empty(self._rounds)
        for line in lines:
            self._rounds.addWidget(self._round(line, today, may))
        if not lines:
            nothing = _("Gör en rond tillsammans med någon som inte arbetar där. Det ni ser står sedan här.")
            self._rounds.addWidget(label(nothing, "body2", wrap=True))

    def _round(self, line: RoundLine, today: date, may: bool) -> QWidget:
        made, column = QWidget(), QVBoxLayout()
        made.setLayout(column)
        theme.space(column, gap=4)
        column.addWidget(h2(f"{line.place}, {days.short(line.held_on, today)}"))
        said = _("{works} av {of} punkter fungerar. Ronden gjordes av {who}.")
        column.addWidget(
            label(said.format(works=line.works, of=line.looked_at, who=line.who), "body2", wrap=True)
        )
        left = TodoList(tasks=_lacking(line, may))
        left.acted.connect(lambda key, _action: self.tried.emit(key))
        column.addWidget(left)
        return made


def _measure(line: MeasureLine, today: date, may: bool) -> Task:
    one = line.measure
    whom = one.group_name if one.level is MeasureLevel.GROUP else _("hela skolan")
    facts = [whom, _("ansvarig: {role}").format(role=role_word(one.responsible))]
    if line.seen:
        last = line.seen[0]
        facts.append(_("{day}: {seen}").format(day=days.short(last.held_on, today), seen=last.seen))
    state = days.due(one.follow_up_on, today)
    if line.ended_on is not None:
        state = line.outcome.label if line.outcome else ""
    return Task(
        key=str(line.id),
        sentence=one.title,
        detail=one.goal,
        who=proposal_words.SEPARATOR.join(facts),
        due=state[:1].upper() + state[1:],
        kind="bad" if line.is_overdue else "neutral",
        actions=((FOLLOW, _("Följ upp …"), ""),) if may else (),
    )


def _lacking(line: RoundLine, may: bool) -> list[Task]:
    """What works only partly or should change, in the order of the checklist."""
    tasks = []
    for key, point in routine().round_points.items():
        mark, words = line.marks.get(key, (RoundMark.WORKS, ""))
        if mark in (RoundMark.PARTLY, RoundMark.LACKING):
            tasks.append(
                Task(
                    key=key,
                    sentence=point.words,
                    detail=words,
                    due=mark.label[:1].upper() + mark.label[1:],
                    actions=((TRY, _("Ny åtgärd …"), ""),) if may else (),
                )
            )
    return tasks


def _columns() -> list[Column[Spot]]:
    return [
        Column(_("Klass"), _name, width=140, strong=True),
        Column(_("Elever"), lambda one: str(one.pupils), align="right", width=75),
        Column(_("Minst 10 %"), lambda one: _count(one.noticed), align="right", width=110),
        Column(_("Minst 20 %"), lambda one: _count(one.high), align="right", width=110),
        Column(
            _("Att titta på"), lambda one: _("sticker ut") if one.stands_out else "",
            icon=lambda one: "eye" if one.stands_out else "",
        ),
    ]  # fmt: skip


def _name(one: Spot) -> str:
    if one.name:
        return one.name
    return _("Årskurs {year}").format(year=one.school_year) if one.school_year else _("Förskoleklass")


def _count(count: int | None) -> str:
    return str(count) if count is not None else _("få")
