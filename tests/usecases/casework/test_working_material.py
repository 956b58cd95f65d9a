"""At closing: a plan that was never signed, and what one has begun to write, are kept or destroyed."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.planning.plan import Around, FollowUp
from narvaro_desktop.domain.terms import Closure, InfoClass, NextMove
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.casework import cases, closing, timeline, working_material
from narvaro_desktop.usecases.casework.working_material import PaperKind, Settled, WorkingPapersLeft
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.usecases.plan_stage import measure

WHOLE = Farewell(
    Closure.LEFT_SCHOOL, None, True, "Eleven", "Kontakt tidigt.", {}, one_reason="Eleven har flyttat."
)


@pytest.fixture
def case_id(office: Office) -> UUID:
    """With a plan of two measures, one of them followed up, and a note that was only begun."""
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
    with office.work() as work:
        tried = plans.add_measure(work, case, measure(work.today, title="Egen vuxen")).value
        plans.add_measure(work, case, measure(work.today, title="Lugn start"))
        plans.describe(work, case, Around(needs="En lugn start."))
        again = work.today + timedelta(days=14)
        plans.follow_up(work, tried, FollowUp(work.today, True, "Det går.", NextMove.CONTINUE, again))
        drafts.keep(work, "quick_note", case, "text", InfoClass.COUNSELLING, "Mamma ringde och")
        drafts.keep(work, "close", case, "lesson", InfoClass.OWN, "Kontakt")
    return case


def test_the_plan_and_the_begun_texts_are_named_before_the_case_is_closed(
    office: Office, case_id: UUID
) -> None:
    with office.work() as work:
        papers = working_material.working_papers(work, case_id)
    assert [(paper.kind, paper.parts) for paper in papers] == [(PaperKind.PLAN, 2), (PaperKind.TYPED, 1)]

    with pytest.raises(WorkingPapersLeft), office.work() as work:
        closing.close(work, case_id, WHOLE)

    with office.work() as work:
        closing.close(work, case_id, WHOLE, Settled(destroy=False, facts=False))
        assert len(plans.plan(work, case_id).measures) == 2
        assert drafts.draft(work, "quick_note", case_id, "text") is not None


def test_destroyed_is_what_was_only_planned_and_not_what_has_happened(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        closing.close(work, case_id, WHOLE, Settled(destroy=True, facts=False))

    with office.work() as work:
        view = plans.plan(work, case_id)
        said = [event.title for event in timeline.timeline(work, case_id)]
        assert drafts.draft(work, "quick_note", case_id, "text") is None
    assert [one.measure.title for one in view.measures] == ["Egen vuxen"]
    assert view.around == replace(view.around, needs="")
    assert not any("Lugn start" in title for title in said)


def test_a_plan_that_was_signed_once_is_no_arbetsmaterial(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        plans.sign(work, case_id)

    with office.work() as work:
        kinds = [paper.kind for paper in working_material.working_papers(work, case_id)]
    assert kinds == [PaperKind.TYPED]
