"""The anmälan on its way: sealed, printed or told otherwise; handed over, answered, told to the family."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pypdf
import pytest

from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.terms import Channel, NotificationState, OfferedSupport
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases, informing
from narvaro_desktop.usecases.casework.informing import ToInform
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding import decisions, earlier_decision, notification_papers, notifications
from narvaro_desktop.usecases.deciding.notifications import AlreadyHandedOver, Need, NothingToHandOver
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.sending.packages import OutboxFull, OutboxMissing, OutboxReadOnly
from narvaro_desktop.usecases.work import Office, Work
from tests.small_disk import make_read_only, small_disk
from tests.usecases.decisions_stage import filled, huvudman_office, open_a_case, trust
from tests.usecases.notifications_stage import decided, decided_and_sealed, needs, text_of

MONDAY = date(2026, 9, 28)


@pytest.fixture
def principal(at_the_principals: Office, tmp_path: Path) -> Iterator[Office]:
    """The rektor on a Monday, with the huvudman's kontaktkort trusted."""
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)
    at_the_principals.clock = Clock(MONDAY)
    yield at_the_principals


@pytest.fixture
def case_id(principal: Office) -> UUID:
    return open_a_case(principal)


def test_sealed_is_not_sent(principal: Office, case_id: UUID, tmp_path: Path) -> None:
    begun, file = decided_and_sealed(principal, case_id, tmp_path / "usb")

    with principal.work() as work:
        [line] = notifications.notifications(work)
        assert notifications.outbox(work.session) == tmp_path / "usb"
    assert (line.state, line.handed_over_on) == (NotificationState.SEALED, None)
    assert line.file == file.path and file.path.is_file()

    with principal.work() as work:
        notifications.hand_over(work, begun, MONDAY, Channel.SEALED_FILE)
    with principal.work() as work:
        [line] = notifications.notifications(work)
        duties = {one.duty.key: one.done_on for one in cases.case(work, case_id).duties}
    assert (line.state, line.handed_over_on) == (NotificationState.HANDED_OVER, MONDAY)
    assert duties["notification"] == MONDAY


def test_a_lost_file_is_sealed_again_under_the_same_anmalan(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    begun, first = decided_and_sealed(principal, case_id, tmp_path / "usb")
    first.path.unlink()

    with principal.work() as work:
        second = notifications.seal(work, begun, filled(), tmp_path / "other").value

    with principal.work() as work:
        [line] = notifications.notifications(work)
    assert line.file == second.path
    assert line.fingerprint == second.fingerprint


def test_a_readable_copy_is_an_act_of_its_own_and_is_logged(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    begun, _file = decided_and_sealed(principal, case_id, tmp_path / "usb")

    with principal.work() as work:
        [copy] = notification_papers.copy_out(work, begun, tmp_path).value
        logged = [line.action for line in work.lines]

    assert copy.name.startswith("anmalan-oforseglad-")
    assert "Elvira Blåbärsskog" in text_of(copy)
    assert logged == ["notification.copy"]


def test_printing_leaves_two_papers_and_waits_to_be_handed_over(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        begun = notifications.begun(work, case_id, None, filled())
        paper, sheet = notifications.print_to(work, begun, filled(), tmp_path).value

    assert "Elvira Blåbärsskog" in text_of(paper)
    assert "Almstad" in text_of(sheet)
    assert sorted(path.suffix for path in tmp_path.glob("*-2026-*")) == [".pdf", ".pdf"]
    with principal.work() as work:
        assert notifications.notifications(work)[0].state is NotificationState.PRINTED


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """It holds less than a package."""
    with small_disk(tmp_path / "sticka", "16k") as disk:
        yield disk


def refused(office: Office, case_id: UUID, folder: Path, fault: type[NarvaroError]) -> None:
    """Both ways out are refused, and neither decision nor file is left."""
    with pytest.raises(fault):
        decided_and_sealed(office, case_id, folder)
    with pytest.raises(fault), office.work() as work:
        begun = notifications.begun(work, case_id, None, filled())
        notifications.print_to(work, begun, filled(), folder)

    with office.work() as work:
        assert decisions.decisions_of(work, case_id) == []
        assert cases.case(work, case_id).line.step == 2
        assert notifications.outbox(work.session) is None
    assert not folder.is_dir() or list(folder.iterdir()) == []


def test_a_full_disk_leaves_neither_decision_nor_file(principal: Office, case_id: UUID, stick: Path) -> None:
    refused(principal, case_id, stick, OutboxFull)


def test_a_read_only_disk_leaves_neither_decision_nor_file(
    principal: Office, case_id: UUID, stick: Path
) -> None:
    make_read_only(stick)

    refused(principal, case_id, stick, OutboxReadOnly)


def test_a_stick_that_was_taken_out_leaves_neither_decision_nor_file(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    refused(principal, case_id, tmp_path / "media" / "STICKA" / "lamna", OutboxMissing)


def test_a_file_is_no_folder(principal: Office, case_id: UUID, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("ingen mapp", encoding="utf-8")

    with pytest.raises(OutboxMissing):
        decided_and_sealed(principal, case_id, tmp_path / "fil")


def test_a_crash_between_keeping_and_naming_is_mended(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    _begun, file = decided_and_sealed(principal, case_id, tmp_path / "usb")
    file.path.rename(file.path.with_name(f"{file.path.name}.part"))

    with principal.work() as work:
        assert packages.finish_after_crash(work) == 1

    with principal.work() as work:
        assert packages.is_unchanged(work, file.package_id, file.path)


def test_a_protected_pupil_is_neither_sealed_nor_printed_nor_written_to(
    principal: Office, tmp_path: Path
) -> None:
    case_id = open_a_case(principal, protected=True)
    begun = decided(principal, case_id)

    with pytest.raises(ProtectedStudent), principal.work() as work:
        notifications.seal(work, begun, filled(), tmp_path)
    with pytest.raises(ProtectedStudent), principal.work() as work:
        notifications.print_to(work, begun, filled(), tmp_path)
    with pytest.raises(ProtectedStudent), principal.work() as work:
        [*_people, guardian] = informing.to_inform(work, case_id)
        assert guardian.guardian_id is not None
        notification_papers.save_letter(work, guardian.decision_id, guardian.guardian_id, tmp_path)
    assert list(tmp_path.glob("*.age*")) + list(tmp_path.glob("*.pdf")) == []

    with principal.work() as work:
        notifications.told_otherwise(work, begun, MONDAY, Channel.IN_PERSON, "")
    with principal.work() as work:
        assert notifications.notifications(work)[0].state is NotificationState.HANDED_OVER


def test_the_answer_by_telephone_stands_in_the_case_with_its_support_as_a_task(
    principal: Office, case_id: UUID
) -> None:
    begun = decided(principal, case_id)
    with principal.work() as work:
        notifications.told_otherwise(work, begun, MONDAY, Channel.ESERVICE, "ET-1")

    with principal.work() as work:
        notifications.answer_by_hand(
            work, begun, MONDAY, "Handläggare Lind", "KS 2026/9", [OfferedSupport.GUIDANCE], "Vi hör av oss."
        )

    with principal.work() as work:
        [line] = notifications.notifications(work)
        tasks = cases.case(work, case_id).tasks
    assert (line.state, line.registration_number) == (NotificationState.REGISTERED, "KS 2026/9")
    assert len(tasks) == 1


def test_the_duty_to_inform_is_done_when_each_has_been_told(principal: Office, case_id: UUID) -> None:
    decided(principal, case_id)
    with principal.work() as work:
        people = informing.to_inform(work, case_id)
    assert [one.guardian_id is None for one in people] == [True, False, False]

    for place, one in enumerate(people):
        with principal.work() as work:
            informed = {line.duty.key: line.done_on for line in cases.case(work, case_id).duties}["informed"]
            assert informed is None, place
            informing.inform(work, one.decision_id, one.guardian_id, MONDAY, "i ett samtal")

    with principal.work() as work:
        informed = {line.duty.key: line.done_on for line in cases.case(work, case_id).duties}["informed"]
    assert informed == MONDAY


def letter_to(work: Work, one: ToInform, folder: Path) -> Path:
    assert one.guardian_id is not None
    meeting = "torsdag kl. 15"
    return notification_papers.save_letter(work, one.decision_id, one.guardian_id, folder, meeting).value


def test_each_guardian_gets_a_letter_with_the_share_and_a_name_that_tells_nobody(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    decided(principal, case_id)

    with principal.work() as work:
        guardians = [one for one in informing.to_inform(work, case_id) if one.guardian_id]
        letters = [letter_to(work, one, tmp_path) for one in guardians]

    assert len(set(letters)) == 2
    for one, letter in zip(guardians, letters, strict=True):
        words = text_of(letter)
        assert one.name in words
        assert "Detta är inte en orosanmälan" in words
        assert "23,5" in words and "torsdag kl. 15" in words
        assert "skog" not in letter.name
        assert len(pypdf.PdfReader(letter).pages) == 1


def test_the_letter_names_the_home_municipality_only_where_another_runs_the_school(
    principal: Office, tmp_path: Path
) -> None:
    case_id = open_a_case(principal)
    decided(principal, case_id)

    said = []
    for home in ("Almstads kommun", "Bergby"):
        (tmp_path / home).mkdir()
        with principal.work() as work:
            settings.write(work.session, "home_municipality", home)
            [_student, one, *_others] = informing.to_inform(work, case_id)
            letter = letter_to(work, one, tmp_path / home)
        said.append("Hemkommunen" in text_of(letter))

    assert said == [False, True]


def test_a_decision_without_anmalan_waits_in_i_dag_and_is_red_when_its_day_is_past(
    principal: Office, case_id: UUID
) -> None:
    decided(principal, case_id)
    assert needs(principal)[Need.NOTIFY] is False

    principal.clock = Clock(MONDAY + timedelta(days=8))

    assert needs(principal)[Need.NOTIFY] is True
    assert needs(principal)[Need.INFORM] is True


def test_what_is_sealed_is_asked_for_the_next_working_day(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    friday = date(2026, 10, 2)
    principal.clock = Clock(friday)
    decided_and_sealed(principal, case_id, tmp_path)
    assert Need.HAND_OVER not in needs(principal)

    principal.clock = Clock(friday + timedelta(days=1))
    assert Need.HAND_OVER not in needs(principal)
    principal.clock = Clock(friday + timedelta(days=3))

    assert needs(principal)[Need.HAND_OVER] is False


def test_an_answer_that_does_not_come_is_asked_for_after_ten_working_days(
    principal: Office, case_id: UUID
) -> None:
    begun = decided(principal, case_id)
    with principal.work() as work:
        notifications.told_otherwise(work, begun, MONDAY, Channel.ESERVICE, "ET-1")
    assert Need.ASK_FOR_ANSWER not in needs(principal)

    principal.clock = Clock(MONDAY + timedelta(days=14))

    assert Need.ASK_FOR_ANSWER in needs(principal)
    assert waited(principal) == 14
    principal.clock = Clock(MONDAY + timedelta(days=13))
    assert Need.ASK_FOR_ANSWER not in needs(principal) and waited(principal) == 0
    with principal.work() as work:
        notifications.answer_by_hand(work, begun, MONDAY, "Växeln", "", (), "")
    principal.clock = Clock(MONDAY + timedelta(days=30))
    assert waited(principal) == 0


def waited(office: Office) -> int:
    """How many days the one anmälan has waited for an answer that is due."""
    with office.work() as work:
        [line] = notifications.notifications(work)
        return line.unanswered_days


def test_what_was_decided_before_the_program_came_is_not_asked_for_again(
    principal: Office, case_id: UUID
) -> None:
    with principal.work() as work:
        earlier_decision.record(
            work, case_id, date(2026, 8, 20), "Rektor Rönn, rektor", date(2026, 8, 20), "ET-1"
        )

    assert needs(principal) == {}


def test_what_the_huvudman_has_is_not_changed(principal: Office, case_id: UUID, tmp_path: Path) -> None:
    begun, _file = decided_and_sealed(principal, case_id, tmp_path)
    with principal.work() as work:
        notifications.hand_over(work, begun, MONDAY, Channel.SEALED_FILE)

    for again in (notifications.seal, notifications.print_to):
        with pytest.raises(AlreadyHandedOver), principal.work() as work:
            again(work, begun, filled(), tmp_path)


def test_nothing_is_handed_over_before_it_is_made(principal: Office, case_id: UUID) -> None:
    begun = decided(principal, case_id)

    with pytest.raises(NothingToHandOver), principal.work() as work:
        notifications.hand_over(work, begun, MONDAY, Channel.SEALED_FILE)


def test_a_paper_that_says_otherwise_takes_the_place_of_the_sealed_file(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    begun, _file = decided_and_sealed(principal, case_id, tmp_path)

    with principal.work() as work:
        notifications.print_out(work, begun, filled())
    with principal.work() as work:
        [line] = notifications.notifications(work)
    assert line.state is NotificationState.SEALED and line.file

    with principal.work() as work:
        notifications.print_out(work, begun, replace(filled(), contact="Expeditionen, 08-000 00 00"))
    with principal.work() as work:
        [line] = notifications.notifications(work)
    assert (line.state, line.file) == (NotificationState.PRINTED, None)


def test_a_protected_pupil_and_her_guardians_are_told_without_being_named(
    principal: Office, case_id: UUID
) -> None:
    decided(principal, case_id)
    with principal.work() as work:
        named = {one.name for one in informing.to_inform(work, case_id)}
        students.protect(work, cases.row_of(work, case_id).student_id)

    with principal.work() as work:
        aliases = {one.name for one in informing.to_inform(work, case_id)}
    assert len(aliases) == len(named) and not aliases & named
