"""The files of questions: each has what it needs, and a set is drawn by depth, age, modules and language."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from narvaro_desktop.domain.assessment.questions import SYNTHESIS, question_set
from narvaro_desktop.domain.case_terms import AnswerKind, StageGroup
from narvaro_desktop.domain.terms import Depth, InfoClass, Party
from narvaro_desktop.paths import resource

FILES = sorted(resource("questions").glob("*.json"))
MODULES = {"S1", "S2", "K1", "K2", "K3", *(f"I{number}" for number in range(1, 11)), "Y1", "Y2"}


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


DOCUMENT = _read(FILES[0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_question_has_id_module_voice_ages_class_and_text(path: Path) -> None:
    document = _read(path)
    modules = {module["id"] for module in document["modules"]}
    themes = {each["id"] for each in document["themes"]}

    for entry in document["questions"]:
        assert re.fullmatch(r"[a-z][a-z0-9_]+", entry["id"]), entry
        assert entry["module"] in modules and entry.get("theme", "works") in themes, entry["id"]
        assert entry["depths"] and {Depth.of(key) for key in entry["depths"]}
        assert entry["ages"] and {StageGroup.of(key) for key in entry["ages"]}
        Party.of(entry["voice"]), InfoClass.of(entry["class"])
        assert entry["text"]["sv"], entry["id"]
        for language, words in entry["text"].items():
            assert language in document["languages"], entry["id"]
            said = words.values() if isinstance(words, dict) else [words]
            assert all(one.strip() == one and one.endswith("?") for one in said), entry["id"]
        scaled = entry.get("kind", "text") != AnswerKind.TEXT.key
        assert scaled == ("ends" in entry) and all(len(ends) == 2 for ends in entry.get("ends", {}).values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_questions_share_an_id_or_their_words(path: Path) -> None:
    questions = _read(path)["questions"]

    assert len({entry["id"] for entry in questions}) == len(questions)
    assert len({json.dumps(entry["text"]) for entry in questions}) == len(questions)


def test_the_standard_has_every_module_and_some_ninety_questions() -> None:
    asked = [entry for entry in DOCUMENT["questions"] if entry["module"] not in SYNTHESIS]

    assert {module["id"] for module in DOCUMENT["modules"]} == MODULES
    assert len(asked) == 90
    assert {entry["module"] for entry in asked} == MODULES - SYNTHESIS


def test_a_pupil_is_asked_in_words_for_her_age() -> None:
    own = [entry for entry in DOCUMENT["questions"] if entry["voice"] == "student"]

    texts = [entry["text"]["sv"] for entry in own]
    assert all(isinstance(words, dict) and words["low"] != words["high"] for words in texts)


def test_what_elev_and_hem_tell_of_health_is_never_of_the_medical_class() -> None:
    assert {entry["class"] for entry in DOCUMENT["questions"]} == {"A", "K"}
    assert {e["class"] for e in DOCUMENT["questions"] if e["module"] in ("I1", "I2", "I6", "I8")} == {"K"}


def test_a_module_is_added_to_an_enkel_with_its_questions() -> None:
    usual = question_set(DOCUMENT, Depth.SIMPLE, StageGroup.LOW)

    wider = question_set(DOCUMENT, Depth.SIMPLE, StageGroup.LOW, ["I1", "I2", "I3", "I4", "K1", "I7"])

    assert len(wider.asked) == len(usual.asked) + len(wider.of_module("I7")) == 13 + 6
    assert "I7" in {module.key for module in usual.left_out}


def test_a_module_that_is_taken_away_is_not_asked_but_the_synthesis_stays() -> None:
    few = question_set(DOCUMENT, Depth.EXTENDED, StageGroup.HIGH, ["I1", "I2"])

    assert {question.module for question in few.questions} == {"I1", "I2", "Y1", "Y2"}


def test_another_language_falls_back_on_swedish() -> None:
    english = question_set(DOCUMENT, Depth.SIMPLE, StageGroup.LOW, language="en")

    assert (
        english.question("i2_tried").words
        == "What have you already tried, and what helped at least a little?"
    )
    assert english.question("i1_feeling").ends == ("very hard", "really good")
    assert english.question("i4_pattern").words.startswith("Vad ser ni")


def test_every_pupil_and_guardian_can_be_asked_in_english() -> None:
    asked = [entry for entry in DOCUMENT["questions"] if entry["voice"] in ("student", "guardian")]

    assert all("en" in entry["text"] for entry in asked)


def test_a_theme_joins_voices() -> None:
    questions = question_set(DOCUMENT, Depth.EXTENDED, StageGroup.LOW)

    for theme in questions.themes:
        voices = {question.party for question in questions.asked if question.theme == theme.key}
        assert len(voices) >= 2, theme.key
