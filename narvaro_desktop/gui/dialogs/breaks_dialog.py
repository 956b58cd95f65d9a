"""Har skolan höstlov v. 44? The lov that a deadline needs, asked for when it first needs them.

ask_breaks(parent, runner, first, last, then)   asks only where a deadline from first to last needs it
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.absence.seen_breaks import SeenBreak
from narvaro_desktop.domain.schooldays import Break, IsoWeek, Span, UsualBreak, weeks_of
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.absence import school_breaks


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


class BreaksDialog(Dialog):
    """Har skolan höstlov v. 44? Each lov that a deadline would run over: yes with its days, or no."""

    def __init__(self, parent: QWidget, runner: Runner, asked: Sequence[SeenBreak]) -> None:
        text = _("Svaret behövs för att räkna skoldagar rätt, och frågas en gång.")
        super().__init__(parent, _question(asked[0].lov), text, _("Spara"), wide=True)
        self._runner = runner
        self.rows: list[tuple[UsualBreak, Segmented, SpanFields]] = []
        for seen in asked:
            self.add(self._row(seen, is_first=seen is asked[0]))
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
        self._runner.do(partial(school_breaks.enter, has=has, has_not=has_not), self.accept, owner=self)
        return False

    def _row(self, seen: SeenBreak, is_first: bool) -> QWidget:
        lov = seen.lov
        whole = QWidget()
        column = QVBoxLayout(whole)
        theme.space(column, gap=8)
        if not is_first:
            column.addWidget(label(_question(lov), "strong", wrap=True))
        has = Segmented([(True, _("Ja")), (False, _("Nej"))], _question(lov), chosen=seen.had is not False)
        fields = SpanFields(lov.name, seen.span or (lov.span if lov.span.length <= 7 else None))
        fields.setEnabled(seen.had is not False)
        has.changed.connect(lambda chosen: fields.setEnabled(chosen is True))
        if seen.had is not None:
            column.addWidget(label(_seen_words(seen.had), "body2", wrap=True))
        column.addWidget(has)
        column.addWidget(fields)
        self.rows.append((lov, has, fields))
        return whole


def ask_breaks(
    parent: QWidget, runner: Runner, first: date, last: date, then: Callable[[], object] = lambda: None
) -> None:
    """Ask about lov where a deadline from `first` to `last` needs them; then `then`, in any case."""

    def found(asked: tuple[SeenBreak, ...]) -> None:
        if not asked:
            then()
            return
        dialog = BreaksDialog(parent, runner, asked)
        dialog.finished.connect(lambda _result: then())
        dialog.open()

    runner.ask(partial(school_breaks.to_ask, first=first, last=last), found, owner=parent)


def _question(lov: UsualBreak) -> str:
    return _("Har skolan {name} {weeks}?").format(name=lov.name, weeks=_weeks(lov.span))


def _seen_words(had: bool) -> str:
    if had:
        return _("Det som är inläst har inga lektioner de dagarna.")
    return _("Det som är inläst har lektioner då.")


def _weeks(span: Span) -> str:
    weeks = weeks_of(span)
    if len(weeks) == 1:
        return IsoWeek.of(span.first).label
    return _("v. {first}–{last}").format(first=weeks[0].number, last=weeks[-1].number)


def _of(fields: SpanFields) -> Span:
    span = fields.span()
    assert span is not None
    return span
