"""From the start of the process to the first window on the screen, beside a bare Qt window."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadDrawable
from Xlib.xobject.drawable import Window

from benchmarks.measure import Figure, in_turn, milliseconds

ROUNDS = 9
# A window that a person would call one; Qt maps smaller helpers first.
WIDTH, HEIGHT = 300, 200
PATIENCE = 30.0
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1200, 800)
window.show()
app.exec()
"""


def until_mapped(command: list[str]) -> float:
    """Seconds from the start of `command` until it has mapped a top-level window; then it is ended."""
    display = Display()
    display.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
    display.sync()
    with tempfile.TemporaryDirectory() as home:
        folders = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("DATA", "CONFIG", "CACHE", "STATE")}
        environment = {**os.environ, **folders, "HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            return _wait_for_map(display, process, started)
        finally:
            process.terminate()
            process.wait()
            display.close()


def _wait_for_map(display: Display, process: subprocess.Popen[bytes], started: float) -> float:
    while (passed := time.perf_counter() - started) < PATIENCE and process.poll() is None:
        if not display.pending_events():
            time.sleep(0.0005)
            continue
        event = display.next_event()
        if event.type == X.MapNotify and _is_window(event.window):
            return passed
    raise RuntimeError(f"no window after {passed:.0f} s: {process.args}")


def _is_window(mapped: Window) -> bool:
    try:
        shape = mapped.get_geometry()
    except BadDrawable:  # gone again
        return False
    return bool(shape.width >= WIDTH and shape.height >= HEIGHT)


def figures() -> list[Figure]:
    """The first window of the program, as on the very first start."""
    bare: Callable[[], float] = partial(until_mapped, [sys.executable, "-c", BARE])
    ours: Callable[[], float] = partial(until_mapped, [sys.executable, "-m", "narvaro_desktop"])
    in_turn(1, bare, ours)
    bare_times, our_times = in_turn(ROUNDS, bare, ours)
    return [
        Figure(
            name="start",
            what="Process start to the first window",
            ours=milliseconds(our_times),
            floor=milliseconds(bare_times),
            beside="a bare QMainWindow",
            unit="ms",
            aim=3,
            tried=ROUNDS,
        )
    ]
