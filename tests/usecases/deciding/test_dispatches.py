"""What is told after the anmälan: made from the case, sealed to the huvudman, answered, corrected, resent."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind, DispatchNeed
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.terms import Channel, Closure, NotificationState, OfferedSupport
from narvaro_desktop.store.tables import CaseRow, DispatchRow, NotificationRow
from narvaro_desktop.usecases.casework import cases, closing, legal_clock
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding import decisions, dispatch_offers, dispatches, notifications, outgoing
from narvaro_desktop.usecases.deciding.dispatch_contents import Chosen
from narvaro_desktop.usecases.deciding.dispatch_offers import NothingSealed
from narvaro_desktop.usecases.deciding.dispatches import DispatchIncomplete, Wish
from narvaro_desktop.usecases.deciding.notifications import Need
from narvaro_desktop.usecases.deciding.outgoing import FileCheck
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import filled, huvudman_office, open_a_case, trust
from tests.usecases.notifications_stage import decided_and_sealed, text_of

MONDAY = date(2026, 9, 28)
FINISHED = Chosen(completed_on=MONDAY, follow_up_on=MONDAY + timedelta(days=28))


@pytest.fixture
def principal(at_the_principals: Office, tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)
    at_the_principals.clock = Clock(MONDAY)
    yield at_the_principals


@pytest.fixture
def case_id(principal: Office, tmp_path: Path) -> UUID:
    """A case whose anmälan the huvudman has."""
    made = open_a_case(principal)
    begun, _file = decided_and_sealed(principal, made, tmp_path)
    with principal.work() as work:
        notifications.hand_over(work, begun, MONDAY, Channel.SEALED_FILE)
    return made


def result(case_id: UUID, chosen: Chosen = FINISHED) -> Wish:
    return Wish(DispatchKind.RESULT, (case_id,), chosen)


def content(office: Office, case_id: UUID, kind: DispatchKind) -> dict[str, object]:
    with office.work() as work:
        rows = [row for row in work.session.query(DispatchRow) if row.case_id == case_id]
        [row] = [row for row in rows if row.kind == kind.key]
        found: dict[str, object] = json.loads(row.content)
        return found


def close(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        left = closing.parting(work, case_id)
        keys = [one.key for one in (*left.duties, *left.follow_ups)]
        farewell = Farewell(
            Closure.IMPROVED, 80, False, "Hemmet", "Tidigt stöd hjälpte", dict.fromkeys(keys, "Inte aktuellt")
        )
        closing.close(work, case_id, farewell)


def test_a_result_says_when_and_on_which_levels_and_no_cause_unless_the_pack_allows_it(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        found = dispatches.prepared(work, result(case_id, replace(FINISHED, causes=None)))
        made, file = dispatches.seal(work, result(case_id), tmp_path).value

    assert found.missing == () and not found.causes_allowed
    assert file.path.is_file() and made
    said = content(principal, case_id, DispatchKind.RESULT)
    assert said["result"] == {
        "completedOn": "2026-09-28", "causes": [], "measures": [], "nextFollowUpOn": "2026-10-26"
    }  # fmt: skip
    assert "consultation" not in said and "investigator" not in said


def test_handed_over_it_stands_on_the_legal_clock(principal: Office, case_id: UUID, tmp_path: Path) -> None:
    with principal.work() as work:
        made, _file = dispatches.seal(work, result(case_id), tmp_path).value
        assert [line.state for line in outgoing.dispatches(work)] == [NotificationState.SEALED]
    with principal.work() as work:
        outgoing.hand_over(work, made, MONDAY, Channel.SEALED_FILE)

    with principal.work() as work:
        clock = legal_clock.clock(work, case_id)
        duties = {one.duty.key: one.done_on for one in cases.case(work, case_id).duties}
    assert clock is not None and clock.stops[-1].on == MONDAY
    assert duties["result_told"] == MONDAY


def test_what_lacks_is_named_and_nothing_leaves(principal: Office, case_id: UUID, tmp_path: Path) -> None:
    with pytest.raises(DispatchIncomplete) as fault, principal.work() as work:
        dispatches.seal(work, result(case_id, Chosen()), tmp_path / "usb")

    assert fault.value.needs == (DispatchNeed.COMPLETED_ON, DispatchNeed.FOLLOW_UP)
    assert not list(tmp_path.glob("usb/*"))


def test_one_lagesrapport_tells_of_every_open_case_and_each_has_its_own_part(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        other = students.add(work, "Alva Kottelund", "5A").value
        told = cases.Opening(step=3, why="Pågår.", stated=cases.Stated(300, MONDAY, MONDAY, "Mentor"))
        second = cases.open_case(work, other, told).value
    begun, _file = decided_and_sealed(principal, second, tmp_path)
    with principal.work() as work:
        notifications.hand_over(work, begun, MONDAY, Channel.PAPER)

    with principal.work() as work:
        wish = Wish(DispatchKind.STATUS, dispatch_offers.for_round(work))
        dispatches.seal(work, wish, tmp_path)

    assert set(wish.cases) == {case_id, second}
    for each in wish.cases:
        said = json.dumps(content(principal, each, DispatchKind.STATUS), ensure_ascii=False)
        assert ("Elvira" in said) is (each == case_id)
        assert '"week": 40' in said and "2026/2027" in said
    with principal.work() as work:
        lines = outgoing.dispatches(work)
        outgoing.hand_over(work, lines[0].id, MONDAY, Channel.SEALED_FILE)
    with principal.work() as work:
        assert {line.state for line in outgoing.dispatches(work)} == {NotificationState.HANDED_OVER}


def test_a_closed_case_asks_for_its_avslut_until_it_is_told(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    close(principal, case_id)
    with principal.work() as work:
        assert [one.kind for one in outgoing.needing(work)] == [Need.TELL_CLOSED]
        assert dispatch_offers.offered(work, case_id)[0] is DispatchKind.CLOSING

    with principal.work() as work:
        dispatches.seal(work, Wish(DispatchKind.CLOSING, (case_id,)), tmp_path)

    assert content(principal, case_id, DispatchKind.CLOSING)["closure"] == {
        "closedOn": "2026-09-28", "reason": "improved"
    }  # fmt: skip
    with principal.work() as work:
        assert outgoing.needing(work) == []


def test_a_request_needs_no_utredning(principal: Office, tmp_path: Path) -> None:
    case_id = open_a_case(principal)
    with principal.work() as work:
        assert dispatch_offers.offered(work, case_id) == (DispatchKind.REQUEST,)
        found = dispatches.prepared(work, Wish(DispatchKind.REQUEST, (case_id,)))
    assert DispatchNeed.SUPPORT in found.missing


def test_a_correction_holds_only_what_was_wrong(principal: Office, case_id: UUID, tmp_path: Path) -> None:
    with principal.work() as work:
        student = work.session.get_one(CaseRow, case_id).student_id
        students.describe(work, student, name="Elvira Blåbärskog")
        [subject] = dispatch_offers.correctable(work, case_id)
        wish = Wish(DispatchKind.CORRECTION, (case_id,), corrects=subject.id)
        found = dispatches.prepared(work, wish)
        dispatches.seal(work, wish, tmp_path)

    assert found.differing == ("student",)
    said = content(principal, case_id, DispatchKind.CORRECTION)
    assert said.keys() == {
        "schema", "schoolUnit", "provider", "contact", "caseId", "student", "correctedFields"
    }  # fmt: skip


def test_what_is_taken_back_says_nothing_of_the_pupil(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        [subject] = dispatch_offers.correctable(work, case_id)
        wish = Wish(DispatchKind.CORRECTION, (case_id,), Chosen(withdraws=True), subject.id)
        dispatches.seal(work, wish, tmp_path)

    said = content(principal, case_id, DispatchKind.CORRECTION)
    assert said.keys() == {"schema", "schoolUnit", "provider", "contact", "correctedFields"}


def test_nothing_can_take_the_place_of_what_was_not_sealed(principal: Office, tmp_path: Path) -> None:
    case_id = open_a_case(principal)
    with pytest.raises(NothingSealed), principal.work() as work:
        wish = Wish(DispatchKind.CORRECTION, (case_id,), corrects=case_id)
        dispatches.seal(work, wish, tmp_path)


def test_the_same_package_can_be_sealed_once_more(principal: Office, case_id: UUID, tmp_path: Path) -> None:
    with principal.work() as work:
        made, first = dispatches.seal(work, result(case_id), tmp_path / "usb").value
        [anmalan] = notifications.notifications(work, case_id)
    before = first.path.read_bytes()
    with principal.work() as work:
        again = outgoing.seal_again(work, made, tmp_path / "andra").value
        outgoing.seal_again(work, anmalan.id, tmp_path / "andra")

    assert again.fingerprint == first.fingerprint and again.package_id == first.package_id
    assert again.path.read_bytes() != before


def test_a_file_on_a_stick_is_compared_with_what_was_sealed(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        made, file = dispatches.seal(work, result(case_id), tmp_path / "usb").value
        [anmalan] = notifications.notifications(work, case_id)
    other, broken = anmalan.file, tmp_path / "bruten.age"
    assert other is not None
    broken.write_bytes(file.path.read_bytes()[:-1])

    with principal.work() as work:
        found = [outgoing.check_file(work, made, path).value for path in (file.path, other, broken)]

    assert found == [FileCheck.SAME, FileCheck.ANOTHER, FileCheck.CHANGED]


def test_a_printed_one_is_readable_and_waits_to_be_handed_over(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        made, (path, sheet) = dispatches.print_to(work, result(case_id), tmp_path).value

    text = text_of(path)
    assert "Resultat av utredningen" in text and "Elvira Blåbärsskog" in text
    copied = text_of(sheet)
    assert "Att skriva in i e-tjänsten" in copied and "Elvira Blåbärsskog" in copied
    assert sheet.name == f"blad-att-skriva-av-{path.name}"
    principal.clock = Clock(MONDAY + timedelta(days=3))
    with principal.work() as work:
        assert [(one.kind, one.line.id) for one in outgoing.needing(work)] == [(Need.HAND_OVER, made)]


def test_a_protected_pupil_is_only_told_of_otherwise(principal: Office, tmp_path: Path) -> None:
    case_id = open_a_case(principal, protected=True)
    wish = Wish(DispatchKind.REQUEST, (case_id,), Chosen(support=(OfferedSupport.GUIDANCE,)))
    with principal.work() as work:
        assert dispatches.prepared(work, wish).sent == ()
    for act in (dispatches.seal, dispatches.print_to):
        with pytest.raises(ProtectedStudent), principal.work() as work:
            act(work, wish, tmp_path)

    with principal.work() as work:
        dispatches.told_otherwise(work, wish, MONDAY, Channel.IN_PERSON, "")
        [line] = outgoing.dispatches(work)
    assert line.state is NotificationState.HANDED_OVER


def test_the_pack_says_how_little_of_an_anmalan_the_huvudman_gets(principal: Office, tmp_path: Path) -> None:
    made = open_a_case(principal)
    pack = principal.rules.pack
    least = replace(pack, notification=replace(pack.notification, profiles={"n1": "start"}))
    principal.rules = replace(principal.rules, packs={**principal.rules.packs, pack.key: least})

    with principal.work() as work:
        shown = decisions.prepared(work, made, filled())
    begun, file = decided_and_sealed(principal, made, tmp_path)
    with principal.work() as work:
        row = work.session.get_one(NotificationRow, begun)
        said = json.loads(row.payload or b"")
        notifications.print_to(work, begun, filled(), tmp_path)

    assert file.path.is_file()
    assert said.keys() == {
        "schema", "profile", "caseId", "student", "schoolUnit", "provider", "contact", "decision"
    }  # fmt: skip
    assert said["decision"].keys() == {"decidedOn"}
    assert not any(line.path.startswith("absence") for line in shown.sent)


def test_what_has_been_corrected_is_not_asked_for_again_and_what_is_taken_back_is_gone(
    principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        student = work.session.get_one(CaseRow, case_id).student_id
        students.describe(work, student, name="Elvira Blåbärskog")
        [subject] = dispatch_offers.correctable(work, case_id)
        wish = Wish(DispatchKind.CORRECTION, (case_id,), corrects=subject.id)
        dispatches.seal(work, wish, tmp_path)
    with principal.work() as work:
        assert dispatches.prepared(work, wish).missing == (DispatchNeed.CORRECTED,)
        dispatches.seal(work, replace(wish, chosen=Chosen(withdraws=True)), tmp_path)
    with principal.work() as work:
        assert dispatch_offers.correctable(work, case_id) == []
