"""The school's own days: terms, lov and studiedagar in one dialog, and the question about missing lov.

ask_breaks(parent, runner, first, last, then)   asks only where a deadline from first to last needs it
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.schooldays import Break, IsoWeek, SchoolTerm, Span, UsualBreak, weeks_of
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.forms.ui_calendar import Ui_CalendarForm
from narvaro_desktop.gui.import_columns import capital
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import icon_button
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import school_days
from narvaro_desktop.usecases.school_days import OwnDays


class SpanFields(QWidget):
    """From and to, side by side."""

    def __init__(self, name: str, span: Span | None = None) -> None:
        super().__init__()
        self.first = DateField(name=_("{what}, första dagen").format(what=name))
        self.last = DateField(name=_("{what}, sista dagen").format(what=name))
        across = QHBoxLayout(self)
        theme.space(across, gap=8)
        across.addWidget(self.first)
        across.addWidget(label("–", "body2"))
        across.addWidget(self.last)
        across.addStretch(1)
        self.setFocusProxy(self.first.edit)
        if span is not None:
            self.first.set_day(span.first)
            self.last.set_day(span.last)

    def span(self) -> Span | None:
        """The days, or None where one is missing or they are turned round."""
        first, last = self.first.day(), self.last.day()
        return Span(first, last) if first and last and first <= last else None

    def is_empty(self) -> bool:
        return not (self.first.edit.text().strip() or self.last.edit.text().strip())


@dataclass(slots=True)
class _BreakRow:
    whole: QWidget
    name: QLineEdit
    span: SpanFields


class CalendarDialog(Dialog):
    """A whole läsår; kept with Spara."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        super().__init__(parent, _("Lov och studiedagar"), verb=_("Spara"), wide=True)
        self._runner = runner
        self._ui = Ui_CalendarForm()
        form = QWidget()
        self._ui.setupUi(form)
        theme.fit(form)
        self.add(form)
        self.bar = self._ui.bar
        self.bar.hide()
        self._held: OwnDays | None = None
        self.terms: list[tuple[SchoolTerm, SpanFields]] = []
        self.breaks: list[_BreakRow] = []
        self.staff_days = QLineEdit()
        self._staff = Field(
            _("Studiedagar"),
            self.staff_days,
            _("Datum med komma emellan, till exempel 2026-10-02."),
            optional=True,
        )
        self._ui.days.addWidget(self._staff)
        self._ui.addBreak.clicked.connect(lambda: self._add_break("", None).name.setFocus())
        self.finished.connect(self.deleteLater)
        runner.ask(school_days.own_days, self._show, owner=self)

    def may_close(self) -> bool:
        """Read all fields, keep them, and close when they have been kept."""
        staff = _dates(self.staff_days.text())
        self._staff.say("" if staff is not None else _("Skriv datum som 2026-10-02, med komma emellan."))
        turned = next((fields for fields in self._spans() if fields.span() is None), None)
        if turned is not None:
            self.bar.say("bad", _("Skriv första och sista dagen, i den ordningen, eller ta bort raden."))
            turned.first.edit.setFocus()
        elif staff is not None and self._held is not None:
            self._runner.do(
                partial(
                    school_days.keep_year,
                    year=self._held.year,
                    terms=[
                        SchoolTerm(term.season, _of(fields), term.breaks_entered)
                        for term, fields in self.terms
                    ],
                    breaks=[
                        Break(row.name.text().strip() or _("lov"), _of(row.span)) for row in self._written()
                    ],
                    staff_days=staff,
                ),
                self.accept,
                refused=self._refused,
                owner=self,
            )
        return False

    def _show(self, held: OwnDays) -> None:
        self._held = held
        for term in held.terms:
            fields = SpanFields(term.label, term.span)
            self.terms.append((term, fields))
            self._ui.terms.addWidget(Field(capital(term.label), fields))
        for lov in held.breaks:
            self._add_break(lov.name, lov.span)
        for usual in held.missing:
            self._add_break(usual.name, None, _weeks(usual.span))
        self.staff_days.setText(", ".join(day.isoformat() for day in held.staff_days))
        self.resize(self.sizeHint())

    def _add_break(self, name: str, span: Span | None, hint: str = "") -> _BreakRow:
        whole = QWidget()
        across = QHBoxLayout(whole)
        theme.space(across, gap=8)
        called = QLineEdit(name)
        called.setAccessibleName(_("Lovets namn"))
        called.setPlaceholderText(_("Namn"))
        fields = SpanFields(name or _("lov"), span)
        away = icon_button("trash-2", _("Ta bort {name}").format(name=name or _("lovet")))
        across.addWidget(called, 1)
        across.addWidget(fields, 2)
        if hint:
            across.addWidget(label(hint, "caption2"))
        across.addWidget(away)
        made = _BreakRow(whole, called, fields)
        away.clicked.connect(lambda _on=False: self._drop(made))
        self.breaks.append(made)
        self._ui.breaks.addWidget(whole)
        return made

    def _drop(self, gone: _BreakRow) -> None:
        self.breaks.remove(gone)
        gone.whole.hide()
        gone.whole.deleteLater()
        self._ui.addBreak.setFocus()

    def _written(self) -> list[_BreakRow]:
        return [row for row in self.breaks if not row.span.is_empty()]

    def _spans(self) -> list[SpanFields]:
        return [fields for _term, fields in self.terms] + [row.span for row in self._written()]

    def _refused(self, error: NarvaroError) -> None:
        self.bar.say("bad", wording.say(error))


class BreaksDialog(Dialog):
    """Har skolan höstlov v. 44? Each lov that a deadline would run over: yes with its days, or no."""

    def __init__(self, parent: QWidget, runner: Runner, missing: Sequence[UsualBreak]) -> None:
        text = _("Svaret behövs för att räkna skoldagar rätt, och frågas en gång.")
        super().__init__(parent, _question(missing[0]), text, _("Spara"), wide=True)
        self._runner = runner
        self.rows: list[tuple[UsualBreak, Segmented, SpanFields]] = []
        for lov in missing:
            self.add(self._row(lov, is_first=lov is missing[0]))
        self.finished.connect(self.deleteLater)

    def may_close(self) -> bool:
        """Every yes needs its days."""
        open_ones = [
            fields for _lov, has, fields in self.rows if has.chosen() is True and fields.span() is None
        ]
        if open_ones:
            open_ones[0].first.edit.setFocus()
            return False
        has = [Break(lov.name, _of(fields)) for lov, chosen, fields in self.rows if chosen.chosen() is True]
        has_not = [lov for lov, chosen, _fields in self.rows if chosen.chosen() is False]
        self._runner.do(partial(school_days.enter_breaks, has=has, has_not=has_not), self.accept, owner=self)
        return False

    def _row(self, lov: UsualBreak, is_first: bool) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        theme.space(column, gap=8)
        if not is_first:
            column.addWidget(label(_question(lov), "strong", wrap=True))
        has = Segmented([(True, _("Ja")), (False, _("Nej"))], _question(lov), chosen=True)
        fields = SpanFields(lov.name, lov.span if lov.span.length <= 7 else None)
        has.changed.connect(lambda chosen: fields.setEnabled(chosen is True))
        column.addWidget(has)
        column.addWidget(fields)
        self.rows.append((lov, has, fields))
        return whole


def ask_breaks(
    parent: QWidget, runner: Runner, first: date, last: date, then: Callable[[], object] = lambda: None
) -> None:
    """Ask about lov where a deadline from `first` to `last` needs them; then `then`, in any case."""

    def found(missing: tuple[UsualBreak, ...]) -> None:
        if not missing:
            then()
            return
        dialog = BreaksDialog(parent, runner, missing)
        dialog.finished.connect(lambda _result: then())
        dialog.open()

    runner.ask(partial(school_days.missing, first=first, last=last), found, owner=parent)


def _question(lov: UsualBreak) -> str:
    return _("Har skolan {name} {weeks}?").format(name=lov.name, weeks=_weeks(lov.span))


def _weeks(span: Span) -> str:
    weeks = weeks_of(span)
    if len(weeks) == 1:
        return IsoWeek.of(span.first).label
    return _("v. {first}–{last}").format(first=weeks[0].number, last=weeks[-1].number)


def _of(fields: SpanFields) -> Span:
    span = fields.span()
    assert span is not None
    return span


def _break(row: _BreakRow) -> Break:
    return Break(row.name.text().strip() or _("lov"), _of(row.span))


def _dates(text: str) -> list[date] | None:
    """The dates written, or None where one of them is none."""
    try:
        return [date.fromisoformat(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError:
        return None
