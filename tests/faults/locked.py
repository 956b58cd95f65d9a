"""The real program in a process of its own: unlocked, written in, locked; what its memory still holds.

python -m tests.faults.locked VAULT PERSON PHRASE WORD…   says `OPEN` with the vault open, `LOCK` and locks
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.canaries import encodings, in_files, in_memory

_PATIENCE = 60.0


@dataclass(frozen=True)
class Locked:
    """Needles found while it was open and after the lock, in files then, and how long the lock took."""

    open_hits: int
    hits: int
    file_hits: int
    milliseconds: float


def lock(
    vault: Path, home: dict[str, str], person: str, phrase: str, words: list[str], keys: list[bytes]
) -> Locked:
    """Open and lock the program; look at its memory before and after."""
    line = [sys.executable, "-m", "tests.faults.locked", str(vault), person, phrase, *words]
    told = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.Popen(line, env=told, stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    needles = [form for word in (*words, phrase) for form in encodings(word)]
    needles += [form for key in keys for form in (key, key.hex().encode())]
    assert program.stdout is not None and program.stdin is not None
    try:
        if program.stdout.readline() != b"OPEN\n":
            raise RuntimeError("the program did not open the vault")
        open_hits = in_memory(program.pid, needles)
        program.stdin.write(b"now\n")
        program.stdin.flush()
        program.stdout.readline()
        begun = time.perf_counter()
        process = Path(f"/proc/{program.pid}")
        _wait(lambda: b"tests.faults.locked" not in (process / "cmdline").read_bytes(), "lock")
        took = (time.perf_counter() - begun) * 1000
        _wait(lambda: b"sqlcipher3" in (process / "maps").read_bytes(), "come up again with its database")
        return Locked(
            open_hits, in_memory(program.pid, needles), len(in_files([vault.parent], needles)), took
        )
    finally:
        program.kill()
        program.wait()
        program.stdout.close()
        program.stdin.close()


def _main(vault: Path, person: str, phrase: str, words: list[str]) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from narvaro_desktop.app import Program
    from narvaro_desktop.domain.terms import ContactKind
    from narvaro_desktop.gui.remembered import remembered
    from narvaro_desktop.gui.windows.office_window import OfficeWindow
    from narvaro_desktop.gui.windows.unlock_window import UnlockWindow
    from narvaro_desktop.usecases.casework import cases, notes
    from narvaro_desktop.usecases.casework.notes import Written
    from narvaro_desktop.usecases.pupils import students

    app = QApplication([])
    program = Program(app, remembered())
    program.begin([str(vault)])
    assert isinstance(program.window, UnlockWindow)
    program.window.unlockWanted.emit(person, phrase)

    def write() -> None:
        if not isinstance(program.window, OfficeWindow):
            QTimer.singleShot(20, write)
            return
        with program.window.runner.office.work() as work:
            for number, word in enumerate(words):
                student = students.add(work, f"{word} Elev{number}", "5B").value
                case = cases.open_case(work, student).value
                notes.write(work, student, case, Written(ContactKind.NOTE, word))
        QApplication.clipboard().setText(words[0])
        program.window.go("students")
        QTimer.singleShot(1500, tell)

    def tell() -> None:
        os.write(1, b"OPEN\n")
        sys.stdin.readline()
        os.write(1, b"LOCK\n")
        program.lock()

    QTimer.singleShot(20, write)
    QTimer.singleShot(round(_PATIENCE * 1000), lambda: os._exit(1))  # whoever waits for OPEN hears nothing
    app.exec()


def _wait(until: Callable[[], bool], wanted: str) -> None:
    begun = time.perf_counter()
    while not until():
        if time.perf_counter() - begun > _PATIENCE:
            raise RuntimeError(f"the program did not {wanted}")
        time.sleep(0.001)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:])
