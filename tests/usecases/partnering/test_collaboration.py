"""Samverkan: nothing is shared without consent or a reason, what waits has a day, and who reads it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop import wording
from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    ConsentAnswer,
    ConsentNeeded,
    ConsentState,
    ContactState,
    Ground,
    MeetingIncomplete,
    MeetingKind,
    Obstacle,
    Partner,
    Result,
    SipConsentNeeded,
)
from narvaro_desktop.domain.partnering.support import GatesOpen
from narvaro_desktop.store.tables import AccessLogRow, PartnerContactRow
from narvaro_desktop.usecases.casework import cases, closing, timeline
from narvaro_desktop.usecases.casework import due as due_of_all
from narvaro_desktop.usecases.partnering import consents, partner_meetings, partners, support
from narvaro_desktop.usecases.partnering.consents import Asked, ConsentEndsEarly
from narvaro_desktop.usecases.partnering.partner_meetings import Call, FollowUpTooEarly, NobodyCalled
from narvaro_desktop.usecases.partnering.partners import Question, QuestionMissing, Reply
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

WHY = "Familjen ringde och bad om det."
BUP, SOCIAL = Partner.PSYCHIATRY, Partner.SOCIAL_SERVICES


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add_guardian(work, student, "Alma Blåbärsskog")
        work.session.flush()
        return cases.open_case(work, student).value


@pytest.fixture
def today(office: Office) -> date:
    return office.clock.now().date()


def say_yes(office: Office, case_id: UUID, *whom: Partner, until: date | None = None) -> None:
    with office.work() as work:
        for partner in whom:
            asked = Asked(None, partner, ConsentAnswer.GIVEN, work.today, "Frånvaro och skolsituation", until)
            consents.ask(work, case_id, asked)


def test_nothing_is_asked_of_a_partner_without_consent(office: Office, case_id: UUID, today: date) -> None:
    with pytest.raises(ConsentNeeded) as fault, office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today))

    assert (fault.value.partner, fault.value.state) == (BUP, ConsentState.MISSING)
    with office.work() as work:
        assert partners.contacts(work, case_id) == ()


def test_one_of_two_guardians_is_shown_and_a_person_decides_with_a_reason(
    office: Office, case_id: UUID, today: date
) -> None:
    with office.work() as work:
        student = cases.row_of(work, case_id).student_id
        students.add_guardian(work, student, "Tore Månstråle")
    with office.work() as work:
        [_pupil, alma, tore] = consents.givers(work, case_id)
        consents.ask(work, case_id, Asked(alma.guardian_id, BUP, ConsentAnswer.GIVEN, today, "Frånvaron"))

    with office.work() as work:
        [missing, given] = consents.consents(work, case_id)
    assert (missing.giver, missing.state, missing.answered_on) == (
        "Tore Månstråle",
        ConsentState.MISSING,
        None,
    )
    assert (missing.given, missing.guardians, given.state) == (1, 2, ConsentState.VALID)
    with pytest.raises(ConsentNeeded) as fault, office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today))
    assert "En av två vårdnadshavare har sagt ja till BUP." in wording.say(fault.value)

    with office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today), WHY)
        sip = Call(MeetingKind.SIP, Ground.CONSENT, (BUP,), today)
        partner_meetings.call(work, case_id, sip, WHY)
    with office.work() as work:
        told = work.session.scalars(select(AccessLogRow.action)).all()
        tore_said_yes = Asked(tore.guardian_id, BUP, ConsentAnswer.GIVEN, today, "Frånvaron")
        consents.ask(work, case_id, tore_said_yes)
        assert consents.sharing(work, case_id, BUP).allowed
    assert told.count("consent.override") == 2


def test_what_is_only_planned_needs_no_consent_yet(office: Office, case_id: UUID, today: date) -> None:
    with office.work() as work:
        made = partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", None, today)).value

    with pytest.raises(ConsentNeeded), office.work() as work:
        partners.send(work, made, today, today)
    say_yes(office, case_id, BUP)
    with office.work() as work:
        partners.send(work, made, today, today + timedelta(days=14))
        [contact] = partners.contacts(work, case_id)
    assert contact.state is ContactState.ASKED


def test_a_withdrawn_consent_blocks_and_a_reason_goes_past_it_and_into_the_log(
    office: Office, case_id: UUID, today: date
) -> None:
    say_yes(office, case_id, BUP)
    with office.work() as work:
        [given] = consents.consents(work, case_id)
        consents.withdraw(work, given.id, today)

    with pytest.raises(ConsentNeeded) as fault, office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today))
    with office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today), WHY)
        [contact] = partners.contacts(work, case_id)
    with office.work() as work:
        actions = work.session.scalars(select(AccessLogRow.action)).all()

    assert fault.value.state is ConsentState.WITHDRAWN
    assert contact.reason == WHY
    assert "consent.override" in actions


def test_a_consent_that_ends_before_it_begins_is_refused(office: Office, case_id: UUID, today: date) -> None:
    early = Asked(None, BUP, ConsentAnswer.GIVEN, today, "", today - timedelta(days=1))

    with pytest.raises(ConsentEndsEarly), office.work() as work:
        consents.ask(work, case_id, early)


def test_each_guardian_and_the_pupil_are_asked_apart(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        assert [one.name for one in consents.givers(work, case_id)] == ["Eleven", "Alma Blåbärsskog"]


def test_an_answer_that_is_late_is_due_and_is_gone_when_it_has_come(
    office: Office, case_id: UUID, today: date
) -> None:
    say_yes(office, case_id, SOCIAL, until=today + timedelta(days=5))
    late = Question(SOCIAL, "Vad blev det av ansökan?", today - timedelta(days=20), today - timedelta(days=1))
    with office.work() as work:
        made = partners.ask(work, case_id, late).value
    with office.work() as work:
        [due] = partners.owed(work)[case_id]
        glance = partners.glance(work, case_id)
        partners.answer(
            work,
            made,
            Reply(ContactState.ONGOING, today, "Ett möte är bokat.", "Att mötet är bokat.", "kurator"),
        )
    with office.work() as work:
        [contact] = partners.contacts(work, case_id)
        left = partners.owed(work)

    assert due.words == "Svar från socialtjänsten"
    assert glance is not None
    assert (glance.waiting, glance.overdue, glance.consent_ends) == (1, 1, today + timedelta(days=5))
    assert (contact.answer, contact.may_pass_on) == ("Ett möte är bokat.", "Att mötet är bokat.")
    assert not left


def test_what_did_not_come_about_says_why(office: Office, case_id: UUID, today: date) -> None:
    say_yes(office, case_id, BUP)
    with office.work() as work:
        made = partners.ask(work, case_id, Question(BUP, "Kan ni träffa eleven?", today)).value
        partners.answer(work, made, Reply(ContactState.REFUSED, today, "", obstacle=Obstacle.QUEUE))
        [contact] = partners.contacts(work, case_id)

    assert contact.obstacle is Obstacle.QUEUE


def test_a_question_has_words(office: Office, case_id: UUID, today: date) -> None:
    with pytest.raises(QuestionMissing), office.work() as work:
        partners.ask(work, case_id, Question(BUP, " ", today))


def test_the_texts_lie_as_ciphertext(office: Office, case_id: UUID, today: date) -> None:
    say_yes(office, case_id, BUP)
    with office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today))
        [cell] = work.session.scalars(select(PartnerContactRow.question))

    assert b"kontakt" not in cell


def test_a_mentor_in_the_case_reads_nothing_of_samverkan(
    school: School, office: Office, case_id: UUID
) -> None:
    say_yes(office, case_id, BUP)
    let_in(office, case_id)
    office.close()

    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        assert partners.glance(work, case_id) is None
        assert not partners.due_outside(work)
        for question in (consents.consents, partners.contacts, partner_meetings.meetings, support.offers):
            with pytest.raises(NotAllowed):
                question(work, case_id)  # type: ignore[operator]
    mentor.close()


def test_a_sip_begins_with_consent_and_ends_with_who_does_what(
    office: Office, case_id: UUID, today: date
) -> None:
    called = Call(MeetingKind.SIP, Ground.ANONYMOUS, (BUP, SOCIAL), today, "13.00", "Ekbackens skola")
    say_yes(office, case_id, BUP)

    with pytest.raises(SipConsentNeeded) as fault, office.work() as work:
        partner_meetings.call(work, case_id, called, "Det är bråttom.")
    say_yes(office, case_id, SOCIAL)
    with office.work() as work:
        made = partner_meetings.call(work, case_id, called).value
    with pytest.raises(MeetingIncomplete), office.work() as work:
        partner_meetings.hold(work, made, today, Result())
    tasks = tuple(Agreed(f"Sak {place}", "kurator", today + timedelta(days=place)) for place in range(4))
    result = Result("Alla är med.", tasks, "BUP", "", "kurator", today + timedelta(days=42))
    with office.work() as work:
        partner_meetings.hold(work, made, today, result)
    with office.work() as work:
        [meeting] = partner_meetings.meetings(work, case_id)
        partner_meetings.do_agreed(work, meeting.tasks[0].id)
        due = partners.due_outside(work)[case_id]

    assert fault.value.partner is SOCIAL
    assert meeting.ground is Ground.CONSENT
    assert [task.what for task in meeting.tasks] == ["Sak 0", "Sak 1", "Sak 2", "Sak 3"]
    assert meeting.next_owner == "kurator"
    assert len(due) == 4  # three tasks and the follow-up


def test_a_meeting_without_a_name_needs_no_consent(office: Office, case_id: UUID, today: date) -> None:
    called = Call(MeetingKind.OFFICIALS, Ground.ANONYMOUS, (SOCIAL,), today)
    with office.work() as work:
        made = partner_meetings.call(work, case_id, called).value
        partner_meetings.hold(work, made, today, Result(next_owner="kurator"))
        [meeting] = partner_meetings.meetings(work, case_id)

    assert meeting.held_on == today


def test_a_meeting_calls_someone_and_looks_ahead(office: Office, case_id: UUID, today: date) -> None:
    with pytest.raises(NobodyCalled), office.work() as work:
        partner_meetings.call(work, case_id, Call(MeetingKind.NETWORK, Ground.ANONYMOUS, (), today))
    with office.work() as work:
        called = Call(MeetingKind.NETWORK, Ground.ANONYMOUS, (Partner.LEISURE,), today)
        made = partner_meetings.call(work, case_id, called).value
    early = Result(next_owner="mentor", follow_up_on=today - timedelta(days=1))
    with pytest.raises(FollowUpTooEarly), office.work() as work:
        partner_meetings.hold(work, made, today, early)


def test_learnox_is_refused_until_its_gates_are_open_or_there_is_a_reason(
    office: Office, case_id: UUID, today: date
) -> None:
    ask = Question(Partner.PROVIDER, "Återskolning, första steget", today, entry="learnox")
    with pytest.raises(GatesOpen) as fault, office.work() as work:
        partners.ask(work, case_id, ask)
    with office.work() as work:
        support.meet(work, case_id, "learnox", Condition.TEAM_ASSESSMENT, today, "närvaroteamets samordnare")
        offer = next(one for one in support.offers(work, case_id) if one.entry.key == "learnox")
        met = {one.gate.condition: one for one in offer.gates}
        partners.ask(work, case_id, ask, "Rektor beslutar att inte vänta.")
        actions = [line.action for line in work.lines]

    assert {Condition.EVALUATED_BEFORE, Condition.TEAM_ASSESSMENT} <= set(fault.value.gates)
    assert met[Condition.TEAM_ASSESSMENT].is_met
    assert met[Condition.TEAM_ASSESSMENT].why == f"närvaroteamets samordnare, {today}"
    assert not met[Condition.EVALUATED_BEFORE].is_met
    assert "gate.override" in actions


def test_the_rektor_chooses_the_municipality_once(school: School, office: Office, case_id: UUID) -> None:
    with pytest.raises(NotAllowed), office.work() as work:
        support.choose(work, "huddinge")
    office.close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        support.choose(work, "stockholm")
        keys = {one.entry.key for one in support.offers(work, case_id)}
        gates = next(one for one in support.offers(work, case_id) if one.entry.key == "sst_plus").gates
    rektor.close()

    assert {"sst_plus", "psychiatry"} <= keys
    assert "radsparken" not in keys
    assert any(one.why == "kan inte beräknas" for one in gates)


def test_the_case_tells_what_happened_with_others_to_those_who_read_it(
    school: School, office: Office, case_id: UUID, today: date
) -> None:
    say_yes(office, case_id, BUP)
    with office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today))
    with office.work() as work:
        told = [event.title for event in timeline.timeline(work, case_id)]
    let_in(office, case_id)
    office.close()
    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        hidden = repr(timeline.timeline(work, case_id))
    mentor.close()

    assert told[:2] == ["Fråga till BUP", "Samtycke till BUP: ja"]
    assert "BUP" not in hidden


def test_a_case_is_not_closed_over_what_others_owe_it(office: Office, case_id: UUID, today: date) -> None:
    say_yes(office, case_id, BUP)
    with office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today, today + timedelta(days=9)))
    with office.work() as work:
        left = closing.parting(work, case_id).follow_ups

    assert [one.words for one in left] == ["Svar från BUP"]


def test_a_consent_that_ends_while_the_partner_is_in_it_is_due(
    office: Office, case_id: UUID, today: date
) -> None:
    say_yes(office, case_id, BUP, until=today + timedelta(days=5))
    with office.work() as work:
        partners.ask(work, case_id, Question(BUP, "Finns en kontakt?", today))
    with office.work() as work:
        [due] = partners.due_outside(work)[case_id]
        shown = [one.words for one in due_of_all.due(work)]

    assert (due.words, due.due_on) == ("Samtycket till BUP går ut", today + timedelta(days=5))
    assert due.words in shown


def test_a_meeting_that_was_held_ticks_the_duty_of_the_step(
    office: Office, case_id: UUID, today: date
) -> None:
    with office.work() as work:
        student = students.add(work, "Saga Kottelund", "9A").value
        work.session.flush()
        other = cases.open_case(work, student, cases.Opening(step=4, why="Fler behövs.")).value
        called = Call(MeetingKind.NETWORK, Ground.ANONYMOUS, (Partner.LEISURE,), today)
        made = partner_meetings.call(work, other, called).value
        keys = [line.duty.key for line in partner_meetings.duties_met(work, other)]
        result = Result(next_owner="kurator", follow_up_on=today + timedelta(days=9))
        partner_meetings.hold(work, made, today, result, ["external_meeting"])
        left = [line.duty.key for line in partner_meetings.duties_met(work, other)]

    assert "external_meeting" in keys
    assert "external_meeting" not in left


def test_the_catalogue_is_that_of_where_the_pupil_lives(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        pupil = cases.case(work, case_id).line.student.id
        students.describe(work, pupil, home_municipality="Huddinge kommun")
        work.session.flush()
        keys = {one.entry.key for one in support.offers(work, case_id)}

    assert "radsparken" in keys


def test_a_guardian_who_is_not_reached_asks_for_a_decision_and_stops_nothing(
    office: Office, case_id: UUID, today: date
) -> None:
    say_yes(office, case_id, BUP)
    with office.work() as work:
        guardian = consents.givers(work, case_id)[1].guardian_id
        consents.ask(work, case_id, Asked(guardian, BUP, ConsentAnswer.NOT_REACHED, today))
        decided = Call(
            MeetingKind.SIP, Ground.CONSENT, (BUP,), today, decision="Försökt tre gånger. Vi går vidare."
        )
        partner_meetings.call(work, case_id, decided)
        [meeting] = partner_meetings.meetings(work, case_id)

    assert meeting.decision == "Försökt tre gånger. Vi går vidare."
