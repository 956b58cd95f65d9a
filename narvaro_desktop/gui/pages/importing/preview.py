"""Step four of the import: what would happen, as the import itself has just found out, and what to choose."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.forms.ui_import_preview import Ui_ImportPreview
from narvaro_desktop.gui.pages.importing.encodings import fill, fill_encodings
from narvaro_desktop.gui.pages.importing.found_words import (
    absence_words,
    difference_words,
    foreign_words,
    layout_words,
    notes,
    sum_words,
)
from narvaro_desktop.gui.pages.importing.left_out import LeftOut
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.widgets.boxes import Column as Lines
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.figure_card import FigureCard, FigureRow
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence.suggestions import class_key
from narvaro_desktop.usecases.importing.file_in_hand import FileInHand, FileKind, RowError
from narvaro_desktop.usecases.importing.import_facts import Choices, ClassCoverage, Report
from narvaro_desktop.usecases.importing.matching import Question

_ROWS_HIGH = 7
_MOST_SHOWN = 1_000
_LOW, _LOWER = 95, 80
_NAMED = 8


class PreviewStep(QWidget):
    """`chosen` tells other choices, to be tried anew; `encodingChosen` and `saveWanted` what was pressed."""

    chosen = Signal(object)
    encodingChosen = Signal(str)
    saveWanted = Signal()
    unitChosen = Signal(str)
    calendarWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ui = Ui_ImportPreview()
        self._ui.setupUi(self)
        theme.fit(self)
        self.cards = [FigureCard(caption=words) for words in _captions()]
        figures = FigureRow(self.cards)
        figures.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._ui.figures.addWidget(figures)
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
        self._system = Field(_("Varifrån kommer uppgifterna?"), self.system, said, optional=True)
        self._ui.until.addWidget(self._system)
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
        self._is_list = self._has_lessons = False
        self._waiting = 0
        self._make_more()
        self.add_new.clicked.connect(lambda _on: self._choose())
        self.mode.changed.connect(lambda _key: self._choose())
        self.until.changed.connect(lambda _day: self._choose())

    def _make_more(self) -> None:
        """What is not drawn: how the file was read, whose it is, what it changes, who has moved or left."""
        self.how, self.foreign = label("", "caption2", wrap=True), label("", "warn", wrap=True)
        self.differs, self.unset = label("", "body2", wrap=True), label("", "warn", wrap=True)
        self.unit = QComboBox()
        self.unit.activated.connect(lambda _at: self.unitChosen.emit(self.unit.currentData()))
        self._unit = Field(_("Filen har flera skolor. Läs in"), self.unit)
        self.calendar = link(_("Lägg in läsåret"))
        self.calendar.clicked.connect(self.calendarWanted)
        at = self._ui.whole.indexOf(self._ui.sum) + 1
        self.away = label("", "body2", wrap=True)
        self.left_out = LeftOut()
        self.left_out.changed.connect(self._leave_out)
        parts: tuple[QWidget, ...] = (
            self.unset,
            self.foreign,
            self._unit,
            self.differs,
            self.left_out,
            self.away,
        )
        for widget in parts:
            self._ui.whole.insertWidget(at, widget)
        self._ui.whole.insertLayout(self._ui.whole.indexOf(self.unset) + 1, row(self.calendar))
        self._ui.whole.insertWidget(1, self.how)
        self.strangers, self.renamed_names = label("", "body2", wrap=True), label("", "body2", wrap=True)
        answers = [(True, _("Ja, de har bytt klass")), (False, _("Nej, de är nya elever"))]
        self.same_name = Segmented(answers, _("Är de samma elever?"), chosen=None)
        self.same_name.changed.connect(lambda _key: self._choose())
        self._renamed = QWidget()
        lines = Lines(self._renamed)
        theme.space(lines, gap=6)
        lines.addWidget(
            Field(_("Elever med samma namn som någon i en annan klass. Är de samma?"), self.same_name)
        )
        lines.addWidget(self.renamed_names)
        self.mark_left = QCheckBox()
        self.mark_left.clicked.connect(lambda _on: self._choose())
        more: tuple[QWidget, ...] = (self.strangers, self._renamed, self.mark_left)
        for widget in more:
            self._ui.studentsLines.addWidget(widget)

    @property
    def first_field(self) -> QWidget | None:
        """Where one goes on by keyboard: what must be answered, if anything."""
        return next((box for _question, box in self.questions), None)

    def show_trial(self, hand: FileInHand) -> None:
        """Everything that the trial found."""
        assert hand.trial is not None
        report, self._choices = hand.trial.report, hand.trial.choices
        self._is_list, self._has_lessons = hand.kind is FileKind.PUPILS, hand.kind is FileKind.LESSON
        self._about(hand, report)
        self._note(hand, report)
        self._figures(report)
        self.away.setText(absence_words(hand))
        self.away.setVisible(bool(self.away.text()))
        self._students(report)
        names = sorted({pupil.class_name for pupil in hand.trial.reading.pupils}, key=class_key)
        self.left_out.show_classes([] if self._is_list else names, self._choices.left_out)
        self._days(report)
        self._system.setVisible(not hand.system_asked)
        self._names(hand)
        self._show_faults(report.errors, report.rejected)
        self._coverage(report.coverage, hand.trial.reading.coverage_known)

    def _about(self, hand: FileInHand, report: Report) -> None:
        kind = hand.kind
        told = [kind.label if kind else ""]
        if report.first_day and report.last_day and not self._is_list:
            told.append(days.between(Span(report.first_day, report.last_day)))
        words = f"{hand.look.path.name}: {', '.join(told)}."
        if report.baseline:
            words += " " + _("Det är den första inläsningen. Inga tidsfrister räknas bakåt.")
        self._ui.about.setText(words)

    def _note(self, hand: FileInHand, report: Report) -> None:
        """What is odd about the file, so that the person who confirms it knows."""
        assert hand.trial is not None
        said = notes(hand, report)
        self._ui.notes.setText(" ".join(said))
        self._ui.notes.setVisible(bool(said))
        self.how.setText(layout_words(hand))
        self.how.setVisible(bool(self.how.text()))
        self.foreign.setText(foreign_words(report, hand.trial.school))
        self.foreign.setVisible(report.is_foreign)
        units = list(hand.trial.reading.units)
        fill(self.unit, [(_("Alla skolor"), ""), *((name, name) for name in units)], hand.unit)
        self._unit.setVisible(len(units) > 1)
        years = ", ".join(year.label for year in report.years_unset)
        words = _("Läsåret {years} har inga terminer än. Andelarna räknas på vanliga terminstider.").format(
            years=years
        )
        self.unset.setText(words)
        for widget in (self.unset, self.calendar):
            widget.setVisible(bool(years))

    def _figures(self, report: Report) -> None:
        lost = report.rejected + report.excluded
        for card, caption in zip(self.cards, _captions(self._is_list), strict=True):
            card.set_caption(caption)
        for card, number in zip(self.cards, (report.new, report.changed, report.same, lost), strict=True):
            card.show_figure(grouped(number))
        self._ui.sum.setText(sum_words(report))
        differs = difference_words(report, self._is_list)
        self.differs.setText(differs)
        self.differs.setVisible(bool(differs))

    def _students(self, report: Report) -> None:
        unknown = report.students_new + len(report.unknown)
        offer = ngettext("{n} elev är ny. Lägg till?", "{n} elever är nya. Lägg till?", unknown)
        classes = sorted(report.strangers, key=lambda one: class_key(one[0]))
        where = ", ".join(f"{name or _('utan klass')} {count}" for name, count in classes)
        self.add_new.setText(offer.format(n=unknown))
        self.add_new.setVisible(unknown > 0)
        self.strangers.setText(_("Nya per klass: {where}").format(where=where))
        self.strangers.setVisible(unknown > 0)
        self._say_renamed(report)
        gone = ngettext(
            "{n} elev står inte i listan och har slutat",
            "{n} elever står inte i listan och har slutat",
            report.missing,
        )
        self.mark_left.setText(gone.format(n=grouped(report.missing)))
        self.mark_left.setVisible(self._is_list and report.missing > 0)
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
        asked = self.questions or report.renamed or (self._is_list and report.missing)
        nothing = not (unknown or report.students_moved or rows or asked)
        self._ui.students.setVisible(not nothing)

    def _say_renamed(self, report: Report) -> None:
        """Those who have the name of somebody in another class, answered once for all of them."""
        self._renamed.setVisible(bool(report.renamed))
        self._waiting = len(report.renamed) if self.same_name_open else 0
        if not report.renamed:
            return
        assert self._choices is not None
        count = len(report.renamed)
        shown = ", ".join(f"{one.name} {one.before} → {one.now}" for one in report.renamed[:_NAMED])
        more = _(" och {n} till").format(n=count - _NAMED) if count > _NAMED else ""
        self.renamed_names.setText(shown + more)
        self.same_name.choose(self._choices.same_name)

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
        self._mode.setVisible(not report.baseline and self._has_lessons)
        self._ui.days.setVisible(not self._is_list)
        outside = ngettext(
            "{n} rad ligger på en dag utan skola och räknas inte i andelarna.",
            "{n} rader ligger på dagar utan skola och räknas inte i andelarna.",
            report.outside_term,
        ).format(n=grouped(report.outside_term))
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
        self._ui.faultsTitle.setText(words.format(n=grouped(rejected)))
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
        for one in sorted(classes, key=lambda one: class_key(one.class_name)) if known else ():
            self._classes.addWidget(_pill(one))

    @property
    def same_name_open(self) -> bool:
        return self._choices is None or self._choices.same_name is None

    @property
    def waiting_names(self) -> int:
        """Pupils who wait for the answer whether they are those of another class."""
        return self._waiting

    def _leave_out(self, classes: frozenset[str]) -> None:
        if self._choices is not None:
            self.chosen.emit(replace(self._choices, left_out=classes, deletes_confirmed=False))

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
            same_name=_said(self.same_name.chosen()),
            mark_left=self.mark_left.isChecked(),
        )
        if wanted != self._choices:
            self._choices = wanted
            self.chosen.emit(wanted)


def _said(chosen: object) -> bool | None:
    """An answer of yes or no, None while there is none."""
    return None if chosen is None else bool(chosen)


def _captions(is_list: bool = False) -> tuple[str, ...]:
    if is_list:
        return _("Nya elever"), _("Ändrade"), _("Oförändrade"), _("Läses inte in")
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
    asked = [box for _question, box in step.questions if box.currentData() == "ask"]
    return len(asked) + step.waiting_names
