"""Samråd with each one, ställningstaganden for those who are named, arbetsmaterial at the end of a case."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.assessment.consultation import (
    Consultation,
    ConsultationIncomplete,
    Stance,
    StanceAnswer,
    StanceIncomplete,
)
from narvaro_desktop.domain.assessment.investigation import Answer, Voice
from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.terms import AnswerState, Closure, ContactKind, Depth, Party
from narvaro_desktop.store.tables import AnswerRow, ChangeRow, InvestigationRow
from narvaro_desktop.usecases.assessment import consultations, investigations
from narvaro_desktop.usecases.casework import cases, closing, notes, stances, timeline, working_material
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.casework.working_material import FactsNotTransferred, Settled, WorkingPapersLeft
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import checks
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

DAY = date(2026, 9, 24)
WHY = "Eleven är trygg hemma. Frånvaron förklaras av ljudet i matsalen."
MEETING = Consultation(Party.STUDENT, True, ContactKind.MEETING, DAY, "Vill börja i biblioteket.")


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add_guardian(work, student, "Göte Lingontuva")
        students.add_guardian(work, student, "Åsa Blåbärsskog")
        made = cases.open_case(work, student, Opening(step=3, why="Borta länge.")).value
    let_in(office, made)
    return made


def test_the_pupil_each_guardian_and_the_elevhalsa_are_to_be_heard(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        before = consultations.samrad(work, case_id)
        consultations.hear(work, case_id, MEETING)
        mother = before.lacking[1].guardian_id
        tried = Consultation(Party.GUARDIAN, False, ContactKind.CALL, DAY, attempts=3, guardian_id=mother)
        consultations.hear(work, case_id, tried)

    with office.work() as work:
        after = consultations.samrad(work, case_id)
    assert [one.party for one in before.lacking] == [
        Party.STUDENT, Party.GUARDIAN, Party.GUARDIAN, Party.HEALTH_TEAM,
    ]  # fmt: skip
    assert [one.party for one in after.lacking] == [Party.GUARDIAN, Party.HEALTH_TEAM]
    assert {(one.consultation.held, one.consultation.attempts) for one in after.heard} == {
        (True, None),
        (False, 3),
    }


def test_what_was_said_is_read_by_the_elevhalsa(school: School, office: Office, case_id: UUID) -> None:
    with office.work() as work:
        consultations.hear(work, case_id, MEETING)
    office.close()

    mentor = school.unlock("Mentor Al")
    with mentor.work() as work:
        [seen] = consultations.samrad(work, case_id).heard
    mentor.close()

    assert seen.hidden and seen.consultation.summary == ""
    assert seen.with_whom == "Eleven"


@pytest.mark.parametrize(
    "given",
    [
        Consultation(Party.STUDENT, True, ContactKind.MEETING, DAY, " "),
        Consultation(Party.STUDENT, False, ContactKind.CALL, DAY),
    ],
)
def test_a_samrad_says_what_came_of_it(office: Office, case_id: UUID, given: Consultation) -> None:
    with pytest.raises(ConsultationIncomplete), office.work() as work:
        consultations.hear(work, case_id, given)


def test_a_stallningstagande_is_read_by_those_who_are_named_alone(
    school: School, office: Office, case_id: UUID
) -> None:
    with office.work() as work:
        found = stances.stances(work, case_id)
        principal = next(one.id for one in found.readers if one.is_proposed)
        stances.take(work, case_id, Stance(StanceAnswer.NO, DAY, "Kurator Ek", WHY), {principal})
        own = stances.stances(work, case_id).lines[0]
        events = timeline.timeline(work, case_id)
    office.close()
    seen = {}
    for person in ("Rektor Rönn", "Mentor Al"):
        other = school.unlock(person)
        with other.work() as work:
            [seen[person]] = stances.stances(work, case_id).lines
        other.close()

    assert own.stance is not None and own.stance.why == WHY
    assert own.readers == ("Kurator Ek", "Rektor Rönn")
    assert seen["Rektor Rönn"].stance == own.stance
    assert seen["Mentor Al"].stance is None and seen["Mentor Al"].step == 3
    assert not any("oro" in (event.title + event.text).lower() for event in events)


def test_an_author_may_keep_it_to_herself(school: School, office: Office, case_id: UUID) -> None:
    with office.work() as work:
        stances.take(work, case_id, Stance(StanceAnswer.CONSULTED, DAY, "Kurator Ek", WHY), ())
    office.close()

    principal = school.unlock("Rektor Rönn")
    with principal.work() as work:
        [line] = stances.stances(work, case_id).lines
    principal.close()

    assert line.stance is None


def test_it_answers_the_duty_of_the_step_and_shows_the_law_of_the_day(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        before = stances.stances(work, case_id)
        stances.take(work, case_id, Stance(StanceAnswer.NO, DAY, "Kurator Ek", WHY), ())
        after = stances.stances(work, case_id)
    with pytest.raises(StanceIncomplete), office.work() as work:
        stances.take(work, case_id, Stance(StanceAnswer.NO, DAY, "Kurator Ek", " "), ())

    assert (before.duty, after.duty) == ("child_welfare_considered_3", None)
    assert before.law.citation == "19 kap. 1 § socialtjänstlagen (2025:400)"


@pytest.fixture
def draft(office: Office, case_id: UUID) -> UUID:
    with office.work() as work:
        begun = investigations.begin(work, case_id, Depth.EXTENDED).value
        given = Answer("i1_place", AnswerState.ANSWERED, "Matsalen.")
        investigations.answer(work, begun, "i1_place", given)
    return begun


def test_the_drafts_of_a_case_are_named(office: Office, case_id: UUID, draft: UUID) -> None:
    with office.work() as work:
        [paper] = working_material.working_papers(work, case_id)

    assert (paper.id, paper.depth, paper.parts, paper.started_by) == (
        draft,
        Depth.EXTENDED,
        1,
        "Kurator Ek",
    )


@pytest.mark.parametrize("settled", [Settled(), Settled(destroy=True), Settled(facts=False)])
def test_both_questions_are_answered_first(
    office: Office, case_id: UUID, draft: UUID, settled: Settled
) -> None:
    with pytest.raises(WorkingPapersLeft), office.work() as work:
        working_material.settle(work, case_id, settled)


def test_facts_of_importance_are_written_down_before_the_rest_is_destroyed(
    office: Office, case_id: UUID, draft: UUID
) -> None:
    with pytest.raises(FactsNotTransferred), office.work() as work:
        working_material.settle(work, case_id, Settled(destroy=True, facts=True))
    with office.work() as work:
        working_material.settle(work, case_id, Settled(True, True, "Eleven undviker matsalen."))

    with office.work() as work:
        [note] = notes.notes_of(work, case_id)
        gone = work.session.get(InvestigationRow, draft)
        answers = work.session.query(AnswerRow).count()
    assert note.text == "Eleven undviker matsalen."
    assert (gone, answers) == (None, 0)


def test_what_was_destroyed_stands_in_no_change_entry(
    school: School, office: Office, case_id: UUID, draft: UUID
) -> None:
    with office.work() as work:
        parts = [draft, *work.session.scalars(select(AnswerRow.id))]
    assert len(parts) > 1
    with office.work() as work:
        working_material.settle(work, case_id, Settled(destroy=True, facts=False))

    with office.work() as work:
        entries = work.session.scalars(select(ChangeRow).where(ChangeRow.record.in_(parts))).all()
        assert {entry.record for entry in entries} == set(parts)
        assert all(entry.before is None and entry.after is None for entry in entries)
    office.close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        assert checks.verify(work).is_whole
    rektor.close()


def test_drafts_that_are_kept_stay_as_they_were(office: Office, case_id: UUID, draft: UUID) -> None:
    with office.work() as work:
        working_material.settle(work, case_id, Settled(destroy=False, facts=False))

    with office.work() as work:
        assert work.session.get(InvestigationRow, draft) is not None


def test_what_is_signed_is_never_arbetsmaterial(office: Office, case_id: UUID, draft: UUID) -> None:
    with office.work() as work:
        view = investigations.investigation(work, case_id, draft)
        for key in (*view.questions.analysis, *view.questions.conclusion):
            investigations.answer(work, draft, key, Answer(key, AnswerState.ANSWERED, "Ljudet."))
        investigations.miss_voice(work, draft, Voice(Party.GUARDIAN), "Nås inte.")
        investigations.sign(work, draft)

    with office.work() as work:
        assert working_material.working_papers(work, case_id) == ()


def test_a_case_is_not_closed_over_drafts_that_nobody_answered_for(
    office: Office, case_id: UUID, draft: UUID
) -> None:
    farewell = Farewell(
        Closure.LEFT_SCHOOL, None, True, "Hemmet", "Ljudet först.", reasons={}, one_reason="Görs av mentor."
    )
    with pytest.raises(WorkingPapersLeft), office.work() as work:
        closing.close(work, case_id, farewell)
    with office.work() as work:
        closing.close(work, case_id, farewell, Settled(destroy=True, facts=False))

    with office.work() as work:
        assert cases.row_of(work, case_id).closed_on is not None
        assert work.session.get(InvestigationRow, draft) is None
