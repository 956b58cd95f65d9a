"""Uppgift till hemkommunen: the huvudman seals it of an anmälan that came; the kommun's answer returns."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import Channel, Role, VaultKind
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import CaseRow, ReceivedRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import dispatch_offers, dispatches, notifications, outgoing
from narvaro_desktop.usecases.deciding.dispatches import HomeNotTrusted, Wish
from narvaro_desktop.usecases.huvudman import home_notices
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import filled, huvudman_office, open_a_case, trust
from tests.usecases.notifications_stage import decided_and_sealed


@pytest.fixture
def huvudman(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as office:
        yield office


@pytest.fixture
def bergby(tmp_path: Path) -> Iterator[Office]:
    """The other kommun, where the pupil lives."""
    office = vaults.create(
        tmp_path / "bergby.narvaro", VaultKind.HUVUDMAN, "Bergby kommun", "Handläggare Ål",
        Role.RECIPIENT, "fem ord som ingen annan har", kdf=PRACTICE_KDF, state=tmp_path / "bergby",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation="2120000001", contact="Handläggare Ål, växel")
        keys.ensure_card(work)
    yield office
    office.close()


@pytest.fixture
def received(at_the_principals: Office, huvudman: Office, tmp_path: Path) -> UUID:
    trust(at_the_principals, huvudman)
    _begun, file = decided_and_sealed(at_the_principals, open_a_case(at_the_principals), tmp_path)
    trust(huvudman, at_the_principals)
    with huvudman.work() as work:
        arrived = inbox.receive(work, file.path).value.received
    assert arrived is not None
    return arrived


def test_what_is_told_is_what_the_preview_says_and_the_answer_comes_back(
    huvudman: Office, bergby: Office, received: UUID, tmp_path: Path
) -> None:
    trust(huvudman, bergby)
    trust(bergby, huvudman)

    with huvudman.work() as work:
        found = home_notices.proposal(work, received)
        file = home_notices.seal(work, received, found.cards[0].organisation, tmp_path / "ut").value
    with bergby.work() as work:
        arrived = inbox.receive(work, file.path).value.received
        row = work.session.get_one(ReceivedRow, arrived)
        document = json.loads(row.payload)
        answer = inbox.acknowledge(work, row.id, tmp_path / "svar", contact="Bergby, växel").value
    with huvudman.work() as work:
        inbox.receive(work, answer.path)
        [told] = home_notices.told(work, received)

    assert (row.kind, row.sender_name) == ("n1h", "Almstads kommun")
    assert {line.value for line in found.sent} >= {"Elvira Blåbärsskog", "upprepad"}
    assert document["student"]["givenName"] == "Elvira"
    assert (told.recipient, told.is_there) == ("Bergby kommun", True)


def test_a_pack_may_say_that_the_hemkommun_gets_who_and_since_when_alone(
    huvudman: Office, bergby: Office, received: UUID, tmp_path: Path
) -> None:
    trust(huvudman, bergby)
    pack = huvudman.rules.pack
    least = replace(pack, notification=replace(pack.notification, profiles={"n1h": "start"}))
    huvudman.rules = replace(huvudman.rules, packs={**huvudman.rules.packs, pack.key: least})

    with huvudman.work() as work:
        found = home_notices.proposal(work, received)
        home_notices.seal(work, received, found.cards[0].organisation, tmp_path / "ut")

    assert not any(line.path.startswith(("absence", "consultation")) for line in found.sent)
    assert any("decision.decidedOn" in line.path for line in found.sent)


def test_a_kommun_whose_card_nobody_checked_is_told_nothing(
    huvudman: Office, received: UUID, tmp_path: Path
) -> None:
    with pytest.raises(HomeNotTrusted), huvudman.work() as work:
        home_notices.seal(work, received, "organisation:2120000001", tmp_path / "ut")


def test_the_school_tells_the_hemkommun_only_where_the_huvudman_has_left_it_to_her(
    at_the_principals: Office, huvudman: Office, bergby: Office, tmp_path: Path
) -> None:
    school = at_the_principals
    trust(school, huvudman)
    case_id = open_a_case(school)
    with school.work() as work:
        settings.remember(work, home_municipality="Almstad")
        student = work.session.get_one(CaseRow, case_id).student_id
        students.describe(work, student, home_municipality="Bergby")
        begun = notifications.begun(work, case_id, None, filled(home_municipality="Bergby"))
        notifications.seal(work, begun, filled(home_municipality="Bergby"), tmp_path)
        notifications.hand_over(work, begun, work.today, Channel.SEALED_FILE)
        assert DispatchKind.HOME not in dispatch_offers.offered(work, case_id)
    pack = school.rules.pack
    left = replace(pack, notification=replace(pack.notification, home_municipality_by_school=True))
    school.rules = replace(school.rules, packs={**school.rules.packs, pack.key: left})
    wish = Wish(DispatchKind.HOME, (case_id,))
    with pytest.raises(HomeNotTrusted), school.work() as work:
        assert DispatchKind.HOME in dispatch_offers.offered(work, case_id)
        dispatches.seal(work, wish, tmp_path / "ut")

    trust(school, bergby)
    with school.work() as work:
        made, file = dispatches.seal(work, wish, tmp_path / "ut").value
        outgoing.hand_over(work, made, work.today, Channel.SEALED_FILE)
    trust(bergby, school)
    with bergby.work() as work:
        arrived = inbox.receive(work, file.path).value.received
        row = work.session.get_one(ReceivedRow, arrived)

    assert (row.kind, row.sender_name) == ("n1h", "Ekbackens skola")
