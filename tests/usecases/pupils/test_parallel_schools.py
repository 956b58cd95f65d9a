"""A pupil who attends another school as well is told of where her figures stand."""

from datetime import date
from uuid import UUID

import pytest

from narvaro_desktop.domain.absence.other_school import OtherSchool
from narvaro_desktop.gui import absence_words
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.absence.school_year import DaysOutOfOrder
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.pupils import parallel_schools, students
from narvaro_desktop.usecases.work import Office

_FIRST = date(2026, 8, 17)


@pytest.fixture
def pupil(at_the_principals: Office) -> UUID:
    with at_the_principals.work() as work:
        return students.add(work, "Alva Granbarr", "5B").value


def test_it_stands_beside_her_figures_until_it_is_taken_away(at_the_principals: Office, pupil: UUID) -> None:
    with at_the_principals.work() as work:
        parallel_schools.also_attends(work, pupil, " Bergby resursskola ", _FIRST)
    with at_the_principals.work() as work:
        [line] = students.everyone(work)
        told = absence_words.elsewhere(line, date(2026, 9, 28))
        parallel_schools.also_attends(work, pupil, "")
        [after] = students.everyone(work)

    assert line.other_school == OtherSchool("Bergby resursskola", _FIRST)
    assert told.replace("\u00a0", " ") == (
        "Går också i Bergby resursskola från 17 aug. Frånvaron där ingår inte i siffrorna."
    )
    assert after.other_school is None
    assert absence_words.elsewhere(after, date(2026, 9, 28)) == ""


def test_days_turned_round_are_refused(at_the_principals: Office, pupil: UUID) -> None:
    with pytest.raises(DaysOutOfOrder), at_the_principals.work() as work:
        parallel_schools.also_attends(work, pupil, "Bergby skola", _FIRST, date(2026, 8, 1))


def test_a_protected_pupils_other_school_is_hidden_and_comes_back(
    at_the_principals: Office, pupil: UUID
) -> None:
    with at_the_principals.work() as work:
        parallel_schools.also_attends(work, pupil, "Bergby skola", _FIRST)
        students.protect(work, pupil)
    with at_the_principals.work() as work:
        [hidden] = students.protected_ones(work)
        columns = "SELECT also_attends, also_from, also_to FROM student"
        plain = work.session.connection().exec_driver_sql(columns).one()
        students.unprotect(work, pupil)
        [line] = students.everyone(work)

    assert hidden.other_school is None and tuple(plain) == (None, None, None)
    assert line.other_school == OtherSchool("Bergby skola", _FIRST)


def test_a_text_that_names_her_other_school_tells_where_she_is_no_more(
    at_the_principals: Office, pupil: UUID
) -> None:
    with at_the_principals.work() as work:
        parallel_schools.also_attends(work, pupil, "Bergby resursskola")
        case = cases.open_case(work, pupil).value
        duties.add_task(work, case, "Ring Bergby resursskola", work.today)
        work.session.flush()
        students.protect(work, pupil)
    with at_the_principals.work() as work:
        work.seen.add(reach.said_why(pupil, work.today))
        told = [one.words for one in cases.case(work, case).tasks]

    assert told == ["Ring [skyddat]"]
