"""Sums for each pupil, as systems print and export them."""

from datetime import date
from pathlib import Path

import pytest

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import Exclusion, FileRefused, Refusal, RowFault
from narvaro_desktop.absence_files.fields import FileKind, Unit
from narvaro_desktop.absence_files.meaning import Question
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.absence_files.spans import span_reader
from tests.absence_files.biff import xls
from tests.absence_files.files import Rows, as_csv, workbook, written

AUTUMN = (date(2026, 8, 18), date(2026, 10, 12))
VKLASS = ("Namn", "Personnr", "Undv. tid", "Lekt.", "N min", "GF min", "F min", "N %", "GF %", "F %")
TITLES = (["Frånvaro Ekbackens skola"], ["Period: 2026-08-18 - 2026-10-12"], ["Utskriven av mentor"], [])
TUVA = (
    "Blåbärsskog, Tuva",
    "20140305-2382",
    "5 400",
    "90",
    "4 752,0",
    "621,0",
    "27,0",
    "88,0",
    "11,5",
    "0,5",
)


def period_reading(path: Path, period: tuple[date, date] | None = None) -> Reading:
    found = examine(path)
    assert found.profile is not None
    return read(path, found.profile, period=period)


def as_book(tmp_path: Path, rows: Rows) -> Path:
    return workbook(tmp_path / "b.xlsx", Försättsblad=[["Rapport"]], Elever=rows)


def as_text(tmp_path: Path, rows: Rows) -> Path:
    return written(tmp_path / "b.csv", as_csv(rows), "cp1252")


@pytest.mark.parametrize("made", [as_book, as_text])
def test_a_gradebook_report_with_titles_groups_and_decimal_comma(tmp_path: Path, made: object) -> None:
    rows = [
        *TITLES,
        VKLASS,
        ["Klass: 6B"],
        TUVA,
        ["Klass: 6C"],
        VKLASS,
        ("Kottelund, Sixten", "20140412-2390", *"0" * 8),
    ]

    reading = period_reading(made(tmp_path, rows))  # type: ignore[operator]

    first, second = reading.periods
    assert (first.first, first.last) == AUTUMN
    assert (first.offered, first.reported, first.valid, first.invalid) == (5400, 5400, 621, 27)
    assert second.offered == 0
    assert [pupil.class_name for pupil in reading.pupils] == ["6B", "6C"]
    assert (reading.rows_in, reading.accepted, reading.excluded) == (
        5,
        2,
        {Exclusion.HEADING: 1, Exclusion.GROUP: 2},
    )
    assert (reading.kind, reading.unit) == (FileKind.STUDENT_PERIOD, Unit.MINUTE)


def test_unreported_time_lowers_what_was_reported(tmp_path: Path) -> None:
    header = ("Namn", "Personnr", "Undv. tid", "Lekt.", "Ej reg tid", *VKLASS[4:])
    row = (*TUVA[:4], "400", "4 352", *TUVA[5:])

    reading = period_reading(as_text(tmp_path, [*TITLES, header, row]))

    assert (reading.periods[0].offered, reading.periods[0].reported) == (5400, 5000)
    assert reading.coverage_known


def test_hours_become_minutes(tmp_path: Path) -> None:
    header = (
        *("Personnummer", "Namn", "Klass", "Antal tillfällen", "Totalt (t)", "Frånvaro (t)", "Frånvaro (%)"),
        *("Giltig (tim)", "Giltig (%)", "Ogiltig (tim)", "Ogiltig (%)", "Rapporterat (%)"),
    )
    row = (
        *("20140305-2382", "Tuva", "6B", "90", "90,0", "10,8", "12,0"),
        *("10,35", "11,5", "0,45", "0,5", "95,0"),
    )

    [sums] = period_reading(as_text(tmp_path, [header, row]), AUTUMN).periods

    assert (sums.offered, sums.reported, sums.valid, sums.invalid) == (5400, 5130, 621, 27)


def test_fractions_in_a_workbook(tmp_path: Path) -> None:
    header = (
        *("Elev", "Klass", "Lektionstid", "Oanmäld frånvaro", "Oanmäld frånvaroprocent"),
        *("Oanmälda tillfällen", "Anmäld frånvaro", "Anmäld frånvaroprocent", "Anmälda tillfällen"),
        "Total frånvaroprocent",
    )
    row = ["Tuva Blåbärsskog", "6B", 5400, 27, 0.005, 1, 621, 0.115, 8, 0.12]

    reading = period_reading(as_book(tmp_path, [header, row]), AUTUMN)

    [sums] = reading.periods
    assert (sums.offered, sums.valid, sums.invalid) == (5400, 621, 27)
    assert not reading.coverage_known


def test_shares_alone_stay_shares(tmp_path: Path) -> None:
    reading = period_reading(
        as_text(tmp_path, [["Namn", "Klass", "Frånvaro (%)"], ["Tuva", "6B", "12,5"]]), AUTUMN
    )

    [sums] = reading.periods
    assert (sums.unit, sums.offered, sums.valid) == (Unit.PERCENT, 10_000, 1_250)
    assert not reading.split_known


def test_counts_of_lessons_stay_lessons(tmp_path: Path) -> None:
    rows = [
        ["Elev", "Klass", "Närvaro", "Oanmäld frånvaro", "Anmäld frånvaro"],
        ["Tuva", "6B", "80 st (88.9%)", "1 st (1.1%)", "9 st (10.0%)"],
    ]

    [sums] = period_reading(as_text(tmp_path, rows), AUTUMN).periods

    assert (sums.unit, sums.offered, sums.valid, sums.invalid) == (Unit.LESSON, 90, 9, 1)


def test_without_a_period_the_file_is_refused_until_it_is_told(tmp_path: Path) -> None:
    path = as_text(tmp_path, [VKLASS, TUVA])

    with pytest.raises(FileRefused) as refused:
        period_reading(path)

    assert refused.value.reason is Refusal.PERIOD_MISSING
    assert period_reading(path, AUTUMN).accepted == 1


def test_more_absence_than_time_is_an_error(tmp_path: Path) -> None:
    reading = period_reading(as_text(tmp_path, [*TITLES, VKLASS, (*TUVA[:2], "600", *TUVA[3:])]))

    assert [error.fault for error in reading.errors] == [RowFault.LONGER]


def test_one_pupil_twice_with_other_sums_rejects_both(tmp_path: Path) -> None:
    other = (*TUVA[:2], "5 000", *TUVA[3:])

    reading = period_reading(
        as_text(
            tmp_path,
            [
                *TITLES,
                VKLASS,
                TUVA,
                other,
            ],
        )
    )

    assert [error.fault for error in reading.errors] == [RowFault.UNEQUAL] * 2
    assert reading.rows_in == reading.rejected == 2


def test_an_unknown_layout_is_asked_about(tmp_path: Path) -> None:
    rows = [["Elev", "Lektionstid", "Frånvaro", "Sen ankomst"], ["Tuva", "500", "50", "5"]]

    found = examine(as_text(tmp_path, rows))

    assert not found.known
    assert found.questions == (Question.ABSENCE_MEANS, Question.UNREPORTED, Question.LATE)


def test_an_old_workbook_is_read_by_content(tmp_path: Path) -> None:
    path = written(
        tmp_path / "rapport.csv", xls([*TITLES, VKLASS, ["Klass: 6B"], (*TUVA[:2], 5400, 90, 4752, 621, 27)])
    )

    reading = period_reading(path)

    [sums] = reading.periods
    assert (sums.offered, sums.valid, sums.invalid) == (5400, 621, 27)
    assert reading.pupils[0].class_name == "6B"


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2026-11-01 - 2026-11-20", (date(2026, 11, 1), date(2026, 11, 20))),
        ("1/11 2026–20/11 2026", (date(2026, 11, 1), date(2026, 11, 20))),
        ("2026-11-01 t.o.m. 2026-11-20", (date(2026, 11, 1), date(2026, 11, 20))),
        ("november 2026", (date(2026, 11, 1), date(2026, 11, 30))),
        ("2027-02", (date(2027, 2, 1), date(2027, 2, 28))),
        ("2026-11-20 - 2026-11-01", None),
        ("HT26", None),
        ("", None),
    ],
)
def test_a_period_in_one_cell_is_read(cell: str, days: tuple[date, date] | None) -> None:
    assert span_reader()(cell) == days


_WITH_PERIOD = ("Personnummer", "Namn", "Klass", "Period", "Undervisningstid (min)", "Giltig frånvaro (min)")


def test_a_column_of_periods_is_read_and_asked_about_no_more(tmp_path: Path) -> None:
    told = "2026-11-01 - 2026-11-20"
    rows = [_WITH_PERIOD, ("20150905-9885", "Alva Granbarr", "5B", told, "900", "60")]
    bad = ("20150421-9823", "Bo Regnskur", "5B", "i höstas", "900", "60")

    reading = period_reading(written(tmp_path / "p.csv", as_csv([*rows, rows[1], bad])))

    [row] = reading.periods
    assert (row.first, row.last) == (date(2026, 11, 1), date(2026, 11, 20))
    assert [error.fault for error in reading.errors] == [RowFault.DATE]


def test_a_column_of_terms_is_no_period(tmp_path: Path) -> None:
    rows = [_WITH_PERIOD, ("20150905-9885", "Alva Granbarr", "5B", "HT26", "900", "60")]

    found = examine(written(tmp_path / "p.csv", as_csv(rows)))

    assert "period" in found.proposal.unknown
