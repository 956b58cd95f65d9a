"""Läsårets dagar: kept for one läsår, asked for only where a deadline runs over them."""

from dataclasses import replace
from datetime import date

import pytest

from narvaro_desktop.domain.schooldays import Break, Span
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import school_year
from narvaro_desktop.usecases.absence.school_year import DaysOutOfOrder, SchoolYear
from narvaro_desktop.usecases.work import Office

AUTUMN_BREAK = Span(date(2026, 10, 26), date(2026, 10, 30))


def _shown(office: Office) -> SchoolYear:
    with office.work() as work:
        work.now = work.now.replace(year=2026, month=10, day=5)
        return school_year.school_year(work)


def _keep(office: Office, changed: SchoolYear) -> None:
    with office.work() as work:
        school_year.keep_school_year(work, changed)


def test_a_new_school_has_the_usual_terms_and_is_offered_the_usual_lov(office: Office) -> None:
    shown = _shown(office)

    assert shown.year.label == "2026/27"
    assert len(shown.terms) == 2 and shown.breaks == ()
    assert [lov.name for lov in shown.proposed] == ["höstlov", "sportlov", "påsklov"]


def test_what_is_entered_counts_and_nothing_more_is_asked_for(office: Office) -> None:
    given = replace(_shown(office), breaks=(Break("höstlov", AUTUMN_BREAK),), staff_days=(date(2026, 10, 2),))
    _keep(office, given)

    with office.work() as work:
        work.now = work.now.replace(year=2026, month=10, day=5)
        calendar = settings.calendar(work)
        assert school_year.breaks_wanted(work) == ()
    again = _shown(office)
    assert again.breaks == given.breaks and again.staff_days == given.staff_days and again.proposed == ()
    assert not calendar.is_school_day(date(2026, 10, 28)) and not calendar.is_school_day(date(2026, 10, 2))


def test_another_lasar_stays_as_it_was(office: Office) -> None:
    _keep(office, replace(_shown(office), staff_days=(date(2026, 10, 2),)))
    with office.work() as work:
        work.now = work.now.replace(year=2027, month=10, day=4)
        next_year = school_year.school_year(work)
    _keep(office, replace(next_year, staff_days=(date(2027, 10, 1),)))

    with office.work() as work:
        assert settings.calendar(work).staff_days == {date(2026, 10, 2), date(2027, 10, 1)}


@pytest.mark.parametrize(
    "span", [Span(date(2026, 10, 30), date(2026, 10, 26)), Span(date(2025, 10, 27), date(2025, 10, 31))]
)
def test_days_out_of_order_are_refused_whole(office: Office, span: Span) -> None:
    with pytest.raises(DaysOutOfOrder):
        _keep(office, replace(_shown(office), breaks=(Break("höstlov", span),)))

    assert _shown(office).breaks == ()


def test_a_proposed_day_is_a_school_day(office: Office) -> None:
    _keep(office, replace(_shown(office), breaks=(Break("höstlov", AUTUMN_BREAK),)))

    with office.work() as work:
        proposed = [school_year.school_day_from(work, date(2026, 10, 5), count) for count in (7, 5, 21)]

    assert proposed == [date(2026, 10, 12), date(2026, 10, 12), date(2026, 11, 2)]
