"""The four figure cards of the case page: absence in all, giltig, ogiltig, and the kartläggning."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.absence.absence import CoverageMark, Figure
from narvaro_desktop.domain.absence.shares import NOT_COMPUTABLE, Change, Limit, decimal_text
from narvaro_desktop.domain.absence.thresholds import rules_of
from narvaro_desktop.domain.case_terms import AbsenceMeasure
from narvaro_desktop.domain.casework.ladder import Ladder
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.gui import absence_words, days, theme
from narvaro_desktop.gui.pages.case.case_shown import CaseShown
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.figure_card import FigureCard, FigureRow
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.absence.attendance import PeriodFigure, StudentAbsence
from narvaro_desktop.usecases.casework.case_glance import InvestigationGlance

_NBSP = "\N{NO-BREAK SPACE}"


class CaseFigures(QWidget):
    """Every figure says to which day it reaches, where it comes from and how much of it was reported."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = FigureCard()
        self.valid = FigureCard(caption=_("Giltig frånvaro"))
        self.invalid = FigureCard(caption=_("Ogiltig frånvaro"))
        self.investigation = FigureCard(caption=_("Kartläggning"))
        column = QVBoxLayout(self)
        theme.space(column)
        column.addWidget(FigureRow([self.total, self.valid, self.invalid, self.investigation]))
        self.elsewhere = label("", "warn", wrap=True)
        self.elsewhere.hide()
        column.addWidget(self.elsewhere)

    def show_case(self, shown: CaseShown) -> None:
        if shown.absence is not None:
            self._show_absence(shown.absence, shown)
        elif shown.period is not None:
            self._show_period(shown.period, shown)
        else:
            self._show_stated(shown)
        self._show_investigation(shown.investigation, shown)
        self.elsewhere.setText(absence_words.elsewhere(shown.view.line.student, shown.today))
        self.elsewhere.setVisible(bool(self.elsewhere.text()))

    def _show_absence(self, absence: StudentAbsence, shown: CaseShown) -> None:
        now, today = absence.now, shown.today
        words, kind = change_words(absence.change)
        if absence.since_import is not None:
            before, change = absence.since_import
            words, kind = change_words(change)
            words = _("{change} sedan {day}").format(change=words, day=days.short(before, shown.today))
        source = _reach(now, _("t.o.m. {day}").format(day=days.short(absence.state.until, today)))
        self._show_total(now, _("28 dagar"), shown, source, words, kind)
        self._show_split(now, absence.state.split_known)

    def _show_period(self, period: PeriodFigure, shown: CaseShown) -> None:
        span = days.between(Span(period.first, period.last), shown.today)
        self._show_total(period.figure, span, shown, _reach(period.figure, _("hela perioden")))
        self._show_split(period.figure, period.split_known)

    def _show_total(
        self, now: Figure, over: str, shown: CaseShown, source: str, change: str = "", kind: Kind = "neutral"
    ) -> None:
        at_least = now.at_least and now.total.computable
        caption = _("Total frånvaro, minst ({period})") if at_least else _("Total frånvaro, {period}")
        self.total.set_caption(caption.format(period=over))
        mark = now.mark.label if now.mark is not CoverageMark.FULL else ""
        words = now.total.text(_limits(shown.view.ladder))
        self.total.show_figure(words, change, kind, source, mark)

    def _show_split(self, now: Figure, known: bool) -> None:
        if known:
            self.valid.show_figure(now.valid.text(), source=_("Sjuk, ledig eller annat giltigt skäl"))
            self.invalid.show_figure(now.invalid.text(), source=_("Utan giltigt skäl, sen ankomst inräknad"))
        else:
            for card in (self.valid, self.invalid):
                card.show_figure(_(NOT_COMPUTABLE), source=_("Filen skiljer inte mellan giltig och ogiltig"))

    def _show_stated(self, shown: CaseShown) -> None:
        stated = shown.view.stated
        nothing = _("Syns när frånvaro har lästs in")
        self.total.set_caption(_("Total frånvaro, uppgiven") if stated else _("Total frånvaro, 28 dagar"))
        if stated is not None:
            period = days.between(Span(stated.first, stated.last), shown.today)
            source = " · ".join(filter(None, (period, stated.source)))
            self.total.show_figure(f"{decimal_text(stated.tenths, 1)}{_NBSP}%", source=source)
        else:
            self.total.show_figure(_(NOT_COMPUTABLE), source=nothing)
        for card in (self.valid, self.invalid):
            card.show_figure(_(NOT_COMPUTABLE), source=nothing)

    def _show_investigation(self, glance: InvestigationGlance | None, shown: CaseShown) -> None:
        if glance is None:
            self.investigation.show_figure(_("Inte påbörjad"), source=_("Elev, vårdnadshavare och pedagog"))
            return
        words = _("{answered} av {questions}").format(answered=glance.answered, questions=glance.questions)
        if glance.signed_on is not None:
            said = _("signerad {day}").format(day=days.short(glance.signed_on, shown.today))
            depth = _("svar · {depth}").format(depth=glance.depth.label)
            self.investigation.show_figure(words, said, "ok", _with(depth, glance))
        else:
            began = _("påbörjad {day}").format(day=days.short(glance.started_on, shown.today))
            depth = _("svar · {depth}").format(depth=glance.depth.label)
            self.investigation.show_figure(words, source=_with(f"{depth} · {began}", glance))


def _with(words: str, glance: InvestigationGlance) -> str:
    """The words, with how many questions nobody has asked."""
    if not glance.not_asked:
        return words
    return _("{words} · {n} ej frågade").format(words=words, n=glance.not_asked)


def change_words(change: Change | None) -> tuple[str, Kind]:
    """The change with an arrow and its unit, and whether it is worse or better: lower is better."""
    if change is None:
        return "", "neutral"
    if change.tenths == 0:
        return _("oförändrat"), "neutral"
    arrow, kind = ("↑", "warn") if change.tenths > 0 else ("↓", "ok")
    words = _("{arrow} {points} procentenheter")
    points = decimal_text(abs(change.tenths), 1)
    return words.format(arrow=arrow, points=points).replace(" ", _NBSP), kind  # type: ignore[return-value]


def _reach(figure: Figure, until: str) -> str:
    """To which day the figure reaches, where it comes from, and how much was reported."""
    share = figure.coverage.percent if figure.coverage_known else None
    reported = "" if share is None else _("{n} % rapporterat").format(n=share).replace(" %", f"{_NBSP}%")
    return " · ".join(filter(None, (until, figure.source, reported)))


def _limits(ladder: Ladder) -> tuple[Limit, ...]:
    rules = [rule.trigger for rule in rules_of(ladder)]
    return tuple(Limit(one.value, one.operator) for one in rules if one.measure is AbsenceMeasure.TOTAL)
