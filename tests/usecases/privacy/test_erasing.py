"""Gallring: two people, one transaction, nothing left on the decrypted pages; scenario 12, second half."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.store.tables import CaseRow, ChangeRow, ErasureRow, LessonRow, StudentRow
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.privacy import erasing, preserving, retention
from narvaro_desktop.usecases.privacy.erasing import NotDue, SamePerson
from narvaro_desktop.usecases.privacy.preserving import CaseStillOpen
from narvaro_desktop.usecases.privacy.record_map import whole_of
from narvaro_desktop.usecases.privacy.retention import BasisMissing
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups, checks
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


def with_rule(office: Office) -> None:
    with office.work() as work:
        retention.enter_rule(work, "case", 10, DECISION, date(2026, 2, 11))


def on_pages(office: Office) -> list[str]:
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
    assert set(on_pages(rektor)) >= {"Fredrika", "Snökulla", "Gunhild", WHY, "200003112398"}
    with rektor.work() as work:
        assert retention.due(work) == ()
        backups.choose_folder(work, tmp_path)
    backups.make(rektor)
    with_rule(rektor)
    with rektor.work() as work:
        [due] = retention.due(work)
        assert (due.due_on, due.whole_pupil, due.held) == (date(2026, 2, 1), True, "")
        proposal = erasing.propose(work, [case]).value
    with pytest.raises(SamePerson):
        erasing.carry_out(rektor, proposal)
    rektor.close()

    registrator = school.unlock("Kurator Ek")
    protocol = erasing.carry_out(registrator, proposal)

    assert on_pages(registrator) == []
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
    assert on_pages(rektor) == []
    rektor.close()


def test_of_a_pupil_who_is_still_here_only_the_case_goes(school: School) -> None:
    rektor = school.unlock("Rektor Rönn")
    student, case = elev_f(rektor, left=False)
    with_rule(rektor)
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
    assert set(on_pages(second)) & {WHY, NOTE} == set()
    second.close()


def test_what_is_held_or_opened_again_is_not_erased(school: School) -> None:
    rektor = school.unlock("Rektor Rönn")
    _student, case = elev_f(rektor)
    with_rule(rektor)
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
    with_rule(rektor)
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
