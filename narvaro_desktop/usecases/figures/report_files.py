"""A frozen report as open files: CSV, XLSX, and an SQLite database that explains itself.

Nothing in them becomes a formula, and what was masked has no number.
"""

import csv
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from narvaro_desktop.absence_files.exporting import neutralised
from narvaro_desktop.domain.figures.report import Report

_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_DICTIONARY: Final = (
    ("report", "name", "Rapportens namn, som den citeras"),
    ("report", "data_date", "Frånvaron är inläst till och med den dagen"),
    ("definition", "id", "Definitionens nummer, I01 till I22"),
    ("definition", "text", "Vad som räknas, av vad"),
    ("figure", "definition", "Definitionens nummer"),
    ("report", "coverage", "Hur stor del av den planerade tiden som är rapporterad"),
    ("figure", "key", "Måttets nyckel"),
    ("figure", "part", "Antalet; tomt där det är maskerat eller inte kan beräknas"),
    ("figure", "whole", "Av hur många; tomt där det är maskerat, inte kan beräknas eller inte finns"),
    ("figure", "value", "Median i tiondelar (dagar eller procentenheter)"),
    ("figure", "text", "Som det står i rapporten"),
    ("figure", "better", "lower, higher eller none: vilket håll som är bättre"),
    ("table_cell", "table_key", "Vilken tabell i rapporten"),
    ("table_cell", "row", "Radens namn, t.ex. skolenheten"),
    ("table_cell", "column", "Kolumnens nyckel"),
    ("table_cell", "text", "Som det står i rapporten; <5 är ett till fyra, .. är dolt, – är okänt"),
    ("table_cell", "number", "Talet; tomt där texten inte är ett tal"),
)


def files(report: Report, stem: str) -> dict[str, bytes]:
    """The files by name."""
    return {
        f"{stem}.csv": _csv(report),
        f"{stem}.xlsx": _workbook(report),
        f"{stem}.sqlite": _database(report),
    }


def _rows(report: Report) -> Iterator[list[object]]:
    yield ["Definition", "Mått", "Utfall", "Antal", "Av", "Anmärkning"]
    for line in report.lines:
        yield [line.definition, line.name, line.text, line.part, line.whole, line.note]


def _tables(report: Report) -> Iterator[tuple[str, list[list[object]]]]:
    """Each table with its head; a cell is a number where it is told."""
    for table in report.tables:
        rows: list[list[object]] = [[table.first, *(head for _key, head in table.columns)]]
        for row in table.rows:
            told = zip(row.numbers, row.cells, strict=True)
            rows.append([row.name, *(text if number is None else number for number, text in told)])
        yield table.title, rows


def _csv(report: Report) -> bytes:
    """All tables after each other, with semicolons and a byte order mark, as spreadsheets here want it."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralised(report.title), report.name, f"t.o.m. {report.data_date or '–'}"])
    for title, rows in (("", list(_rows(report))), *_tables(report)):
        writer.writerow([])
        if title:
            writer.writerow([neutralised(title)])
        writer.writerows([[neutralised(one) if isinstance(one, str) else one for one in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _workbook(report: Report) -> bytes:
    """One sheet for the figures, one for each table, one for the definitions."""
    from openpyxl import Workbook  # only here: the library takes start-up time

    book = Workbook(write_only=True)
    named: list[tuple[str, list[list[object]]]] = [("Siffror", list(_rows(report)))]
    named += list(_tables(report))
    meanings: list[list[object]] = [["Nummer", "Namn", "Text"]]
    meanings += [[id_, name, text] for id_, name, text in report.explained]
    named.append(("Definitioner", meanings))
    for number, (title, rows) in enumerate(named, start=1):
        sheet = book.create_sheet(_sheet_name(title, number))
        for row in rows:
            sheet.append([neutralised(one) if isinstance(one, str) else one for one in row])
    book.properties.created = datetime.fromisoformat(f"{report.last}T00:00:00")
    out = BytesIO()
    book.save(out)
    return _timeless(out.getvalue(), report.last)


def _timeless(workbook: bytes, day: str) -> bytes:
    """The same sheets without the moment at which they were packed: the same report, the same bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            content = packed.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + day.encode() + b"T00:00:00Z", content)
            again.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


def _sheet_name(title: str, number: int) -> str:
    """At most 31 signs, none that a spreadsheet refuses."""
    kept = "".join(" " if sign in r"[]:*?/\'" else sign for sign in title)
    return f"{number} {kept}"[:31].strip()


def _database(report: Report) -> bytes:
    """Tables that a statistician or Datasette opens as they are, with a dictionary of their columns."""
    import sqlite_utils  # only here: the library takes start-up time

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rapport.sqlite"
        database = sqlite_utils.Database(path)
        facts = (
            "name",
            "kind",
            "title",
            "sender",
            "period",
            "first",
            "last",
            "data_date",
            "source",
            "coverage",
            "definitions",
        )
        database.table("report").insert({one: getattr(report, one) for one in facts}, pk="name")
        definitions = [{"id": one[0], "name": one[1], "text": one[2]} for one in report.explained]
        database.table("definition").insert_all(definitions, pk="id")
        database.table("figure").insert_all(
            [
                {"definition": one.definition, "key": one.key, "name": one.name, "part": one.part,
                 "whole": one.whole, "value": one.value, "text": one.text, "better": one.better,
                 "note": one.note}
                for one in report.lines
            ],
            pk="key", replace=True, foreign_keys=[("definition", "definition", "id")],
            columns={"part": int, "whole": int, "value": int},
        )  # fmt: skip
        database.table("table_cell").insert_all(
            [
                {"table_key": table.key, "title": table.title, "row": row.name, "column": column[0],
                 "head": column[1], "text": text, "number": number}
                for table in report.tables for row in table.rows
                for column, text, number in zip(table.columns, row.cells, row.numbers, strict=True)
            ],
            columns={"number": int},
        )  # fmt: skip
        database.table("data_dictionary").insert_all(
            [{"table_name": one[0], "column_name": one[1], "meaning": one[2]} for one in _DICTIONARY]
        )
        database.conn.commit()
        database.conn.close()
        return path.read_bytes()
