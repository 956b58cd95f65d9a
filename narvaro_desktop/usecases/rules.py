"""What a municipality may change, read from data: ladders, questions, law references, rights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from narvaro_desktop.domain.access import Rights, rights_of
from narvaro_desktop.domain.investigation import QuestionSet, question_set, stage_group
from narvaro_desktop.domain.ladder import Ladder, ladder_of
from narvaro_desktop.domain.law import LawBook, law_book
from narvaro_desktop.domain.terms import Depth
from narvaro_desktop.paths import resource


@dataclass(frozen=True, slots=True)
class Days:
    """After how many days the program reminds, and how far ahead the days lie that it proposes.

    `hand_over`, `inform` and `receipt` count working days, `recheck` school days, the rest calendar days.
    """

    hand_over: int
    inform: int
    receipt: int
    recheck: int
    wait: int
    follow_up: int
    ahead: int
    data_old: int
    backup_late: int
    breaks_ahead: int
    key_card: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule that is data. `default` is the ladder that new cases are opened under."""

    ladders: Mapping[str, Ladder]
    default: str
    law: LawBook
    rights: Rights
    question_sets: Mapping[str, Mapping[str, Any]]
    free_text_stems: tuple[str, ...]
    days: Days

    @property
    def ladder(self) -> Ladder:
        return self.ladders[self.default]

    def question_set(self, depth: Depth, school_year: int | None) -> QuestionSet:
        """The questions of one depth that new cases get, worded for the pupil's stage."""
        newest = max(self.question_sets)
        return question_set(self.question_sets[newest], depth, stage_group(school_year))


@cache
def shipped(all_deadlines: bool = False) -> Rules:
    """The rules that come with the program; `all_deadlines` turns on those that are not from law."""
    ladders = [ladder_of(document) for document in _all("ladders")]
    if all_deadlines:
        ladders = [ladder.with_deadlines(True) for ladder in ladders]
    return Rules(
        ladders={ladder.id: ladder for ladder in ladders},
        default=ladders[0].id,
        law=law_book(_load("law", "law.json")),
        rights=rights_of(_load("rights", "rights.json")),
        days=_days(_load("catalogue", "days.json")),
        free_text_stems=tuple(_load("catalogue", "free_text_stems.json")["stems"]),
        question_sets={document["id"]: document for document in _all("questions")},
    )


def _days(document: Mapping[str, Any]) -> Days:
    return Days(**{field.name: int(document[field.name]["count"]) for field in fields(Days)})


def _all(folder: str) -> list[Mapping[str, Any]]:
    return [_load(folder, path.name) for path in sorted(resource(folder).glob("*.json"))]


def _load(*parts: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(resource(*parts).read_text(encoding="utf-8"))
    return loaded
