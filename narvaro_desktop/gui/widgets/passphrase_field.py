"""A field for a passphrase: hidden unless one wants to see it, and one may paste."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import icon_button
from narvaro_desktop.i18n import _

_LONGEST = 256


class PassphraseField(QWidget):
    """`edit` is the field, which takes the focus; `edited` tells what stands there after each key."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, name: str = "", seen: bool = False) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.edit.setAccessibleName(name or _("Lösenfras"))
        self.edit.textChanged.connect(self.edited)
        self.eye = icon_button("eye", _("Visa lösenfrasen"))
        self.eye.clicked.connect(lambda: self.show_words(not self.is_seen))
        self.setFocusProxy(self.edit)
        line = QHBoxLayout(self)
        theme.space(line, gap=4)
        line.addWidget(self.edit, 1)
        line.addWidget(self.eye)
        self.show_words(seen)

    @property
    def is_seen(self) -> bool:
        return self.edit.echoMode() == QLineEdit.EchoMode.Normal

    def show_words(self, seen: bool) -> None:
        """Show the words, or dots in their place."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
        name = _("Dölj lösenfrasen") if seen else _("Visa lösenfrasen")
        self.eye.setProperty("iconName", "eye-off" if seen else "eye")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, words: str) -> None:
        self.edit.setText(words)

    def clear(self) -> None:
        """Empty it and hide what is typed next."""
        self.edit.clear()
        self.show_words(False)
