"""Linux: what logind and the screen savers say on D-Bus about the person's session.

Signals heard   org.freedesktop.login1.Manager  PrepareForSleep(true)
                org.freedesktop.login1.Session  Lock()
                …ScreenSaver                    ActiveChanged(true)
"""

import os
import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from narvaro_desktop.gui.locking.lock import Away
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
_SLEEPING, _LOCKED, _COVERED = SLOT("_sleeping(bool)"), SLOT("_locked()"), SLOT("_covered(bool)")
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
        self._asked: QDBusPendingCallWatcher | None = None
        self._listen_to_savers(session or QDBusConnection.sessionBus())
        self._listen_to_logind(system or QDBusConnection.systemBus())  # last: it is asked

    @property
    def has_a_moment(self) -> bool:
        """Whether logind waits for this process before the computer sleeps."""
        return self._asked is not None and self._asked.isFinished() and not self._asked.isError()

    def _listen_to_logind(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        # PySide's stubs want bytes where PySide wants what SLOT gives.
        bus.connect(LOGIND, LOGIND_PATH, MANAGER, "PrepareForSleep", self, _SLEEPING)  # type: ignore[call-overload]
        bus.connect(LOGIND, own, SESSION, "Lock", self, _LOCKED)  # type: ignore[call-overload]
        wish = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, MANAGER, "Inhibit")
        wish.setArguments(["sleep", "Närvaro", _("Valvet låses"), "delay"])
        self._asked = QDBusPendingCallWatcher(bus.asyncCall(wish), self)

    def _listen_to_savers(self, bus: QDBusConnection) -> None:
        if bus.isConnected():
            for name in SAVERS:
                bus.connect(name, "", name, "ActiveChanged", self, _COVERED)  # type: ignore[call-overload]

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
