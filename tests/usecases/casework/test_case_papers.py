"""Kartläggning and åtgärdsplan on paper: only what may be read, and what few read apart from the rest."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.assessment.investigation import Answer, Voice
from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import AnswerState, Depth, LegalType, MeasureLevel, Party, Role
from narvaro_desktop.usecases import papers
from narvaro_desktop.usecases.assessment import investigation_papers, investigations
from narvaro_desktop.usecases.casework import case_papers, cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

VOICE, SCHOOL_WORDS, NEEDS = "Där låter det så mycket.", "På idrotten i höstas.", "En lugn plats att äta på."


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, Opening(step=2, why="Talat hemma redan.")).value


@pytest.fixture
def begun(office: Office, case_id: UUID) -> UUID:
    given = {
        "i1_place": Answer("i1_place", AnswerState.ANSWERED, VOICE),
        "i1_feeling": Answer("i1_feeling", AnswerState.ANSWERED, scale=3),
        "i1_adults": Answer("i1_adults", AnswerState.DECLINED),
        "i3_interplay": Answer("i3_interplay", AnswerState.ANSWERED, SCHOOL_WORDS),
        "y1_summary": Answer("y1_summary", AnswerState.ANSWERED, "Ljudet i matsalen."),
        "y2_needs": Answer("y2_needs", AnswerState.ANSWERED, NEEDS),
    }
    with office.work() as work:
        made = investigations.begin(work, case_id, Depth.SIMPLE).value
        for key, answer in given.items():
            investigations.answer(work, made, key, answer)
    return made


def pages(pdf: bytes) -> list[str]:
    read = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return [" ".join(page.replace("\u00a0", " ").split()) for page in read]


def test_what_few_read_stands_apart(office: Office, begun: UUID) -> None:
    with office.work() as work:
        first, *rest = pages(investigation_papers.investigation_paper(work, begun).pdf)

    assert VOICE not in first
    assert SCHOOL_WORDS in first and NEEDS in first and "UTKAST" in first.upper()
    assert VOICE in rest[0] and "Läses av: kurator, rektor." in rest[0]
    assert "3 på en skala från 0 (mycket jobbigt) till 10 (riktigt bra)" in rest[0]
    assert "Vill inte svara" in rest[0] and "Ljudet i matsalen." in rest[0]


def test_the_appendix_can_stay_behind(office: Office, begun: UUID) -> None:
    with office.work() as work:
        made = investigation_papers.investigation_paper(work, begun, with_appendices=False)

    said = " ".join(pages(made.pdf))
    assert VOICE not in said and "Ljudet i matsalen." not in said
    assert "Elevens egna ord är inte med i det här exemplaret." in said


def test_a_mentor_prints_nothing_that_she_cannot_read(school: School, office: Office, begun: UUID) -> None:
    office.close()

    mentor = school.unlock("Mentor Al")
    with pytest.raises(NotAllowed), mentor.work() as work:
        investigation_papers.investigation_paper(work, begun)
    mentor.close()


def test_a_signed_one_says_who_signed_and_its_file_names_nobody(
    office: Office, begun: UUID, tmp_path: Path
) -> None:
    with office.work() as work:
        investigations.miss_voice(work, begun, Voice(Party.GUARDIAN), "Nås inte.")
        investigations.sign(work, begun)

    with office.work() as work:
        path = papers.save(work, investigation_papers.investigation_paper(work, begun), tmp_path).value

    said = " ".join(pages(path.read_bytes()))
    assert "Kurator Ek, kurator" in said and "UTKAST" not in said.upper()
    assert path.name.startswith("enkel-kartlaggning-") and "Elvira" not in path.name


def test_a_plan_says_that_it_is_no_atgardsprogram(office: Office, case_id: UUID) -> None:
    today = date(2026, 11, 20)
    measure = Measure(
        "En vuxen möter eleven", "Fyra morgnar av fem.", MeasureLevel.STUDENT, LegalType.PRACTICAL,
        Role.MENTOR, "Mentor Al", today, today + timedelta(days=14),
    )  # fmt: skip
    with office.work() as work:
        plans.add_measure(work, case_id, measure)
        plans.sign(work, case_id)

    with office.work() as work:
        said = " ".join(pages(case_papers.plan_paper(work, case_id).pdf))

    assert "detta är inte ett åtgärdsprogram" in said
    assert "En vuxen möter eleven" in said and "Mentor Al, mentor" in said and "2026-12-04" in said
