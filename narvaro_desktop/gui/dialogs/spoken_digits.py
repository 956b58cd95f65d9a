"""The digits of a call: eight groups to read aloud, and two that are typed as they are heard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.digits_edit import DigitsEdit
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_ROWS = 4
_DIGITS = 5


class SpokenDigits(QWidget):
    """Eight groups, each with its number, in two columns."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        theme.space(grid, gap=4)
        grid.setHorizontalSpacing(theme.px(10))
        for place, group in enumerate(groups):
            column, line = divmod(place, _ROWS)
            grid.addWidget(label(_("Grupp {number}").format(number=place + 1), "caption"), line, 3 * column)
            grid.addWidget(label(group, "lead"), line, 3 * column + 1)
        grid.setColumnMinimumWidth(2, theme.px(18))
        grid.setColumnStretch(5, 1)


class HeardGroups(QWidget):
    """Two groups to type; `groups` are their places (0–7)."""

    def __init__(self, groups: Sequence[int]) -> None:
        super().__init__()
        self.edits = tuple(DigitsEdit(_DIGITS) for _place in groups)
        self._fields = [
            Field(_("Grupp {number}").format(number=place + 1), edit)
            for place, edit in zip(groups, self.edits, strict=True)
        ]
        line = QHBoxLayout(self)
        theme.space(line, gap=16)
        for field in self._fields:
            line.addWidget(field)
        line.addStretch(1)
        self.setFocusProxy(self.edits[0])
        for edit, after in zip(self.edits, self.edits[1:], strict=False):
            edit.textEdited.connect(partial(_go_on, after=after))

    def heard(self) -> list[str] | None:
        """What was typed; None where a group lacks digits, which is said at it."""
        typed = ["".join(edit.text().split()) for edit in self.edits]
        for field, group in zip(self._fields, typed, strict=True):
            field.say("" if len(group) == _DIGITS else _("Fem siffror."))
        return typed if all(len(group) == _DIGITS for group in typed) else None

    def begin_again(self) -> None:
        """They were wrong: empty, to be asked for once more."""
        for edit in self.edits:
            edit.clear()
        self.edits[0].setFocus()


def _go_on(typed: str, after: DigitsEdit) -> None:
    """A group that is whole leads to the one after it, as one writes while somebody reads aloud."""
    if len("".join(typed.split())) == _DIGITS and not after.text():
        after.setFocus()
