"""Who may open which case and which pupil: each role against each way that leads to a case."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from narvaro_desktop import usecases, wording
from narvaro_desktop.domain.access import NotAllowed, OutOfReach
from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.terms import Channel, ContactKind, Depth, Party, Role
from narvaro_desktop.store.tables import CaseRow, NotificationRow, PersonRow
from narvaro_desktop.usecases.absence import attendance, suggestions
from narvaro_desktop.usecases.assessment import investigation_papers, investigations
from narvaro_desktop.usecases.casework import (
    case_glance,
    cases,
    closing,
    due,
    duties,
    informing,
    invitations,
    new_case,
    notes,
    timeline,
)
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.deciding import (
    decision_drafts,
    decisions,
    earlier_decision,
    inquiry,
    notifications,
)
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import student_details, students
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School

OWN, OTHER = "5B", "7A"
WAYS = ("own class", "other class", "got", "invited", "no longer invited")
OPENS = {
    CaseScope.UNIT: frozenset(WAYS),
    CaseScope.OWN_CLASS: frozenset({"own class", "got", "invited"}),
    CaseScope.ASSIGNED: frozenset({"got", "invited"}),
    CaseScope.INVITED: frozenset({"got", "invited"}),
    CaseScope.PACKAGES: frozenset(),
    CaseScope.NONE: frozenset(),
}


@dataclass
class Stage:
    """The rektor's vault with a case for each way to it, and a person for each role."""

    office: Office
    cases: dict[str, UUID]
    people: dict[Role, UUID]

    @contextmanager
    def work_as(self, role: Role) -> Iterator[Work]:
        me = self.office.actor
        self.office.actor = replace(me, id=self.people[role], role=role)
        try:
            with self.office.work() as work:
                yield work
        finally:
            self.office.actor = me


@pytest.fixture
def stage(at_the_principals: Office) -> Stage:
    people, made = {}, {}
    with at_the_principals.work() as work:
        for role in Role:
            people[role] = work.new_id()
            row = {"label": role.key, "name": role.key, "sort_key": role.key, "active_to": None}
            work.session.add(PersonRow(id=people[role], role=role, active_from=date(2026, 8, 1), **row))
        work.session.flush()
        for way in WAYS:
            pupil = students.add(work, f"{way} Kottelund", OWN if way == "own class" else OTHER).value
            work.session.flush()
            made[way] = cases.open_case(work, pupil).value
        team.give_classes(work, people[Role.MENTOR], [OWN])
    return Stage(at_the_principals, made, people)


def lead(stage: Stage, role: Role) -> None:
    """Give the person of `role` her case, and her invitations."""
    person = stage.people[role]
    with stage.office.work() as work:
        work.session.get_one(CaseRow, stage.cases["got"]).owner_id = person
        for way in ("invited", "no longer invited"):
            invitations.invite(work, stage.cases[way], person)
        invitations.end(work, stage.cases["no longer invited"], person)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_the_cases_that_its_scope_says_and_no_other(stage: Stage, role: Role) -> None:
    lead(stage, role)
    rights = stage.office.rules.rights
    may_read = rights.may(role, Resource.CASE, Action.READ)
    expected = OPENS[rights.scope(role)] if may_read else frozenset()

    opened = set()
    for way, case_id in stage.cases.items():
        try:
            with stage.work_as(role) as work:
                cases.case(work, case_id)
            opened.add(way)
        except NotAllowed:
            pass

    assert opened == expected


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.RECIPIENT, Role.ADMINISTRATOR)], ids=lambda r: r.key
)
def test_a_list_holds_exactly_what_can_be_opened(stage: Stage, role: Role) -> None:
    lead(stage, role)
    rights = stage.office.rules.rights
    if not rights.may(role, Resource.CASE, Action.READ):
        return

    with stage.work_as(role) as work:
        listed = {line.case_id for line in due.standings(work)}

    assert listed == {stage.cases[way] for way in OPENS[rights.scope(role)]}


WRITTEN = Written(ContactKind.CALL, "Samtal hem.", Party.GUARDIAN, True)
BY_CASE: dict[str, Callable[[Work, UUID], Any]] = {
    "case": cases.case,
    "climb": lambda work, case: cases.climb(work, case, {}),
    "do_duty": lambda work, case: duties.do_duty(work, case, "care_talk"),
    "undo_duty": lambda work, case: duties.undo_duty(work, case, "care_talk"),
    "add_task": lambda work, case: duties.add_task(work, case, "Ring."),
    "timeline": timeline.timeline,
    "newest": lambda work, case: timeline.newest(work, case, 6),
    "parting": closing.parting,
    "reopen": lambda work, case: closing.reopen(work, case, "Frånvaron är tillbaka."),
    "prepared": lambda work, case: decisions.prepared(work, case, inquiry.Filled()),
    "decisions": decisions.decisions_of,
    "earlier": lambda work, case: earlier_decision.record(work, case, work.today, "Rektor", None, ""),
    "draft": lambda work, case: decision_drafts.keep(work, case, inquiry.Filled()),
    "hand_over": lambda work, case: handovers.hand_over(work, case, "Titta, tack."),
    "investigation": investigations.investigation,
    "begin": lambda work, case: investigations.begin(work, case, Depth.SIMPLE),
    "plan": plans.plan,
    "describe_plan": lambda work, case: plans.describe(work, case, plans.Around(needs="Lugn plats.")),
    "notes": notes.notes_of,
    "newest_notes": lambda work, case: notes.newest_of(work, case, 6),
    "about": notes.about_case,
    "contact_duties": notes.contact_duties,
    "glance": case_glance.investigation_glance,
    "plan_glance": case_glance.plan_glance,
    "circle": invitations.circle,
    "invite": lambda work, case: invitations.invite(work, case, work.actor.id),
    "note": lambda work, case: notes.write(
        work, work.session.get_one(CaseRow, case).student_id, case, WRITTEN
    ),
}


@pytest.mark.parametrize("name", BY_CASE)
def test_nothing_of_a_case_out_of_reach_is_told_or_changed(stage: Stage, name: str) -> None:
    with pytest.raises(OutOfReach), stage.work_as(Role.MENTOR) as work:
        BY_CASE[name](work, stage.cases["other class"])


BY_STUDENT: dict[str, Callable[[Work, UUID], Any]] = {
    "student": students.student,
    "details": student_details.pupil,
    "describe": lambda work, pupil: students.describe(work, pupil, home_municipality="Almstad"),
    "guardian": lambda work, pupil: students.add_guardian(work, pupil, "Ylva Blåbärsskog"),
    "protect": students.protect,
    "left": lambda work, pupil: students.left(work, pupil, work.today),
    "absence": attendance.absence_of,
    "periods": attendance.periods_of,
    "suggested": suggestions.suggested_step,
    "open": cases.open_case,
    "note": lambda work, pupil: notes.write(work, pupil, None, WRITTEN),
}


@pytest.mark.parametrize("name", BY_STUDENT)
def test_nothing_of_a_pupil_of_another_class_is_told_or_changed(stage: Stage, name: str) -> None:
    with stage.office.work() as work:
        pupil = students.add(work, "Saga Regnskur", OTHER).value

    with pytest.raises(OutOfReach), stage.work_as(Role.MENTOR) as work:
        BY_STUDENT[name](work, pupil)
    with stage.work_as(Role.MENTOR) as work:
        assert new_case.absence(work, pupil) is None


def test_what_belongs_to_a_case_is_out_of_reach_with_it(stage: Stage) -> None:
    case_id = stage.cases["other class"]
    with stage.office.work() as work:
        began = investigations.begin(work, case_id, Depth.SIMPLE).value
        task = duties.add_task(work, case_id, "Ring.").value
        notification = decisions.open_inquiry(work, case_id, inquiry.Filled()).value
        decision = decisions.decisions_of(work, case_id)[0].id
        work.session.get_one(NotificationRow, notification)

    tries: list[Callable[[Work], Any]] = [
        lambda work: duties.do_task(work, task),
        lambda work: duties.undo_task(work, task),
        lambda work: investigations.correct(work, began, "Fel dag."),
        lambda work: investigation_papers.investigation_paper(work, began),
        lambda work: informing.inform(work, decision, None, work.today, "Samtal"),
        lambda work: decisions.resumed(work, decision),
        lambda work: notifications.answer_by_hand(work, notification, work.today, "Handläggare", "", (), ""),
        lambda work: notifications.hand_over(work, notification, work.today, Channel.OTHER),
    ]
    for act in tries:
        with pytest.raises((OutOfReach, NotAllowed)), stage.work_as(Role.MENTOR) as work:
            act(work)
    with stage.work_as(Role.MENTOR) as work:
        assert notifications.notifications(work) == []
        assert handovers.answered_for_me(work) == []


def test_a_list_of_pupils_holds_the_own_class_and_those_one_is_invited_to(stage: Stage) -> None:
    lead(stage, Role.MENTOR)

    with stage.work_as(Role.MENTOR) as work:
        names = {line.name for line in students.everyone(work)}

    assert names == {"own class Kottelund", "got Kottelund", "invited Kottelund"}


def test_a_mentor_without_a_class_can_begin_and_sees_what_she_began(stage: Stage) -> None:
    with stage.office.work() as work:
        team.give_classes(work, stage.people[Role.MENTOR], [])

    with stage.work_as(Role.MENTOR) as work:
        made = new_case.begin(work, new_case.NewStudent("Tage Granbarr", "2A"), cases.Opening()).value
    with stage.work_as(Role.MENTOR) as work:
        assert cases.case(work, made).line.student.class_name == "2A"
        assert [line.case_id for line in due.standings(work)] == [made]


def test_a_mentor_says_her_class_once_and_then_the_rektor_does(school: School) -> None:
    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        suggestions.choose_classes(work, [OWN])
    with pytest.raises(NotAllowed), mentor.work() as work:
        suggestions.choose_classes(work, [OWN, OTHER])
    mentor.close()

    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        [row] = [one for one in team.team(work).members if one.name == "Mentor Al"]
        team.give_classes(work, row.id, [OWN, OTHER])
    with rektor.work() as work:
        assert team.team(work).may_manage
        [row] = [one for one in team.team(work).members if one.name == "Mentor Al"]
    rektor.close()

    assert row.classes == (OWN, OTHER)


def test_whoever_is_only_invited_invites_nobody(stage: Stage) -> None:
    lead(stage, Role.SCHOOL_NURSE)

    with stage.work_as(Role.SCHOOL_NURSE) as work:
        circle = invitations.circle(work, stage.cases["invited"])
    with pytest.raises(NotAllowed), stage.work_as(Role.SCHOOL_NURSE) as work:
        invitations.invite(work, stage.cases["invited"], stage.people[Role.MENTOR])

    assert not circle.may_invite
    assert [one.role for one in circle.invited] == [Role.SCHOOL_NURSE]


@pytest.mark.parametrize("role", [Role.MENTOR, Role.SCHOOL_NURSE])
def test_the_refusal_says_what_to_do(stage: Stage, role: Role) -> None:
    with pytest.raises(OutOfReach) as refused, stage.work_as(role) as work:
        cases.case(work, stage.cases["other class"])

    assert "bjuda in dig" in wording.say(refused.value)


def test_a_case_is_fetched_by_id_in_one_place_only() -> None:
    """A way around would not be held to anybody's reach."""
    folder = Path(usecases.__file__).parent
    around = [
        path.name
        for path in folder.rglob("*.py")
        if path.name != "reach.py" and re.search(r"session\.get_one\(CaseRow", path.read_text("utf-8"))
    ]

    assert around == []
