"""Reading 100,000 lesson rows from CSV into the vault, beside csv and executemany into plain SQLite.

Each run is a process of its own, so that its peak memory can be told apart; what is timed inside it
begins with the bytes of the file and ends with the commit.
"""

import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.measure import Figure, in_turn, milliseconds
from benchmarks.reading_in_plain import print_run
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.simulation.files import csv_bytes, lesson_rows
from narvaro_desktop.simulation.practice import practice_calendar
from narvaro_desktop.simulation.school import school
from narvaro_desktop.usecases.importing import import_facts, import_reading
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

ROWS = 100_000
ROUNDS = 5
PUPILS = 412
UNTIL = date(2027, 2, 12)


def lesson_file(path: Path) -> None:
    """A school's lessons, cut at so many rows."""
    made = school(1, PUPILS, practice_calendar(), UNTIL)
    path.write_bytes(csv_bytes(islice(lesson_rows(made.lessons()), ROWS + 1)))
    with path.open(encoding="utf-8-sig") as written:
        if (rows := sum(1 for _line in written) - 1) != ROWS:
            raise RuntimeError(f"the school has only {rows} lessons")


def ours(file: Path, folder: Path) -> tuple[int, float]:
    """Rows kept and seconds: examine, read, add the pupils, encrypt, sum up by day and week, log, commit."""
    office = new_school(folder)
    with office.work() as work:  # the page shows them first; SQLAlchemy meets every table once in a process
        import_facts.batches(work)
    started = time.perf_counter()
    with office.work() as work:
        report = import_reading.read_file(work, file, data_date=UNTIL)
    took = time.perf_counter() - started
    office.close()
    return report.imported, took


def new_school(folder: Path) -> Office:
    """An empty school; key derivation is not what is measured here."""
    return vaults.create(
        folder / "skola.narvaro",
        VaultKind.SCHOOL,
        "Ekbackens skola",
        "Kurator Ek",
        Role.COUNSELLOR,
        "gran kotte lav sten bäck",
        practice_day=UNTIL,
        state=folder / "state",
    )


def _in_child(module: str, file: Path, peaks: list[float]) -> float:
    """Seconds of one run in a process and folder of its own; its peak in MB is added to `peaks`."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", module, str(file), folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    facts = json.loads(done.stdout)
    if facts["rows"] != ROWS:
        raise RuntimeError(f"{module} kept {facts['rows']} rows")
    peaks.append(facts["peak"])
    return float(facts["seconds"])


def figures() -> list[Figure]:
    """Time and peak memory of both."""
    our_peaks: list[float] = []
    plain_peaks: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "lektioner.csv")
        lesson_file(file)
        our_times, plain_times = in_turn(
            ROUNDS,
            partial(_in_child, "benchmarks.reading_in", file, our_peaks),
            partial(_in_child, "benchmarks.reading_in_plain", file, plain_peaks),
        )
    beside = "csv + executemany into plain SQLite"
    return [
        Figure(
            name="import",
            what="Read in 100,000 lesson rows from CSV",
            ours=milliseconds(our_times),
            floor=milliseconds(plain_times),
            beside=beside,
            unit="ms",
            aim=1.5,
            tried=ROUNDS,
        ),
        Figure(
            name="import_memory",
            what="… peak memory of the process",
            ours=statistics.median(our_peaks),
            floor=statistics.median(plain_peaks),
            beside=beside,
            unit="MB",
            aim=None,
            tried=ROUNDS,
        ),
    ]


if __name__ == "__main__":
    gc.disable()  # as in the window, which collects between two events
    print_run(*ours(Path(sys.argv[1]), Path(sys.argv[2])))
