"""Whatever is let fall on the window: one plain sentence, and nothing kept of what is not right."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from narvaro_desktop import wording
from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import NotificationState, OfferedSupport, ReceiptStatus
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import refusals
from narvaro_desktop.store.tables import AccessLogRow, KeyCardRow, ReceivedRow, SeenPackageRow, SentPackageRow
from narvaro_desktop.usecases import plain_files, settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.huvudman import matters, register
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import held_packages, inbox, new_files
from narvaro_desktop.usecases.sending import keys, others_cards, package_opening
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office
from tests.pairs import PHRASE, Pair, new_huvudman
from tests.usecases.deciding.test_chain import FILLED, PERIOD, trust


@pytest.fixture
def school(pair: Pair) -> Iterator[Office]:
    office = pair.school()
    yield office
    office.close()


def test_the_register_says_who_sent_what_when(pair: Pair, huvudman: Office) -> None:
    received = receive(huvudman, pair.package).received

    with huvudman.work() as work:
        [line] = register.received(work)
        assert line.id == received
        assert (line.student, line.sender_name, line.status) == (
            "Blåbärsskog, Elvira", "Ekbackens skola", None,
        )  # fmt: skip
        view = register.received_one(work, line.id)
    assert {line.label: line.value for line in view.lines}["Total frånvaro"].startswith("15,5")
    assert view.is_sender_trusted


def test_the_first_kvittens_says_received_and_the_second_adds_number_and_support(
    pair: Pair, huvudman: Office, school: Office
) -> None:
    received = receive(huvudman, pair.package).received
    assert received is not None

    first = answered(huvudman, received, pair.folder / "svar")
    assert receive(school, first.path).answered == pair.case
    assert state(school, pair) is NotificationState.RECEIVED
    second = answered(
        huvudman, received, pair.folder / "svar", registration_number="KS 2026/117",
        offered=(OfferedSupport.GUIDANCE,), message="Vi ringer på måndag.",
    )  # fmt: skip
    receive(school, second.path)

    assert state(school, pair) is NotificationState.REGISTERED
    with school.work() as work:
        assert "handledning till skolan" in cases.case(work, pair.case).tasks[0].words
    with huvudman.work() as work:
        view = register.received_one(work, received)
        assert view.line.status is ReceiptStatus.REGISTERED
        assert [answer.path for answer in view.answers] == [second.path, first.path]
        text = register.cover_text(work, view.answers[0].package_id)
    assert "Blåbärsskog" not in text
    assert second.path.name in text


@pytest.mark.parametrize("number", ["", "KS 2026/1"])
def test_the_kvittens_may_be_read_in_any_order_without_forgetting(
    pair: Pair, huvudman: Office, school: Office, number: str
) -> None:
    received = receive(huvudman, pair.package).received
    assert received is not None
    first = answered(huvudman, received, pair.folder / "svar", registration_number=number)
    second = answered(huvudman, received, pair.folder / "svar", registration_number="KS 2026/117")

    receive(school, second.path)
    receive(school, first.path)

    with school.work() as work:
        [line] = notifications.notifications(work, pair.case)
    assert (line.state, line.registration_number) == (NotificationState.REGISTERED, "KS 2026/117")


def test_the_same_package_again_leads_to_what_came_then(pair: Pair, huvudman: Office) -> None:
    received = receive(huvudman, pair.package).received

    error = refused(huvudman, pair.package)

    assert wording.say(error) == "Paketet är redan mottaget. Inget har ändrats."
    with huvudman.work() as work:
        assert register.by_package(work, inbox.came_before(error)) == received


def test_what_was_sealed_again_stands_beside_what_came_first(
    pair: Pair, huvudman: Office, school: Office
) -> None:
    first = receive(huvudman, pair.package).received
    with school.work() as work:
        [line] = notifications.notifications(work, pair.case)
        again = notifications.seal(work, line.id, FILLED, pair.folder / "usb").value

    second = receive(huvudman, again.path).received

    assert first is not None
    assert second is not None
    with huvudman.work() as work:
        for one in (first, second):
            [matter] = matters.matters_of(work, one)
            assert [package.id for package in matter.packages] == [second, first]


def test_gaps_in_the_running_numbers_are_told(pair: Pair, huvudman: Office, school: Office) -> None:
    later = seal_another(school, pair, "Ivar Kottelund")

    arrived = receive(huvudman, later.path)

    assert arrived.missing == (1,)
    with huvudman.work() as work:
        assert register.missing_numbers(work) == [register.MissingNumber("Ekbackens skola", 1)]
    receive(huvudman, pair.package)
    with huvudman.work() as work:
        assert register.missing_numbers(work) == []


def test_a_package_from_an_unknown_school_waits_for_its_card(pair: Pair, huvudman: Office) -> None:
    with huvudman.work() as work:
        for row in work.session.query(KeyCardRow).filter(KeyCardRow.own.is_(False)):
            work.session.delete(row)

    error = refused(huvudman, pair.package)

    assert held_packages.waits_for_card(error)
    assert "Läs in avsändarens kontaktkort" in wording.say(error)
    school = pair.school()
    trust(huvudman, school)
    school.close()
    assert receive(huvudman, pair.package).received


def test_what_was_sealed_here_is_known_again(pair: Pair, school: Office) -> None:
    error = refused(school, pair.package)

    assert "bara mottagaren kan öppna den" in wording.say(error)


def test_the_kurator_can_read_the_kvittens_in_and_the_mentor_can_not(pair: Pair, huvudman: Office) -> None:
    received = receive(huvudman, pair.package).received
    assert received is not None
    file = answered(huvudman, received, pair.folder / "svar")

    mentor = pair.school("Mentor Al")
    assert isinstance(refused(mentor, file.path), NotAllowed)
    mentor.close()
    kurator = pair.school("Kurator Ek")
    assert receive(kurator, file.path).answered == pair.case
    kurator.close()


Spoil = Callable[[bytes], bytes]
SPOILT: dict[str, Spoil] = {
    "empty": lambda _whole: b"",
    "a picture": lambda _whole: b"\x89PNG\r\n\x1a\n" + bytes(4000),
    "cut": lambda whole: whole[:-200],
    "cut in the header": lambda whole: whole[:90],
    "one bit changed": lambda whole: whole[:-50] + bytes([whole[-50] ^ 1]) + whole[-49:],
    "lengthened": lambda whole: whole + b"mer",
    "a text": lambda _whole: "Hej, här kommer anmälan.".encode(),
    "an empty object": lambda _whole: b"{}",
    "half a card": lambda _whole: b'{"card":{"schema":"narvaro/key-card/1"}}',
    "a card of the future": lambda _whole: b'{"card":{"schema":"narvaro/key-card/9"},"signatures":[]}',
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_gets_one_sentence_and_leaves_nothing(name: str, pair: Pair, huvudman: Office) -> None:
    path = pair.folder / "fil.age"
    path.write_bytes(SPOILT[name](pair.package.read_bytes()))
    before = kept(huvudman)

    error = refused(huvudman, path)

    said = wording.say(error)
    assert said.endswith(".")
    assert "Inget har" in said
    assert kept(huvudman) == before


def test_a_folder_and_a_file_that_is_gone_are_said_to_be_unreadable(pair: Pair, huvudman: Office) -> None:
    for path in (pair.folder / "usb", pair.folder / "borta.age"):
        assert isinstance(refused(huvudman, path), plain_files.FileUnreadable)


def test_a_package_for_another_huvudman_is_not_opened(pair: Pair, school: Office, tmp_path: Path) -> None:
    bergby = new_huvudman(tmp_path / "bergby", "Bergby kommun", "2120000001")
    trust(bergby, school)

    error = refused(bergby, pair.package)
    bergby.close()

    assert isinstance(error, refusals.NoKey)
    assert "inte förseglat till någon av era nycklar" in wording.say(error)


def test_a_kvittens_for_a_package_of_another_vault_changes_nothing(
    pair: Pair, template: Pair, huvudman: Office, tmp_path: Path
) -> None:
    received = receive(huvudman, pair.package).received
    assert received is not None
    file = answered(huvudman, received, pair.folder / "svar")
    earlier = restored_before_sealing(pair, tmp_path)

    error = refused(earlier, file.path)
    earlier.close()

    assert isinstance(error, inbox.ReceiptUnknown)
    assert "Inget har ändrats" in wording.say(error)


def test_a_kvittens_dropped_at_the_huvudman_is_refused(pair: Pair, huvudman: Office) -> None:
    received = receive(huvudman, pair.package).received
    assert received is not None
    file = answered(huvudman, received, pair.folder / "svar")

    assert isinstance(refused(huvudman, file.path), package_opening.SealedHere)


def test_a_practice_card_is_refused_in_a_real_vault(huvudman: Office, tmp_path: Path, school: Office) -> None:
    with school.work() as work:
        settings.remember(work, practice_day="2026-10-05", unit_code="87654321")
        work.session.query(KeyCardRow).filter(KeyCardRow.own).delete()
        work.session.flush()
        card = keys.ensure_card(work).value
    path = tmp_path / "kort.json"
    path.write_bytes(card.to_bytes())

    error = refused(huvudman, path)

    assert isinstance(error, refusals.PracticeMismatch)
    with huvudman.work() as work:
        assert others_cards.card_of(work, "schoolUnit:87654321") is None


def test_our_own_card_is_known_again(huvudman: Office, tmp_path: Path) -> None:
    with huvudman.work() as work:
        card = keys.own_card(work)
    assert card is not None
    path = tmp_path / "kort.json"
    path.write_bytes(card.to_bytes())

    assert isinstance(refused(huvudman, path), others_cards.OwnCardRead)


def test_a_refused_file_leaves_one_line_in_the_log(pair: Pair, huvudman: Office) -> None:
    path = pair.folder / "fil.age"
    path.write_bytes(pair.package.read_bytes()[:-200])
    error = refused(huvudman, path)
    with huvudman.work() as work:
        before = work.session.scalar(select(func.count()).select_from(AccessLogRow)) or 0

    with huvudman.work() as work:
        inbox.refused(work, error, path)

    with huvudman.work() as work:
        assert work.session.scalar(select(func.count()).select_from(AccessLogRow)) == before + 1


def test_files_that_wait_in_the_folder_are_found_until_they_are_read(pair: Pair, huvudman: Office) -> None:
    received = receive(huvudman, pair.package).received
    new = pair.folder / "usb" / "narvaro-11111111-1111-4111-8111-111111111111.age"
    shutil.copy(pair.package, new)
    (pair.folder / "usb" / "narvaro-anteckning.age").write_bytes(b"")

    with huvudman.work() as work:
        assert new_files.waiting_files(work) == [new]
    assert received is not None


def test_an_answer_that_cannot_be_written_changes_nothing(pair: Pair, huvudman: Office) -> None:
    received = receive(huvudman, pair.package).received
    assert received is not None
    in_the_way = pair.folder / "svar"
    in_the_way.write_bytes(b"en fil, ingen mapp")

    with pytest.raises((NarvaroError, OSError)):
        answered(huvudman, received, in_the_way)

    with huvudman.work() as work:
        assert register.received_one(work, received).line.status is None


def seal_another(school: Office, pair: Pair, name: str) -> SealedFile:
    with school.work() as work:
        student = students.add(work, name, "8A").value
        case = cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value
        made = decisions.open_inquiry(work, case, FILLED).value
        return notifications.seal(work, made, FILLED, pair.folder / "usb").value


def receive(office: Office, path: Path) -> inbox.Arrived:
    with office.work() as work:
        return inbox.receive(work, path).value


def refused(office: Office, path: Path) -> NarvaroError:
    with pytest.raises(NarvaroError) as caught, office.work() as work:
        inbox.receive(work, path)
    return caught.value


def answered(office: Office, received: UUID, folder: Path, **said: object) -> SealedFile:
    with office.work() as work:
        made = inbox.acknowledge(work, received, folder, contact="Handläggare, växeln", **said)  # type: ignore[arg-type]
    return made.value


def state(school: Office, pair: Pair) -> NotificationState:
    with school.work() as work:
        return notifications.notifications(work, pair.case)[0].state


def kept(office: Office) -> tuple[int, ...]:
    """How many rows there are of what a file could have left."""
    with office.work() as work:
        return tuple(
            work.session.scalar(select(func.count()).select_from(table)) or 0
            for table in (ReceivedRow, SeenPackageRow, KeyCardRow, AccessLogRow)
        )


def restored_before_sealing(pair: Pair, tmp_path: Path) -> Office:
    """The school's vault as it would be after a restore: its keys are there, its ledger is not."""
    shutil.copytree(pair.folder / "skola", tmp_path / "skola-tidigare")
    at = tmp_path / "skola-tidigare"
    office = vaults.unlock(at / "skola.narvaro", "Rektor Rönn", PHRASE, state=at / "state", allow_weak=True)
    with office.work() as work:
        for row in work.session.query(SentPackageRow):
            work.session.delete(row)
    return office
