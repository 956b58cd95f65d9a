"""Åtgärdsplaner: no measure without a follow-up date, and each ends with how it went."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import Indicator, MeasureNeed, PlanHint
from narvaro_desktop.domain.investigation import Answer
from narvaro_desktop.domain.notification import ProtectedStudent
from narvaro_desktop.domain.plan import (
    Aim,
    Around,
    Evaluation,
    FollowUp,
    Measure,
    MeasureEnded,
    MeasureIncomplete,
    NextDateMissing,
    NoReason,
    OffScale,
    PlanSigned,
)
from narvaro_desktop.domain.plan_terms import Approval, NotDone, Shift
from narvaro_desktop.domain.schooldays import SchoolCalendar, SchoolTerm, Season, Span
from narvaro_desktop.domain.terms import AnswerState, Depth, LegalType, MeasureLevel, NextMove, Outcome, Role
from narvaro_desktop.usecases import (
    case_papers,
    cases,
    closing,
    investigations,
    plan_versions,
    plans,
    settings,
    students,
)
from narvaro_desktop.usecases.cases import Opening
from narvaro_desktop.usecases.plan_versions import AlreadyAnswered
from narvaro_desktop.usecases.plans import EvaluationMissing, PlanEmpty, PlanView
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases import pupils_with_days

DAY = timedelta(days=1)


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, Opening(step=2, why="Talat hemma redan.")).value


@pytest.fixture
def today(office: Office) -> date:
    return office.clock.now().date()


def measure(today: date, **other: object) -> Measure:
    whole = Measure(
        title="En vuxen möter eleven vid ankomsten",
        goal="Eleven kommer in fyra morgnar av fem.",
        level=MeasureLevel.STUDENT,
        legal_type=LegalType.PRACTICAL,
        responsible_role=Role.MENTOR,
        responsible="Mentor Al",
        starts_on=today,
        follow_up_on=today + 14 * DAY,
        aim=Aim(Indicator.ATTENDANCE, 60, 70),
        student_view="Bra, om det är samma vuxen.",
    )
    return replace(whole, **other)  # type: ignore[arg-type]


def add(office: Office, case_id: UUID, one: Measure) -> UUID:
    with office.work() as work:
        return plans.add_measure(work, case_id, one).value


def shown(office: Office, case_id: UUID) -> PlanView:
    with office.work() as work:
        return plans.plan(work, case_id)


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
        assert plans.follow_ups(work) == []


def test_follow_ups_are_asked_for_the_most_overdue_first(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today))
    late = measure(today, title="Stäm av veckan", starts_on=today - 20 * DAY, follow_up_on=today - 3 * DAY)
    add(office, case_id, late)

    with office.work() as work:
        first, second = plans.follow_ups(work)

    assert (first.title, first.is_overdue, first.days_late) == ("Stäm av veckan", True, 3)
    assert (second.is_overdue, second.days_late) == (False, 0)


def test_a_closed_case_asks_for_no_follow_up(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today))

    with office.work() as work:
        assert len(closing.parting(work, case_id).follow_ups) == 1
        cases.row_of(work, case_id).closed_on = today

    with office.work() as work:
        assert plans.follow_ups(work) == []


def test_a_plan_without_a_measure_is_not_signed(office: Office, case_id: UUID) -> None:
    with pytest.raises(PlanEmpty), office.work() as work:
        plans.sign(work, case_id)


def test_a_signed_plan_is_changed_only_as_its_next_version(
    office: Office, case_id: UUID, today: date
) -> None:
    added = add(office, case_id, measure(today))
    with office.work() as work:
        plans.describe(work, case_id, Around(needs="Lugn start."))
        plans.sign(work, case_id)
    for act in (
        lambda work: plans.describe(work, case_id, Around(needs="Annat.")),
        lambda work: plans.add_measure(work, case_id, measure(today)),
        lambda work: plans.change_measure(work, added, measure(today, title="Något helt annat")),
        lambda work: plans.sign(work, case_id),
    ):
        with pytest.raises(PlanSigned), office.work() as work:
            act(work)

    with pytest.raises(NoReason), office.work() as work:
        plan_versions.revise(work, case_id, "  ")
    with office.work() as work:
        plan_versions.revise(work, case_id, "Eleven vill börja tidigare.")
        plans.change_measure(work, added, measure(today, title="En vuxen möter vid bussen"))
        plans.describe(work, case_id, Around(needs="Lugn start vid bussen."))

    now = shown(office, case_id)
    with office.work() as work:
        then = plans.plan(work, case_id, version=1)
    assert (now.version, now.signed, now.reason) == (2, None, "Eleven vill börja tidigare.")
    assert now.measures[0].measure.title == "En vuxen möter vid bussen"
    assert (then.version, then.is_latest, then.may_write, then.may_revise) == (1, False, False, False)
    assert then.signed is not None
    assert (then.signed.name, then.signed.title) == ("Kurator Ek", "kurator")
    assert then.measures[0].measure == measure(today)
    assert then.around.needs == "Lugn start."


def test_every_signed_version_stays_as_it_was(office: Office, case_id: UUID, today: date) -> None:
    added = add(office, case_id, measure(today))
    goals = ["Tre morgnar av fem.", "Fyra morgnar av fem.", "Alla morgnar."]
    for goal in goals:
        with office.work() as work:
            plans.change_measure(work, added, measure(today, goal=goal))
            plans.sign(work, case_id)
            plan_versions.revise(work, case_id, "Målet höjs.")

    with office.work() as work:
        kept = [
            plan_versions.text_as_signed(work, case_id, version).measures[0].measure.goal
            for version in (1, 2, 3)
        ]
        listed = [one.version for one in plan_versions.versions(work, case_id)]

    assert kept == goals
    assert listed == [3, 2, 1]


def test_a_follow_up_belongs_to_the_work_and_changes_no_version(
    office: Office, case_id: UUID, today: date
) -> None:
    added = add(office, case_id, measure(today))
    with office.work() as work:
        plans.sign(work, case_id)
        plans.follow_up(work, added, FollowUp(today, True, "Bra.", NextMove.CONTINUE, today + 7 * DAY))

    now = shown(office, case_id)
    with office.work() as work:
        kept = plan_versions.text_as_signed(work, case_id, 1)

    assert now.signed is not None
    assert now.measures[0].measure.follow_up_on == today + 7 * DAY
    assert kept.measures[0].measure.follow_up_on == today + 14 * DAY
    assert kept.measures[0].follow_ups == ()


def test_a_follow_up_that_wants_a_change_begins_the_next_version(
    office: Office, case_id: UUID, today: date
) -> None:
    added = add(office, case_id, measure(today))
    with office.work() as work:
        plans.sign(work, case_id)
        plans.follow_up(work, added, FollowUp(today, True, "För stort.", NextMove.CHANGE, today + 7 * DAY))

    now = shown(office, case_id)

    assert (now.version, now.signed, now.reason) == (2, None, "För stort.")
    assert now.may_write


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


def test_the_rektor_approves_what_the_kurator_has_signed(
    school: School, office: Office, case_id: UUID, today: date
) -> None:
    add(office, case_id, measure(today))
    with office.work() as work:
        plans.sign(work, case_id, ask=True)
        assert plan_versions.waiting(work) == []
        with pytest.raises(NotAllowed):
            plan_versions.approve(work, case_id)
    office.close()

    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        [asked] = plan_versions.waiting(work)
        plan_versions.approve(work, case_id)
    with pytest.raises(AlreadyAnswered), rektor.work() as work:
        plan_versions.approve(work, case_id)
    rektor.close()

    kurator = school.unlock("Kurator Ek")
    view = shown(kurator, case_id)
    with kurator.work() as work:
        [answered] = plan_versions.answered_for_me(work)
        plan_versions.seen(work, answered.version.id)
    with kurator.work() as work:
        assert plan_versions.answered_for_me(work) == []
    kurator.close()
    assert (asked.version.asked_by, asked.measures) == ("Kurator Ek", 1)
    assert view.approval is not None
    assert (view.approval.approval, view.approval.answered_by) == (Approval.APPROVED, "Rektor Rönn")


def test_what_the_rektor_sends_back_is_the_next_version_with_the_comment(
    school: School, office: Office, case_id: UUID, today: date
) -> None:
    add(office, case_id, measure(today))
    with office.work() as work:
        plans.sign(work, case_id, ask=True)
    office.close()

    rektor = school.unlock("Rektor Rönn")
    with pytest.raises(NoReason), rektor.work() as work:
        plan_versions.send_back(work, case_id, "")
    with rektor.work() as work:
        plan_versions.send_back(work, case_id, "Vem ersätter när mentorn är borta?")
        assert plan_versions.waiting(work) == []
    view = shown(rektor, case_id)
    rektor.close()

    assert (view.version, view.signed, view.reason) == (2, None, "Vem ersätter när mentorn är borta?")
    assert view.approval is not None
    assert view.approval.approval is Approval.RETURNED


def test_a_version_that_was_replaced_waits_for_nobody(
    school: School, office: Office, case_id: UUID, today: date
) -> None:
    add(office, case_id, measure(today))
    with office.work() as work:
        plans.sign(work, case_id, ask=True)
        plan_versions.revise(work, case_id, "Något glömdes.")
    office.close()

    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        assert plan_versions.waiting(work) == []
    with pytest.raises(AlreadyAnswered), rektor.work() as work:
        plan_versions.approve(work, case_id)
    rektor.close()


def test_the_measures_follow_the_pupil_to_a_new_class(office: Office, case_id: UUID, today: date) -> None:
    stays = add(office, case_id, measure(today))
    ends = add(office, case_id, measure(today, title="Egen plats i 5B", follow_up_on=today + 21 * DAY))
    with office.work() as work:
        plans.sign(work, case_id)
        cases.row_of(work, case_id).student.class_name = "6A"
    moved = shown(office, case_id)

    with office.work() as work:
        plans.carry_over(work, case_id, {stays: "Mentor Lönn"}, {ends}, "Bytt klass från 5B till 6A.")

    now = shown(office, case_id)
    by_id = {one.id: one for one in now.measures}
    assert moved.class_before == "5B"
    assert (now.class_before, now.version, now.reason) == ("", 2, "Bytt klass från 5B till 6A.")
    assert by_id[stays].measure.responsible == "Mentor Lönn"
    assert by_id[ends].outcome is Outcome.STOPPED_MOVED


def test_a_new_case_begins_with_what_the_earlier_one_left(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today - 30 * DAY, follow_up_on=today))
    done = add(office, case_id, measure(today - 30 * DAY, title="Klart", follow_up_on=today))
    with office.work() as work:
        plans.evaluate(work, done, Evaluation(today, Outcome.REACHED, ""))
        before = cases.row_of(work, case_id)
        before.closed_on = today
        work.session.flush()
        again = cases.open_case(work, before.student_id, Opening(step=2, why="Frånvaron är tillbaka.")).value
    empty = shown(office, again)

    with office.work() as work:
        plans.fetch_earlier(work, again)

    [one] = shown(office, again).measures
    assert (empty.earlier, empty.measures) == (1, ())
    assert (one.measure.title, one.measure.starts_on) == (measure(today).title, today)
    assert one.measure.follow_up_on == today + 14 * DAY


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
        case_papers.save_plan(work, case_id, tmp_path)

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
