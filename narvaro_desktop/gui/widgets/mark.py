"""A picture from the icons, larger than in a button, that follows the theme."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from narvaro_desktop.gui import icons, theme

_SIDE = 32


class Mark(QLabel, theme.Themed):
    """Its `iconName` is a dynamic property, so that forms can set it; it says nothing to a screen reader."""

    def __init__(self, parent: QWidget | None = None, *, icon: str = "", token: str = "accent") -> None:
        super().__init__(parent)
        self._token = token
        if icon:
            self.setProperty("iconName", icon)

    def restyle(self) -> None:
        if name := self.property("iconName"):
            self.setPixmap(icons.pixmap(str(name), self._token, _SIDE, self.devicePixelRatioF()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DynamicPropertyChange:
            self.restyle()
        return super().event(event)
