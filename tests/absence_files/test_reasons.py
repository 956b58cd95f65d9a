"""One sum of absence and a column of reasons: the reason says what is giltig, or a person does."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from narvaro_desktop.absence_files import reasons
from narvaro_desktop.absence_files.examination import Examination, examine
from narvaro_desktop.absence_files.faults import RowFault
from narvaro_desktop.absence_files.fields import AbsenceMeans, FileKind, Status
from narvaro_desktop.absence_files.profiles import Answers, Profile, as_json, from_json
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import LessonRow, Reading
from tests.absence_files.files import as_csv, workbook, written

_HEADER = ("Namn", "Klass", "Datum", "Starttid", "Lektionslängd", "Frånvaro totalt", "Frånvaroorsak")
_SUMS = ("Namn", "Klass", "Period", "Undervisningstid", "Total frånvaro", "Orsak")
_WORDS = ("Ogiltig", "ogiltig frånvaro", "Giltig", "Sjuk", "Studiebesök", "Distans", "")
_SAID = {"Distans": Status.VALID, reasons.OTHERWISE: Status.INVALID}


def lessons(*words: str, minutes: object = 50) -> list[tuple[object, ...]]:
    return [_HEADER] + [
        ("Tuva Blåbärsskog", "6B", "2026-10-12", f"{hour:02}:10", 50, minutes, word)
        for hour, word in enumerate(words, 8)
    ]


def proposed(found: Examination) -> Profile:
    assert found.profile is not None
    return found.profile


def parts(reading: Reading) -> list[tuple[int, int, int]]:
    rows = (LessonRow(*row) for chunk in reading.chunks() for row in chunk)
    return [(row.valid, row.invalid, row.other) for row in rows]


def as_book(folder: Path) -> Path:
    return workbook(folder / "f.xlsx", Blad=lessons(*_WORDS))


def as_text(folder: Path) -> Path:
    return written(folder / "f.csv", as_csv(lessons(*_WORDS)))


@pytest.mark.parametrize("made", [as_book, as_text])
def test_each_reason_says_what_its_minutes_count_as(tmp_path: Path, made: object) -> None:
    assert callable(made)
    path: Path = made(tmp_path)
    found = examine(path)
    profile = proposed(found)
    assert reasons.unknown_among(profile.columns, found.header, found.rows) == ("Distans",)
    assert reasons.is_open(profile)

    reading = read(path, replace(profile, codes=_SAID))

    assert parts(reading) == [
        *((0, 50, 0), (0, 50, 0), (50, 0, 0), (50, 0, 0), (0, 0, 50), (50, 0, 0)),
        (0, 50, 0),
    ]
    assert reading.split_known
    assert reading.reasons[1] == "Ogiltig"


def test_without_an_answer_no_other_reason_is_taken_for_giltig(tmp_path: Path) -> None:
    path = as_text(tmp_path)

    reading = read(path, proposed(examine(path)))

    assert [(error.row, error.column, error.value, error.fault) for error in reading.errors] == [
        (7, "Frånvaroorsak", "Distans", RowFault.REASON),
        (8, "Frånvaroorsak", "", RowFault.REASON),
    ]
    assert reading.rows_in == reading.accepted + reading.rejected == 7


def test_a_file_of_nothing_but_unknown_reasons_is_rejected_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "f.csv", as_csv(lessons("Distans", "")))

    reading = read(path, proposed(examine(path)))

    assert (reading.rows_in, reading.accepted, reading.rejected) == (2, 0, 2)


def test_a_lesson_without_absence_needs_no_reason(tmp_path: Path) -> None:
    path = written(tmp_path / "f.csv", as_csv(lessons("", "Närvarande", minutes=0)))
    found = examine(path)

    assert reasons.unknown_among(proposed(found).columns, found.header, found.rows) == ()
    assert parts(read(path, proposed(found))) == [(0, 0, 0)] * 2


def test_so_many_reasons_are_free_text_and_only_the_rest_is_asked_about(tmp_path: Path) -> None:
    path = written(tmp_path / "f.csv", as_csv(lessons(*(f"Ringde kl {n}" for n in range(12)))))
    found = examine(path)

    assert reasons.unknown_among(proposed(found).columns, found.header, found.rows) == ()
    said = replace(proposed(found), codes={reasons.OTHERWISE: Status.INVALID})
    assert parts(read(path, said)) == [(0, 50, 0)] * 12


def test_the_answers_are_kept_with_the_layout() -> None:
    profile = Profile("Vårt", "0" * 64, FileKind.LESSON, (), codes=_SAID)

    assert from_json(as_json(profile)).codes == _SAID


def test_a_file_that_tells_giltig_from_ogiltig_itself_is_not_asked_for_reasons(tmp_path: Path) -> None:
    rows = [(*_HEADER[:5], "Giltig", "Ogiltig", "Orsak"), (*lessons("x")[1][:5], 50, 0, "Ogiltig")]
    path = written(tmp_path / "f.csv", as_csv(rows))

    assert not reasons.is_open(proposed(examine(path)))
    assert parts(read(path, proposed(examine(path)))) == [(50, 0, 0)]


def test_absence_that_is_only_the_unnotified_part_is_ogiltig_whatever_its_reason(tmp_path: Path) -> None:
    rows = [(*_HEADER[:5], "Frånvaro", "Orsak"), *lessons("Sjuk", "Ogiltig")[1:]]
    path = written(tmp_path / "f.csv", as_csv(rows))
    profile = proposed(examine(path))

    def read_as(means: AbsenceMeans) -> list[tuple[int, int, int]]:
        return parts(read(path, replace(profile, answers=Answers(means))))

    assert read_as(AbsenceMeans.UNNOTIFIED) == [(0, 50, 0)] * 2
    assert read_as(AbsenceMeans.TOTAL) == [(50, 0, 0), (0, 50, 0)]


def test_a_status_beside_one_sum_of_minutes_says_what_they_are(tmp_path: Path) -> None:
    rows = [
        (*_HEADER[:6], "Frånvarotyp"),
        *lessons("Ogiltig frånvaro", "Sjuk", "Sen ankomst", minutes=20)[1:],
    ]
    path = written(tmp_path / "f.csv", as_csv(rows))

    assert parts(read(path, proposed(examine(path)))) == [(0, 20, 0), (20, 0, 0), (0, 20, 0)]


@pytest.mark.parametrize(
    ("codes", "expected", "rejected"),
    [({}, [(300, 0), (0, 120)], 1), (_SAID, [(300, 0), (0, 120), (0, 60)], 0)],
)
def test_sums_of_a_period_go_by_their_reason_too(
    tmp_path: Path, codes: Mapping[str, Status], expected: list[tuple[int, int]], rejected: int
) -> None:
    whole = "2026-08-18 - 2026-10-12"
    rows = [
        _SUMS,
        ("Tuva Blåbärsskog", "6B", whole, 5400, 300, "Sjuk"),
        ("Sixten Kottelund", "6B", whole, 5400, 120, "Ogiltig"),
        ("Alva Granbarr", "6B", whole, 5400, 60, ""),
    ]
    path = written(tmp_path / "p.csv", as_csv(rows))
    profile = proposed(examine(path))
    assert profile.kind is FileKind.STUDENT_PERIOD

    reading = read(path, replace(profile, codes=codes))

    assert [(row.valid, row.invalid) for row in reading.periods] == expected
    assert (reading.rejected, reading.split_known) == (rejected, True)


def test_absence_worked_out_from_attendance_goes_by_its_reason_where_somebody_reported(
    tmp_path: Path,
) -> None:
    header = (*_HEADER[:5], "Närvaro", "Orsak", "Rapporterad")
    seen = [(50, "", "Ja"), (20, "Ogiltig", "Ja"), (0, "Sjuk", "Ja"), ("", "", "Nej")]
    rows = [(*lesson[:5], *told) for lesson, told in zip(lessons(*"abcd")[1:], seen, strict=True)]
    path = written(tmp_path / "f.csv", as_csv([header, *rows]))

    reading = read(path, proposed(examine(path)))

    assert parts(reading) == [(0, 0, 0), (0, 30, 0), (50, 0, 0), (0, 0, 0)]
    assert reading.lessons.column("reported")[3] == 0
