"""A colleague's place in the vault: forgotten passphrase, let in by a holder, another role, gone."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import ContactKind, InfoClass, Role
from narvaro_desktop.store.cells import Place, open_cell
from narvaro_desktop.store.errors import ClassNotHeld, UnknownUser, WrongPassphrase
from narvaro_desktop.store.key_changes import change_grants, retire_user
from narvaro_desktop.store.keys import Grants
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import CaseInvitationRow, CaseRow, NoteRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases, invitations, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import checks, members, recovery, renewals, team, vaults
from narvaro_desktop.usecases.vault.recovery import SheetKind
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

NEW = "en helt annan fras än förut"
REKTOR, KURATOR, MENTOR = "Rektor Rönn", "Kurator Ek", "Mentor Al"
NURSE, PSYCHOLOGIST = "Skolsköterska Ask", "Skolpsykolog Lind"
K, M = InfoClass.COUNSELLING, InfoClass.MEDICAL


def _unlock(school: School, person: str, phrase: str = School.PHRASE) -> Office:
    return vaults.unlock(school.path, person, phrase, state=school.state, allow_weak=True)


def _id(office: Office, name: str) -> UUID:
    with office.work() as work:
        return next(person.id for person in team.people(work) if person.name == name)


def _place(office: Office, name: str) -> members.Place:
    person = _id(office, name)
    with office.work() as work:
        return members.place(work, person)


def _add(office: Office, name: str, role: Role) -> None:
    with office.work() as work:
        team.add_person(work, name, role, School.PHRASE, kdf=PRACTICE_KDF)


def _renew_phrase(office: Office, name: str) -> None:
    person = _id(office, name)
    with office.work() as work:
        members.new_passphrase(work, person, NEW, kdf=PRACTICE_KDF)


@pytest.fixture
def case_id(school: School) -> UUID:
    """A case of the kurator's."""
    office = _unlock(school, KURATOR)
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        made = cases.open_case(work, student).value
    office.close()
    return made


def _write(office: Office, case_id: UUID, text: str, info_class: InfoClass = K) -> UUID:
    with office.work() as work:
        student = work.session.get_one(CaseRow, case_id).student_id
        return notes.write(
            work, student, case_id, Written(ContactKind.NOTE, text, info_class=info_class)
        ).value


def _texts(office: Office, case_id: UUID) -> set[str]:
    with office.work() as work:
        return {note.text for note in notes.notes_of(work, case_id)}


def test_who_forgot_gets_a_new_phrase_from_an_administrator(school: School, case_id: UUID) -> None:
    office = _unlock(school, KURATOR)
    _write(office, case_id, "före")
    office.close()
    office = _unlock(school, REKTOR)
    _renew_phrase(office, KURATOR)
    office.close()

    with pytest.raises(WrongPassphrase):
        _unlock(school, KURATOR)
    again = _unlock(school, KURATOR, NEW)
    assert _texts(again, case_id) == {"före"}  # the rektor holds K and passed it on
    again.close()


def test_a_colleague_who_is_no_administrator_gives_nobody_a_phrase(school: School) -> None:
    office = _unlock(school, KURATOR)
    with pytest.raises(NotAllowed):
        _renew_phrase(office, MENTOR)
    office.close()


def test_nobody_changes_the_own_place(school: School) -> None:
    office = _unlock(school, REKTOR)
    with pytest.raises(members.NotOneself):
        members.remove(office, _id(office, REKTOR))
    office.close()


def test_of_a_class_that_the_rektor_lacks_another_holder_lets_the_colleague_in(school: School) -> None:
    office = _unlock(school, REKTOR)
    _add(office, NURSE, Role.SCHOOL_NURSE)
    _add(office, PSYCHOLOGIST, Role.SCHOOL_PSYCHOLOGIST)
    office.close()
    _unlock(school, NURSE).close()  # makes M
    office = _unlock(school, NURSE)
    assert _place(office, PSYCHOLOGIST).lacks == {M}
    with office.work() as work:
        members.let_in(work, next(one.id for one in team.people(work) if one.name == PSYCHOLOGIST))
    assert not _place(office, PSYCHOLOGIST).lacks
    office.close()

    office = _unlock(school, REKTOR)
    _renew_phrase(office, NURSE)
    shown = _place(office, NURSE)
    assert (shown.lacks, shown.may_manage, shown.may_let_in) == ({M}, True, False)
    office.close()
    office = _unlock(school, NURSE, NEW)
    assert M not in office.vault.cells.readable
    office.close()

    office = _unlock(school, PSYCHOLOGIST)
    shown = _place(office, NURSE)
    assert (shown.lacks, shown.may_manage, shown.may_let_in) == ({M}, False, True)
    with office.work() as work:
        members.let_in(work, shown.id)
    office.close()
    office = _unlock(school, NURSE, NEW)
    assert M in office.vault.cells.readable
    office.close()


def test_the_only_holder_gets_the_class_back_with_its_sheet(school: School, case_id: UUID) -> None:
    office = _unlock(school, REKTOR)
    _add(office, PSYCHOLOGIST, Role.SCHOOL_PSYCHOLOGIST)
    office.close()
    office = _unlock(school, PSYCHOLOGIST)
    with office.work() as work:
        sheet = recovery.print_sheet(work, SheetKind.MEDICAL).value.sheet
    office.close()
    office = _unlock(school, REKTOR)
    _renew_phrase(office, PSYCHOLOGIST)
    office.close()
    office = _unlock(school, PSYCHOLOGIST, NEW)
    assert M not in office.vault.cells.readable

    with office.work() as work:
        members.let_in_by_sheet(work, " ".join(sheet.lines).lower())

    assert M in office.vault.cells.readable
    assert ("root", 1) not in office.vault.me.secrets
    office.close()


def test_a_sheet_gives_only_what_the_role_has(school: School) -> None:
    office = _unlock(school, REKTOR)
    with office.work() as work:
        sheet = recovery.print_sheet(work, SheetKind.VAULT).value.sheet
    office.close()
    mentor = _unlock(school, MENTOR)

    with mentor.work() as work:
        members.let_in_by_sheet(work, " ".join(sheet.lines))

    assert {name for name, _epoch in mentor.vault.me.secrets} == {"vault"}
    mentor.close()


def test_who_leaves_is_out_and_reads_nothing_that_is_written_afterwards(
    school: School, case_id: UUID
) -> None:
    office = _unlock(school, KURATOR)
    _write(office, case_id, "före")
    former_cells, former_key = office.vault.cells, office.vault.me.file_key
    office.close()
    office = _unlock(school, REKTOR)
    leaver, heir = _id(office, KURATOR), _id(office, REKTOR)

    with pytest.raises(members.HeirMissing) as missing:
        members.remove(office, leaver)
    assert missing.value.args == (1,)
    members.remove(office, leaver, heir)
    note = _write(office, case_id, "efter")

    assert _texts(office, case_id) == {"före", "efter"}
    assert office.vault.me.file_key != former_key
    with office.work() as work:
        row = work.session.get_one(CaseRow, case_id)
        body = work.session.get_one(NoteRow, note)
        cell, place = body.body, Place("note", str(body.id), str(body.student_id), "body")
        assert row.owner_id == heir
        assert not renewals.due(work)
        assert checks.verify(work).is_whole
    assert cell is not None
    with pytest.raises(ClassNotHeld):
        open_cell(former_cells, place, cell)
    office.close()
    with pytest.raises(UnknownUser):
        _unlock(school, KURATOR)
    _unlock(school, MENTOR).close()


def test_classes_that_the_rektor_lacks_are_renewed_by_their_next_holder(school: School) -> None:
    office = _unlock(school, REKTOR)
    _add(office, NURSE, Role.SCHOOL_NURSE)
    _add(office, PSYCHOLOGIST, Role.SCHOOL_PSYCHOLOGIST)
    office.close()
    office = _unlock(school, NURSE)
    psychologist = _id(office, PSYCHOLOGIST)
    with office.work() as work:
        members.let_in(work, psychologist)
    office.close()
    office = _unlock(school, REKTOR)
    members.remove(office, psychologist)
    with office.work() as work:
        assert renewals.due(work) == renewals.Due(False, frozenset({M}))
    office.close()

    office = _unlock(school, NURSE)

    with office.work() as work:
        assert not renewals.due(work)
    key = office.vault.key_file.class_key("M")
    assert key is not None and key.epoch == 2
    with office.work() as work:
        assert renewals.news(work).value == (renewals.Renewed(M, (NURSE,), has_sheet=False),)
    with office.work() as work:
        assert renewals.news(work).value == ()  # told once
    office.close()


def test_what_a_power_cut_left_undone_is_done_at_the_next_unlock(school: School) -> None:
    office = _unlock(school, REKTOR)
    with office.work() as work:
        renewals.note(work, [K], vault=True)
    office.close()

    office = _unlock(school, REKTOR)

    with office.work() as work:
        assert not renewals.due(work)
    assert office.vault.me.header.vault_epoch == 2
    office.close()


def test_a_key_file_that_was_written_just_before_a_power_cut_is_caught_up_with(school: School) -> None:
    office = _unlock(school, REKTOR)
    vault, leaver = office.vault, _id(office, KURATOR)
    vault.keep_keys(retire_user(vault.key_file, vault.me, leaver, datetime.now(UTC)))
    vault.keep_keys(
        change_grants(vault.key_file, vault.me, _id(office, MENTOR), Grants(frozenset({K})), "counsellor")
    )
    office.close()

    office = _unlock(school, REKTOR)

    with office.work() as work:
        shown = {person.name: (person.is_active, person.role) for person in team.people(work)}
        assert not renewals.due(work)
    assert shown[KURATOR] == (False, Role.COUNSELLOR)
    assert shown[MENTOR] == (True, Role.COUNSELLOR)
    assert office.vault.me.header.vault_epoch == 2
    office.close()


def test_another_role_reads_its_own_classes_and_the_former_are_renewed(school: School) -> None:
    office = _unlock(school, REKTOR)
    person = _id(office, KURATOR)

    members.change_role(office, person, Role.ATTENDANCE_COACH)

    key = office.vault.key_file.class_key("K")
    assert key is not None and key.epoch == 2
    office.close()
    office = _unlock(school, KURATOR)
    assert (office.actor.role, office.vault.cells.readable) == (Role.ATTENDANCE_COACH, {InfoClass.OWN})
    office.close()


def test_a_second_administrator_can_let_the_first_in_again(school: School) -> None:
    office = _unlock(school, REKTOR)
    person = _id(office, KURATOR)
    with office.work() as work:
        members.make_administrator(work, person, True)
    office.close()
    office = _unlock(school, KURATOR)
    _renew_phrase(office, REKTOR)
    office.close()

    again = _unlock(school, REKTOR, NEW)
    assert _place(again, KURATOR).may_manage
    again.close()


def test_who_leaves_signs_nothing_more_for_the_school(school: School) -> None:
    office = _unlock(school, REKTOR)
    with office.work() as work:
        settings.remember(work, unit_code="12345678")
        keys.ensure_card(work)
    person = _id(office, KURATOR)
    with office.work() as work:
        members.make_administrator(work, person, True)
    office.close()
    office = _unlock(school, KURATOR)
    with office.work() as work:
        before = keys.own_card(work)
    former = _id(office, REKTOR)
    members.remove(office, former)

    with office.work() as work:
        after = keys.own_card(work)
        assert before is not None and after is not None
        opened = keys.identities(work)
    assert [one.holder for one in before.card.signing] == ["Rektor Rönn, rektor"]
    assert after.card.signing == () and after.card.serial == before.card.serial + 1
    assert after.card.encryption[0].recipient != before.card.encryption[0].recipient
    assert {before.card.encryption[0].recipient, after.card.encryption[0].recipient} <= {
        one.recipient for one in opened
    }
    office.close()


def test_an_invitation_ends_with_the_colleague(school: School, case_id: UUID) -> None:
    office = _unlock(school, REKTOR)
    mentor = _id(office, MENTOR)
    with office.work() as work:
        invitations.invite(work, case_id, mentor)

    members.remove(office, mentor)

    with office.work() as work:
        assert not work.session.scalars(
            select(CaseInvitationRow.id).where(CaseInvitationRow.ended_on.is_(None))
        ).all()
    office.close()
