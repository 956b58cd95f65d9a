"""What the huvudman sends back is sealed anew in its place, and the same package again has come before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import Channel, NotificationState, OfferedSupport
from narvaro_desktop.sealing.refusals import Duplicate
from narvaro_desktop.usecases.deciding import dispatch_offers, dispatches, notifications, outgoing
from narvaro_desktop.usecases.deciding.dispatch_contents import Chosen
from narvaro_desktop.usecases.deciding.dispatches import Wish
from narvaro_desktop.usecases.deciding.notifications import Need
from narvaro_desktop.usecases.huvudman import answers
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import huvudman_office, open_a_case, trust
from tests.usecases.notifications_stage import decided_and_sealed


@pytest.fixture
def huvudman(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as office:
        yield office


@pytest.fixture
def case_id(at_the_principals: Office, huvudman: Office, tmp_path: Path) -> UUID:
    """A case whose anmälan the huvudman has read in."""
    trust(at_the_principals, huvudman)
    made = open_a_case(at_the_principals)
    begun, file = decided_and_sealed(at_the_principals, made, tmp_path)
    with at_the_principals.work() as work:
        notifications.hand_over(work, begun, work.today, Channel.SEALED_FILE)
    trust(huvudman, at_the_principals)
    with huvudman.work() as work:
        inbox.receive(work, file.path)
    return made


def wish(office: Office, case_id: UUID, kind: DispatchKind) -> Wish:
    with office.work() as work:
        chosen = {
            DispatchKind.RESULT: Chosen(
                completed_on=work.today, follow_up_on=work.today + timedelta(days=28)
            ),
            DispatchKind.REQUEST: Chosen(support=(OfferedSupport.ATTENDANCE_TEAM,)),
            DispatchKind.CORRECTION: Chosen(withdraws=True),
        }
        subjects = dispatch_offers.correctable(work, case_id) if kind is DispatchKind.CORRECTION else []
    corrects = subjects[0].id if subjects else None
    return Wish(kind, (case_id,), chosen.get(kind, Chosen()), corrects)


def test_what_is_sent_back_is_sealed_anew_in_its_place(
    at_the_principals: Office, huvudman: Office, case_id: UUID, tmp_path: Path
) -> None:
    school = at_the_principals
    told = wish(school, case_id, DispatchKind.RESULT)
    with school.work() as work:
        first, file = dispatches.seal(work, told, tmp_path / "ut").value
    with huvudman.work() as work:
        arrived = inbox.receive(work, file.path).value.received
        assert arrived is not None
        back = answers.return_received(
            work, arrived, tmp_path / "svar", contact="Växel", message="Fel."
        ).value
    with school.work() as work:
        inbox.receive(work, back.path)
    with school.work() as work:
        assert [line.state for line in outgoing.dispatches(work)] == [NotificationState.RETURNED]
        assert [one.kind for one in outgoing.needing(work)] == [Need.NOTIFY]

    with school.work() as work:
        second, _file = dispatches.seal(work, told, tmp_path / "ut").value

    with school.work() as work:
        [line] = outgoing.dispatches(work)
    assert (first, line.state) == (second, NotificationState.SEALED)


def test_the_very_same_package_is_known_when_it_comes_again(
    at_the_principals: Office, huvudman: Office, case_id: UUID, tmp_path: Path
) -> None:
    school = at_the_principals
    with school.work() as work:
        made, file = dispatches.seal(work, wish(school, case_id, DispatchKind.REQUEST), tmp_path / "ut").value
        again = outgoing.seal_again(work, made, tmp_path / "igen").value
    with huvudman.work() as work:
        inbox.receive(work, file.path)
    with pytest.raises(Duplicate), huvudman.work() as work:
        inbox.receive(work, again.path)
