"""On the page Främja: meetings and training outside cases, the årshjul, and what pupils answer."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import days, proposal_words, theme
from narvaro_desktop.gui.widgets.buttons import primary, secondary
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.tabs import Tab
from narvaro_desktop.gui.widgets.text import caption, h2, label
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.gui.widgets.todo_list import Task, TodoList
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.promoting.feedback import Feedback
from narvaro_desktop.usecases.promoting.school_events import EventLine, Events
from narvaro_desktop.usecases.promoting.year_wheel import Month, Wheel
from narvaro_desktop.usecases.routines.routine import Step, routine

DONE = "done"


class EventsTab(Tab):
    """What has been done with others. `followed(key)`: one has come back to it."""

    followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.new_button = primary(_("Nytt möte …"), "plus")
        nothing = _(
            "Här står möten om arbetssätt, avstämningar, utbildning och handledning. Det som gäller en elev "
            "hör hemma i elevens ärende."
        )
        self.list = TodoList(empty=nothing)
        self.list.acted.connect(lambda key, _action: self.followed.emit(key))
        self._trained = caption("")
        self.put_buttons(self.new_button)
        self.put(self._trained, self.list)

    def show_events(self, found: Events, today: date, may: bool) -> None:
        self.new_button.setVisible(may)
        self._trained.setVisible(found.trained > 0)
        words = ngettext(
            "{count} deltagare i utbildning och handledning det här läsåret.",
            "{count} deltagare i utbildning och handledning det här läsåret.",
            found.trained,
        )
        self._trained.setText(words.format(count=found.trained))
        self.list.set_tasks([_event(line, today, may) for line in found.lines])


class YearTab(Tab):
    """The months of the läsår with what is to be done in each. `ticked(key, done)`."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._state = label("", "body", wrap=True)
        self._months = QVBoxLayout()
        theme.space(self._months, gap=14)
        self.put(self._state)
        self.column.addLayout(self._months)
        self.ticks: dict[str, Tick] = {}
        self._shown: object = None

    def show_wheel(self, found: Wheel | None, today: date, may: bool) -> None:
        if found is None or (found, may) == self._shown:
            return
        held = next((key for key, tick in self.ticks.items() if tick.box.hasFocus()), "")
        self._shown, self.ticks = (found, may), {}
        self._state.setText(_state(found))
        empty(self._months)
        for month in found.months:
            self._months.addWidget(self._month(month, today, may))
        if held in self.ticks:
            self.ticks[held].box.setFocus()

    def _month(self, month: Month, today: date, may: bool) -> QWidget:
        made, column = QWidget(), QVBoxLayout()
        made.setLayout(column)
        theme.space(column, gap=6)
        name = days.month(month.month)
        column.addWidget(h2(_("{month}, nu").format(month=name) if month.is_now else name))
        for step in month.steps:
            tick = Tick(step.point.words, step.done_on is not None)
            tick.box.setEnabled(may)
            tick.box.toggled.connect(lambda on, key=step.point.key: self.ticked.emit(key, on))
            self.ticks[step.point.key] = tick
            column.addWidget(tick)
            if said := _said(step, today):
                below = label(said, "caption", wrap=True)
                below.setIndent(theme.px(34))
                column.addWidget(below)
        return made


class FeedbackTab(Tab):
    """What the pupils of each group have answered, as shares."""

    def __init__(self) -> None:
        super().__init__()
        self.new_button = secondary(_("Skriv in elevernas svar …"), "plus")
        self.form_button = secondary(_("Spara frågorna som PDF …"), "printer")
        self.list = TodoList(empty=_("Fyra korta frågor utan namn. Dela ut dem på papper och räkna svaren."))
        self.put_buttons(self.new_button, self.form_button)
        self.put(self.list)

    def show_feedback(self, lines: Sequence[Feedback], today: date, may: bool) -> None:
        self.new_button.setVisible(may)
        self.list.set_tasks([_feedback(place, one, today) for place, one in enumerate(lines)])


def _state(found: Wheel) -> str:
    said = _("Läsåret {year}.").format(year=found.label)
    if not found.left_behind:
        return said
    left = ngettext(
        "{count} sak från de månader som har gått är kvar.",
        "{count} saker från de månader som har gått är kvar.",
        found.left_behind,
    )
    return f"{said} {left.format(count=found.left_behind)}"


def _said(step: Step, today: date) -> str:
    if step.done_on is None:
        return step.point.help
    return _("{day}, {who}").format(day=days.short(step.done_on, today), who=step.done_by)


def _event(line: EventLine, today: date, may: bool) -> Task:
    one = line.event
    facts = [one.kind.label[:1].upper() + one.kind.label[1:], days.short(one.held_on, today), one.whom]
    if one.participants is not None:
        facts.append(_("{count} deltagare").format(count=one.participants))
    if one.next_owner:
        facts.append(_("nästa steg: {who}").format(who=one.next_owner))
    due = ""
    if line.waits and one.follow_up_on is not None:
        due = days.due(one.follow_up_on, today)
    elif line.followed_up_on is not None:
        due = _("uppföljt {day}").format(day=days.short(line.followed_up_on, today))
    return Task(
        key=str(line.id),
        sentence=one.subject,
        detail=one.agreed,
        who=proposal_words.SEPARATOR.join(filter(None, facts)),
        due=due[:1].upper() + due[1:],
        kind="bad" if line.is_overdue else "neutral",
        icon="messages-square" if not one.teaches else "graduation-cap",
        actions=((DONE, _("Uppföljt"), ""),) if may and line.waits else (),
    )


def _feedback(place: int, one: Feedback, today: date) -> Task:
    said = []
    for question in routine().feedback:
        agree, of = one.agreeing(question.key)
        if of:
            words = _("{question}: {share} % av {of}")
            said.append(words.format(question=question.words, share=round(100 * agree / of), of=of))
    return Task(
        key=str(place),
        sentence=_("{group}, {day}").format(group=one.group, day=days.short(one.held_on, today)),
        detail="\n".join([*said, *([one.words] if one.words else [])]),
        who=_("Andel som svarar att det stämmer helt eller ganska bra. Inskrivet av {who}.").format(
            who=one.who
        ),
        icon="message-square",
    )
