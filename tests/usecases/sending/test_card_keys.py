"""Our card's keys over the years: renewed by the old key, a reserve on paper, revoked; others' lists."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.sealing.refusals import CardSignature, SignerNotValid
from narvaro_desktop.store.tables import KeyCardRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import card_keys, key_cards, keys, others_cards
from narvaro_desktop.usecases.sending.card_keys import ListFromUnknown, ListKnown, ReserveNotTyped
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import PERIOD, huvudman_office, trust
from tests.usecases.notifications_stage import decided_and_sealed


@pytest.fixture
def huvudman(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as office:
        yield office


@pytest.fixture
def school(at_the_principals: Office, huvudman: Office) -> Office:
    """A rektor and a huvudman who have checked each other's cards."""
    trust(at_the_principals, huvudman)
    with at_the_principals.work() as work:
        settings.remember(work, unit_code="12345678")
        keys.ensure_card(work)
    trust(huvudman, at_the_principals)
    return at_the_principals


def card(office: Office) -> SignedCard:
    with office.work() as work:
        found = keys.own_card(work)
    assert found is not None
    return found


def sealed(school: Office, folder: Path) -> Path:
    return decided_and_sealed(school, another_case(school), folder)[1].path


def another_case(school: Office) -> UUID:
    with school.work() as work:
        pupil = students.add(work, f"Alva {work.new_id().hex}", "5A").value
        return cases.open_case(work, pupil, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value


def test_a_renewed_card_follows_by_the_old_key_and_the_old_one_still_opens(
    school: Office, huvudman: Office, tmp_path: Path
) -> None:
    on_its_way = sealed(school, tmp_path)
    with huvudman.work() as work:
        card_keys.renew(work)

    with school.work() as work:
        read = others_cards.read_card(work, card(huvudman).to_bytes()).value
    with huvudman.work() as work:
        assert inbox.receive(work, on_its_way).value.received is not None

    assert read.is_trusted and card(huvudman).card.serial == 2
    assert len(card(huvudman).card.recipients) == 1


def test_a_reserve_is_on_the_card_once_two_groups_have_been_typed_and_opens_by_age_alone(
    school: Office, huvudman: Office, tmp_path: Path
) -> None:
    with huvudman.work() as work:
        reserve = card_keys.new_reserve(work).value
    groups = card_keys.groups_of(reserve.secret)
    with pytest.raises(ReserveNotTyped), huvudman.work() as work:
        card_keys.keep_reserve(work, reserve, dict.fromkeys(reserve.asked, "0000"))
    with huvudman.work() as work:
        typed = {number: groups[number - 1].lower() for number in reserve.asked}
        card_keys.keep_reserve(work, reserve, typed)
        assert card_keys.opens(work, " ".join(groups)) and not card_keys.opens(work, "fel")
    with school.work() as work:
        others_cards.read_card(work, card(huvudman).to_bytes())

    file = sealed(school, tmp_path)
    (tmp_path / "nyckel.txt").write_text(reserve.secret, encoding="ascii")
    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "nyckel.txt", file], capture_output=True, check=True
    )
    assert opened.stdout.startswith(b"PK") and reserve.pdf.startswith(b"%PDF")
    assert reserve.secret.encode() not in card(huvudman).to_bytes()


def test_what_is_revoked_signs_nothing_more_and_what_came_is_counted(
    school: Office, huvudman: Office, tmp_path: Path
) -> None:
    came, late = sealed(school, tmp_path), tmp_path / "sent"
    with huvudman.work() as work:
        inbox.receive(work, came)
    late.mkdir()
    with school.work() as work:
        held = card_keys.own_keys(work)
    forged = decided_and_sealed(school, another_case(school), late)[1].path
    with school.work() as work:
        card_keys.revoke(work, "Datorn är stulen")
        name, text = card_keys.list_file(work).value
    (tmp_path / name).write_bytes(text)

    with huvudman.work() as work:
        read = inbox.receive(work, tmp_path / name).value.revoked
    assert held is not None and read is not None
    assert (read.name, read.to_check) == ("Ekbackens skola", 1)
    with pytest.raises(SignerNotValid), huvudman.work() as work:
        inbox.receive(work, forged)
    with huvudman.work() as work:
        assert others_cards.trust(work).recipients(others_cards.trusted_cards(work)[0]) == ()
        with pytest.raises(ListKnown):
            card_keys.read_list(work, text)


def test_a_list_that_another_signed_or_nobody_knows_changes_nothing(school: Office, huvudman: Office) -> None:
    with school.work() as work:
        card_keys.revoke(work, "Borta")
        _name, text = card_keys.list_file(work).value
    with pytest.raises(CardSignature), huvudman.work() as work:
        card_keys.read_list(work, text.replace(b"Borta", b"Kvar!"))
    with huvudman.work() as work:
        for row in work.session.query(KeyCardRow).filter(KeyCardRow.own.is_(False)):
            work.session.delete(row)
    with pytest.raises(ListFromUnknown), huvudman.work() as work:
        card_keys.read_list(work, text)


def test_a_card_says_when_it_is_to_be_renewed(school: Office) -> None:
    with school.work() as work:
        told = card_keys.own_keys(work)
        assert told is not None and not told.ends_soon and not told.has_reserve
        assert next(line.is_own for line in key_cards.cards(work))
    school.clock = Clock(told.valid_to - timedelta(days=59))
    with school.work() as work:
        later = card_keys.own_keys(work)
    assert later is not None and later.ends_soon
