"""The questions of a kartläggning as data: modules, themes, voices, and words for each age and language.

A set of questions is drawn from a document in resources/questions/: those of the depth, and those of the
modules that were added to it; modules that were taken away are not asked.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from narvaro_desktop.domain.case_terms import AnswerKind, StageGroup
from narvaro_desktop.domain.terms import Depth, InfoClass, Party

SWEDISH: Final = "sv"
SYNTHESIS: Final = frozenset({"Y1", "Y2"})
"""The modules that every kartläggning ends with."""

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one party; `ends` are the words at the two ends of a scale.

    `theme` joins questions of several voices; `group` is a heading of its own within the module.
    """

    key: str
    module: str
    party: Party
    kind: AnswerKind
    words: str
    help: str
    ends: tuple[str, str] | None
    info_class: InfoClass
    theme: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the kartläggning; `info_class` is that of its answers, unless a question has its own."""

    key: str
    name: str
    level: str
    info_class: InfoClass
    about: str = ""
    each_subject: bool = False
    """Whether every teacher answers for her own subject."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What several voices are asked about."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one kartläggning, in the wording of one group of stages."""

    id: str
    depth: Depth
    stages: StageGroup
    modules: tuple[Module, ...]
    questions: tuple[Question, ...]
    analysis: tuple[str, ...]
    conclusion: tuple[str, ...]
    themes: tuple[Theme, ...] = ()
    left_out: tuple[Module, ...] = ()
    """The modules that can be added."""
    languages: tuple[tuple[str, str], ...] = ()
    """Languages that there are words in: key, and its own name."""

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that somebody is asked: all but analysis and conclusion."""
        return tuple(one for one in self.questions if one.module not in SYNTHESIS)

    @property
    def synthesis(self) -> tuple[Question, ...]:
        """What the investigator writes when everyone has been heard."""
        return tuple(one for one in self.questions if one.module in SYNTHESIS)

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    def of_module(self, key: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.module == key)

    def of_subject(self) -> tuple[Question, ...]:
        """What each teacher is asked about her own subject."""
        own = {module.key for module in self.modules if module.each_subject}
        return tuple(one for one in self.of_party(Party.TEACHER) if one.module in own)

    def of_party(self, party: Party) -> tuple[Question, ...]:
        return tuple(question for question in self.asked if question.party is party)


def stage_group(school_year: int | None) -> StageGroup:
    """Which wording fits årskurs `school_year`; without one, the simpler."""
    return StageGroup.HIGH if school_year is not None and school_year >= 7 else StageGroup.LOW


def question_set(
    document: Entry,
    depth: Depth,
    stages: StageGroup,
    modules: Collection[str] | None = None,
    language: str = SWEDISH,
) -> QuestionSet:
    """The questions of `document` (resources/questions/) for one depth and group of stages.

    `modules` are those that are wanted (None: those of the depth). What `language` lacks stands in Swedish.
    """
    usual = {entry["module"] for entry in document["questions"] if depth.key in entry["depths"]}
    wanted = usual if modules is None else {*modules, *SYNTHESIS}
    chosen = [entry for entry in document["questions"] if _is_asked(entry, depth, usual, wanted, stages)]
    every = {entry["id"]: _module(entry, language) for entry in document["modules"]}
    used = {entry["module"] for entry in chosen}
    return QuestionSet(
        id=document["id"],
        depth=depth,
        stages=stages,
        modules=tuple(module for key, module in every.items() if key in used),
        questions=tuple(_question(entry, stages, language) for entry in chosen),
        analysis=tuple(entry["id"] for entry in chosen if entry.get("needed") == "analysis"),
        conclusion=tuple(entry["id"] for entry in chosen if entry.get("needed") == "conclusion"),
        themes=tuple(Theme(each["id"], _said(each["name"], language)) for each in document["themes"]),
        left_out=tuple(module for key, module in every.items() if key not in used),
        languages=tuple(document.get("languages", {}).items()),
    )


def _is_asked(
    entry: Entry, depth: Depth, usual: Collection[str], wanted: Collection[str], stages: StageGroup
) -> bool:
    of_depth = depth.key in entry["depths"] or entry["module"] not in usual
    return of_depth and entry["module"] in wanted and stages.key in entry["ages"]


def _module(entry: Entry, language: str) -> Module:
    return Module(
        key=entry["id"],
        name=_said(entry["name"], language),
        level=entry["level"],
        info_class=InfoClass.of(entry["class"]),
        about=_said(entry.get("about", {}), language),
        each_subject=entry.get("each_subject", False),
    )


def _question(entry: Entry, stages: StageGroup, language: str) -> Question:
    words = entry["text"].get(language) or entry["text"][SWEDISH]
    ends = entry.get("ends", {})
    return Question(
        key=entry["id"],
        module=entry["module"],
        party=Party.of(entry["voice"]),
        kind=AnswerKind.of(entry.get("kind", "text")),
        words=words if isinstance(words, str) else words[stages.key],
        help=_said(entry.get("help", {}), language),
        ends=tuple(ends.get(language) or ends[SWEDISH]) if ends else None,
        info_class=InfoClass.of(entry["class"]),
        theme=entry.get("theme", ""),
        group=entry.get("group", ""),
    )


def _said(words: Entry, language: str) -> str:
    return str(words.get(language) or words.get(SWEDISH, ""))
