"""Kartläggningar: answers that are kept and read by those who may, signed, and corrected by a new version."""

from uuid import UUID

import pytest

from narvaro_desktop.domain.assessment.investigation import (
    AlreadySigned,
    Answer,
    NoCorrectionReason,
    NotReadyToSign,
    Voice,
    WrongAnswer,
)
from narvaro_desktop.domain.case_terms import SigningNeed
from narvaro_desktop.domain.terms import AnswerState, Depth, Party, Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.assessment.investigation_answers import AnswerHidden
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

WORDS = "Matsalen. Där låter det så mycket."


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student, Opening(step=2, why="Talat hemma redan.")).value
    let_in(office, case)
    return case


def said(question: str, text: str = WORDS) -> Answer:
    return Answer(question, AnswerState.ANSWERED, text)


def write(office: Office, case_id: UUID, *given: Answer) -> UUID:
    with office.work() as work:
        begun = investigations.begin(work, case_id, Depth.SIMPLE).value
        for one in given:
            investigations.answer(work, begun, one.question, one)
    return begun


def shown(office: Office, case_id: UUID, version: UUID | None = None) -> InvestigationView:
    with office.work() as work:
        return investigations.investigation(work, case_id, version)


def whole(office: Office, case_id: UUID) -> UUID:
    """A kartläggning with everything that signing needs, but for the guardian's voice."""
    begun = write(office, case_id, said("i1_place"), said("y1_summary"), said("y2_needs"))
    with office.work() as work:
        investigations.miss_voice(work, begun, Voice(Party.GUARDIAN), "Nås inte, tre försök.")
    return begun


def test_looking_begins_nothing_and_shows_what_the_step_asks_for(office: Office, case_id: UUID) -> None:
    view = shown(office, case_id)

    assert view.id is None
    assert view.depth is Depth.SIMPLE
    assert view.duty is not None
    assert (view.progress.questions, view.progress.left) == (13, 13)
    assert "skoldagen" in view.replies["i1_easiest"].question.words
    with office.work() as work:
        assert investigations.all_investigations(work) == []


def test_the_third_step_asks_for_the_deeper_one(office: Office) -> None:
    with office.work() as work:
        student = students.add(work, "Ivar Kottelund", "8A").value
        case = cases.open_case(work, student, Opening(step=3, why="Borta länge.")).value

    view = shown(office, case)

    assert view.depth is Depth.EXTENDED
    assert "fick bestämma" in view.replies["i1_easiest"].question.words


def test_an_answer_is_kept_and_says_who_reads_it(office: Office, case_id: UUID) -> None:
    write(office, case_id, said("i1_place"), Answer("i1_feeling", AnswerState.ANSWERED, scale=3))

    view = shown(office, case_id)

    place, feeling = view.replies["i1_place"], view.replies["i1_feeling"]
    assert place.answer is not None
    assert place.answer.text == WORDS
    assert (place.readers, place.asked_by) == ("Läses av: kurator, rektor", "Kurator Ek")
    assert feeling.answer is not None
    assert feeling.answer.scale == 3
    assert view.replies["i3_interplay"].readers == "Läses av: alla i teamet"
    assert view.progress_of(Party.STUDENT).answered == 2


def test_a_child_may_leave_questions_without_an_answer(office: Office, case_id: UUID) -> None:
    write(
        office, case_id, Answer("i1_place", AnswerState.DECLINED), Answer("i1_adults", AnswerState.NOT_ASKED)
    )

    voice = shown(office, case_id).progress_of(Party.STUDENT)

    assert (voice.answered, voice.declined, voice.not_asked, voice.left) == (0, 1, 1, 3)


def test_an_answer_that_is_taken_away_is_gone(office: Office, case_id: UUID) -> None:
    begun = write(office, case_id, said("i1_place"))

    with office.work() as work:
        investigations.answer(work, begun, "i1_place", None)

    assert shown(office, case_id).replies["i1_place"].answer is None


def test_a_number_off_the_scale_is_no_answer(office: Office, case_id: UUID) -> None:
    begun = write(office, case_id)

    with pytest.raises(WrongAnswer), office.work() as work:
        investigations.answer(work, begun, "i1_feeling", Answer("i1_feeling", AnswerState.ANSWERED, scale=11))


def test_a_mentor_sees_that_there_is_an_answer_and_cannot_write_over_it(
    school: School, office: Office, case_id: UUID
) -> None:
    begun = write(office, case_id, said("i1_place"), said("i3_interplay", "På idrotten."))
    office.close()

    mentor = school.unlock("Mentor Al")
    view = shown(mentor, case_id)
    with pytest.raises(AnswerHidden), mentor.work() as work:
        investigations.answer(work, begun, "i1_place", said("i1_place", "Annat"))
    mentor.close()

    hidden, open_to_all = view.replies["i1_place"], view.replies["i3_interplay"]
    assert hidden.hidden
    assert hidden.answer is not None
    assert (hidden.answer.text, hidden.readers) == ("", "Läses av: kurator, rektor")
    assert open_to_all.answer is not None
    assert open_to_all.answer.text == "På idrotten."


def test_a_mentor_hands_in_an_answer_that_the_kurator_reads(
    school: School, office: Office, case_id: UUID
) -> None:
    office.close()

    mentor = school.unlock("Mentor Al")
    write(mentor, case_id, said("i2_began", "Sedan i våras."))
    own = shown(mentor, case_id)
    mentor.close()
    kurator = school.unlock()
    read = shown(kurator, case_id)
    kurator.close()

    for view in (own, read):
        given = view.replies["i2_began"].answer
        assert given is not None
        assert given.text == "Sedan i våras."


def test_what_is_lacking_is_named_and_nothing_is_signed(office: Office, case_id: UUID) -> None:
    begun = write(office, case_id, said("i1_place"))

    with pytest.raises(NotReadyToSign) as refused, office.work() as work:
        investigations.sign(work, begun)

    assert refused.value.needs == (SigningNeed.GUARDIAN_VOICE, SigningNeed.ANALYSIS, SigningNeed.CONCLUSION)
    assert shown(office, case_id).signed is None


def test_a_voice_that_is_missing_needs_a_reason(office: Office, case_id: UUID) -> None:
    begun = whole(office, case_id)

    with office.work() as work:
        investigations.sign(work, begun)

    view = shown(office, case_id, begun)
    assert view.missing_voices == {Voice(Party.GUARDIAN): "Nås inte, tre försök."}
    assert view.signed is not None
    assert (view.signed.name, view.signed.title) == ("Kurator Ek", "kurator")


def test_signing_may_answer_the_duty_of_the_step(office: Office, case_id: UUID) -> None:
    begun = whole(office, case_id)
    duty = shown(office, case_id).duty
    assert duty is not None

    with office.work() as work:
        investigations.sign(work, begun, (duty.duty.key,))

    with office.work() as work:
        marks = {line.duty.key: line.done_on for line in cases.case(work, case_id).duties}
    assert marks["simple_investigation"] is not None
    assert shown(office, case_id, begun).duty is None


def test_what_is_signed_is_not_changed(office: Office, case_id: UUID) -> None:
    begun = whole(office, case_id)
    with office.work() as work:
        investigations.sign(work, begun)

    with pytest.raises(AlreadySigned), office.work() as work:
        investigations.answer(work, begun, "i1_place", said("i1_place", "Annat"))
    with pytest.raises(AlreadySigned), office.work() as work:
        investigations.sign(work, begun)


def test_a_correction_is_a_new_version_and_the_old_one_stays(office: Office, case_id: UUID) -> None:
    signed = whole(office, case_id)
    with office.work() as work:
        investigations.sign(work, signed)
    with pytest.raises(NoCorrectionReason), office.work() as work:
        investigations.correct(work, signed, " ")

    with office.work() as work:
        second = investigations.correct(work, signed, "Fel plats.").value
        again = investigations.correct(work, signed, "Fel plats.").value
        investigations.answer(work, second, "i1_place", said("i1_place", "Gymnastiksalen."))

    new, old = shown(office, case_id), shown(office, case_id, signed)
    assert (new.id, again, new.version, new.reason) == (second, second, 2, "Fel plats.")
    assert new.replies["i1_place"].answer is not None
    assert new.replies["i1_place"].answer.text == "Gymnastiksalen."
    assert new.replies["y1_summary"].answer is not None
    assert old.replies["i1_place"].answer is not None
    assert old.replies["i1_place"].answer.text == WORDS
    assert not old.is_latest
    assert new.is_latest
    assert [one.version for one in new.versions] == [2, 1]


def test_an_answer_taken_away_in_a_correction_does_not_come_back(office: Office, case_id: UUID) -> None:
    signed = whole(office, case_id)
    with office.work() as work:
        investigations.sign(work, signed)
        second = investigations.correct(work, signed, "Inte elevens ord.").value

    with office.work() as work:
        investigations.answer(work, second, "i1_place", None)

    given = shown(office, case_id).replies["i1_place"].answer
    assert given is not None
    assert (given.state, given.text) == (AnswerState.NOT_ASKED, "")


def test_a_kartlaggning_stays_in_the_words_it_was_asked_in(office: Office, case_id: UUID) -> None:
    write(office, case_id, said("i1_easiest"))
    before = shown(office, case_id).replies["i1_easiest"].question.words

    with office.work() as work:
        student = cases.case(work, case_id).line.student.id
        work.session.get_one(students.StudentRow, student).school_year = 7

    assert shown(office, case_id).replies["i1_easiest"].question.words == before


def test_those_going_on_are_listed_until_they_are_signed(office: Office, case_id: UUID) -> None:
    begun = whole(office, case_id)

    with office.work() as work:
        [line] = investigations.unfinished(work)
        investigations.sign(work, begun)
    with office.work() as work:
        left = investigations.unfinished(work)
        [listed] = investigations.all_investigations(work)

    assert (line.student.name, line.depth, line.progress.answered) == (
        "Elvira Blåbärsskog", Depth.SIMPLE, 1,
    )  # fmt: skip
    assert left == []
    assert listed.signed_on is not None


def test_nothing_is_written_in_a_closed_case(office: Office, case_id: UUID) -> None:
    begun = write(office, case_id, said("i1_place"))
    with office.work() as work:
        cases.row_of(work, case_id).closed_on = work.today

    with pytest.raises(cases.CaseClosed), office.work() as work:
        investigations.answer(work, begun, "i1_place", said("i1_place", "Annat"))


def test_what_the_school_nurse_writes_is_read_by_the_medical_professions(
    school: School, office: Office, case_id: UUID
) -> None:
    office.close()
    principal = school.unlock("Rektor Rönn")
    with principal.work() as work:
        team.add_person(work, "Skolsköterska Vide", Role.SCHOOL_NURSE, school.PHRASE, kdf=PRACTICE_KDF)
    let_in(principal, case_id, "Skolsköterska Vide")
    principal.close()

    nurse = school.unlock("Skolsköterska Vide")
    write(nurse, case_id, said("i1_place", "Ont i magen före idrotten."))
    own = shown(nurse, case_id).replies["i1_place"]
    nurse.close()
    kurator = school.unlock()
    seen = shown(kurator, case_id).replies["i1_place"]
    kurator.close()

    assert own.answer is not None and own.answer.text == "Ont i magen före idrotten."
    assert own.readers == seen.readers == "Läses av: skolsköterska"
    assert seen.hidden
