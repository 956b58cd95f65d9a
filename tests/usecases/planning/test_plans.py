"""Åtgärdsplaner: no measure without a follow-up date, and each ends with how it went."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.case_terms import MeasureNeed, PlanHint
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.planning.plan import (
    Around,
    Evaluation,
    FollowUp,
    MeasureEnded,
    MeasureIncomplete,
    NextDateMissing,
    OffScale,
)
from narvaro_desktop.domain.planning.plan_terms import NotDone, Shift
from narvaro_desktop.domain.schooldays import SchoolCalendar, SchoolTerm, Season, Span
from narvaro_desktop.domain.terms import AnswerState, Depth, LegalType, NextMove, Outcome
from narvaro_desktop.usecases import papers, settings
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import case_papers, cases, closing
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.planning import follow_ups, plans
from narvaro_desktop.usecases.planning.plans import EvaluationMissing
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.usecases import pupils_with_days
from tests.usecases.plan_stage import add, measure, shown

DAY = timedelta(days=1)


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, Opening(step=2, why="Talat hemma redan.")).value


@pytest.fixture
def today(office: Office) -> date:
    return office.clock.now().date()


def test_a_measure_is_kept_whole(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today))

    [one] = shown(office, case_id).measures

    assert one.measure == measure(today)
    assert not one.is_overdue
    assert one.hints == ()


def test_a_measure_without_a_follow_up_date_is_refused(office: Office, case_id: UUID, today: date) -> None:
    with pytest.raises(MeasureIncomplete) as refused:
        add(office, case_id, measure(today, follow_up_on=None))

    assert refused.value.needs == (MeasureNeed.FOLLOW_UP_ON,)
    assert shown(office, case_id).measures == ()


def test_hints_never_stop_a_measure(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today, aim=None, student_view="", follow_up_on=today + 60 * DAY))

    [one] = shown(office, case_id).measures

    assert one.hints == (PlanHint.MEASURABLE, PlanHint.STUDENT_ASKED, PlanHint.TIMED)


def test_special_support_says_that_it_needs_a_programme(office: Office, case_id: UUID, today: date) -> None:
    added = add(office, case_id, measure(today, legal_type=LegalType.SPECIAL_SUPPORT))
    before = shown(office, case_id).measures[0].needs_programme

    with office.work() as work:
        with_reference = measure(today, legal_type=LegalType.SPECIAL_SUPPORT, support_programme="ÅP 2026-11")
        plans.change_measure(work, added, with_reference)

    assert before
    assert not shown(office, case_id).measures[0].needs_programme


def test_a_written_plan_may_answer_the_duty_of_the_step(office: Office, case_id: UUID, today: date) -> None:
    before = {line.duty.key for line in shown(office, case_id).duties}

    with office.work() as work:
        plans.add_measure(work, case_id, measure(today), ("plan_first",))

    assert before == {"plan_first"}
    assert shown(office, case_id).duties == ()


def test_a_follow_up_moves_the_date_on(office: Office, case_id: UUID, today: date) -> None:
    added = add(office, case_id, measure(today))

    with office.work() as work:
        seen = FollowUp(today, True, "Tre morgnar av fem.", NextMove.CONTINUE, today + 28 * DAY)
        plans.follow_up(work, added, seen, done=("second_follow_up",))

    [one] = shown(office, case_id).measures
    assert one.measure.follow_up_on == today + 28 * DAY
    assert [(held.follow_up, held.by) for held in one.follow_ups] == [(seen, "Kurator Ek")]
    assert shown(office, case_id).follow_up_duties == ()


def test_a_measure_that_goes_on_needs_a_next_date(office: Office, case_id: UUID, today: date) -> None:
    added = add(office, case_id, measure(today))

    with pytest.raises(NextDateMissing), office.work() as work:
        plans.follow_up(work, added, FollowUp(today, True, "", NextMove.CONTINUE, None))


def test_a_measure_ends_with_how_it_went(office: Office, case_id: UUID, today: date) -> None:
    added = add(office, case_id, measure(today))
    ends = FollowUp(today, True, "Eleven kommer nu själv.", NextMove.END)
    with pytest.raises(EvaluationMissing), office.work() as work:
        plans.follow_up(work, added, ends)

    with office.work() as work:
        plans.follow_up(work, added, ends, Evaluation(today, Outcome.REACHED, "Samma vuxen var det viktiga."))

    [one] = shown(office, case_id).measures
    assert (one.ended_on, one.outcome) == (today, Outcome.REACHED)
    assert one.evaluation == "Samma vuxen var det viktiga."
    with pytest.raises(MeasureEnded), office.work() as work:
        plans.follow_up(work, added, ends, Evaluation(today, Outcome.REACHED, ""))
    with office.work() as work:
        assert follow_ups.coming(work) == []


def test_follow_ups_are_asked_for_the_most_overdue_first(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today))
    late = measure(today, title="Stäm av veckan", starts_on=today - 20 * DAY, follow_up_on=today - 3 * DAY)
    add(office, case_id, late)

    with office.work() as work:
        first, second = follow_ups.coming(work)

    assert (first.title, first.is_overdue, first.days_late) == ("Stäm av veckan", True, 3)
    assert (second.is_overdue, second.days_late) == (False, 0)


def test_a_closed_case_asks_for_no_follow_up(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today))

    with office.work() as work:
        assert len(closing.parting(work, case_id).follow_ups) == 1
        cases.row_of(work, case_id).closed_on = today

    with office.work() as work:
        assert follow_ups.coming(work) == []


def test_all_that_a_follow_up_saw_is_kept(office: Office, case_id: UUID, today: date) -> None:
    added = add(office, case_id, measure(today))
    held = FollowUp(
        today, False, "Vikarien visste inte.", NextMove.CONTINUE, today + 7 * DAY, NotDone.RESOURCES, 1, 62,
        Shift.SAME, Shift.BETTER, Shift.WORSE,
    )  # fmt: skip
    with office.work() as work:
        plans.follow_up(work, added, held)
    with pytest.raises(OffScale), office.work() as work:
        plans.follow_up(work, added, replace(held, value=101))

    assert [one.follow_up for one in shown(office, case_id).measures[0].follow_ups] == [held]


def test_the_same_words_again_change_nothing(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        first = plans.describe(work, case_id, Around(needs="Lugn start."))
        again = plans.describe(work, case_id, Around(needs="Lugn start."))

    assert first
    assert not again


def test_a_protected_pupils_plan_is_not_printed(
    office: Office, case_id: UUID, today: date, tmp_path: Path
) -> None:
    add(office, case_id, measure(today))
    with office.work() as work:
        students.protect(work, cases.row_of(work, case_id).student_id)

    with pytest.raises(ProtectedStudent), office.work() as work:
        papers.save(work, case_papers.plan_paper(work, case_id), tmp_path)

    assert not list(tmp_path.glob("*.pdf*"))


def test_what_the_absence_did_is_shown_when_both_windows_have_passed(office: Office, case_id: UUID) -> None:
    term, until, started = Span(date(2026, 8, 18), date(2026, 12, 21)), date(2026, 11, 20), date(2026, 9, 28)
    weekdays = [day for day in Span(term.first, until) if day.weekday() < 5]
    with office.work() as work:
        settings.keep_calendar(work, SchoolCalendar((SchoolTerm(Season.AUTUMN, term),), ()))
        student = cases.case(work, case_id).line.student.id
        away = [120 if day < started else 30 for day in weekdays]
        pupils_with_days.days(work, student, until, away)
        pupils_with_days.data_until(work, until)
        plans.add_measure(work, case_id, measure(started, title="A"))
        plans.add_measure(work, case_id, measure(date(2026, 11, 2), title="B"))

    first, second = sorted(shown(office, case_id).measures, key=lambda one: one.measure.title)

    assert first.effect is not None and first.effect.change is not None
    assert first.effect.change.tenths == -300
    assert second.effect is None


def test_what_the_kartlaggning_came_to_is_proposed_as_needs(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        begun = investigations.begin(work, case_id, Depth.SIMPLE).value
        for key in ("i1_place", "i2_began", "y1_summary", "y2_needs"):
            said = Answer(key, AnswerState.ANSWERED, f"Svar på {key}.")
            investigations.answer(work, begun, key, said)
    before = shown(office, case_id).proposed_needs

    with office.work() as work:
        investigations.sign(work, begun)

    assert before == ""
    assert shown(office, case_id).proposed_needs == "Svar på y2_needs."
