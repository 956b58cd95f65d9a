"""Lov are asked for when a deadline needs them, and answered once."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from narvaro_desktop.domain.schooldays import Break, Span
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import school_breaks
from narvaro_desktop.usecases.absence.school_year import DaysOutOfOrder
from narvaro_desktop.usecases.work import Office
from tests.usecases.absence_shelf import Lesson, bring, lessons

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


def test_a_lov_is_asked_about_with_what_the_lessons_show(office: Office, tmp_path: Path) -> None:
    begins = date(2025, 10, 20)
    rows = [Lesson(day=begins + timedelta(n)) for n in range(12) if n % 7 < 5]
    bring(office, lessons(tmp_path, rows), until=date(2025, 10, 31))

    with office.work() as work:
        [seen] = school_breaks.to_ask(work, begins, date(2025, 11, 3))

    assert (seen.lov.name, seen.had) == ("höstlov", False)
