"""Buttons: one primary a page, the rest quieter; icons follow the theme."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.widgets.text import plain_tip
from narvaro_desktop.i18n import _

_ICON_TOKENS = {
    "primary": "on_accent",
    "danger": "surface",
    "link": "accent_text",
    "practice": "info",
    "": "text",
}


class Button(QPushButton, theme.Themed):
    """A push button whose `kind` and `iconName` are dynamic properties, so that forms can set them too."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        text: str = "",
        icon: str = "",
        kind: str = "",
        small: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        if small:
            self.setProperty("dense", True)
        if icon:
            self.setProperty("iconName", icon)
        self.toggled.connect(lambda _on: self.restyle())

    def restyle(self) -> None:
        name = self.property("iconName")
        if name:
            side = 16 if self.property("dense") else 18
            after = 4 if self.text() else 0
            self.setIcon(icons.icon(name, self._token(), side, after))
            self.setIconSize(icons.icon_size(side, after))

    def setText(self, text: str) -> None:
        """Words keep their distance from the icon; forms set the icon first."""
        had = bool(self.text())
        super().setText(text)
        if had != bool(text):
            self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; on a segment it is left to the dialog."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and not held and not event.isAutoRepeat() and self.property("kind") != "segment":
            self.click()
        else:
            super().keyPressEvent(event)

    def setProperty(self, name: str, value: Any) -> bool:
        """The icon follows `iconName`, `kind` and `dense` at once."""
        known = super().setProperty(name, value)
        self.restyle()
        return known

    def _token(self) -> str:
        if self.isChecked():
            return "accent_text"
        return _ICON_TOKENS.get(str(self.property("kind") or ""), "text2")


def primary(text: str, icon: str = "") -> Button:
    return Button(text=text, icon=icon, kind="primary")


def secondary(text: str, icon: str = "") -> Button:
    return Button(text=text, icon=icon)


def quiet(text: str, icon: str = "") -> Button:
    return Button(text=text, icon=icon, kind="quiet")


def danger(text: str) -> Button:
    return Button(text=text, kind="danger")


def link(text: str) -> Button:
    return Button(text=text, kind="link")


def icon_button(icon: str, name: str, small: bool = False) -> Button:
    """A button of only an icon; `name` is its accessible name and its tooltip."""
    made = Button(icon=icon, kind="icon", small=small)
    made.setAccessibleName(name)
    made.setToolTip(plain_tip(name))
    return made


def menu_button(
    text: str,
    entries: Sequence[tuple[str, str, Callable[[], object]]],
    icon: str = "",
    name: str = "",
    small: bool = False,
) -> Button:
    """A button that opens a menu of (words, icon, act); without `text` it is the ellipsis."""
    made = (
        Button(text=text, icon=icon, small=small)
        if text
        else icon_button(icon or "ellipsis", name or _("Fler val"))
    )
    menu = QMenu(made)
    for words, picture, act in entries:
        action = menu.addAction(words)
        if picture:
            action.setIcon(icons.icon(picture))
        action.triggered.connect(lambda _checked=False, act=act: act())
    made.setMenu(menu)
    return made
