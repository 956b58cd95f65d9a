"""The parent's side of the child process that parses everything but plain text."""

import json
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from narvaro_desktop.absence_files import CHILD_FLAG
from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.faults import FileRefused, ReadingCancelled, Refusal
from narvaro_desktop.absence_files.readable import Joined
from narvaro_desktop.errors import NarvaroError

WALL_SECONDS = 120.0
_LONGEST_MESSAGE = 256 * 2**20
_ROOT = str(Path(__file__).resolve().parents[2])
_START = """
import sys
sys.path.insert(0, sys.argv[1])
from narvaro_desktop.absence_files.child import main
main()
"""


class Worker:
    """A running child; `sheets`, `sheet` and `facts` are known at once, `chunks` gives the rows.

    The child is killed when `cancelled` says so (it is asked on a thread of its own, ten times a second),
    after two minutes, or on `close`. Its death is a `FileRefused`, never ours.
    """

    def __init__(
        self,
        path: Path | Joined,
        container: Container,
        sheet: str | None = None,
        cancelled: Callable[[], bool] | None = None,
        scan: bool = True,
        seconds: float = WALL_SECONDS,
    ) -> None:
        self.fraction = 0.0
        self._cancelled, self._deadline = cancelled, time.monotonic() + seconds
        self._ended: Refusal | None = None
        self._was_cancelled = False
        self._done = threading.Event()
        self._child = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        threading.Thread(target=self._watch, daemon=True).start()
        parts = path.parts if isinstance(path, Joined) else (path,)
        paths = [str(part.resolve()) for part in parts]
        order = {"paths": paths, "container": container.value, "sheet": sheet, "scan": scan}
        try:
            self._order(order)
            head = self._message()["head"]
        except BaseException:
            self.close()
            raise
        self.sheets = tuple(map(str, head["sheets"]))
        self.sheet: str | None = head["sheet"]
        self.facts = {str(name): int(number) for name, number in head["facts"].items()}

    def chunks(self) -> Iterator[list[list[str]]]:
        """The rows, some hundred at a time; refuses when fewer arrive than the child counted."""
        delivered = 0
        while "rows" in (message := self._message()):
            delivered += len(message["rows"])
            self.fraction = float(message["done"])
            yield message["rows"]
        if message.get("end") != delivered:
            raise FileRefused(Refusal.DAMAGED, rows=delivered)

    def close(self) -> None:
        """End the child if it still runs, and wait for it."""
        self._done.set()
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
        self._child.wait()

    def _order(self, order: Mapping[str, object]) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(json.dumps(order).encode())
            self._child.stdin.close()
        except OSError:
            raise self._death() from None

    def _message(self) -> dict[str, Any]:
        (length,) = struct.unpack(">I", self._bytes(4))
        if length > _LONGEST_MESSAGE:
            raise FileRefused(Refusal.READER_DIED)
        message: dict[str, Any] = json.loads(self._bytes(length))
        if "refused" in message:
            raise FileRefused(Refusal.of(message["refused"]), **message["facts"])
        return message

    def _bytes(self, length: int) -> bytes:
        assert self._child.stdout is not None
        found = self._child.stdout.read(length)
        if len(found) == length:
            return found
        raise self._death()

    def _death(self) -> NarvaroError:
        """Why the child is gone."""
        if self._was_cancelled:
            return ReadingCancelled()
        return FileRefused(self._ended or Refusal.READER_DIED)

    def _watch(self) -> None:
        while self._child.poll() is None:
            if self._cancelled is not None and self._cancelled():
                self._was_cancelled = True
                self._child.kill()
            elif time.monotonic() > self._deadline:
                self._ended = Refusal.TOO_SLOW
                self._child.kill()
            if self._done.wait(0.1):
                return


def _command() -> list[str]:
    """This program again as a child: a frozen one by a flag that its entry point knows."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT]


def _environment() -> dict[str, str]:
    """Nothing; but Windows starts no process without its system root."""
    return {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")} if sys.platform == "win32" else {}
