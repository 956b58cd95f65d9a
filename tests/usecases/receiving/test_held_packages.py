"""A package whose sender nobody has checked waits in the vault, sealed, until the card has come."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import refusals
from narvaro_desktop.store.tables import HeldPackageRow, KeyCardRow, ReceivedRow
from narvaro_desktop.usecases.receiving import held_packages, inbox, package_files
from narvaro_desktop.usecases.sending import card_keys, key_cards, keys
from narvaro_desktop.usecases.work import Office
from tests.pairs import Pair
from tests.usecases.deciding.test_chain import trust


@pytest.fixture
def stranger(huvudman: Office) -> Office:
    """The huvudman as if no school's card had ever been read in."""
    with huvudman.work() as work:
        for row in work.session.scalars(select(KeyCardRow).where(KeyCardRow.own.is_(False))):
            work.session.delete(row)
    return huvudman


@pytest.fixture
def school(pair: Pair) -> Iterator[Office]:
    office = pair.school()
    yield office
    office.close()


def test_it_outlives_the_session_and_its_file_and_is_read_in_when_the_card_is_trusted(
    pair: Pair, stranger: Office, school: Office
) -> None:
    result = package_files.take(stranger, pair.package)
    pair.package.unlink()
    assert result.waits
    stranger.close()

    office = pair.huvudman()
    [line] = held(office)
    assert (line.sender, line.sender_name, line.is_known) == ("schoolUnit:12345678", "Ekbackens skola", False)
    assert ready(office) == []
    trust(office, school)
    assert len(ready(office)) == 1

    [taken] = package_files.take_held(office)

    assert taken.received is not None
    assert held(office) == [] and ready(office) == []
    office.close()


def test_what_waits_is_the_sealed_file_byte_for_byte_and_the_same_file_waits_once(
    pair: Pair, stranger: Office
) -> None:
    for _again in range(2):
        assert package_files.take(stranger, pair.package).waits

    with stranger.work() as work:
        [row] = work.session.scalars(select(HeldPackageRow))
        assert row.content == pair.package.read_bytes()
        assert work.session.scalars(select(ReceivedRow)).all() == []


def test_one_that_a_colleague_has_read_in_a_moment_ago_is_nothing_to_say(
    pair: Pair, stranger: Office, school: Office
) -> None:
    package_files.take(stranger, pair.package)
    trust(stranger, school)
    [waiting] = ready(stranger)
    package_files.take_held(stranger)

    with stranger.work() as work:
        again = inbox.receive_held(work, waiting)
        gone = held_packages.discard(work, waiting)

    assert again.value == inbox.Arrived()
    assert again.changes == gone == frozenset()


def test_a_file_read_in_after_all_waits_no_longer(pair: Pair, stranger: Office, school: Office) -> None:
    package_files.take(stranger, pair.package)
    trust(stranger, school)

    assert package_files.take(stranger, pair.package).received is not None

    assert held(stranger) == []


def test_a_newer_card_that_lacks_the_key_is_tried_once_and_says_so(
    pair: Pair, stranger: Office, school: Office
) -> None:
    package_files.take(stranger, pair.package)
    with school.work() as work:
        card_keys.renew(work)
    trust(stranger, school)
    [held_id] = ready(stranger)

    [taken] = package_files.take_held(stranger)

    assert taken.waits and isinstance(taken.refused, refusals.UnknownSigner)
    assert ready(stranger) == []
    [line] = held(stranger)
    assert (line.id, line.is_known) == (held_id, True)


def test_one_that_turns_out_to_be_something_else_does_not_stay(pair: Pair, stranger: Office) -> None:
    package_files.take(stranger, pair.package)
    [line] = held(stranger)

    with stranger.work() as work:
        assert not inbox.refused(work, refusals.IdReused(), line.id).value

    assert held(stranger) == []


@pytest.mark.parametrize(
    "refusal", [refusals.Damaged(), refusals.SignatureFault(), refusals.SignerNotValid(fault="revoked")]
)
def test_nothing_else_that_is_refused_is_kept(pair: Pair, stranger: Office, refusal: NarvaroError) -> None:
    with stranger.work() as work:
        assert not inbox.refused(work, refusal, pair.package).value

    assert held(stranger) == []


@pytest.mark.parametrize("refusal", [refusals.SignerNotAllowed(), refusals.SignerNotValid(fault="dates")])
def test_a_card_that_has_ended_or_lacks_the_kind_can_be_newer_tomorrow(
    pair: Pair, huvudman: Office, refusal: NarvaroError
) -> None:
    with huvudman.work() as work:
        assert inbox.refused(work, refusal, pair.package).value

    [line] = held(huvudman)
    assert line.is_known and ready(huvudman) == []


def test_strangers_cannot_fill_the_vault(pair: Pair, stranger: Office) -> None:
    package_files.take(stranger, pair.package)
    with stranger.work() as work:
        [row] = work.session.scalars(select(HeldPackageRow))
        row.size, row.file_sha256 = held_packages.MOST_BYTES, "another"

    result = package_files.take(stranger, pair.package)

    assert isinstance(result.refused, refusals.UnknownSigner) and not result.waits
    assert len(held(stranger)) == 1


@pytest.mark.parametrize(("sender", "waits"), [(None, False), ("schoolUnit:87654321", True)])
def test_one_stranger_takes_no_more_than_a_quarter_of_the_room(
    pair: Pair, stranger: Office, sender: str | None, waits: bool
) -> None:
    """What another has filled her quarter with is in nobody else's way."""
    package_files.take(stranger, pair.package)
    with stranger.work() as work:
        [row] = work.session.scalars(select(HeldPackageRow))
        row.size, row.file_sha256 = held_packages.MOST_OF_ONE, "another"
        row.sender = sender or row.sender

    assert package_files.take(stranger, pair.package).waits is waits


def test_it_can_be_taken_away_unread(pair: Pair, stranger: Office) -> None:
    package_files.take(stranger, pair.package)
    [line] = held(stranger)

    with stranger.work() as work:
        held_packages.discard(work, line.id)

    assert held(stranger) == []


def test_the_list_of_senders_verifies_what_they_sign_and_leaves_out_what_is_revoked(
    huvudman: Office, school: Office, pair: Pair, tmp_path: Path
) -> None:
    with huvudman.work() as work:
        name, content = key_cards.senders_file(work).value
        [line] = [one for one in key_cards.cards(work) if not one.is_own]
    with school.work() as work:
        key = keys.signing_key(work).public.line
        card_keys.revoke(work, "Datorn är stulen.")
        _name, listed = card_keys.list_file(work).value
    (tmp_path / "sparrlista.json").write_bytes(listed)

    with huvudman.work() as work:
        inbox.receive(work, tmp_path / "sparrlista.json")
        _name, after = key_cards.senders_file(work).value
        [revoked] = [one for one in key_cards.cards(work) if not one.is_own]

    assert name == "allowed_signers"
    assert content.decode().count(key) == 1 and content.startswith(b"schoolUnit:12345678 namespaces=")
    assert key not in after.decode()
    assert [one.is_revoked for one in line.signers] == [False]
    assert [one.is_revoked for one in revoked.signers] == [True]
    assert BytesIO(content).readline().endswith(b"\n")


def held(office: Office) -> list[held_packages.HeldLine]:
    with office.work() as work:
        return held_packages.held(work)


def ready(office: Office) -> list[UUID]:
    with office.work() as work:
        return held_packages.ready(work)
