"""What the case page says of the kartläggning and the åtgärdsplan, in a line each."""

from datetime import timedelta
from uuid import UUID

import pytest

from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.case_terms import AnswerKind
from narvaro_desktop.domain.terms import AnswerState, Depth, LegalType, MeasureLevel, Role
from narvaro_desktop.store.tables import MeasureRow
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import case_glance, cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student).value


def test_before_the_first_kartlaggning_there_is_nothing_to_say(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        assert case_glance.investigation_glance(work, case_id) is None
        assert case_glance.plan_glance(work, case_id) == case_glance.PlanGlance(0, None)


def test_what_was_answered_or_declined_counts_and_what_was_not_asked_does_not(
    office: Office, case_id: UUID
) -> None:
    states = (AnswerState.ANSWERED, AnswerState.DECLINED, AnswerState.NOT_ASKED)
    with office.work() as work:
        asked = work.rules.question_set(Depth.SIMPLE, 5).asked
        begun = investigations.begin(work, case_id, Depth.SIMPLE).value
        texts = [question for question in asked if question.kind is AnswerKind.TEXT]
        for question, state in zip(texts, states, strict=False):
            text = "Ett svar." if state is AnswerState.ANSWERED else ""
            investigations.answer(work, begun, question.key, Answer(question.key, state, text))

    with office.work() as work:
        seen = case_glance.investigation_glance(work, case_id)
    assert seen is not None
    assert (seen.answered, seen.questions) == (2, len(asked))
    assert seen.signed_on is None


def test_the_plan_says_how_many_measures_go_on_and_the_next_follow_up(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        for days, ended in ((14, None), (7, None), (3, work.today)):
            work.session.add(
                MeasureRow(
                    id=work.new_id(), case_id=case_id, level=MeasureLevel.STUDENT,
                    legal_type=LegalType.PRACTICAL, title="Lugn start", goal="Närvaro varje morgon",
                    responsible_role=Role.MENTOR, starts_on=work.today,
                    follow_up_on=work.today + timedelta(days=days), registered_at=work.now,
                    registered_by=work.actor.id, ended_on=ended,
                )
            )  # fmt: skip

    with office.work() as work:
        seen = case_glance.plan_glance(work, case_id)
        assert (seen.going_on, seen.next_follow_up) == (2, work.today + timedelta(days=7))
