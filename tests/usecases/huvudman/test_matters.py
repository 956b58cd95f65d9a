"""The huvudman's matters: each package finds its own, and a handläggare sees to it."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from narvaro_desktop.domain.deciding.matter import MatterState, Round, Wait
from narvaro_desktop.domain.terms import NotificationState, ReceiptStatus, Role
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.envelope import Recipient, Replaces, Sender, Signer
from narvaro_desktop.sealing.package import PayloadFile, seal
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import MatterPackageRow, MatterRow, ReceivedRow
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.huvudman import answers, home_notices, matter_intake, matters, register, rounds
from narvaro_desktop.usecases.huvudman.matters import MatterLine
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys, others_cards, packages
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.pairs import PHRASE, Pair, new_huvudman
from tests.sealing.parties import NOTIFICATION, pdf_with
from tests.usecases.deciding.test_chain import trust

SHARED = ("schoolUnit", "provider", "contact", "caseId", "schoolType", "schoolYear", "homeMunicipality")
RESULT = {
    "completedOn": "2026-09-25", "causes": ["school"], "measures": ["student"],
    "nextFollowUpOn": "2026-10-20",
}  # fmt: skip


@pytest.fixture
def school(pair: Pair) -> Iterator[Office]:
    office = pair.school()
    yield office
    office.close()


@pytest.fixture
def received(pair: Pair, huvudman: Office) -> UUID:
    return receive(huvudman, pair.package)


@pytest.fixture
def number(received: UUID, huvudman: Office) -> str:
    return only(huvudman).case_number


def test_a_matter_follows_its_packages_until_it_is_closed(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    assert only(huvudman).state is MatterState.OPEN

    receive(huvudman, told(school, pair, "n2", {**case(number), "result": RESULT}))
    measures = only(huvudman)
    closure = {"closedOn": "2026-09-27", "reason": "improved"}
    receive(huvudman, told(school, pair, "n4", {**n4(number), "closure": closure}))

    assert (measures.state, measures.due_on) == (MatterState.RESULT, date(2026, 10, 20))
    assert only(huvudman).state is MatterState.CLOSED
    assert only(huvudman).unanswered == 3


def test_a_file_that_came_along_is_kept_and_can_be_taken_out(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    file = PayloadFile("data/attachments/001.pdf", b"%PDF-1.7\nen bilaga", "Plan för återgång.pdf")

    arrived = receive(
        huvudman, told(school, pair, "n2", {**case(number), "result": RESULT}, attachments=[file])
    )

    with huvudman.work() as work:
        [kept] = register.received_one(work, arrived).files
        name, content = register.attached(work, kept.id)
    assert (kept.name, kept.size) == ("Plan för återgång.pdf", len(content))
    assert name.endswith(".pdf") and content == file.content


def test_a_report_of_many_cases_stands_in_each(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    absence = NOTIFICATION["absence"]
    items = [
        {"caseId": number, "schoolYear": 5, "absence": absence},
        {"caseId": "B2M9QX1", "schoolYear": 7, "absence": absence, "student": NOTIFICATION["student"]},
    ]
    report = {"round": {"academicYear": "2026/2027", "week": 41}, "items": items}

    arrived = receive(
        huvudman, told(school, pair, "n3", {key: NOTIFICATION[key] for key in SHARED[:3]} | report)
    )

    with huvudman.work() as work:
        views = matters.matters_of(work, arrived)
    assert {view.line.case_number for view in views} == {number, "B2M9QX1"}
    assert {view.line.share for view in views} == {"22,9\N{NO-BREAK SPACE}%"}


def test_a_withdrawn_anmalan_stays_and_says_so(
    huvudman: Office, school: Office, pair: Pair, received: UUID
) -> None:
    document = {key: NOTIFICATION[key] for key in SHARED[:3]} | {"correctedFields": []}

    receive(huvudman, told(school, pair, "n5", document, replaces=replaced(huvudman, received, "withdraw")))

    assert only(huvudman).state is MatterState.WITHDRAWN


def test_what_corrects_a_package_that_has_not_come_is_refused_and_nothing_kept(
    huvudman: Office, school: Office, pair: Pair, received: UUID
) -> None:
    document = {key: NOTIFICATION[key] for key in SHARED[:3]} | {"correctedFields": []}
    unknown = Replaces("11111111-1111-4111-8111-111111111111", "0" * 64, "withdraw")
    file = told(school, pair, "n5", document, replaces=unknown)

    with pytest.raises(matter_intake.CorrectsUnknown):
        receive(huvudman, file)

    with huvudman.work() as work:
        assert work.session.query(ReceivedRow).count() == 1


def test_another_anmalan_of_the_same_pupil_is_shown(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    first = {**NOTIFICATION, "caseId": "B2M9QX1"}
    receive(huvudman, told(school, pair, "n1", first))

    second = receive(huvudman, told(school, pair, "n1", {**NOTIFICATION, "caseId": "C4M9QX7"}))

    with huvudman.work() as work:
        [view] = matters.matters_of(work, second)
    [earlier] = view.earlier
    assert (earlier.case_number, earlier.is_running) == ("B2M9QX1", True)


def test_a_matter_is_given_to_a_colleague_and_back_to_all(huvudman: Office, received: UUID) -> None:
    with huvudman.work() as work:
        team.add_person(work, "Handläggare Berg", Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF)
    with huvudman.work() as work:
        berg = next(each for each in matters.colleagues(work) if each.name == "Handläggare Berg")
        matters.assign(work, [only_id(work)], berg.id)

    assert (only(huvudman).handler, only(huvudman).is_mine) == ("Handläggare Berg", False)

    with huvudman.work() as work:
        matters.assign(work, [only_id(work)], None)
    assert only(huvudman).handler == ""


def test_more_is_asked_for_until_the_school_sends_it(
    huvudman: Office, school: Office, pair: Pair, received: UUID, number: str
) -> None:
    with huvudman.work() as work:
        answer = answers.ask_for_more(
            work, received, pair.folder / "svar", contact="Växeln", message="Vi saknar hemkommun."
        ).value
    assert only(huvudman).wait is Wait.COMPLETION
    receive(school, answer.path)
    with school.work() as work:
        [line] = notifications.notifications(work, pair.case)
        assert line.message == "Vi saknar hemkommun."

    receive(huvudman, told(school, pair, "n2", {**case(number), "result": RESULT}))

    assert only(huvudman).wait is Wait.ANSWER


def test_what_does_not_belong_here_is_returned_with_a_word(
    huvudman: Office, school: Office, pair: Pair, received: UUID
) -> None:
    with huvudman.work() as work:
        answer = answers.return_received(
            work, received, pair.folder / "svar", contact="Växeln", message="Eleven hör till Bergby."
        ).value

    receive(school, answer.path)

    with school.work() as work:
        [line] = notifications.notifications(work, pair.case)
    assert (line.state, line.message) == (NotificationState.RETURNED, "Eleven hör till Bergby.")
    with huvudman.work() as work:
        assert work.session.get_one(ReceivedRow, received).status is ReceiptStatus.RETURNED


def test_a_round_asks_in_what_runs_and_counts_what_has_answered(
    huvudman: Office, school: Office, pair: Pair, received: UUID, number: str
) -> None:
    asked = Round(2026, 41, date(2026, 10, 16))
    with huvudman.work() as work:
        assert [(one.running, one.answered) for one in rounds.schools(work, asked)] == [(1, 0)]
        made = rounds.send_out(work, asked, pair.folder / "svar", contact="Växeln").value
        assert rounds.current(work) == asked
    [file] = made.files
    receive(school, file.path)
    with school.work() as work:
        [line] = notifications.notifications(work, pair.case)
    assert line.message == "Uppföljning vecka 41: lämna en lägesrapport senast 2026-10-16."

    report = {
        "round": {"academicYear": "2026/2027", "week": 41},
        "items": [{"caseId": number, "schoolYear": 5, "absence": NOTIFICATION["absence"]}],
    }
    receive(huvudman, told(school, pair, "n3", {key: NOTIFICATION[key] for key in SHARED[:3]} | report))

    with huvudman.work() as work:
        assert [(one.running, one.answered) for one in rounds.schools(work, asked)] == [(1, 1)]
        assert rounds.send_out(work, asked, pair.folder / "svar", contact="Växeln").value.files == ()


def test_a_report_since_the_question_answers_it_whatever_week_it_is_of(
    huvudman: Office, school: Office, pair: Pair, received: UUID, number: str
) -> None:
    asked = Round(2026, 11, date(2027, 3, 26))
    report = {
        "round": {"academicYear": "2026/2027", "week": 10},
        "items": [{"caseId": number, "schoolYear": 5, "absence": NOTIFICATION["absence"]}],
    }
    shared = {key: NOTIFICATION[key] for key in SHARED[:3]}
    receive(huvudman, told(school, pair, "n3", shared | report))
    with huvudman.work() as work:
        before = rounds.schools(work, asked)
        rounds.send_out(work, asked, pair.folder / "svar", contact="Växeln")
    receive(huvudman, told(school, pair, "n3", shared | report))

    with huvudman.work() as work:
        after = rounds.schools(work, asked)
    assert [one.answered for one in before] == [0]
    assert [one.answered for one in after] == [1]


def test_what_the_hemkommun_answers_stands_in_the_matter(
    huvudman: Office, school: Office, pair: Pair, tmp_path: Path
) -> None:
    bergby = new_huvudman(tmp_path / "bergby", "Bergby kommun", "2120000001")
    trust(huvudman, bergby)
    trust(bergby, huvudman)
    home = {"homeMunicipality": {"displayName": "Bergby kommun"}}
    received = receive(huvudman, told(school, pair, "n1", {**NOTIFICATION, **home}))

    with huvudman.work() as work:
        notice = home_notices.seal(work, received, "organisation:2120000001", tmp_path / "ut").value
    there = receive(bergby, notice.path)
    with bergby.work() as work:
        answer = inbox.acknowledge(
            work, there, tmp_path / "svar", contact="Växeln", registration_number="BK 2026/8"
        ).value
    assert receive(huvudman, answer.path) == received

    with huvudman.work() as work:
        [view] = matters.matters_of(work, received)
    assert view.is_from_elsewhere
    assert [told.recipient for told in view.told_home] == ["Bergby kommun"]
    assert view.home_answer == "Diarieförd, Handläggare Lind, huvudmannens mottagare, BK 2026/8"
    bergby.close()


def test_nobody_is_found_by_what_is_sensitive(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    """Who and where is searched for, never why: causes, words, support."""
    receive(huvudman, told(school, pair, "n2", {**case(number), "result": RESULT, "freeText": "Kort ord."}))

    assert only(huvudman).search_key == f"blåbärsskog, tuva {number.lower()} ekbackens skola"


def test_packages_from_before_there_were_matters_find_theirs(huvudman: Office, received: UUID) -> None:
    with huvudman.work() as work:
        for table in (MatterPackageRow, MatterRow):
            for row in work.session.query(table):
                work.session.delete(row)

    assert only(huvudman).student == "Blåbärsskog, Elvira"


def told(
    school: Office,
    pair: Pair,
    kind: str,
    document: Mapping[str, Any],
    replaces: Replaces | None = None,
    attachments: Sequence[PayloadFile] = (),
) -> Path:
    """Any document sealed by the school to its huvudman, as a program of hers would."""
    text = canonical.dumps({"schema": "narvaro/notification/1", **document})
    with school.work() as work:
        own, card, signer = keys.own_card(work), others_cards.huvudman_card(work), keys.signing_key(work)
        assert own is not None
        assert card is not None
        counted = packages._next_number(work, signer.public.fingerprint, card.id)
        number = counted[0] + len(list(pair.folder.glob("*.forged")))
        out = io.BytesIO()
        sealed = seal(
            out, kind=kind, created=work.now.astimezone(UTC),
            sender=Sender(own.card.id, own.card.display_name, own.card.hash, Signer("Rektor Rönn", "rektor")),
            recipient=Recipient(card.id, card.display_name, "provider", card.hash),
            payload=[
                PayloadFile("data/notification.json", text),
                PayloadFile("data/notification.pdf", pdf_with(text)),
                *attachments,
            ],
            recipients=card.recipients, signer=signer, sequence=number, previous_root="", replaces=replaces,
            utc_offset_minutes=120,
        )  # fmt: skip
    path = pair.folder / f"narvaro-{sealed.package_id}.age"
    path.write_bytes(out.getvalue())
    path.with_suffix(".forged").touch()
    return path


def case(number: str) -> dict[str, Any]:
    """The fields of an anmälan, for the case that the school has."""
    return {**NOTIFICATION, "caseId": number}


def n4(number: str) -> dict[str, Any]:
    return {key: NOTIFICATION[key] for key in SHARED} | {"caseId": number}


def replaced(huvudman: Office, received: UUID, action: str) -> Replaces:
    with huvudman.work() as work:
        row = work.session.get_one(ReceivedRow, received)
        return Replaces(row.package_id, row.root_hash, action)


def receive(office: Office, path: Path) -> UUID:
    with office.work() as work:
        arrived = inbox.receive(work, path).value
    return arrived.received or arrived.answered  # type: ignore[return-value]


def only(office: Office) -> MatterLine:
    with office.work() as work:
        [line] = matters.matters(work)
    return line


def only_id(work: Any) -> UUID:
    [line] = matters.matters(work)
    return line.id
