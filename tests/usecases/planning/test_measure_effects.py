"""What happened after measures of one kind: a median for five pupils or more, never a cause."""

from datetime import date, timedelta

from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.schooldays import SchoolCalendar, SchoolTerm, Season, Span
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.planning import measure_effects, plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office, Work
from tests.usecases import pupils_with_days

TERM, STARTED = Span(date(2026, 8, 18), date(2026, 12, 21)), date(2026, 9, 28)
UNTIL = date(2026, 11, 20)
KEY = "learnox"


def school_with(work: Work, changes: list[tuple[int, int]]) -> None:
    """A pupil for each (percent before, percent after), all with the same kind of measure."""
    settings.keep_calendar(work, SchoolCalendar((SchoolTerm(Season.AUTUMN, TERM),), ()))
    weekdays = [day for day in Span(TERM.first, UNTIL) if day.weekday() < 5]
    for place, (before, after) in enumerate(changes):
        student = students.add(work, f"Elev Kottelund {place}", "7B").value
        case = cases.open_case(work, student, Opening(step=5, why="Hemma länge.")).value
        away = [(before if day < STARTED else after) * 3 for day in weekdays]
        pupils_with_days.days(work, student, UNTIL, away)
        plans.add_measure(work, case, measure())
    pupils_with_days.data_until(work, UNTIL)


def measure() -> Measure:
    return Measure(
        "Undervisning på distans en till en", "Tre lektioner i veckan.", MeasureLevel.EXTERNAL,
        LegalType.EXTERNAL, Role.PRINCIPAL, "", STARTED, STARTED + timedelta(days=28), catalogue=KEY,
    )  # fmt: skip


def test_six_pupils_get_a_median_with_their_number(office: Office) -> None:
    with office.work() as work:
        school_with(work, [(100, 85), (96, 81), (92, 90), (88, 60), (100, 100), (74, 52)])

    with office.work() as work:
        [line] = measure_effects.effects(work)

    assert (line.started, line.ended, line.reached) == (6, 0, 0)
    assert (line.change.n, line.change.text()) == (6, "−15,0")


def test_four_pupils_are_too_few(office: Office) -> None:
    with office.work() as work:
        school_with(work, [(100, 85), (96, 81), (92, 90), (88, 60)])

    with office.work() as work:
        [line] = measure_effects.effects(work)

    assert (line.change.n, line.change.median) == (4, None)


def test_a_school_without_measures_has_nothing_to_tell(office: Office) -> None:
    with office.work() as work:
        assert measure_effects.effects(work) == ()
