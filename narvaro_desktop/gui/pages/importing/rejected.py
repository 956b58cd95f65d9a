"""The rows that were not read, written to a file for the one who mends them at the source."""

import csv
from collections.abc import Iterable
from pathlib import Path

from narvaro_desktop.usecases.importing.file_in_hand import RowError, masked_error_report


def write_rejected(errors: Iterable[RowError], path: Path) -> bool:
    """Row, column, value (numbers and names masked) and why; whether the file could be written."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(masked_error_report(errors))
    except OSError:
        return False
    return True
