"""What the lessons of a school show of its lov."""

from collections.abc import Mapping
from datetime import date, timedelta

from narvaro_desktop.domain.absence.seen_breaks import seen_break
from narvaro_desktop.domain.schooldays import Span, UsualBreak

_AUTUMN = UsualBreak("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30)))
_WINTER = UsualBreak("sportlov", Span(date(2027, 2, 15), date(2027, 3, 12)))


def _taught(first: date, last: date, *free: date, pupils: int = 400) -> Mapping[date, int]:
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return {day: pupils for day in days if day.weekday() < 5 and day not in free}


def test_lessons_the_whole_week_mean_no_lov() -> None:
    seen = seen_break(_AUTUMN, _taught(date(2026, 8, 18), date(2026, 10, 30)))

    assert seen.had is False


def test_one_day_without_lessons_is_a_studiedag_and_no_lov() -> None:
    seen = seen_break(_AUTUMN, _taught(date(2026, 10, 19), date(2026, 11, 6), date(2026, 10, 26)))

    assert seen.had is False


def test_a_week_without_lessons_inside_the_data_is_the_lov_with_its_days() -> None:
    free = [date(2027, 2, 22) + timedelta(n) for n in range(5)]
    seen = seen_break(_WINTER, _taught(date(2027, 1, 11), date(2027, 3, 19), *free))

    assert (seen.had, seen.span) == (True, Span(date(2027, 2, 22), date(2027, 2, 26)))


def test_data_that_end_before_the_lov_show_nothing() -> None:
    seen = seen_break(_AUTUMN, _taught(date(2026, 8, 18), date(2026, 10, 23)))

    assert (seen.had, seen.span) == (None, None)


def test_a_few_pupils_in_the_lov_are_not_the_school() -> None:
    few = _taught(date(2026, 10, 26), date(2026, 10, 30), pupils=12)
    around = _taught(date(2026, 10, 12), date(2026, 11, 6), *few)

    assert seen_break(_AUTUMN, {**around, **few}).had is True


def test_no_lessons_at_all_show_nothing() -> None:
    assert seen_break(_AUTUMN, {}).had is None
