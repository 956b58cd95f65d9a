"""I efterhand: the school's own läsår gone through again, with who would have been pointed out and when."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from narvaro_desktop.domain.promoting.prevention import FEW
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence import replay, signal_words
from narvaro_desktop.usecases.absence.replay import Choices, Replayed, YearGroup


class ReplayTab(QWidget):
    """Goes through the läsår årskurs by årskurs. `opened(id)`: a pupil's absence is wished for."""

    opened = Signal(object)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._choices: Choices | None = None
        self._groups: list[YearGroup] = []
        self._left: list[int] = []
        self._going: AcademicYear | None = None
        words = _(
            "Så hade signalerna pekat ut elever vecka för vecka, med den frånvaro som nu är inläst. "
            "Jämför med vad ni vet: vilka borde ni ha sett, och vilka var det inget med?"
        )
        self.year = QComboBox()
        self.year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        named = label(_("Läsår"), "strong")
        named.setBuddy(self.year)
        self.begin = secondary(_("Gå igenom läsåret"), "history")
        self.said = label("", "body", wrap=True)
        self.rows: RowsModel[Replayed] = RowsModel(_columns(), lambda one: one.student.id)
        self.table = Table(model=self.rows, name=_("Elever som hade pekats ut"), whole=True)
        self.table.opened.connect(self.opened)
        caveat = _(
            "Signalerna och de simulerade elever som de prövats på har samma upphov, så siffrorna är "
            "optimistiska. Inget är prövat på verkliga elever. Ungefär en flagga av fem gäller en elev vars "
            "frånvaro håller på att växa."
        )
        column = QVBoxLayout(self)
        theme.space(column, gap=14)
        column.addWidget(label(words, "body2", wrap=True))
        held = QWidget()
        held.setLayout(row(named, self.year, self.begin))
        column.addWidget(held)
        for widget in (self.said, self.table, label(caveat, "caption", wrap=True)):
            column.addWidget(widget)
        self.table.hide()
        self.begin.clicked.connect(self._begin)

    def ask(self) -> None:
        """Which läsår there are; what has been gone through stays."""
        self._runner.ask(replay.choices, self._offer, owner=self)

    def _offer(self, found: Choices) -> None:
        if self._choices != found:
            self._choices = found
            self.year.clear()
            for year in found.years:
                self.year.addItem(_("Läsåret {year}").format(year=year.label), year)
        for widget in (self.year, self.begin):
            widget.setEnabled(bool(found.years))
        if not found.years:
            self.said.setText(
                _("Läs in ett läsårs frånvaro lektion för lektion, så går det att se tillbaka.")
            )
        elif not self._groups and self._going is None:
            self.said.setText("")

    def _begin(self) -> None:
        if self._choices is None or self._going is not None:
            return
        self._going, self._groups = self.year.currentData(), []
        self._left = list(self._choices.school_years)
        self.begin.setEnabled(False)
        self._next()

    def _next(self) -> None:
        if not self._left or self._going is None:
            self._done()
            return
        school_year = self._left.pop(0)
        self.said.setText(_("Går igenom årskurs {year} …").format(year=school_year))
        question = partial(replay.replay, year=self._going, school_year=school_year)
        self._runner.ask(question, self._found, owner=self)

    def _found(self, group: YearGroup) -> None:
        self._groups.append(group)
        self._next()

    def _done(self) -> None:
        self._going = None
        self.begin.setEnabled(True)
        found = [one for group in self._groups for one in group.found]
        found.sort(key=lambda one: (one.first.last, one.student.sort_key))
        self.rows.set_rows(found)
        self.table.setVisible(bool(found))
        self.said.setText(_summed(self._groups))


def _summed(groups: list[YearGroup]) -> str:
    pupils, found = sum(group.pupils for group in groups), sum(len(group.found) for group in groups)
    anew: dict[object, int] = {}
    for group in groups:
        for monday, count in group.anew.items():
            anew[monday] = anew.get(monday, 0) + count
    before = sum(one.ahead is not None and one.ahead > 0 for group in groups for one in group.found)
    words = ngettext(
        "{n} av {all} elever hade pekats ut.", "{n} av {all} elever hade pekats ut.", found
    ).format(n=found, all=pupils)
    parts = [words]
    if anew:
        most = max(anew.values())
        said = ngettext("Som mest {n} ny rad på en vecka.", "Som mest {n} nya rader på en vecka.", most)
        parts.append(said.format(n=most))
    if before:
        said = ngettext("{n} fick sedan ett ärende.", "{n} fick sedan ett ärende.", before)
        parts.append(said.format(n=before))
    return " ".join(parts) + "\n" + _by_year(groups)


def _by_year(groups: list[YearGroup]) -> str:
    """How many of each årskurs; fewer than five are not told apart."""
    told = []
    for group in groups:
        if len(group.found) and group.pupils:
            few = len(group.found) < FEW
            count = _("färre än {n}").format(n=FEW) if few else str(len(group.found))
            told.append(
                _("årskurs {year}: {count} av {pupils}").format(
                    year=group.school_year, count=count, pupils=group.pupils
                )
            )
    return "  ·  ".join(told)


def _columns() -> list[Column[Replayed]]:
    return [
        Column(
            _("Elev"), lambda one: one.student.name, lambda one: one.student.sort_key, width=210, strong=True
        ),
        Column(_("Klass"), lambda one: one.student.class_name, width=70),
        Column(
            _("Första gången"), lambda one: days.short(one.first.last), lambda one: one.first.last, width=130
        ),
        Column(_("Varför"), lambda one: signal_words.short(one.first)),
        Column(_("Veckor"), lambda one: str(one.weeks), lambda one: one.weeks, align="right", width=80),
        Column(_("Ärende"), _case, width=190),
    ]  # fmt: skip


def _case(one: Replayed) -> str:
    if one.case_on is None or one.ahead is None:
        return ""
    if one.ahead <= 0:
        return _("fanns {day}").format(day=days.short(one.case_on))
    return ngettext("{n} vecka senare", "{n} veckor senare", one.ahead).format(n=one.ahead)
