"""The computer is locked, handed over or put to sleep: logind and screen savers on a bus of our own."""

import ctypes
import os
import select
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import session_bus
from narvaro_desktop.gui.session_bus import BusWatch, session_path
from narvaro_desktop.gui.session_watch import Away, GapWatch
from narvaro_desktop.gui.session_windows import Message, MessageWatch, meaning

OWN_SESSION = "/org/freedesktop/login1/session/_32"


class Logind(QDBusVirtualObject):
    """Answers as logind does when it is asked to wait before sleep, and sees when nobody asks any more."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.waits_for = -1

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked += message.arguments()
        self.waits_for, given = os.pipe()
        answer = message.createReply()
        answer.setArguments([QDBusUnixFileDescriptor(given)])
        os.close(given)
        return connection.send(answer)

    def may_sleep(self) -> bool:
        return bool(select.select([self.waits_for], [], [], 0)[0])


@dataclass
class Bus:
    """A bus with nobody on it but a system (`theirs`) and the program (`ours`)."""

    theirs: QDBusConnection
    ours: QDBusConnection
    logind: Logind = field(default_factory=Logind)

    def tell(self, path: str, interface: str, name: str, *arguments: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        assert self.theirs.send(signal)


@pytest.fixture
def bus(qapp: object) -> Iterator[Bus]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    made = Bus(*(QDBusConnection.connectToBus(address, name) for name in ("theirs", "ours")))
    for name in (session_bus.LOGIND, *session_bus.SAVERS):
        assert made.theirs.registerService(name)
    assert made.theirs.registerVirtualObject(session_bus.LOGIND_PATH, made.logind)
    yield made
    for name in ("theirs", "ours"):
        QDBusConnection.disconnectFromBus(name)
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def away(bus: Bus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Away]]:
    """What a watch on that bus has heard, once logind has been asked."""
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    heard: list[Away] = []
    parent = QObject()
    watch = BusWatch(heard.append, parent, bus.ours, bus.ours)
    qtbot.waitUntil(lambda: watch.has_a_moment)
    yield heard
    parent.deleteLater()


def test_the_vault_is_locked_before_the_computer_sleeps(bus: Bus, away: list[Away], qtbot: QtBot) -> None:
    bus.tell(session_bus.LOGIND_PATH, session_bus.MANAGER, "PrepareForSleep", True)

    qtbot.waitUntil(lambda: away == [Away.ASLEEP])
    assert bus.logind.asked == ["sleep", "Närvaro", "Valvet låses", "delay"]
    assert not bus.logind.may_sleep()

    bus.tell(session_bus.LOGIND_PATH, session_bus.MANAGER, "PrepareForSleep", False)
    bus.tell(OWN_SESSION, session_bus.SESSION, "Lock")
    qtbot.waitUntil(lambda: away == [Away.ASLEEP, Away.LOCKED])


def test_only_the_lock_of_ones_own_session_counts(bus: Bus, away: list[Away], qtbot: QtBot) -> None:
    bus.tell("/org/freedesktop/login1/session/_33", session_bus.SESSION, "Lock")
    bus.tell(OWN_SESSION, session_bus.SESSION, "Unlock")
    bus.tell(session_bus.LOGIND_PATH, session_bus.MANAGER, "PrepareForSleep", True)

    qtbot.waitUntil(lambda: bool(away))
    assert away == [Away.ASLEEP]


@pytest.mark.parametrize("name", session_bus.SAVERS)
def test_a_screen_saver_that_covers_the_screen_locks_and_one_that_goes_does_not(
    name: str, bus: Bus, away: list[Away], qtbot: QtBot
) -> None:
    path = "/" + name.replace(".", "/")
    bus.tell(path, name, "ActiveChanged", False)
    bus.tell(path, name, "ActiveChanged", True)

    qtbot.waitUntil(lambda: bool(away))
    assert away == [Away.LOCKED]


def test_a_process_that_ends_lets_the_computer_sleep(bus: Bus, qtbot: QtBot) -> None:
    parent = QObject()
    watch = BusWatch(lambda _why: None, parent, bus.ours, bus.ours)
    qtbot.waitUntil(lambda: watch.has_a_moment)
    assert not bus.logind.may_sleep()

    QDBusConnection.disconnectFromBus("ours")
    watch._moment = None

    qtbot.waitUntil(bus.logind.may_sleep)


def test_a_computer_without_these_services_is_left_in_peace(qapp: object) -> None:
    nowhere = QDBusConnection("no such bus")

    assert not BusWatch(lambda _why: None, None, nowhere, nowhere).has_a_moment


@pytest.mark.parametrize(
    ("number", "path"),
    [("2", "_32"), ("12", "_312"), ("c1", "c1"), ("a-b", "a_2db")],
)
def test_a_sessions_path_is_written_as_logind_does(number: str, path: str) -> None:
    assert session_path(number) == f"/org/freedesktop/login1/session/{path}"
    assert session_path("") == ""


@pytest.mark.parametrize(
    ("message", "wparam", "why"),
    [
        (0x02B1, 0x7, Away.LOCKED),
        (0x02B1, 0x2, Away.LOCKED),
        (0x02B1, 0x4, Away.LOCKED),
        (0x02B1, 0x8, None),
        (0x0218, 0x4, Away.ASLEEP),
        (0x0218, 0x12, None),
        (0x0100, 0x7, None),
    ],
)
def test_a_window_message_is_read_as_windows_wrote_it(
    message: int, wparam: int, why: Away | None, qapp: object
) -> None:
    heard: list[Away] = []
    watch = MessageWatch(heard.append, 0)
    told = Message(None, message, wparam, 0)

    assert watch.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert watch.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)

    assert heard == ([why] if why else [])
    assert meaning(message, wparam) is why


def test_a_gap_in_the_time_awake_is_sleep(qapp: object) -> None:
    wall, awake, slept = [1000.0], [10.0], []
    watch = GapWatch(lambda: slept.append(wall[0]), None, lambda: wall[0], lambda: awake[0])

    for passed, while_awake in ((5, 5), (40, 5), (5, 5), (3600, 5), (5, 5)):
        wall[0], awake[0] = wall[0] + passed, awake[0] + while_awake
        watch.look()

    assert slept == [1000.0 + 5 + 40 + 5 + 3600]
