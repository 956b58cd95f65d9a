"""Small absence files for tests, written row by row, and a digest of everything that an import may touch."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import text

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.usecases.importing import imports
from narvaro_desktop.usecases.importing.import_facts import Choices, Report
from narvaro_desktop.usecases.work import Office

UNTIL = date(2026, 9, 25)
ALVA, BO, CAJ = "20150905-9885", "20150421-9823", "20151224-9994"
NAMES = {ALVA: "Alva Granbarr", BO: "Bo Regnskur", CAJ: "Caj Månstråle"}
HEADER = (
    "Personnummer;Namn;Klass;Datum;Starttid;Sluttid;Ämne;Lärare;Undervisningstid (min);"
    "Giltig frånvaro (min);Ogiltig frånvaro (min);Sen ankomst (min);Frånvaroorsak;Rapporterad"
)
PERIOD_HEADER = (
    "Personnummer;Namn;Klass;Från;Till;Undervisningstid (min);Ej reg tid (min);"
    "Giltig frånvaro (min);Ogiltig frånvaro (min)"
)
TOUCHED = ("lesson", "student_day", "period", "before_image", "period_before", "student")


@dataclass(frozen=True)
class Lesson:
    """One row of a lesson file."""

    who: str = ALVA
    day: date = date(2026, 9, 1)
    start: str = "08:10"
    valid: int = 0
    invalid: int = 0
    reported: bool = True
    class_name: str = "5B"
    subject: str = "Svenska"
    name: str = ""

    def __str__(self) -> str:
        end = f"{int(self.start[:2]) + 1:02}{self.start[2:]}"
        who = f"{self.who};{self.name or NAMES.get(self.who, '')};{self.class_name}"
        amounts = f"60;{self.valid};{self.invalid};0;;{'Ja' if self.reported else 'Nej'}"
        return f"{who};{self.day};{self.start};{end};{self.subject};SV01;{amounts}"


def lessons(folder: Path, rows: Iterable[Lesson | str], header: str = HEADER) -> Reading:
    """A lesson file with these rows, read."""
    return reading_of(folder, "\r\n".join([header, *map(str, rows)]))


def periods(folder: Path, rows: Iterable[str]) -> Reading:
    return reading_of(folder, "\r\n".join([PERIOD_HEADER, *rows]))


def reading_of(folder: Path, words: str) -> Reading:
    path = folder / "fil.csv"
    path.write_text(words, encoding="utf-8-sig")
    found = examine(path)
    assert found.profile is not None
    return read(path, found.profile, period=found.period)


def bring(office: Office, reading: Reading, until: date = UNTIL, **chosen: object) -> Report:
    """Read it in, and say what became of it."""
    with office.work() as work:
        return imports.read_in(work, reading, "prov", Choices(until, **chosen)).value  # type: ignore[arg-type]


def digest(office: Office) -> str:
    """Of every row of the tables that an import touches."""
    told = hashlib.sha256()
    with office.work() as work:
        for table in TOUCHED:
            rows = work.session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4")).all()
            told.update(repr((table, [tuple(row) for row in rows])).encode())
    return told.hexdigest()
