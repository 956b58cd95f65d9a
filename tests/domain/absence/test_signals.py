"""The early signals, held to the figures that they were published with."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.absence import LessonTime, day_sums
from narvaro_desktop.domain.absence.absence_pattern import SubjectLesson
from narvaro_desktop.domain.absence.signal_day import SignalDay, openings, signal_days
from narvaro_desktop.domain.absence.signals import (
    FLAG_AT,
    MOST,
    Group,
    PupilYear,
    SignalKind,
    WeekSignals,
    at_least,
    excess,
    subject_chance,
)
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar
from narvaro_desktop.simulation.practice import practice_calendar

PLAIN = SchoolCalendar()
"""Terms without lov or staff days: every week of the autumn holds five days."""

YEAR = AcademicYear(2026)
DAYS = [day for day in YEAR.span if PLAIN.is_school_day(day)]
PLANNED, LESSONS = 300, 6


def at_school(day: date) -> SignalDay:
    return SignalDay(day, PLANNED, PLANNED, 0, 0, PLANNED, 0, LESSONS, 0, False, False)


def away(day: date, minutes: int = PLANNED, invalid: int = 0) -> SignalDay:
    missed = minutes * LESSONS // PLANNED
    seen = replace(at_school(day), away=minutes, known_away=minutes, invalid=invalid, missed_lessons=missed)
    return replace(seen, whole=missed == LESSONS, first=None)


def weeks(count: int, gone: dict[int, SignalDay] | None = None) -> list[SignalDay]:
    """So many weeks at school, but for the days that `gone` has in their places."""
    return [(gone or {}).get(place, at_school(day)) for place, day in enumerate(DAYS[: 5 * count])]


def judged(days: list[SignalDay]) -> WeekSignals:
    """What is on at the end of the last week."""
    return PupilYear(days, PLAIN, YEAR).history()[-1]


def on(days: list[SignalDay]) -> dict[SignalKind, int]:
    return {signal.kind: signal.points for signal in judged(days).signals}


def whole(*places: int) -> dict[int, SignalDay]:
    return {place: away(DAYS[place]) for place in places}


def test_a_rise_above_the_own_level_adds_up_week_by_week() -> None:
    shares = [4] * 60 + [20] * 20
    days = [replace(day, known_away=3 * share) for day, share in zip(weeks(16), shares, strict=True)]

    found = PupilYear(days, PLAIN, YEAR)

    assert [round(found.above(week), 3) for week in range(11, 16)] == [0, 0.105, 0.210, 0.316, 0.422]
    assert [week.signals[-1].points for week in found.history() if week.week in (13, 15)] == [1, 2]


@pytest.mark.parametrize(
    ("met", "of", "chance"), [(4, 4, 0.031), (4, 5, 0.103), (5, 6, 0.051)]
)  # fmt: skip
def test_how_likely_so_many_mondays_are(met: int, of: int, chance: float) -> None:
    assert at_least(met, of, 0.42) == pytest.approx(chance, abs=0.0005)


@pytest.mark.parametrize(
    ("missed", "all_missed", "chance", "is_met"),
    [(4, 6, 0.0028, True), (3, 5, 0.042, False), (4, 9, 0.022, False)],
)
def test_how_unlikely_it_is_to_miss_just_one_subject(
    missed: int, all_missed: int, chance: float, is_met: bool
) -> None:
    found = 12 * subject_chance(missed, 18, all_missed, 168)

    assert found == pytest.approx(chance, rel=0.1)
    assert (found < 0.02) is is_met


def test_three_spells_give_one_point_and_four_give_three() -> None:
    assert on(weeks(8, whole(12, 20, 30)))[SignalKind.SPELLS] == 1
    assert on(weeks(8, whole(12, 13, 20, 27, 34)))[SignalKind.SPELLS] == 3


def test_mondays_explain_and_give_no_point() -> None:
    found = on(weeks(8, whole(5, 15, 25, 35)))

    assert found[SignalKind.MONDAYS] == 0


def test_mornings_parts_of_days_and_ogiltig_lessons_are_seen() -> None:
    late = {place: replace(at_school(DAYS[place]), first=True) for place in (21, 23, 26, 28, 31)}
    skipped = {place: away(DAYS[place], 100, invalid=100) for place in (21, 25, 30, 35)}

    assert on(weeks(8, late)) == {SignalKind.MORNINGS: 1}
    assert on(weeks(8, skipped)) == {SignalKind.PART_DAYS: 1, SignalKind.INVALID: 3}


def test_one_subject_is_named_with_its_numbers() -> None:
    def day(place: int, gone: bool) -> SignalDay:
        sports = {"Idrott och hälsa": (1, int(gone))} if place % 3 == 0 else {}
        return replace(at_school(DAYS[place]), subjects={"Svenska": (5, 0), **sports})

    found = judged([day(place, place in (21, 24, 27, 30)) for place in range(40)])

    (signal,) = found.signals
    assert (signal.kind, signal.points, signal.subject) == (SignalKind.SUBJECT, 3, "Idrott och hälsa")
    assert signal.facts == {"part": 4, "whole": 10, "other_part": 0, "other_whole": 150}


def test_a_third_of_some_day_in_five_of_six_weeks() -> None:
    some = {place: away(DAYS[place], 102) for place in (11, 16, 21, 26, 36)}

    assert on(weeks(8, some))[SignalKind.WEEKS] == 2
    assert SignalKind.WEEKS not in on(weeks(8, {k: v for k, v in some.items() if k != 11}))


def test_nothing_is_said_of_the_first_weeks_or_of_too_little_reported() -> None:
    assert PupilYear(weeks(3, whole(*range(15))), PLAIN, YEAR).history() == []
    unreported = [replace(day, usable=74 if place % 2 else 150) for place, day in enumerate(weeks(8))]

    found = judged([replace(day, planned=150) for day in unreported])

    assert not found.enough and not found.signals


def test_what_the_whole_class_has_is_no_break_of_a_pupils_own() -> None:
    ill = weeks(8, whole(25, 26, 30, 31))
    alone, along = PupilYear(ill, PLAIN, YEAR), PupilYear(ill, PLAIN, YEAR)
    along.beside(Group(excess([alone.raw] * 3)))

    assert alone.week(7) != along.week(7)
    assert along.above(7) < 0.2 < alone.above(7)


def test_a_long_illness_counts_two_days_of_each_spell() -> None:
    found = PupilYear(weeks(8, whole(*range(20, 40))), PLAIN, YEAR)

    assert [round(share or 0, 2) for share in found.raw[3:8]] == [0, 0.4, 0, 0, 0]


def test_school_begins_again_on_mondays_and_after_lov() -> None:
    known = openings(practice_calendar(), YEAR)

    assert {date(2026, 9, 7), date(2026, 11, 2)} <= known
    assert date(2026, 9, 8) not in known


def test_lessons_tell_of_mornings_and_subjects_on_days_at_school() -> None:
    day = DAYS[10]
    late = [LessonTime(day, 480 + 60 * n, 50, invalid=6 * (n == 0), late=6 * (n == 0)) for n in range(4)]
    gone = [replace(lesson, valid=50, invalid=0, late=0) for lesson in late]

    (seen,) = signal_days(day_sums(late), PLAIN, [SubjectLesson(one, "Musik") for one in late])
    (ill,) = signal_days(day_sums(gone), PLAIN, [SubjectLesson(one, "Musik") for one in gone])

    assert (seen.first, seen.subjects) == (True, {"Musik": (4, 0)})
    assert (ill.first, ill.subjects, ill.whole) == (None, {}, True)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=20, max_size=80))
def test_a_score_lies_between_nothing_and_all(gone: list[int]) -> None:
    days = [away(day, 50 * missed, 50 * missed) for day, missed in zip(DAYS, gone, strict=False)]

    for week in PupilYear(days, PLAIN, YEAR).history():
        assert 0 <= week.score <= MOST
        assert week.flagged == (week.score >= FLAG_AT)
