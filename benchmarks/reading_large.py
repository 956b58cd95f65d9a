"""Large files: a million lesson rows from CSV, 300,000 from XLSX, the same again, and an import taken back.

Each run is a process of its own, so that its peak memory can be told apart.
"""

import gc
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.measure import Figure, in_turn, milliseconds
from benchmarks.reading_in_plain import print_run
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.usecases.importing import import_facts, import_reading, imports
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

CSV_ROWS, BOOK_ROWS = 1_000_000, 300_000
ROUNDS = 3
PUPILS = 1_200
UNTIL = date(2027, 6, 11)
_ROOT = Path(__file__).resolve().parent.parent
_PLAIN = "benchmarks.reading_in_plain"


def figures() -> list[Figure]:
    """What is asked of large files, each beside its floor."""
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder))
        return [*_csv(files), *_book(files), *_again(files)]


def _files(folder: Path) -> dict[str, Path]:
    """A million rows as CSV, 300,000 as CSV in two orders and as XLSX."""
    # The children that are measured load none of this.
    from openpyxl import Workbook

    from narvaro_desktop.simulation.files import csv_bytes, lesson_rows
    from narvaro_desktop.simulation.practice import practice_calendar
    from narvaro_desktop.simulation.school import school

    made = school(1, PUPILS, practice_calendar(), UNTIL)
    rows = list(islice(lesson_rows(made.lessons()), CSV_ROWS + 1))
    if len(rows) != CSV_ROWS + 1:
        raise RuntimeError(f"the school has only {len(rows) - 1} lessons")
    some = rows[: BOOK_ROWS + 1]
    paths = {name: folder / name for name in ("million.csv", "first.csv", "again.csv", "book.xlsx")}
    paths["million.csv"].write_bytes(csv_bytes(rows))
    paths["first.csv"].write_bytes(csv_bytes(some))
    paths["again.csv"].write_bytes(csv_bytes([some[0], *reversed(some[1:])]))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Frånvaro")
    for row in some:
        sheet.append([*row, ""][:15])
    book.save(paths["book.xlsx"])
    return paths


def _csv(files: dict[str, Path]) -> list[Figure]:
    peaks: list[float] = []
    floors: list[float] = []
    file = files["million.csv"]
    ours, plain = in_turn(
        ROUNDS,
        partial(_child, "first", peaks, CSV_ROWS, file),
        partial(_child, _PLAIN, floors, CSV_ROWS, file),
    )
    beside = "csv + executemany into plain SQLite"
    return [
        _figure("import_million", "Read in 1,000,000 lesson rows from CSV", ours, plain, beside, 1.5),
        Figure(
            "import_million_memory", "… peak memory of the process", statistics.median(peaks),
            statistics.median(floors), beside, "MB", 150, ROUNDS, absolute=True,
        ),
    ]  # fmt: skip


def _book(files: dict[str, Path]) -> list[Figure]:
    run = partial(_child, "first", [], BOOK_ROWS, files["book.xlsx"])
    floor = partial(_child, "calamine", [], BOOK_ROWS, files["book.xlsx"])
    ours, plain = in_turn(ROUNDS, run, floor)
    return [
        _figure(
            "import_book", "Read in 300,000 × 15 cells from XLSX", ours, plain, "calamine + executemany", 3.5
        )
    ]


def _again(files: dict[str, Path]) -> list[Figure]:
    first, second = files["first.csv"], files["again.csv"]
    run = partial(_child, "all", [], BOOK_ROWS, first, second)
    facts: list[dict[str, float]] = []

    def once() -> float:
        run(facts=facts)
        return 0.0

    in_turn(ROUNDS, once)
    told = {name: [fact[name] for fact in facts] for name in facts[0] if name not in ("rows", "peak")}
    of_first = "the first import of them"
    return [
        _figure("import_same_bytes", "The same file again", told["same"], told["hash"], "hashing it", 1.2),
        _figure("import_same_rows", "The same rows anew", told["again"], told["seconds"], of_first, 1.1),
        Figure(
            "import_undo", "300,000 rows taken back", milliseconds(told["undo"]),
            milliseconds(told["seconds"]), of_first, "ms", 1000, ROUNDS, absolute=True,
        ),
    ]  # fmt: skip


def _figure(name: str, what: str, ours: list[float], floor: list[float], beside: str, aim: float) -> Figure:
    return Figure(name, what, milliseconds(ours), milliseconds(floor), beside, "ms", aim, ROUNDS)


def _child(
    act: str, peaks: list[float], rows: int, *files: Path, facts: list[dict[str, float]] | None = None
) -> float:
    """Seconds of one run in a process and folder of its own."""
    module = [_PLAIN] if act == _PLAIN else ["benchmarks.reading_large", act]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", *module, *map(str, files), folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT)
    told = json.loads(done.stdout.splitlines()[-1])
    if told["rows"] != rows:
        raise RuntimeError(f"{act} kept {told['rows']} rows")
    peaks.append(told["peak"])
    if facts is not None:
        facts.append(told)
    return float(told["seconds"])


def first(file: Path, folder: Path) -> tuple[int, float]:
    """Rows kept and seconds of a first import."""
    office = _school(folder)
    done = _read(office, file)
    office.close()
    return done


def every(file: Path, again: Path, folder: Path) -> dict[str, float]:
    """A first import, the same bytes, the same rows in another order, and the first taken back."""
    office = _school(folder)
    rows, seconds = _read(office, file)
    same = _timed(lambda: _read(office, file))
    hashed = _timed(lambda: hashlib.sha256(file.read_bytes()).hexdigest())
    told = _timed(lambda: _read(office, again))
    with office.work() as work:
        newest, oldest = import_facts.batches(work)
        imports.undo(work, newest.id)

    def undo() -> None:
        with office.work() as work:
            imports.undo(work, oldest.id)

    took = _timed(undo)
    office.close()
    return {
        "rows": rows,
        "seconds": seconds,
        "same": same,
        "hash": hashed,
        "again": told,
        "undo": took,
        "peak": 0,
    }


def calamine(file: Path, folder: Path) -> tuple[int, float]:
    """The floor of a workbook: its cells straight into one table."""
    import sqlite3

    from python_calamine import CalamineWorkbook

    started = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    connection = sqlite3.connect(folder / "plain.sqlite")
    width = len(rows[0])
    connection.execute(f"CREATE TABLE lesson ({', '.join(f'c{i}' for i in range(width))})")
    with connection:
        done = connection.executemany(f"INSERT INTO lesson VALUES ({', '.join('?' * width)})", rows[1:])
    connection.close()
    return done.rowcount, time.perf_counter() - started


def _school(folder: Path) -> Office:
    office = vaults.create(
        folder / "skola.narvaro", VaultKind.SCHOOL, "Ekbackens skola", "Kurator Ek", Role.COUNSELLOR,
        "gran kotte lav sten bäck", practice_day=UNTIL, state=folder / "state",
    )  # fmt: skip
    with office.work() as work:  # the page shows them first; SQLAlchemy meets every table once in a process
        import_facts.batches(work)
    return office


def _read(office: Office, file: Path) -> tuple[int, float]:
    started = time.perf_counter()
    with office.work() as work:
        report = import_reading.read_file(work, file, data_date=UNTIL)
    return report.imported, time.perf_counter() - started


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _main(act: str, paths: list[Path]) -> None:
    gc.disable()  # as in the window, which collects between two events
    if act == "all":
        print(json.dumps(every(*paths)))
    else:
        print_run(*{"first": first, "calamine": calamine}[act](*paths))


if __name__ == "__main__":
    _main(sys.argv[1], [Path(path) for path in sys.argv[2:]])
