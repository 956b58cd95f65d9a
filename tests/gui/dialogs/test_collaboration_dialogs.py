"""The smaller dialogs of samverkan: audited each, and what is typed in them outlives them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    ConsentAnswer,
    Ground,
    MeetingKind,
    Obstacle,
    Partner,
    Result,
)
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.concern_dialogs import FeedbackDialog, ReaderDialog
from narvaro_desktop.gui.dialogs.deviation_dialog import DeviationAnswerDialog
from narvaro_desktop.gui.dialogs.partner_dialogs import ContactDialog, SendDialog
from narvaro_desktop.gui.dialogs.partner_meeting_dialogs import MeetingFollowUpDialog
from narvaro_desktop.gui.dialogs.support_dialog import MunicipalityDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.casework import cases, concerns
from narvaro_desktop.usecases.casework.concerns import Reported
from narvaro_desktop.usecases.partnering import consents, deviations, partner_meetings, partners
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView, collaboration
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.partnering.deviations import Deviation
from narvaro_desktop.usecases.partnering.partner_meetings import Call
from narvaro_desktop.usecases.partnering.partners import Question
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit

SOCIAL = Partner.SOCIAL_SERVICES
Make = Callable[[Dialog, Runner, CollaborationView], ActDialog]

DIALOGS: dict[str, Make] = {
    "send": lambda below, runner, view: SendDialog(below, runner, view, view.contacts[0]),
    "feedback": lambda below, runner, view: FeedbackDialog(below, runner, view, view.concerns[0]),
    "reader": lambda below, runner, view: ReaderDialog(below, runner, view, view.concerns[0]),
    "deviation": lambda below, runner, view: DeviationAnswerDialog(below, runner, view, view.deviations[0]),
    "follow-up": lambda below, runner, view: MeetingFollowUpDialog(below, runner, view, view.meetings[0]),
    "municipality": lambda below, runner, view: MunicipalityDialog(below, runner, view.municipality),
}


@pytest.fixture
def case_id(office: Office) -> UUID:
    """A case with something of everything in its samverkan."""
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student).value
        consents.ask(work, case_id, Asked(None, SOCIAL, ConsentAnswer.GIVEN, work.today, "Skolan"))
        partners.ask(work, case_id, Question(SOCIAL, "Vad kan ni erbjuda?", None))
        call = Call(MeetingKind.SIP, Ground.CONSENT, (SOCIAL,), work.today)
        meeting = partner_meetings.call(work, case_id, call).value
        agreed = Agreed("Bokar ett besök", "BUP", None)
        again = work.today + timedelta(days=28)
        result = Result("Vi ses igen.", (agreed,), "BUP", "", "kurator", again)
        partner_meetings.hold(work, meeting, work.today, result)
        deviations.record(work, Deviation(work.today, SOCIAL, next(iter(Obstacle)), "Ingen svarade."))
        concerns.report(
            work, case_id, Reported(work.today, "per telefon", "mottagningen", "Borta länge."), ()
        )
        return case_id


@pytest.fixture
def runner(office: Office, qtbot: QtBot) -> Iterator[Runner]:
    made = Runner(office)
    yield made
    qtbot.waitUntil(lambda: not made.busy)


@pytest.fixture
def below(qtbot: QtBot) -> Dialog:
    made = Dialog(None, "Samverkan")
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def seen(runner: Runner, case_id: UUID) -> CollaborationView:
    with runner.office.work() as work:
        return collaboration(work, case_id)


@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_every_dialog_of_samverkan_passes_the_audit(
    name: str, runner: Runner, case_id: UUID, below: Dialog, look: tuple[str, float], qtbot: QtBot
) -> None:
    made = DIALOGS[name](below, runner, seen(runner, case_id))
    made.open()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: not runner.busy)

    assert not audit(made)
    made.close()


def test_what_is_typed_in_a_dialog_is_there_again_until_it_is_saved(
    runner: Runner, case_id: UUID, below: Dialog, qtbot: QtBot
) -> None:
    def opened() -> ContactDialog:
        made = ContactDialog(below, runner, seen(runner, case_id))
        made.open()
        qtbot.waitExposed(made)
        qtbot.waitUntil(lambda: not runner.busy)
        return made

    # given a long question that is left with Avbryt
    first = opened()
    first.partner.choose(SOCIAL)
    first.question.insertPlainText("Vilket stöd kan familjen få om morgnarna, och från när?")
    first.reject()
    qtbot.waitUntil(lambda: not runner.busy)

    # when the dialog is opened again
    again = opened()

    # then the text is there, and *Börja om* takes it away
    assert again.question.text().startswith("Vilket stöd")
    assert "finns kvar" in again.bar.text()
    again.bar.button.click()
    assert again.question.text() == ""
    again.question.insertPlainText("Vilket stöd kan familjen få?")

    # and once it is saved, nothing is left as a draft
    again.partner.choose(SOCIAL)
    again.try_accept()
    qtbot.waitUntil(lambda: not runner.busy)
    fresh = opened()
    assert fresh.question.text() == ""
    fresh.close()
    with runner.office.work() as work:
        assert drafts.left_behind(work) == []
    assert len(seen(runner, case_id).contacts) == 2
