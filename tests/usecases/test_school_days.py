"""The school's own days: lov are asked for when they are needed, answered once, and written in one go."""

from datetime import date

import pytest

from narvaro_desktop.domain.schooldays import AcademicYear, Break, SchoolTerm, Season, Span
from narvaro_desktop.usecases import school_days, settings
from narvaro_desktop.usecases.school_days import DaysTurned
from narvaro_desktop.usecases.work import Office

_AUTUMN = Span(date(2026, 8, 18), date(2026, 12, 21))
_LOV = Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30)))


def test_only_a_span_that_runs_over_a_usual_lov_asks(office: Office) -> None:
    with office.work() as work:
        near = school_days.missing(work, date(2026, 10, 20), date(2026, 11, 3))
        far = school_days.missing(work, date(2026, 9, 1), date(2026, 9, 25))

    assert [lov.name for lov in near] == ["höstlov"]
    assert far == ()


def test_all_lov_of_a_term_are_asked_about_together(office: Office) -> None:
    with office.work() as work:
        near = school_days.missing(work, date(2027, 2, 10), date(2027, 2, 24))

    assert [lov.name for lov in near] == ["sportlov", "påsklov"]


def test_a_no_is_an_answer_too(office: Office) -> None:
    with office.work() as work:
        [lov] = school_days.missing(work, date(2026, 10, 20), date(2026, 11, 3))
        school_days.enter_breaks(work, [], [lov])

    with office.work() as work:
        assert school_days.missing(work, date(2026, 10, 20), date(2026, 11, 3)) == ()
        assert settings.calendar(work).is_school_day(date(2026, 10, 28))


def test_a_year_that_is_written_leaves_other_years_alone(office: Office) -> None:
    last_year = Break("höstlov", Span(date(2025, 10, 27), date(2025, 10, 31)))
    with office.work() as work:
        school_days.enter_breaks(work, [last_year])
        term = SchoolTerm(Season.AUTUMN, _AUTUMN)
        year = AcademicYear.of(_AUTUMN.first)
        school_days.keep_year(work, year, [term], [_LOV], [date(2026, 10, 2)])

    with office.work() as work:
        held = school_days.own_days(work, date(2026, 9, 1))
        calendar = settings.calendar(work)
    assert (held.terms, held.breaks, held.staff_days) == ((term,), (_LOV,), (date(2026, 10, 2),))
    assert calendar.breaks == (last_year, _LOV)


def test_days_turned_round_are_refused_whole(office: Office) -> None:
    wrong = Break("höstlov", Span(_LOV.span.last, _LOV.span.first))

    with pytest.raises(DaysTurned), office.work() as work:
        school_days.enter_breaks(work, [wrong])

    with office.work() as work:
        assert settings.calendar(work).breaks == ()
