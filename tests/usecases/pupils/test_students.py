"""Pupils and guardians: added, corrected, marked as protected, gone."""

from datetime import date
from uuid import UUID

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.privacy_terms import Purpose
from narvaro_desktop.domain.terms import CompulsorySchooling, SchoolForm
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.privacy import protection
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.pupils.students import GuardianNeeded, StudentExists
from narvaro_desktop.usecases.reach import PurposeNeeded
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

_NUMBER = parse_identity("20150905-9885")


@pytest.fixture
def alva(office: Office) -> UUID:
    with office.work() as work:
        return students.add(work, "Alva Granbarr", "5B", _NUMBER).value


def test_a_pupil_added_by_hand_is_listed_in_swedish_order_with_a_masked_number(
    office: Office, alva: UUID
) -> None:
    with office.work() as work:
        students.add(work, "Bo Ängsö", "FA")
        students.add(work, "Caj Ålgren", "FA")

    with office.work() as work:
        lines = students.everyone(work)
        bo = students.student(work, lines[2].id)
    assert [line.family_name for line in lines] == ["Granbarr", "Ålgren", "Ängsö"]
    assert lines[0].identity == "2015••••-••••"
    assert bo.school_form is SchoolForm.PRESCHOOL_CLASS


def test_two_pupils_never_share_a_number(office: Office, alva: UUID) -> None:
    with pytest.raises(StudentExists) as exists, office.work() as work:
        students.add(work, "Någon Annan", "6A", _NUMBER)

    assert exists.value.args == (alva,)


def test_name_class_and_number_are_corrected_with_what_follows_from_them(office: Office, alva: UUID) -> None:
    with office.work() as work:
        students.describe(work, alva, name="Granbarr, Alva Maj", class_name="6C", identity=_NUMBER)
        students.describe(work, alva, compulsory_schooling=CompulsorySchooling.YES)

    with office.work() as work:
        [line] = students.everyone(work)
    assert (line.name, line.class_name, line.school_year) == ("Alva Maj Granbarr", "6C", 6)
    assert "6c" in line.search_key


def test_guardians_are_corrected_and_taken_away(office: Office, alva: UUID) -> None:
    with office.work() as work:
        vera = students.add_guardian(work, alva, " Vera Granbarr ", "070-000 00 01").value
        odd = students.add_guardian(work, alva, "Odd Granbarr").value

    with office.work() as work:
        students.correct_guardian(work, vera, "Vera Kottelund", "")
        students.remove_guardian(work, odd)

    with office.work() as work:
        found = students.student(work, alva).guardians
    assert [(one.name, one.phone) for one in found] == [("Vera Kottelund", "")]


def test_a_marked_pupil_vanishes_for_others_and_has_an_alias_for_the_rektor(school: School) -> None:
    office = school.unlock()
    with office.work() as work:
        alva = students.add(work, "Alva Granbarr", "5B", _NUMBER).value
        case_id = cases.open_case(work, alva).value
        students.protect(work, alva)
    with office.work() as work:
        assert students.everyone(work) == []
        assert students.protected_ones(work) == []
        assert "Granbarr" not in cases.case(work, case_id).line.student.name
    with pytest.raises(NotAllowed), office.work() as work:
        students.student(work, alva)
    office.close()

    rektor = school.unlock("Rektor Rönn")
    with pytest.raises(PurposeNeeded), rektor.work() as work:
        students.student(work, alva)
    with rektor.work() as work:
        protection.open_for(work, alva, Purpose.UPKEEP)
    with rektor.work() as work:
        [line] = students.protected_ones(work)
        seen = students.student(work, alva)
    assert (line.name, line.class_name, line.identity) == ("Skyddad elev 1", "", "")
    assert (seen.identity_number, seen.guardians) == ("", ())
    with rektor.work() as work:
        students.unprotect(work, alva)
        assert [one.name for one in students.everyone(work)] == ["Alva Granbarr"]
    rektor.close()


def test_a_pupil_who_has_left_may_come_back(office: Office, alva: UUID) -> None:
    with office.work() as work:
        students.left(work, alva, date(2026, 10, 1))
        assert students.everyone(work) == []
        assert students.student(work, alva).left_on == date(2026, 10, 1)

    with office.work() as work:
        students.left(work, alva, None)
        assert len(students.everyone(work)) == 1


def test_a_guardian_whom_a_case_names_stays(office: Office, alva: UUID) -> None:
    pointing = [
        column.table.name
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "guardian" for key in column.foreign_keys)
    ]
    assert pointing, "nothing names a guardian any more: GuardianNeeded is dead"
    assert issubclass(GuardianNeeded, Exception)
