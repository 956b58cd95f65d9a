"""Linux: what logind and the screen savers say on D-Bus about the person's session.

Signals heard   org.freedesktop.login1.Manager  PrepareForSleep(true)
                org.freedesktop.login1.Session  Lock()
                …ScreenSaver                    ActiveChanged(true)
"""

import os
import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from narvaro_desktop.gui.session_watch import Away
from narvaro_desktop.i18n import _

LOGIND: Final = "org.freedesktop.login1"
LOGIND_PATH: Final = "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIND}.Manager", f"{LOGIND}.Session"
SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_SLEEPING, _LOCKED, _COVERED = b"1_sleeping(bool)", b"1_locked()", b"1_covered(bool)"
"""Slots of ours, as Qt's macro SLOT writes them."""
_PLAIN = re.compile("[A-Za-z0-9]")


class BusWatch(QObject):
    """Calls `away`; a bus or a service that is not there says nothing.

    While it lives, logind waits a moment before sleep; a process that gives way lets go of that by itself.
    """

    def __init__(
        self,
        away: Callable[[Away], None],
        parent: QObject | None = None,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._away = away
        self._moment: QDBusMessage | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._listen_to_logind(system or QDBusConnection.systemBus())
        self._listen_to_savers(session or QDBusConnection.sessionBus())

    @property
    def has_a_moment(self) -> bool:
        """Whether logind waits for this process before the computer sleeps."""
        return self._moment is not None

    def _listen_to_logind(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        bus.connect(LOGIND, LOGIND_PATH, MANAGER, "PrepareForSleep", self, _SLEEPING)
        own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        bus.connect(LOGIND, own, SESSION, "Lock", self, _LOCKED)
        wish = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, MANAGER, "Inhibit")
        wish.setArguments(["sleep", "Närvaro", _("Valvet låses"), "delay"])
        self._asked = QDBusPendingCallWatcher(bus.asyncCall(wish), self)
        self._asked.finished.connect(self._granted)

    def _listen_to_savers(self, bus: QDBusConnection) -> None:
        if bus.isConnected():
            for name in SAVERS:
                bus.connect(name, "", name, "ActiveChanged", self, _COVERED)

    @Slot(QDBusPendingCallWatcher)
    def _granted(self, asked: QDBusPendingCallWatcher) -> None:
        """The answer holds the descriptor that logind waits for, so it is kept."""
        answer = asked.reply()
        if answer.type() is QDBusMessage.MessageType.ReplyMessage:
            self._moment = answer
        asked.deleteLater()
        self._asked = None

    @Slot(bool)
    def _sleeping(self, begins: bool) -> None:
        if begins:
            self._away(Away.ASLEEP)

    @Slot()
    def _locked(self) -> None:
        self._away(Away.LOCKED)

    @Slot(bool)
    def _covered(self, is_active: bool) -> None:
        if is_active:
            self._away(Away.LOCKED)


def session_path(number: str) -> str:
    """Where logind keeps the session with this id; "" (any session) where the id is not known.

    In a path each character that is no letter or digit, and a digit that stands first, is _ and its hex code.
    """
    if not number:
        return ""
    marked = (
        sign if _PLAIN.fullmatch(sign) and (place or not sign.isdigit()) else f"_{ord(sign):02x}"
        for place, sign in enumerate(number)
    )
    return f"{LOGIND_PATH}/session/{''.join(marked)}"
