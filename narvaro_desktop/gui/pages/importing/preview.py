"""Step four of the import: what would happen, as the import itself has just found out, and what to choose."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.forms.ui_import_preview import Ui_ImportPreview
from narvaro_desktop.gui.pages.importing.columns import fill_encodings
from narvaro_desktop.gui.pages.importing.file import spaced
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.figure_card import FigureCard, FigureRow
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.importing.file_in_hand import FileInHand, RowError
from narvaro_desktop.usecases.importing.imports import Choices, ClassCoverage, Report
from narvaro_desktop.usecases.importing.matching import Question

_ROWS_HIGH = 7
_MOST_SHOWN = 1_000
_LOW, _LOWER = 95, 80


class PreviewStep(QWidget):
    """`chosen` tells other choices, to be tried anew; `encodingChosen` and `saveWanted` what was pressed."""

    chosen = Signal(object)
    encodingChosen = Signal(str)
    saveWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ui = Ui_ImportPreview()
        self._ui.setupUi(self)
        theme.fit(self)
        self.cards = [FigureCard(caption=words) for words in _captions()]
        self._ui.figures.addWidget(FigureRow(self.cards))
        self.add_new = self._ui.addNew
        self.until = DateField(name=_("Uppgifterna gäller till och med"))
        self._until = Field(
            _("Uppgifterna gäller till och med"),
            self.until,
            _("Andelar och gränser räknas till den dagen. Stämmer den?"),
        )
        modes = [(False, _("Slå ihop")), (True, _("Ersätt perioden"))]
        self.mode = Segmented(modes, _("Det som redan är inläst"), chosen=False)
        self.system = QLineEdit()
        self.system.setMaxLength(60)
        self.system.setMaximumWidth(theme.px(320))
        said = _("Namnet på ert system. Det står vid siffrorna: t.o.m. 25 sep · Skola24.")
        self._ui.until.addWidget(self._until)
        self._ui.until.addWidget(Field(_("Varifrån kommer uppgifterna?"), self.system, said, optional=True))
        help_ = _(
            "Slå ihop behåller allt som inte finns i filen. Ersätt tar bort det för filens elever och dagar."
        )
        self._mode = Field(_("Det som redan är inläst"), self.mode, help_)
        self._ui.mode.addWidget(self._mode)
        columns = [
            Column[RowError](_("Rad"), lambda row: str(row.row), lambda row: row.row, "right", width=80),
            Column[RowError](_("Kolumn"), lambda row: row.column, width=200),
            Column[RowError](_("Värde"), lambda row: row.value, width=200),
            Column[RowError](_("Varför"), lambda row: row.fault.label),
        ]
        self._faults: RowsModel[RowError] = RowsModel(columns, key=lambda row: (row.row, row.column))
        self.fault_rows = self._ui.faultRows
        self.fault_rows.show_model(self._faults)
        self.save_faults = self._ui.saveFaults
        self.save_faults.clicked.connect(self.saveWanted)
        self.questions: list[tuple[Question, QComboBox]] = []
        holder = QWidget()
        self._classes = Flow(holder)
        theme.space(self._classes, gap=8)
        self._ui.classes.addWidget(holder)
        self._ui.encodingLabel.setBuddy(self._ui.encoding)
        self._ui.encoding.activated.connect(
            lambda _at: self.encodingChosen.emit(self._ui.encoding.currentData())
        )
        self._choices: Choices | None = None
        self.add_new.clicked.connect(lambda _on: self._choose())
        self.mode.changed.connect(lambda _key: self._choose())
        self.until.changed.connect(lambda _day: self._choose())

    def show_trial(self, hand: FileInHand) -> None:
        """Everything that the trial found."""
        assert hand.trial is not None
        report, self._choices = hand.trial.report, hand.trial.choices
        self._about(hand, report)
        self._note(hand, report)
        self._figures(report)
        self._students(report)
        self._days(report)
        self._names(hand)
        self._show_faults(report.errors, report.rejected)
        self._coverage(report.coverage, hand.trial.reading.coverage_known)

    def _about(self, hand: FileInHand, report: Report) -> None:
        kind = hand.kind
        words = _("{file}: {kind}, {span}.").format(
            file=hand.look.path.name,
            kind=kind.label if kind else "",
            span=days.between(Span(report.first_day, report.last_day))
            if report.first_day and report.last_day
            else "",
        )
        if report.baseline:
            words += " " + _("Det är den första inläsningen. Inga tidsfrister räknas bakåt.")
        self._ui.about.setText(words)

    def _note(self, hand: FileInHand, report: Report) -> None:
        """What is odd about the file, so that the person who confirms it knows."""
        found, said = hand.found, []
        if found.formulas:
            words = ngettext(
                "{n} cell är en formel. Det värde läses som Excel räknade ut senast.",
                "{n} celler är formler. De värden läses som Excel räknade ut senast.",
                found.formulas,
            )
            said.append(words.format(n=spaced(found.formulas)))
        if odd := min(found.mixed_lines):
            words = ngettext(
                "{n} rad är skriven i en annan teckenkodning än resten. Se efter att namnen stämmer.",
                "{n} rader är skrivna i en annan teckenkodning än resten. Se efter att namnen stämmer.",
                odd,
            )
            said.append(words.format(n=spaced(odd)))
        if report.same and not (report.new or report.changed or report.deleted):
            said.append(_("Alla lektioner finns redan. Bara dagen som siffrorna gäller till kan ändras."))
        self._ui.notes.setText(" ".join(said))
        self._ui.notes.setVisible(bool(said))

    def _figures(self, report: Report) -> None:
        lost = report.rejected + report.excluded
        for card, number in zip(self.cards, (report.new, report.changed, report.same, lost), strict=True):
            card.show_figure(spaced(number))
        self._ui.sum.setText(
            _("{rows} rader i filen = {imported} läses in + {rejected} avvisas + {excluded} utesluts").format(
                rows=spaced(report.rows),
                imported=spaced(report.imported),
                rejected=spaced(report.rejected),
                excluded=spaced(report.excluded),
            )
        )

    def _students(self, report: Report) -> None:
        unknown = report.students_new + len(report.unknown)
        offer = ngettext("{n} elev är ny. Lägg till?", "{n} elever är nya. Lägg till?", unknown)
        self.add_new.setText(offer.format(n=unknown))
        self.add_new.setVisible(unknown > 0)
        moved = ngettext(
            "{n} elev har bytt klass och flyttas med.",
            "{n} elever har bytt klass och flyttas med.",
            report.students_moved,
        )
        self._ui.moved.setText(moved.format(n=report.students_moved))
        self._ui.moved.setVisible(report.students_moved > 0)
        rows = report.protected
        hidden = _("Elever med skyddade personuppgifter läses inte in: {n}")
        self._ui.hidden.setText(hidden.format(n=report.students_protected))
        self._ui.hidden.setVisible(rows > 0)
        if [asked for asked, _box in self.questions] != list(report.questions):
            self._ask(report.questions)
        nothing = not (unknown or report.students_moved or rows or self.questions)
        self._ui.students.setVisible(not nothing)

    def _ask(self, asked: Sequence[Question]) -> None:
        empty(self._ui.questions)
        self.questions = []
        for question in asked:
            box = QComboBox()
            box.addItem(_("Välj …"), "ask")
            for candidate in question.candidates:
                box.addItem(f"{candidate.name}, {candidate.class_name}", candidate.student)
            box.addItem(_("Ingen av dem, det är en ny elev"), None)
            words = _("{name}, {where} i filen: vem är det?")
            words = words.format(name=question.name, where=question.class_name)
            self._ui.questions.addWidget(Field(words, box))
            box.activated.connect(lambda _at: self._choose())
            self.questions.append((question, box))

    def _days(self, report: Report) -> None:
        assert self._choices is not None
        self.until.set_day(self._choices.data_date)
        self.system.setText(self._choices.system)
        self._until.clear()
        self.mode.choose(self._choices.replace_period)
        self._mode.setVisible(not report.baseline)
        outside = ngettext(
            "{n} rad ligger på en dag utan skola och räknas inte i andelarna.",
            "{n} rader ligger på dagar utan skola och räknas inte i andelarna.",
            report.outside_term,
        ).format(n=spaced(report.outside_term))
        self._ui.outside.setText(outside)
        self._ui.outside.setVisible(report.outside_term > 0)

    def _names(self, hand: FileInHand) -> None:
        """Names with å, ä, ö, where the encoding of the file is a guess."""
        assert hand.trial is not None
        self._ui.names.setVisible(hand.is_guessed)
        held = {pupil.name for pupil in hand.trial.reading.pupils}
        shown = sorted(name for name in held if set("åäöÅÄÖ") & set(name))[:3] or sorted(held)[:3]
        self._ui.namesShown.setText(" · ".join(shown))
        fill_encodings(self._ui.encoding, hand.found.encodings)

    def _show_faults(self, errors: Sequence[RowError], rejected: int) -> None:
        self._faults.set_rows(errors[:_MOST_SHOWN])
        words = ngettext("{n} rad läses inte in", "{n} rader läses inte in", rejected)
        self._ui.faultsTitle.setText(words.format(n=spaced(rejected)))
        self._ui.faults.setVisible(bool(errors))
        high = theme.px(36) * (min(len(errors), _ROWS_HIGH) + 1) + 4
        self.fault_rows.setFixedHeight(high)

    def _coverage(self, classes: Sequence[ClassCoverage], known: bool) -> None:
        empty(self._classes)
        self._ui.coverage.setVisible(bool(classes))
        lead = _(
            "Så stor del av lektionstiden har någon rapporterat. Under 80 procent är siffrorna preliminära."
        )
        if not known:
            lead = _(
                "Filen säger inte vilka lektioner som är rapporterade. Siffrorna märks ”okänt underlag”."
            )
        self._ui.coverageLead.setText(lead)
        for one in classes if known else ():
            self._classes.addWidget(_pill(one))

    def _choose(self) -> None:
        """Try anew with what has been chosen."""
        if self._choices is None:
            return
        self._until.say(self.until.fault())
        day = self.until.day()
        if day is None:
            return
        answers = dict(self._choices.answers)
        for question, box in self.questions:
            if box.currentData() != "ask":
                answers[question.pupil] = box.currentData()
        wanted = replace(
            self._choices,
            data_date=day,
            add_new=self.add_new.isChecked(),
            replace_period=bool(self.mode.chosen()),
            deletes_confirmed=False,
            answers=answers,
            system=self.system.text().strip(),
        )
        if wanted != self._choices:
            self._choices = wanted
            self.chosen.emit(wanted)


def _captions() -> tuple[str, ...]:
    return _("Nya rader"), _("Ändrade"), _("Oförändrade"), _("Läses inte in")


def _pill(one: ClassCoverage) -> Pill:
    share, whole = one.coverage.part, one.coverage.whole
    name = one.class_name or _("utan klass")
    if whole and 100 * share < _LOWER * whole:
        return Pill(f"{name} {one.coverage.text()}", "warn", "triangle-alert")
    is_low = bool(whole) and 100 * share < _LOW * whole
    return Pill(f"{name} {one.coverage.text()}", "warn" if is_low else "neutral")


def unanswered(step: PreviewStep) -> int:
    """How many pupils are still to be told apart."""
    return sum(box.currentData() == "ask" for _question, box in step.questions)
