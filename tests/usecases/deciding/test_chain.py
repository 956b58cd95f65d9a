"""The main job: from a decision at the school to a kvittens from the huvudman, over real files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.deciding.notification import Consultation, Official
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    Channel,
    CompulsorySchooling,
    ConsultationStatus,
    NotificationState,
    OfferedSupport,
    Party,
    ReceiptStatus,
    Role,
    VaultKind,
)
from narvaro_desktop.sealing.refusals import Duplicate, UnknownSigner
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

PERIOD = cases.Stated(155, date(2026, 8, 31), date(2026, 9, 25), "Skolans frånvarosystem")
STARTED = Consultation(ConsultationStatus.STARTED, date(2026, 9, 28))
FILLED = Filled(
    investigator=Official("Kurator Ek", "kurator"),
    form=AbsenceForm.REPEATED,
    consultation=dict.fromkeys((Party.STUDENT, Party.GUARDIAN, Party.HEALTH_TEAM), STARTED),
    special_support=False,
    support_needed=True,
    support=(OfferedSupport.GUIDANCE,),
    home_municipality="Almstad",
    compulsory_schooling=CompulsorySchooling.YES,
    unit_code="12345678",
    huvudman="Almstads kommun",
    huvudman_id="2120000000",
    contact="Rektor Rönn, växel 08-000 00 00",
)


@pytest.fixture
def huvudman(tmp_path: Path) -> Iterator[Office]:
    office = vaults.create(
        tmp_path / "huvudman.narvaro", VaultKind.HUVUDMAN, "Almstads kommun", "Handläggare Lind",
        Role.RECIPIENT, "fem ord som ingen annan har", kdf=PRACTICE_KDF, state=tmp_path / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation="2120000000")
        keys.ensure_card(work)
    yield office
    office.close()


def trust(office: Office, other: Office) -> None:
    with other.work() as work:
        card = keys.own_card(work)
    assert card is not None
    with office.work() as work:
        read = others_cards.read_card(work, card.to_bytes()).value
        heard = [card.card.control_number[place] for place in read.asked]
        others_cards.trust_card(work, read.card, read.asked, heard, "växeln")


@pytest.fixture
def case_id(at_the_principals: Office) -> UUID:
    with at_the_principals.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value


def sealed(office: Office, case_id: UUID, folder: Path) -> SealedFile:
    with office.work() as work:
        made = decisions.open_inquiry(work, case_id, FILLED).value
        return notifications.seal(work, made, FILLED, folder).value


def test_the_huvudman_opens_what_the_rektor_sealed_and_the_school_gets_its_answer(
    at_the_principals: Office, huvudman: Office, case_id: UUID, tmp_path: Path
) -> None:
    trust(at_the_principals, huvudman)

    file = sealed(at_the_principals, case_id, tmp_path / "usb")

    with at_the_principals.work() as work:
        [line] = notifications.notifications(work, case_id)
        assert line.state is NotificationState.SEALED
        assert cases.case(work, case_id).line.step == 3
    assert file.path.name == f"narvaro-{file.package_id}.age"

    with pytest.raises(UnknownSigner), huvudman.work() as work:
        inbox.receive(work, file.path)
    trust(huvudman, at_the_principals)
    with huvudman.work() as work:
        arrived = inbox.receive(work, file.path).value
    with huvudman.work() as work:
        assert arrived.received is not None
        view = register.received_one(work, arrived.received)
        assert view.line.share == "15,5\u00a0%"
        assert view.fingerprint == file.fingerprint
        first = inbox.acknowledge(work, view.line.id, tmp_path / "svar", contact="Handläggare, växel").value

    with at_the_principals.work() as work:
        answer = inbox.receive(work, first.path).value
    with at_the_principals.work() as work:
        assert answer.answered == case_id
        [line] = notifications.notifications(work, case_id)
        assert line.state is NotificationState.RECEIVED

    with huvudman.work() as work:
        second = inbox.acknowledge(
            work, view.line.id, tmp_path / "svar", contact="Handläggare, växel",
            registration_number="KS 2026/117", offered=(OfferedSupport.GUIDANCE,),
        ).value  # fmt: skip
    with at_the_principals.work() as work:
        inbox.receive(work, second.path)
    with at_the_principals.work() as work:
        [line] = notifications.notifications(work, case_id)
        assert line.state is NotificationState.REGISTERED
        assert line.registration_number == "KS 2026/117"
        assert [task.words for task in cases.case(work, case_id).tasks]
    with huvudman.work() as work:
        assert register.received(work)[0].status is ReceiptStatus.REGISTERED


def test_the_same_package_is_received_once(
    at_the_principals: Office, huvudman: Office, case_id: UUID, tmp_path: Path
) -> None:
    trust(at_the_principals, huvudman)
    file = sealed(at_the_principals, case_id, tmp_path)
    trust(huvudman, at_the_principals)
    with huvudman.work() as work:
        inbox.receive(work, file.path)

    with pytest.raises(Duplicate), huvudman.work() as work:
        inbox.receive(work, file.path)

    with huvudman.work() as work:
        assert len(register.received(work)) == 1


def test_without_a_trusted_huvudman_neither_decision_nor_file_is_left(
    at_the_principals: Office, case_id: UUID, tmp_path: Path
) -> None:
    with pytest.raises(notifications.NoHuvudman):
        sealed(at_the_principals, case_id, tmp_path / "usb")

    with at_the_principals.work() as work:
        assert decisions.decisions_of(work, case_id) == []
    assert not (tmp_path / "usb").exists()


def test_a_decision_can_be_kept_and_notified_in_another_way(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        made = decisions.open_inquiry(work, case_id, FILLED).value
    with at_the_principals.work() as work:
        assert notifications.notifications(work, case_id)[0].state is NotificationState.MISSING

    with at_the_principals.work() as work:
        notifications.told_otherwise(work, made, date(2026, 9, 29), Channel.ESERVICE, "ET-4711")

    with at_the_principals.work() as work:
        [line] = notifications.notifications(work, case_id)
    assert (line.state, line.reference) == (NotificationState.HANDED_OVER, "ET-4711")
