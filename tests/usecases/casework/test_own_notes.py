"""Notes for oneself: nobody else reads them, and an act writes them again for others."""

from uuid import UUID

import pytest

from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import NotYourNote, Written
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

TEXT = "Jag undrar om det finns mer bakom."


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        return cases.open_case(work, students.add(work, "Elvira Blåbärsskog", "5B").value).value


def _own(office: Office, case_id: UUID) -> UUID:
    with office.work() as work:
        student = cases.case(work, case_id).line.student.id
        written = Written(ContactKind.NOTE, TEXT, info_class=InfoClass.OWN)
        return notes.write(work, student, case_id, written).value


def _seen(office: Office, case_id: UUID) -> list[tuple[str, bool, str]]:
    with office.work() as work:
        return [(note.text, note.hidden, note.readers) for note in notes.notes_of(work, case_id)]


def test_oneself_is_among_those_a_note_can_be_for(office: Office) -> None:
    with office.work() as work:
        choices = [one.info_class for one in notes.readerships(work)]

    assert choices == [InfoClass.COUNSELLING, InfoClass.SCHOOL, InfoClass.OWN]


def test_nobody_else_reads_an_own_note_until_it_is_shared(
    school: School, office: Office, case_id: UUID
) -> None:
    note = _own(office, case_id)
    assert _seen(office, case_id) == [(TEXT, False, "Läses bara av dig")]
    office.close()
    rektor = school.unlock("Rektor Rönn")
    assert [text for text, _hidden, _readers in _seen(rektor, case_id)] == [""]
    rektor.close()

    again = school.unlock()
    with again.work() as work:
        notes.share(work, note, InfoClass.COUNSELLING)
    again.close()

    rektor = school.unlock("Rektor Rönn")
    assert sorted(text for text, _hidden, _readers in _seen(rektor, case_id)) == ["", TEXT]
    rektor.close()


def test_only_its_author_shares_an_own_note(school: School, office: Office, case_id: UUID) -> None:
    note = _own(office, case_id)
    office.close()
    rektor = school.unlock("Rektor Rönn")

    with pytest.raises(NotYourNote), rektor.work() as work:
        notes.share(work, note, InfoClass.SCHOOL)
    rektor.close()
