"""What is asked about a group's measure, its follow-up, and a lärmiljörond."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.promoting.prevention import Part, Point, RoundMark
from narvaro_desktop.domain.terms import MeasureLevel, Outcome
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.meeting_dialogs import role_box
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import h2, label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.promoting import prevention
from narvaro_desktop.usecases.promoting.prevention import GroupMeasure, MeasureLine

_ENDS: Final = (Outcome.REACHED, Outcome.PARTLY, Outcome.NOT_REACHED, Outcome.STOPPED_RESOURCES)


class GroupMeasureDialog(ActDialog):
    """A measure for a group or the school; `group` and `point` are where the thought came from."""

    def __init__(
        self, parent: QWidget, runner: Runner, today: date, group: str = "", point: Point | None = None
    ) -> None:
        super().__init__(parent, runner, _("Ny åtgärd"), "", _("Lägg till"), wide=True)
        self._point = point
        choices = [(MeasureLevel.GROUP, _("Grupp eller klass")), (MeasureLevel.SCHOOL, _("Hela skolan"))]
        self.level = Segmented(choices, _("För vem"), MeasureLevel.GROUP if group else MeasureLevel.SCHOOL)
        self.group, self.title_edit = QLineEdit(group), QLineEdit()
        self.goal = GrowingText(lines=2, most=5)
        self.who, self.starts_on, self.follow_up_on = role_box(), DateField(), DateField()
        self.starts_on.set_day(today)
        self.follow_up_on.set_day(days.ahead(today, runner.office.rules.days.group_follow_up))
        self.form = form = Form()
        form.add(Field(_("För vem"), self.level))
        self._group = form.add(Field(_("Vilken grupp"), self.group, _("Till exempel 7B eller årskurs 4.")))
        help = _("Från ronden: {words}").format(words=point.words) if point else ""
        self._title = form.add(Field(_("Vad ska göras?"), self.title_edit, help))
        self._goal = form.add(Field(_("Mål"), self.goal, _("Vad ska ha blivit annorlunda?")))
        form.add(Field(_("Ansvarig"), self.who))
        self._start = form.add(Field(_("Från och med"), self.starts_on))
        self._follow = form.add(Field(_("Följs upp"), self.follow_up_on))
        self.add(form)
        self.level.changed.connect(lambda _key: self._look())
        self._look()
        self.title_edit.setFocus()
        self.keep_typed("group_measure", group, goal=self.goal)

    def wish(self) -> Wish | None:
        first, last = self.starts_on.day(), self.follow_up_on.day()
        self._title.say("" if self.title_edit.text().strip() else _("Skriv vad som ska göras."))
        self._goal.say("" if self.goal.text().strip() else _("Skriv målet. En mening räcker."))
        is_group = self.level.chosen() is MeasureLevel.GROUP
        self._group.say(_("Skriv vilken grupp.") if is_group and not self.group.text().strip() else "")
        self._start.say("" if first else self.starts_on.fault() or _("Välj en dag."))
        late = first is not None and last is not None and last <= first
        self._follow.say(_("Välj en dag som ligger efter starten.") if late or last is None else "")
        if not self.form.check() or first is None or last is None:
            return None
        level = self.level.chosen()
        assert isinstance(level, MeasureLevel)
        measure = GroupMeasure(
            title=self.title_edit.text(),
            level=level,
            group_name=self.group.text() if is_group else "",
            goal=self.goal.text(),
            responsible=self.who.currentData(),
            starts_on=first,
            follow_up_on=last,
            round_point=self._point.key if self._point else None,
        )
        return partial(prevention.add_measure, measure=measure)

    def _look(self) -> None:
        self._group.setVisible(self.level.chosen() is MeasureLevel.GROUP)


class GroupFollowUpDialog(ActDialog):
    """What was seen: it goes on until another day, or ends with a result."""

    def __init__(self, parent: QWidget, runner: Runner, line: MeasureLine, today: date) -> None:
        super().__init__(parent, runner, _("Följ upp åtgärden?"), line.measure.title, _("Spara"), wide=True)
        self._line = line
        self.seen = GrowingText(lines=3, most=8)
        choices = [("on", _("Fortsätter")), ("end", _("Avslutas"))]
        self.way = Segmented(choices, _("Och sedan"), "on")
        self.next_on, self.outcome = DateField(), QComboBox()
        self.next_on.set_day(days.ahead(today, runner.office.rules.days.group_follow_up))
        for outcome in _ENDS:
            self.outcome.addItem(outcome.label[:1].upper() + outcome.label[1:], outcome)
        self.form = Form()
        self._seen = self.form.add(Field(_("Vad har ni sett?"), self.seen, line.measure.goal))
        self.form.add(Field(_("Och sedan"), self.way))
        self._next = self.form.add(Field(_("Följs upp igen"), self.next_on))
        self._outcome = self.form.add(Field(_("Resultat"), self.outcome))
        self.add(self.form)
        self.way.changed.connect(lambda _key: self._look())
        self._look()
        self.seen.setFocus()
        self.keep_typed("group_measure.follow_up", line.id, seen=self.seen)

    def wish(self) -> Wish | None:
        goes_on = self.way.chosen() == "on"
        self._seen.say("" if self.seen.text().strip() else _("Skriv en mening om vad ni har sett."))
        day = self.next_on.day()
        self._next.say(_("Välj en dag då ni följer upp igen.") if goes_on and day is None else "")
        if not self.form.check():
            return None
        return partial(
            prevention.follow_up, measure_id=self._line.id, seen=self.seen.text(),
            next_on=day if goes_on else None, outcome=None if goes_on else self.outcome.currentData(),
        )  # fmt: skip

    def _look(self) -> None:
        goes_on = self.way.chosen() == "on"
        self._next.setVisible(goes_on)
        self._outcome.setVisible(not goes_on)


class RoundDialog(ActDialog):
    """A lärmiljörond: where, and one answer for each point that one has looked at."""

    def __init__(self, parent: QWidget, runner: Runner, parts: tuple[Part, ...], today: date) -> None:
        text = _("Svara på det ni har sett. Det andra lämnas tomt. Skriv inga elevers namn.")
        super().__init__(parent, runner, _("Ny lärmiljörond"), text, _("Spara ronden"), wide=True)
        self.place, self.held_on = QLineEdit(), DateField()
        self.held_on.set_day(today)
        self.form = Form()
        help = _("Till exempel matsalen, korridoren på plan 2 eller 7B.")
        self._place = self.form.add(Field(_("Var"), self.place, help))
        self._day = self.form.add(Field(_("Dag"), self.held_on))
        self.add(self.form)
        self.answers: dict[str, PointAnswer] = {}
        for part in parts:
            self.add(h2(part.title))
            for point in part.points:
                self.answers[point.key] = PointAnswer(point)
                self.add(self.answers[point.key])
        self.place.setFocus()

    def wish(self) -> Wish | None:
        day = self.held_on.day()
        self._place.say("" if self.place.text().strip() else _("Skriv var ronden gjordes."))
        self._day.say("" if day else self.held_on.fault() or _("Välj en dag."))
        if not self.form.check() or day is None:
            return None
        marks = {key: one.answer() for key, one in self.answers.items()}
        seen = {key: answer for key, answer in marks.items() if answer is not None}
        return partial(prevention.keep_round, place=self.place.text(), held_on=day, marks=seen)


class PointAnswer(QWidget):
    """One point: how it is, and, where it should change, what was seen."""

    def __init__(self, point: Point) -> None:
        super().__init__()
        choices = [(mark, mark.label[:1].upper() + mark.label[1:]) for mark in RoundMark]
        self.mark = Segmented(choices, point.words, may_clear=True)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Vad såg ni?"))
        self.words.setAccessibleName(_("Vad såg ni? {point}").format(point=point.words))
        self.words.hide()
        column = QVBoxLayout(self)
        theme.space(column, (0, 2, 0, 8), 6)
        column.addWidget(label(point.words, "strong", wrap=True))
        if point.help:
            column.addWidget(label(point.help, "caption", wrap=True))
        column.addWidget(self.mark)
        column.addWidget(self.words)
        self.mark.changed.connect(self._look)

    def answer(self) -> tuple[RoundMark, str] | None:
        chosen = self.mark.chosen()
        return (chosen, self.words.text()) if isinstance(chosen, RoundMark) else None

    def _look(self, chosen: object) -> None:
        self.words.setVisible(chosen in (RoundMark.PARTLY, RoundMark.LACKING))
