"""Our kontaktkort as others get it, and the list in which others' digits are never told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.usecases.sending import key_cards, keys, others_cards
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.pairs import new_huvudman
from tests.usecases.deciding.test_chain import trust


@pytest.fixture
def huvudman(tmp_path: Path) -> Iterator[Office]:
    office = new_huvudman(tmp_path / "huvudman")
    yield office
    office.close()


@pytest.mark.parametrize("written", ["12345678", "1234 5678", " 1234-5678 "])
def test_the_number_is_asked_for_once_and_taken_as_people_write_it(
    at_the_principals: Office, written: str
) -> None:
    with at_the_principals.work() as work:
        assert key_cards.number_needed(work) == 8
        key_cards.remember_number(work, written)

    with at_the_principals.work() as work:
        assert key_cards.number_needed(work) == 0
        card = keys.ensure_card(work).value.card
    assert card.id == "schoolUnit:12345678"


@pytest.mark.parametrize("written", ["", "1234567", "123456789", "abcdefgh", "１２３４５６７８"])
def test_a_number_of_another_form_is_not_kept(at_the_principals: Office, written: str) -> None:
    with pytest.raises(key_cards.NumberMisformed), at_the_principals.work() as work:
        key_cards.make_card(work, written)

    with at_the_principals.work() as work:
        assert key_cards.number_needed(work) == 8
        assert keys.own_card(work) is None


def test_the_file_is_the_card_and_the_sheet_says_all_its_digits(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        key_cards.make_card(work, "12345678")
    with at_the_principals.work() as work:
        name, content = key_cards.card_file(work).value
        sheet_name, sheet = key_cards.card_sheet(work).value

    card = SignedCard.from_bytes(content).card
    assert (name, sheet_name) == (card.file_name, "kontaktkortsblad-12345678-1.pdf")
    assert sheet.startswith(b"%PDF")
    assert card.display_name == "Ekbackens skola"


def test_the_list_tells_our_digits_and_never_those_of_others(
    at_the_principals: Office, huvudman: Office
) -> None:
    with at_the_principals.work() as work:
        key_cards.make_card(work, "12345678")
    trust(at_the_principals, huvudman)

    with at_the_principals.work() as work:
        own, other = key_cards.cards(work)

    assert (own.is_own, len(own.control_number)) == (True, 8)
    assert (other.display_name, other.is_trusted, other.control_number) == ("Almstads kommun", True, ())
    assert other.trusted_on is not None


def test_a_card_can_be_checked_later_with_two_new_groups(at_the_principals: Office, huvudman: Office) -> None:
    with huvudman.work() as work:
        card = keys.own_card(work)
    assert card is not None
    with at_the_principals.work() as work:
        read = others_cards.read_card(work, card.to_bytes()).value

    with at_the_principals.work() as work:
        again = others_cards.ask_again(work, read.card)
        heard = [card.card.control_number[place] for place in again.asked]
        others_cards.trust_card(work, again.card, again.asked, heard, "växeln")

    with at_the_principals.work() as work:
        assert others_cards.huvudman_card(work) == card.card


def test_a_mentor_takes_no_card_along(school: School, at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        key_cards.make_card(work, "12345678")
    at_the_principals.close()
    mentor = school.unlock("Mentor Al")

    with pytest.raises(NotAllowed), mentor.work() as work:
        key_cards.card_file(work)

    mentor.close()


def test_a_card_is_read_in_by_those_who_may_trust_it(office: Office, huvudman: Office) -> None:
    with huvudman.work() as work:
        card = keys.own_card(work)
    assert card is not None

    with pytest.raises(NotAllowed), office.work() as work:
        others_cards.read_card(work, card.to_bytes())
