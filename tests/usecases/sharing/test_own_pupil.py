"""Two laptops have read in the same class list: the case lands on the pupil that is there, on no double."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.assessment.consultation import Consultation
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.terms import ContactKind, IdentityType, Party, Role
from narvaro_desktop.store.tables import CaseRow, GuardianRow, StudentRow
from narvaro_desktop.usecases.assessment import consultations
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sharing import disputes
from narvaro_desktop.usecases.sharing.own_pupil import PupilStays
from narvaro_desktop.usecases.work import Office
from tests.usecases.team_of_laptops import NOTE, PERIOD, Team, handed, receive, returned

ELVIRA = Identity(IdentityType.PERSONNUMMER, "201403051236")


def _known(office: Office, name: str = "Elvira Blåbärsskog", identity: Identity | None = ELVIRA) -> UUID:
    with office.work() as work:
        student = students.add(work, name, "5B").value
        if identity is not None:
            students.describe(work, student, identity=identity)
        return student


def _case(office: Office, student: UUID) -> UUID:
    with office.work() as work:
        opening = cases.Opening(step=2, why="Pågår.", stated=PERIOD)
        made = cases.open_case(work, student, opening).value
        notes.write(work, student, made, NOTE)
        return made


def _pupils(office: Office) -> list[UUID]:
    with office.work() as work:
        return list(work.session.scalars(select(StudentRow.id)))


def test_a_case_lands_on_the_pupil_with_the_same_number_and_goes_back_to_the_givers_own(
    kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    theirs, ours = _known(kurator), _known(rektor, "Elvira Marie Blåbärsskog")
    case_id = _case(kurator, theirs)
    with kurator.work() as work:
        students.describe(work, theirs, home_municipality="Almstad")

    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))

    assert _pupils(rektor) == [ours]
    with rektor.work() as work:
        assert work.session.get_one(CaseRow, case_id).student_id == ours
        pupil = students.student(work, ours)
        assert (pupil.line.name, pupil.home_municipality) == ("Elvira Marie Blåbärsskog", "Almstad")
        assert [note.text for note in notes.notes_of(work, case_id)] == [NOTE.text]
        assert disputes.open_disputes(work, case_id) == []
        notes.write(work, ours, case_id, NOTE)

    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))

    assert _pupils(kurator) == [theirs]
    with kurator.work() as work:
        assert work.session.get_one(CaseRow, case_id).student_id == theirs
        assert [note.text for note in notes.notes_of(work, case_id)] == [NOTE.text, NOTE.text]
        assert students.student(work, theirs).line.name == "Elvira Blåbärsskog"
        assert disputes.open_disputes(work, case_id) == []


def test_a_guardian_known_on_both_sides_is_one_person_to_and_fro(
    kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    theirs, ours = _known(kurator), _known(rektor)
    for office, student in ((kurator, theirs), (rektor, ours)):
        with office.work() as work:
            students.add_guardian(work, student, "Bo Blåbärsskog")
    case_id = _case(kurator, theirs)
    with kurator.work() as work:
        bo = students.student(work, theirs).guardians[0].id
        said = Consultation(
            Party.GUARDIAN, True, ContactKind.CALL, work.today, "Bo är orolig.", guardian_id=bo
        )
        consultations.hear(work, case_id, said)

    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    with rektor.work() as work:
        [guardian] = work.session.scalars(select(GuardianRow))
        heard = consultations.samrad(work, case_id).heard
        assert [one.consultation.guardian_id for one in heard] == [guardian.id] != [bo]
    with kurator.work() as work:
        students.correct_guardian(work, bo, "Bo Blåbärsskog-Ek", "")
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb", "En gång till."))

    for office, own in ((kurator, bo), (rektor, guardian.id)):
        with office.work() as work:
            assert [row.id for row in work.session.scalars(select(GuardianRow))] == [own]
            assert work.session.get_one(GuardianRow, own).name == "Bo Blåbärsskog-Ek"


def test_without_a_number_the_name_and_class_tell_and_a_namesake_stays_another(
    kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    theirs, ours = _known(kurator, identity=None), _known(rektor)
    receive(rektor, handed(kurator, rektor, _case(kurator, theirs), tmp_path / "usb"))
    assert _pupils(rektor) == [ours]

    namesake = _known(kurator, "Elvira Blåbärsskog", Identity(IdentityType.PERSONNUMMER, "201407282390"))
    receive(rektor, handed(kurator, rektor, _case(kurator, namesake), tmp_path / "usb"))
    assert set(_pupils(rektor)) == {ours, namesake}


def test_a_third_laptop_with_its_own_list_gets_the_case_on_its_own_pupil(
    staff: Team, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    pedagog = staff.joined(rektor, "Pedagog Ask", Role.SPECIAL_EDUCATOR)
    theirs, ours, third = _known(kurator), _known(rektor), _known(pedagog)
    case_id = _case(kurator, theirs)

    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    receive(pedagog, handed(rektor, pedagog, case_id, tmp_path / "usb"))
    receive(rektor, returned(pedagog, case_id, tmp_path / "usb"))
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))

    for office, own in ((kurator, theirs), (rektor, ours), (pedagog, third)):
        assert _pupils(office) == [own]
        with office.work() as work:
            assert work.session.get_one(CaseRow, case_id).student_id == own


def test_nothing_lands_on_a_pupil_whose_particulars_are_protected_here(
    kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    theirs, ours = _known(kurator), _known(rektor)
    with rektor.work() as work:
        work.session.get_one(StudentRow, ours).protected = True
    sealed = handed(kurator, rektor, _case(kurator, theirs), tmp_path / "usb")

    with pytest.raises(PupilStays):
        receive(rektor, sealed)

    with rektor.work() as work:
        assert work.session.get_one(StudentRow, ours).protected
        assert list(work.session.scalars(select(CaseRow))) == []


def test_a_number_that_was_corrected_here_keeps_no_later_file_out(
    kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    theirs, ours = _known(kurator), _known(rektor)
    case_id = _case(kurator, theirs)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    with rektor.work() as work:
        students.describe(work, ours, identity=Identity(IdentityType.PERSONNUMMER, "201407282390"))

    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb", "Igen."))

    assert _pupils(rektor) == [ours]
    with rektor.work() as work:
        assert students.student(work, ours).identity_number == "201407282390"
