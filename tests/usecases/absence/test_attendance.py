"""The figures: window, school days, coverage that is known or not."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.fields import Unreported
from narvaro_desktop.absence_files.profiles import Answers
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.domain.absence.absence import CoverageMark
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.importing import imports
from narvaro_desktop.usecases.pupils import roll, students
from narvaro_desktop.usecases.work import Office
from tests.usecases.absence_shelf import ALVA, BO, UNTIL, Lesson, bring, lessons, periods

_DAYS = [UNTIL - timedelta(days) for days in range(20) if (UNTIL - timedelta(days)).weekday() < 5]


def test_one_pupils_figure_is_the_same_alone_and_in_the_roll(office: Office, tmp_path: Path) -> None:
    rows = [Lesson(ALVA, day, valid=60 if n % 4 == 0 else 0, reported=n != 1) for n, day in enumerate(_DAYS)]
    bring(office, lessons(tmp_path, [*rows, Lesson(BO, _DAYS[0]), Lesson(ALVA, date(2026, 9, 20), valid=60)]))

    with office.work() as work:
        alva = students.everyone(work)[0]
        alone = attendance.absence_of(work, alva.id)
        state = attendance.data_state(work)
        assert alone is not None and state is not None
        together = attendance.figures_now(work, state)
        listed = {line.student.name: line for line in roll.roll(work).lines}

    assert together[alva.number] == alone.now
    assert alone.now.school_days == len(_DAYS)
    assert alone.now.mark is CoverageMark.UNCERTAIN
    assert listed["Alva Granbarr"].absence == alone.now


def test_a_period_counts_school_days_not_calendar_days(office: Office, tmp_path: Path) -> None:
    bring(office, periods(tmp_path, [f"{ALVA};Alva Granbarr;5B;2026-08-31;2026-09-25;7830;450;1170;0"]))

    with office.work() as work:
        alva = students.everyone(work)[0]
        [period] = attendance.periods_of(work, alva.id)
        state = attendance.data_state(work)
        assert state is not None
        figure = attendance.figures_now(work, state)[alva.number]

    assert period.figure.school_days == 20
    assert figure == period.figure


def test_a_file_that_tells_no_coverage_marks_every_figure_unknown(office: Office, tmp_path: Path) -> None:
    """LearnPoint counts an unreported lesson as present, and says so nowhere in the file."""
    header = (
        "Personnummer;Namn;Klass;Datum;Starttid;Sluttid;Ämne;Undervisningstid (min);Giltig frånvaro (min);"
        "Ogiltig frånvaro (min)"
    )
    rows = [f"{ALVA};Alva Granbarr;5B;{day};08:10;09:10;Svenska;60;0;0" for day in _DAYS]
    held = _with_answer(tmp_path, "\r\n".join([header, *rows]))
    bring(office, held)

    with office.work() as work:
        alva = students.everyone(work)[0]
        seen = attendance.absence_of(work, alva.id)
        assert seen is not None

    assert not held.coverage_known
    assert not seen.state.coverage_known
    assert seen.now.mark is CoverageMark.UNKNOWN


def test_undoing_the_newest_file_sets_the_data_date_back(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, [Lesson(ALVA)]), date(2026, 9, 4))
    newest = bring(office, lessons(tmp_path, [Lesson(ALVA, date(2026, 9, 8))]), date(2026, 9, 11))

    with office.work() as work:
        assert attendance.data_state(work).until == date(2026, 9, 11)  # type: ignore[union-attr]
        imports.undo(work, newest.batch or 0)
        assert attendance.data_state(work).until == date(2026, 9, 4)  # type: ignore[union-attr]


def _with_answer(folder: Path, words: str) -> Reading:
    path = folder / "fil.csv"
    path.write_text(words, encoding="utf-8-sig")
    found = examine(path)
    assert found.profile is not None
    return read(path, replace(found.profile, answers=Answers(unreported=Unreported.PRESENT)))
