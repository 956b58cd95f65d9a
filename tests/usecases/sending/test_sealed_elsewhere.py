"""A kvittens in a shared folder: every laptop of the school opens it, one alone can read it in."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.terms import NotificationState, Role
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.receiving import inbox, new_files
from narvaro_desktop.usecases.sending.sealed_elsewhere import SealedElsewhere
from narvaro_desktop.usecases.work import Office
from narvaro_desktop.wording import say
from tests.pairs import new_huvudman
from tests.usecases.deciding.test_chain import sealed, trust
from tests.usecases.team_of_laptops import Team, elviras_case, handed, receive, returned, team


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What all of them see."""
    return tmp_path / "delad"


def kvittens(staff: Team, rektor: Office, case_id: UUID, folder: Path) -> Path:
    """The huvudman's answer to what the rektor sealed."""
    huvudman = new_huvudman(staff.folder / "huvudman")
    staff.offices.append(huvudman)
    trust(rektor, huvudman)
    trust(huvudman, rektor)
    received = receive(huvudman, sealed(rektor, case_id, folder).path).received
    assert received is not None
    with huvudman.work() as work:
        return inbox.acknowledge(work, received, folder, contact="växeln").value.path


@pytest.mark.parametrize("knows_the_huvudman", [False, True])
def test_only_the_laptop_that_sealed_is_offered_the_answer_and_the_case_brings_it_to_the_other(
    staff: Team, folder: Path, knows_the_huvudman: bool
) -> None:
    rektor = staff.school()
    kurator = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)
    case_id = elviras_case(kurator)
    receive(rektor, handed(kurator, rektor, case_id, folder))
    answer = kvittens(staff, rektor, case_id, folder)
    receive(kurator, returned(rektor, case_id, folder))
    if knows_the_huvudman:
        trust(kurator, staff.offices[-1])

    with kurator.work() as work:
        assert new_files.waiting_files(work) == []
    with pytest.raises(SealedElsewhere) as refusal:
        receive(kurator, answer)
    with kurator.work() as work:
        assert not inbox.refused(work, refusal.value, answer).value
    assert "på en kollegas dator" in say(refusal.value)

    with rektor.work() as work:
        assert new_files.waiting_files(work) == [answer]
    receive(rektor, answer)
    receive(kurator, returned(rektor, case_id, folder, "Svaret har kommit."))
    with kurator.work() as work:
        assert notifications.notifications(work, case_id)[0].state is NotificationState.RECEIVED
