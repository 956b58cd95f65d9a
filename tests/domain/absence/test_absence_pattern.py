"""When a pupil is away, counted by hand on a few weeks."""

from collections.abc import Iterator
from datetime import date, timedelta

from narvaro_desktop.domain.absence.absence import LessonTime, day_sums
from narvaro_desktop.domain.absence.absence_pattern import AbsencePattern, SubjectLesson, absence_pattern
from narvaro_desktop.domain.schooldays import Break, SchoolCalendar, Span

FIRST, LAST = date(2026, 8, 31), date(2026, 11, 6)
LOV = Span(date(2026, 10, 26), date(2026, 10, 30))
CALENDAR = SchoolCalendar(breaks=(Break("Höstlov", LOV),))
SUBJECTS = ("Svenska", "Idrott", "Matematik")


def _lessons(first: date = FIRST, last: date = LAST) -> Iterator[SubjectLesson]:
    """Three lessons of an hour a day; the first one on Mondays is missed, and the day after the lov."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() > 4 or day in LOV:
            continue
        for place, subject in enumerate(SUBJECTS):
            missed = (day.weekday() == 0 and place == 0) or day == date(2026, 11, 2)
            lesson = LessonTime(day, 480 + 60 * place, 60, valid=60 if missed else 0)
            yield SubjectLesson(lesson, subject)


def _pattern() -> AbsencePattern:
    lessons = list(_lessons())
    days = day_sums(each.lesson for each in lessons)
    return absence_pattern(days, lessons, CALENDAR, LAST, "Skola24")


def test_the_weekday_and_the_place_in_the_day_are_seen() -> None:
    pattern = _pattern()

    monday, *rest = pattern.weekdays
    assert (monday.part, monday.whole) == (11 * 60, 9 * 180)
    assert [share.part for share in rest] == [0, 0, 0, 0]
    assert [share.part for share in pattern.places] == [9 * 60, 60, 60]


def test_subjects_stand_with_the_highest_first() -> None:
    subjects = _pattern().subjects

    assert subjects[0][0] == "Svenska"
    assert len(subjects) == 3


def test_the_days_after_a_lov_are_held_against_the_others() -> None:
    pattern = _pattern()

    assert (pattern.after_lov.part, pattern.after_lov.whole) == (180, 3 * 180)
    assert pattern.other_days.part == 8 * 60


def test_the_last_day_in_school_and_the_first_at_ten_percent_are_dates() -> None:
    pattern = _pattern()

    assert pattern.last_attended == LAST
    assert pattern.first_reached == date(2026, 9, 7)  # two of eighteen hours
    assert _worse().first_reached == date(2026, 9, 4)


def test_what_is_kept_reads_back_the_same() -> None:
    pattern = _pattern()

    assert AbsencePattern.from_data(pattern.as_data()) == pattern


def test_giltig_and_ogiltig_add_up_to_the_total() -> None:
    pattern = _pattern()

    assert pattern.total.part == pattern.valid.part + pattern.invalid.part == 11 * 60
    assert pattern.coverage.percent == 100


def _worse() -> AbsencePattern:
    """Away every Monday and Tuesday from the first week."""
    lessons = [
        SubjectLesson(
            LessonTime(
                each.lesson.day, each.lesson.start, 60, valid=60 if each.lesson.day.weekday() < 2 else 0
            )
        )
        for each in _lessons()
    ]
    return absence_pattern(day_sums(each.lesson for each in lessons), lessons, CALENDAR, LAST)
