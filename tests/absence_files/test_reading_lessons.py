"""Lesson files as CSV: every record ends as a row, an error or an exclusion."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import Exclusion, FileRefused, ReadingCancelled, Refusal, RowFault
from narvaro_desktop.absence_files.fields import Column, Duplicates, Field
from narvaro_desktop.absence_files.profiles import Profile, shipped
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import LessonRow, Reading, Table
from tests.absence_files.files import LESSON_HEADER, SIXTEN, TUVA, Rows, as_csv, lesson, written

LESSONS = next(profile for profile in shipped() if profile.name == "Lektionsfil")


def reading_of(tmp_path: Path, rows: Rows, profile: Profile = LESSONS) -> Reading:
    return read(written(tmp_path / "fil.csv", as_csv([LESSON_HEADER, *rows])), profile)


def rows_of(reading: Reading) -> list[LessonRow]:
    return [LessonRow(*row) for chunk in reading.chunks() for row in chunk]


def test_a_lesson_becomes_whole_numbers(tmp_path: Path) -> None:
    row = lesson(day="2026-10-12", start="08:10", valid=20, invalid=5, late=5, subject="Bild", reason="sjuk")

    reading = reading_of(tmp_path, [row])

    [read_row] = rows_of(reading)
    assert (read_row.day, read_row.start) == (date(2026, 10, 12).toordinal(), 490)
    assert (read_row.planned, read_row.valid, read_row.invalid, read_row.late) == (50, 20, 5, 5)
    assert (read_row.reported, read_row.row) == (1, 2)
    assert reading.activities[read_row.activity] == "Bild"
    assert reading.reasons[read_row.reason] == "sjuk"
    assert reading.pupils[read_row.pupil].identity.number == "201403052382"
    assert reading.days == (date(2026, 10, 12), date(2026, 10, 12))


def test_a_pupil_is_one_pupil_with_the_class_met_last(tmp_path: Path) -> None:
    moved = (TUVA[0], TUVA[1], "6C")

    reading = reading_of(tmp_path, [lesson(TUVA), lesson(SIXTEN), lesson(moved, day="2026-10-13")])

    assert [pupil.class_name for pupil in reading.pupils] == ["6C", "6B"]


@pytest.mark.parametrize(
    ("row", "column", "fault"),
    [
        (lesson(("20140305-2383", "T", "6B")), "Personnummer", RowFault.IDENTITY),
        (lesson(("2.0140305E+11", "T", "6B")), "Personnummer", RowFault.NOT_TEXT),
        (lesson(day="2026-13-01"), "Datum", RowFault.DATE),
        (lesson(planned="femtio"), "Undervisningstid (min)", RowFault.NUMBER),
        (lesson(valid="-5"), "Giltig frånvaro (min)", RowFault.NEGATIVE),
        (lesson(valid=40, invalid=20), "Undervisningstid (min)", RowFault.LONGER),
        (lesson(("", "", "6B")), "Personnummer", RowFault.NO_PUPIL),
        (lesson()[:7], "", RowFault.COLUMNS),
        ([*lesson(), "mer"], "", RowFault.COLUMNS),
        (lesson(subject="a\0b"), "", RowFault.CHARACTER),
    ],
)
def test_a_row_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, row: list[object], column: str, fault: RowFault
) -> None:
    reading = reading_of(tmp_path, [lesson(SIXTEN), row])

    [error] = reading.errors
    assert (error.row, error.column, error.fault) == (3, column, fault)
    assert (reading.rows_in, reading.accepted, reading.rejected) == (2, 1, 1)


def test_an_error_shows_no_identity(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, [lesson(("20140305-2383", "Tuva", "6B")), lesson(day="20140305-2382")])

    assert [error.value for error in reading.errors] == ["2014••••-••••", "••••••••-••••"]


def test_protected_pupils_are_only_counted(tmp_path: Path) -> None:
    marked = [*LESSON_HEADER, "Skyddade personuppgifter"]
    rows = [[*lesson(TUVA), "Nej"], [*lesson(("20140412-2390", "Hemlig", "6B")), "Ja"]]

    reading = read(written(tmp_path / "f.csv", as_csv([marked, *rows])), LESSONS)

    assert reading.excluded == {Exclusion.PROTECTED: 1}
    assert [pupil.name for pupil in reading.pupils] == ["Tuva Blåbärsskog"]
    assert not reading.errors


def test_no_layout_can_say_that_a_mark_of_protection_is_something_else(tmp_path: Path) -> None:
    """A layout may come from anybody: it may name another column, and both then count."""
    marked = [*LESSON_HEADER, "Skyddade personuppgifter", "Anmärkning"]
    rows = [
        [*lesson(TUVA), "Nej", ""],
        [*lesson(("20140412-2390", "Hemlig", "6B")), "Ja", ""],
        [*lesson(SIXTEN), "", "Ja"],
    ]
    other = replace(LESSONS, columns=(*LESSONS.columns, Column(Field.PROTECTED, "anmärkning")))

    reading = read(written(tmp_path / "f.csv", as_csv([marked, *rows])), other)

    assert [pupil.name for pupil in reading.pupils] == ["Tuva Blåbärsskog"]
    assert reading.excluded == {Exclusion.PROTECTED: 2}


def test_a_masked_name_is_a_protected_pupil_too(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, [lesson(), lesson(("", "Skyddad identitet", "6B"))])

    assert reading.excluded == {Exclusion.PROTECTED: 1}
    assert len(reading.pupils) == 1


def test_the_same_row_twice_is_left_out_once(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, [lesson(), lesson()])

    assert (reading.accepted, reading.excluded) == (1, {Exclusion.DUPLICATE: 1})


def test_one_lesson_with_two_values_rejects_both_rows(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, [lesson(valid=0), lesson(valid=50), lesson(start="09:10")])

    assert (reading.accepted, reading.rejected) == (1, 2)
    assert [(error.row, error.fault) for error in reading.errors] == [
        (2, RowFault.UNEQUAL),
        (3, RowFault.UNEQUAL),
    ]


def test_a_profile_may_add_them_up_while_they_fit(tmp_path: Path) -> None:
    halves = [lesson(planned=25, valid=25), lesson(planned=25)]

    reading = reading_of(tmp_path, halves, replace(LESSONS, duplicates=Duplicates.SUM))

    [row] = rows_of(reading)
    assert (row.planned, row.valid) == (50, 25)


def test_headings_and_sums_between_rows_are_excluded(tmp_path: Path) -> None:
    rows = [lesson(), ["Summa", *[""] * 7, 50, 0, 0, 0, "", ""], LESSON_HEADER, [], [""] * 14, lesson(SIXTEN)]

    reading = reading_of(tmp_path, rows)

    assert (reading.rows_in, reading.accepted) == (4, 2)
    assert reading.excluded == {Exclusion.HEADING: 1, Exclusion.SUM: 1}


def test_a_sum_or_a_heading_in_the_column_of_names_is_no_pupil(tmp_path: Path) -> None:
    rows = [lesson(), LESSON_HEADER, ["", "Summa", *[""] * 6, 50, 0, 0, 0, "", ""]]

    reading = reading_of(tmp_path, rows)

    assert [pupil.name for pupil in reading.pupils] == ["Tuva Blåbärsskog"]
    assert (reading.accepted, reading.rejected, sum(reading.excluded.values())) == (1, 0, 2)


def test_attendance_beside_not_reported_makes_it_reported(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path, [lesson(invalid=10, reported="Nej"), lesson(SIXTEN, valid=50, reported="Nej")]
    )

    assert [row.reported for row in rows_of(reading)] == [1, 0]
    assert reading.corrected == 1


def test_a_file_without_a_needed_column_is_refused_by_its_name(tmp_path: Path) -> None:
    header = [name for name in LESSON_HEADER if name != "Datum"]

    with pytest.raises(FileRefused) as refused:
        read(written(tmp_path / "f.csv", as_csv([header, lesson()[:13]])), LESSONS)

    assert refused.value.reason is Refusal.COLUMNS_MISSING
    assert refused.value.facts == {"headers": ("datum",)}


def test_reading_stops_when_asked(tmp_path: Path) -> None:
    path = written(tmp_path / "f.csv", as_csv([LESSON_HEADER, lesson()]))

    with pytest.raises(ReadingCancelled):
        read(path, LESSONS, cancelled=lambda: True)


def test_progress_ends_at_one(tmp_path: Path) -> None:
    heard: list[float] = []
    path = written(tmp_path / "f.csv", as_csv([LESSON_HEADER, lesson()]))

    read(path, LESSONS, progress=heard.append)

    assert heard[-1] == 1.0


def test_columns_may_change_places(tmp_path: Path) -> None:
    turned = [list(reversed(row)) for row in ([*LESSON_HEADER], lesson())]
    path = written(tmp_path / "f.csv", as_csv(turned))

    found = examine(path)

    assert found.known
    assert read(path, found.profile or LESSONS).accepted == 1


def test_rows_that_flow_together_are_no_rows(tmp_path: Path) -> None:
    content = as_csv([LESSON_HEADER, lesson(), lesson(SIXTEN)]).replace("Sixten", '"Sixten')

    with pytest.raises(FileRefused) as refused:
        read(written(tmp_path / "f.csv", content), LESSONS)

    assert refused.value.reason is Refusal.UNCLOSED_QUOTE


CELLS = st.sampled_from(
    [
        "",
        "0",
        "50",
        "-1",
        "x",
        "2026-10-12",
        "08:10",
        "Summa",
        "Klass: 6B",
        "20140305-2382",
        "Ja",
        "Nej",
        "\0",
        "9:9",
    ]
)
ANY_ROW = st.one_of(
    st.lists(CELLS, max_size=16),
    st.lists(CELLS, min_size=14, max_size=14),
    st.builds(
        lambda who, day, valid: list(map(str, lesson(who, f"2026-10-{day}", valid=valid))),
        st.sampled_from([TUVA, SIXTEN]),
        st.integers(11, 14),
        st.integers(-1, 60),
    ),
)


@given(rows=st.lists(ANY_ROW, max_size=30))
def test_every_record_is_a_row_an_error_or_an_exclusion(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = written(tmp_path_factory.getbasetemp() / "any.csv", as_csv([LESSON_HEADER, lesson(), *rows]))

    reading = read(path, LESSONS)

    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    assert reading.rows_in == 1 + len(rows) - blank
    assert reading.rows_in == reading.accepted + reading.rejected + sum(reading.excluded.values())
    assert len(reading.errors) == reading.rejected
    assert all(row.valid + row.invalid + row.other <= row.planned for row in rows_of(reading))


def test_a_long_table_holds_the_same_numbers_in_less_memory() -> None:
    numbers = [0, 127, 128, 32_767, 32_768, 2**31 - 1, 2**31, 2**40]
    table = Table()
    table.extend([[0] * 120_001] * 14)
    for number in numbers:
        table.extend([[number]] * 14)

    assert [list(column[120_001:]) for column in table.columns] == [numbers] * 14
