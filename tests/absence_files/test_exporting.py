"""What we write for spreadsheets is never run by them."""

import pytest

from narvaro_desktop.absence_files.exporting import masked_error_report, neutralised
from narvaro_desktop.absence_files.faults import RowFault
from narvaro_desktop.absence_files.rows import RowError
from narvaro_desktop.absence_files.values import composed


@pytest.mark.parametrize("text", ["=1+1", "+46", "-x", "@SUM", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert neutralised(text) == "'" + text
    assert composed(neutralised(text)) == text


@pytest.mark.parametrize("text", ["", "Tuva", "5B", "1-2", "'citat"])
def test_other_texts_stay(text: str) -> None:
    assert neutralised(text) == text


def test_the_error_report_says_row_column_value_and_why() -> None:
    errors = [RowError(7, "Datum", "=igår", RowFault.DATE)]

    assert list(masked_error_report(errors)) == [
        ("Rad", "Kolumn", "Värde", "Varför"),
        ("7", "Datum", "'=igår", "oläsligt datum"),
    ]
