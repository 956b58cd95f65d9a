"""Skolan and Registrering: absence by class, week and subject, and what the figures are worth."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.absence.absence import CoverageMark
from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.absence.weekly import WeekAbsence
from narvaro_desktop.domain.charts.share_grid import MANY_PUPILS, Grid
from narvaro_desktop.domain.charts.trend_chart import Beside
from narvaro_desktop.domain.schooldays import IsoWeek
from narvaro_desktop.gui import absence_words, days
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.widgets.share_grid import ShareGrid
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.tabs import Tab
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.trend_chart import TrendChart
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence.school_absence import LEAST_REPORTED, Doubt, Line, SchoolAbsence

_TEACHERS: Final = 4
"""The column that is the rektor's alone."""


class SchoolTab(Tab):
    """How the absence looks. `opened(class)`: a measure for that class is wished for."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "body", wrap=True)
        self._trend, self._grid = TrendChart(), ShareGrid()
        unit = _("procent av lektionstiden, lägre är bättre")
        self.trend = ChartCard(_("Skolans frånvaro per vecka"), self._trend, unit)
        self.grid = ChartCard(_("Frånvaro per klass och vecka"), self._grid, unit)
        self.classes, self._classes = _table(_columns(_("Klass")), _("Frånvaro per klass"))
        self.subjects, self._subjects = _table(_columns(_("Ämne")), _("Frånvaro per ämne"))
        self.classes.opened.connect(self.opened)
        self._note = label(
            _("Klasser jämförs aldrig i ordning. Tryck Enter på en klass för en åtgärd för gruppen."),
            "caption", wrap=True,
        )  # fmt: skip
        self._cards = (
            _card(_("Klasser"), self.classes, self._note),
            _card(_("Ämnen"), self.subjects),
        )
        self.put(self.said, self.trend, self.grid, *self._cards)

    def show_school(self, found: SchoolAbsence | None) -> None:
        self.said.setText(_said(found))
        for widget in (self.trend, self.grid, *self._cards):
            widget.setVisible(found is not None)
        if found is None:
            return
        weeks = [WeekAbsence(*each, ()) for each in zip(found.weeks, found.trend, strict=True)]
        before = Beside(_("förra läsåret"), found.before)
        others = [before] if any(share.computable for share in found.before) else []
        self._trend.set_weeks(weeks, beside=others)
        self._grid.set_grid(
            _grid(_("Frånvaro per klass och vecka"), found.weeks, found.grid, _("{percent} procent frånvaro"))
        )
        _fill(self.classes, self._classes, found.classes)
        _fill(self.subjects, self._subjects, found.subjects)


class RegistrationTab(Tab):
    """What the figures are worth: how much was reported, and where to ask."""

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "body", wrap=True)
        self.doubts: RowsModel[Doubt] = RowsModel(_doubt_columns(), lambda one: (one.class_name, one.subject))
        self.table = Table(model=self.doubts, name=_("Registrering att fråga om"))
        self._grid = ShareGrid()
        self.grid = ChartCard(
            _("Orapporterad lektionstid per klass och vecka"), self._grid, _("procent, lägre är bättre")
        )
        self.subjects, self._subjects = _table(_coverage_columns(), _("Rapporterat per ämne"))
        self._asked = _card(_("Att fråga om"), self.table)
        self._by_subject = _card(_("Rapporterat per ämne"), self.subjects)
        self.put(self.said, self._asked, self.grid, self._by_subject)

    def show_school(self, found: SchoolAbsence | None) -> None:
        self.said.setText(_registered(found))
        for widget in (self.grid, self._by_subject):
            widget.setVisible(found is not None)
        doubts = found.doubts if found else ()
        self._asked.setVisible(bool(doubts))
        self.table.setColumnHidden(_TEACHERS, not any(one.teachers for one in doubts))
        self.doubts.set_rows(doubts)
        self.table.stand(len(doubts))
        if found is None:
            return
        self._grid.set_grid(
            _grid(
                _("Orapporterad lektionstid per klass och vecka"),
                found.weeks,
                found.unreported,
                _("{percent} procent orapporterat"),
            )
        )
        _fill(self.subjects, self._subjects, found.subjects)


def _card(title: str, *widgets: QWidget) -> Card:
    made = Card(title=title)
    for widget in widgets:
        made.add(widget)
    return made


def _table(columns: list[Column[Line]], name: str) -> tuple[Table, RowsModel[Line]]:
    rows: RowsModel[Line] = RowsModel(columns, lambda line: line.name)
    table = Table(model=rows, name=name)
    table.setSortingEnabled(False)
    return table, rows


def _fill(table: Table, rows: RowsModel[Line], lines: Sequence[Line]) -> None:
    rows.set_rows(lines)
    table.stand(len(lines))


def _grid(name: str, weeks: Sequence[IsoWeek], shares: Mapping[str, tuple[Share, ...]], said: str) -> Grid:
    columns = tuple(_("v{number}").format(number=week.number) for week in weeks)
    return Grid(name, _("Klass"), tuple(shares), columns, tuple(shares.values()), said, MANY_PUPILS)


def _columns(title: str) -> list[Column[Line]]:
    return [
        Column(title, lambda line: line.name, strong=True),
        Column(_("Läsåret"), lambda line: absence_words.share(line.year), align="right", width=170),
        Column(_("Varav ogiltig"), lambda line: line.year.invalid.text(), align="right", width=120),
        Column(
            _("Senaste 4 veckorna"), lambda line: absence_words.share(line.recent), align="right", width=180
        ),
        Column(_("Rapporterat"), lambda line: line.year.coverage.text(), align="right", width=110),
    ]  # fmt: skip


def _coverage_columns() -> list[Column[Line]]:
    return [
        Column(_("Ämne"), lambda line: line.name, strong=True),
        Column(_("Läsåret"), lambda line: line.year.coverage.text(), align="right", width=120),
        Column(_("Senaste 4 veckorna"), lambda line: line.recent.coverage.text(), align="right", width=160),
        Column(_("Underlag"), lambda line: line.recent.mark.label, width=150, icon=_icon),
    ]


def _doubt_columns() -> list[Column[Doubt]]:
    return [
        Column(_("Klass"), lambda one: one.class_name, width=80, strong=True),
        Column(_("Ämne"), lambda one: one.subject, width=190),
        Column(_("Vad"), _asked),
        Column(_("Rapporterat"), lambda one: one.recent.coverage.text(), align="right", width=110),
        Column(_("Lärare"), lambda one: ", ".join(one.teachers), width=150),
    ]


def _asked(one: Doubt) -> str:
    if one.low_weeks:
        words = _("under {percent} % i {n} av de senaste 4 veckorna")
        return words.format(percent=LEAST_REPORTED, n=one.low_weeks)
    if one.late:
        return _("{share} av lektionerna rapporterade mer än en vecka efteråt").format(share=one.late.text())
    return _("ingen frånvaro alls, fast klassen annars har")


def _icon(line: Line) -> str:
    return "" if line.recent.mark is CoverageMark.FULL else "triangle-alert"


def _said(found: SchoolAbsence | None) -> str:
    if found is None:
        return _("Läs in frånvaro lektion för lektion, så visas skolans siffror här.")
    return " ".join((_source(found), absence_words.figure_line(found.total)))


def _registered(found: SchoolAbsence | None) -> str:
    if found is None:
        return _("Läs in frånvaro lektion för lektion, så visas vad som har rapporterats.")
    asked = ngettext(
        "{n} ämne i en klass bör ni fråga om.", "{n} ämnen i klasser bör ni fråga om.", len(found.doubts)
    ).format(n=len(found.doubts))
    words = _(
        "{share} av lektionstiden är rapporterad. Det som saknas räknas varken som närvaro eller frånvaro."
    )
    return " ".join((_source(found), words.format(share=found.total.coverage.text()), asked))


def _source(found: SchoolAbsence) -> str:
    words = _("Läsåret {year}, t.o.m. {day}, {source}.")
    return words.format(
        year=found.academic_year.label, day=days.full(found.total.until), source=found.state.source
    )
