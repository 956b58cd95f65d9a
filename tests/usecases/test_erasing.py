"""Gallring: two people, one transaction, nothing left on the decrypted pages; scenario 12, second half."""

import json
import os
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.store.entries import restored, stored_row
from narvaro_desktop.store.tables import CaseRow, ChangeRow, ErasureRow, LessonRow, StudentRow
from narvaro_desktop.usecases import (
    backups,
    cases,
    checks,
    drafts,
    erasing,
    erasing_again,
    erasing_list,
    members,
    notes,
    preserving,
    retention,
    students,
    vaults,
)
from narvaro_desktop.usecases.erasing import NotDue, SamePerson
from narvaro_desktop.usecases.notes import Written
from narvaro_desktop.usecases.preserving import CaseStillOpen
from narvaro_desktop.usecases.record_map import whole_of
from narvaro_desktop.usecases.retention import BasisMissing
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.faults.pages import plain
from tests.usecases.scenario_stage import FIRST, UNTIL_1, lay_days

NAME, GUARDIAN, NOTE, WHY = (
    "Fredrika Snökulla",
    "Gunhild Snökulla",
    "Nattugglan",
    "Isrosor",
)
NUMBER = "20000311-2398"
WORDS = (NAME.split()[0], "Snökulla", "Gunhild", NOTE, WHY, "200003112398", "fredrika", "snökulla")
MARKED_BY_NOBODY = "0" * 32
DECISION = "Gallringsbeslut Almstad 2026-02-11 § 14"


def elev_f(office: Office, left: bool = True) -> tuple[UUID, UUID]:
    """A pupil whose case was closed when she left in 2016."""
    with office.work() as work:
        student = students.add(work, NAME, "9C", parse_identity(NUMBER)).value
        students.add_guardian(work, student, GUARDIAN, "070-000 00 01")
        case = cases.open_case(work, student, cases.Opening(step=2, why=WHY)).value
        notes.write(work, student, case, Written(ContactKind.NOTE, NOTE, info_class=InfoClass.COUNSELLING))
        drafts.keep(work, "note", case, "text", InfoClass.COUNSELLING, NOTE)
        lay_days(work, student, FIRST, UNTIL_1, {})
    with office.work() as work:
        work.session.get_one(CaseRow, case).closed_on = date(2016, 2, 1)
        if left:
            students.left(work, student, date(2016, 2, 1))
    return student, case


def _with_rule(office: Office) -> None:
    with office.work() as work:
        retention.enter_rule(work, "case", 10, DECISION, date(2026, 2, 11))


def _on_pages(office: Office) -> list[str]:
    """The words that stand in the decrypted file or its journal."""
    key = office.vault.me.file_key
    journal = office.vault.path.with_name(office.vault.path.name + "-journal")
    content = plain(office.vault.path, key)
    if journal.exists() and journal.stat().st_size:
        content += journal.read_bytes()
    return [word for word in WORDS if word.encode() in content]


def test_elev_f_is_gone_from_the_file_and_the_protocol_stays(school: School, tmp_path: Path) -> None:
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor)
    assert set(_on_pages(rektor)) >= {"Fredrika", "Snökulla", "Gunhild", WHY, "200003112398"}
    with rektor.work() as work:
        assert retention.due(work) == ()
        backups.choose_folder(work, tmp_path)
    backups.make(rektor)
    _with_rule(rektor)
    with rektor.work() as work:
        [due] = retention.due(work)
        assert (due.due_on, due.whole_pupil, due.held) == (date(2026, 2, 1), True, "")
        proposal = erasing.propose(work, [case]).value
    with pytest.raises(SamePerson):
        erasing.carry_out(rektor, proposal)
    rektor.close()

    registrator = school.unlock("Kurator Ek")
    protocol = erasing.carry_out(registrator, proposal)

    assert _on_pages(registrator) == []
    assert (protocol.case_count, protocol.basis, protocol.proposed_by) == (1, DECISION, "Rektor Rönn")
    assert protocol.confirmed_by == "Kurator Ek"
    assert len(protocol.backups) == 1
    assert dict(protocol.counts)["Elevens uppgifter"] == 1
    with registrator.work() as work:
        assert work.session.get(StudentRow, student) is None
        assert [one.name for one in students.everyone(work)] == []
        row = work.session.scalars(select(ErasureRow)).one()
        assert row.cases is None and NAME not in (row.counts or "")
        entries = work.session.scalars(select(ChangeRow).where(ChangeRow.record.in_([student, case]))).all()
        assert entries and not any(entry.before or entry.after for entry in entries)
    registrator.close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        assert checks.verify(work).is_whole
    assert _on_pages(rektor) == []
    rektor.close()


def test_of_a_pupil_who_is_still_here_only_the_case_goes(school: School) -> None:
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor, left=False)
    _with_rule(rektor)
    with rektor.work() as work:
        assert not retention.due(work)[0].whole_pupil
        proposal = erasing.propose(work, [case]).value
    rektor.close()
    second = school.unlock("Kurator Ek")

    erasing.carry_out(second, proposal)

    with second.work() as work:
        kept = work.session.get_one(StudentRow, student)
        whole = whole_of(work.session, kept)
        assert not whole.rows["case_file"] and not whole.rows["note"] and whole.rows["student_day"]
    assert set(_on_pages(second)) & {WHY, NOTE} == set()
    second.close()


def test_what_is_held_or_opened_again_is_not_erased(school: School) -> None:
    rektor = school.unlock("Rektor Rönn")
    _student, case = elev_f(rektor)
    _with_rule(rektor)
    with rektor.work() as work:
        proposal = erasing.propose(work, [case]).value
        retention.hold(work, case, "Tillsyn pågår")
        assert retention.due(work)[0].held == "Tillsyn pågår"
    with pytest.raises(NotDue), rektor.work() as work:
        erasing.propose(work, [case])
    rektor.close()
    second = school.unlock("Kurator Ek")
    with pytest.raises(NotDue):
        erasing.carry_out(second, proposal)
    with second.work() as work:
        assert work.session.get(CaseRow, case) is not None
    second.close()


def test_a_gallring_that_is_broken_off_leaves_everything(school: School) -> None:
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor)
    _with_rule(rektor)
    with rektor.work() as work:
        proposal = erasing.propose(work, [case]).value
    rektor.close()
    second = school.unlock("Kurator Ek")

    with pytest.raises(KeyboardInterrupt), second.work() as work:
        erasing.confirm(work, proposal)
        raise KeyboardInterrupt
    with second.work() as work:
        assert work.session.get(StudentRow, student) is not None
        assert work.session.scalars(select(CaseRow)).one().id == case
        assert json.loads(work.session.scalars(select(ErasureRow)).one().cases or "") == [str(case)]

    erasing.carry_out(second, proposal)
    with second.work() as work:
        assert work.session.get(StudentRow, student) is None
        assert not list(work.session.scalars(select(LessonRow)))
    second.close()


def test_a_closed_case_is_handed_over_with_checksums_that_hold(
    at_the_principals: Office, tmp_path: Path
) -> None:
    _student, case = elev_f(at_the_principals)
    with at_the_principals.work() as work:
        number = work.session.get_one(CaseRow, case).number
        [made] = preserving.hand_over(work, [case], tmp_path).value

    told = dict(
        line.split("  ")[::-1] for line in (made / preserving.MANIFEST).read_text("utf-8").splitlines()
    )
    assert set(told) == {f"arende-{number}.pdf", f"arende-{number}.json"}
    assert all(sha256((made / name).read_bytes()).hexdigest() == digest for name, digest in told.items())
    kept = (made / f"arende-{number}.json").read_text("utf-8")
    assert NAME in kept and NOTE in kept and WHY in kept
    assert "Snökulla" not in "".join(path.name for path in tmp_path.rglob("*"))


def test_an_open_case_is_not_handed_over(at_the_principals: Office, tmp_path: Path) -> None:
    with at_the_principals.work() as work:
        case = cases.open_case(work, students.add(work, NAME, "9C").value).value

    with pytest.raises(CaseStillOpen), at_the_principals.work() as work:
        preserving.hand_over(work, [case], tmp_path)
    assert list(tmp_path.rglob("*.pdf")) == []


def test_years_need_the_decision_they_rest_on(at_the_principals: Office) -> None:
    with pytest.raises(BasisMissing), at_the_principals.work() as work:
        retention.enter_rule(work, "case", 10, " ", date(2026, 2, 11))
    with at_the_principals.work() as work:
        assert all(one.years is None for one in retention.classes(work))


def _gallrat(school: School, folder: Path, left: bool = True) -> tuple[UUID, UUID]:
    """Elev F gallrad by two, with a backup in `folder` from before she left."""
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor, left=False)
    with rektor.work() as work:
        backups.choose_folder(work, folder)
    backups.make(rektor)
    _with_rule(rektor)
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
    _with_rule(rektor)
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
    assert _on_pages(back) == []
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
