"""Everything that has happened in a case stands in one order, the newest first."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from narvaro_desktop.domain.planning.plan import Evaluation, FollowUp, Measure
from narvaro_desktop.domain.record_id import record_id
from narvaro_desktop.domain.terms import (
    ContactKind,
    Depth,
    LegalType,
    MeasureLevel,
    NextMove,
    Outcome,
    Party,
    Role,
)
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import cases, informing, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.casework.timeline import Event, Happening, newest, order, timeline
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

BEGAN = date(2026, 9, 1)


@pytest.fixture
def case_id(at_the_principals: Office) -> UUID:
    with at_the_principals.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add_guardian(work, student, "Åsa Blåbärsskog")
        opening = cases.Opening(step=2, opened_on=BEGAN, why="Frånvaron har funnits länge.")
        case = cases.open_case(work, student, opening).value
    let_in(at_the_principals, case)
    return case


def test_a_case_that_ran_before_begins_on_its_day_and_says_when_it_was_registered(
    at_the_principals: Office, case_id: UUID
) -> None:
    with at_the_principals.work() as work:
        [opened] = timeline(work, case_id)

    assert opened.kind is Happening.OPENED
    assert (opened.at.date(), opened.registered_on) == (BEGAN, at_the_principals.clock.now().date())
    assert not opened.has_time
    assert opened.text == "Frånvaron har funnits länge."


def test_steps_notes_decisions_and_what_was_told_stand_in_one_order(
    at_the_principals: Office, case_id: UUID
) -> None:
    with at_the_principals.work() as work:
        student = cases.case(work, case_id).line.student.id
        call = Written(ContactKind.CALL, "Mamma svarar.", Party.GUARDIAN, True, happened_on=date(2026, 9, 3))
        notes.write(work, student, case_id, call)
        handovers.hand_over(work, case_id, "Behövs en utredning?")
        decisions.open_inquiry(work, case_id, Filled())
        [child, _guardian] = informing.to_inform(work, case_id)
        informing.inform(work, child.decision_id, None, work.today, "samtal")

    with at_the_principals.work() as work:
        events = timeline(work, case_id)
    titles = [event.title for event in events]
    assert titles[-1] == "Ärendet öppnades"
    assert titles[-2] == "Samtal med vårdnadshavare"
    assert set(titles[:-2]) == {
        "Till steg 3: Utredning och anmälan", "Utredning inleddes", "Eleven informerades",
        "Lämnat till rektor för beslut", "Beslutat av rektor",
    }  # fmt: skip
    assert [event.at.date() for event in events] == sorted((e.at.date() for e in events), reverse=True)
    assert titles.index("Beslutat av rektor") < titles.index("Lämnat till rektor för beslut")
    assert titles.index("Utredning inleddes") < titles.index("Lämnat till rektor för beslut")


def test_events_of_one_day_stand_by_time_then_by_id_the_latest_first() -> None:
    day, ids = datetime(2026, 9, 3, tzinfo=SWEDEN), [record_id(0, bytes(9) + bytes([n])) for n in range(4)]
    noon = int(datetime(2026, 9, 3, 12, tzinfo=SWEDEN).timestamp() * 1000)
    decided = record_id(noon, bytes(10))
    told = [
        Event(f"note:{ids[0]}", Happening.NOTE, day.replace(hour=9), "nio"),
        Event(f"decision:{decided}", Happening.INQUIRY, day, "beslutet klockan tolv"),
        Event(f"note:{ids[2]}", Happening.NOTE, day.replace(hour=15), "femton, senare id"),
        Event(f"note:{ids[1]}", Happening.NOTE, day.replace(hour=15), "femton, tidigare id"),
        Event(f"measure:{ids[3]}", Happening.MEASURE, day, "antecknat en annan dag"),
    ]

    shown = [event.title for event in sorted(told, key=order, reverse=True)]

    assert shown == [
        "femton, senare id", "femton, tidigare id", "beslutet klockan tolv", "nio", "antecknat en annan dag",
    ]  # fmt: skip


def test_kartlaggning_plan_and_follow_ups_are_told_with_who_and_when(
    at_the_principals: Office, case_id: UUID
) -> None:
    with at_the_principals.work() as work:
        day = work.today
        investigations.begin(work, case_id, Depth.SIMPLE)
        measure = plans.add_measure(
            work,
            case_id,
            Measure(
                "Lugn start på måndagar", "På plats varje måndag", MeasureLevel.STUDENT, LegalType.PRACTICAL,
                Role.MENTOR, starts_on=day, follow_up_on=day + timedelta(days=14),
            ),
        ).value  # fmt: skip
    with at_the_principals.work() as work:
        plans.sign(work, case_id)
    with at_the_principals.work() as work:
        later = FollowUp(day, True, "Två måndagar av tre.", NextMove.CONTINUE, day + timedelta(days=14))
        plans.follow_up(work, measure, later)
        plans.follow_up(
            work,
            measure,
            FollowUp(day, True, "", NextMove.END),
            Evaluation(day, Outcome.REACHED, "Elvira kommer."),
        )

    with at_the_principals.work() as work:
        told = {event.title: event for event in timeline(work, case_id)}
    assert told["Enkel kartläggning påbörjades"].who == "Rektor Rönn"
    assert told["Åtgärd: Lugn start på måndagar"].text == "På plats varje måndag"
    assert told["Uppföljning: Lugn start på måndagar"].text == "Två måndagar av tre."
    assert told["Åtgärden avslutades: Lugn start på måndagar"].text == "målet nått. Elvira kommer."
    assert "Åtgärdsplanen signerades" in told


def test_a_note_that_one_has_no_key_for_is_a_note_and_nothing_more(
    school: School, at_the_principals: Office, case_id: UUID
) -> None:
    with at_the_principals.work() as work:
        student = cases.case(work, case_id).line.student.id
        notes.write(work, student, case_id, Written(ContactKind.HOME_VISIT, "Hemma.", Party.STUDENT, True))
    at_the_principals.close()

    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        newest = timeline(work, case_id)[0]
    mentor.close()

    assert (newest.title, newest.text) == ("Anteckning", "")
    assert newest.note is not None
    assert newest.note.hidden


def test_records_of_one_second_have_ids_in_the_order_they_were_made(at_the_principals: Office) -> None:
    made = []
    for _turn in range(3):
        with at_the_principals.work() as work:
            made += [work.new_id() for _each in range(40)]

    assert made == sorted(made)


@pytest.mark.parametrize("count", [1, 3, 6, 50])
def test_the_newest_are_the_head_of_the_timeline_and_know_how_long_it_is(
    at_the_principals: Office, case_id: UUID, count: int
) -> None:
    with at_the_principals.work() as work:
        student = cases.case(work, case_id).line.student.id
        days = [BEGAN + timedelta(days=number // 2) for number in range(12)]
        told = [Written(ContactKind.NOTE, "Ännu en dag.", happened_on=day) for day in days]
        written = [notes.write(work, student, case_id, one).value for one in told]
        again = Written(ContactKind.NOTE, "Rättad.", happened_on=BEGAN + timedelta(days=1))
        for note in (written[2], written[-1]):
            notes.correct(work, note, again, "Fel dag.")

        whole, head = timeline(work, case_id), newest(work, case_id, count)

    assert head.events == whole[:count]
    assert head.count == len(whole)
