"""A picture of every page on the practice school, light and dark, in build/shots/.

Each page is made as in the program, by a window on an open vault; nothing is drawn for the picture.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from narvaro_desktop.gui import desk, theme
from narvaro_desktop.gui.collector import Collector
from narvaro_desktop.gui.translator import install_translators
from narvaro_desktop.gui.windows import huvudman_window, school_window
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.start_window import StartWindow
from narvaro_desktop.simulation.practice import ELVIRA
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.partnering import partners
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.practice_school.practice import Practice
from narvaro_desktop.usecases.teamwork import meetings
from narvaro_desktop.usecases.work import Office

SIZE = (1440, 1000)
LONGEST = 20_000
"""Milliseconds after which a page that is still busy is a fault."""

SHOTS = Path(__file__).resolve().parent.parent / "build" / "shots"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, help="take Elvira's case page alone, to this file")
    parser.add_argument("--school", type=Path, help="a practice school that is there already")
    parser.add_argument("--scale", type=float, default=1.0)
    chosen = parser.parse_args()
    app = QApplication(sys.argv)
    install_translators(app)
    Collector(app)
    with tempfile.TemporaryDirectory(prefix="narvaro-shots-") as folder:
        made = (chosen.school and practice.there(chosen.school)) or practice.build(
            Path(folder), with_files=False
        )
        looks = ("light",) if chosen.case else ("light", "dark")
        for look in looks:
            theme.apply_theme(app, look, chosen.scale)
            if chosen.case:
                _case(made, chosen.case)
            else:
                _everything(made, look + ("" if chosen.scale == 1 else f"-{round(100 * chosen.scale)}"))
    return 0


def _everything(made: Practice, look: str) -> None:
    start = StartWindow()
    _take(start, f"{look}-start", lambda: False)
    start.close()
    for person, name in ((practice.COUNSELLOR, "kurator"), (practice.PRINCIPAL, "rektor")):
        with _window(made, person) as window:
            case_id = _elvira(window.runner.office)
            fullest = _fullest(window.runner.office)
            for key in [entry.key for entry in school_window.PAGES]:
                of_case = {"case": case_id, "investigation": case_id, **fullest}
                what = {"case_id": of_case[key]} if key in of_case else {}
                if key == "pupil_absence":
                    what = {"student_id": _student(window.runner.office, case_id)}
                if key in ("meeting", "meeting_room"):
                    what = {"meeting_id": _meeting(window.runner.office)}
                window.go(key, **what)
                _take(window, f"{look}-{name}-{key}", lambda: window.runner.busy)
    with _window(made, practice.RECIPIENT) as window:
        received = _received(window.runner.office)
        for key in [entry.key for entry in huvudman_window.PAGES]:
            window.go(key, **({"received_id": received} if key == "received" else {}))
            _take(window, f"{look}-mottagare-{key}", lambda: window.runner.busy)


def _case(made: Practice, file: Path) -> None:
    with _window(made, practice.COUNSELLOR) as window:
        window.go("case", case_id=_elvira(window.runner.office))
        _take(window, file.stem, lambda: window.runner.busy, file)


@contextmanager
def _window(made: Practice, person: str) -> Iterator[OfficeWindow]:
    view = next(key for key, _words, who in desk.VIEWS if who == person)
    window = desk.window_on(desk.looked_at(made.unlock(person), view))
    window.resize(*SIZE)
    window.show()
    try:
        yield window
    finally:
        window.close()


def _take(widget: QWidget, name: str, busy: Callable[[], bool], file: Path | None = None) -> None:
    """The widget as it looks when everything that it asked has been answered."""
    widget.resize(*SIZE) if widget.width() < 900 else None
    widget.show()
    clock = QElapsedTimer()
    clock.start()
    _turn(50)
    while busy():
        if clock.elapsed() > LONGEST:
            raise TimeoutError(name)
        _turn(20)
    _turn(250)
    target = file or SHOTS / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(target))
    print(target, flush=True)


def _turn(milliseconds: int) -> None:
    """Let the window live for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _elvira(office: Office) -> UUID:
    with office.work() as work:
        return next(line.id for line in cases.open_cases(work) if line.student.name == ELVIRA)


def _student(office: Office, case_id: UUID) -> UUID:
    with office.work() as work:
        return cases.case(work, case_id).line.student.id


def _fullest(office: Office) -> dict[str, UUID]:
    """The case with the most to see on the page of the plan, and on that of the samverkan."""
    with office.work() as work:
        there = [line.id for line in cases.open_cases(work)]
        return {
            "plan": max(there, key=lambda case: len(plans.plan(work, case).measures)),
            "collaboration": max(there, key=lambda case: len(partners.contacts(work, case))),
        }


def _meeting(office: Office) -> UUID:
    """The meeting of the practice day."""
    with office.work() as work:
        return meetings.meetings(work)[0].id


def _received(office: Office) -> UUID:
    with office.work() as work:
        return register.received(work)[0].id


if __name__ == "__main__":
    sys.exit(main())
