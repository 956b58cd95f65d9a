"""What is stored as a key or as JSON, in words that whoever gets a registerutdrag understands."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from narvaro_desktop.domain.assessment.findings import CauseRole, Certainty
from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.deciding import disclosure
from narvaro_desktop.domain.deciding.disclosure import tenths_text
from narvaro_desktop.domain.deciding.matter import PackageKind
from narvaro_desktop.domain.partnering.collaboration import Partner
from narvaro_desktop.domain.terms import CauseCategory, LegalType, MeasureLevel, NextMove, Term
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.paths import resource
from narvaro_desktop.usecases.assessment import finding_words
from narvaro_desktop.usecases.work import Work

_TERMS: Final[tuple[type[Term], ...]] = (
    CauseCategory, CauseRole, Indicator, LegalType, MeasureLevel, NextMove, Partner, PackageKind,
)  # fmt: skip
_KEYS: Final = frozenset(
    {
        ("duty", "key"),
        ("case_file", "ladder"),
        ("step_change", "ladder"),
        ("step_change", "cause"),
        ("answer", "question"),
        ("outside_meeting", "partners"),
        ("notification", "kind"),
        ("dispatch", "kind"),
        ("transfer", "kind"),
        ("transfer", "about"),
        ("suggestion_answer", "rule"),
        ("investigation", "question_set"),
    }
)
_MEASURES: Final = frozenset({("measure", "catalogue"), ("gate_answer", "measure")})
_SAID: Final = {
    "manual": N_("eget beslut"), "closed": N_("avslutades"), "reopened": N_("öppnades igen"),
    "pack": N_("bytte rutin"), "handover": N_("lämnat"), "return": N_("tillbaka"),
    "decision": N_("för beslut"), "comment": N_("för synpunkt"), "information": N_("för kännedom"),
}  # fmt: skip
_PARTS: Final = {
    "total": N_("frånvaro"), "until": N_("t.o.m."), "source": N_("källa"), "category": N_("orsak"),
    "role": N_("roll"), "certainty": N_("säkerhet"), "words": N_("text"), "key": N_("vad"),
    "step": N_("steg"), "level": N_("nivå"), "needs": N_("behov"), "goal": N_("mål"), "title": N_("rubrik"),
    "description": N_("beskrivning"), "student_view": N_("elevens syn"), "next_meeting": N_("nästa möte"),
    "guardian_view": N_("vårdnadshavarens syn"), "starts_on": N_("börjar"), "follow_up_on": N_("följs upp"),
    "responsible": N_("ansvarig"), "target": N_("mål, tal"), "baseline": N_("utgångsläge"),
    "valid": N_("giltig"), "invalid": N_("ogiltig"), "first": N_("från"), "last": N_("till"),
    "school_days": N_("skoldagar"), "name": N_("namn"), "made_on": N_("gjort"),
    "summary": N_("sammanfattning"), "original": N_("originalet"),
}  # fmt: skip
_DOCUMENT: Final = "narvaro/notification/1"


def is_key(table: str, column: str) -> bool:
    """Whether nobody has written it: the program keeps a key there."""
    return (table, column) in _KEYS | _MEASURES


class Lexicon:
    """The words of this school's rules."""

    def __init__(self, work: Work) -> None:
        self._words: dict[str, str] = {key: _(words) for key, words in _SAID.items()}
        for key, ladder in work.rules.ladders.items():
            self._words |= {key: ladder.name, ladder.id: ladder.name}
            for step in (ladder.promoting, *ladder.steps, ladder.returning):
                self._words |= {duty.key: duty.text for duty in step.duties}
        for name, questions in work.rules.question_sets.items():
            self._words[name] = _("programmets frågor")
            self._words |= {one["id"]: _first(one["text"]["sv"]) for one in questions["questions"]}
        measures = json.loads(resource("catalogue", "measures.json").read_text(encoding="utf-8"))
        self._measures: dict[str, str] = {one["key"]: one["title"] for one in measures["entries"]}
        for terms in _TERMS:
            self._words |= {one.key: one.label for one in terms}

    def text(self, table: str, column: str, stored: str) -> str:
        """A stored text as it is given out."""
        if (table, column) in _MEASURES:
            return self._measures.get(stored, stored)
        if (table, column) in _KEYS:
            return (
                ", ".join(self._word(one) for one in stored.split()) if " " in stored else self._word(stored)
            )
        if stored[:1] in "{[":
            try:
                return self._told(json.loads(stored))
            except (ValueError, KeyError, TypeError):
                return stored
        return stored

    def _told(self, document: Any) -> str:
        if isinstance(document, dict) and document.get("schema") == _DOCUMENT:
            return "\n".join(f"{one.label}: {one.value}" for one in disclosure.sent(document))
        return "\n".join(self._lines(document))

    def _lines(self, told: Any, name: str = "") -> Iterator[str]:
        if isinstance(told, Mapping):
            for key, value in told.items():
                yield from self._lines(value, key)
        elif isinstance(told, list):
            for value in told:
                yield from self._lines(value, name)
        elif told not in (None, "", False) and not _is_id(told):
            said = self._value(name, told)
            yield f"{_(_PARTS[name])}: {said}" if name in _PARTS else said

    def _value(self, name: str, value: Any) -> str:
        if name == "total" and isinstance(value, int):
            return tenths_text(value)
        if name == "certainty":
            return Certainty.of(str(value)).label
        if value is True:
            return _("ja")
        return self._word(str(value))

    def _word(self, key: str) -> str:
        return self._words.get(key) or finding_words.lists().factor(key) or key


def _first(text: Any) -> str:
    """A question may be worded for each stage."""
    return str(next(iter(text.values()))) if isinstance(text, dict) else str(text)


def _is_id(value: Any) -> bool:
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False
