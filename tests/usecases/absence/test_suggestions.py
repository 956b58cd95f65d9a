"""What the figures propose, and how a person's answer holds until something new has happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import Closure, InquiryAnswer, SuggestionAnswer
from narvaro_desktop.store.tables import CaseRow, DecisionRow, StepChangeRow, StudentRow, SuggestionAnswerRow
from narvaro_desktop.usecases.absence import attendance, signals, suggestions
from narvaro_desktop.usecases.absence.suggestions import Answer, DayNotAhead, ReasonMissing, Suggested
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import CaseAlreadyOpen
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding.decisions import MotivationMissing
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL = date(2026, 9, 25)
TODAY = date(2026, 9, 28)
FOLLOWED = Answer(SuggestionAnswer.FOLLOWED)


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    """The school in the kurator's hands, on the Monday after the data end."""
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


@pytest.fixture
def rektor(school: School) -> Iterator[Office]:
    opened = school.unlock("Rektor Rönn")
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def waiting(office: Office) -> list[Suggested]:
    with office.work() as work:
        state = attendance.data_state(work)
        found = signals.pointed(work, state) if state else {}
        return suggestions.suggested(work, state, found)


def names(office: Office) -> list[str]:
    return [one.student.name for one in waiting(office)]


def away(office: Office, name: str, percent: int, class_name: str = "7B", until: date = UNTIL) -> UUID:
    """A pupil away so many percent of each of the last 25 school days."""
    with office.work() as work:
        student = pupil(work, name, class_name)
        days(work, student, until, [DAY * percent // 100] * 25)
        if attendance.data_state(work) is None:
            data_until(work, until)
    return student


def later(office: Office, student: UUID, percent: int, until: date) -> None:
    """The days after `UNTIL`, and a file that holds them; today is the Monday after."""
    with office.work() as work:
        count = (until - UNTIL).days // 7 * 5
        days(work, student, until, [DAY * percent // 100] * count)
        data_until(work, until)
    office.clock = Clock(until + timedelta(days=3))


def test_from_twenty_percent_a_pupil_has_a_row_of_her_own_and_below_it_stands_in_the_class_list(
    office: Office,
) -> None:
    away(office, "Alva Granbarr", 24)
    away(office, "Bo Regnskur", 12)
    away(office, "Cia Kottelund", 5)

    found = waiting(office)

    assert [(one.student.name, one.own) for one in found] == [("Alva Granbarr", True), ("Bo Regnskur", False)]
    lists = suggestions.class_lists(found)
    assert [(each.class_name, len(each.students)) for each in lists] == [("7B", 1)]


def test_ten_days_in_a_row_are_a_row_of_their_own_however_low_the_share_has_become(office: Office) -> None:
    with office.work() as work:
        student = pupil(work, "Maja Månstråle", "8B")
        days(work, student, UNTIL, [DAY] * 10 + [0] * 18)
        data_until(work, UNTIL)

    found = waiting(office)

    assert [(one.proposal.rule, one.proposal.run.school_days) for one in found if one.proposal.run] == [
        ("run_10", 10)
    ]


def test_giltig_absence_that_has_ended_is_answered_in_the_class_list(office: Office) -> None:
    with office.work() as work:
        student = pupil(work, "Tage Kottelund", "7A")
        days(work, student, UNTIL, [0] * 12 + [DAY] * 8 + [0] * 5)
        data_until(work, UNTIL)

    found = waiting(office)

    assert [(one.own, one.proposal.ended) for one in found] == [(False, True)]


def test_single_unexcused_lessons_make_no_proposal(office: Office) -> None:
    with office.work() as work:
        student = pupil(work, "Bo Regnskur")
        days(work, student, UNTIL, [0] * 20 + [60] * 5, valid=False)
        data_until(work, UNTIL)

    assert waiting(office) == []


def test_pupils_who_are_protected_or_have_left_are_not_proposed(office: Office) -> None:
    protected = away(office, "Alva Granbarr", 24)
    gone = away(office, "Bo Regnskur", 24)

    with office.work() as work:
        students.protect(work, protected)
        students.left(work, gone, TODAY)

    assert waiting(office) == []


def test_each_pupil_of_a_class_gets_a_record_with_her_own_figures(office: Office) -> None:
    ids = [away(office, "Alva Granbarr", 12), away(office, "Bo Regnskur", 16)]

    with office.work() as work:
        kept = suggestions.answer(work, ids, FOLLOWED).value

    assert waiting(office) == []
    with office.work() as work:
        rows = [work.session.get_one(SuggestionAnswerRow, key) for key in kept]
        assert [row.student_id for row in rows] == ids
        assert ['"total": 120' in row.figures for row in rows] == [True, False]
        assert {row.data_date for row in rows} == {UNTIL}


def test_an_opened_case_stands_on_the_first_step_from_today_with_the_rule_and_the_figures(
    office: Office,
) -> None:
    student = away(office, "Alva Granbarr", 24)

    with office.work() as work:
        suggestions.answer(work, [student], Answer(SuggestionAnswer.CASE_OPENED))

    assert waiting(office) == []
    with office.work() as work:
        row = work.session.scalars(select(CaseRow)).one()
        change = work.session.scalars(select(StepChangeRow)).one()
        assert (row.step, row.opened_on, row.step_since) == (1, TODAY, TODAY)
        assert change.cause == "total_20"
        assert '"total": 240' in (change.figures or "")
        assert suggestions.suggested_step(work, student) == 3


def test_a_pupil_with_an_open_case_is_not_answered_twice(office: Office) -> None:
    student = away(office, "Alva Granbarr", 24)
    with office.work() as work:
        cases.open_case(work, student)

    with pytest.raises(CaseAlreadyOpen), office.work() as work:
        suggestions.answer(work, [student], Answer(SuggestionAnswer.CASE_OPENED))

    assert waiting(office) == []


def test_a_declined_proposal_needs_a_reason_and_a_deferred_one_a_day_ahead(office: Office) -> None:
    student = away(office, "Alva Granbarr", 24)

    for given, refusal in (
        (Answer(SuggestionAnswer.DECLINED, " "), ReasonMissing),
        (Answer(SuggestionAnswer.DEFERRED), DayNotAhead),
        (Answer(SuggestionAnswer.DEFERRED, until=TODAY), DayNotAhead),
    ):
        with pytest.raises(refusal), office.work() as work:
            suggestions.answer(work, [student], given)

    assert names(office) == ["Alva Granbarr"]


def test_a_deferred_proposal_comes_back_on_its_day(office: Office) -> None:
    student = away(office, "Alva Granbarr", 24)
    until = TODAY + timedelta(days=14)
    with office.work() as work:
        suggestions.answer(work, [student], Answer(SuggestionAnswer.DEFERRED, until=until))

    office.clock = Clock(until - timedelta(days=1))
    assert waiting(office) == []
    office.clock = Clock(until)
    assert names(office) == ["Alva Granbarr"]


def test_an_answered_proposal_rests_while_the_absence_stays_as_it_was(office: Office) -> None:
    student = away(office, "Alva Granbarr", 12)
    with office.work() as work:
        suggestions.answer(work, [student], FOLLOWED)

    later(office, student, 13, UNTIL + timedelta(weeks=6))

    assert waiting(office) == []


def test_an_answered_proposal_comes_back_when_a_higher_rule_is_met(office: Office) -> None:
    student = away(office, "Alva Granbarr", 13)
    with office.work() as work:
        suggestions.answer(work, [student], FOLLOWED)

    later(office, student, 16, UNTIL + timedelta(weeks=6))

    assert [one.proposal.step for one in waiting(office)] == [2]


def test_an_answered_proposal_comes_back_when_the_absence_has_risen_by_five_points(office: Office) -> None:
    student = away(office, "Alva Granbarr", 22)
    with office.work() as work:
        suggestions.answer(work, [student], Answer(SuggestionAnswer.DECLINED, "Benbrott."))

    later(office, student, 28, UNTIL + timedelta(weeks=6))

    assert [one.proposal.step for one in waiting(office)] == [3]


def test_a_rise_is_counted_from_the_lowest_that_it_has_been_since_the_answer(office: Office) -> None:
    student = away(office, "Alva Granbarr", 12)
    with office.work() as work:
        suggestions.answer(work, [student], FOLLOWED)
        days(work, student, UNTIL + timedelta(weeks=5), [0] * 25)
        days(work, student, UNTIL + timedelta(weeks=10), [DAY * 11 // 100] * 25)
        data_until(work, UNTIL + timedelta(weeks=10))
    office.clock = Clock(UNTIL + timedelta(weeks=10, days=3))

    assert names(office) == ["Alva Granbarr"]


def test_a_closed_case_is_not_proposed_again_on_the_days_before_it_was_closed(office: Office) -> None:
    student = away(office, "Alva Granbarr", 24)
    with office.work() as work:
        suggestions.answer(work, [student], Answer(SuggestionAnswer.CASE_OPENED))
        row = work.session.scalars(select(CaseRow)).one()
        row.closed_on, row.closure = TODAY, Closure.IMPROVED

    assert waiting(office) == []
    later(office, student, 24, UNTIL + timedelta(weeks=6))
    assert names(office) == ["Alva Granbarr"]


def test_an_answer_can_be_taken_back_at_once_by_who_gave_it(office: Office) -> None:
    student = away(office, "Alva Granbarr", 24)
    with office.work() as work:
        kept = suggestions.answer(work, [student], Answer(SuggestionAnswer.DECLINED, "Fel.")).value

    with office.work() as work:
        suggestions.take_back(work, kept)

    assert names(office) == ["Alva Granbarr"]


def test_the_rektor_decides_for_several_at_once_each_with_its_own_reason(rektor: Office) -> None:
    reasons = {
        away(rektor, "Alva Granbarr", 24): "Benbrott, åter efter lovet.",
        away(rektor, "Bo Regnskur", 31): "Utredning pågår hos förra skolan.",
    }

    with rektor.work() as work:
        count = suggestions.waive(work, reasons).value

    assert count == 2
    assert waiting(rektor) == []
    with rektor.work() as work:
        rows = work.session.scalars(select(DecisionRow)).all()
        assert {row.student_id: row.motivation for row in rows} == reasons
        assert {row.answer for row in rows} == {InquiryAnswer.WAIVED}
        recheck = rows[0].recheck_on
    assert recheck is not None
    rektor.clock = Clock(recheck)
    assert len(waiting(rektor)) == 2


def test_one_reason_that_is_missing_leaves_all_undecided(rektor: Office) -> None:
    reasons = {away(rektor, "Alva Granbarr", 24): "Benbrott.", away(rektor, "Bo Regnskur", 31): ""}

    with pytest.raises(MotivationMissing), rektor.work() as work:
        suggestions.waive(work, reasons)

    assert len(waiting(rektor)) == 2


def test_what_was_counted_is_kept_until_a_new_file_comes(office: Office) -> None:
    student = away(office, "Alva Granbarr", 24)
    with office.work() as work:
        state = attendance.data_state(work)
        assert state is not None
        counted = signals.pointed(work, state)
        signals.keep(work, state)

    with office.work() as work:
        assert signals.is_kept(work, state)
        assert signals.pointed(work, state) == counted
    later(office, student, 30, UNTIL + timedelta(weeks=6))
    with office.work() as work:
        state = attendance.data_state(work)
        assert state is not None
        assert not signals.is_kept(work, state)
        assert [one.step for one in signals.pointed(work, state).values()] == [4]


def test_what_the_database_leaves_out_no_rule_would_have_reached(office: Office) -> None:
    for place, percent in enumerate((0, 3, 9, 10, 11, 19, 20, 21, 50, 51)):
        away(office, f"Elev Granbarr{place}", percent)
    with office.work() as work:
        run = pupil(work, "Maja Månstråle")
        days(work, run, UNTIL, [DAY] * 10 + [0] * 18)
        silent = pupil(work, "Bo Regnskur")
        days(work, silent, UNTIL, [DAY] * 25, reported=False)

    with office.work() as work:
        state = attendance.data_state(work)
        assert state is not None
        numbers = work.session.scalars(select(StudentRow.number)).all()
        assert signals.count(work, state) == signals.count(work, state, numbers)


def test_a_mentor_meets_the_pupils_of_her_own_class_only(school: School) -> None:
    office = school.unlock("Mentor Al")
    office.clock = Clock(TODAY)
    away(office, "Alva Granbarr", 24, "7B")
    away(office, "Bo Regnskur", 24, "8A")
    assert waiting(office) == []

    with office.work() as work:
        suggestions.choose_classes(work, ["8A"])

    assert names(office) == ["Bo Regnskur"]
    office.close()


def test_waiving_needs_the_right_to_decide(office: Office) -> None:
    student = away(office, "Alva Granbarr", 24)

    with pytest.raises(NotAllowed), office.work() as work:
        suggestions.waive(work, {student: "Benbrott."})

    with office.work() as work:
        assert work.session.scalars(select(DecisionRow)).all() == []
