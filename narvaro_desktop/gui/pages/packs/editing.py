"""A pack while it is changed: the document, what the check says of it, and which fields show which place."""

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from narvaro_desktop.domain.routines import pack_check, pack_edit
from narvaro_desktop.domain.routines.pack_edit import Where
from narvaro_desktop.domain.routines.pack_faults import Remark
from narvaro_desktop.domain.terms import Role, Term
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import catalogue

Shown = Field | QLabel
_Held = TypeVar("_Held")
_SHORTEST = 12
"""Characters: a long citation must not make a dialog wider."""


class Editing(QObject):
    """One document being changed.

    `changed` comes after each value; `reshaped` when a list is another one, with the place that was changed.
    """

    changed = Signal()
    reshaped = Signal(object)

    def __init__(self, document: Mapping[str, Any], laws: Set[str], standing: Mapping[int, int]) -> None:
        super().__init__()
        self.document: dict[str, Any] = dict(document)
        self._laws, self._standing = laws, standing
        self._shown: dict[Where, Shown] = {}
        self._controls: dict[Where, QWidget] = {}

    def at(self, where: Where) -> Any:
        return pack_edit.value_at(self.document, where)

    def put(self, where: Where, value: Any) -> None:
        if self.at(where) != value:
            self.document = pack_edit.put(self.document, where, value)
            self.changed.emit()

    def reshape(self, document: dict[str, Any], where: Where) -> None:
        """Take a document whose lists are others; the form is drawn anew, with the focus at `where`."""
        self.document = document
        self.changed.emit()
        self.reshaped.emit(where)

    def remarks(self) -> tuple[Remark, ...]:
        return pack_check.remarks(self.document, self._laws, self._standing, catalogue.measured())

    def forget_fields(self) -> None:
        self._shown.clear()
        self._controls.clear()

    def show(self, where: Where, shown: Shown, control: QWidget) -> None:
        """`shown` says what is wrong at `where`, `control` changes it."""
        self._shown[where], self._controls[where] = shown, control

    def control_of(self, where: Where) -> QWidget | None:
        """What changes this place, or the nearest one around it."""
        return _nearest(self._controls, where)

    def say_faults(self, found: Iterable[Remark]) -> None:
        """The words of each remark beside its field."""
        said: dict[int, tuple[Shown, str]] = {id(one): (one, "") for one in self._shown.values()}
        for remark in found:
            shown = _nearest(self._shown, remark.where)
            if shown is not None and not said[id(shown)][1]:
                said[id(shown)] = (shown, remark.words)
        for shown, words in said.values():
            _say(shown, words)


def _nearest(held: Mapping[Where, _Held], where: Where) -> _Held | None:
    here = (held[where[:length]] for length in range(len(where), 0, -1) if where[:length] in held)
    return next(here, None)


def _say(shown: Shown, words: str) -> None:
    if isinstance(shown, Field):
        if shown.fault() != words:
            shown.say(words)
    else:
        shown.setText(words)
        shown.setVisible(bool(words))


def text_field(editing: Editing, where: Where, words: str, help: str = "", lines: int = 1) -> Field:
    """A line, or a text of several lines, kept at a place."""
    if lines == 1:
        line = QLineEdit(str(editing.at(where) or ""))
        made = Field(words, line, help)
        # After the field, which lets the old fault go: the check may find another in the new text.
        line.textChanged.connect(lambda text: editing.put(where, text))
        return _kept(editing, where, made)
    box = GrowingText(name=words, lines=lines, most=lines + 4)
    box.set_text(str(editing.at(where) or ""))
    box.edited.connect(lambda text: editing.put(where, text))
    return _kept(editing, where, Field(words, box, help))


def number_field(
    editing: Editing, where: Where, words: str, lowest: int, highest: int, unit: str = "", none: str = ""
) -> Field:
    """A number kept at a place; `none` is said for the lowest, which then stands for nothing."""
    box = NumberField(lowest=lowest, highest=highest, unit=unit)
    if none:
        box.setSpecialValueText(none)
    found = editing.at(where)
    box.setValue(lowest if found is None else found)
    box.valueChanged.connect(lambda value: editing.put(where, None if none and value == lowest else value))
    return _kept(editing, where, Field(words, box))


def role_field(editing: Editing, where: Where, words: str) -> Field:
    """Who: one of the roles, or nobody yet."""
    return choice_field(editing, where, words, [("", _("Välj …")), *roles()])


def choice_field(editing: Editing, where: Where, words: str, choices: list[tuple[Any, str]]) -> Field:
    box = combo(choices, editing.at(where))
    box.currentIndexChanged.connect(lambda _at: editing.put(where, box.currentData()))
    return _kept(editing, where, Field(words, box))


def combo(choices: Iterable[tuple[Any, str]], chosen: object) -> QComboBox:
    """A list to choose from, by data and words."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST)
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def roles() -> list[tuple[str, str]]:
    return terms(Role)


def terms(kind: type[Term], fits: Callable[[Any], bool] = lambda _one: True) -> list[tuple[str, str]]:
    """The words of a term to choose from."""
    return [(one.key, one.label[:1].upper() + one.label[1:]) for one in kind if fits(one)]


def _kept(editing: Editing, where: Where, field: Field) -> Field:
    editing.show(where, field, field.control)
    return field
