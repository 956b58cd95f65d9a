"""Segmented buttons: one of a few, all to be seen at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.flow import Flow

_PAUSE = 1000
"""Milliseconds after which a digit begins a number of its own."""


class Segmented(QWidget):
    """Choices are (key, words); arrow keys move. `may_clear`: a second press takes the answer back.

    Where the words are numbers, they can be typed; a 0 right after a 1 makes it 10.
    """

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[object, str]],
        name: str,
        chosen: object = None,
        may_clear: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._may_clear = may_clear
        self._keys = [key for key, _words in choices]
        self._group = QButtonGroup(self)
        self._group.setExclusive(not may_clear)
        self._typed = ""
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(lambda: setattr(self, "_typed", ""))
        line = Flow(self)
        theme.space(line, gap=4)
        for place, (_key, words) in enumerate(choices):
            button = Button(text=words, kind="segment")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {words}")
            self._group.addButton(button, place)
            line.addWidget(button)
        self.choose(chosen)
        self._group.idClicked.connect(self._pressed)

    def chosen(self) -> object:
        """The key of what is chosen, or None."""
        place = next((self._group.id(button) for button in self._group.buttons() if button.isChecked()), -1)
        return self._keys[place] if place >= 0 else None

    def choose(self, key: object) -> None:
        """Choose without telling; None takes the choice away."""
        self._group.setExclusive(False)
        for place, button in enumerate(self.buttons()):
            button.setChecked(key is not None and self._keys[place] == key)
        self._group.setExclusive(not self._may_clear)
        self._rove(self._keys.index(key) if key in self._keys else 0)

    def buttons(self) -> list[Button]:
        return [button for button in self._group.buttons() if isinstance(button, Button)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        buttons = self.buttons()
        here = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if here is not None and event.text().isdecimal() and self._type(event.text()):
            return
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = (here + step) % len(buttons)
        self._rove(there)
        buttons[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _type(self, digit: str) -> bool:
        """Press the button with the number; one that is pressed stays so."""
        named = {button.text(): button for button in self.buttons()}
        before, self._typed = self._typed, digit
        found = named.get(before + digit) or named.get(digit)
        if found is None:
            return False
        self._rove(self._group.id(found))
        found.setFocus(Qt.FocusReason.TabFocusReason)
        self._pause.start()
        if not found.isChecked():
            found.click()
        return True

    def _rove(self, place: int) -> None:
        """Let Tab stop once, at `place`; arrow keys reach the others."""
        for each, button in enumerate(self.buttons()):
            stops = Qt.FocusPolicy.StrongFocus if each == place else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stops)

    def _pressed(self, place: int) -> None:
        self._rove(place)
        if self._may_clear:
            for other, button in enumerate(self.buttons()):
                if other != place:
                    button.setChecked(False)
        self.changed.emit(self.chosen())
