"""Gallring in the huvudman's register: two people, nothing left on the decrypted pages, others untouched."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.privacy_terms import RecordKind
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import (
    LegalHoldRow,
    MatterRow,
    ReceivedFileRow,
    ReceivedRow,
    SeenPackageRow,
    SentPayloadRow,
)
from narvaro_desktop.usecases.huvudman import matter_erasing, matters, register
from narvaro_desktop.usecases.privacy import erasing, privacy_records, retention
from narvaro_desktop.usecases.privacy.erasing import NotDue, SamePerson
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.work import Office
from tests.faults.pages import plain
from tests.pairs import PHRASE, Pair
from tests.sealing.parties import NOTIFICATION
from tests.usecases.huvudman.test_matters import RESULT, SHARED, case, n4, only, receive, told

DECISION = "Gallringsbeslut Almstad 2026-02-11 § 15"
CLOSURE = {"closedOn": "2026-09-27", "reason": "improved"}
SECOND = "Registrator Lind"
OTHER = {
    **NOTIFICATION["student"],
    "givenName": "Saga",
    "familyName": "Kottelund",
    "identityNumber": "EXEMPEL-2",
}


@pytest.fixture
def school(pair: Pair) -> Iterator[Office]:
    office = pair.school()
    yield office
    office.close()


@pytest.fixture
def number(pair: Pair, huvudman: Office) -> str:
    receive(huvudman, pair.package)
    return only(huvudman).case_number


def _three_years_later(office: Office, number: str) -> UUID:
    """The rule is entered, and the matter lies three years back."""
    with office.work() as work:
        retention.enter_rule(work, retention.MATTER, 3, DECISION, date(2026, 2, 11))
        team.add_person(work, SECOND, Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF)
    with office.work() as work:
        [row] = work.session.scalars(select(MatterRow).where(MatterRow.case_number == number)).all()
        row.last_at -= timedelta(days=3 * 366)
        return row.id


def _words(office: Office, number: str) -> list[str]:
    content = plain(office.vault.path, office.vault.me.file_key)
    with office.work() as work:
        held = b"".join(row.payload for row in work.session.scalars(select(ReceivedRow)))
    student: Any = NOTIFICATION["student"]
    return [
        word
        for word in (number, student["givenName"], student["familyName"])
        if word.encode() in content + held
    ]


def _confirmed(pair: Pair, office: Office, matter: UUID) -> tuple[Office, erasing.Protocol]:
    with office.work() as work:
        proposal = erasing.propose(work, [matter]).value
    with pytest.raises(SamePerson):
        erasing.carry_out(office, proposal)
    path, state = office.vault.path, office.vault.state
    office.close()
    second = vaults.unlock(path, SECOND, PHRASE, state=state, allow_weak=True)
    return second, erasing.carry_out(second, proposal)


def test_a_matter_that_is_held_is_not_erased_until_nothing_holds_it(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    receive(huvudman, told(school, pair, "n4", {**n4(number), "closure": CLOSURE}))
    matter = _three_years_later(huvudman, number)
    with huvudman.work() as work:
        proposal = erasing.propose(work, [matter]).value
        retention.hold(work, matter, "Tillsyn pågår")
        [due] = matter_erasing.due(work)
        assert due.held == "Tillsyn pågår"
    path, state = huvudman.vault.path, huvudman.vault.state
    huvudman.close()
    second = vaults.unlock(path, SECOND, PHRASE, state=state, allow_weak=True)

    with pytest.raises(NotDue):
        erasing.carry_out(second, proposal)
    with second.work() as work:
        retention.lift(work, matter)
    erasing.carry_out(second, proposal)

    assert _words(second, number) == []
    with second.work() as work:
        assert list(work.session.scalars(select(LegalHoldRow))) == []
    second.close()


def test_a_closed_matter_is_gone_with_all_that_came_and_the_ledger_stays(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    receive(huvudman, told(school, pair, "n2", {**case(number), "result": RESULT}))
    receive(huvudman, told(school, pair, "n4", {**n4(number), "closure": CLOSURE}))
    with huvudman.work() as work:
        assert matter_erasing.due(work) == ()
    matter = _three_years_later(huvudman, number)
    with huvudman.work() as work:
        [due] = matter_erasing.due(work)
        assert (due.number, due.is_proposed) == (number, False)

    second, protocol = _confirmed(pair, huvudman, matter)

    assert _words(second, number) == []
    assert (protocol.label, protocol.basis, protocol.case_count) == ("Huvudmannens register", DECISION, 1)
    with second.work() as work:
        kept = [len(list(work.session.scalars(select(one)))) for one in (ReceivedRow, ReceivedFileRow)]
        assert kept == [0, 0] and matters.matters(work) == []
        assert len(list(work.session.scalars(select(SeenPackageRow)))) == 3
        assert list(work.session.scalars(select(SentPayloadRow))) == []
    second.close()


def test_of_a_report_about_two_pupils_the_other_ones_part_stays(
    huvudman: Office, school: Office, pair: Pair, number: str
) -> None:
    absence: Any = NOTIFICATION["absence"]
    items = [
        {"caseId": number, "schoolYear": 5, "absence": absence, "student": NOTIFICATION["student"]},
        {"caseId": "B2M9QX1", "schoolYear": 7, "absence": absence, "student": OTHER},
    ]
    report = {"round": {"academicYear": "2026/2027", "week": 41}, "items": items}
    came = receive(
        huvudman, told(school, pair, "n3", {key: NOTIFICATION[key] for key in SHARED[:3]} | report)
    )
    receive(huvudman, told(school, pair, "n4", {**n4(number), "closure": CLOSURE}))

    second, _protocol = _confirmed(pair, huvudman, _three_years_later(huvudman, number))

    with second.work() as work:
        assert [one.case_number for one in matters.matters(work)] == ["B2M9QX1"]
        left = json.loads(work.session.get_one(ReceivedRow, came).payload)
        assert [one["caseId"] for one in left["items"]] == ["B2M9QX1"]
        _name, paper = register.paper(work, came)
    assert number.encode() not in paper and paper.startswith(b"%PDF")
    assert _words(second, number) == []
    second.close()


def test_a_running_matter_is_never_due_and_a_school_erases_none(
    huvudman: Office, school: Office, number: str
) -> None:
    _three_years_later(huvudman, number)
    with huvudman.work() as work:
        assert matter_erasing.due(work) == ()
    with pytest.raises(NotAllowed), school.work() as work:
        matter_erasing.due(work)


def test_the_huvudman_takes_out_what_a_dataskyddsombud_asks_for(
    huvudman: Office, number: str, pair: Pair
) -> None:
    with huvudman.work() as work:
        made = [privacy_records.save(work, kind, pair.folder).value for kind in RecordKind]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made) and number
