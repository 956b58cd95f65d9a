"""A button that unfolds the rest of a form or a card, and folds it again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.flow import flowing


class More(QWidget):
    """`content` stands below the button while it is unfolded; `words` and `less` name the two ways.

    `beside` stand before the button in its line. `turned` when it has been unfolded (True) or folded.
    """

    turned = Signal(bool)

    def __init__(
        self, words: str, less: str, content: QWidget, name: str = "", beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self._words, self._less, self._name = words, less, name
        self.button = quiet(words, "chevron-down")
        self.content = content
        whole = QVBoxLayout(self)
        theme.space(whole, gap=12)
        whole.addWidget(flowing(*beside, self.button))
        whole.addWidget(content)
        content.hide()
        self.button.clicked.connect(lambda: self.unfold(not self.is_unfolded))
        self._say()

    @property
    def is_unfolded(self) -> bool:
        return not self.content.isHidden()

    def unfold(self, shown: bool = True) -> None:
        """Show what lies below, or put it away."""
        if shown != self.is_unfolded:
            self.content.setVisible(shown)
            self._say()
            self.turned.emit(shown)

    def _say(self) -> None:
        words = self._less if self.is_unfolded else self._words
        self.button.setText(words)
        self.button.setAccessibleName(f"{words}: {self._name}" if self._name else words)
        self.button.setProperty("iconName", "chevron-up" if self.is_unfolded else "chevron-down")
