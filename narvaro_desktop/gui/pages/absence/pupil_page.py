"""Elevens frånvaro: figures, signals, weeks, places in the day, subjects and spells of one pupil."""

from functools import partial
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.absence.absence import Figure
from narvaro_desktop.domain.charts.heat_map import WEEKDAYS
from narvaro_desktop.domain.charts.share_grid import Grid
from narvaro_desktop.domain.charts.trend_chart import Beside
from narvaro_desktop.gui import absence_words, days, proposal_words
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.widgets.figure_card import FigureCard, FigureRow
from narvaro_desktop.gui.widgets.heat_map import HeatMap
from narvaro_desktop.gui.widgets.page import Page, stack
from narvaro_desktop.gui.widgets.share_grid import ShareGrid
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.trend_chart import TrendChart
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence import attention, pupil_absence, signal_words
from narvaro_desktop.usecases.absence.attention import Told
from narvaro_desktop.usecases.absence.pupil_absence import PupilAbsence, Spell, SubjectAbsence
from narvaro_desktop.usecases.work import Area, Changes

_SHOWS: Final = frozenset({Area.ABSENCE, Area.STUDENTS, Area.CALENDAR, Area.CASES, Area.SUGGESTIONS})


class PupilPage(Page):
    """`shell.go("pupil_absence", student_id=…)`."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Elevens frånvaro"))
        self._runner, self._shell = runner, shell
        self._student_id: UUID | None = None
        self._case_id: UUID | None = None
        self.now, self.year = FigureCard(caption=_("Senaste 28 dagarna")), FigureCard(caption=_("Läsåret"))
        self.valid, self.invalid = (
            FigureCard(caption=_("Varav giltig")),
            FigureCard(caption=_("Varav ogiltig")),
        )
        self.figures = FigureRow([self.now, self.year, self.valid, self.invalid])
        self.elsewhere = label("", "warn", wrap=True)
        self.elsewhere.hide()
        self.signals = label("", "body", wrap=True)
        self._heat, self._trend, self._places = HeatMap(), TrendChart(), ShareGrid()
        unit = _("procent av lektionstiden, lägre är bättre")
        self.heat = ChartCard(_("Frånvaro per veckodag"), self._heat, unit)
        self.trend = ChartCard(_("Frånvaro per vecka"), self._trend, unit)
        self.places = ChartCard(_("Lektionens plats på dagen"), self._places, unit)
        self._subjects: RowsModel[SubjectAbsence] = RowsModel(_subject_columns(), lambda one: one.name)
        self.subjects = Table(model=self._subjects, name=_("Frånvaro per ämne"))
        self._spells: RowsModel[Spell] = RowsModel(_spell_columns(), lambda one: one.first)
        self.spells = Table(model=self._spells, name=_("Hela dagar borta"))
        self.case_button = secondary(_("Öppna ärendet"), "folder-open")
        self.student_button = secondary(_("Elevens uppgifter"), "user")
        self.head.set_actions(self.student_button, self.case_button)
        self._lay()
        self.case_button.clicked.connect(lambda: self._shell.go("case", case_id=self._case_id))
        self.student_button.clicked.connect(lambda: self._shell.go("students", student_id=self._student_id))
        runner.changed.connect(self._changed)

    def shown(self, *, student_id: UUID | None = None, **_what: object) -> None:  # type: ignore[override]
        if student_id is not None:
            self._student_id = student_id
        self._ask()

    def _lay(self) -> None:
        said = Card(title=_("Signaler"))
        said.add(self.signals)
        subjects, spells = Card(title=_("Ämnen")), Card(title=_("Hela dagar borta"))
        subjects.add(self.subjects)
        spells.add(self.spells)
        self.no_spells = label(_("Ingen hel dag borta det här läsåret."), "body2", wrap=True)
        spells.add(self.no_spells)
        self.add(self.figures)
        self.add(self.elsewhere)
        self.columns(stack(said, self.places, spells), stack(self.trend, self.heat, subjects))
        self.end()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWS:
            self._ask()

    def _ask(self) -> None:
        """First the figures; the signals need the whole årskurs and come after."""
        if self._student_id is None:
            return
        of = partial(pupil_absence.pupil_absence, student_id=self._student_id)
        self._runner.ask(of, self._show, owner=self)
        signals = partial(attention.signals_of, student_id=self._student_id)
        self._runner.ask(signals, self._show_signals, owner=self)

    def _show(self, found: PupilAbsence | None) -> None:
        self.figures.setVisible(found is not None)
        if found is None:
            self.head.set_subtitle(_("Ingen frånvaro är inläst än."))
            return
        self.head.set_title(_("Frånvaro: {name}").format(name=found.student.name))
        self.head.set_subtitle(_source(found))
        self._case_id = found.case_id
        self.case_button.setVisible(found.case_id is not None)
        self._show_figures(found)
        self.elsewhere.setText(absence_words.elsewhere(found.student, found.today))
        self.elsewhere.setVisible(bool(self.elsewhere.text()))
        self._heat.set_weeks(found.weeks)
        self._trend.set_weeks(found.weeks, beside=(Beside(_("egen nivå"), found.own), *_class_line(found)))
        self.places.setVisible(bool(found.places))
        if found.places:
            self._places.set_grid(_places(found))
        _fill(self.subjects, self._subjects, found.subjects)
        _fill(self.spells, self._spells, found.spells)
        self.spells.setVisible(bool(found.spells))
        self.no_spells.setVisible(not found.spells)

    def _show_figures(self, found: PupilAbsence) -> None:
        now, year = found.now, found.year
        change = _("{points} procentenheter").format(points=found.change.text()) if found.change else ""
        self.now.show_figure(_value(now), change, coverage=now.mark.label)
        self.year.show_figure(_value(year), source=_hours(year), coverage=year.mark.label)
        self.valid.show_figure(now.valid.text())
        self.invalid.show_figure(now.invalid.text())

    def _show_signals(self, found: Told) -> None:
        week, given, lines = found.week, found.given, list[str]()
        if week is None:
            lines.append(_("Läsårets första veckor är för få för att säga något."))
        elif not week.enough:
            lines.append(_("Underlaget räcker inte för signaler: för få lektioner är rapporterade."))
        elif not week.signals:
            lines.append(_("Inga signaler de senaste veckorna."))
        else:
            lines += ["•  " + signal_words.sentence(signal) for signal in week.signals]
            lines.append(signal_words.score(week))
        if found.rule is not None:
            lines.append(_("Trappan: {why}").format(why=proposal_words.why(found.rule)))
        if given is not None and given.until is not None:
            cause = given.cause.label if given.cause else given.answer.label
            lines.append(_("Dämpad t.o.m. {day}: {cause}.").format(day=days.short(given.until), cause=cause))
        self.signals.setText("\n".join(lines))


def _value(seen: Figure) -> str:
    """What is shown, with *minst* where lessons without a report could only make it more."""
    words = seen.total.text()
    return _("minst {share}").format(share=words) if seen.at_least else words


def _hours(seen: Figure) -> str:
    """The teaching that was missed, in whole hours of 60 minutes."""
    hours = round(seen.total.part / 60)
    words = ngettext("{count} timme missad undervisning", "{count} timmar missad undervisning", hours)
    return words.format(count=hours) if seen.total.computable else ""


def _class_line(found: PupilAbsence) -> tuple[Beside, ...]:
    if not any(share.computable for share in found.among):
        return ()
    return (Beside(_("klassen"), found.among),)


def _places(found: PupilAbsence) -> Grid:
    rows = tuple(_("Lektion {n}").format(n=place) for place in range(1, len(found.places) + 1))
    return Grid(
        _("Frånvaro efter lektionens plats på dagen"),
        _("Lektion"),
        rows,
        tuple(map(_, WEEKDAYS)),
        found.places,
        _("{percent} procent frånvaro"),
    )


def _source(found: PupilAbsence) -> str:
    words = _("{class_name}  ·  t.o.m. {day}, {source}, {coverage} rapporterat")
    return words.format(
        class_name=found.student.class_name,
        day=days.full(found.state.until),
        source=found.state.source,
        coverage=found.year.coverage.text(),
    )


def _fill(
    table: Table, rows: RowsModel[SubjectAbsence] | RowsModel[Spell], lines: tuple[object, ...]
) -> None:
    rows.set_rows(lines)  # type: ignore[arg-type]
    table.stand(min(len(lines), 14))


def _subject_columns() -> list[Column[SubjectAbsence]]:
    return [
        Column(_("Ämne"), lambda one: one.name, strong=True),
        Column(
            _("Frånvaro"), lambda one: one.share.text(), lambda one: one.share.tenths or 0, "right", width=100
        ),
        Column(_("Missade"), _missed, lambda one: one.missed, "right", width=110),
    ]  # fmt: skip


def _spell_columns() -> list[Column[Spell]]:
    return [
        Column(_("Från"), lambda one: days.short(one.first), lambda one: one.first, width=80),
        Column(_("Till"), lambda one: days.short(one.last), lambda one: one.last, width=80),
        Column(_("Skoldagar"), lambda one: str(one.school_days), align="right", width=90),
        Column(_("Hur"), _how, width=100),
    ]  # fmt: skip


def _missed(one: SubjectAbsence) -> str:
    return _("{missed} av {lessons}").format(missed=one.missed, lessons=one.lessons)


def _how(one: Spell) -> str:
    if one.valid >= one.away:
        return _("giltig")
    return _("ogiltig") if not one.valid else _("båda")
