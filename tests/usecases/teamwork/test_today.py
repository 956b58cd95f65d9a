"""I dag gathers what needs a person, for each role its own, and counts it."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest

from narvaro_desktop.domain.case_terms import CaseScope
from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.domain.terms import MeasureLevel, Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.casework import cases, due, duties, new_case
from narvaro_desktop.usecases.casework.cases import Opening, Stated
from narvaro_desktop.usecases.casework.new_case import Earlier, NameMissing, NewStudent
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding.notifications import Need
from narvaro_desktop.usecases.promoting import prevention
from narvaro_desktop.usecases.promoting.prevention import GroupMeasure
from narvaro_desktop.usecases.routines import routine
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.teamwork import meeting_room, meetings, today, today_filter
from narvaro_desktop.usecases.teamwork.today import ReminderKind, Today
from narvaro_desktop.usecases.teamwork.today_filter import Wanted
from narvaro_desktop.usecases.teamwork.today_team import TeamKind
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL = date(2026, 9, 25)
TODAY = date(2026, 9, 28)


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def asked(office: Office) -> Today:
    with office.work() as work:
        return today.today(work)


def a_case(office: Office, name: str = "Elvira Blåbärsskog", class_name: str = "5B") -> UUID:
    with office.work() as work:
        return cases.open_case(work, pupil(work, name, class_name)).value


def test_a_new_school_has_nothing_but_two_ways_to_begin(office: Office) -> None:
    found = asked(office)

    assert found.is_new
    assert found.count == 0
    assert found.data is None
    assert found.may_import and found.may_answer


def test_what_is_late_stands_first_and_a_case_stands_once(office: Office) -> None:
    late, soon = a_case(office), a_case(office, "Bo Regnskur", "7A")
    with office.work() as work:
        duties.add_task(work, late, "Ring hem", TODAY - timedelta(days=2), Role.COUNSELLOR)
        duties.add_task(work, late, "Boka möte", TODAY + timedelta(days=3), Role.COUNSELLOR)
        duties.add_task(work, soon, "Prata med läraren", TODAY + timedelta(days=1))
        duties.add_task(work, soon, "Långt fram", TODAY + timedelta(days=60))

    found = asked(office).due

    assert [(one.first.words, one.more, one.first.is_overdue) for one in found] == [
        ("Ring hem", 1, True),
        ("Prata med läraren", 0, False),
    ]
    assert [one.is_mine for one in found] == [True, True]


def test_what_waits_for_another_role_in_the_team_is_not_mine(office: Office) -> None:
    case_id = a_case(office)
    with office.work() as work:
        duties.add_task(work, case_id, "Besluta om stöd", TODAY, Role.PRINCIPAL)
        duties.add_task(work, case_id, "Väg och mät", TODAY, Role.SCHOOL_NURSE)

    with office.work() as work:
        mine = {one.words: one.is_mine for one in due.due(work)}

    assert not mine["Besluta om stöd"]
    assert mine["Väg och mät"], "nobody else here can do it, so its owner is reminded"


def test_the_case_list_says_the_next_thing_and_how_long_the_case_has_stood(office: Office) -> None:
    with office.work() as work:
        student = pupil(work, "Elvira Blåbärsskog", "5B")
        cases.open_case(work, student, Opening(opened_on=TODAY - timedelta(days=9)))

    with office.work() as work:
        (line,) = due.standings(work)

    assert line.days_on_step == 9
    assert line.owner == "Kurator Ek" and line.is_mine
    assert line.next is not None and line.next.words
    with office.work() as work:
        assert [one.step for one in cases.open_cases(work)] == [line.step]


def test_the_rektor_sees_what_the_kurator_handed_over_and_the_kurator_the_answer(school: School) -> None:
    office = school.unlock()
    case_id = a_case(office)
    with office.work() as work:
        handovers.hand_over(work, case_id, "Utredning behövs enligt teamet.")
    office.close()

    office = school.unlock("Rektor Rönn")
    (waiting,) = asked(office).waiting
    with office.work() as work:
        handovers.answer(work, waiting.id, decided=False, comment="Träffa familjen först.")
    assert asked(office).waiting == ()
    office.close()

    office = school.unlock()
    assert [one.comment for one in asked(office).returned] == ["Träffa familjen först."]
    office.close()


def test_a_decision_without_an_anmalan_stands_until_it_is_made(office: Office) -> None:
    with office.work() as work:
        new_case.begin(
            work,
            NewStudent("Idun Åkerbärssnår", "4B"),
            Opening(step=3, why="Utredning pågår.", opened_on=date(2026, 9, 1)),
            Earlier(date(2026, 9, 21), "Rektor Rönn, rektor"),
        )

    found = asked(office)

    assert [one.kind for one in found.needed] == [Need.NOTIFY]
    assert "notification" not in {one.first.key for one in found.due}, "it is said once"


def test_old_data_and_a_mentor_without_a_class_are_reminded_of(school: School) -> None:
    office = school.unlock("Mentor Al")
    office.clock = Clock(UNTIL + timedelta(days=8))
    with office.work() as work:
        days(work, pupil(work, "Alva Granbarr"), UNTIL, [DAY // 4] * 25)
        data_until(work, UNTIL)
    assert asked(office).reminders == (ReminderKind.DATA_OLD, ReminderKind.NO_CLASS)

    with office.work() as work:
        suggestions.choose_classes(work, ["7B"])

    found = asked(office)
    assert found.reminders == (ReminderKind.DATA_OLD,)
    assert [one.student.name for one in found.proposed] == ["Alva Granbarr"]
    office.close()


def test_the_proposals_are_counted_once_for_each_file(office: Office) -> None:
    with office.work() as work:
        days(work, pupil(work, "Alva Granbarr"), UNTIL, [DAY // 4] * 25)
        data_until(work, UNTIL)
    before = asked(office)
    with office.work() as work:
        today.keep_proposals(work)

    after = asked(office)

    assert (before.is_kept, after.is_kept) == (False, True)
    assert before.proposed == after.proposed


def test_a_new_pupil_and_her_typed_absence_come_with_the_case(office: Office) -> None:
    stated = Stated(245, date(2026, 8, 31), UNTIL, "Skola24")

    with office.work() as work:
        case_id = new_case.begin(work, NewStudent("Alva Granbarr", "7B"), Opening(stated=stated)).value

    with office.work() as work:
        view = cases.case(work, case_id)
        offered = new_case.offer(work)
    assert (view.line.student.name, view.line.student.class_name) == ("Alva Granbarr", "7B")
    assert view.stated == stated
    assert [(one.student.name, one.case_id) for one in offered.candidates] == [("Alva Granbarr", case_id)]


def test_a_pupil_without_a_family_name_leaves_nothing_behind(office: Office) -> None:
    with pytest.raises(NameMissing), office.work() as work:
        new_case.begin(work, NewStudent("Alva", "7B"), Opening())

    with office.work() as work:
        assert new_case.offer(work).candidates == ()


@pytest.mark.parametrize(
    "role", [role for role in Role if role is not Role.RECIPIENT], ids=lambda role: role.key
)
def test_every_role_has_a_day_and_meets_only_its_own(school: School, role: Role) -> None:
    rektor = school.unlock("Rektor Rönn")
    a_case(rektor)
    with rektor.work() as work:
        duties.add_task(work, cases.open_cases(work)[0].id, "Ring hem", work.today)
        team.add_person(work, "Ny i teamet", role, School.PHRASE, kdf=PRACTICE_KDF)
    rektor.close()
    office = school.unlock("Ny i teamet")

    found = asked(office)
    with office.work() as work:
        meets_all = work.rules.rights.scope(role) is CaseScope.UNIT
        assert len(due.standings(work)) == (1 if meets_all else 0)

    assert found.open_cases == found.mine + found.others == (1 if meets_all else 0)
    assert (ReminderKind.NO_CLASS in found.reminders) == (role is Role.MENTOR)
    office.close()


def test_the_rektor_who_answers_for_all_sees_what_waits_for_anyone(school: School) -> None:
    rektor = school.unlock("Rektor Rönn")
    case = a_case(rektor)
    with rektor.work() as work:
        duties.add_task(work, case, "Ring hem", TODAY, Role.COUNSELLOR)

    found = asked(rektor)

    assert found.wanted.whose == found.choices.usual == today_filter.ALL
    assert [one.first.words for one in found.due] == ["Ring hem"]
    assert (found.mine, found.others) == (0, 1), "it counts only what waits for the rektor"
    rektor.close()


def test_a_person_chooses_what_she_sees_and_it_is_remembered(office: Office) -> None:
    mine, theirs = a_case(office), a_case(office, "Bo Regnskur", "7A")
    with office.work() as work:
        duties.add_task(work, mine, "Ring hem", TODAY, Role.COUNSELLOR)
        duties.add_task(work, theirs, "Besluta om stöd", TODAY, Role.PRINCIPAL)

    first = asked(office)

    assert [one.first.case_id for one in first.due] == [mine]
    assert (first.mine, first.others) == (1, 1)
    assert [one.name for one in first.choices.people] == ["Rektor Rönn"]
    rektor = str(first.choices.people[0].id)
    for chosen, expected in (
        (Wanted(today_filter.OTHERS), [theirs]),
        (Wanted(rektor), [theirs]),
        (Wanted(today_filter.ALL, class_name="5B"), [mine]),
        (Wanted(today_filter.ALL, step="9"), []),
        (Wanted(today_filter.ALL, kind="FOLLOW_UP"), []),
        (Wanted(today_filter.ALL, kind="TASK"), [mine, theirs]),
    ):
        with office.work() as work:
            today_filter.choose(work, chosen)
        assert sorted(one.first.case_id for one in asked(office).due) == sorted(expected)
        assert asked(office).wanted == chosen
        assert asked(office).mine == 1, "the count is the person's own, whatever she looks at"


def test_a_closed_case_leaves_no_task_behind(office: Office) -> None:
    case_id = a_case(office)
    with office.work() as work:
        duties.add_task(work, case_id, "Ring hem", TODAY - timedelta(days=3), Role.COUNSELLOR)
        cases.row_of(work, case_id).closed_on = TODAY

    found = asked(office)

    assert found.due == () and found.mine == 0 and found.others == 0
    assert found.choices.classes == ()


def test_what_was_handed_over_waits_until_it_is_answered_or_the_case_is_closed(office: Office) -> None:
    case_id = a_case(office)
    with office.work() as work:
        handovers.hand_over(work, case_id, "Utredning behövs.")
    assert [one.message for one in asked(office).asked] == ["Utredning behövs."]

    with office.work() as work:
        cases.row_of(work, case_id).closed_on = TODAY

    assert asked(office).asked == ()


def test_who_has_not_read_the_introduction_is_reminded_once_the_school_has_begun(school: School) -> None:
    office = school.unlock()
    assert ReminderKind.INTRODUCTION not in asked(office).reminders
    with office.work() as work:
        routine.confirm(work)
    assert ReminderKind.INTRODUCTION not in asked(office).reminders
    office.close()

    office = school.unlock("Mentor Al")
    assert ReminderKind.INTRODUCTION in asked(office).reminders
    with office.work() as work:
        routine.confirm(work)
    assert ReminderKind.INTRODUCTION not in asked(office).reminders
    office.close()


def test_the_team_is_reminded_of_its_meeting_its_decisions_and_its_measures(office: Office) -> None:
    with office.work() as work:
        meeting = meetings.plan(work, TODAY).value
        item = meetings.add_point(work, meeting, ItemKind.MATTER, "Rastvärdar").value
        meeting_room.decide(work, item, "Gör ett schema", Role.PRINCIPAL, TODAY + timedelta(days=2))
        prevention.add_measure(
            work,
            GroupMeasure(
                "En lugnare matsal", MeasureLevel.SCHOOL, "", "Fler äter.", Role.PRINCIPAL,
                TODAY - timedelta(days=20), TODAY - timedelta(days=1),
            ),
        )  # fmt: skip

    found = asked(office).team

    assert [one.kind for one in found] == [TeamKind.MEASURE, TeamKind.MEETING, TeamKind.DECISION]
    assert [one.is_overdue for one in found] == [True, False, False]
