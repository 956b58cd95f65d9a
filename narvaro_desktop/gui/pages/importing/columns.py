"""Step two of the import, for a layout that nobody has explained: which column holds what."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.forms.ui_import_columns import Ui_ImportColumns
from narvaro_desktop.gui.widgets.card import empty
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
ENCODINGS = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows (cp1252)", "mac_roman": "Mac (mac_roman)",
    "cp850": "DOS (cp850)", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
}  # fmt: skip


class ColumnsStep(QWidget):
    """`changed` tells whether the columns now make a file that can be read."""

    changed = Signal(bool)
    sheetChosen = Signal(str)
    encodingChosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._ui = Ui_ImportColumns()
        self._ui.setupUi(self)
        theme.fit(self)
        self._grid = QGridLayout()
        theme.space(self._grid, gap=6)
        for place, share in enumerate((3, 4, 4)):
            self._grid.setColumnStretch(place, share)
        self._ui.rows.addLayout(self._grid)
        self.boxes: list[tuple[str, QComboBox]] = []
        self._hand: FileInHand | None = None
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
        fill(self._ui.sheet, [(name, name) for name in found.sheets], found.sheet)
        fill_encodings(self._ui.encoding, found.encodings)
        for line in (self._ui.sheet, self._ui.sheetLabel):
            line.setVisible(len(found.sheets) > 1)
        for line in (self._ui.encoding, self._ui.encodingLabel):
            line.setVisible(len(found.encodings) > 1)
        empty(self._grid)
        self.boxes = []
        guessed = {column.header: column.field for column in reversed(hand.columns)}
        for place, header in enumerate(found.header):
            if header.strip():
                cells = [row[place] for row in found.samples if len(row) > place and row[place].strip()]
                self._add(header, cells[:_SAMPLES], guessed.get(normalised(header), Field.IGNORED))
        self._tell()

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
        at = self._grid.rowCount()
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
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(label(" · ".join(cells), "caption2", wrap=True), at, 1)
        self._grid.addWidget(box, at, 2, Qt.AlignmentFlag.AlignVCenter)
        self.boxes.append((normalised(header), box))

    def _tell(self) -> None:
        columns = self.columns()
        kind = kind_of(columns)
        double = _doubled(columns)
        words = ""
        if kind is None:
            missing = ", ".join(field.label for field in lacking(columns))
            words = _("Det här saknas ännu: {what}.").format(what=missing)
        elif kind is FileKind.SCHOOL_PERIOD:
            words = _("Filen gäller hela skolan, inte enskilda elever. Den kan inte läsas in här.")
        elif double:
            words = _("Två kolumner kan inte innehålla samma sak: {what}.").format(what=", ".join(double))
        self._ui.lacking.setText(words)
        self._ui.lacking.setVisible(bool(words))
        self.changed.emit(not words)


def _doubled(columns: Iterable[Column]) -> list[str]:
    fields = [column.field for column in columns]
    return sorted({field.label for field in fields if fields.count(field) > 1})


def fill(box: QComboBox, choices: Iterable[tuple[str, str]], chosen: str | None) -> None:
    """Offer `choices` (words, key) without telling anybody."""
    box.blockSignals(True)
    box.clear()
    for words, key in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


def fill_encodings(box: QComboBox, encodings: Sequence[str]) -> None:
    """The likeliest first."""
    names = [(ENCODINGS.get(name.lower(), name), name) for name in encodings]
    fill(box, names, encodings[0] if encodings else None)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
