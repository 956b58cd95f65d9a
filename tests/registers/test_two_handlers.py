"""Two handläggare in one register at once: nothing is written over unseen, and nothing is half done."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from narvaro_desktop.domain.terms import ReceiptStatus
from narvaro_desktop.store.changes import newest_clock
from narvaro_desktop.store.errors import RegisterUnreachable, SaveUncertain, WrittenMeanwhile
from narvaro_desktop.store.tables import AccessLogRow, ChangeRow, MatterRow
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.huvudman import matters, meanwhile
from narvaro_desktop.usecases.huvudman import register as shelf
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.work import Office
from tests.registers.conftest import COLLEAGUE, Register

CONTACT = "Skolpliktshandläggare, växeln"


@pytest.fixture
def arrived(register: Register, first: Office) -> UUID:
    """An anmälan that the first has read in."""
    with first.work() as work:
        received = inbox.receive(work, register.package).value.received
    assert received is not None
    return received


@pytest.fixture
def matter(first: Office, arrived: UUID) -> UUID:
    with first.work() as work:
        [view] = matters.matters_of(work, arrived)
    return view.line.id


def coordinator(office: Office, matter: UUID) -> str | None:
    with office.work() as work:
        return work.session.get_one(MatterRow, matter).coordinator


def fall_silent(_session: Session) -> None:
    raise RegisterUnreachable


def moment(office: Office) -> str:
    with office.work() as work:
        return meanwhile.read_at(work)


def test_what_one_reads_in_the_other_sees(first: Office, second: Office, matter: UUID) -> None:
    with second.work() as work:
        [line] = matters.matters(work)

    assert (line.id, line.student) == (matter, "Blåbärsskog, Elvira")


def test_what_a_colleague_wrote_meanwhile_is_shown_and_not_written_over(
    first: Office, second: Office, matter: UUID
) -> None:
    read = moment(first)
    with second.work() as work:
        matters.coordinate(work, matter, "Samordnare på elevhälsan")
    mine = partial(matters.coordinate, matter_id=matter, coordinator="Skolsociala teamet")

    with pytest.raises(WrittenMeanwhile) as refused, first.work() as work:
        meanwhile.unless_written(work, mine, read)

    with first.work() as work:
        theirs = meanwhile.theirs(work, refused.value)
    assert coordinator(first, matter) == "Samordnare på elevhälsan"
    assert theirs.name == COLLEAGUE and "Samordnare på elevhälsan" in theirs.text
    assert abs(theirs.at - first.clock.now()) < timedelta(minutes=5)

    with first.work() as work:
        meanwhile.unless_written(work, mine, theirs.read_at)
    assert coordinator(second, matter) == "Skolsociala teamet", "she has seen the other's, and chose her own"


def test_what_another_wrote_stays_in_the_history(first: Office, second: Office, matter: UUID) -> None:
    with second.work() as work:
        matters.coordinate(work, matter, "Samordnare på elevhälsan")
    with first.work() as work:
        matters.coordinate(work, matter, "Skolsociala teamet")

    with first.work() as work:
        entries = work.session.scalars(select(ChangeRow).where(ChangeRow.record == matter))
        kept = [entry.before or "" for entry in entries]
    assert any("Samordnare på elevhälsan" in before for before in kept)


def test_another_field_of_the_same_matter_is_nobodys_conflict(
    first: Office, second: Office, matter: UUID
) -> None:
    read = moment(first)
    with second.work() as work:
        matters.assign(work, [matter], second.actor.id)

    with first.work() as work:
        act = partial(matters.coordinate, matter_id=matter, coordinator="Skolsociala teamet")
        meanwhile.unless_written(work, act, read)

    assert coordinator(second, matter) == "Skolsociala teamet"


def test_only_one_of_two_kvittenser_at_the_same_moment_is_sealed(
    first: Office, second: Office, arrived: UUID, tmp_path: Path
) -> None:
    read, folder = moment(second), tmp_path / "svar"
    folder.mkdir()
    answer = partial(inbox.acknowledge, received_id=arrived, folder=folder, contact=CONTACT)
    with first.work() as work:
        answer(work, registration_number="KS 2026/1")

    with pytest.raises(WrittenMeanwhile), second.work() as work:
        meanwhile.unless_written(work, partial(answer, registration_number="KS 2026/2"), read)

    with second.work() as work:
        view = shelf.received_one(work, arrived)
    assert view.line.status is ReceiptStatus.REGISTERED
    assert view.line.registration_number == "KS 2026/1"
    assert [path.suffix for path in folder.iterdir()] == [".age"], "no file is left of the one that was not"


def test_acts_of_two_windows_wait_for_each_other(first: Office, second: Office, matter: UUID) -> None:
    """Forty acts from each side at once: every one counts, in whatever order they came."""

    def count(office: Office) -> None:
        for _turn in range(40):
            with office.work() as work:
                row = work.session.get_one(MatterRow, matter)
                row.ladder_step = (row.ladder_step or 0) + 1

    with first.work() as work:
        begun = work.session.get_one(MatterRow, matter).ladder_step or 0
    sides = [Thread(target=count, args=(office,)) for office in (first, second)]
    for side in sides:
        side.start()
    for side in sides:
        side.join(60)

    with second.work() as work:
        assert work.session.get_one(MatterRow, matter).ladder_step == begun + 80


def test_a_question_waits_for_no_act_and_its_line_is_in_the_log(
    first: Office, second: Office, matter: UUID, arrived: UUID
) -> None:
    with first.work() as work:
        matters.coordinate(work, matter, "Skolsociala teamet")
        work.session.flush()
        with second.work(asks=True) as asking:
            [view] = matters.matters_of(asking, arrived)

    with second.work(asks=True) as asking:
        asking.log("register.look")
    with first.work() as work:
        lines = work.session.scalars(
            select(AccessLogRow.action).where(AccessLogRow.user_id == str(second.actor.id))
        ).all()
    assert view.coordinator == "", "what is not kept yet is not shown"
    assert lines[-1] == "register.look"


def test_a_writing_is_later_than_every_other_whatever_the_machines_say(
    first: Office, second: Office, matter: UUID
) -> None:
    with first.work() as work:
        matters.coordinate(work, matter, "Skolsociala teamet")
    before = moment(first)
    second.clock = Clock(date(2026, 1, 5))

    with second.work() as work:
        matters.coordinate(work, matter, "Samordnare på elevhälsan")
        work.session.flush()
        after = newest_clock(work.session)

    assert after > before


def test_a_connection_lost_in_the_middle_leaves_nothing_half_done(
    register: Register, first: Office, second: Office, matter: UUID
) -> None:
    with pytest.raises(RegisterUnreachable), first.work() as work:
        matters.coordinate(work, matter, "Skolsociala teamet")
        work.session.flush()
        register.server.drop_connections(register.address)
        matters.assign(work, [matter], first.actor.id)
        work.session.flush()

    with first.work() as work:
        row = work.session.get_one(MatterRow, matter)
        assert (row.coordinator, row.assigned_to) == (None, None)
        matters.coordinate(work, matter, "Skolsociala teamet")
    assert coordinator(first, matter) == "Skolsociala teamet"


def test_an_act_whose_last_word_was_lost_is_looked_up(first: Office, matter: UUID) -> None:
    """The server kept it and fell silent before it said so: it is done, and said to be."""
    with first.work() as work:
        matters.coordinate(work, matter, "Skolsociala teamet")
        event.listen(work.session, "after_commit", fall_silent)

    assert coordinator(first, matter) == "Skolsociala teamet"


def test_where_nobody_can_tell_whether_it_was_kept_that_is_said(
    register: Register, first: Office, matter: UUID
) -> None:
    def stop(_session: Session) -> None:
        register.server.stop()
        raise RegisterUnreachable

    try:
        with pytest.raises(SaveUncertain), first.work() as work:
            matters.coordinate(work, matter, "Skolsociala teamet")
            event.listen(work.session, "after_commit", stop)
    finally:
        register.server.start()


def test_a_server_that_is_gone_is_said_and_comes_back(
    register: Register, first: Office, matter: UUID
) -> None:
    register.server.stop()
    try:
        with pytest.raises(RegisterUnreachable), first.work() as work:
            matters.coordinate(work, matter, "Skolsociala teamet")
    finally:
        register.server.start()

    assert coordinator(first, matter) is None
    with first.work() as work:
        matters.coordinate(work, matter, "Skolsociala teamet")
    assert coordinator(first, matter) == "Skolsociala teamet"
