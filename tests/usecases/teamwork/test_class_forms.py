"""A class list as a form: initials and nothing else, for a mentor who has no account."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.store.tables import StudentRow, SuggestionAnswerRow
from narvaro_desktop.usecases import papers
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.absence.suggestions import Answer, NobodyListed
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.teamwork import class_forms
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL, TODAY = date(2026, 9, 25), date(2026, 9, 28)


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    """In the kurator's hands, with two pupils of 7B away for an eighth of their time."""
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    with opened.work() as work:
        for name in ("Elvira Blåbärsskog", "Åke Tranbärsstig"):
            days(work, pupil(work, name), UNTIL, [DAY * 12 // 100] * 25)
        data_until(work, UNTIL)
    yield opened
    opened.close()


def test_the_form_has_initials_and_no_name(office: Office, tmp_path: Path) -> None:
    with office.work() as work:
        path = papers.save(work, class_forms.class_form(work, "7B"), tmp_path).value

    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
    assert "E.B." in said and "Å.T." in said and "Kurator Ek, kurator" in said
    assert not any(name in said for name in ("Elvira", "Blåbärsskog", "Tranbärsstig"))
    assert path.name.startswith("klasslista-7B")


def test_what_came_on_paper_is_kept_with_who_and_when(office: Office) -> None:
    with office.work() as work:
        student: UUID = work.session.scalars(select(StudentRow.id)).all()[0]
        suggestions.answer(work, [student], Answer(SuggestionAnswer.FOLLOWED, "Mentor Al, 25 september"))

    with office.work() as work:
        [row] = work.session.scalars(select(SuggestionAnswerRow))
        assert row.reason == "Mentor Al, 25 september"


def test_an_answered_class_has_no_form_and_a_mentor_makes_none(school: School, office: Office) -> None:
    with pytest.raises(NobodyListed), office.work() as work:
        class_forms.class_form(work, "8A")
    office.close()
    mentor = school.unlock("Mentor Al")
    with pytest.raises(NotAllowed), mentor.work() as work:
        class_forms.class_form(work, "7B")
    mentor.close()
