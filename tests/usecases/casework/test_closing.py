"""A case ends with what was learned, and keeps its number when it comes back."""

from dataclasses import replace
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from narvaro_desktop.domain.case_terms import ClosingNeed
from narvaro_desktop.domain.casework.duties import CaseHeld, Farewell
from narvaro_desktop.domain.casework.ladder import ReasonMissing
from narvaro_desktop.domain.terms import Closure, Role
from narvaro_desktop.usecases.casework import cases, closing, closing_papers, duties
from narvaro_desktop.usecases.casework.closing import NotClosed
from narvaro_desktop.usecases.casework.timeline import Happening, timeline
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office

WHOLE = Farewell(
    closure=Closure.LEFT_SCHOOL,
    last_absence=None,
    absence_said=True,
    told="Eleven och båda vårdnadshavarna",
    lesson="Kontakt den första veckan gjorde skillnad.",
    reasons={},
    one_reason="Eleven har flyttat.",
)


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student).value


def test_a_case_is_closed_and_its_open_duties_say_why(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        left = closing.parting(work, case_id)
        closing.close(work, case_id, WHOLE)

    with office.work() as work:
        view = cases.case(work, case_id)
        assert cases.open_cases(work) == []
    assert {one.key for one in left.duties} == {"care_talk", "adaptation_considered", "first_follow_up"}
    assert view.closure is Closure.LEFT_SCHOOL
    assert {why for _what, why in view.left_open} == {"Eleven har flyttat."}


def test_the_decision_to_close_says_who_why_and_what_was_left(at_the_principals: Office) -> None:
    office = at_the_principals
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
    with pytest.raises(NotClosed), office.work() as work:
        closing_papers.closing_paper(work, case)
    with office.work() as work:
        closing.close(work, case, WHOLE)

    with office.work() as work:
        paper = closing_papers.closing_paper(work, case)

    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(paper.pdf)).pages)
    said = " ".join(said.replace("\u00a0", " ").split())
    assert "Ärendet om frånvaro avslutas: eleven har slutat på skolan." in said
    assert "Rektor Rönn, rektor" in said and "Eleven och båda vårdnadshavarna" in said
    assert said.count("Eleven har flyttat.") == 3
    assert "Elvira" not in paper.file_name and paper.file_name.startswith("beslut-avslut-")


def test_what_is_lacking_is_named_and_nothing_is_closed(office: Office, case_id: UUID) -> None:
    bare = Farewell(Closure.IMPROVED, None, False, "", "", {})

    with pytest.raises(CaseHeld) as held, office.work() as work:
        closing.close(work, case_id, bare)

    assert set(held.value.needs) == {
        ClosingNeed.LAST_ABSENCE, ClosingNeed.TOLD, ClosingNeed.LESSON, ClosingNeed.DUTIES,
    }  # fmt: skip
    with office.work() as work:
        assert cases.case(work, case_id).line.closed_on is None


def test_a_task_that_waits_needs_its_reason_too(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        task = duties.add_task(work, case_id, "Svara huvudmannen om det erbjudna stödet").value
    with office.work() as work:
        left = closing.parting(work, case_id)
    reasons = {one.key: "Görs inte." for one in left.duties if one.key != str(task)}
    bare = replace(WHOLE, closure=Closure.IMPROVED, one_reason="", reasons=reasons)

    with pytest.raises(CaseHeld) as held, office.work() as work:
        closing.close(work, case_id, bare)
    with office.work() as work:
        closing.close(
            work, case_id, replace(bare, reasons={**reasons, str(task): "Familjen har tackat nej."})
        )

    assert held.value.needs == (ClosingNeed.DUTIES,)
    with office.work() as work:
        [kept] = [one for one in cases.row_of(work, case_id).duties if one.words]
    assert kept.left_open_reason == "Familjen har tackat nej."


def test_every_change_tells_who_decided_and_as_what(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        closing.close(work, case_id, WHOLE)
    with office.work() as work:
        closing.reopen(work, case_id, "Frånvaron är tillbaka.")

    with office.work() as work:
        changes = cases.row_of(work, case_id).changes
        told = [(one.cause, one.role) for one in changes]
    assert told == [
        ("manual", Role.COUNSELLOR), (cases.CLOSED, Role.COUNSELLOR), (cases.REOPENED, Role.COUNSELLOR),
    ]  # fmt: skip


def test_a_closed_case_stands_still(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        closing.close(work, case_id, WHOLE)

    with pytest.raises(cases.CaseClosed), office.work() as work:
        cases.climb(work, case_id, {})
    with pytest.raises(cases.CaseClosed), office.work() as work:
        closing.close(work, case_id, WHOLE)


def test_a_reopened_case_keeps_its_number_with_a_suffix(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        number = cases.case(work, case_id).line.number
        closing.close(work, case_id, WHOLE)
    with pytest.raises(ReasonMissing), office.work() as work:
        closing.reopen(work, case_id, " ")

    with office.work() as work:
        closing.reopen(work, case_id, "Eleven är tillbaka.")

    with office.work() as work:
        view = cases.case(work, case_id)
        kinds = [event.kind for event in timeline(work, case_id)]
    assert view.line.number == f"{number}-2"
    assert view.line.closed_on is None
    assert kinds == [Happening.REOPENED, Happening.CLOSED, Happening.OPENED]


def test_a_closed_case_is_not_opened_again_beside_another_of_the_same_pupil(
    office: Office, case_id: UUID
) -> None:
    with office.work() as work:
        closing.close(work, case_id, WHOLE)
    with office.work() as work:
        student = cases.case(work, case_id).line.student.id
        cases.open_case(work, student)

    with pytest.raises(cases.CaseAlreadyOpen), office.work() as work:
        closing.reopen(work, case_id, "Fel ärende.")
