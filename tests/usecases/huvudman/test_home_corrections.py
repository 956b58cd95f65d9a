"""The hemkommun has been told, and the school was wrong: the huvudman corrects it or takes it back."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.deciding.matter import MatterState
from narvaro_desktop.domain.terms import Channel
from narvaro_desktop.store.tables import CaseRow, NotificationRow, ReceivedRow
from narvaro_desktop.usecases.deciding import dispatch_offers, dispatches, notifications
from narvaro_desktop.usecases.deciding.dispatch_contents import Chosen
from narvaro_desktop.usecases.deciding.dispatches import Wish
from narvaro_desktop.usecases.huvudman import home_corrections, home_notices, matters
from narvaro_desktop.usecases.huvudman.home_corrections import HomeNeed, NothingToCorrect
from narvaro_desktop.usecases.huvudman.home_notices import AnmalanTakenBack, ToldHome
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys, laptops
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import trust
from tests.usecases.huvudman.test_home_notices import bergby, huvudman, received

__all__ = ["bergby", "huvudman", "received"]


@pytest.fixture
def told(huvudman: Office, bergby: Office, received: UUID, tmp_path: Path) -> UUID:
    """Bergby has read what the huvudman told it; the id is the anmälan's."""
    trust(huvudman, bergby)
    trust(bergby, huvudman)
    with huvudman.work() as work:
        card = home_notices.proposal(work, received).cards[0].organisation
        file = home_notices.seal(work, received, card, tmp_path / "ut").value
    take(bergby, file.path)
    return received


def test_what_the_school_corrects_is_told_to_the_kommun_and_no_more(
    at_the_principals: Office, huvudman: Office, bergby: Office, told: UUID, tmp_path: Path
) -> None:
    before = told_home(huvudman, told)
    correct(at_the_principals, huvudman, tmp_path, name="Elvira Kottelund")
    after = told_home(huvudman, told)

    with huvudman.work() as work:
        found = home_notices.correction(work, told, after.package_id, withdraws=False)
        file = home_corrections.seal(work, told, after.package_id, tmp_path / "ut", withdraws=False).value
    document = take(bergby, file.path)

    assert (before.need, after.need) == (None, HomeNeed.CORRECT)
    assert "Elvira Kottelund" in {line.value for line in found.sent}
    assert document["correctedFields"] == ["student"]
    assert not document.keys() & {"absence", "consultation", "decision"}
    assert the_matter(bergby).student == "Kottelund, Elvira"
    assert told_home(huvudman, told).need is None
    with pytest.raises(NothingToCorrect), huvudman.work() as work:
        home_corrections.seal(work, told, after.package_id, tmp_path / "ut", withdraws=False)


def test_what_the_school_takes_back_is_taken_back_from_the_kommun_without_a_word_about_the_pupil(
    at_the_principals: Office, huvudman: Office, bergby: Office, told: UUID, tmp_path: Path
) -> None:
    correct(at_the_principals, huvudman, tmp_path, withdraws=True)
    [one] = [told_home(huvudman, told)]
    with pytest.raises(NothingToCorrect), huvudman.work() as work:
        home_corrections.seal(work, told, one.package_id, tmp_path / "ut", withdraws=False)

    document = withdraw(huvudman, bergby, told, tmp_path)

    assert one.need is HomeNeed.WITHDRAW
    assert "student" not in document and "caseId" not in document
    assert the_matter(bergby).state is MatterState.WITHDRAWN
    after = told_home(huvudman, told)
    assert (after.is_taken_back, after.need) == (True, None)
    with pytest.raises(AnmalanTakenBack), huvudman.work() as work:
        home_notices.proposal(work, told)


def test_the_wrong_kommun_is_told_to_forget_it_and_the_right_one_can_be_told(
    huvudman: Office, bergby: Office, told: UUID, tmp_path: Path
) -> None:
    withdraw(huvudman, bergby, told, tmp_path)

    assert told_home(huvudman, told).is_taken_back
    with huvudman.work() as work:
        assert home_notices.proposal(work, told).sent
    with pytest.raises(NothingToCorrect):
        withdraw(huvudman, bergby, told, tmp_path)


def test_a_kommun_told_after_a_correction_gets_what_stands(
    at_the_principals: Office, huvudman: Office, bergby: Office, received: UUID, tmp_path: Path
) -> None:
    trust(huvudman, bergby)
    trust(bergby, huvudman)
    correct(at_the_principals, huvudman, tmp_path, name="Elvira Kottelund")

    with huvudman.work() as work:
        card = home_notices.proposal(work, received).cards[0].organisation
        file = home_notices.seal(work, received, card, tmp_path / "ut").value

    assert take(bergby, file.path)["student"]["familyName"] == "Kottelund"
    assert told_home(huvudman, received).need is None


def test_a_card_that_says_receipt_alone_is_widened_and_its_signer_keeps_her_key(
    at_the_principals: Office, huvudman: Office, received: UUID, tmp_path: Path
) -> None:
    """As in a vault of the first version, whose schools have no newer card."""
    with huvudman.work() as work:
        former, key = keys.ensure_card(work).value.card, keys.signing_key(work).public.line
        narrow = replace(former.signing[0], kinds=("receipt",))
        laptops.next_card(work, former, [narrow], former.encryption)
    trust(at_the_principals, huvudman)

    with huvudman.work() as work:
        answer = inbox.acknowledge(work, received, tmp_path / "svar", contact="Växeln").value
        [entry] = keys.ensure_card(work).value.card.signing

    assert entry.key == key
    assert {"n1h", "n5", "receipt"} <= {*entry.kinds}
    with at_the_principals.work() as work:
        assert inbox.receive(work, answer.path).value.answered


def correct(
    school: Office, huvudman: Office, folder: Path, *, name: str = "", withdraws: bool = False
) -> None:
    """The school corrects its anmälan, or takes it back, and the huvudman reads that."""
    with school.work() as work:
        row = work.session.query(NotificationRow).one()
        notifications.hand_over(work, row.id, work.today, Channel.SEALED_FILE)
        if name:
            student = work.session.get_one(CaseRow, row.case_id).student_id
            students.describe(work, student, name=name)
        [subject] = dispatch_offers.correctable(work, row.case_id)
        chosen = Chosen(withdraws=withdraws)
        wish = Wish(DispatchKind.CORRECTION, (row.case_id,), chosen, corrects=subject.id)
        _made, file = dispatches.seal(work, wish, folder / "usb").value
    take(huvudman, file.path)


def withdraw(huvudman: Office, bergby: Office, anmalan: UUID, folder: Path) -> Mapping[str, Any]:
    package = told_home(huvudman, anmalan).package_id
    with huvudman.work() as work:
        file = home_corrections.seal(work, anmalan, package, folder / "ut", withdraws=True).value
    return take(bergby, file.path)


def take(office: Office, path: Path) -> Mapping[str, Any]:
    """Read a package in; its document."""
    with office.work() as work:
        arrived = inbox.receive(work, path).value.received
        document: Mapping[str, Any] = json.loads(work.session.get_one(ReceivedRow, arrived).payload)
        return document


def told_home(huvudman: Office, anmalan: UUID) -> ToldHome:
    with huvudman.work() as work:
        [found] = home_notices.told(work, anmalan)
        return found


def the_matter(office: Office) -> matters.MatterLine:
    with office.work() as work:
        [line] = matters.matters(work)
        return line
