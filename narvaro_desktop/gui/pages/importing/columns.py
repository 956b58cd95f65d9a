"""Step two of the import, for a layout that nobody has explained: which column holds what."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.forms.ui_import_columns import Ui_ImportColumns
from narvaro_desktop.gui.pages.importing.encodings import fill, fill_encodings
from narvaro_desktop.gui.pages.importing.found_words import changed_words, layout_words, reason_words
from narvaro_desktop.gui.widgets.boxes import Column as Lines
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.importing.file_in_hand import (
    Column,
    Field,
    FileInHand,
    FileKind,
    kind_of,
    lacking,
    normalised,
)

_SAMPLES = 3
_LAST_HEADER = 60


class ColumnsStep(QWidget):
    """`changed` tells whether the columns now make a file that can be read."""

    changed = Signal(bool)
    sheetChosen = Signal(str)
    encodingChosen = Signal(str)
    headerChosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ui = Ui_ImportColumns()
        self._ui.setupUi(self)
        theme.fit(self)
        self._rows: list[QWidget] = []
        self.boxes: list[tuple[str, QComboBox]] = []
        self._hand: FileInHand | None = None
        self.how, self.differs = label("", "caption2", wrap=True), label("", "warn", wrap=True)
        self._ui.whole.insertWidget(1, self.differs)
        self._ui.whole.insertWidget(2, self.how)
        self.header_row = QComboBox()
        self.header_row.addItems([str(row) for row in range(1, _LAST_HEADER + 1)])
        self.header_row.setAccessibleName(_("Rubrikrad"))
        self.header_row.activated.connect(lambda at: self.headerChosen.emit(at + 1))
        words = label(_("Rubrikrad"), "label")
        words.setBuddy(self.header_row)
        for widget in (words, self.header_row):
            self._ui.choices.insertWidget(self._ui.choices.count() - 1, widget)
        self._ui.sheetLabel.setBuddy(self._ui.sheet)
        self._ui.encodingLabel.setBuddy(self._ui.encoding)
        self._ui.sheet.activated.connect(lambda _at: self.sheetChosen.emit(self._ui.sheet.currentText()))
        self._ui.encoding.activated.connect(
            lambda _at: self.encodingChosen.emit(self._ui.encoding.currentData())
        )

    def show_file(self, hand: FileInHand) -> None:
        """The file's own headers with some cells, and what each column most likely holds."""
        self._hand = hand
        found = hand.found
        self.how.setText(layout_words(hand))
        self.differs.setText(changed_words(hand))
        self.differs.setVisible(found.changed is not None)
        self._ui.lead.setText(_lead(hand))
        self._ui.lead.setVisible(found.changed is None)
        self.header_row.setCurrentIndex(found.header_row - 1)
        fill(self._ui.sheet, [(name, name) for name in found.sheets], found.sheet)
        fill_encodings(self._ui.encoding, found.encodings)
        for line in (self._ui.sheet, self._ui.sheetLabel):
            line.setVisible(len(found.sheets) > 1)
        for line in (self._ui.encoding, self._ui.encodingLabel):
            line.setVisible(len(found.encodings) > 1)
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = []
        self.boxes = []
        guessed = {column.header: column.field for column in reversed(hand.columns)}
        for place, header in enumerate(found.header):
            if header.strip():
                cells = (row[place] for row in found.samples if len(row) > place and row[place].strip())
                self._add(
                    header,
                    list(dict.fromkeys(cells))[:_SAMPLES],
                    guessed.get(normalised(header), Field.IGNORED),
                )
        self._tell()

    @property
    def first_field(self) -> QWidget | None:
        """Where one goes on by keyboard."""
        return next((box for _field, box in self.boxes), None)

    def columns(self) -> tuple[Column, ...]:
        """What has been chosen."""
        assert self._hand is not None
        chosen = [
            Column(field, header)
            for header, box in self.boxes
            if (field := box.currentData()) is not Field.IGNORED
        ]
        guessed = {(column.header, column.field): column for column in self._hand.columns}
        kept = [guessed.get((column.header, column.field), column) for column in chosen]
        dates = [
            c for c in self._hand.columns if c.field is Field.DATE and c.header in {k.header for k in kept}
        ]
        if not any(column.field is Field.DATE for column in kept):
            kept += dates
        return self._hand.with_units(kept)

    def _add(self, header: str, cells: Sequence[str], field: Field) -> None:
        box = QComboBox()
        for each in (Field.IGNORED, *(f for f in Field if f is not Field.IGNORED)):
            box.addItem(capital(each.label), each)
        box.setCurrentIndex(box.findData(field))
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMinimumContentsLength(8)
        box.setAccessibleDescription(_("Vad kolumnen {header} innehåller").format(header=header))
        box.currentIndexChanged.connect(lambda _at: self._tell())
        name = label(header, "strong", wrap=True)
        name.setBuddy(box)
        assert self._hand is not None
        why = reason_words(self._hand, normalised(header))
        named = QWidget()
        lines = Lines(named)
        theme.space(lines, gap=2)
        lines.addWidget(name)
        if why:
            lines.addWidget(label(capital(why), "caption2", wrap=True))
        grid = self._ui.grid
        at, samples = grid.rowCount(), label(" · ".join(cells), "caption2", wrap=True)
        grid.addWidget(named, at, 0)
        grid.addWidget(samples, at, 1)
        grid.addWidget(box, at, 2, Qt.AlignmentFlag.AlignVCenter)
        self._rows += [named, samples, box]
        self.boxes.append((normalised(header), box))

    def _tell(self) -> None:
        columns = self.columns()
        kind = kind_of(columns)
        double = _doubled(columns)
        words = ""
        if kind is None:
            missing = ", ".join(map(_lacking_words, lacking(columns)))
            words = _("Det här saknas ännu: {what}.").format(what=missing)
        elif kind is FileKind.SCHOOL_PERIOD:
            words = _("Filen gäller hela skolan, inte enskilda elever. Den kan inte läsas in här.")
        elif kind is FileKind.LESSON_TIMES:
            words = _("Filen har inga uppgifter om elever. Välj den kolumn som har namn eller personnummer.")
        elif kind is FileKind.PUPILS and not {Field.NAME, Field.LAST_NAME} & {one.field for one in columns}:
            words = _("Det ser ut som en elevlista. Vilken kolumn har namnet?")
        elif double:
            words = _("Två kolumner kan inte innehålla samma sak: {what}.").format(what=", ".join(double))
        if not words and kind is not None:
            self.how.setText(f"{layout_words(self._hand)} {_reads_as(kind)}" if self._hand else "")
        self._ui.lacking.setText(words)
        self._ui.lacking.setVisible(bool(words))
        self.changed.emit(not words)


def _lead(hand: FileInHand) -> str:
    """Why the columns are asked about."""
    found = hand.found
    if found.profile and not found.profile.verified:
        return _(
            "Ser ut som {name}. Programmet är inte prövat på en riktig sådan fil: jämför med ert "
            "system första gången."
        ).format(name=found.profile.name)
    return _(
        "Det här upplägget har ni inte läst in förut. Ange vad kolumnerna innehåller, så slipper ni "
        "frågan nästa gång."
    )


def _reads_as(kind: FileKind) -> str:
    return _("Den läses som {kind}.").format(kind=kind.label)


def _doubled(columns: Iterable[Column]) -> list[str]:
    fields = [column.field for column in columns]
    return sorted({field.label for field in fields if fields.count(field) > 1})


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lacking_words(field: Field) -> str:
    if field is Field.IDENTITY:
        return _("namn eller personnummer")
    if field is Field.ABSENCE:
        return _("hur mycket eleven var borta (till exempel total frånvaro eller närvarostatus)")
    return field.label
