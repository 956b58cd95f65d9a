"""An absence file goes in once, adds up, and can be taken back whole."""

from dataclasses import replace
from datetime import date, timedelta
from operator import add
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from narvaro_desktop import wording
from narvaro_desktop.absence_files import profiles
from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import FileRefused, RowFault
from narvaro_desktop.absence_files.fields import AbsenceMeans, Unreported
from narvaro_desktop.absence_files.profiles import Answers
from narvaro_desktop.usecases.importing import import_reading, imports
from narvaro_desktop.usecases.importing.import_facts import Choices, Report, batches, earlier, usual_system
from narvaro_desktop.usecases.importing.import_rows import ImportStopped, ManyDeletes
from narvaro_desktop.usecases.importing.import_undo import in_the_way
from narvaro_desktop.usecases.importing.imports import NothingToUndo
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import checks
from narvaro_desktop.usecases.work import Office
from tests.usecases.absence_shelf import (
    ALVA,
    BO,
    CAJ,
    UNTIL,
    Lesson,
    bring,
    digest,
    lessons,
    periods,
)

_DAY = date(2026, 9, 1)
_WEEK = [Lesson(who, _DAY + timedelta(days), "08:10") for who in (ALVA, BO) for days in range(4)]


def test_rows_and_pupils_add_up_and_the_first_file_is_the_baseline(office: Office, tmp_path: Path) -> None:
    rows = [*_WEEK, Lesson(CAJ, class_name="6A"), _broken(Lesson(CAJ, start="10:10"))]

    report = bring(office, lessons(tmp_path, rows))

    assert (report.rows, report.new, report.rejected, report.excluded) == (10, 9, 1, 0)
    assert report.rows == report.imported + report.rejected + report.excluded
    assert (report.students_new, report.baseline) == (3, True)
    with office.work() as work:
        names = [line.name for line in students.everyone(work)]
    assert names == ["Alva Granbarr", "Caj Månstråle", "Bo Regnskur"]
    assert not bring(office, lessons(tmp_path, [Lesson(ALVA, date(2026, 9, 7))])).baseline


def test_the_same_rows_in_other_bytes_change_nothing(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, _WEEK))
    before = digest(office)

    report = bring(office, lessons(tmp_path, reversed(_WEEK)))

    assert (report.new, report.changed, report.same) == (0, 0, len(_WEEK))
    assert digest(office) == before


def test_a_preview_is_the_import_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    held = lessons(tmp_path, [*_WEEK, Lesson(CAJ, reported=False), Lesson(ALVA, date(2026, 9, 5))])
    before = digest(office)

    with office.work() as work:
        seen = imports.preview(work, held, "prov", Choices(UNTIL))

    assert digest(office) == before
    assert seen.batch is None
    assert seen.outside_term == 1
    assert {(one.class_name, one.pupils, one.coverage.text()) for one in seen.coverage} == {
        ("5B", 3, "90,0\xa0%")
    }
    report = bring(office, held)
    assert (seen.rows, seen.new, seen.students_new) == (report.rows, report.new, report.students_new)


def test_the_log_answers_for_every_row_after_a_preview_and_an_import(
    at_the_principals: Office, tmp_path: Path
) -> None:
    office = at_the_principals
    held = lessons(tmp_path, _WEEK)

    with office.work() as work:
        imports.preview(work, held, "prov", Choices(UNTIL))
    bring(office, held)

    with office.work() as work:
        found = checks.verify(work)
    assert found.is_whole


def test_stopping_leaves_nothing(office: Office, tmp_path: Path) -> None:
    before = digest(office)

    with pytest.raises(ImportStopped), office.work() as work:
        imports.read_in(work, lessons(tmp_path, _WEEK), "prov", Choices(UNTIL), lambda _done, _of: True)

    assert digest(office) == before


def test_a_relabelled_lesson_is_changed_and_undo_puts_it_back(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, [*_WEEK, Lesson(CAJ, invalid=60)]))
    before = digest(office)
    report = bring(office, lessons(tmp_path, [*_WEEK, Lesson(CAJ, valid=60)]))

    assert (report.new, report.changed, report.same) == (0, 1, len(_WEEK))
    _undo(office, report)

    assert digest(office) == before


def test_undo_of_the_first_file_takes_its_pupils_away_unless_somebody_needs_them(
    office: Office, tmp_path: Path
) -> None:
    report = bring(office, lessons(tmp_path, _WEEK))
    with office.work() as work:
        alva = students.everyone(work)[0]
        students.add_guardian(work, alva.id, "Vera Granbarr")

    with office.work() as work:
        assert imports.undo(work, report.batch or 0).value == 1

    with office.work() as work:
        assert [line.name for line in students.everyone(work)] == ["Alva Granbarr"]
        assert batches(work)[0].undone_on is not None
        assert earlier(work, lessons(tmp_path, _WEEK).sha256) is None


def test_undo_is_refused_where_a_later_file_touched_the_rows(office: Office, tmp_path: Path) -> None:
    first = bring(office, lessons(tmp_path, [Lesson(invalid=60)]))
    bring(office, lessons(tmp_path, [Lesson(valid=60)]))
    before = digest(office)

    with pytest.raises(NothingToUndo), office.work() as work:
        imports.undo(work, first.batch or 0)

    assert digest(office) == before
    with office.work() as work:
        assert [line.may_undo for line in batches(work)] == [True, False]


def test_what_is_in_the_way_of_an_undo_is_told(office: Office, tmp_path: Path) -> None:
    first = bring(office, lessons(tmp_path, [Lesson(who, valid=60) for who in (ALVA, BO)]))
    second = bring(office, lessons(tmp_path, [Lesson(ALVA, invalid=60), Lesson(CAJ)]))
    third = bring(office, lessons(tmp_path, [Lesson(ALVA, valid=30)]))

    with office.work() as work:
        latest, later = in_the_way(work, first.batch or 0)
        nothing = in_the_way(work, third.batch or 0)

    assert (latest.batch, later.batch) == (third.batch, second.batch)
    assert (later.rows, later.pupils, later.first, later.last) == (1, 1, _DAY, _DAY)
    assert nothing == ()


def test_the_system_that_was_named_last_is_proposed_for_a_new_layout(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        first = usual_system(work, "")
        for n, layout in enumerate(("Skolsystemet", "CSV", "Lektionsfil")):
            held = lessons(tmp_path, [Lesson(day=_DAY + timedelta(n))])
            imports.read_in(work, held, layout, Choices(UNTIL))

        assert (first, usual_system(work, "")) == ("", "Skolsystemet")


def test_changed_periods_go_back_too(office: Office, tmp_path: Path) -> None:
    row = f"{ALVA};Alva Granbarr;5B;2026-08-18;2026-09-25;7830;450;1170;%s"
    bring(office, periods(tmp_path, [row % 0]))
    before = digest(office)
    report = bring(office, periods(tmp_path, [row % 90]))

    assert (report.new, report.changed, report.same) == (0, 1, 0)
    _undo(office, report)

    assert digest(office) == before


def test_a_new_class_moves_the_pupil_and_undo_moves_her_back(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, _WEEK))
    before = digest(office)
    report = bring(office, lessons(tmp_path, [Lesson(ALVA, date(2026, 9, 7), class_name="6B")]))

    with office.work() as work:
        assert {line.name: line.class_name for line in students.everyone(work)}["Alva Granbarr"] == "6B"
        assert _sums(work.session) == _summed(work.session)
    assert report.students_moved == 1
    _undo(office, report)

    assert digest(office) == before


def test_an_older_file_moves_nobody(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, _WEEK))

    last_year = lessons(tmp_path, [Lesson(ALVA, date(2025, 9, 2), class_name="4B")])
    report = bring(office, last_year, date(2025, 9, 5))

    assert (report.new, report.students_moved) == (1, 0)


def test_replacing_the_period_takes_away_what_the_file_lacks(office: Office, tmp_path: Path) -> None:
    rows = [Lesson(ALVA, _DAY, f"{hour:02}:10") for hour in range(8, 20)]
    bring(office, lessons(tmp_path, rows))
    before = digest(office)

    report = bring(office, lessons(tmp_path, rows[1:]), replace_period=True)
    assert (report.deleted, report.same) == (1, len(rows) - 1)
    _undo(office, report)

    assert digest(office) == before


def test_replacing_is_refused_while_rows_are_rejected_or_many_go(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, _WEEK))
    before = digest(office)

    with pytest.raises(ManyDeletes) as many:
        bring(office, lessons(tmp_path, [_WEEK[0], _WEEK[3]]), replace_period=True)
    with pytest.raises(ManyDeletes) as faulty:
        held = lessons(tmp_path, [*_WEEK[:7], _broken(_WEEK[7])])
        bring(office, held, replace_period=True, deletes_confirmed=True)

    assert (many.value.deleted, many.value.rejected) == (2, 0)
    assert faulty.value.rejected == 1
    assert digest(office) == before


def test_a_date_from_another_time_is_rejected_and_listed(office: Office, tmp_path: Path) -> None:
    report = bring(
        office, lessons(tmp_path, [*_WEEK, Lesson(ALVA, date(2099, 9, 1)), Lesson(BO, date(1999, 9, 1))])
    )

    assert (report.new, report.rejected) == (len(_WEEK), 2)
    assert [(error.row, error.fault) for error in report.errors] == [
        (10, RowFault.OUTSIDE_YEAR),
        (11, RowFault.OUTSIDE_YEAR),
    ]
    assert report.last_day == _DAY + timedelta(3)


def test_a_marked_pupil_is_left_out_and_only_counted(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, _WEEK))
    with office.work() as work:
        students.protect(work, students.everyone(work)[0].id)

    report = bring(office, lessons(tmp_path, [Lesson(ALVA, date(2026, 9, 7)), Lesson(BO, date(2026, 9, 7))]))

    assert (report.new, report.excluded, report.protected, report.students_protected) == (1, 1, 1, 1)
    assert report.errors == ()


def test_those_who_are_unknown_stay_out_where_nobody_is_added(office: Office, tmp_path: Path) -> None:
    report = bring(office, lessons(tmp_path, _WEEK), add_new=False)

    assert (report.imported, report.rejected, report.students_new) == (0, len(_WEEK), 0)
    assert {error.fault for error in report.errors} == {RowFault.UNKNOWN_PUPIL}
    assert {error.value for error in report.errors} == {"2015••••-••••"}
    assert report.unknown == ("5B", "5B")


def test_the_same_bytes_are_known_with_their_day(office: Office, tmp_path: Path) -> None:
    held = lessons(tmp_path, _WEEK)
    bring(office, held)

    with office.work() as work:
        found = import_reading.read_file(work, tmp_path / "fil.csv")

    assert found.read_before == office.clock.now().date()
    assert (found.new, found.same) == (0, len(_WEEK))


def test_an_unknown_layout_is_refused_with_what_is_missing(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "annan.csv"
    path.write_text("Namn;Datum;Lokal\nAlva Granbarr;2026-09-01;A12\n", encoding="utf-8")

    with pytest.raises(FileRefused) as refused, office.work() as work:
        import_reading.read_file(work, path)

    assert "planned" in refused.value.facts["missing"]  # type: ignore[operator]
    said = wording.say(refused.value)
    assert "planerad tid" in said
    assert said.endswith("Inget har ändrats.")


def test_an_unanswered_question_refuses_a_layout_until_a_profile_answers_it(
    office: Office, tmp_path: Path
) -> None:
    path, answered = tmp_path / "annan.csv", tmp_path / "profil.json"
    header = "Namn;Klass;Datum;Starttid;Undervisningstid (min);Frånvaro"
    path.write_text(f"{header}\nAlva Granbarr;5B;2026-09-01;08:10;60;10\n", encoding="utf-8")
    found = examine(path).profile
    assert found is not None
    answers = Answers(absence_means=AbsenceMeans.TOTAL, unreported=Unreported.PRESENT)
    answered.write_text(profiles.as_json(replace(found, name="Prov", answers=answers)), encoding="utf-8")

    with pytest.raises(FileRefused) as refused, office.work() as work:
        import_reading.read_file(work, path)
    with office.work() as work:
        tried = import_reading.read_file(work, path, profile=answered, dry_run=True)
        report = import_reading.read_file(work, path, profile=answered)

    assert "Är ”frånvaro” all frånvaro" in wording.say(refused.value)
    assert (tried.batch, tried.new, report.new) == (None, 1, 1)


def _lesson(away: tuple[int, int], **told: object) -> Lesson:
    return Lesson(valid=away[0], invalid=away[1], **told)  # type: ignore[arg-type]


_LESSONS = st.builds(
    _lesson,
    away=st.sampled_from([(0, 0), (60, 0), (0, 20), (40, 20), (0, 60)]),
    who=st.sampled_from([ALVA, BO, CAJ]),
    day=st.dates(date(2026, 8, 24), date(2026, 9, 20)),
    start=st.sampled_from(["08:10", "10:10"]),
    reported=st.booleans(),
    class_name=st.sampled_from(["5B", "6A"]),
)
_FILES = st.lists(_LESSONS, min_size=1, max_size=12, unique_by=lambda row: (row.who, row.day, row.start))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=_FILES, second=_FILES, replace_period=st.booleans())
def test_undo_is_exact_and_sums_are_those_of_the_lessons(
    office: Office, tmp_path: Path, first: list[Lesson], second: list[Lesson], replace_period: bool
) -> None:
    empty = digest(office)
    one = bring(office, lessons(tmp_path, first))
    before = digest(office)

    two = bring(office, lessons(tmp_path, second), replace_period=replace_period, deletes_confirmed=True)
    with office.work() as work:
        assert _sums(work.session) == _summed(work.session)
    _undo(office, two)
    assert digest(office) == before

    _undo(office, one)
    assert digest(office) == empty


def _undo(office: Office, report: Report) -> None:
    assert report.batch is not None
    with office.work() as work:
        imports.undo(work, report.batch)


def _broken(row: Lesson) -> str:
    return str(row).replace(";60;", ";sextio;")


def _sums(session: object) -> list[tuple[int, ...]]:
    rows = session.execute(text("SELECT * FROM student_day ORDER BY student, day"))  # type: ignore[attr-defined]
    return [tuple(row) for row in rows]


def _summed(session: object) -> list[tuple[int, ...]]:
    """Each pupil's days, added up here lesson by lesson, in the order of the table's columns."""
    days: dict[tuple[int, int], list[int]] = {}
    for row in session.execute(text("SELECT * FROM lesson")):  # type: ignore[attr-defined]
        known = bool(row.reported or row.valid)
        parts = (
            row.planned, row.planned * row.reported, row.planned * known, row.valid, row.invalid,
            row.valid * row.reported, row.invalid * row.reported, row.other * row.reported,
            row.late * row.reported, 1, int(known), int(known and row.valid + row.invalid >= row.planned),
        )  # fmt: skip
        if row.planned:
            held = days.setdefault((row.student, row.day), [0] * len(parts))
            held[:] = map(add, held, parts)
    return [(*key, *held) for key, held in sorted(days.items())]


def test_the_log_answers_for_pupils_who_came_moved_and_went(
    at_the_principals: Office, tmp_path: Path
) -> None:
    """Few at a time and many: each earlier line about a pupil is taken over when she changes or goes."""
    office = at_the_principals
    many = [f";Elev{n} Granbarr;5B;2026-09-01;08:10;09:10;Svenska;SV01;60;0;0;0;;Ja" for n in range(60)]
    with office.work() as work:
        students.add(work, "Elev1 Granbarr", "5B")
    came = bring(office, lessons(tmp_path, [*many, *_WEEK]))
    with office.work() as work:
        kept = students.everyone(work)[0]
        students.describe(work, kept.id, home_municipality="Almstad")
    moved = bring(office, lessons(tmp_path, [Lesson(ALVA, class_name="6B"), Lesson(BO, class_name="6B")]))

    for report in (moved, came):
        _undo(office, report)

    with office.work() as work:
        assert checks.verify(work).flaws == ()
        assert [line.name for line in students.everyone(work)] == ["Elev1 Granbarr"]
