"""Figures from plain facts: limits, what is unknown, and the values that stand with the definitions."""

from datetime import date, timedelta

import pytest

from narvaro_desktop.domain.absence.absence import Figure, Sums
from narvaro_desktop.domain.absence.shares import Change, Share
from narvaro_desktop.domain.figures.counting import figures, median, used
from narvaro_desktop.domain.figures.school_facts import (
    CaseFact,
    DecisionFact,
    MeasureFact,
    PupilFact,
    SchoolFacts,
)
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.domain.terms import SchoolForm
from narvaro_desktop.usecases.figures.statistics import book

TERM = Span(date(2026, 8, 18), date(2026, 12, 21))
MONDAY = date(2026, 10, 5)


def pupil(number: int, away: int, planned: int = 1_000, reported: int | None = None) -> PupilFact:
    usable = planned if reported is None else reported
    figure = Figure(Sums(planned, usable, valid=away), TERM, 40, date(2026, 11, 20))
    return PupilFact(number, "7B", 7, SchoolForm.COMPULSORY, figure)


def school(*pupils: PupilFact, **more: object) -> SchoolFacts:
    return SchoolFacts(TERM, date(2026, 11, 20), SchoolCalendar(), pupils, **more)  # type: ignore[arg-type]


def text(facts: SchoolFacts, key: str) -> str:
    return book().measures[key].text(figures(facts))


@pytest.mark.parametrize(("away", "over"), [(540, 0), (541, 1)])
def test_half_the_time_is_not_more_than_half(away: int, over: int) -> None:
    assert figures(school(pupil(1, away, planned=1_080)))["I02"] == over


def test_exactly_a_fifth_is_at_least_a_fifth() -> None:
    found = figures(school(pupil(1, 1_026, 5_130), pupil(2, 1_025, 5_130)))

    assert (found["I01_20"], found["pupils"]) == (1, 2)


def test_a_school_without_figures_cannot_tell_and_never_says_nought() -> None:
    facts = school()

    assert all(text(facts, key) == "kan inte beräknas" for key in ("I01_20", "I02", "I03", "I07", "I19"))
    assert text(facts, "I06") == "0"


def test_a_pupil_whose_lessons_were_seldom_reported_is_counted_apart_unless_one_chooses() -> None:
    facts = school(pupil(1, 300), pupil(2, 300, reported=790))
    chosen = SchoolFacts(TERM, facts.until, facts.calendar, facts.pupils, include_all=True)

    assert [figures(facts)[key] for key in ("I01_20", "pupils", "set_aside")] == [1, 1, 1]
    assert [figures(chosen)[key] for key in ("I01_20", "pupils", "set_aside")] == [2, 2, 0]


def test_a_waived_inquiry_counts_among_decisions_and_not_among_inquiries() -> None:
    waived = DecisionFact(1, False, MONDAY)

    found = figures(school(pupil(1, 214), pupil(2, 300), decisions=(waived,)))

    assert (found["I07"], found["I01_20"], found["I06"], found["I06_waived"]) == (1, 2, 0, 1)


def test_working_days_to_the_anmalan_count_no_weekend() -> None:
    def given(days: int) -> DecisionFact:
        return DecisionFact(1, True, MONDAY, handed_over_on=MONDAY + timedelta(days))

    found = figures(school(decisions=(given(0), given(7), given(8), DecisionFact(1, True, MONDAY))))

    assert [found[key] for key in ("I06", "I08_given", "I09_same", "I09_5")] == [4, 3, 1, 2]
    assert found["I09_median"] == 50


def test_the_effect_of_learnox_is_a_fall_of_fifteen_points_for_six_and_too_few_for_four() -> None:
    pairs = [(100, 85), (96, 81), (92, 90), (88, 60), (100, 100), (74, 52)]

    def facts(count: int) -> SchoolFacts:
        seen = [Change.between(Share(after, 100), Share(before, 100)) for before, after in pairs[:count]]
        return school(
            measures=tuple(MeasureFact(1, "learnox", "Learnox", MONDAY, change=one) for one in seen)
        )

    [told] = used(facts(6).measures, TERM)
    assert (told.key, told.seen, told.change) == ("learnox", 6, -150)
    assert used(facts(4).measures, TERM)[0].change is None
    assert text(facts(6), "I16") == "−15,0 procentenheter (n = 6)"
    assert text(facts(4), "I16") == "för få (n = 4)"


def test_follow_ups_are_in_time_late_or_missing_and_one_that_is_due_today_is_none_of_them() -> None:
    today = date(2026, 11, 20)
    days = ((MONDAY, MONDAY), (MONDAY, MONDAY + timedelta(1)), (MONDAY, None), (today, None))

    found = figures(school(measures=(MeasureFact(1, "", "Mentor", MONDAY, follow_ups=days),)))

    assert [found[f"I12_{key}"] for key in ("on_time", "late", "missing", "due")] == [1, 1, 1, 3]


def test_causes_that_one_may_not_read_are_not_known() -> None:
    held = CaseFact(1, MONDAY, causes=None)

    assert text(school(cases=(held,)), "I13_peers") == "kan inte beräknas"


def test_the_middle_of_an_even_number_lies_between_two() -> None:
    assert (median([1, 2]), median([3]), median([])) == (15, 30, None)
