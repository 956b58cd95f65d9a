"""The cover: hides the page from those beside the computer, while the vault stays open for the talk."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from narvaro_desktop.gui import announce, theme
from narvaro_desktop.gui.locking.bookmark import caret_of, put_caret
from narvaro_desktop.gui.widgets.buttons import primary
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _

_STILL = (QKeySequence("Ctrl+Shift+L"), QKeySequence("Ctrl+L"))


class Cover(QWidget):
    """Lies over the whole window; no key reaches what is under it, and no reader of the screen tells of it.

    Only *Visa igen* and the lock take it away.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        under = window.centralWidget()
        assert under is not None
        self._under = under
        self._focused: QWidget | None = None
        self._caret = 0
        self._dialogs: list[QDialog] = []
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Sidan är täckt"))
        self.again = primary(_("Visa igen"))
        self.again.clicked.connect(self.uncover)
        column = QVBoxLayout(self)
        theme.space(column, gap=16)
        column.addStretch(1)
        column.addWidget(label(_("Sidan är täckt"), "h1"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    @property
    def is_on(self) -> bool:
        return self.isVisible()

    def toggle(self) -> None:
        self.uncover() if self.is_on else self.cover()

    def cover(self) -> None:
        """Hide the page, and every dialog on it."""
        self._focused = QApplication.focusWidget()
        self._caret = caret_of(self._focused)
        self._dialogs = [one for one in self._window.findChildren(QDialog) if one.isVisible()]
        for dialog in self._dialogs:
            dialog.hide()
        self._under.hide()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.again.setFocus()
        announce.say(self, _("Sidan är täckt"), urgent=True)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def uncover(self) -> None:
        """As it was, with the focus where it was."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._under.show()
        self.hide()
        for dialog in filter(isValid, self._dialogs):
            dialog.show()
        if self._focused is not None:
            self._focused.setFocus()
            put_caret(self._focused, self._caret)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that work everywhere would open dialogs over the cover, as may what was asked for before."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # told of before it is seen
            QTimer.singleShot(0, watched, partial(self._keep_back, watched))
        return isinstance(event, QShortcutEvent) and event.key() not in _STILL

    def _keep_back(self, dialog: QDialog) -> None:
        """Show it with the page, once somebody wants to see that again."""
        dialog.hide()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        if self.is_on:
            self._dialogs.append(dialog)
            self.again.setFocus()
        else:
            dialog.show()
