"""A short field for digits, as wide as they need at every text size."""

from PySide6.QtCore import QRegularExpression, QSize, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.field import Field

_DIGIT, _AROUND = 11, 34


class DigitsEdit(QLineEdit, theme.Themed):
    """Takes digits, blanks and hyphens; `digits` is how many there are to be."""

    _count = 5

    def __init__(self, digits: int) -> None:
        super().__init__()
        self._count = digits
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9 -]{{0,{digits + 4}}}")))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._count * _DIGIT + _AROUND), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def restyle(self) -> None:
        self.updateGeometry()


def digits_field(words: str, edit: DigitsEdit) -> Field:
    """The field with its label, to the left and no wider than its digits."""
    made = Field(words, edit)
    if (layout := made.layout()) is not None:
        layout.setAlignment(edit, Qt.AlignmentFlag.AlignLeft)
    return made
