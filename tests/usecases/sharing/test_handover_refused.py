"""Files that a laptop refuses: one sentence each, and nothing written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select

from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import pieces
from narvaro_desktop.sealing.changes import PATH, ChangesOf, Written
from narvaro_desktop.sealing.laptops import PATH as LAPTOPS
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.sealing.refusals import (
    ClockFault,
    Damaged,
    FutureVersion,
    NoKey,
    PayloadForm,
    SignerNotValid,
    UnknownSigner,
)
from narvaro_desktop.store.tables import (
    CaseRow,
    ChangeRow,
    KeyCardRow,
    PersonRow,
    SeenPackageRow,
    StudentRow,
    TransferRow,
)
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.sending import keys, laptops, packages
from narvaro_desktop.usecases.sharing import join, shipping
from narvaro_desktop.usecases.sharing.handover_files import CaseNotHere, ClassUnknown, OtherCase
from narvaro_desktop.usecases.work import Office
from narvaro_desktop.wording import say
from tests.usecases.team_of_laptops import Team, elviras_case, handed, me, receive, returned

TABLES = (CaseRow, StudentRow, ChangeRow, TransferRow, SeenPackageRow, PersonRow, KeyCardRow)


@pytest.fixture
def case_id(kurator: Office) -> UUID:
    return elviras_case(kurator)


def counted(office: Office) -> list[int]:
    with office.work() as work:
        return [work.session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def refused(office: Office, path: Path, why: type[NarvaroError]) -> None:
    """The file is refused for that reason, in words, and nothing is kept."""
    before = counted(office)
    with pytest.raises(why) as refusal:
        receive(office, path)
    assert len(say(refusal.value)) > 30
    assert counted(office) == before


def forged(
    giver: Office, to: Office, case: UUID, folder: Path, change: Callable[[ChangesOf], ChangesOf]
) -> Path:
    """A file that a laptop of the school has signed, and whose content is not what our program writes."""
    with giver.work() as work:
        signed = laptops.card_of_laptop(work, me(to))
        assert signed is not None
        row = work.session.get_one(CaseRow, case)
        receiver = shipping.receiver_of(work, signed.card, me(to))
        shipped, package_id = shipping.shipment(work, row, receiver), str(uuid4())
        told = ChangesOf(
            str(case), "comment", laptops.people_told(work), shipping.as_told(shipped, receiver, package_id)
        )
        payload = [
            PayloadFile(PATH, change(told).to_bytes()),
            PayloadFile(LAPTOPS, laptops.told(work).to_bytes()),
        ]
        return packages.seal_to(
            work, signed.card, "laptop", "handover", case, payload, folder / "usb", package_id=package_id
        ).path


def with_write(told: ChangesOf, table: str, write: Written) -> ChangesOf:
    """The content with one writing more, in the first entry of `table`."""
    at = next(place for place, entry in enumerate(told.entries) if entry.table == table)
    entry = told.entries[at]
    kept = tuple(one for one in entry.writes if one.field != write.field)
    changed = replace(entry, writes=(*kept, write))
    return replace(told, entries=(*told.entries[:at], changed, *told.entries[at + 1 :]))


def test_a_file_for_another_person(
    staff: Team, kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    other = staff.joined(rektor, "Pedagog Ask", Role.SPECIAL_EDUCATOR)

    refused(other, handed(kurator, rektor, case_id, tmp_path / "usb"), NoKey)


def test_a_file_from_a_stranger(staff: Team, kurator: Office, rektor: Office, case_id: UUID) -> None:
    stranger = Team(staff.folder / "annan")
    other = stranger.school("Rektor Lind")
    with rektor.work() as work:
        card = laptops.card_of_laptop(work, me(rektor))
        assert card is not None
    with other.work() as work:
        laptops.own_laptop(work)
        keys.keep_card(work, card)
        path = packages.seal_to(
            work, card.card, "laptop", "handover", case_id, _payload(kurator, rektor, case_id), staff.folder,
        ).path  # fmt: skip
    stranger.close()

    refused(rektor, path, UnknownSigner)


def _payload(kurator: Office, rektor: Office, case: UUID) -> list[PayloadFile]:
    with kurator.work() as work:
        signed = laptops.card_of_laptop(work, me(rektor))
        assert signed is not None
        receiver = shipping.receiver_of(work, signed.card, me(rektor))
        shipped = shipping.shipment(work, work.session.get_one(CaseRow, case), receiver)
        told = ChangesOf(
            str(case), "comment", laptops.people_told(work), shipping.as_told(shipped, receiver, "x")
        )
        return [PayloadFile(PATH, told.to_bytes()), PayloadFile(LAPTOPS, laptops.told(work).to_bytes())]


def test_a_file_from_a_laptop_that_is_lost(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    path = handed(kurator, rektor, case_id, tmp_path / "usb")
    with rektor.work() as work:
        join.revoke(work, me(kurator))

    refused(rektor, path, SignerNotValid)


@pytest.mark.parametrize("where", [200, -1], ids=["near the end of the header", "at the end"])
def test_a_changed_file(kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path, where: int) -> None:
    path = handed(kurator, rektor, case_id, tmp_path / "usb")
    content = bytearray(path.read_bytes())
    content[where if where < 0 else len(content) // 2] ^= 1
    path.write_bytes(content)

    refused(rektor, path, Damaged)


def test_a_file_that_was_cut_off(kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path) -> None:
    path = handed(kurator, rektor, case_id, tmp_path / "usb")
    path.write_bytes(path.read_bytes()[:-100])

    refused(rektor, path, Damaged)


def test_a_file_from_a_newer_program(kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path) -> None:
    column = forged(
        kurator,
        rektor,
        case_id,
        tmp_path,
        lambda told: with_write(told, "case_file", Written("mood", number=3)),
    )
    refused(rektor, column, FutureVersion)

    def other_table(told: ChangesOf) -> ChangesOf:
        *others, last = told.entries
        return replace(told, entries=(*others, replace(last, table="weather")))

    refused(rektor, forged(kurator, rektor, case_id, tmp_path, other_table), FutureVersion)


def test_text_of_a_class_that_is_not_held(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    medical = Written("body", cell=pieces.of_bytes(bytes(400)), info_class=InfoClass.MEDICAL.key)

    refused(
        rektor,
        forged(kurator, rektor, case_id, tmp_path, lambda told: with_write(told, "note", medical)),
        ClassUnknown,
    )


def test_a_cell_that_was_moved_from_another_record(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    def moved(told: ChangesOf) -> ChangesOf:
        return replace(
            told,
            entries=tuple(
                replace(one, record=str(uuid4())) if one.table == "note" else one for one in told.entries
            ),
        )

    refused(rektor, forged(kurator, rektor, case_id, tmp_path, moved), ClassUnknown)


def test_a_clock_that_no_laptop_has(kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path) -> None:
    def late(told: ChangesOf) -> ChangesOf:
        first, *others = told.entries
        return replace(told, entries=(replace(first, clock="9999999999999-00000-a1"), *others))

    refused(rektor, forged(kurator, rektor, case_id, tmp_path, late), PayloadForm)


def test_a_writing_from_next_year(kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path) -> None:
    def ahead(told: ChangesOf) -> ChangesOf:
        first, *others = told.entries
        with rektor.work() as work:
            later = int((work.now + timedelta(days=365)).timestamp() * 1000)
        return replace(told, entries=(replace(first, clock=f"{later:013d}-00000-a1"), *others))

    refused(rektor, forged(kurator, rektor, case_id, tmp_path, ahead), ClockFault)


def test_a_card_that_claims_another_role_gets_no_more(staff: Team, rektor: Office) -> None:
    mentor = staff.joined(rektor, "Mentor Al", Role.MENTOR)
    with rektor.work() as work:
        own, mentors = (laptops.card_of_laptop(work, me(one)) for one in (rektor, mentor))
        assert own is not None and mentors is not None
        assert own.card.laptop is not None
        claimed = replace(mentors.card, laptop=own.card.laptop)

        receiver = shipping.receiver_of(work, claimed, me(mentor))

    assert receiver.role is Role.MENTOR
    assert not receiver.publics


def test_a_file_that_writes_in_another_case(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    refused(
        rektor,
        forged(kurator, rektor, case_id, tmp_path, lambda told: replace(told, case_id=str(uuid4()))),
        OtherCase,
    )


def test_a_value_that_the_field_cannot_hold(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    wrong = Written("opened_on", text=("i går",))
    file = forged(kurator, rektor, case_id, tmp_path, lambda told: with_write(told, "case_file", wrong))

    refused(rektor, file, PayloadForm)


def test_a_case_that_comes_back_and_is_not_here(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    back = returned(rektor, case_id, tmp_path / "usb")
    with kurator.vault.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in ("step_change", "duty", "note", "hand_over", "transfer"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.execute(delete(CaseRow))

    refused(kurator, back, CaseNotHere)


def test_a_case_that_was_closed_meanwhile_stays_closed_and_keeps_what_came(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    with kurator.work() as work:
        work.session.get_one(CaseRow, case_id).closed_on = work.today

    taken = receive(kurator, returned(rektor, case_id, tmp_path / "usb", "Ring mig.")).taken

    assert taken is not None
    assert taken.is_closed
    with kurator.work() as work:
        assert work.session.get_one(CaseRow, case_id).closed_on == work.today


@dataclass(frozen=True)
class WrongClock(Clock):
    """The clock of a machine that is hours ahead."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return Clock.now(self) + self.ahead


def test_clocks_hours_apart_lose_nothing(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    kurator.clock = WrongClock(ahead=timedelta(hours=9))
    with kurator.work() as work:
        work.session.get_one(CaseRow, case_id).stated_source = "Kuratorns lista"
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    with rektor.work() as work:
        work.session.get_one(CaseRow, case_id).stated_source = "Rektorns lista"
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))

    for office in (kurator, rektor):
        with office.work() as work:
            assert work.session.get_one(CaseRow, case_id).stated_source == "Rektorns lista"


def test_a_clock_days_ahead_is_told_of(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    kurator.clock = WrongClock(ahead=timedelta(days=3))

    refused(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"), ClockFault)
