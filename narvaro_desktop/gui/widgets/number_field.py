"""A whole number with small arrows; the style sheet cannot indent its text, so the field does."""

from PySide6.QtWidgets import QSpinBox, QWidget

from narvaro_desktop.gui import theme


class NumberField(QSpinBox, theme.Themed):
    """From `lowest` to `highest`; `unit` stands after the number ("dagar")."""

    def __init__(
        self, parent: QWidget | None = None, *, lowest: int = 0, highest: int = 100, unit: str = ""
    ) -> None:
        super().__init__(parent)
        self.setRange(lowest, highest)
        self.setSuffix(f" {unit}" if unit else "")
        self.restyle()

    def restyle(self) -> None:
        self.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
