"""Files that do not fit: absence alone, two numbers of one pupil, another school, other classes, no läsår."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from narvaro_desktop.absence_files import profiles
from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.faults import Exclusion, RowFault
from narvaro_desktop.absence_files.fields import AbsenceMeans, Field
from narvaro_desktop.absence_files.profiles import WrongProfile, shipped
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.store.errors import ReadOnlyPlace
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.importing import import_profiles, imports
from narvaro_desktop.usecases.importing.import_facts import Choices, Report
from narvaro_desktop.usecases.importing.import_profiles import LayoutKnown, known_profiles, profile_lines
from narvaro_desktop.usecases.importing.import_rows import ManyDeletes
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.usecases.absence_shelf import ALVA, BO, CAJ, HEADER, UNTIL, Lesson, bring, digest, lessons

_NAMED = (
    "Namn;Klass;Datum;Starttid;Sluttid;Ämne;Lärare;Undervisningstid (min);Giltig frånvaro (min);"
    "Ogiltig frånvaro (min);Rapporterad"
)
_MONDAY = date(2026, 9, 7)
_LIST = "Personnummer;Namn;Klass"


def tried(office: Office, reading: Reading, until: date = UNTIL, **chosen: object) -> Report:
    with office.work() as work:
        return imports.preview(work, reading, "prov", Choices(until, **chosen))  # type: ignore[arg-type]


def listed(folder: Path, *rows: str) -> Reading:
    """A pupil list, read."""
    path = folder / "elever.csv"
    path.write_text("\n".join([_LIST, *rows]), encoding="utf-8")
    found = examine(path)
    assert found.known and found.profile is not None
    return read(path, found.profile)


def named(folder: Path, name: str, class_name: str) -> Reading:
    return lessons(folder, [f"{name};{class_name};2026-09-01;08:10;09:10;Svenska;SV01;60;0;0;Ja"], _NAMED)


def classes(office: Office) -> dict[str, str]:
    with office.work() as work:
        return {line.name: line.class_name for line in students.everyone(work)}


def test_a_file_with_absence_alone_gets_the_time_of_a_usual_day(office: Office, tmp_path: Path) -> None:
    rows = [Lesson(ALVA, _MONDAY, invalid=60), Lesson(ALVA, _MONDAY + timedelta(4), valid=60)]
    held = replace(lessons(tmp_path, rows), only_absence=True, coverage_known=False)
    before = digest(office)

    report = bring(office, held, _MONDAY + timedelta(4))
    again = bring(office, held, _MONDAY + timedelta(4))
    with office.work() as work:
        found = attendance.days_of(work, Span(_MONDAY, _MONDAY + timedelta(4)))
        imports.undo(work, again.batch or 0)
        imports.undo(work, report.batch or 0)

    [days] = found.values()
    assert (report.imported, report.estimated, again.new, again.same) == (2, 5, 0, 2)
    assert {day.sums.planned for day in days} == {2364 * 60 // (3 * 178)} and len(days) == 5
    assert digest(office) == before


def test_a_pupil_with_two_numbers_in_one_file_is_one_pupil(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B", parse_identity("20150905-T123"))
    new = Lesson(ALVA, _MONDAY, "09:10")
    old = Lesson("20150905-T123", _MONDAY, name="Alva Granbarr")
    twice = Lesson(ALVA, _MONDAY)
    other = [
        Lesson("20150905-T123", _MONDAY, "10:10", valid=60, name="Alva Granbarr"),
        Lesson(ALVA, _MONDAY, "10:10"),
    ]

    report = bring(office, lessons(tmp_path, [old, new, twice, *other]))

    with office.work() as work:
        [line] = students.everyone(work)
    assert (report.new, report.rejected, report.excluded_by) == (2, 2, {Exclusion.DUPLICATE: 1})
    assert {error.fault for error in report.errors} == {RowFault.UNEQUAL}
    assert line.identity.startswith("2015")


def test_who_has_the_name_of_one_in_another_class_waits_for_an_answer(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        students.add(work, "Alva Granbarr", "5B")
    held = named(tmp_path, "Alva Granbarr", "6B")

    asked = tried(office, held)
    other = tried(office, held, same_name=False)
    same = bring(office, held, same_name=True)

    assert [(one.before, one.now) for one in asked.renamed] == [("5B", "6B")]
    assert (asked.rejected, [error.fault for error in asked.errors]) == (1, [RowFault.SEVERAL_PUPILS])
    assert (other.students_new, same.students_new, same.imported) == (1, 0, 1)
    assert classes(office) == {"Alva Granbarr": "6B"}


def test_two_of_one_name_elsewhere_are_asked_about_one_by_one(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        for class_name in ("5B", "5C"):
            students.add(work, "Alva Granbarr", class_name)

    report = tried(office, named(tmp_path, "Alva Granbarr", "6B"), same_name=True)

    assert len(report.questions[0].candidates) == 2
    assert report.imported == 0


def test_a_file_of_another_school_is_doubted(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        for number in range(20):
            students.add(work, f"Elev{number} Kottelund", "4A")
    told = "2026-09-01;08:10;09:10;Svenska;SV01;60;0;0;Ja"
    strangers = lessons(tmp_path, [f"Okänd{n} Regnskur;5B;{told}" for n in range(10)], _NAMED)
    named_other = [f"{HEADER};Skola", f"{Lesson(CAJ)};Bergby skola"]

    doubted = tried(office, strangers)
    named_so = tried(office, lessons(tmp_path, named_other[1:], named_other[0]))

    assert doubted.is_foreign and doubted.strangers == (("5B", 10),)
    assert named_so.units == ("Bergby skola",) and named_so.is_foreign


def test_what_the_file_lacks_and_what_it_changes_is_told_first(office: Office, tmp_path: Path) -> None:
    bring(
        office, lessons(tmp_path, [Lesson(ALVA, _MONDAY, f"{hour}:10", invalid=60) for hour in range(10, 15)])
    )
    changed = [Lesson(ALVA, _MONDAY, "10:10", valid=60), Lesson(ALVA, _MONDAY, "11:10", invalid=60)]

    report = tried(office, lessons(tmp_path, changed))

    assert (report.changed, report.same, report.missing) == (1, 1, 3)
    assert [(one.before, one.now, one.rows) for one in report.relabelled] == [("ogiltig", "giltig", 1)]


def test_a_lesson_of_another_length_is_told_by_its_minutes(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, [Lesson(ALVA, _MONDAY)]))

    report = tried(office, lessons(tmp_path, [str(Lesson(ALVA, _MONDAY)).replace(";60;", ";45;")]))

    assert [(one.before, one.now) for one in report.relabelled] == [("60 min", "45 min")]


def test_a_pupil_of_two_schools_keeps_what_each_says(office: Office, tmp_path: Path) -> None:
    ours = [Lesson(ALVA, _MONDAY, "08:10", invalid=60), Lesson(ALVA, _MONDAY, "09:10")]
    theirs = [Lesson(ALVA, _MONDAY, "13:10", subject="Slöjd", valid=60)]
    bring(office, lessons(tmp_path, ours))
    with office.work() as work:
        other = imports.read_in(work, lessons(tmp_path, theirs), "resursskolan", Choices(UNTIL)).value
    both = digest(office)

    seen = tried(office, lessons(tmp_path, ours[:1]))
    replaced = bring(office, lessons(tmp_path, ours), replace_period=True)
    with office.work() as work:
        days = attendance.days_of(work, Span(_MONDAY, _MONDAY))
        imports.undo(work, other.batch or 0)

    assert (other.students_new, seen.missing, replaced.deleted) == (0, 1, 0)
    assert digest(office) != both
    [[day]] = days.values()
    assert (day.sums.planned, day.sums.valid, day.sums.invalid) == (180, 60, 60)


def test_a_lasar_that_is_not_set_up_is_told(office: Office, tmp_path: Path) -> None:
    report = tried(office, lessons(tmp_path, [Lesson(ALVA)]))

    assert [year.begins for year in report.years_unset] == [2026]


def test_fewer_rows_after_a_bad_one_delete_nothing(office: Office, tmp_path: Path) -> None:
    whole = [Lesson(ALVA, _MONDAY + timedelta(days)) for days in range(4)]
    bring(office, lessons(tmp_path, whole))
    held = digest(office)
    bad = str(whole[1]).replace("2026-09-08", "8 sept")

    with pytest.raises(ManyDeletes):
        bring(office, lessons(tmp_path, [whole[0], bad, whole[3]]), replace_period=True)
    report = bring(office, lessons(tmp_path, [whole[0], bad, whole[3]]))

    assert (report.deleted, report.rejected) == (0, 1)
    assert digest(office) == held


def test_a_pupil_list_adds_moves_and_lets_leave_and_goes_back(office: Office, tmp_path: Path) -> None:
    bring(office, lessons(tmp_path, [Lesson(ALVA), Lesson(BO), Lesson(CAJ)]))
    with office.work() as work:
        reached = attendance.data_state(work)
    before = digest(office)
    held = listed(
        tmp_path, f"{ALVA};Alva Granbarr;6B", f"{BO};Bo Månsten;5B", "20150601-2382;Disa Is;5B", "x;Ola Is;5B"
    )

    seen = tried(office, held)
    report = bring(office, held, date(2026, 9, 28), mark_left=True)
    now = classes(office)
    with office.work() as work:
        state = attendance.data_state(work)
        imports.undo(work, report.batch or 0)

    assert (seen.new, seen.changed, seen.missing, seen.rejected) == (1, 2, 1, 1)
    assert report.rows == report.imported + report.rejected + report.excluded
    assert now == {"Alva Granbarr": "6B", "Bo Månsten": "5B", "Disa Is": "5B"}
    assert state == reached
    assert digest(office) == before


def test_a_class_that_is_left_out_of_absence_files_has_not_left_the_school(
    office: Office, tmp_path: Path
) -> None:
    """A list and an absence file of one system may have layouts of one name."""
    held = lessons(tmp_path, [Lesson(ALVA), Lesson(BO)])
    with office.work() as work:
        imports.read_in(work, held, "Lexikon", Choices(UNTIL))
        imports.read_in(work, held, "Lexikon", Choices(UNTIL, left_out=frozenset({"5B"})))
    there = classes(office)
    held = listed(tmp_path, *(f"{number};{name};5B" for number, name in zip((ALVA, BO), there, strict=True)))

    with office.work() as work:
        remembered = import_profiles.left_out(work, "Lexikon")
        choices = Choices(UNTIL, left_out=remembered, mark_left=True)
        report = imports.read_in(work, held, "Lexikon", choices).value
        still = import_profiles.left_out(work, "Lexikon")

    assert report.missing == 0
    assert classes(office) == there
    assert still == remembered == {"5B"}


def test_a_layout_goes_from_school_to_school_without_a_row(office: Office, tmp_path: Path) -> None:
    path, held = tmp_path / "upplagg.json", tmp_path / "fil.csv"
    rows = "Elevens namn;Klass;Dag;Längd;Ogiltig\nAlva Granbarr;5B;2026-09-01;60;10\n"
    held.write_text(rows, encoding="utf-8")
    found = examine(held)
    assert found.profile is not None and not found.known
    with office.work() as work:
        import_profiles.remember(work, found.profile)
        import_profiles.save(work, found.profile.signature, path)
        import_profiles.forget(work, found.profile.signature)
        left = profile_lines(work)
        import_profiles.adopt(work, path)
        known = examine(held, profiles=known_profiles(work)).known

    assert known and not left
    assert "Granbarr" not in path.read_text(encoding="utf-8")
    path.write_text("{}", encoding="utf-8")
    with office.work() as work, pytest.raises(WrongProfile):
        import_profiles.adopt(work, path)


def test_a_layout_that_is_explained_otherwise_here_is_kept_until_somebody_says_so(
    office: Office, tmp_path: Path
) -> None:
    path, held = tmp_path / "upplagg.json", tmp_path / "fil.csv"
    held.write_text("Elevens namn;Klass;Dag;Längd;Frånvaro\nAlva Granbarr;5B;2026-09-01;60;10\n", "utf-8")
    found = examine(held).profile
    assert found is not None
    ours = replace(found, answers=replace(found.answers, absence_means=AbsenceMeans.TOTAL))
    theirs = replace(found, answers=replace(found.answers, absence_means=AbsenceMeans.UNNOTIFIED))
    path.write_text(profiles.as_json(theirs), encoding="utf-8")

    with office.work() as work:
        import_profiles.remember(work, ours)
        with pytest.raises(LayoutKnown) as refused:
            import_profiles.adopt(work, path)
        kept = known_profiles(work)[0].answers.absence_means
        import_profiles.adopt(work, path, instead=True)
        taken = known_profiles(work)[0].answers.absence_means
        import_profiles.adopt(work, path)

    [different] = refused.value.differences
    assert (different.ours, different.theirs) == ("all frånvaro", "bara den oanmälda frånvaron")
    assert (kept, taken) == (AbsenceMeans.TOTAL, AbsenceMeans.UNNOTIFIED)


def test_another_schools_layout_takes_no_mark_of_protection_away_unasked(
    office: Office, tmp_path: Path
) -> None:
    """The program knows the layout; nobody has explained it here."""
    ours = next(one for one in shipped() if one.header(Field.PROTECTED))
    blind = [
        replace(one, field=Field.IGNORED) if one.field is Field.PROTECTED else one for one in ours.columns
    ]
    path = tmp_path / "narvaro-upplagg-lexikon.json"
    path.write_text(profiles.as_json(replace(ours, columns=tuple(blind))), encoding="utf-8")

    with pytest.raises(LayoutKnown) as refused, office.work() as work:
        import_profiles.adopt(work, path)

    assert [one.theirs for one in refused.value.differences] == [Field.IGNORED.label]
    with office.work() as work:
        assert known_profiles(work) == []


def test_a_layout_that_cannot_be_saved_is_refused_in_words(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        import_profiles.remember(work, shipped()[0])

    with office.work() as work, pytest.raises(ReadOnlyPlace):
        import_profiles.save(work, shipped()[0].signature, tmp_path / "gone" / "upplagg.json")
