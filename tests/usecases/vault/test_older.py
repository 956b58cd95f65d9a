"""A vault that is older than what others have seen of it: kvittenser and colleagues' files know of more."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.hybrid_clock import next_tick, text_of
from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.store.entries import Entry
from narvaro_desktop.store.tables import AccessLogRow, ChangeRow
from narvaro_desktop.store.witnesses import RESTORE
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.vault import older
from narvaro_desktop.usecases.work import Office, Work
from tests.pairs import Pair
from tests.usecases.deciding.test_chain import FILLED
from tests.usecases.receiving.test_inbox import answered, receive, refused, seal_another


@pytest.fixture
def rektor(pair: Pair) -> Iterator[Office]:
    opened = pair.school()
    yield opened
    opened.close()


def _entry(work: Work, device: str, number: int = 7) -> Entry:
    clock = text_of(next_tick(0, int(work.now.timestamp() * 1000) - 60_000), device)
    return Entry(UUID(int=number), device, clock, work.actor.id, "note", UUID(int=1), ("text",))


def test_writings_of_this_laptop_that_are_not_here_are_told_once(office: Office) -> None:
    with office.work() as work:
        older.by_entries(work, [_entry(work, work.device)])

    with office.work() as work:
        assert older.unsaid(work).value
    with office.work() as work:
        assert not older.unsaid(work).value


def test_anothers_writings_and_our_own_that_are_here_tell_nothing(office: Office) -> None:
    with office.work() as work:
        settings.remember(work, unit_code="12345678")
    with office.work() as work:
        row = work.session.scalars(select(ChangeRow)).first()
        assert row is not None and row.device == work.device
        ours = Entry(row.id, row.device, row.clock, row.actor, row.table_name, row.record, ())
        older.by_entries(work, [_entry(work, "annan", 8), ours])

    with office.work() as work:
        assert not older.unsaid(work).value


def test_what_a_restore_has_answered_for_is_not_told(office: Office) -> None:
    with office.work() as work:
        work.log(RESTORE, kept=1, witnessed=2)
    with office.work() as work:
        older.by_entries(work, [_entry(work, work.device)])

    with office.work() as work:
        assert not older.unsaid(work).value


def test_a_restored_school_is_sent_back_and_jumps_past_the_numbers_it_forgot(
    pair: Pair, huvudman: Office, rektor: Office, tmp_path: Path
) -> None:
    receive(huvudman, pair.package)
    restored = pair.copy(tmp_path / "aterstalld").school()
    receive(huvudman, seal_another(rektor, pair, "Ivar Kottelund").path)
    forked = seal_another(restored, pair, "Saga Lingontuva")

    error = refused(huvudman, forked.path)
    assert inbox.may_be_sent_back(error)
    with huvudman.work() as work:
        answer = inbox.send_back(work, forked.path, pair.folder / "svar", contact="Handläggare").value
        assert len(register.received(work)) == 2
    case = receive(restored, answer.path).answered

    assert case is not None
    with restored.work() as work:
        assert older.unsaid(work).value
    with restored.work() as work:
        assert not older.unsaid(work).value
        [line] = notifications.notifications(work, case)
        assert line.state is NotificationState.RETURNED
        again = notifications.seal(work, line.id, FILLED, pair.folder / "usb").value
    restored.close()
    assert receive(huvudman, again.path).received


def test_a_kvittens_that_knows_of_more_than_the_vault_does_is_a_witness(
    pair: Pair, huvudman: Office, rektor: Office, tmp_path: Path
) -> None:
    first = receive(huvudman, pair.package).received
    older_one = pair.copy(tmp_path / "aldre").school()
    second = receive(huvudman, seal_another(rektor, pair, "Ivar Kottelund").path).received
    assert first and second
    kvittens = answered(huvudman, first, pair.folder / "svar")

    for office, is_older in ((rektor, False), (older_one, True)):
        assert receive(office, kvittens.path).answered
        with office.work() as work:
            assert older.unsaid(work).value is is_older
    assert refused(older_one, kvittens.path)
    with older_one.work() as work:
        lines = work.session.scalars(select(AccessLogRow.facts).where(AccessLogRow.action == older.FOUND))
        assert [json.loads(facts) for facts in lines] == [{"by": "receipt", "lost": 1}]
    later = seal_another(older_one, pair, "Saga Lingontuva")
    older_one.close()
    assert receive(huvudman, later.path).received


def test_a_vault_that_somebody_has_put_back_and_answered_for_is_not_told_again(
    pair: Pair, huvudman: Office, rektor: Office, tmp_path: Path
) -> None:
    first = receive(huvudman, pair.package).received
    copied = pair.copy(tmp_path / "aldre")
    receive(huvudman, seal_another(rektor, pair, "Ivar Kottelund").path)
    assert first
    kvittens = answered(huvudman, first, pair.folder / "svar")
    restored = copied.school()
    with restored.work() as work:
        work.log(RESTORE, kept=1, witnessed=2)

    assert receive(restored, kvittens.path).answered

    with restored.work() as work:
        assert not older.unsaid(work).value
    restored.close()
