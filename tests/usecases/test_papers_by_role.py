"""Every paper of a case in every role's hands: no word of a class that the reader may not have."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from narvaro_desktop.domain.access import NotAllowed, OutOfReach
from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.planning.plan import FollowUp, Measure
from narvaro_desktop.domain.terms import (
    AnswerState,
    ContactKind,
    Depth,
    InfoClass,
    LegalType,
    MeasureLevel,
    NextMove,
    Role,
)
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.assessment import investigation_papers, investigations
from narvaro_desktop.usecases.casework import case_papers, cases, emergency_papers, notes, timeline_papers
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.deciding import decision_papers, decisions
from narvaro_desktop.usecases.planning import follow_up_papers, plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.teamwork import meeting_papers, meetings
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Work
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

CANARIES = {
    InfoClass.SCHOOL: "Kanariefågel i skolan",
    InfoClass.COUNSELLING: "Kanariefågel hos kuratorn",
    InfoClass.MEDICAL: "Kanariefågel i journalen",
    InfoClass.OWN: "Kanariefågel för mig själv",
}
PEOPLE = {
    "Rektor Rönn": Role.PRINCIPAL,
    "Kurator Ek": Role.COUNSELLOR,
    "Mentor Al": Role.MENTOR,
    "Skolsköterska Lind": Role.SCHOOL_NURSE,
    "Psykolog Sälg": Role.SCHOOL_PSYCHOLOGIST,
}
Make = Callable[[Work, "Stage"], bytes]


@dataclass(frozen=True)
class Stage:
    school: School
    case: UUID
    investigation: UUID
    decision: UUID
    meeting: UUID


OPEN: dict[str, Make] = {
    "åtgärdsplan": lambda work, stage: case_papers.plan_paper(work, stage.case).pdf,
    "uppföljning": lambda work, stage: follow_up_papers.follow_up_paper(work, stage.case).pdf,
    "kartläggning utan bilagor": lambda work, stage: (
        investigation_papers.investigation_paper(work, stage.investigation, with_appendices=False).pdf
    ),
    "ärendets gång": lambda work, stage: timeline_papers.timeline_paper(work, stage.case).pdf,
    "nödblad": lambda work, stage: emergency_papers.emergency_paper(work).pdf,
    "dagordning": lambda work, stage: meeting_papers.agenda_paper(work, stage.meeting).pdf,
    "protokoll": lambda work, stage: meeting_papers.protocol_paper(work, stage.meeting).pdf,
    "beslut": lambda work, stage: decision_papers.decision_paper(work, stage.decision).pdf,
}
"""Papers for whoever in the team gets hold of them."""
RESTRICTED: dict[str, Make] = {
    "kartläggning": lambda work, stage: (
        investigation_papers.investigation_paper(work, stage.investigation).pdf
    ),
    "ärendets gång, allt": lambda work, stage: (
        timeline_papers.timeline_paper(work, stage.case, with_restricted=True).pdf
    ),
}
"""Papers with pages that only some read."""


@pytest.fixture(scope="module")
def stage(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("papper") / "skola"
    shutil.copytree(school_template.path.parent, folder)
    school = School(folder / "skola.narvaro", folder / "state")
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        for name in ("Skolsköterska Lind", "Psykolog Sälg"):
            team.add_person(work, name, PEOPLE[name], School.PHRASE, kdf=PRACTICE_KDF)
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student, cases.Opening(step=2, why="Pågår.")).value
        decisions.waive(work, student, "Frånvaron är utredd.")
        decision = decisions.decisions_of(work, case)[0].id
    for name in list(PEOPLE)[1:]:
        let_in(office, case, name)
    office.close()
    office = school.unlock("Kurator Ek")
    with office.work() as work:
        for info_class in (InfoClass.SCHOOL, InfoClass.COUNSELLING, InfoClass.OWN):
            written = Written(ContactKind.NOTE, CANARIES[info_class], info_class=info_class)
            notes.write(work, student, case, written)
        investigation = investigations.begin(work, case, Depth.SIMPLE).value
        words = CANARIES[InfoClass.COUNSELLING]
        investigations.answer(
            work, investigation, "i1_place", Answer("i1_place", AnswerState.ANSWERED, words)
        )
        measure = Measure(
            "En vuxen möter eleven", "Fyra morgnar.", MeasureLevel.STUDENT, LegalType.PRACTICAL,
            Role.MENTOR, "Al", work.today, work.today + timedelta(days=14),
        )  # fmt: skip
        made = plans.add_measure(work, case, measure).value
        seen = FollowUp(work.today, True, "Tre morgnar.", NextMove.CONTINUE, work.today + timedelta(days=28))
        plans.follow_up(work, made, seen)
        meeting = meetings.plan(work, work.today).value
        meetings.add_case(work, meeting, case)
    office.close()
    office = school.unlock("Skolsköterska Lind")
    with office.work() as work:
        words = CANARIES[InfoClass.MEDICAL]
        notes.write(work, student, case, Written(ContactKind.NOTE, words, info_class=InfoClass.MEDICAL))
    office.close()
    yield Stage(school, case, investigation, decision, meeting)


def said(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def printed(stage: Stage, person: str, *makes: Make) -> list[str]:
    """The words of the papers in the hands of `person`, "" for one that the role may not make."""
    found = []
    with closing(stage.school.unlock(person)) as office:
        for make in makes:
            words = ""
            with suppress(NotAllowed, OutOfReach), office.work() as work:
                words = said(make(work, stage))
            found.append(words)
    return found


def test_no_paper_says_what_its_reader_may_not_know(stage: Stage) -> None:
    kinds, made = OPEN | RESTRICTED, set()
    for person, role in PEOPLE.items():
        reads = shipped().rights.default_classes(role) & {InfoClass.SCHOOL, InfoClass.COUNSELLING}
        for kind, words in zip(kinds, printed(stage, person, *kinds.values()), strict=True):
            made |= {kind} if words else set()
            allowed = {InfoClass.SCHOOL} if kind in OPEN else reads
            assert not [c for c, bird in CANARIES.items() if bird in words and c not in allowed], kind
    assert made == {*kinds}


def test_what_few_read_stands_on_pages_that_say_so(stage: Stage) -> None:
    with closing(stage.school.unlock("Rektor Rönn")) as office, office.work() as work:
        for kind, make in RESTRICTED.items():
            pages = [page.extract_text() for page in PdfReader(BytesIO(make(work, stage))).pages]
            told = [page for page in pages if CANARIES[InfoClass.COUNSELLING] in page]
            assert told, kind
            assert all("Läses av: kurator, skolpsykolog, rektor" in page for page in told), kind


def test_the_course_of_a_case_says_that_a_text_is_left_out_and_who_reads_it(stage: Stage) -> None:
    [words] = printed(stage, "Rektor Rönn", OPEN["ärendets gång"])

    assert CANARIES[InfoClass.SCHOOL] in words and "Åtgärd: En vuxen möter eleven" in words
    assert "Texten är inte med här. Läses av: kurator, skolpsykolog, rektor" in words


def test_an_emergency_sheet_names_no_pupil_and_tells_every_day(stage: Stage) -> None:
    [words] = printed(stage, "Rektor Rönn", OPEN["nödblad"])

    assert "Elvira" not in words and "Blåbärsskog" not in words
    assert "E.B." in words and "En vuxen möter eleven, följs upp" in words and "Kurator Kurator Ek" in words


@pytest.mark.parametrize("person", PEOPLE)
def test_the_emergency_sheet_is_made_by_whoever_may_take_a_plan_out(stage: Stage, person: str) -> None:
    may = shipped().rights.may(PEOPLE[person], Resource.PLAN, Action.EXPORT)

    assert bool(printed(stage, person, OPEN["nödblad"])[0]) == may
    assert may == (PEOPLE[person] in (Role.PRINCIPAL, Role.COUNSELLOR))


def test_an_uppföljning_tells_what_was_seen_and_what_was_decided(stage: Stage) -> None:
    [words] = printed(stage, "Kurator Ek", OPEN["uppföljning"])

    assert "Tre morgnar." in words and "Beslut Fortsätt" in words and "kan inte beräknas" in words


def test_a_protected_pupil_has_no_papers(stage: Stage, tmp_path: Path) -> None:
    shutil.copytree(stage.school.path.parent, tmp_path / "skola")
    school = School(tmp_path / "skola" / "skola.narvaro", tmp_path / "skola" / "state")
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        students.protect(work, cases.row_of(work, stage.case).student_id)
    for kind in ("ärendets gång", "uppföljning", "ärendets gång, allt"):
        with pytest.raises(ProtectedStudent), office.work() as work:
            (OPEN | RESTRICTED)[kind](work, stage)
    with office.work() as work:
        words = said(OPEN["nödblad"](work, stage))
    assert "E.B." not in words and "skyddade personuppgifter är inte med: 1" in words
    office.close()
