"""What a colleague had written in a text that has been written over since: shown below it, to have back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.overwritten import Overwritten


class EarlierText(QWidget):
    """Below a text box; hidden until there is something. `restored` tells that the box has both texts now."""

    restored = Signal()

    def __init__(self, box: GrowingText) -> None:
        super().__init__()
        self._box = box
        self._earlier: Overwritten | None = None
        self._who, self._text = label("", "caption2", wrap=True), label("", "body2", wrap=True)
        self.button = Button(text=_("Lägg till den texten"), icon="undo-2", kind="quiet", small=True)
        self.button.clicked.connect(self._restore)
        column = QVBoxLayout(self)
        theme.space(column, gap=2)
        column.addWidget(self._who)
        column.addWidget(self._text)
        column.addLayout(row(self.button))
        self.hide()

    def show_earlier(self, earlier: Overwritten | None, writable: bool) -> None:
        """What stood there before, and who had written it."""
        self._earlier = earlier
        self.setVisible(earlier is not None)
        self.button.setVisible(writable)
        if earlier is not None:
            said = _("{who} hade skrivit {day}:")
            self._who.setText(said.format(who=earlier.who, day=days.full(earlier.on)))
            self._text.setText(earlier.text)
            self.button.setAccessibleName(_("Lägg till det som {who} hade skrivit").format(who=earlier.who))

    def _restore(self) -> None:
        if self._earlier is not None:
            self._box.setPlainText("\n\n".join(filter(None, (self._box.text().strip(), self._earlier.text))))
            self._box.flush()
            self._box.setFocus()
            self.restored.emit()
