"""A colleague's laptop joins the school over two calls, and is shut out when it is lost."""

import pytest

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.sealing.refusals import NoKey
from narvaro_desktop.usecases import join, keys, laptops, settings, team
from narvaro_desktop.usecases.join import AlreadyJoined, NotAnAsk
from narvaro_desktop.usecases.keys import WrongControlDigits
from tests.usecases.team_of_laptops import Team, me


def test_a_laptop_that_has_joined_has_the_schools_people_and_stands_on_its_card(staff: Team) -> None:
    rektor = staff.school()
    kurator = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)

    with kurator.work() as work:
        assert settings.profile(work).package_id == "schoolUnit:12345678"
        assert not join.is_waiting(work)
        assert {person.name for person in team.people(work)} == {"Kurator Ek", "Rektor Rönn"}
        assert [line.name for line in laptops.laptops(work)] == ["Kurator Ek", "Rektor Rönn"]
        mine = keys.own_card(work)
    with rektor.work() as work:
        theirs = keys.own_card(work)
        assert [line.is_open for line in laptops.laptops(work)] == [True, True]
    assert mine is not None
    assert mine == theirs
    assert (mine.card.serial, len(mine.card.signing), len(mine.card.encryption)) == (2, 2, 2)


def test_wrong_digits_let_nobody_in(staff: Team) -> None:
    rektor, kurator = staff.school(), staff.vault("Kurator Ek", Role.COUNSELLOR)
    ask = staff.ask(kurator)

    with rektor.work() as work:
        asked = join.read_ask(work, ask).value
    with pytest.raises(WrongControlDigits), rektor.work() as work:
        join.accept(work, asked.card, asked.asked, ["00000", "00000"], "växeln", staff.folder / "usb")
    sealed = staff.accepted(rektor, ask)
    with pytest.raises(WrongControlDigits), kurator.work() as work:
        join.join(work, sealed, (0, 1), ["00000", "00000"])

    with kurator.work() as work:
        assert join.is_waiting(work)
        assert settings.profile(work).package_id == ""


def test_a_join_file_opens_on_no_other_laptop(staff: Team) -> None:
    rektor, kurator = staff.school(), staff.vault("Kurator Ek", Role.COUNSELLOR)
    stranger = staff.vault("Pedagog Ask", Role.SPECIAL_EDUCATOR)
    sealed = staff.accepted(rektor, staff.ask(kurator))
    staff.ask(stranger)

    with pytest.raises(NoKey), stranger.work() as work:
        join.offer(work, sealed)


def test_a_school_joins_no_other_and_takes_no_other_file_for_an_ask(staff: Team) -> None:
    rektor = staff.school()
    with pytest.raises(AlreadyJoined), rektor.work() as work:
        join.ask(work)

    other = staff.folder / "annat.json"
    other.write_text("{}")
    with pytest.raises(NotAnAsk), rektor.work() as work:
        join.read_ask(work, other)


def test_a_lost_laptop_is_taken_off_the_card(staff: Team) -> None:
    rektor = staff.school()
    kurator = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)

    with rektor.work() as work:
        join.revoke(work, me(kurator))

    with rektor.work() as work:
        card = keys.own_card(work)
        assert card is not None
        assert (card.card.serial, len(card.card.signing), len(card.card.encryption)) == (3, 1, 1)
        assert [line.is_open for line in laptops.laptops(work)] == [True, False]
