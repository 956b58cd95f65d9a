"""A SIP as it goes in a school: two partners, a guardian who says yes, one not reached, four tasks."""

from datetime import date
from uuid import UUID

import pytest

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    ConsentAnswer,
    ConsentState,
    Ground,
    MeetingIncomplete,
    MeetingKind,
    MeetingNeed,
    Partner,
    Result,
)
from narvaro_desktop.domain.partnering.support import GatesOpen
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.cells import class_of
from narvaro_desktop.store.tables import OutsideMeetingRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.partnering import consents, partner_meetings, partners, support
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.partnering.partner_meetings import Call
from narvaro_desktop.usecases.partnering.partners import Question
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office

BUP, SOCIAL = Partner.PSYCHIATRY, Partner.SOCIAL_SERVICES
CALLED, HELD = date(2026, 11, 16), date(2026, 11, 27)


@pytest.fixture
def case_id(office: Office) -> UUID:
    office.clock = Clock(CALLED)
    with office.work() as work:
        student = students.add(work, "Elton Månstråle", "8C").value
        for name in ("Alma Månstråle", "Otto Månstråle"):
            students.add_guardian(work, student, name)
        work.session.flush()
        return cases.open_case(work, student, cases.Opening(step=5, why="Frånvaron är total.")).value


def test_a_sip_from_consent_to_protocol(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        pupil, first, second = (one.guardian_id for one in consents.givers(work, case_id))
        for partner in (BUP, SOCIAL):
            for giver in (pupil, first):
                consents.ask(work, case_id, Asked(giver, partner, ConsentAnswer.GIVEN, CALLED, "Skolan"))
            consents.ask(work, case_id, Asked(second, partner, ConsentAnswer.NOT_REACHED, CALLED))
        states = {one.state for one in consents.consents(work, case_id)}
        called = Call(
            MeetingKind.SIP, Ground.CONSENT, (BUP, SOCIAL), HELD, decision="Försökt 3 gånger. Vi går vidare."
        )
        made = partner_meetings.call(work, case_id, called).value
    assert states == {ConsentState.VALID, ConsentState.NOT_REACHED}

    office.clock = Clock(HELD)
    tasks = tuple(Agreed(f"Sak {n}", who, date(2026, 12, n)) for n, who in enumerate(("BUP",) * 4, 1))
    result = Result("Vi börjar med promenader.", tasks, "BUP", "kurator", "", date(2027, 1, 15))
    with pytest.raises(MeetingIncomplete) as fault, office.work() as work:
        partner_meetings.hold(work, made, HELD, result)
    whole = Result(result.summary, tasks, "BUP", "kurator", "kurator", date(2027, 1, 15))
    with office.work() as work:
        partner_meetings.hold(work, made, HELD, whole)
    with office.work() as work:
        [meeting] = partner_meetings.meetings(work, case_id)
        row = work.session.get_one(OutsideMeetingRow, made)
        due = [one.due_on for one in partners.due_outside(work)[case_id]]
        assert row.summary is not None
        kept = class_of(row.summary)[1]

    assert fault.value.needs == (MeetingNeed.NEXT_OWNER,)
    assert [task.due_on for task in meeting.tasks] == [date(2026, 12, n) for n in range(1, 5)]
    assert (meeting.coordinator, meeting.next_owner) == ("kurator", "kurator")
    assert kept is InfoClass.COUNSELLING
    assert date(2027, 1, 15) in due


def test_radsparken_is_asked_for_and_learnox_waits(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        pupil = cases.case(work, case_id).line.student.id
        students.describe(work, pupil, home_municipality="Huddinge")
        asked = Asked(None, Partner.PROVIDER, ConsentAnswer.GIVEN, CALLED, "Vad eleven tycker om")
        consents.ask(work, case_id, asked)
        support.meet(work, case_id, "radsparken", Condition.STUDENT_WISH, CALLED, "kuratorn, i samtal")
    with office.work() as work:
        done = [line.duty.key for line in partners.duties_asked(work, case_id)]
        ask = Question(Partner.PROVIDER, "En första promenad.", CALLED, entry="radsparken")
        partners.ask(work, case_id, ask, done=done)
        left = partners.duties_asked(work, case_id)
        [contact] = partners.contacts(work, case_id)
    with pytest.raises(GatesOpen) as fault, office.work() as work:
        partners.ask(work, case_id, Question(Partner.PROVIDER, "Start i v. 48.", CALLED, entry="learnox"))

    assert contact.name == "Rådsparken"
    assert done and not left
    assert {Condition.EVALUATED_BEFORE, Condition.TEAM_ASSESSMENT} <= set(fault.value.gates)
