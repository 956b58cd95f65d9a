import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.assessment.investigation import (
    AlreadySigned,
    Answer,
    NoCorrectionReason,
    NotReadyToSign,
    NotSigned,
    Voice,
    WrongAnswer,
    checked,
    demand_signable,
    demand_unsigned,
    next_version,
    progress,
    signing_needs,
)
from narvaro_desktop.domain.assessment.questions import QuestionSet, question_set, stage_group
from narvaro_desktop.domain.case_terms import AnswerKind, SigningNeed, StageGroup
from narvaro_desktop.domain.terms import AnswerState, Depth, InfoClass, Party
from narvaro_desktop.paths import resource

DOCUMENT = json.loads(resource("questions", "standard-2026.json").read_text(encoding="utf-8"))
SIMPLE = question_set(DOCUMENT, Depth.SIMPLE, StageGroup.LOW)
EXTENDED = question_set(DOCUMENT, Depth.EXTENDED, StageGroup.HIGH)
EVERY_SET = [question_set(DOCUMENT, depth, stages) for depth in Depth for stages in StageGroup]


def _said(key: str, text: str = "Det går bäst efter lunch.") -> Answer:
    return Answer(key, AnswerState.ANSWERED, text=text)


def _synthesis(questions: QuestionSet) -> list[Answer]:
    return [_said(key) for key in (*questions.analysis, *questions.conclusion)]


def test_the_simple_kartlaggning_has_thirteen_questions_and_the_extended_ninety() -> None:
    assert len(SIMPLE.asked) == 13
    assert len(EXTENDED.asked) == 90
    assert {question.key for question in SIMPLE.asked} < {question.key for question in EXTENDED.asked}


@pytest.mark.parametrize("party", [Party.STUDENT, Party.GUARDIAN, Party.TEACHER])
def test_three_voices_are_heard_at_both_depths(party: Party) -> None:
    assert len(SIMPLE.of_party(party)) >= 3
    assert len(EXTENDED.of_party(party)) > len(SIMPLE.of_party(party))


def test_the_pupils_voice_comes_first() -> None:
    assert all(questions.modules[0].key == "I1" for questions in EVERY_SET)


@pytest.mark.parametrize("questions", EVERY_SET)
def test_every_question_is_well_formed(questions: QuestionSet) -> None:
    keys = [question.key for question in questions.questions]

    assert len(keys) == len(set(keys))
    for question in questions.questions:
        assert question.words == question.words.strip()
        assert question.words.endswith(("?", "."))
        assert (question.kind is AnswerKind.TEXT) == (question.ends is None)


@pytest.mark.parametrize(
    ("module", "info_class"),
    [(m, InfoClass.COUNSELLING) for m in ("I1", "I2", "I6", "I7", "I8", "I9", "Y1")]
    + [(m, InfoClass.SCHOOL) for m in ("S1", "S2", "K1", "K2", "K3", "I3", "I4", "I5", "I10", "Y2")],
)
def test_each_module_is_read_by_those_it_concerns(module: str, info_class: InfoClass) -> None:
    assert {question.info_class for question in EXTENDED.of_module(module)} == {info_class}


def test_no_question_asks_for_a_diagnosis_or_uses_a_word_of_judgement() -> None:
    asked = " ".join(question.words for questions in EVERY_SET for question in questions.questions)

    assert not re.search(r"diagnos|hemmasitt|skolk|lat\b|problem|brist|vägra|VH\b|ÅP\b", asked, re.IGNORECASE)


@pytest.mark.parametrize(
    ("school_year", "stages"),
    [
        (None, StageGroup.LOW),
        (0, StageGroup.LOW),
        (6, StageGroup.LOW),
        (7, StageGroup.HIGH),
        (9, StageGroup.HIGH),
    ],
)
def test_older_pupils_get_other_words(school_year: int | None, stages: StageGroup) -> None:
    low = question_set(DOCUMENT, Depth.SIMPLE, StageGroup.LOW).question("i1_easiest").words
    high = question_set(DOCUMENT, Depth.SIMPLE, StageGroup.HIGH).question("i1_easiest").words

    assert stage_group(school_year) is stages
    assert low != high


def test_a_home_visit_leaves_eighty_answered_and_ten_not_asked() -> None:
    states = [AnswerState.ANSWERED] * 80 + [AnswerState.NOT_ASKED] * 10
    answers = [
        Answer(question.key, state, text="Ja." if state is AnswerState.ANSWERED else "")
        for question, state in zip(EXTENDED.asked, states, strict=True)
    ]

    done = progress(EXTENDED, answers)

    assert (done.answered, done.not_asked, done.left) == (80, 10, 0)


@given(st.lists(st.sampled_from(AnswerState), max_size=13))
def test_the_counts_of_a_kartlaggning_always_add_up(states: list[AnswerState]) -> None:
    answers = [Answer(question.key, state) for question, state in zip(SIMPLE.asked, states, strict=False)]

    done = progress(SIMPLE, [*answers, *_synthesis(SIMPLE)])

    assert done.answered + done.declined + done.not_asked + done.left == done.questions == 13
    assert done.left == 13 - len(states)


def test_a_child_that_does_not_want_to_answer_is_not_forced() -> None:
    declined = [Answer(question.key, AnswerState.DECLINED) for question in SIMPLE.of_party(Party.STUDENT)]
    answers = [*declined, _said("i2_began"), *_synthesis(SIMPLE)]

    assert signing_needs(SIMPLE, answers, {}) == (SigningNeed.STUDENT_VOICE,)
    assert signing_needs(SIMPLE, answers, {Voice(Party.STUDENT): "Alva ville rita i stället."}) == ()


def test_an_empty_kartlaggning_names_all_that_is_lacking() -> None:
    with pytest.raises(NotReadyToSign) as fault:
        demand_signable(EXTENDED, [], {Voice(Party.GUARDIAN): " "})

    assert fault.value.needs == tuple(SigningNeed)


def test_one_answer_from_each_voice_with_analysis_and_conclusion_can_be_signed() -> None:
    demand_signable(SIMPLE, [_said("i1_adults"), _said("i2_tried"), *_synthesis(SIMPLE)], {})


@pytest.mark.parametrize(
    ("key", "answer", "fits"),
    [
        ("i1_feeling", Answer("i1_feeling", AnswerState.ANSWERED, scale=10), True),
        ("i1_feeling", Answer("i1_feeling", AnswerState.ANSWERED, scale=11), False),
        ("k1_clarity", Answer("k1_clarity", AnswerState.ANSWERED, scale=3), True),
        ("k1_clarity", Answer("k1_clarity", AnswerState.ANSWERED, scale=4), False),
        ("i1_place", Answer("i1_place", AnswerState.ANSWERED, scale=0), False),
        ("i1_place", Answer("i1_place", AnswerState.ANSWERED, text=" "), False),
        ("i1_place", Answer("i1_place", AnswerState.DECLINED), True),
        ("i1_place", Answer("i1_place", AnswerState.DECLINED, text="Matsalen."), False),
        ("i1_place", Answer("i1_adults", AnswerState.ANSWERED, text="Matsalen."), False),
    ],
)
def test_an_answer_fits_its_question(key: str, answer: Answer, fits: bool) -> None:
    question = SIMPLE.question(key)

    if fits:
        assert checked(question, answer) is answer
        return
    with pytest.raises(WrongAnswer):
        checked(question, answer)


def test_a_signed_text_is_corrected_by_a_new_version_with_a_reason() -> None:
    demand_unsigned(signed=False, version=1)
    with pytest.raises(AlreadySigned):
        demand_unsigned(signed=True, version=1)
    with pytest.raises(NotSigned):
        next_version(signed=False, version=1, reason="Fel datum.")
    with pytest.raises(NoCorrectionReason):
        next_version(signed=True, version=1, reason="")

    assert next_version(signed=True, version=1, reason="Fel datum.") == 2
