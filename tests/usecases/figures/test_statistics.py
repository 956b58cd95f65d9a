"""A simulated school's figures, against a plain count over its raw lessons that knows nothing of ours."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from narvaro_desktop.domain.absence.runs import full_month
from narvaro_desktop.domain.access import OutOfReach
from narvaro_desktop.domain.figures.report import ReportKind
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.simulation.away import SICK, Away
from narvaro_desktop.simulation.files import lesson_csv
from narvaro_desktop.simulation.practice import practice_calendar
from narvaro_desktop.simulation.school import School as Simulated
from narvaro_desktop.simulation.school import SimLesson
from narvaro_desktop.simulation.school import school as simulated
from narvaro_desktop.simulation.timetable import LESSON_MINUTES, LESSONS
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.figures import reports, statistics
from narvaro_desktop.usecases.figures.statistics import Answered, Axis
from narvaro_desktop.usecases.importing import import_reading
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases import pupils_with_days

UNTIL = date(2026, 11, 6)
FIRST_AWAY = date(2026, 9, 7)


@pytest.fixture(scope="module")
def made() -> Simulated:
    """A school where nobody is away by plan but two: one for six weeks, one who comes a day in between."""
    base = simulated(5, 96, practice_calendar(), UNTIL)
    gone = [Away(valid=LESSON_MINUTES, reason=SICK)] * LESSONS
    days = (FIRST_AWAY + timedelta(days=n) for n in range(42))
    weeks = [day for day in days if day.weekday() < 5]
    first, second = base.students[0].number, base.students[1].number
    broken = {day: gone for day in weeks if day != weeks[len(weeks) // 2]}
    return replace(base, scripts={first: dict.fromkeys(weeks, gone), second: broken}, coverage=0.87)


@pytest.fixture(scope="module")
def office(
    made: Simulated, school_template: School, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("statistik")
    shutil.copytree(school_template.path.parent, folder / "skola")
    office = School(folder / "skola" / "skola.narvaro", folder / "skola" / "state").unlock("Rektor Rönn")
    office.clock = Clock(UNTIL)
    file = folder / "lektioner.csv"
    file.write_bytes(lesson_csv(made))
    with office.work() as work:
        settings.keep_calendar(work, practice_calendar())
    with office.work() as work:
        import_reading.read_file(work, file, data_date=UNTIL)
    yield office
    office.close()


@pytest.fixture(scope="module")
def answered(office: Office) -> Answered:
    with office.work() as work:
        return statistics.answered(work, axis=Axis.CLASS)


class Plain:
    """One pupil's lessons, counted with fractions."""

    def __init__(self, lessons: list[SimLesson]) -> None:
        self.lessons = lessons
        reported = [one for one in lessons if one.reported]
        self.planned = sum(one.planned for one in lessons)
        self.usable = sum(one.planned for one in reported)
        away = sum(one.valid + one.invalid for one in reported)
        notified = sum(one.valid for one in lessons if not one.reported)
        self.share = max(Fraction(away, self.usable), Fraction(away + notified, self.planned))
        self.counted = Fraction(self.usable, self.planned) >= Fraction(80, 100)

    @property
    def month_away(self) -> bool:
        days: dict[date, list[SimLesson]] = defaultdict(list)
        for one in self.lessons:
            days[one.day].append(one)
        run: list[date] = []
        for day in sorted(days):
            known = [one for one in days[day] if one.reported or one.valid]
            if not known:
                continue
            enough = 2 * sum(one.planned for one in known) >= sum(one.planned for one in days[day])
            if enough and all(one.valid + one.invalid >= one.planned for one in known):
                run.append(day)
                if len(run) >= 15 and (run[-1] - run[0]).days + 1 >= 30:
                    return True
            else:
                run = []
        return False


@pytest.fixture(scope="module")
def plain(made: Simulated) -> dict[str, list[Plain]]:
    """By class."""
    found: dict[str, list[Plain]] = defaultdict(list)
    for student in made.students:
        found[student.school_class].append(Plain(made.lessons_of(student)))
    return found


LIMITS = (
    ("I01_10", 10, False),
    ("I01_15", 15, False),
    ("I01_20", 20, False),
    ("I01_30", 30, False),
    ("I02", 50, True),
)


def count(pupils: list[Plain], percent: int, strict: bool) -> int:
    limit = Fraction(percent, 100)
    return sum(one.counted and (one.share > limit if strict else one.share >= limit) for one in pupils)


def test_every_figure_of_absence_is_what_a_plain_count_says(
    answered: Answered, plain: dict[str, list[Plain]]
) -> None:
    everyone = [one for pupils in plain.values() for one in pupils]
    expected = {key: count(everyone, percent, strict) for key, percent, strict in LIMITS}
    expected |= {
        "pupils": sum(one.counted for one in everyone),
        "set_aside": sum(not one.counted for one in everyone),
        "planned": sum(one.planned for one in everyone),
        "I19": sum(one.usable for one in everyone),
        "I03": sum(one.counted and one.month_away for one in everyone),
    }

    assert {key: answered.whole[key] for key in expected} == expected
    assert expected["I01_10"] > expected["I02"] > 0 and expected["I03"] > 0


def test_the_classes_are_counted_as_the_whole_is(answered: Answered, plain: dict[str, list[Plain]]) -> None:
    told = {group.name: group.figures for group in answered.groups}

    assert told.keys() == plain.keys()
    for name, pupils in plain.items():
        assert told[name]["I01_15"] == count(pupils, 15, False)
        assert told[name]["pupils"] == sum(one.counted for one in pupils)


@pytest.mark.parametrize("first", [date(2026, 8, 18), date(2026, 9, 7), date(2026, 9, 21), date(2026, 10, 5)])
def test_the_vault_counts_the_months_that_the_rule_finds(office: Office, first: date) -> None:
    with office.work() as work:
        for last in (date(2026, 10, 6), date(2026, 10, 7), UNTIL):
            span, calendar = Span(first, last), settings.calendar(work)
            days = attendance.days_of(work, span)
            by_rule = {number for number, held in days.items() if full_month(held, calendar, span)}
            state = attendance.data_state(work)
            assert state and attendance.figures_and_away(work, state, span)[1] == by_rule


def test_a_protected_pupil_is_in_no_figure_and_that_is_said(office: Office, answered: Answered) -> None:
    with office.work() as work:
        student = next(one for one in students.everyone(work))
        work.session.get_one(StudentRow, student.id).protected = True

    with office.work() as work:
        found = statistics.answered(work)
        paper = reports.paper_of(work, reports.preview(work, ReportKind.SCHOOL, statistics.periods(work)[0]))
        work.session.get_one(StudentRow, student.id).protected = False

    def pupils(told: Answered) -> int:
        return (told.whole["pupils"] or 0) + (told.whole["set_aside"] or 0)

    assert pupils(found) == pupils(answered) - 1
    assert "Elever med skyddade personuppgifter redovisas inte." in found.marks
    assert paper.startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["nobody", "one", "all_protected"])
def test_a_school_with_nothing_to_tell_says_so_and_still_prints(at_the_principals: Office, who: str) -> None:
    office = at_the_principals
    office.clock = Clock(UNTIL)
    with office.work() as work:
        if who != "nobody":
            student = pupils_with_days.pupil(work, "Elev Regnskur")
            pupils_with_days.days(work, student, UNTIL, [100] * 20)
            pupils_with_days.data_until(work, UNTIL)
            work.session.get_one(StudentRow, student).protected = who == "all_protected"

    with office.work() as work:
        for kind in ReportKind:
            report = reports.preview(work, kind, statistics.periods(work)[0])
            assert reports.paper_of(work, report).startswith(b"%PDF-")

    high = next(line for line in report.lines if line.key == "I01_20")
    assert high.text == ("<5" if who == "one" else "kan inte beräknas") and high.part is None


def test_exact_figures_are_for_those_who_may_open_every_case(office: Office) -> None:
    me = office.actor
    office.actor = replace(me, role=Role.MENTOR)
    try:
        with pytest.raises(OutOfReach), office.work() as work:
            statistics.answered(work)
    finally:
        office.actor = me


def test_a_goal_of_the_pack_stands_beside_what_the_figure_is_now(office: Office) -> None:
    before = office.rules
    goal = {"name": "Färre än 5 %", "indicator": "at_least_twenty", "value": 5, "unit": "%",
            "first": "2026-08-01", "last": "2027-06-30"}  # fmt: skip
    pack = replace(before.pack, document={**before.pack.document, "targets": [goal]})
    office.rules = replace(before, packs={**before.packs, before.default: pack})
    try:
        with office.work() as work:
            found = statistics.answered(work)
            report = reports.preview(work, ReportKind.SCHOOL, statistics.periods(work)[0])
    finally:
        office.rules = before

    [told] = found.goals
    assert told.measure is not None and told.measure.key == "I01_20"
    assert [one.rows[0].cells[0] for one in report.tables if one.key == "goals"] == ["5 %"]
