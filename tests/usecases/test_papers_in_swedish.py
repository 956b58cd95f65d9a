"""Papers and what is signed are Swedish, whatever language the window speaks."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import AnswerState, Depth, LegalType, MeasureLevel, Role
from narvaro_desktop.i18n import _, in_swedish, use_language
from narvaro_desktop.store.tables import DecisionRow
from narvaro_desktop.usecases.assessment import investigation_papers, investigations
from narvaro_desktop.usecases.casework import case_papers
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.work import Office
from tests.usecases.decisions_stage import filled, open_a_case


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("sv")


@pytest.fixture
def case_id(at_the_principals: Office) -> UUID:
    return open_a_case(at_the_principals)


def said(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_swedish_ends_where_the_paper_ends() -> None:
    with in_swedish():
        assert _("rektor") == "rektor"

    assert _("rektor") == "head teacher"


def test_a_kartlaggning_is_swedish_on_paper(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        made = investigations.begin(work, case_id, Depth.SIMPLE).value
        investigations.answer(work, made, "i1_feeling", Answer("i1_feeling", AnswerState.ANSWERED, scale=3))

    with at_the_principals.work() as work:
        paper = investigation_papers.investigation_paper(work, made)

    assert paper.file_name.startswith("enkel-kartlaggning-")
    assert "frågor är besvarade" in said(paper.pdf) and "rektor" in said(paper.pdf)
    assert "head teacher" not in said(paper.pdf) and "pupil" not in said(paper.pdf)


def test_a_plan_is_swedish_on_paper(at_the_principals: Office, case_id: UUID) -> None:
    today = date(2026, 11, 20)
    measure = Measure(
        "En vuxen möter eleven", "Fyra morgnar av fem.", MeasureLevel.STUDENT, LegalType.PRACTICAL,
        Role.SPECIAL_EDUCATOR, "Ek", today, today + timedelta(days=14),
    )  # fmt: skip
    with at_the_principals.work() as work:
        plans.add_measure(work, case_id, measure)
        plans.sign(work, case_id)

    with at_the_principals.work() as work:
        paper = case_papers.plan_paper(work, case_id)

    assert paper.file_name.startswith("atgardsplan-")
    assert "Ek, specialpedagog" in said(paper.pdf) and "head teacher" not in said(paper.pdf)


def test_a_decision_names_its_maker_in_swedish(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        decisions.open_inquiry(work, case_id, filled())
        row = work.session.scalars(select(DecisionRow)).one()

        assert row.decided_by_words.endswith(", rektor")
        document = decisions.document_of(work, row.id, filled())
        assert document["decision"]["decidedBy"]["title"] == "rektor"
