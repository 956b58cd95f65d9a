"""Text that everyone reads lies unsealed where other text is sealed; it counts all the same."""

from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.assessment.investigation import Answer, Sharing
from narvaro_desktop.domain.privacy_terms import RequestKind
from narvaro_desktop.domain.terms import AnswerState, ContactKind, Depth, InfoClass
from narvaro_desktop.store.tables import AccessLogRow, AnswerRow, NoteRow
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.privacy import rights_requests
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office

NEEDS, NOTE, PLACE = "Elvira behöver lugn.", "Elvira ringde själv.", "Matsalen."


@pytest.fixture
def student(at_the_principals: Office) -> UUID:
    with at_the_principals.work() as work:
        made = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, made).value
        notes.write(work, made, case, Written(ContactKind.NOTE, NOTE, info_class=InfoClass.SCHOOL))
        begun = investigations.begin(work, case, Depth.SIMPLE).value
        investigations.answer(work, begun, "y2_needs", Answer("y2_needs", AnswerState.ANSWERED, NEEDS))
        shared = Answer("i1_place", AnswerState.ANSWERED, PLACE, share=frozenset({Sharing.TEACHERS}))
        investigations.answer(work, begun, "i1_place", shared)
    return made


def test_the_registered_gets_what_everyone_reads_too(at_the_principals: Office, student: UUID) -> None:
    with at_the_principals.work() as work:
        request = rights_requests.ask(work, student, RequestKind.EXTRACT).value
        found = str(rights_requests.review(work, request))
        refused = work.session.scalars(
            select(AccessLogRow).where(AccessLogRow.action == "cell.refused")
        ).all()

    assert all(words in found for words in (NEEDS, NOTE, PLACE, "lärarna"))
    assert not refused, "nothing was damaged"


def test_the_name_of_a_protected_pupil_goes_out_of_it(at_the_principals: Office, student: UUID) -> None:
    with at_the_principals.work() as work:
        students.protect(work, student)

    with at_the_principals.work() as work:
        cells = [*work.session.scalars(select(NoteRow.body)), *work.session.scalars(select(AnswerRow.body))]
    plain = b" ".join(cell for cell in cells if cell is not None)
    assert "behöver lugn".encode() in plain and b"ringde" in plain
    assert b"Elvira" not in plain
