"""To whom a case can be handed, what she asked besides, and what her laptop waits to get back."""

from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.terms import Channel, Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.receiving import new_files
from narvaro_desktop.usecases.sending.packages import OutboxMissing
from narvaro_desktop.usecases.sharing import handover_back, handover_people, handovers
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.usecases.deciding.test_chain import FILLED
from tests.usecases.team_of_laptops import PHRASE, Team, elviras_case, handed, me, receive, returned


@pytest.fixture
def case_id(kurator: Office) -> UUID:
    return elviras_case(kurator)


def names(office: Office, case_id: UUID) -> list[tuple[str, bool]]:
    with office.work() as work:
        found = handover_people.receivers(work, case_id).colleagues
    return [(one.name, one.has_laptop) for one in found]


def is_due(office: Office) -> list[str]:
    with office.work() as work:
        return [one.name for one in handover_back.due_back(work)]


def test_colleagues_at_this_laptop_and_at_their_own_stand_in_one_list(
    kurator: Office, rektor: Office, case_id: UUID
) -> None:
    assert names(kurator, case_id) == [("Rektor Rönn", True)]

    with kurator.work() as work:
        team.add_person(work, "Pedagog Ask", Role.SPECIAL_EDUCATOR, PHRASE + " till", kdf=PRACTICE_KDF)
        team.add_person(work, "Rektor Rönn", Role.PRINCIPAL, PHRASE + " igen", kdf=PRACTICE_KDF)

    assert names(kurator, case_id) == [("Rektor Rönn", True), ("Pedagog Ask", False)]


def test_a_rektor_whom_nobody_knows_here_yet_can_be_asked(staff: Team) -> None:
    alone = staff.vault("Kurator Ek", Role.COUNSELLOR, school="Ekbackens skola")
    case_id = elviras_case(alone)

    with alone.work() as work:
        [rektor] = handover_people.receivers(work, case_id).colleagues
        assert (rektor.person, rektor.role, rektor.has_laptop) == (None, Role.PRINCIPAL, False)
        made = handover_people.hand_to(work, case_id, None, rektor.role, "Behöver beslut.", None)
        assert made.value is None
        assert [one.message for one in handovers.of_case(work, case_id)] == ["Behöver beslut."]


def test_a_file_goes_into_the_folder_of_the_team_which_is_remembered(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    rektors = (case_id, me(rektor), Role.PRINCIPAL, "Beslut, tack.")
    with pytest.raises(OutboxMissing), kurator.work() as work:
        handover_people.hand_to(work, *rektors, None)
    with kurator.work() as work:
        sealed = handover_people.hand_to(work, *rektors, tmp_path / "usb").value
    assert sealed is not None
    assert sealed.path.is_file()

    with kurator.work() as work:
        assert handover_people.folder(work) == tmp_path / "usb"
        new_files.choose_folder(work, tmp_path)
        assert handover_people.folder(work) == tmp_path


def test_a_second_question_is_added_to_the_first(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    handed(kurator, rektor, case_id, tmp_path / "usb", "Räcker det?")
    handed(kurator, rektor, case_id, tmp_path / "usb", "")
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb", "Nu är samrådet klart."))

    with rektor.work() as work:
        [one] = handovers.waiting(work)
    assert one.message == "Räcker det?\nNu är samrådet klart."


def test_what_is_decided_and_answered_waits_to_be_given_back_and_comments_add_up(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    receive(rektor, handed(kurator, rektor, case_id, usb))
    assert is_due(rektor) == []
    with rektor.work() as work:
        made = decisions.open_inquiry(work, case_id, FILLED).value
    assert is_due(rektor) == ["Kurator Ek"]
    receive(kurator, returned(rektor, case_id, usb, "Bra underlag."))
    assert is_due(rektor) == is_due(kurator) == []

    with rektor.work() as work:
        line = notifications.notifications(work, case_id)[0]
        notifications.told_otherwise(work, line.id, work.today, Channel.ESERVICE, "")
        assert line.id == made
    assert is_due(rektor) == ["Kurator Ek"]
    receive(kurator, returned(rektor, case_id, usb, "Anmält i dag."))

    with kurator.work() as work:
        [one] = handovers.of_case(work, case_id)
        assert (one.decided, one.comment) == (True, "Bra underlag.\nAnmält i dag.")
        assert [each.id for each in handovers.answered_for_me(work)] == [one.id]
