"""Whoever runs the server writes in the log, or in the rows it answers for, past the program."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.store import log_verify
from narvaro_desktop.store.access_log import event_hash, head
from narvaro_desktop.store.errors import LogForged, RegisterSpoilt
from narvaro_desktop.store.log_verify import Flaw, Report
from narvaro_desktop.store.tables import AccessLogRow
from narvaro_desktop.usecases.huvudman import matters, register_server
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.vault import checks, vaults
from narvaro_desktop.usecases.work import Office
from narvaro_desktop.wording import say
from tests.postgres import PASSWORD
from tests.registers.conftest import Desk, Register
from tests.registers.test_hostile_server import as_root, let_in, log

ANOTHERS_LINE = (
    "INSERT INTO access_log (device, sequence, previous, hash, turn, signature, at_utc, offset_minutes, "
    "user_id, role, unit, action, facts) SELECT device, %s, %s, %s, turn + 1, signature, at_utc, "
    "offset_minutes, user_id, role, unit, action, facts "
    "FROM access_log WHERE device = %s ORDER BY turn DESC LIMIT 1"
)


WITHOUT_A_TURN = ANOTHERS_LINE.replace("turn + 1", "NULL").replace("BY turn", "BY sequence")
WITH_THE_SAME = ANOTHERS_LINE.replace("turn + 1", "turn")


def put_in_a_line(register: Register, office: Office, statement: str = ANOTHERS_LINE) -> None:
    """Behind the newest of that computer, with the hashes that it must have and an older signature."""
    with office.work() as work:
        newest = select(AccessLogRow.__table__).where(AccessLogRow.device == work.device)
        line = dict(
            work.session.execute(newest.order_by(AccessLogRow.sequence.desc()).limit(1)).mappings().one()
        )
        before = head(work.session, UUID(office.vault.id), work.device)
    line["sequence"] += 1
    told = (line["sequence"], before.hash, event_hash(before.hash, line), line["device"])
    as_root(register, statement, *told)


def verified(office: Office) -> Report:
    with office.work() as work:
        keys = office.vault.key_file
        signers = log_verify.signers_of(keys)
        return log_verify.verify(work.session, keys.header.vault, signers, is_shared=True)


@pytest.fixture
def matter(register: Register, first: Office) -> UUID:
    """The package that has come, and its matter."""
    with first.work() as work:
        arrived = inbox.receive(work, register.package).value
        [line] = matters.matters(work)
    assert arrived
    return line.id


def test_a_line_put_in_behind_a_closed_computers_is_told_at_its_next_unlocking(register: Register) -> None:
    first = register.first.unlock()
    vaults.leave(first)
    put_in_a_line(register, first)
    first.close()

    with pytest.raises(LogForged):
        register.first.unlock()
    register.first.unlock_anyway().close()
    again = register.first.unlock()
    found = verified(again).findings
    again.close()

    assert Flaw.FORGED in {one.flaw for one in found}


@pytest.mark.parametrize("statement", [WITHOUT_A_TURN, WITH_THE_SAME], ids=["no turn", "same turn"])
def test_who_goes_on_in_spite_of_a_line_out_of_turn_works_on_and_is_asked_once(
    register: Register, statement: str
) -> None:
    first = register.first.unlock()
    vaults.leave(first)
    put_in_a_line(register, first, statement)
    first.close()

    with pytest.raises(LogForged):
        register.first.unlock()
    register.first.unlock_anyway().close()
    both = register.first.unlock(), register.second.unlock()
    for office in (*both, *both):
        log(office)
    for office in both:
        office.close()
    register.first.unlock().close()


def test_a_line_without_a_turn_is_told_also_to_who_has_gone_on_before(register: Register) -> None:
    for _each in range(2):
        first = register.first.unlock()
        vaults.leave(first)
        put_in_a_line(register, first, WITHOUT_A_TURN)
        first.close()
        with pytest.raises(LogForged):
            register.first.unlock()
        register.first.unlock_anyway().close()


def test_a_question_that_waited_for_a_new_colleagues_first_line_raises_no_alarm(
    register: Register, first: Office, second: Office, tmp_path: Path
) -> None:
    new = Desk(tmp_path / "new", "Handläggare Ny")
    new.folder.mkdir()

    with second.work(asks=True) as work:
        work.log("register.look")
        let_in(first, new.person)
        register_server.join(new.file, register.address, PASSWORD, state=new.state)
        new.unlock().close()

    log(second)


def test_a_question_waits_for_its_line_also_where_the_server_freezes_what_a_transaction_sees(
    register: Register, first: Office
) -> None:
    name = register.address.rsplit("/", 1)[1]
    as_root(register, f'ALTER DATABASE "{name}" SET default_transaction_isolation = "repeatable read"')
    second = register.second.unlock()

    with second.work(asks=True) as work:
        work.log("register.look")
        log(first)
    log(second)
    second.close()


def test_a_line_put_in_while_two_work_is_told_to_whoever_acts_next(
    register: Register, first: Office, second: Office
) -> None:
    log(second)
    put_in_a_line(register, first)

    with pytest.raises(LogForged):
        log(second)
    with pytest.raises(LogForged):
        log(first)


def test_a_line_taken_from_a_closed_computers_end_is_told_to_a_colleague_who_never_saw_it(
    register: Register, first: Office, second: Office
) -> None:
    log(first)
    log(second)
    as_root(
        register,
        "DELETE FROM access_log WHERE device = %s AND sequence = "
        "(SELECT max(sequence) FROM access_log WHERE device = %s)",
        first.vault.device,
        first.vault.device,
    )
    found = verified(second).findings
    second.close()

    assert Flaw.GAP in {one.flaw for one in found}
    with pytest.raises(LogForged):
        register.second.unlock()


def test_two_who_write_in_one_matter_leave_a_log_that_is_whole(
    first: Office, second: Office, matter: UUID
) -> None:
    """The newest writing answers for the row, on whichever computer it was made."""
    for office in (first, second, first, second, first, second):
        with office.work() as work:
            matters.assign(work, [matter], office.actor.id)

    assert verified(first).findings == ()


def test_what_was_changed_past_the_program_is_told_when_it_is_opened(
    register: Register, first: Office, second: Office, matter: UUID
) -> None:
    with second.work() as work:
        matters.assign(work, [matter], second.actor.id)
    with first.work() as work:
        package = matters.packages_to_open(work)[matter]
        assert checks.is_as_written(work, package)

    as_root(register, "UPDATE matter SET assigned_to = NULL")

    with first.work() as work:
        assert not checks.is_as_written(work, package)


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", '"slott"'), ("kind", "{"), ("practice_day", '"igår"'), ("governance", '"slott"')],
)
def test_a_setting_that_is_none_of_the_programs_is_said_in_words(
    register: Register, name: str, value: str
) -> None:
    as_root(
        register,
        "INSERT INTO setting (name, value) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = %s",
        name,
        value,
        value,
    )

    with pytest.raises(RegisterSpoilt) as refusal:
        register.first.unlock()

    assert "Fråga den som sköter servern" in say(refusal.value)


def test_a_line_that_is_not_as_the_program_writes_it_is_a_finding(register: Register, first: Office) -> None:
    log(first)
    as_root(
        register, "UPDATE access_log SET action = 'vault.restore', facts = '{\"rows\": 7}' WHERE turn = 3"
    )
    as_root(
        register, 'UPDATE access_log SET facts = \'{"rows": [["no table", "x", [], ""]]}\' WHERE turn = 2'
    )

    found = verified(first).findings

    assert {(one.flaw, one.sequence) for one in found} >= {(Flaw.FACTS, 2), (Flaw.FACTS, 3), (Flaw.FORGED, 3)}
