"""Packs in a vault: adopted from a day, read from a file, signed, and never moving a running case."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.casework.ladder import ReasonMissing
from narvaro_desktop.domain.routines.pack import STATUS_REPORT, PackOrigin
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.pack_file import sign_pack
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases, due, duties, timeline
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.routines import pack_cases, packs
from narvaro_desktop.usecases.routines.packs import AdopterMissing, DayPassed, PackFaulty, PackKnown
from narvaro_desktop.usecases.rules import STANDARD
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.work import Office, Work
from narvaro_desktop.wording import say
from tests.conftest import School
from tests.pairs import new_huvudman
from tests.usecases.decisions_stage import filled, open_a_case
from tests.usecases.pack_stage import KEY, a_case, adopt, lower, standard, step


def test_a_vault_begins_with_the_shipped_pack(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        found = packs.packs(work)

        assert [(line.key, line.origin, line.holds) for line in found.lines] == [
            (STANDARD, PackOrigin.SHIPPED, True)
        ]
        assert pack_cases.news(work) is None


def test_a_new_version_holds_from_its_day_for_new_cases_only(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        before = a_case(work)
        key = adopt(work, lower(work))
    with office.work() as work:
        after = a_case(work, "Kottelund")

        assert cases.case(work, before).ladder.id == STANDARD
        assert cases.case(work, after).ladder.id == key
        assert work.rules.ladder.step(2).triggers[0].value == 12
    office.close()

    again = school.unlock()
    with again.work() as work:
        assert work.rules.default == key
        assert cases.case(work, before).ladder.step(2).triggers[0].value == 15
    again.close()


def test_a_pack_for_later_waits_for_its_day(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        day = work.today + timedelta(days=30)
        key = adopt(work, lower(work), day)

    with at_the_principals.work() as work:
        assert work.rules.default == STANDARD
        assert work.rules.on(day).default == key
        assert work.rules.on(day - timedelta(days=1)).default == STANDARD


def test_a_pack_that_waits_can_be_called_off_and_one_in_use_cannot(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        day = work.today + timedelta(days=30)
        key = adopt(work, lower(work), day)
        packs.call_off(work, key)

    with at_the_principals.work() as work:
        assert work.rules.on(day).default == STANDARD
        packs.use_from(work, key, work.today)
    with pytest.raises(DayPassed), at_the_principals.work() as work:
        packs.call_off(work, key)


@pytest.mark.parametrize(
    ("error", "act"),
    [
        (
            AdopterMissing,
            lambda work: packs.adopt(work, standard(work), adopted_by=" ", changes="", valid_from=work.today),
        ),
        (DayPassed, lambda work: adopt(work, lower(work), work.today - timedelta(days=1))),
        (PackFaulty, lambda work: adopt(work, {**standard(work), "name": " "})),
        (PackFaulty, lambda work: adopt(work, {**standard(work), "surprise": 1})),
    ],
)
def test_a_pack_that_is_not_whole_is_not_kept(
    at_the_principals: Office, error: type[NarvaroError], act: Callable[[Work], object]
) -> None:
    with pytest.raises(error) as refused, at_the_principals.work() as work:
        act(work)

    assert say(refused.value)
    with at_the_principals.work() as work:
        assert len(packs.packs(work).lines) == 1
        assert work.rules.default == STANDARD


def test_the_kurator_reads_and_does_not_change(office: Office) -> None:
    with office.work() as work:
        assert not packs.packs(work).may_change
    with pytest.raises(NotAllowed), office.work() as work:
        adopt(work, lower(work))


def test_a_file_of_ones_own_comes_back_known_and_signed(at_the_principals: Office, tmp_path: Path) -> None:
    with at_the_principals.work() as work:
        settings.remember(work, unit_code="12345678")
        key = adopt(work, lower(work))
        name, content = packs.pack_file(work, key).value
        (tmp_path / name).write_bytes(content)

        arrived = packs.look_at(work, tmp_path / name)

        assert name == "narvaro-rutin-narvarotrappan-standard-2.json"
        assert arrived.is_known and arrived.signer is not None
        assert arrived.examined.differences == ()
        with pytest.raises(PackKnown):
            packs.take_in(work, arrived, None)


def test_a_pack_under_an_unknown_key_is_unverified_after_its_differences(
    at_the_principals: Office, tmp_path: Path
) -> None:
    path = tmp_path / "rutin.json"
    with at_the_principals.work() as work:
        document = {**lower(work), "id": "almstad", "name": "Almstads trappa"}
        path.write_bytes(sign_pack(document, KEY).to_bytes())

        arrived = packs.look_at(work, path)
        assert arrived.signer is None
        assert [line.about for line in arrived.examined.differences] == [
            "Rutinen",
            "Steg 2, Enkel kartläggning",
        ]
        assert len(packs.packs(work).lines) == 1

        key = packs.take_in(work, arrived, None).value
        line = next(one for one in packs.packs(work).lines if one.key == key)
        assert (line.signer, line.in_use_from, line.holds) == ("", None, False)

        packs.use_from(work, key, work.today)
        assert work.rules.default == key


def test_a_pack_of_a_trusted_card_is_verified_and_keeps_its_signature(
    school: School, at_the_principals: Office, tmp_path: Path
) -> None:
    path = tmp_path / "rutin.json"
    theirs = new_huvudman(tmp_path / "huvudman")
    with theirs.work() as work:
        card = keys.ensure_card(work).value
        document = {**lower(work), "owner": "Almstads kommun"}
        path.write_bytes(sign_pack(document, keys.signing_key(work)).to_bytes())
    theirs.close()

    with at_the_principals.work() as work:
        read = others_cards.read_card(work, card.to_bytes()).value
        heard = [card.card.control_number[place] for place in read.asked]
        others_cards.trust_card(work, read.card, read.asked, heard, "växeln")
        arrived = packs.look_at(work, path)
        assert arrived.signer is not None and arrived.signer.display_name == card.card.display_name
        key = packs.take_in(work, arrived, work.today).value

        assert packs.pack_file(work, key).value[1] == path.read_bytes()


def test_the_huvudman_writes_and_signs_a_pack_and_a_school_that_changes_it_has_one_of_its_own(
    school: School, at_the_principals: Office, tmp_path: Path
) -> None:
    # given a routine that the huvudman has written, adopted and signed
    path, onward = tmp_path / "rutin.json", tmp_path / "vidare.json"
    theirs = new_huvudman(tmp_path / "huvudman")
    with theirs.work() as work:
        assert packs.packs(work).for_schools
        key = adopt(work, lower(work))
        card = keys.ensure_card(work).value
        path.write_bytes(packs.pack_file(work, key).value[1])
        assert work.rules.packs[key].owner == "Almstads kommun"
    theirs.close()

    # when the school that trusts it takes it into use, and then changes it
    with at_the_principals.work() as work:
        settings.remember(work, unit_code="12345678")
        read = others_cards.read_card(work, card.to_bytes()).value
        heard = [card.card.control_number[place] for place in read.asked]
        others_cards.trust_card(work, read.card, read.asked, heard, "växeln")
        arrived = packs.look_at(work, path)
        assert arrived.signer is not None and arrived.is_owners
        taken = packs.take_in(work, arrived, work.today).value
    with at_the_principals.work() as work:
        assert packs.packs(work).anothers == "Almstads kommun"
        document = standard(work)
        document["name"] = "Ekbackens trappa"
        own = adopt(work, document)

        # then what it signs is its own, under its own name, and the huvudman's is untouched
        made = work.rules.packs[own]
        assert (made.id, made.owner, made.version) == (
            "narvarotrappan-standard-12345678", settings.profile(work).name, 1
        )  # fmt: skip
        assert packs.packs(work).anothers == ""
        assert work.rules.packs[taken].document["owner"] == "Almstads kommun"
        again = standard(work)
        again["name"] = "Ekbackens närvarotrappa"
        second = adopt(work, again)
        assert work.rules.packs[second].version == 2

    # and whoever signs the huvudman's pack in its place is seen to
    with at_the_principals.work() as work:
        keys.ensure_card(work)
        forged = {**lower(work), "owner": "Almstads kommun", "name": "Ny trappa"}
        onward.write_bytes(sign_pack(forged, keys.signing_key(work)).to_bytes())
        assert not packs.look_at(work, onward).is_owners


def test_running_cases_are_moved_by_an_explicit_act_and_keep_what_they_had_to_do(
    at_the_principals: Office,
) -> None:
    with at_the_principals.work() as work:
        first, second = a_case(work), a_case(work, "Kottelund")
        document = standard(work)
        gone = step(document, 1)["duties"].pop(0)
        adopt(work, document)

    with at_the_principals.work() as work:
        plan = pack_cases.move(work, STANDARD)
        assert [one.name for one in plan.cases] == ["Blåbärsskog, Alva", "Kottelund, Alva"]
        assert plan.cases[0].kept == (gone["text"],)
        with pytest.raises(ReasonMissing):
            pack_cases.move_cases(work, STANDARD, {first}, " ")
        pack_cases.move_cases(work, STANDARD, {first}, "Den nya rutinen gäller hela skolan.")

    with at_the_principals.work() as work:
        moved, stayed = cases.case(work, first), cases.case(work, second)
        assert (moved.ladder.id, stayed.ladder.id) == (work.rules.default, STANDARD)
        assert gone["key"] not in [line.duty.key for line in moved.duties]
        [task] = moved.tasks
        assert task.words == gone["text"]
        duties.do_task(work, task.id)
        [done] = cases.case(work, first).tasks
        assert done.done_on == work.today
        assert "Ärendet följer den nya rutinen, på steg 1: Uppmärksamma" in [
            event.title for event in timeline.timeline(work, first)
        ]


def test_a_case_on_a_step_that_is_gone_goes_on_under_its_own_pack_and_can_be_moved(
    at_the_principals: Office,
) -> None:
    with at_the_principals.work() as work:
        case = a_case(work)
        top = work.rules.ladder.step(5)
        open_keys = dict.fromkeys(work.rules.ladder.step(1).demands, "Flyttade hit")
        cases.move(work, case, top, open_keys, "Eleven kom hit utan att gå i skolan")
        document = standard(work)
        document["ladder"]["steps"] = [one for one in document["ladder"]["steps"] if one["number"] != 5]
        assert packs.examine(work, document).remarks[0].facts["step"] == 5
        adopt(work, document)

    with at_the_principals.work() as work:
        seen = cases.case(work, case)
        assert seen.place.number == 5
        duties.do_duty(work, case, seen.duties[0].duty.key)
        left = [line.duty.text for line in seen.duties[1:] if line.duty.mandatory]
        pack_cases.move_cases(work, STANDARD, {case}, "Steg 5 finns inte längre")

        moved = cases.case(work, case)
        assert moved.place.number == 4
        assert [task.words for task in moved.tasks] == left
        assert timeline.timeline(work, case)
        assert moved.left_open


def test_the_weeks_of_the_policy_are_due_in_each_case_with_an_utredning(at_the_principals: Office) -> None:
    # given a routine with lägesrapporter in two weeks to come, an utredning and a case without one
    with at_the_principals.work() as work:
        document = standard(work)
        mondays = [work.today + timedelta(days=ahead - work.today.weekday()) for ahead in (14, 70)]
        document["notification"]["follow_up_weeks"] = [day.isocalendar().week for day in mondays]
        adopt(work, document)
    with at_the_principals.work() as work:
        a_case(work, "Kottelund")
    case = open_a_case(at_the_principals)
    with at_the_principals.work() as work:
        decisions.open_inquiry(work, case, filled(left_open="Frånvaron ökar."))

    # then it is due on the Friday of the first, and once it is done on that of the second
    def days() -> list[tuple[UUID, date | None]]:
        with at_the_principals.work() as work:
            return [(one.case_id, one.due_on) for one in due.due(work) if one.key == STATUS_REPORT]

    first, second = (day + timedelta(days=4) for day in mondays)
    assert days() == [(case, first)]
    with at_the_principals.work() as work:
        duties.do_duty(work, case, STATUS_REPORT, mondays[0] + timedelta(days=1))
    assert days() == [(case, second)]


def test_what_is_new_is_told_once_to_each(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        key = adopt(work, lower(work))
        assert pack_cases.news(work) is None
    office.close()

    again = school.unlock()
    with again.work() as work:
        told = pack_cases.news(work)
        assert told is not None and told.changes == "Gränsen för enkel kartläggning är lägre."
        pack_cases.confirm(work, key)
        pack_cases.confirm(work, key)
        assert pack_cases.news(work) is None
    again.close()


def test_the_rules_are_made_once_and_only_looked_into_after_that(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        key = adopt(work, lower(work))
        made = work.rules
    with office.work() as work:
        assert work.rules is made
        assert work.rules.on(work.today) is made
    office.close()

    again = school.unlock()
    assert again.rules.packs[key] is made.packs[key]
    again.close()


def test_a_pack_that_was_left_can_be_taken_into_use_again(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        key = adopt(work, lower(work))
    with at_the_principals.work() as work:
        packs.use_from(work, STANDARD, work.today)

    with at_the_principals.work() as work:
        assert work.rules.default == STANDARD
        assert work.rules.packs[key].version == 2
