"""Files as schools send them, made for each test."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

LESSON_HEADER = (
    *("Personnummer", "Namn", "Klass", "Datum", "Starttid", "Sluttid", "Ämne", "Lärare"),
    *("Undervisningstid (min)", "Giltig frånvaro (min)", "Ogiltig frånvaro (min)", "Sen ankomst (min)"),
    *("Frånvaroorsak", "Rapporterad"),
)
TUVA = ("20140305-2382", "Tuva Blåbärsskog", "6B")
SIXTEN = ("20140412-2390", "Sixten Kottelund", "6B")
Rows = Iterable[Sequence[object]]


def lesson(
    who: Sequence[str] = TUVA,
    day: str = "2026-10-12",
    start: str = "08:10",
    planned: object = 50,
    **more: object,
) -> list[object]:
    """One row of a lesson file; `more` by valid, invalid, late, subject, reason, reported."""
    told = {"valid": 0, "invalid": 0, "late": 0, "subject": "Svenska", "reason": "", "reported": "Ja"} | more
    return [
        *(*who, day, start, "", told["subject"], "Lärare A", planned),
        *(told["valid"], told["invalid"], told["late"], told["reason"], told["reported"]),
    ]


def as_csv(rows: Rows, delimiter: str = ";") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def workbook(path: Path, **sheets: Rows) -> Path:
    """Saves sheets of rows as XLSX and answers the path."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Writes text or bytes and answers the path."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path
