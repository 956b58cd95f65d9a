"""The meaning questions, and the check of their answers on the file's own rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.fields import AbsenceMeans, Field, FileKind, Unit
from narvaro_desktop.absence_files.mapping import propose
from narvaro_desktop.absence_files.meaning import Question, cross_check, questions, with_units
from narvaro_desktop.absence_files.profiles import Answers, Profile
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import LessonRow
from tests.absence_files.files import as_csv, workbook, written

HEADER = ["Namn", "Datum", "Lektionstid", "Närvaro", "Frånvaro", "Anmäld frånvaro"]
TOTAL = [["Tuva", "2026-10-12", "50", "20", "30", "10"]] * 99 + [
    ["Tuva", "2026-10-12", "50", "9", "30", "10"]
]


def test_the_right_answer_agrees_with_nearly_every_row() -> None:
    columns = propose(HEADER).columns

    right = cross_check(columns, Answers(AbsenceMeans.TOTAL), HEADER, TOTAL)
    wrong = cross_check(columns, Answers(AbsenceMeans.UNNOTIFIED), HEADER, TOTAL)

    assert right.passed and (right.checked, right.agreeing, right.worst) == (100, 99, (99,))
    assert not wrong.passed and len(wrong.worst) == 5


def test_shares_are_checked_to_a_tenth() -> None:
    header = ["Namn", "Undervisningstid", "Giltig frånvaro", "Ogiltig frånvaro", "Frånvaro %"]
    columns = with_units(propose(header).columns, header, [])
    rows = [["Tuva", "5400", "621", "27", shown] for shown in ("12,0", "12,1", "12,4")]

    assert cross_check(columns, Answers(), header, rows).worst == (2,)


def test_a_percent_column_that_never_passes_one_is_a_fraction() -> None:
    header = ["Namn", "Undervisningstid", "Frånvaro %"]
    columns = with_units(propose(header).columns, header, [["a", "500", "0,12"], ["b", "500", "0,5"]])

    assert {column.field: column.unit for column in columns}[Field.TOTAL_SHARE] is Unit.FRACTION


def test_a_file_where_nobody_is_ever_present_is_asked_about() -> None:
    header = ["Namn", "Datum", "Lektionstid", "Giltig", "Ogiltig", "Rapporterad"]
    rows = [["Tuva", "2026-10-12", "50", "50", "0", "ja"]] * 200

    assert asked(header, rows) == (Question.ONLY_ABSENCE,)
    assert asked(header, [*rows, ["Tuva", "2026-10-13", "50", "0", "0", "ja"]]) == ()


def asked(header: list[str], rows: list[list[str]]) -> tuple[Question, ...]:
    return questions(FileKind.LESSON, propose(header).columns, header, rows)


def test_one_system_counts_only_the_unnotified_part(tmp_path: Path) -> None:
    header = (
        *(
            "Elev",
            "Klass",
            "Kurstillfälle",
            "Lektionens starttid",
            "Lektionens sluttid",
            "Lektionens tidpunkt",
        ),
        *("Frånvaro (minuter)", "Anmäld frånvaro (minuter)", "Rapporterad av"),
    )
    times = ("2026-10-12 08:10", "2026-10-12 09:00", "08:10 - 09:00")
    rows = [("Tuva", "6B", "Bild", *times, 10, 40, "Lärare A"), ("Sixten", "6B", "Bild", *times, "", "", "")]

    found = examine(workbook(tmp_path / "b.xlsx", Detaljer=[header, *rows]))
    assert found.known and found.profile is not None
    reading = read(tmp_path / "b.xlsx", found.profile)

    first, second = (LessonRow(*row) for chunk in reading.chunks() for row in chunk)
    assert (first.start, first.planned, first.valid, first.invalid, first.reported) == (490, 50, 40, 10, 1)
    assert (second.planned, second.valid, second.invalid, second.reported) == (50, 0, 0, 0)


def test_the_answers_decide_what_a_bare_absence_counts(tmp_path: Path) -> None:
    path = written(tmp_path / "f.csv", as_csv([HEADER, ["Tuva", "2026-10-12", 50, 20, 30, 10]]))
    found = examine(path)
    assert found.profile is not None
    assert Question.ABSENCE_MEANS in found.questions

    with pytest.raises(FileRefused) as refused:
        read(path, found.profile)
    assert refused.value.reason is Refusal.UNANSWERED

    def absent(profile: Profile) -> tuple[int, int]:
        [row] = (LessonRow(*row) for chunk in read(path, profile).chunks() for row in chunk)
        return row.valid, row.invalid

    assert absent(replace(found.profile, answers=Answers(AbsenceMeans.TOTAL))) == (10, 20)
    assert absent(replace(found.profile, answers=Answers(AbsenceMeans.UNNOTIFIED))) == (10, 30)


def test_late_minutes_may_stand_beside_the_invalid_ones(tmp_path: Path) -> None:
    header = ["Namn", "Datum", "Lektionstid", "Giltig", "Ogiltig", "Sen ankomst"]
    path = written(tmp_path / "f.csv", as_csv([header, ["Tuva", "2026-10-12", 50, 0, 5, 10]]))
    found = examine(path)
    assert found.profile is not None

    apart = replace(found.profile, answers=Answers(late_in_invalid=False))

    [row] = (LessonRow(*row) for chunk in read(path, apart).chunks() for row in chunk)
    assert (row.invalid, row.late) == (15, 10)


@pytest.mark.parametrize(
    ("days", "month_first"), [(("10/12/2026", "10/13/2026"), True), (("12/10/2026",), False)]
)
def test_a_thirteenth_month_tells_the_order_of_a_date(
    tmp_path: Path, days: tuple[str, ...], month_first: bool
) -> None:
    header = ["Namn", "Datum", "Lektionstid", "Giltig"]
    path = written(tmp_path / "f.csv", as_csv([header, *(["Tuva", day, 50, 0] for day in days)]))

    profile = examine(path).profile

    assert profile is not None
    assert profile.answers.month_first is month_first
    assert read(path, profile).days == (date(2026, 10, 12), date(2026, 10, 12 + len(days) - 1))
