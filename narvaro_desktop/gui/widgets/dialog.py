"""Dialogs: only where something cannot be taken back, or a reason or the passphrase is needed.

The title asks whether to do the act; the text says what happens and to whom; at the right stand Avbryt
and the verb.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QMoveEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.tab_order import ReadingOrder
from narvaro_desktop.gui.widgets.buttons import Button, secondary
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.fitting import Fitting
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.widgets.unsaved import unsaved
from narvaro_desktop.i18n import _

_NARROW, _WIDE = 480, 640
_LEAST_ROOM = 300
_SETTLED, _ASTRAY = 60, 120
"""Milliseconds until the window manager has answered; pixels off the middle that nobody has dragged it."""
_PLACED = 1500
"""Milliseconds after which a move is somebody's who drags it."""


class Dialog(QDialog):
    """480 or 640 wide. Esc is Avbryt, Ctrl Enter the verb; a dangerous verb is red, the focus on Avbryt.

    Who leaves typed words is asked first; fields in `kept_elsewhere` lose none, or have none worth keeping.

    Connect `accepted`, or set `checked` to a function that says whether the dialog may close.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str = "",
        verb: str = "",
        danger: bool = False,
        wide: bool = False,
        reason: str = "",
        cancel: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._danger = danger
        self.kept_elsewhere: set[QWidget] = set()
        self._area = Fitting(14)
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._fit)
        self._area.grown.connect(self._rest.start)
        self._is_placed = True
        self._settling = QTimer(self, interval=_SETTLED, singleShot=True)
        self._settling.timeout.connect(self._stand_over_parent)
        self.body = self._area.column
        whole = QVBoxLayout(self)
        theme.space(whole, (20, 22, 20, 20), 10)
        words = QVBoxLayout()
        theme.space(words, (4, 0, 4, 0), 14)
        words.addWidget(label(title, "h2", wrap=True))
        if text:
            words.addWidget(label(text, "body", wrap=True))
        whole.addLayout(words)
        whole.addWidget(self._area, 1)
        self._reason: Field | None = None
        if reason:
            self._reason = Field(reason, GrowingText(lines=2, most=6))
            self.body.addWidget(self._reason)
        self.cancel_button = secondary(cancel or _("Avbryt"))
        self.verb_button = Button(text=verb, kind="danger" if danger else "primary")
        whole.addLayout(self._foot())
        self.verb_button.setVisible(bool(verb))
        self._wide = _WIDE if wide else _NARROW
        self._whole = whole
        self.setFixedWidth(theme.px(self._wide))
        self._ring = FocusRing(self)
        order = ReadingOrder(self)
        self._area.grown.connect(order.put)

    def _foot(self) -> QHBoxLayout:
        """The two buttons, and what presses them."""
        self.cancel_button.clicked.connect(self.reject)
        self.verb_button.clicked.connect(self.try_accept)
        self.verb_button.setDefault(not self._danger)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.verb_button.click)
        line = QHBoxLayout()
        theme.space(line, (4, 4, 4, 0), 8)
        line.addStretch(1)
        line.addWidget(self.cancel_button)
        line.addWidget(self.verb_button)
        return line

    def sizeHint(self) -> QSize:
        """As high as its words, never higher than the window below or, framed, the screen."""
        wide = theme.px(self._wide)
        high = self._whole.totalHeightForWidth(wide)
        window = self._window_below()
        if window is not None:
            framed = max(one.frameGeometry().height() - one.height() for one in (window, self))
            room = min(window.height(), window.screen().availableGeometry().height() - framed)
            high = min(high, room) if room >= theme.px(_LEAST_ROOM) else high
        return QSize(wide, high)

    def add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)

    def reason(self) -> str:
        """The sentence written as a reason."""
        if self._reason is None or not isinstance(self._reason.control, GrowingText):
            return ""
        return self._reason.control.text().strip()

    def try_accept(self) -> None:
        """Close with the verb, once a reason that is asked for has been written and `may_close` agrees."""
        if self._reason is not None and not self.reason():
            self._reason.say(_("Skriv en mening om varför."))
            self._reason.control.setFocus()
        elif self.may_close():
            self.accept()

    def reject(self) -> None:
        if not unsaved(self, self.kept_elsewhere):
            super().reject()
            return
        sheet = Dialog(
            self, _("Kasta det du har skrivit?"), verb=_("Kasta"), danger=True, cancel=_("Skriv vidare")
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.accepted.connect(lambda: QDialog.reject(self))
        sheet.open()

    def may_close(self) -> bool:
        """Overridden by dialogs with fields: say what is wrong and answer False."""
        return True

    def _fit(self) -> None:
        """A fault or a message has come or gone."""
        if self.isVisible():
            self._whole.activate()
            self.resize(self.sizeHint())
            self._stay_within()

    def _stay_within(self) -> None:
        """What has grown downwards moves up, so that its buttons stay over the window."""
        window = self._window_below()
        if window is None:
            return
        place, room = self.geometry(), window.geometry()
        if (below := place.bottom() - room.bottom()) > 0:
            self.move(self.x(), self.y() - min(below, place.top() - room.top()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._danger:
            self.cancel_button.setFocus()
        elif self.focusWidget() in (None, self.cancel_button, self.verb_button):
            self._begin_writing()
        self._is_placed = False
        QTimer.singleShot(_PLACED, self, partial(setattr, self, "_is_placed", True))
        self._settling.start()

    def moveEvent(self, event: QMoveEvent) -> None:
        """A window manager that is late has its say too, before the dialog is put where it belongs."""
        super().moveEvent(event)
        if not self._is_placed:
            self._settling.start()

    def _begin_writing(self) -> None:
        """Where a line is empty one writes first; Enter is still the verb."""
        for line in self.findChildren(QLineEdit):
            if line.isVisibleTo(self) and line.isEnabled() and not line.isReadOnly() and not line.text():
                line.setFocus()
                return

    def _window_below(self) -> QWidget | None:
        """The window at the bottom: a small dialog in between does not make this one small."""
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        while isinstance(window, QDialog) and (further := window.parentWidget()) is not None:
            window = further.window()
        return window

    def _stand_over_parent(self) -> None:
        """Under X11 a resize before the window manager has answered puts it in the corner of the screen."""
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        wanted = parent.window().frameGeometry().center()
        away = wanted - self.frameGeometry().center()
        if abs(away.x()) > theme.px(_ASTRAY):
            self.move(self.pos() + away)
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        if frame.height() > room.height():  # only now is its own frame known
            self.resize(self.sizeHint())
            frame.setHeight(room.height())
        if frame.bottom() > room.bottom():
            self.move(frame.x(), max(room.top(), room.bottom() - frame.height() + 1))


def ask(parent: QWidget, title: str, text: str, verb: str, danger: bool = False, reason: str = "") -> Dialog:
    """Open a dialog over `parent`; connect its `accepted`. It is let go when it is closed."""
    dialog = Dialog(parent, title, text, verb, danger, reason=reason)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
