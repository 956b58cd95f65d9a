"""Every kind between a school and its huvudman: sealed, received, answered, and the answer in its case."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import Channel, NotificationState, OfferedSupport
from narvaro_desktop.sealing.refusals import Duplicate
from narvaro_desktop.usecases import (
    cases,
    dispatch_offers,
    dispatches,
    inbox,
    notifications,
    outgoing,
    register,
)
from narvaro_desktop.usecases.dispatch_contents import Chosen
from narvaro_desktop.usecases.dispatches import Wish
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import huvudman_office, open_a_case, trust
from tests.usecases.notifications_stage import decided_and_sealed
from tests.usecases.test_dispatches import close


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


@pytest.mark.parametrize("kind", [kind for kind in DispatchKind if kind is not DispatchKind.HOME])
def test_each_kind_is_received_answered_and_the_answer_stands_in_the_case(
    at_the_principals: Office, huvudman: Office, case_id: UUID, tmp_path: Path, kind: DispatchKind
) -> None:
    school = at_the_principals
    if kind is DispatchKind.CLOSING:
        close(school, case_id)
    told = wish(school, case_id, kind)

    with school.work() as work:
        made, file = dispatches.seal(work, told, tmp_path / "ut").value
        outgoing.hand_over(work, made, work.today, Channel.SEALED_FILE)
        again = outgoing.seal_again(work, made, tmp_path / "igen").value
    with huvudman.work() as work:
        arrived = inbox.receive(work, file.path).value.received
        assert arrived is not None
        lines = register.received_one(work, arrived).lines
    with pytest.raises(Duplicate), huvudman.work() as work:
        inbox.receive(work, again.path)
    with huvudman.work() as work:
        answer = inbox.acknowledge(
            work, arrived, tmp_path / "svar", contact="Växel", registration_number="KS 2026/9",
            offered=(OfferedSupport.GUIDANCE,),
        ).value  # fmt: skip
    with school.work() as work:
        assert inbox.receive(work, answer.path).value.answered == case_id
    with school.work() as work:
        [line] = outgoing.dispatches(work, case_id)
        tasks = [task.words for task in cases.case(work, case_id).tasks]

    assert lines
    assert (line.state, line.registration_number) == (NotificationState.REGISTERED, "KS 2026/9")
    assert any("handledning" in words for words in tasks)
