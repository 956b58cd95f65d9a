"""Windows: messages to the window about its session and about power.

WM_WTSSESSION_CHANGE  locked, switched to another user, remote session cut
WM_POWERBROADCAST     the computer is going to sleep
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from narvaro_desktop.gui.locking.lock import Away

WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
PBT_APMSUSPEND: Final = 0x0004
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK = 0x2, 0x4, 0x7
_THIS_SESSION: Final = 0
_GONE = {WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK}


class Message(ctypes.Structure):
    """The beginning of MSG as winuser.h has it."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


def meaning(message: int, wparam: int) -> Away | None:
    """Why nobody sits there any more, by a window message; None for every other message."""
    if message == WM_WTSSESSION_CHANGE and wparam in _GONE:
        return Away.LOCKED
    if message == WM_POWERBROADCAST and wparam == PBT_APMSUSPEND:
        return Away.ASLEEP
    return None


class MessageWatch(QAbstractNativeEventFilter):
    """Calls `away` for the messages to the window with this handle; installed on the application."""

    def __init__(self, away: Callable[[Away], None], window: int) -> None:
        super().__init__()
        self._away = away
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self)
        if sys.platform == "win32":
            # Windows forgets the window's wish when the window is gone, and the process ends with the lock.
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), _THIS_SESSION)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: Any) -> object:
        if bytes(kind.data() if isinstance(kind, QByteArray) else kind).startswith(b"windows_"):
            told = Message.from_address(int(message))
            if (why := meaning(told.message, told.wparam)) is not None:
                self._away(why)
        return False, 0
