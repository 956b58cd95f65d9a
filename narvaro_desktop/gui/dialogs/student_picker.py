"""Finding the pupil of a new case: typed, chosen among those known, or added as someone new."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework.new_case import Candidate, NewStudent

_MOST = 6
_ROW = 30


class StudentPicker(QWidget, theme.Themed):
    """`changed` tells that somebody has been chosen, or nobody any more."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidates: Sequence[Candidate] = ()
        self._searched: list[str] = []
        self._chosen: Candidate | NewStudent | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Skriv för- eller efternamn"))
        self.name.setClearButtonEnabled(True)
        self.name.textEdited.connect(self._typed)
        self.name.textChanged.connect(lambda text: None if text else self._typed(text))
        self.name.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(_("Elever som passar"))
        self.found.itemClicked.connect(self._take)
        self.found.installEventFilter(self)
        self.group = QComboBox()
        self.group.setEditable(True)
        self.group.editTextChanged.connect(lambda _text: self.changed.emit())
        self.field = Field(_("Elev"), self.name)
        self.group_field = Field(_("Klass"), self.group)
        self.advice = label(
            _(
                "Lägg inte in elever med skyddade personuppgifter. "
                "Arbeta med dem på papper enligt skolans rutin."
            ),
            "caption",
            wrap=True,
        )
        column = QVBoxLayout(self)
        theme.space(column, gap=8)
        for each in (self.field, self.found, self.group_field, self.advice):
            column.addWidget(each)
        self.setFocusProxy(self.name)
        self._show_found([])
        self._show_new(False)

    def restyle(self) -> None:
        self.group.setMaximumWidth(theme.px(160))
        self._fit()

    def offer(self, candidates: Sequence[Candidate], classes: Sequence[str]) -> None:
        """Who can be found, and the classes that there are."""
        self._candidates = candidates
        self._searched = [search_key(f"{one.student.name} {one.student.class_name}") for one in candidates]
        self.group.clear()
        self.group.addItems(list(classes))
        self.group.setCurrentIndex(-1)

    def chosen(self) -> UUID | NewStudent | None:
        """The pupil's id, or the name and class of a new one."""
        if isinstance(self._chosen, Candidate):
            return self._chosen.student.id
        if isinstance(self._chosen, NewStudent):
            return NewStudent(self._chosen.name, self.group.currentText().strip())
        return None

    def candidate(self) -> Candidate | None:
        return self._chosen if isinstance(self._chosen, Candidate) else None

    def choose(self, candidate: Candidate) -> None:
        """Take this pupil, as if found."""
        self._chosen = candidate
        self.name.setText(
            _("{name}, {group}").format(name=candidate.student.name, group=candidate.student.class_name)
        )
        self._show_found([])
        self._show_new(False)
        self.field.clear()
        self.changed.emit()

    def check(self) -> bool:
        """Say what is missing; True if nothing is."""
        self.field.say("" if self._chosen is not None else self._missing())
        needs_class = isinstance(self._chosen, NewStudent) and not self.group.currentText().strip()
        self.group_field.say(_("Skriv klassen, till exempel 7B.") if needs_class else "")
        if isinstance(self._chosen, NewStudent) and len(self._chosen.name.split()) < 2:
            self.field.say(_("Skriv både förnamn och efternamn."))
        faulty = [each for each in (self.field, self.group_field) if each.fault()]
        if faulty:
            faulty[0].control.setFocus()
        return not faulty

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while one writes; Enter and Tab take the row, Enter no more."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.found.count():
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.found.isVisible():
                place = self.found.currentRow() + step
                self.found.setCurrentRow(max(0, min(place, self.found.count() - 1)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.found.isVisible():
                self._take(self.found.currentItem())
                return True
            if event.key() == Qt.Key.Key_Tab and self.found.isVisible():
                self._take(self.found.currentItem())
                return isinstance(self._chosen, NewStudent)  # whose class has the focus already
        return super().eventFilter(watched, event)

    def _missing(self) -> str:
        if self.name.text().strip():
            return _("Välj en elev i listan, eller lägg till en ny.")
        return _("Skriv elevens namn.")

    def _typed(self, text: str) -> None:
        had = self._chosen is not None
        self._chosen = None
        self._show_new(False)
        words = search_key(text).split()
        if not words:
            self._show_found([])
        else:
            found = (
                one
                for one, searched in zip(self._candidates, self._searched, strict=True)
                if all(word in searched for word in words)
            )
            self._show_found([one for one, _place in zip(found, range(_MOST), strict=False)])
            self._offer_new(text.strip())
        if had:
            self.changed.emit()

    def _show_found(self, found: Sequence[Candidate]) -> None:
        self.found.clear()
        for one in found:
            words = (
                _("{name}, {group}") if one.case_id is None else _("{name}, {group}: har ett öppet ärende")
            )
            item = QListWidgetItem(words.format(name=one.student.name, group=one.student.class_name))
            self._add(item, one)
        self._fit()

    def _offer_new(self, name: str) -> None:
        item = QListWidgetItem(_("Lägg till {name} som ny elev").format(name=name))
        self._add(item, NewStudent(name, ""))
        self.found.setCurrentRow(0)
        self._fit()

    def _add(self, item: QListWidgetItem, whom: Candidate | NewStudent) -> None:
        item.setData(Qt.ItemDataRole.UserRole, whom)
        item.setSizeHint(QSize(0, theme.px(_ROW)))
        self.found.addItem(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        taken = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(taken, Candidate):
            self.choose(taken)
        elif isinstance(taken, NewStudent):
            self._chosen = taken
            self._show_found([])
            self._show_new(True)
            self.field.clear()
            self.group.setFocus()
            self.changed.emit()

    def _show_new(self, is_new: bool) -> None:
        self.group_field.setVisible(is_new)
        self.advice.setVisible(is_new)

    def _fit(self) -> None:
        self.found.setVisible(self.found.count() > 0)
        self.found.setFixedHeight(theme.px(_ROW) * max(self.found.count(), 1) + theme.px(10))
