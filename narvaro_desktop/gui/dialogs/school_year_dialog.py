"""Läsårets dagar: when the terms begin and end, which lov there are, and on which days only staff work."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.schooldays import AcademicYear, Break, Span
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import icon_button, secondary
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.text import caption, label, strong
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.absence import school_year
from narvaro_desktop.usecases.absence.school_year import SchoolYear


class DaysLine(QWidget):
    """A name with its first and last day; a lov's name can be written, a term's stands fast."""

    def __init__(self, name: str, span: Span | None, fixed: bool) -> None:
        super().__init__()
        self.name = QLineEdit(name)
        self.name.setReadOnly(fixed)
        self.name.setAccessibleName(_("Termin") if fixed else _("Lovets namn"))
        self.first = DateField(name=_("{name}, första dagen").format(name=name))
        self.last = DateField(name=_("{name}, sista dagen").format(name=name))
        self.remove = icon_button("x", _("Ta bort {name}").format(name=name or _("lovet")))
        self.remove.setVisible(not fixed)
        if span is not None:
            self.first.set_day(span.first)
            self.last.set_day(span.last)
        line = QHBoxLayout(self)
        theme.space(line, gap=8)
        line.addWidget(self.name, 1)
        line.addWidget(self.first)
        line.addWidget(label("–"))
        line.addWidget(self.last)
        line.addWidget(self.remove)

    @property
    def is_empty(self) -> bool:
        return not (self.name.text().strip() and (self.first.edit.text() or self.last.edit.text()))

    def span(self) -> Span | None:
        """The days; None where one of them is missing or is no date."""
        first, last = self.first.day(), self.last.day()
        return Span(first, last) if first and last else None


class SchoolYearDialog(Dialog):
    """The usual lov stand there without days, to be filled in or taken away."""

    def __init__(self, parent: QWidget | None, runner: Runner, year: AcademicYear | None = None) -> None:
        super().__init__(
            parent,
            _("Läsåret {year}").format(year=year.label) if year else _("Läsårets dagar"),
            _("Frister och frånvaro räknas på skoldagar. Röda dagar kan programmet redan."),
            _("Spara"),
            wide=True,
        )
        self._runner = runner
        self._shown: SchoolYear | None = None
        self._kept = False
        self.terms: list[DaysLine] = []
        self.breaks: list[DaysLine] = []
        self.bar = MessageBar()
        self._lines = QVBoxLayout()
        self._break_lines = QVBoxLayout()
        for column in (self._lines, self._break_lines):
            theme.space(column, gap=8)
        self.more = secondary(_("Lägg till lov"), "plus")
        self.more.clicked.connect(lambda: self._add_break("", None).name.setFocus())
        self.staff = QLineEdit()
        self.staff.setPlaceholderText("2026-10-02, 2027-02-12")
        self._staff = Field(
            _("Studiedagar"), self.staff, _("Dagar då eleverna är lediga, med komma emellan."), True
        )
        self.add(self.bar)
        self._add_form()
        runner.ask(partial(school_year.school_year, year=year), self._show, owner=self)

    def may_close(self) -> bool:
        """Once the days are kept."""
        if self._kept:
            return True
        changed = self._written()
        if changed is not None:
            keep = partial(school_year.keep_school_year, changed=changed)
            self._runner.do(keep, self._done, refused=self._refused, owner=self)
        return False

    def _add_form(self) -> None:
        self.add(strong(_("Terminer")))
        self.body.addLayout(self._lines)
        self.add(strong(_("Lov")))
        self.add(caption(_("Ta bort de lov som skolan inte har.")))
        self.body.addLayout(self._break_lines)
        self.body.addLayout(row(self.more))
        self.add(self._staff)

    def _show(self, shown: SchoolYear) -> None:
        self._shown = shown
        for term in shown.terms:
            line = DaysLine(term.label, term.span, fixed=True)
            self.terms.append(line)
            self._lines.addWidget(line)
        for lov in shown.breaks:
            self._add_break(lov.name, lov.span)
        for usual in shown.proposed:
            self._add_break(usual.name, None)
        self.staff.setText(", ".join(day.isoformat() for day in shown.staff_days))
        if self.terms:
            self.terms[0].first.setFocus()

    def _add_break(self, name: str, span: Span | None) -> DaysLine:
        line = DaysLine(name, span, fixed=False)
        line.remove.clicked.connect(partial(self._remove, line))
        self.breaks.append(line)
        self._break_lines.addWidget(line)
        return line

    def _remove(self, line: DaysLine) -> None:
        self.breaks.remove(line)
        line.hide()
        line.deleteLater()

    def _written(self) -> SchoolYear | None:
        """What stands in the dialog; None where a day is missing, which is said."""
        assert self._shown is not None
        terms, breaks = [line.span() for line in self.terms], []
        lines = [line for line in self.breaks if not line.is_empty]
        breaks = [line.span() for line in lines]
        staff = _days(self.staff.text())
        if None in terms or None in breaks:
            self.bar.say("bad", _("Skriv första och sista dagen för varje termin och lov, som 2026-10-26."))
            return None
        if staff is None:
            self._staff.say(_("Skriv datum som {example}.").format(example="2026-10-02"))
            return None
        return replace(
            self._shown,
            terms=tuple(
                replace(term, span=span) for term, span in zip(self._shown.terms, terms, strict=True) if span
            ),
            breaks=tuple(
                Break(line.name.text().strip(), span)
                for line, span in zip(lines, breaks, strict=True)
                if span
            ),
            staff_days=staff,
        )

    def _done(self) -> None:
        self._kept = True
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.bar.say("bad", wording.say(error))


def _days(text: str) -> tuple[date, ...] | None:
    """The dates of a list with commas; None where one of them is no date."""
    try:
        return tuple(sorted({date.fromisoformat(word.strip()) for word in text.split(",") if word.strip()}))
    except ValueError:
        return None
