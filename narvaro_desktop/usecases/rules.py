"""What a municipality may change, read from data: packs with their ladders, questions, law, rights.

Every pack is parsed once and kept as long as its text is the same; a `Work` only looks into what is ready.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from narvaro_desktop.domain.absence.sickness import SickWords
from narvaro_desktop.domain.access import Rights, rights_of
from narvaro_desktop.domain.assessment.questions import QuestionSet, question_set, stage_group
from narvaro_desktop.domain.case_terms import StageGroup
from narvaro_desktop.domain.casework.ladder import Ladder
from narvaro_desktop.domain.law import LawBook, law_book
from narvaro_desktop.domain.routines.pack import Pack, composed, pack_of
from narvaro_desktop.domain.terms import Depth, SchoolForm
from narvaro_desktop.paths import resource

STANDARD: Final = "narvarotrappan-standard-2026"
"""The key of the pack that a vault begins with."""


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
    consent: int
    partner_answer: int
    call: int
    meeting_follow_up: int
    group_follow_up: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule that is data. `default` is the pack, and so the ladder, that new cases are opened under.

    `turns` say from which day which pack is in use, the earliest first; a case keeps the one it began under.
    """

    ladders: Mapping[str, Ladder]
    packs: Mapping[str, Pack]
    turns: tuple[tuple[date, str], ...]
    default: str
    law: LawBook
    rights: Rights
    question_sets: Mapping[str, Mapping[str, Any]]
    free_text_stems: tuple[str, ...]
    days: Days
    sick_words: SickWords
    law_profiles: Mapping[str, Any]
    copy_law: Mapping[str, Any]
    tracks: Mapping[str, Any]

    @property
    def ladder(self) -> Ladder:
        return self.ladders[self.default]

    @property
    def pack(self) -> Pack:
        """What holds for new cases."""
        return self.packs[self.default]

    def on(self, day: date) -> "Rules":
        """The rules of `day`: a pack that was to be used from a day comes into use by itself."""
        in_use = [key for first, key in self.turns if first <= day] or [self.default]
        if in_use[-1] == self.default:
            return self
        return replace(self, default=in_use[-1], days=_days(self.packs[in_use[-1]].document["days"]))

    def with_packs(self, kept: Mapping[str, str], turns: tuple[tuple[date, str], ...]) -> "Rules":
        """The same with the packs of a vault, by key and as canonical JSON; they come before the shipped."""
        packs = {**self.packs, **{key: _parsed(text, key) for key, text in kept.items()}}
        ladders = {**self.ladders, **{key: packs[key].ladder for key in kept}}
        return replace(self, packs=packs, ladders=ladders, turns=turns)

    def question_set(
        self, depth: Depth, school_year: int | None, form: SchoolForm = SchoolForm.COMPULSORY
    ) -> QuestionSet:
        """The questions of one depth that new cases get, worded for the pupil's stage."""
        newest = max(self.question_sets)
        stages = StageGroup.HIGH if form.is_upper_secondary else stage_group(school_year)
        return question_set(self.question_sets[newest], depth, stages)


@cache
def shipped(all_deadlines: bool = False) -> Rules:
    """The rules that come with the program; `all_deadlines` turns on those that are not from law."""
    days = _load("catalogue", "days.json")
    packs = {}
    for frame in _all("packs"):
        ladder = dict(_load("ladders", f"{frame['ladder']}.json"))
        ladder["deadlines"] = "all" if all_deadlines else ladder["deadlines"]
        packs[frame["ladder"]] = pack_of(composed(frame, ladder, days), frame["ladder"])
    return Rules(
        ladders={key: pack.ladder for key, pack in packs.items()},
        packs=packs,
        turns=(),
        default=STANDARD,
        law=law_book(_load("law", "law.json")),
        rights=rights_of(_load("rights", "rights.json")),
        days=_days(days),
        sick_words=_sick_words(_load("catalogue", "reasons.json")),
        tracks=_load("catalogue", "tracks.json")["tracks"],
        law_profiles=_load("law", "profiles.json"),
        copy_law=_load("law", "extract.json"),
        free_text_stems=tuple(_load("catalogue", "free_text_stems.json")["stems"]),
        question_sets={document["id"]: document for document in _all("questions")},
    )


@lru_cache(maxsize=64)
def _parsed(text: str, key: str) -> Pack:
    return pack_of(json.loads(text), key)


def _days(document: Mapping[str, Any]) -> Days:
    return Days(**{field.name: int(document[field.name]["count"]) for field in fields(Days)})


def _sick_words(document: Mapping[str, Any]) -> SickWords:
    return SickWords(tuple(document["sick"]["begins"]), tuple(document["sick"]["never"]))


def _all(folder: str) -> list[Mapping[str, Any]]:
    return [_load(folder, path.name) for path in sorted(resource(folder).glob("*.json"))]


def _load(*parts: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(resource(*parts).read_text(encoding="utf-8"))
    return loaded
