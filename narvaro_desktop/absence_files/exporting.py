"""What the program writes for spreadsheets: no text of ours is ever taken for a formula."""

from collections.abc import Iterable, Iterator

from narvaro_desktop.absence_files.rows import RowError
from narvaro_desktop.absence_files.values import FORMULA_STARTS
from narvaro_desktop.i18n import N_, _

REPORT_HEADER = (N_("Rad"), N_("Kolumn"), N_("Värde"), N_("Varför"))


def neutralised(text: str) -> str:
    """Text for a spreadsheet: an apostrophe before what it would run as a formula (CSV injection)."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text


def masked_error_report(errors: Iterable[RowError]) -> Iterator[tuple[str, ...]]:
    """The heading and one record for each error, for a CSV file or a list."""
    yield tuple(map(_, REPORT_HEADER))
    for error in errors:
        yield (str(error.row), neutralised(error.column), neutralised(error.value), error.fault.label)
