"""Contacts and meetings with partners are corrected by versions: nothing that others relied on is lost."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    ConsentAnswer,
    ContactState,
    Ground,
    MeetingIncomplete,
    MeetingKind,
    Partner,
    Result,
)
from narvaro_desktop.domain.planning.plan import NoReason
from narvaro_desktop.store.tables import OutsideVersionRow
from narvaro_desktop.usecases.casework import cases, timeline
from narvaro_desktop.usecases.partnering import consents, partner_meetings, partners
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.partnering.partner_meetings import Call, NotHeld
from narvaro_desktop.usecases.partnering.partners import Corrected, Question, Reply
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sharing import disputes
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in
from tests.usecases.team_of_laptops import elviras_case, handed, receive, returned

BUP = Partner.PSYCHIATRY
WHY = "Jag blandade ihop två möten."


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
    with office.work() as work:
        asked = Asked(None, BUP, ConsentAnswer.GIVEN, work.today, "Frånvaro och skolsituation")
        consents.ask(work, case, asked)
    return case


@pytest.fixture
def today(office: Office) -> date:
    return office.clock.now().date()


def agreed(day: date, *tasks: str, summary: str = "Ett läge i taget.") -> Result:
    done = tuple(Agreed(what, "BUP", day + timedelta(days=14)) for what in tasks)
    return Result(summary, done, next_owner="kurator", follow_up_on=day + timedelta(days=28))


def meet(office: Office, case_id: UUID, day: date, *tasks: str) -> UUID:
    with office.work() as work:
        called = Call(MeetingKind.NETWORK, Ground.CONSENT, (BUP,), day)
        meeting = partner_meetings.call(work, case_id, called).value
    with office.work() as work:
        partner_meetings.hold(work, meeting, day, agreed(day, *tasks))
    return meeting


def only(office: Office, meeting: UUID) -> partner_meetings.MeetingView:
    with office.work() as work:
        case_id = partner_meetings.meeting(work, meeting).case_id
        return partner_meetings.meetings(work, case_id)[0]


def test_a_meeting_put_right_keeps_what_it_said_with_who_when_and_why(
    office: Office, case_id: UUID, today: date
) -> None:
    meeting = meet(office, case_id, today, "Ringer hem", "Söker mottagning")
    first, second = only(office, meeting).tasks
    with office.work() as work:
        partner_meetings.do_agreed(work, second.id)

    right = agreed(today, "Söker mottagning", "Ringer skolan", summary="Två lägen.")
    with office.work() as work:
        partner_meetings.correct(work, meeting, today, right, WHY, (second.id, None))

    one = only(office, meeting)
    assert one.summary == "Två lägen."
    assert [task.what for task in one.tasks] == ["Söker mottagning", "Ringer skolan"]
    assert one.tasks[0].done_on == today
    [before] = one.earlier
    assert (before.who, before.reason, before.at.date()) == ("Kurator Ek", WHY, today)
    assert dict(before.said)["Det här kom ni fram till"] == "Ett läge i taget."
    assert first.what in dict(before.said)["Vem gör vad"]


def test_a_correction_demands_why_and_a_meeting_that_was_held(
    office: Office, case_id: UUID, today: date
) -> None:
    meeting = meet(office, case_id, today)
    with office.work() as work:
        called = Call(MeetingKind.NETWORK, Ground.CONSENT, (BUP,), today)
        to_come = partner_meetings.call(work, case_id, called).value

    with pytest.raises(NoReason), office.work() as work:
        partner_meetings.correct(work, meeting, today, agreed(today), " ")
    with pytest.raises(NotHeld), office.work() as work:
        partner_meetings.correct(work, to_come, today, agreed(today), WHY)
    with pytest.raises(MeetingIncomplete), office.work() as work:
        partner_meetings.correct(work, meeting, today, Result(), WHY)

    with office.work() as work:
        assert all(not one.earlier for one in partner_meetings.meetings(work, case_id))


def test_a_later_answer_leaves_the_earlier_one_in_the_timeline(
    office: Office, case_id: UUID, today: date
) -> None:
    with office.work() as work:
        contact = partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today)).value
    for state, words in ((ContactState.ONGOING, "Ja, i kö."), (ContactState.ENDED, "Kontakten är klar.")):
        with office.work() as work:
            partners.answer(work, contact, Reply(state, today, words))

    with office.work() as work:
        said = [event.text for event in timeline.timeline(work, case_id) if event.key.startswith("replied:")]
        [one] = partners.contacts(work, case_id)
    assert sorted(said) == ["Ja, i kö.", "Kontakten är klar."]
    assert [version.reason for version in one.earlier] == [""]


def test_a_contact_put_right_is_marked_in_the_timeline(office: Office, case_id: UUID, today: date) -> None:
    with office.work() as work:
        contact = partners.ask(work, case_id, Question(BUP, "Finns en kontkt?", today)).value

    yesterday = today - timedelta(days=1)
    with office.work() as work:
        partners.correct(work, contact, Corrected("Finns en kontakt?", yesterday), "Fel dag.")

    with office.work() as work:
        [event] = [one for one in timeline.timeline(work, case_id) if one.key.startswith("asked:")]
        [one] = partners.contacts(work, case_id)
    assert (event.text, event.at.date()) == ("Finns en kontakt?", yesterday)
    assert dict(event.earlier[0].said)["Fråga"] == "Finns en kontkt?"
    assert one.state is ContactState.ASKED


def test_a_version_is_as_closed_as_the_text_was(
    school: School, office: Office, case_id: UUID, today: date
) -> None:
    meeting = meet(office, case_id, today, "Ringer hem")
    with office.work() as work:
        partner_meetings.correct(work, meeting, today, agreed(today), WHY)
        row = work.session.query(OutsideVersionRow).one()
        assert b"Ett l" not in row.body
        assert b"blandade" not in (row.reason or b"")
    let_in(office, case_id)
    office.close()

    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        events = [one for one in timeline.timeline(work, case_id) if one.key.startswith("outside:")]
    mentor.close()

    assert {(one.title, one.who, one.at.date()) for one in events} == {("Samverkan", "Kurator Ek", today)}
    assert all(not one.earlier and "BUP" not in one.text for one in events)
    assert len(events) == 1


def test_what_two_laptops_put_right_is_kept_with_both_earlier_versions(
    kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    case_id = elviras_case(kurator)
    with kurator.work() as work:
        day = work.today
        consents.ask(work, case_id, Asked(None, BUP, ConsentAnswer.GIVEN, day, "Skolan"))
    meeting = meet(kurator, case_id, day)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))

    for office, words in ((kurator, "Två lägen."), (rektor, "Tre lägen.")):
        with office.work() as work:
            right = agreed(day, summary=words)
            partner_meetings.correct(work, meeting, day, right, f"Det stod fel: {words}")
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))

    one = only(kurator, meeting)
    assert {(each.who, each.reason) for each in one.earlier} == {
        ("Kurator Ek", "Det stod fel: Två lägen."),
        ("Rektor Rönn", "Det stod fel: Tre lägen."),
    }
    assert all(dict(each.said)["Det här kom ni fram till"] == "Ett läge i taget." for each in one.earlier)
    with kurator.work() as work:
        [dispute] = disputes.open_disputes(work, case_id)
    assert (dispute.field, {each.value for each in dispute.choices}) == (
        "summary", {"Två lägen.", "Tre lägen."},
    )  # fmt: skip
