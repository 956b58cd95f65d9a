"""The computer is locked, handed over or put to sleep: logind and screen savers on a bus of our own."""

import ctypes
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection

from narvaro_desktop.gui.locking import session_bus
from narvaro_desktop.gui.locking.lock import Away
from narvaro_desktop.gui.locking.session_bus import BusWatch, session_path
from narvaro_desktop.gui.locking.session_watch import GapWatch
from narvaro_desktop.gui.locking.session_windows import Message, MessageWatch, meaning

OWN_SESSION = "/org/freedesktop/login1/session/_32"
SYSTEM = Path(__file__).with_name("fake_logind.py")


WATCHING = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection
from narvaro_desktop.gui.locking.session_bus import BusWatch

app = QCoreApplication([])
bus = QDBusConnection.connectToBus(sys.argv[1], "ours")
watch = BusWatch(lambda why: print(why.value, flush=True), app, bus, bus)
app.exec()
"""


@dataclass
class System:
    """logind and the screen savers, and a process that watches them, on a bus that nobody else knows."""

    theirs: subprocess.Popen[str]
    ours: subprocess.Popen[str]

    def tell(self, path: str, interface: str, name: str, *arguments: object) -> None:
        """Let the system send a signal."""
        assert self.theirs.stdin is not None
        self.theirs.stdin.write(json.dumps([path, interface, name, arguments]) + "\n")
        self.theirs.stdin.flush()

    def asked(self) -> object:
        """The next thing that the system was asked, or that happened to it."""
        assert self.theirs.stdout is not None
        return json.loads(self.theirs.stdout.readline())

    def heard(self) -> str:
        """Why nobody sits there, as the watching process has heard next."""
        assert self.ours.stdout is not None
        return self.ours.stdout.readline().strip()


@pytest.fixture
def bus() -> Iterator[System]:
    """Processes of their own: a bus has a thread of its own, which must not outlive what it tells."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    python, root = sys.executable, Path(__file__).parents[2]
    theirs = [python, str(SYSTEM), address, session_bus.LOGIND, *session_bus.SAVERS]
    fake = subprocess.Popen(theirs, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert fake.stdout is not None
    assert fake.stdout.readline() == '"ready"\n'
    ours = [python, "-c", WATCHING, address]
    here = {**os.environ, "XDG_SESSION_ID": "2"}
    watching = subprocess.Popen(ours, stdout=subprocess.PIPE, text=True, cwd=root, env=here)
    made = System(fake, watching)
    assert made.asked() == ["sleep", "Närvaro", "Valvet låses", "delay"]
    yield made
    for process in (watching, fake, daemon):
        process.kill()
        process.communicate()


def test_the_vault_is_locked_before_the_computer_sleeps_which_waits_for_that(bus: System) -> None:
    bus.tell(session_bus.LOGIND_PATH, session_bus.MANAGER, "PrepareForSleep", True)
    assert bus.heard() == "asleep"
    assert not select.select([bus.theirs.stdout], [], [], 0.1)[0]

    bus.ours.kill()

    assert bus.asked() == "sleeps"


def test_only_the_lock_of_ones_own_session_counts(bus: System) -> None:
    bus.tell("/org/freedesktop/login1/session/_33", session_bus.SESSION, "Lock")
    bus.tell(session_bus.LOGIND_PATH, session_bus.MANAGER, "PrepareForSleep", False)
    bus.tell(OWN_SESSION, session_bus.SESSION, "Unlock")
    bus.tell(OWN_SESSION, session_bus.SESSION, "Lock")
    bus.tell(session_bus.LOGIND_PATH, session_bus.MANAGER, "PrepareForSleep", True)

    assert [bus.heard(), bus.heard()] == ["locked", "asleep"]


def test_a_screen_saver_that_covers_the_screen_locks_and_one_that_goes_does_not(bus: System) -> None:
    for name in session_bus.SAVERS:
        path = "/" + name.replace(".", "/")
        bus.tell(path, name, "ActiveChanged", False)
        bus.tell(path, name, "ActiveChanged", True)
        assert bus.heard() == "locked"
    bus.tell(session_bus.LOGIND_PATH, session_bus.MANAGER, "PrepareForSleep", True)
    assert bus.heard() == "asleep"


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
