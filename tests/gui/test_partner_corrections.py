"""A contact and a meeting with partners put right by hand: why is asked, and what stood before opens."""

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    ConsentAnswer,
    Ground,
    MeetingKind,
    Partner,
    Result,
)
from narvaro_desktop.gui.dialogs.partner_correct_dialogs import (
    CorrectContactDialog,
    CorrectMeetingDialog,
    PartnerVersionsDialog,
)
from narvaro_desktop.gui.pages.collaboration.collaboration_page import CollaborationPage
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.partnering import consents, partner_meetings, partners
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.partnering.partner_meetings import Call
from narvaro_desktop.usecases.partnering.partners import Question
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.school_hand import opened, rest

BUP = Partner.PSYCHIATRY


@pytest.fixture
def case_id(office: Office) -> UUID:
    """With a question that has been asked, and a meeting that was held."""
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
    with office.work() as work:
        consents.ask(work, case, Asked(None, BUP, ConsentAnswer.GIVEN, work.today, "Skolan"))
        partners.ask(work, case, Question(BUP, "Finns en kontkt?", work.today))
        called = Call(MeetingKind.NETWORK, Ground.CONSENT, (BUP,), work.today)
        meeting = partner_meetings.call(work, case, called).value
        agreed = (Agreed("Ringer hem", "BUP", work.today + timedelta(days=7)),)
        result = Result("Ett läge i taget.", agreed, "", "", "kurator", work.today + timedelta(days=28))
        partner_meetings.hold(work, meeting, work.today, result)
    return case


def said(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_a_contact_and_a_meeting_are_put_right_with_why(
    office: Office, case_id: UUID, qtbot: QtBot, look: tuple[str, float]
) -> None:
    window = opened(office, qtbot)
    window.go("collaboration", case_id=case_id)
    rest(window, qtbot)
    page = window.page("collaboration")
    assert isinstance(page, CollaborationPage) and page.view is not None

    page.acts.on_contact(str(page.view.contacts[0].id), "correct")
    [contact] = window.findChildren(CorrectContactDialog)
    contact.question.set_text("Finns en kontakt?")
    contact.try_accept()
    assert contact.isVisible() and not audit(contact)
    contact.because.set_text("Ett ord var felstavat.")
    contact.try_accept()
    rest(window, qtbot)
    page.acts.on_meeting(str(page.view.meetings[0].id), "correct")
    [meeting] = window.findChildren(CorrectMeetingDialog)
    assert not audit(meeting)
    meeting.summary.set_text("Två lägen.")
    meeting.lines[0].what.setText("Ringer skolan")
    meeting.because.set_text("Jag blandade ihop två möten.")
    meeting.try_accept()
    rest(window, qtbot)

    page.acts.on_meeting(str(page.view.meetings[0].id), "earlier")
    [before] = window.findChildren(PartnerVersionsDialog)
    assert not audit(before)
    assert "Finns en kontakt?" in said(page) and "Ringer skolan" in said(page)
    words = said(before)
    assert "Varför: Jag blandade ihop två möten." in words
    assert "Ett läge i taget." in words and "Ringer hem" in words
    before.reject()
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.close()
