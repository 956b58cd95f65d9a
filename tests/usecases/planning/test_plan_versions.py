"""A signed plan is never overwritten; the rektor approves it or sends it back; it follows the pupil."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.planning.plan import (
    Around,
    Evaluation,
    FollowUp,
    NoReason,
    PlanSigned,
)
from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.domain.terms import NextMove, Outcome
from narvaro_desktop.store.tables import PlanRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.planning import plan_versions, plans
from narvaro_desktop.usecases.planning.plan_versions import AlreadyAnswered
from narvaro_desktop.usecases.planning.plans import PlanEmpty
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
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
        plan_versions.approve(work, case_id, "Bra. Följ upp redan om två veckor.")
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
    assert view.approval.comment == "Bra. Följ upp redan om två veckor."


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


def test_the_measures_are_gone_through_again_when_a_new_lasar_begins(
    office: Office, case_id: UUID, today: date
) -> None:
    # given a signed plan that was last gone through a year ago, and a class that keeps its name
    stays = add(office, case_id, measure(today))
    with office.work() as work:
        plans.sign(work, case_id)
        work.session.scalars(select(PlanRow)).one().gone_through_on = today - 366 * DAY
    before = shown(office, case_id)

    # when it is gone through
    with office.work() as work:
        plans.carry_over(work, case_id, {stays: "Mentor Lönn"}, why="Nytt läsår.")

    # then it is not asked for again, and the plan has its next version
    now = shown(office, case_id)
    assert (before.class_before, before.new_year) == ("", AcademicYear.of(today).label)
    assert (now.new_year, now.version, now.reason) == ("", 2, "Nytt läsår.")


def test_a_new_case_begins_with_what_the_earlier_one_left(office: Office, case_id: UUID, today: date) -> None:
    add(office, case_id, measure(today - 30 * DAY, follow_up_on=today))
    done = add(office, case_id, measure(today - 30 * DAY, title="Klart", follow_up_on=today))
    with office.work() as work:
        plans.follow_up(
            work, done, FollowUp(today, True, "", NextMove.END), Evaluation(today, Outcome.REACHED, "")
        )
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
