"""The practice school's files in every format come in without a question, and say the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import Exclusion
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import LessonRow, Reading
from narvaro_desktop.simulation.files import csv_bytes, gradebook_rows, lesson_csv, lesson_rows, period_rows
from narvaro_desktop.simulation.practice import practice_school
from narvaro_desktop.simulation.school import School
from narvaro_desktop.simulation.ss12000 import ss12000
from tests.absence_files.files import workbook, written


@pytest.fixture(scope="module")
def ekbacken() -> School:
    return practice_school()


def unasked(path: Path) -> Reading:
    found = examine(path)
    assert found.known and not found.questions
    assert found.profile is not None
    return read(path, found.profile)


def sums_of(reading: Reading) -> dict[str, tuple[int, int, int]]:
    """Planned, valid and invalid minutes by identity number."""
    sums: dict[str, tuple[int, int, int]] = {}
    for row in (LessonRow(*row) for chunk in reading.chunks() for row in chunk):
        number = reading.pupils[row.pupil].identity.number
        planned, valid, invalid = sums.get(number, (0, 0, 0))
        sums[number] = planned + row.planned, valid + row.valid, invalid + row.invalid
    for period in reading.periods:
        sums[reading.pupils[period.pupil].identity.number] = period.offered, period.valid, period.invalid
    return sums


@pytest.fixture(scope="module")
def from_csv(ekbacken: School, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return unasked(written(tmp_path_factory.mktemp("csv") / "lektioner.csv", lesson_csv(ekbacken)))


def test_the_lesson_file_has_all_pupils(from_csv: Reading) -> None:
    assert len(from_csv.pupils) == 412
    assert from_csv.rows_in == from_csv.accepted > 50_000


def test_the_marked_file_leaves_the_protected_pupil_out(ekbacken: School, tmp_path: Path) -> None:
    reading = unasked(written(tmp_path / "l.csv", lesson_csv(ekbacken, marked=True)))

    assert len(reading.pupils) == 411
    assert reading.excluded[Exclusion.PROTECTED] > 100


@pytest.mark.parametrize("rows", [period_rows, gradebook_rows])
def test_sums_agree_with_the_lessons(
    ekbacken: School, from_csv: Reading, tmp_path: Path, rows: Callable[[School], object]
) -> None:
    path = written(tmp_path / "s.csv", csv_bytes(rows(ekbacken), "cp1252"))  # type: ignore[arg-type]

    reading = unasked(path)

    assert len(reading.periods) == 412
    assert {n: planned for n, (planned, _, _) in sums_of(reading).items()} == {
        n: planned for n, (planned, _, _) in sums_of(from_csv).items()
    }


def test_a_workbook_says_what_the_text_says(ekbacken: School, from_csv: Reading, tmp_path: Path) -> None:
    some = [row for row in lesson_rows(ekbacken.lessons()) if row[2] in ("5B", "Klass")]

    reading = unasked(workbook(tmp_path / "l.xlsx", Blad1=some))

    assert reading.accepted == len(some) - 1
    everyone = sums_of(from_csv)
    assert all(everyone[number] == sums for number, sums in sums_of(reading).items())


def test_ss12000_says_what_the_text_says(ekbacken: School, from_csv: Reading, tmp_path: Path) -> None:
    reading = unasked(written(tmp_path / "ss.json", ss12000(ekbacken, frozenset({"4A", "5B"}))))

    everyone = sums_of(from_csv)
    assert reading.excluded[Exclusion.PROTECTED] > 100
    assert all(everyone[number] == sums for number, sums in sums_of(reading).items())
    assert {pupil.class_name for pupil in reading.pupils} == {"4A", "5B"}
