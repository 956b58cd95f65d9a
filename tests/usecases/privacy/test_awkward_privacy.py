"""What goes wrong around privacy: a consent that ends in a meeting, somebody in two roles, a note changed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from narvaro_desktop import wording
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    ConsentAnswer,
    ConsentNeeded,
    Ground,
    MeetingKind,
    Partner,
    Result,
)
from narvaro_desktop.domain.privacy_terms import RequestKind, Standout
from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.gui.pages.case.case_notices import Notice, notices
from narvaro_desktop.gui.pages.case.case_shown import CaseShown, case_shown
from narvaro_desktop.store.tables import ChangeRow, DutyRow, LogReviewRow, StudentRow
from narvaro_desktop.usecases.casework import cases, duties, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.partnering import collaboration_papers, consents, partner_meetings
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.partnering.partner_meetings import Call
from narvaro_desktop.usecases.privacy import protection, rights_requests
from narvaro_desktop.usecases.privacy.rights_requests import OwnMatter
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import log_notes
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

BUP = Partner.PSYCHIATRY


def test_a_consent_that_ends_during_a_meeting_lets_it_be_kept_and_nothing_be_given(office: Office) -> None:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
        asked = Asked(None, BUP, ConsentAnswer.GIVEN, work.today, "Frånvaron", work.today)
        consents.ask(work, case, asked)
        meeting = partner_meetings.call(
            work, case, Call(MeetingKind.NETWORK, Ground.CONSENT, (BUP,), work.today)
        ).value
        evening = work.today
    office.clock = Clock(evening + timedelta(days=1))

    with office.work() as work:
        tasks = (Agreed("Ringer BUP", "kurator", evening + timedelta(days=9)),)
        result = Result(
            "Möte över midnatt.", tasks, next_owner="kurator", follow_up_on=evening + timedelta(days=9)
        )
        partner_meetings.hold(work, meeting, evening, result)
    with pytest.raises(ConsentNeeded) as caught, office.work() as work:
        collaboration_papers.meeting_paper(work, meeting)

    assert "Inget har lämnats" in wording.say(caught.value)
    with office.work() as work:
        assert partner_meetings.meeting(work, meeting).summary == "Möte över midnatt."


def test_a_name_typed_after_the_mark_is_kept_told_of_and_taken_out_on_demand(
    at_the_principals: Office,
) -> None:
    """Nobody is hindered in writing; lifting the mark puts the words back as they were typed."""
    office = at_the_principals
    words, note = "Ring Vera Granbarr om Alvas skolväg", "Alva kom i tisdags."
    with office.work() as work:
        student = students.add(work, "Alva Granbarr", "5B", parse_identity("20150311-2391")).value
        students.add_guardian(work, student, "Vera Granbarr", "070-000 00 01")
        case = cases.open_case(work, student).value
        students.protect(work, student)
        assert protection.named_since(work, student) == 0
        duties.add_task(work, case, words)
        notes.write(work, student, case, Written(ContactKind.NOTE, note, info_class=InfoClass.SCHOOL))
        notes.write(work, student, case, Written(ContactKind.NOTE, note, info_class=InfoClass.COUNSELLING))
        assert protection.named_since(work, student) == 2
        told = _protected(case_shown(work, case))

    with office.work() as work:
        protection.take_out(work, student)
    with office.work() as work:
        assert protection.named_since(work, student) == 0
        calm = _protected(case_shown(work, case))
        held = work.session.scalars(select(DutyRow.words).where(DutyRow.words.is_not(None))).all()
        assert "Ring [skyddat] Skyddad elev 1 om Skyddad elev 1 skolväg" in held
        before = work.session.scalars(select(ChangeRow.before).where(ChangeRow.before.is_not(None)))
        assert not any("Granbarr" in str(one) for one in before)
    with office.work() as work:
        students.unprotect(work, student)
        held = work.session.scalars(select(DutyRow.words).where(DutyRow.words.is_not(None))).all()
        assert words in held

    assert told.detail.startswith("2 texter i ärendet säger vem eleven är")
    assert [one for one, _words in told.actions] == ["take_out"] and calm.actions == ()


def _protected(shown: CaseShown) -> Notice:
    return next(one for one in notices(shown) if one.icon == "shield")


def test_who_works_here_and_is_a_guardian_decides_nothing_of_her_own_child(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        child = students.add(work, "Alva Granbarr", "5B").value
        students.add_guardian(work, child, "Rektor Rönn")
        request = rights_requests.ask(work, child, RequestKind.EXTRACT).value
        students.student(work, child)
    with pytest.raises(OwnMatter) as caught, office.work() as work:
        rights_requests.decide(work, request, True)
    with office.work() as work:
        found = log_notes.month(work, work.today.replace(day=1)).value
        students.protect(work, child)
        team = {one.name for one in protection.view(work, child).readers}

    assert "vårdnadshavare" in wording.say(caught.value)
    assert dict(found.standouts)[Standout.OWN_CHILD] >= 1
    assert "Rektor Rönn" in team
    office.close()


def test_a_signed_review_that_somebody_changed_afterwards_is_shown_as_such(at_the_principals: Office) -> None:
    office = at_the_principals
    with office.work() as work:
        month = work.today.replace(day=1)
        log_notes.sign(work, month, "Inget avvek.")
    with office.work() as work:
        [note] = log_notes.month(work, month).value.signed
        work.session.scalars(select(LogReviewRow)).one().words = "Allt såg bra ut."
    with office.work() as work:
        [changed] = log_notes.month(work, month).value.signed

    assert (note.holds, note.words.endswith("Inget avvek.")) == (True, True)
    assert not changed.holds


def test_who_is_no_longer_protected_can_get_her_extract(at_the_principals: Office) -> None:
    office = at_the_principals
    with office.work() as work:
        pupil = students.add(work, "Alva Granbarr", "5B").value
        students.protect(work, pupil)
        students.unprotect(work, pupil)
        request = rights_requests.ask(work, pupil, RequestKind.EXTRACT, asked_on=date(2026, 9, 1)).value
        rights_requests.decide(work, request, True)
        found = rights_requests.review(work, request).everything
        row = work.session.get_one(StudentRow, pupil)

    assert row.name == "Alva Granbarr"
    assert not any(
        "Skyddad elev" in piece.text for part in found.sections for line in part.rows for piece in line
    )
