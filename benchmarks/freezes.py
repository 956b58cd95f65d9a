"""How long the window is deaf while each page comes up and a large file is read in, beside one at rest."""

import gc
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from benchmarks import big_school, reading_in, window
from benchmarks.measure import Figure
from narvaro_desktop.gui.collector import Collector
from narvaro_desktop.gui.pages.importing.import_page import DONE, PREVIEW, ImportPage
from narvaro_desktop.gui.windows.school_window import PAGES, SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.teamwork import meetings
from narvaro_desktop.usecases.work import Office
from tests.gui.heartbeat import AIM_SECONDS, Heartbeat

ROUNDS = 5
SETTLING_MS = 150
"""After a page has its answers it may go on building what is not seen yet."""
Places = dict[str, dict[str, Any]]


def figures() -> list[Figure]:
    """Each page for the first time and once more, on a school of 412 and on one of 1,200."""
    window.application()
    with tempfile.TemporaryDirectory(prefix="narvaro-bench-") as folder:
        office = practice.build(Path(folder), with_files=False).unlock(practice.COUNSELLOR)
        small = _figure(office, "412")
    big_school.made()
    large = _figure(big_school.unlocked(), f"{big_school.PUPILS:,}")
    return [small, large, _reading_in()]


def _reading_in() -> Figure:
    """From the file in hand to its rows in the vault, through the pages of the wizard."""
    pauses = []
    for _round in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="narvaro-bench-") as folder:
            file = Path(folder, "lektioner.csv")
            reading_in.lesson_file(file)
            school = reading_in.new_school(Path(folder))
            gc.collect()
            gc.freeze()
            shown = window.shown(school, "import")
            page = shown.page("import")
            assert isinstance(page, ImportPage)
            collector = Collector(shown)
            heart = Heartbeat()
            page.take([file])
            _come_to(shown, page, PREVIEW)
            page.wizard.next_button.click()
            _come_to(shown, page, DONE)
            pauses.append(heart.longest())
            idle = Heartbeat()
            QTest.qWait(10 * SETTLING_MS)
            floor = idle.longest()
            collector.deleteLater()
            shown.close()
            gc.enable()
    what = f"Longest freeze while {reading_in.ROWS:,} rows are read in"
    ours, aim = 1000 * max(pauses), 1000 * AIM_SECONDS
    return Figure("freeze_import", what, ours, 1000 * floor, "an idle window", "ms", aim, ROUNDS, True)


def _come_to(shown: SchoolWindow, page: ImportPage, step: str) -> None:
    window.wait_until(lambda: page.wizard.at == step and not shown.runner.busy)
    QTest.qWait(SETTLING_MS)


def _figure(office: Office, pupils: str) -> Figure:
    with office.work() as work:
        case_id = max(cases.open_cases(work), key=lambda line: line.step).id
        held = [meeting.id for meeting in meetings.meetings(work)]
    about: Places = {key: {"case_id": case_id} for key in ("case", "investigation", "plan", "collaboration")}
    about |= {key: {"meeting_id": held[0]} for key in ("meeting", "meeting_room") if held}
    keys = [entry.key for entry in PAGES if held or entry.key not in ("meeting", "meeting_room")]
    gc.collect()
    gc.freeze()  # as in the program, which begins with nothing but what it has imported
    shown = window.shown(office, keys[0])
    collector = Collector(shown)  # as in the program, which turns the automatic collection off
    pauses: dict[str, float] = {}
    for key in (*keys, *keys):
        heart = Heartbeat()
        shown.go(key, **about.get(key, {}))
        window.wait_until(lambda: not shown.runner.busy)
        QTest.qWait(SETTLING_MS)
        pauses[key] = max(pauses.get(key, 0.0), heart.longest())
    idle = Heartbeat()
    QTest.qWait(10 * SETTLING_MS)
    floor = idle.longest()
    collector.deleteLater()
    shown.close()
    gc.enable()
    worst = max(pauses, key=lambda key: pauses[key])
    for key in sorted(pauses, key=lambda key: -pauses[key])[:4]:
        print(f"   {key}: {1000 * pauses[key]:.0f} ms", flush=True)
    what = f"Longest freeze, any page, {pupils} pupils ({worst})"
    name, aim = f"freeze_{pupils.replace(',', '')}", 1000 * AIM_SECONDS
    return Figure(
        name, what, 1000 * pauses[worst], 1000 * floor, "an idle window", "ms", aim, 2 * len(keys), True
    )
