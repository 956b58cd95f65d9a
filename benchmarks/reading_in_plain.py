"""The floor of an import: csv and executemany into plain SQLite, in a process that loads nothing else."""

import csv
import json
import re
import sqlite3
import sys
import time
from pathlib import Path


def plain(file: Path, folder: Path) -> tuple[int, float]:
    """Rows kept and seconds: split lines, put them into one table, commit."""
    started = time.perf_counter()
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.reader(opened, delimiter=";")
        width = len(next(rows))
        connection = sqlite3.connect(folder / "plain.sqlite")
        connection.execute(f"CREATE TABLE lesson ({', '.join(f'c{i}' for i in range(width))})")
        with connection:
            done = connection.executemany(f"INSERT INTO lesson VALUES ({', '.join('?' * width)})", rows)
        connection.close()
    return done.rowcount, time.perf_counter() - started


def print_run(rows: int, took: float) -> None:
    """What one run tells the process that started it; `peak` in MB."""
    # Not getrusage: its peak begins with that of the process that forked this one.
    [peak] = re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    print(json.dumps({"rows": rows, "seconds": took, "peak": int(peak) / 1024}))


if __name__ == "__main__":
    print_run(*plain(Path(sys.argv[1]), Path(sys.argv[2])))
