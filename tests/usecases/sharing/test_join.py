"""A colleague's laptop joins the school over two calls, and is shut out when it is lost."""

import os
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.store.log_verify import signers_of, verify
from narvaro_desktop.store.tables import CaseRow, KeyCardRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.receiving import new_files
from narvaro_desktop.usecases.sending import keys, laptops, others_cards
from narvaro_desktop.usecases.sending.others_cards import OwnCardRead, WrongControlDigits
from narvaro_desktop.usecases.sharing import join, team_laptops
from narvaro_desktop.usecases.sharing.join import AlreadyJoined, NotAnAsk, NotThisLaptop, ShutOut
from narvaro_desktop.usecases.sharing.team_laptops import Why
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.wording import say
from tests.usecases.team_of_laptops import PHRASE, Team, elviras_case, handed, me


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

    with pytest.raises(NotThisLaptop), stranger.work() as work:
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


def test_the_same_ask_twice_gets_its_file_anew_and_leaves_the_card_as_it_is(staff: Team) -> None:
    rektor, kurator = staff.school(), staff.vault("Kurator Ek", Role.COUNSELLOR)
    ask = staff.ask(kurator)
    staff.accepted(rektor, ask)
    sealed = staff.accepted(rektor, ask)

    with rektor.work() as work:
        card = keys.own_card(work)
        assert card is not None
        assert (card.card.serial, len(card.card.signing)) == (2, 2)
        assert work.session.scalars(select(KeyCardRow).where(KeyCardRow.serial == 2)).one().own
    with kurator.work() as work:
        offer = join.offer(work, sealed)
        join.join(work, sealed, offer.asked, [card.card.control_number[place] for place in offer.asked])
    with pytest.raises(AlreadyJoined), kurator.work() as work:
        join.offer(work, sealed)


def test_a_laptop_that_was_shut_out_never_comes_back(staff: Team) -> None:
    rektor, kurator = staff.school(), staff.vault("Kurator Ek", Role.COUNSELLOR)
    ask = staff.ask(kurator)
    staff.accepted(rektor, ask)
    with rektor.work() as work:
        join.revoke(work, me(kurator), Why.LEFT)

    with pytest.raises(ShutOut), rektor.work() as work:
        join.read_ask(work, ask)

    with rektor.work() as work:
        [_mine, hers] = team_laptops.overview(work).laptops
        assert (hers.line.is_open, hers.why, hers.shut_on) == (False, Why.LEFT, work.today)


@pytest.mark.parametrize("spoil", ["cut", "changed", "newer", "pipe"])
def test_an_ask_that_is_spoilt_is_refused_with_words_and_nothing_kept(staff: Team, spoil: str) -> None:
    rektor, kurator = staff.school(), staff.vault("Kurator Ek", Role.COUNSELLOR)
    ask = staff.ask(kurator)
    text = ask.read_bytes()
    if spoil == "pipe":
        ask.unlink()
        os.mkfifo(ask)
    else:
        spoilt = {
            "cut": text[:-40],
            "changed": text.replace(b"Kurator Ek", b"Kurator Al"),
            "newer": text.replace(b"narvaro/key-card/1", b"narvaro/key-card/9"),
        }
        ask.write_bytes(spoilt[spoil])

    with pytest.raises(NarvaroError) as refused, rektor.work() as work:
        join.read_ask(work, ask)

    assert say(refused.value)
    with rektor.work() as work:
        assert list(work.session.scalars(select(KeyCardRow).where(KeyCardRow.own.is_(False)))) == []


@pytest.mark.parametrize("spoil", ["cut", "changed", "ask", "handover"])
def test_an_answer_that_is_spoilt_or_none_is_refused_with_words_and_the_laptop_waits_on(
    staff: Team, spoil: str
) -> None:
    rektor, kurator = staff.school(), staff.vault("Kurator Ek", Role.COUNSELLOR)
    ask = staff.ask(kurator)
    sealed = staff.accepted(rektor, ask)
    text = sealed.read_bytes()
    if spoil == "handover":
        other = staff.joined(rektor, "Pedagog Ask", Role.SPECIAL_EDUCATOR)
        case_id = elviras_case(other)
        sealed = handed(other, rektor, case_id, staff.folder / "usb")
    else:
        spoilt = {"cut": text[:-40], "changed": text[:-40] + b"x" * 40, "ask": ask.read_bytes()}
        sealed.write_bytes(spoilt[spoil])

    with pytest.raises(NarvaroError) as refused, kurator.work() as work:
        join.offer(work, sealed)

    assert say(refused.value)
    with kurator.work() as work:
        assert join.is_waiting(work)
        assert settings.profile(work).name == ""


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SCHOOL_NURSE, Role.SCHOOL_PSYCHOLOGIST])
def test_the_digits_are_those_of_the_file_after_a_restart(staff: Team, role: Role) -> None:
    waiting = staff.vault("Kollega Ask", role)
    staff.ask(waiting)
    with waiting.work() as work:
        before = join.digits(work)
    path, state = waiting.vault.path, waiting.vault.state
    vaults.leave(waiting)
    waiting.close()

    again = vaults.unlock(path, "Kollega Ask", PHRASE, state=state, allow_weak=True)
    staff.offices.append(again)

    with again.work() as work:
        assert join.digits(work) == before


def test_the_cases_of_a_colleague_follow_her_to_her_new_laptop(staff: Team) -> None:
    rektor = staff.school()
    first = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)
    case_id = elviras_case(rektor)
    with rektor.work() as work:
        work.session.get_one(CaseRow, case_id).owner_id = me(first)
        join.revoke(work, me(first), Why.LOST)
        assert [one.name for one in team_laptops.may_be(work, me(rektor))] == ["Kurator Ek"]
    second = staff.vault("Kurator Ek", Role.COUNSELLOR)
    ask = staff.ask(second)

    with rektor.work() as work:
        asked = join.read_ask(work, ask).value
    heard = [SignedCard.from_bytes(ask.read_bytes()).card.control_number[place] for place in asked.asked]
    with rektor.work() as work:
        join.accept(work, asked.card, asked.asked, heard, "växeln", staff.folder / "usb", me(first))

    with rektor.work() as work:
        assert work.session.get_one(CaseRow, case_id).owner_id == me(second)
        assert [(one.id, one.is_active) for one in team.people(work) if one.name == "Kurator Ek"] == [
            (me(second), True), (me(first), False),
        ]  # fmt: skip


def test_a_new_laptop_writes_its_file_where_the_answer_is_looked_for(staff: Team) -> None:
    rektor, kurator = staff.school(), staff.vault("Kurator Ek", Role.COUNSELLOR)
    folder = staff.folder / "usb"
    folder.mkdir()
    with kurator.work() as work:
        ask = join.write_ask(work, folder).value
        shown = join.waiting(work)
        assert new_files.waiting_files(work) == []

    sealed = staff.accepted(rektor, ask)
    staff.accepted(rektor, staff.ask(staff.vault("Pedagog Ask", Role.SPECIAL_EDUCATOR)))

    assert (ask.name, shown.folder) == (shown.file_name, folder)
    assert shown.digits == SignedCard.from_bytes(ask.read_bytes()).card.control_number
    with kurator.work() as work:
        assert new_files.waiting_files(work) == [sealed]


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SCHOOL_NURSE, Role.MENTOR], ids=lambda role: role.key)
def test_a_laptop_that_has_joined_can_be_closed_and_opened_again(staff: Team, role: Role) -> None:
    rektor = staff.school()
    joined = staff.joined(rektor, "Kollega Ask", role)
    path, state = joined.vault.path, joined.vault.state
    vaults.leave(joined)
    joined.close()

    again = vaults.unlock(path, "Kollega Ask", PHRASE, state=state, allow_weak=True)
    staff.offices.append(again)

    with again.work() as work:
        assert [line.is_open for line in laptops.laptops(work)] == [True, True]
        before = laptops.own_laptop(work)
        assert laptops.own_laptop(work) == before
        report = verify(work.session, UUID(again.vault.id), signers_of(again.vault.key_file))
    assert report.findings == ()


def test_the_schools_newest_card_is_read_on_a_laptop_that_has_an_older_one(staff: Team) -> None:
    rektor = staff.school()
    kurator = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)
    staff.joined(rektor, "Pedagog Ask", Role.SPECIAL_EDUCATOR)
    with rektor.work() as work:
        newest = keys.own_card(work)
    assert newest is not None

    with kurator.work() as work:
        others_cards.read_card(work, newest.to_bytes())

    with kurator.work() as work:
        assert [signed.card.serial for signed in laptops.school_cards(work)] == [1, 2, 3]
    with pytest.raises(OwnCardRead), kurator.work() as work:
        others_cards.read_card(work, newest.to_bytes())


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SCHOOL_NURSE], ids=lambda role: role.key)
def test_whoever_made_the_vault_looks_after_its_keys_whatever_her_role(staff: Team, role: Role) -> None:
    first = staff.vault("Kollega Ask", role, school="Ekbackens skola")
    with first.work() as work:
        settings.remember(work, unit_code="12345678")
        keys.ensure_card(work)

    rektor = staff.joined(first, "Rektor Rönn", Role.PRINCIPAL)

    huvudman = staff.vault("Handläggare Lind", Role.RECIPIENT, VaultKind.HUVUDMAN, "Almstads kommun")
    with huvudman.work() as work:
        settings.remember(work, organisation="2120000000")
        theirs = keys.ensure_card(work).value
    with first.work() as work:
        read = others_cards.read_card(work, theirs.to_bytes()).value
        heard = [theirs.card.control_number[place] for place in read.asked]
        others_cards.trust_card(work, read.card, read.asked, heard, "växeln")
        assert [line.name for line in laptops.laptops(work)] == ["Kollega Ask", "Rektor Rönn"]
    with rektor.work() as work:
        assert settings.profile(work).package_id == "schoolUnit:12345678"
