"""Lov are asked for when a deadline needs them, and answered once."""

from datetime import date

import pytest

from narvaro_desktop.domain.schooldays import Break, Span
from narvaro_desktop.usecases import school_breaks, settings
from narvaro_desktop.usecases.school_year import DaysOutOfOrder
from narvaro_desktop.usecases.work import Office

_LOV = Break("höstlov", Span(date(2026, 10, 26), date(2026, 10, 30)))


def test_only_a_span_that_runs_over_a_usual_lov_asks(office: Office) -> None:
    with office.work() as work:
        near = school_breaks.missing(work, date(2026, 10, 20), date(2026, 11, 3))
        far = school_breaks.missing(work, date(2026, 9, 1), date(2026, 9, 25))

    assert [lov.name for lov in near] == ["höstlov"]
    assert far == ()


def test_all_lov_of_a_term_are_asked_about_together(office: Office) -> None:
    with office.work() as work:
        near = school_breaks.missing(work, date(2027, 2, 10), date(2027, 2, 24))

    assert [lov.name for lov in near] == ["sportlov", "påsklov"]


def test_a_no_is_an_answer_too(office: Office) -> None:
    with office.work() as work:
        [lov] = school_breaks.missing(work, date(2026, 10, 20), date(2026, 11, 3))
        school_breaks.enter(work, [], [lov])

    with office.work() as work:
        assert school_breaks.missing(work, date(2026, 10, 20), date(2026, 11, 3)) == ()
        assert settings.calendar(work).is_school_day(date(2026, 10, 28))


def test_days_turned_round_are_refused_whole(office: Office) -> None:
    wrong = Break("höstlov", Span(_LOV.span.last, _LOV.span.first))

    with pytest.raises(DaysOutOfOrder), office.work() as work:
        school_breaks.enter(work, [wrong])

    with office.work() as work:
        assert settings.calendar(work).breaks == ()
