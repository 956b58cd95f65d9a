"""What was gallrat is gone from an older copy put back as well, on the word of two who are known."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.store.entries import restored, stored_row
from narvaro_desktop.store.tables import CaseRow, ErasureRow, StudentRow
from narvaro_desktop.usecases.privacy import erasing, erasing_again, erasing_list
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, checks, members, vaults
from tests.conftest import School
from tests.usecases.privacy.test_erasing import DECISION, elev_f, on_pages, with_rule

MARKED_BY_NOBODY = "0" * 32


def _gallrat(school: School, folder: Path, left: bool = True) -> tuple[UUID, UUID]:
    """Elev F gallrad by two, with a backup in `folder` from before she left."""
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor, left=False)
    with rektor.work() as work:
        backups.choose_folder(work, folder)
    backups.make(rektor)
    with_rule(rektor)
    with rektor.work() as work:
        if left:
            students.left(work, student, date(2016, 2, 1))
        proposal = erasing.propose(work, [case]).value
    rektor.close()
    second = school.unlock("Kurator Ek")
    erasing.carry_out(second, proposal)
    second.close()
    return student, case


def test_a_gallring_cut_off_before_its_list_is_listed_when_the_vault_is_next_unlocked(
    school: School, tmp_path: Path
) -> None:
    """Killed after the transaction: an older copy put back later is erased again all the same."""
    disk = tmp_path / "disk"
    disk.mkdir()
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor)
    with rektor.work() as work:
        backups.choose_folder(work, disk)
    backups.make(rektor)
    with_rule(rektor)
    with rektor.work() as work:
        proposal = erasing.propose(work, [case]).value
    rektor.close()
    second = school.unlock("Kurator Ek")
    with second.work() as work:
        erasing.confirm(work, proposal)
    second.close()
    listed = [folder / erasing_list.name_of(second.vault.id) for folder in (school.state, disk)]
    assert not any(path.exists() for path in listed)

    school.unlock("Kurator Ek").close()

    assert all(path.exists() for path in listed)
    [found] = backups.found_in(disk)
    target = backups.restore(found.folder, state=school.state)
    back = vaults.unlock(
        target, "Rektor Rönn", School.PHRASE, state=school.state, allow_weak=True, accept_older=True
    )
    with back.work() as work:
        assert (work.session.get(StudentRow, student), work.session.get(CaseRow, case)) == (None, None)
    back.close()


@pytest.mark.parametrize("is_new_computer", [False, True])
def test_an_older_copy_that_is_put_back_is_gallrad_again(
    school: School, tmp_path: Path, is_new_computer: bool
) -> None:
    disk, new = tmp_path / "disk", tmp_path / "ny dator"
    disk.mkdir()
    student, case = _gallrat(school, disk)
    state = new if is_new_computer else school.state
    [found] = backups.found_in(disk)
    target = backups.restore(found.folder, state=state)

    back = vaults.unlock(
        target, "Rektor Rönn", School.PHRASE, state=state, allow_weak=True, accept_older=True
    )

    with back.work() as work:
        assert (work.session.get(StudentRow, student), work.session.get(CaseRow, case)) == (None, None)
        [protocol] = erasing.protocols(work)
        assert (protocol.replayed_on, protocol.basis) == (work.today, DECISION)
        assert erasing_again.standing(work) == erasing_again.Replayed(1, 1, 0)
        assert checks.verify(work).is_whole
    assert on_pages(back) == []
    back.close()


def test_who_can_write_beside_the_backups_has_nothing_erased(school: School, tmp_path: Path) -> None:
    _gallrat(school, tmp_path)
    [listed] = tmp_path.glob("*-gallrat.json")
    told = json.loads(listed.read_text())
    told["erased"][0] |= {"id": str(UUID(int=7)), "marks": json.dumps([MARKED_BY_NOBODY])}
    listed.write_text(json.dumps(told))
    kept = school.unlock("Rektor Rönn")

    with kept.work() as work:
        assert erasing_again.standing(work) == erasing_again.Replayed(0, 0, 1)
    kept.close()


SPOILT: dict[str, object] = {
    "id": ["a list"],
    "marks": 7,
    "signature": {"a": "dict"},
    "confirmed_by": ["a list"],
    "done_at": "yesterday",
    "years": 1e300,
    "basis": "\ud800",
    "cases": 5,
    "withdrawn_at": "yesterday",
    "replayed_on": [],
}


def test_a_list_that_somebody_has_spoilt_keeps_nobody_out(school: School, tmp_path: Path) -> None:
    """Also in a field that the signature does not cover, in an older copy that lacks the gallring."""
    _gallrat(school, tmp_path)
    [found] = backups.found_in(tmp_path)
    [listed] = tmp_path.glob("*-gallrat.json")
    told = json.loads(listed.read_text())["erased"][0]
    listed.write_text(json.dumps({"erased": [told | {name: bad} for name, bad in SPOILT.items()]}))
    new = tmp_path / "ny dator"
    target = backups.restore(found.folder, state=new)

    back = vaults.unlock(target, "Rektor Rönn", School.PHRASE, state=new, allow_weak=True, accept_older=True)

    with back.work() as work:
        assert erasing_again.standing(work).erasures == 1, "what is signed of it is whole"
    back.close()


def test_a_list_that_is_none_keeps_nobody_out(school: School, tmp_path: Path) -> None:
    _gallrat(school, tmp_path)
    [listed] = tmp_path.glob("*-gallrat.json")

    for content in (b"[" * 200_000, b"[]", b'{"erased": 1e999}', b'{"erased": [[]]}', b"\xff"):
        listed.write_bytes(content)
        school.unlock("Rektor Rönn").close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_a_pipe_in_the_place_of_the_list_is_not_waited_for(school: School, tmp_path: Path) -> None:
    _gallrat(school, tmp_path)
    [listed] = tmp_path.glob("*-gallrat.json")
    listed.unlink()
    os.mkfifo(listed)

    school.unlock("Rektor Rönn").close()


def test_who_has_left_has_nothing_erased(school: School, tmp_path: Path) -> None:
    """She keeps the key that she signed with, and may write beside the backups whatever day she likes."""
    _gallrat(school, tmp_path)
    second = school.unlock("Kurator Ek")
    with second.work() as work:
        other = students.add(work, "Hedda Hjortronglänta", "5B").value
        told = stored_row(work.session.scalars(select(ErasureRow)).one()) | {"id": str(work.new_id())}
        forged = ErasureRow(**{name: restored(ErasureRow, name, value) for name, value in told.items()})
        erasing_list.sign(work, forged, [other])
        told = stored_row(forged)
        leaver = work.actor.id
    second.close()
    rektor = school.unlock("Rektor Rönn")
    members.remove(rektor, leaver, rektor.actor.id)
    rektor.close()
    [listed] = tmp_path.glob("*-gallrat.json")
    listed.write_text(json.dumps({"erased": [told]}))

    rektor = school.unlock("Rektor Rönn")

    with rektor.work() as work:
        assert work.session.get(StudentRow, other) is not None
        assert erasing_again.standing(work).unsure == 1
    rektor.close()


@pytest.mark.parametrize("signs_for_both", [False, True])
def test_the_second_of_two_has_nothing_erased_alone(
    school: School, tmp_path: Path, signs_for_both: bool
) -> None:
    """She is of the team and confirms truly, but what somebody else proposed was another pupil's."""
    _gallrat(school, tmp_path)
    second = school.unlock("Kurator Ek")
    with second.work() as work:
        other = students.add(work, "Hedda Hjortronglänta", "5B").value
        told = stored_row(work.session.scalars(select(ErasureRow)).one()) | {"id": str(work.new_id())}
        forged = ErasureRow(**{name: restored(ErasureRow, name, value) for name, value in told.items()})
        if signs_for_both:
            erasing_list.sign_proposal(work, forged, [other])
        erasing_list.sign(work, forged, [other])
        told = stored_row(forged)
    second.close()
    [listed] = tmp_path.glob("*-gallrat.json")
    listed.write_text(json.dumps({"erased": [told]}))

    rektor = school.unlock("Rektor Rönn")

    with rektor.work() as work:
        assert work.session.get(StudentRow, other) is not None
        assert erasing_again.standing(work).unsure == 1
    rektor.close()


def test_what_the_first_of_two_took_back_the_second_has_nothing_erased_by(
    school: School, tmp_path: Path
) -> None:
    """The signature of a proposal stays when it has been withdrawn."""
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor)
    with_rule(rektor)
    with rektor.work() as work:
        proposal = erasing.propose(work, [case]).value
    with rektor.work() as work:
        erasing.withdraw(work, proposal)
    rektor.close()
    second = school.unlock("Kurator Ek")
    with second.work() as work:
        kept = stored_row(work.session.get_one(ErasureRow, proposal))
        forged = ErasureRow(**{name: restored(ErasureRow, name, value) for name, value in kept.items()})
        forged.done_at, forged.confirmed_at, forged.confirmed_by = work.now, work.now, work.actor.id
        erasing_list.sign(work, forged, [student, case])
        told = stored_row(forged)
    second.close()
    (school.state / erasing_list.name_of(second.vault.id)).write_text(json.dumps({"erased": [told]}))

    rektor = school.unlock("Rektor Rönn")

    with rektor.work() as work:
        assert work.session.get(CaseRow, case) is not None
    rektor.close()


def test_a_forged_line_hides_no_gallring_that_the_computer_knows_of(school: School, tmp_path: Path) -> None:
    student, _case = _gallrat(school, tmp_path)
    [listed] = tmp_path.glob("*-gallrat.json")
    told = json.loads(listed.read_text())
    told["erased"][0]["marks"] = json.dumps([MARKED_BY_NOBODY])
    listed.write_text(json.dumps(told))
    [found] = backups.found_in(tmp_path)
    target = backups.restore(found.folder, state=school.state)

    back = vaults.unlock(
        target, "Rektor Rönn", School.PHRASE, state=school.state, allow_weak=True, accept_older=True
    )

    with back.work() as work:
        assert work.session.get(StudentRow, student) is None
    back.close()


def test_backups_that_hold_what_was_gallrat_are_gone_after_eight_weeks(
    school: School, tmp_path: Path
) -> None:
    _gallrat(school, tmp_path)
    [before] = tmp_path.glob("narvaro-*Z")
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        until = erasing.protocols(work)[0].backups_until
        assert until == work.today + timedelta(weeks=8)
    older = before.rename(before.with_name(f"{before.name.rsplit('-', 1)[0]}-20200901T071200Z"))
    backups.make(office)
    assert older.exists()
    with office.work() as work:
        work.session.scalars(select(ErasureRow)).one().done_at = work.now - timedelta(weeks=8, hours=1)

    backups.make(office)

    assert not older.exists() and len(list(tmp_path.glob("narvaro-*Z"))) == 1
    office.close()
