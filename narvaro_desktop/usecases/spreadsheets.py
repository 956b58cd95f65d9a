"""Tables as XLSX: text stays text, numbers stay numbers, and nothing becomes a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from narvaro_desktop.absence_files.exporting import neutralised


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet with these rows."""
    from openpyxl import Workbook  # only here: the library takes start-up time

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Blad1")
    for row in rows:
        sheet.append([neutralised(cell) if isinstance(cell, str) else cell for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
