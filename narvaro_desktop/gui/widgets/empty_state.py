"""Empty: an icon, one sentence on what will stand here, at most one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.tokens import ICON_EMPTY
from narvaro_desktop.gui.widgets.buttons import primary, secondary
from narvaro_desktop.gui.widgets.text import label


class EmptyState(QWidget, theme.Themed):
    """Centred in its room; `pressed` when the button is, which `leads` where the page has no other."""

    pressed = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, icon: str = "inbox", sentence: str = "", button: str = "",
        leads: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = label("", "body2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = primary("") if leads else secondary("")
        self.button.clicked.connect(self.pressed)
        whole = QVBoxLayout(self)
        theme.space(whole, (24, 32, 24, 32), 12)
        whole.addStretch(1)
        whole.addWidget(self._picture)
        whole.addWidget(self._sentence)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(1)
        self.show_empty(sentence, button)
        self.restyle()

    def show_empty(self, sentence: str, button: str = "", icon: str = "") -> None:
        """Say another sentence, for another reason that nothing stands here."""
        self._icon = icon or self._icon
        self._sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.restyle()

    def restyle(self) -> None:
        sharpness = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon, "text3", ICON_EMPTY, sharpness))
