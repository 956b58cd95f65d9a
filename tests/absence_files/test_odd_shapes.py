"""A file from each system, in the odd shapes that they come in, read without a question where it is known."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import Exclusion, FileRefused, Refusal, RowFault
from narvaro_desktop.absence_files.fields import Column, Field, FileKind, Status, Unit
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.mapping import Reason
from narvaro_desktop.absence_files.meaning import Question
from narvaro_desktop.absence_files.profiles import Profile, signature
from narvaro_desktop.absence_files.readable import Joined, Pasted, Readable
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import Reading
from tests.absence_files.biff import xls
from tests.absence_files.files import LESSON_HEADER, as_csv, lesson, workbook, written

_AUTUMN = date(2026, 8, 1)
_NBSP = "\u00a0"
_GRADES = ("Namn", "Personnr", "Undv. tid", "Lekt.", "N min", "GF min", "F min", "N %", "GF %", "F %")
_WEEKS = (
    *("Vecka", "Total närvaro", "Oanmäld frånvaro", "Anmäld frånvaro", "Närvaro"),
    *("Närvaro Annat skoluppdrag", "Närvaro Avvek från lektion", "Närvaro Föranmäld frånvaro"),
    *("Närvaro Sen ankomst", "Frånvarande", "Föranmäld", "Ledighetsansökan beviljad"),
)
_HOURS = (
    *("Antal tillfällen", "Totalt (t)", "Frånvaro (t)", "Frånvaro (%)", "Giltig (tim)", "Giltig (%)"),
    *("Ogiltig (tim)", "Ogiltig (%)", "Rapporterat (%)"),
)
_TUVAS_HOURS = ("108", "90,0", "10,8", "12,0", "10,35", "11,5", "0,45", "0,5", "95")
_LIKELY = (
    *("Elev", "Personnummer", "Klass", "Datum", "Starttid", "Sluttid", "Ämne", "Lärare"),
    *("Lektionslängd (min)", "Giltig frånvaro (min)", "Ogiltig frånvaro (min)", "Sen ankomst (min)"),
    "Frånvaroorsak",
)


def read_known(path: Readable) -> Reading:
    """What a file holds whose layout is known."""
    found = examine(path)
    assert found.known and found.profile is not None
    return read(path, found.profile, period=found.period, academic_year_start=_AUTUMN)


def text_of(rows: Sequence[Sequence[object]]) -> str:
    return "\r\n".join(";".join(map(str, row)) for row in rows)


def week(number: str, here: int, alone: int, told: int) -> tuple[str, ...]:
    counts = (f"{count} st ({100 * count / 27:.1f}%)" for count in (here, alone, told))
    return (number, *counts, *(["18 st"] * 8))


@pytest.mark.parametrize("form", ["xls", "html", "csv"])
@pytest.mark.parametrize("numbered", [True, False])
def test_a_gradebook_with_titles_groups_empty_columns_and_a_row_of_zeros(
    tmp_path: Path, form: str, numbered: bool
) -> None:
    rows: list[list[object]] = [
        ["", "Frånvarorapport"], ["", "Skola: Ekbackens skola"], ["", "2026-08-17 - 2026-10-16"],
        ["", "Utskriven 2026-10-18"], ["", *_GRADES], ["", "Klass: 7A"],
        ["", "Blåbärsskog, Tuva", "20140305-2382", f"5{_NBSP}400", 108, f"4{_NBSP}752", 621, 27,
         "88,0%", "11,5 %", "0,5%"],
        ["", "", "Klass: 7B/8B"], ["", *_GRADES],
        ["", "Kottelund, Sixten", "20140412-2390", *["0"] * 8], ["", "Summa", "", 5400, *[""] * 7],
    ]  # fmt: skip
    if not numbered:
        rows = [row[:2] + row[3:] if len(row) > 3 else row for row in rows]
    page = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    content = {"xls": xls(rows), "html": f"<table>{page}</table>", "csv": text_of(rows).encode("cp1252")}
    path = written(tmp_path / "frånvaro.xls", content[form])

    reading = read_known(path)

    first, second = reading.periods
    assert (first.offered, first.reported, first.valid, first.invalid) == (5400, 5400, 621, 27)
    assert (first.last, second.offered) == (date(2026, 10, 16), 0)
    assert [pupil.class_name for pupil in reading.pupils] == ["7A", "7B/8B"]
    assert reading.excluded == {Exclusion.GROUP: 2, Exclusion.HEADING: 1, Exclusion.SUM: 1}
    assert bool(reading.pupils[0].identity.number) is numbered


@pytest.mark.parametrize("shape", ["pupil rows", "columns"])
def test_a_table_of_weeks_counts_lessons(tmp_path: Path, shape: str) -> None:
    tuva, sixten = week("36", 18, 1, 8), week("v. 37", 27, 0, 0)
    rows: list[Sequence[str]] = [["Elev: Tuva Blåbärsskog, 6B"], _WEEKS, tuva, ["Elev: Sixten (6C)"], sixten]
    if shape == "columns":
        rows = [["Elev", "Klass", *_WEEKS], ["Tuva Blåbärsskog", "6B", *tuva], ["Sixten", "6C", *sixten]]

    reading = read_known(written(tmp_path / "veckor.csv", text_of(rows)))

    first, second = reading.periods
    assert (first.unit, first.offered, first.valid, first.invalid) == (Unit.LESSON, 27, 8, 1)
    assert (first.first, second.first) == (date(2026, 8, 31), date(2026, 9, 7))
    assert [(pupil.name, pupil.class_name) for pupil in reading.pupils] == [
        ("Tuva Blåbärsskog", "6B"),
        ("Sixten", "6C"),
    ]
    assert not reading.coverage_known


@pytest.mark.parametrize(
    ("who", "tuva"),
    [
        (["Personnummer", "Namn", "Klass"], ["20140305-2382", "Tuva Blåbärsskog", "6B"]),
        (["Efternamn", "Förnamn", "Grupp", "Skola"], ["Blåbärsskog", "Tuva", "6B", "Ekbackens skola"]),
    ],
)
def test_a_report_in_hours_may_name_its_pupils_in_other_columns(
    tmp_path: Path, who: list[str], tuva: list[str]
) -> None:
    rows = [["Period", "2026-08-17", "2026-10-16"], [*who, *_HOURS], [*tuva, *_TUVAS_HOURS]]

    reading = read_known(written(tmp_path / "rapport.csv", text_of(rows)))

    [row] = reading.periods
    assert (row.offered, row.reported, row.valid, row.invalid) == (5400, 5130, 621, 27)
    assert (reading.pupils[0].name, reading.pupils[0].class_name) == ("Tuva Blåbärsskog", "6B")


def test_a_layout_that_nobody_has_seen_a_file_of_is_looked_at_once(tmp_path: Path) -> None:
    row = ["Tuva Blåbärsskog", "20140305-2382", "6B", "2026-10-12", "08:10", "09:00", "Sv", "A", 50, 50, 0, 0]
    found = examine(written(tmp_path / "skola.csv", text_of([_LIKELY, [*row, "Sjuk"]])))

    assert found.profile is not None and not found.known and not found.profile.verified
    assert found.proposal.why["klass"] == (Reason.SHIPPED, found.profile.name)
    assert Question.UNREPORTED in found.questions


def test_times_of_courses_say_nothing_of_pupils(tmp_path: Path) -> None:
    header = ["Namn", "Kurskod", "Startdatum", "Slutdatum", "Antal lektioner", "Inställda lektioner"]
    header += ["Orapporterade lektioner", "Schemalagd lektionstid", "Garanterad undervisningstid"]
    course = ["Svenska 6B", "SV6", "2026-08-17", "2026-12-18", 40, 1, 2, 2000, 1900]

    with pytest.raises(FileRefused) as refused:
        examine(workbook(tmp_path / "kurser.xlsx", Blad=[header, course]))

    assert refused.value.reason is Refusal.NO_PUPILS


def test_pages_of_an_answer_saved_as_files_are_one_file(tmp_path: Path) -> None:
    records = (
        {"id": "t1", "calendarEvent": {"id": "e1"}, "student": {"id": "p1"}, "isReported": True,
         "attendanceMinutes": 50},
        {"id": "e1", "startTime": "2026-10-23T06:10:00Z", "endTime": "2026-10-23T07:00:00Z"},
        {"id": "p1", "givenName": "Tuva", "familyName": "Blåbärsskog",
         "civicNo": {"value": "201403052382"}, "enrolments": [{"schoolYear": 6}]},
    )  # fmt: skip
    pages = [
        written(tmp_path / f"{n}.json", json.dumps({"data": [page], "pageToken": None}))
        for n, page in enumerate(records)
    ]

    reading = read_known(Joined(tuple(pages)))
    again = read_known(Joined(tuple(reversed(pages))))
    people = read_known(pages[2])
    alone = read_known(pages[0])

    assert (reading.accepted, reading.sha256) == (1, again.sha256)
    assert (people.kind, [pupil.name for pupil in people.pupils]) == (FileKind.PUPILS, ["Tuva Blåbärsskog"])
    assert [error.fault for error in alone.errors] == [RowFault.NO_PUPIL]


@pytest.mark.parametrize(
    "header",
    ["Personnummer;Förnamn;Efternamn;Klass;Mentor", "student_socialnumber;firstname;lastname;class;nr"],
)
def test_a_pupil_list_needs_no_explaining(tmp_path: Path, header: str) -> None:
    tuva = "20140305-2382;Tuva;Blåbärsskog;6B;X"
    two_of_one_name = ";Bo;Regnskur;6B;X\n;Bo;Regnskur;6B;X"
    reading = read_known(
        written(tmp_path / "elever.dat", "\n".join([header, tuva, two_of_one_name, tuva, "abc;Ida;Is;6B;"]))
    )

    assert (reading.kind, reading.rows_in, reading.accepted) == (FileKind.PUPILS, 5, 2)
    assert {error.fault for error in reading.errors} == {RowFault.IDENTITY, RowFault.SEVERAL_PUPILS}
    assert reading.excluded == {Exclusion.DUPLICATE: 1}


def test_cells_that_are_pasted_are_read_from_memory() -> None:
    rows = as_csv([LESSON_HEADER, lesson(), lesson(start="09:10")], "\t")

    reading = read_known(Pasted(rows.encode()))

    assert reading.accepted == 2


def test_a_heading_nobody_knows_is_still_found_and_may_be_chosen(tmp_path: Path) -> None:
    rows = [["Rapport"], ["Vem", "Vilken", "Grupp"], *[["20140305-2382", "Tuva", "6B"]] * 3]
    path = written(tmp_path / "okänd.csv", text_of(rows))

    found, chosen = examine(path), examine(path, header_at=3)

    assert (found.header_row, chosen.header_row) == (2, 3)
    assert found.proposal.why["vem"] == (Reason.CELLS, "")


def test_changed_headings_keep_what_was_said_of_the_others(tmp_path: Path) -> None:
    before = explained(["Elevens namn", "Klass", "Lektionsdag", "Längden", "Borta"])
    rows = [
        ["Elevens namn", "Klass", "Lektionsdag", "Längden", "Frånvarokod"],
        ["Tuva", "6B", "2026-10-12", 50, 1],
    ]

    found = examine(written(tmp_path / "ny.csv", text_of(rows)), profiles=[before])

    assert found.changed is not None and not found.known
    assert (found.changed.added, found.changed.gone) == (("Frånvarokod",), ("borta",))
    assert found.proposal.why["längden"][0] is Reason.BEFORE


def explained(header: Sequence[str]) -> Profile:
    """A layout that a school has explained: name, class, day, planned and absent minutes."""
    fields = (Field.NAME, Field.CLASS, Field.DATE, Field.PLANNED, Field.ABSENCE)
    columns = tuple(Column(field, normalised(name)) for field, name in zip(fields, header, strict=True))
    return Profile("Vårt", signature(map(normalised, header)), FileKind.LESSON, columns)


def test_words_of_a_status_column_are_known_or_asked_for(tmp_path: Path) -> None:
    header = ["Elev", "Klass", "Datum", "Start", "Slut", "Status"]
    told = ["Frånvarande", "Sjukanmäld", "Närvarande", "Distans"]
    rows = [["Tuva", "6B", f"2026-10-1{n}", "08:10", "09:00", word] for n, word in enumerate(told)]
    path = written(tmp_path / "status.csv", text_of([header, *rows]))
    found = examine(path)
    assert found.words == ("Distans",) and found.profile is not None

    reading = read(path, replace(found.profile, codes={"Distans": Status.PRESENT}))

    assert reading.lessons.column("invalid") == [50, 0, 0, 0]
    assert reading.lessons.column("valid") == [0, 50, 0, 0]


def test_rows_of_other_schools_are_left_out(tmp_path: Path) -> None:
    rows = [
        (*LESSON_HEADER, "Skola"),
        [*lesson(), "Ekbackens skola"],
        [*lesson(start="09:10"), "Bergby skola"],
    ]
    path = written(tmp_path / "skolor.csv", text_of(rows))
    found = examine(path)
    assert found.known and found.profile is not None

    every = read(path, found.profile)
    ours = read(path, found.profile, unit="Ekbackens skola")

    assert every.units == ours.units == {"Ekbackens skola": 1, "Bergby skola": 1}
    assert (every.accepted, ours.accepted) == (2, 1)
    assert ours.excluded == {Exclusion.OTHER_UNIT: 1}


def test_dates_that_may_be_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    header = ["Elev", "Klass", "Datum", "Start", "Slut", "Status"]
    either = [["Tuva", "6B", "3/10 2026", "08:10", "09:00", "Närvarande"]]
    clear = [*either, ["Tuva", "6B", "13/10 2026", "08:10", "09:00", "Närvarande"]]

    asked = [
        examine(written(tmp_path / "d.csv", text_of([header, *rows]))).questions for rows in (either, clear)
    ]

    assert asked == [(Question.MONTH_FIRST,), ()]
