"""Kartläggning: the questions, the answers, and what it takes to sign.

A child is never forced to answer: "vill inte svara" and "ej frågat" are answers too. A signed kartläggning is
never changed; a correction is the next version, with a reason.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from narvaro_desktop.domain.case_terms import AnswerKind, SigningNeed, StageGroup
from narvaro_desktop.domain.terms import AnswerState, Depth, InfoClass, Party
from narvaro_desktop.errors import NarvaroError

_VOICES = {SigningNeed.STUDENT_VOICE: Party.STUDENT, SigningNeed.GUARDIAN_VOICE: Party.GUARDIAN}
_HIGHEST = {AnswerKind.TEXT: -1, AnswerKind.SCALE_10: 10, AnswerKind.SCALE_4: 3}


class NotReadyToSign(NarvaroError):
    """A kartläggning lacks these."""

    def __init__(self, needs: Iterable[SigningNeed]) -> None:
        self.needs = tuple(needs)
        super().__init__(*(need.key for need in self.needs))


class AlreadySigned(NarvaroError):
    """A signed kartläggning is corrected by a new version; `version` is the signed one."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class NotSigned(NarvaroError):
    """Only a signed kartläggning has a next version."""


class NoCorrectionReason(NarvaroError):
    """A correction needs a sentence that says why."""


class WrongAnswer(NarvaroError):
    """The answer does not fit the question `key`: another scale, or a state without its text."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one party; `ends` are the words at the two ends of a scale."""

    key: str
    module: str
    party: Party
    kind: AnswerKind
    words: str
    help: str
    ends: tuple[str, str] | None
    info_class: InfoClass


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the kartläggning; `info_class` is that of its answers, unless a question has its own."""

    key: str
    name: str
    level: str
    info_class: InfoClass


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one depth, in the wording of one group of stages."""

    id: str
    depth: Depth
    stages: StageGroup
    modules: tuple[Module, ...]
    questions: tuple[Question, ...]
    analysis: tuple[str, ...]
    conclusion: tuple[str, ...]

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that somebody is asked: all but analysis and conclusion."""
        return tuple(q for q in self.questions if q.key not in {*self.analysis, *self.conclusion})

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    def of_module(self, key: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.module == key)

    def of_party(self, party: Party) -> tuple[Question, ...]:
        return tuple(question for question in self.asked if question.party is party)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it stands; `scale` counts from 0."""

    question: str
    state: AnswerState
    text: str = ""
    scale: int | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a kartläggning has come, in questions."""

    questions: int
    answered: int
    declined: int
    not_asked: int

    @property
    def left(self) -> int:
        return self.questions - self.answered - self.declined - self.not_asked


def stage_group(school_year: int | None) -> StageGroup:
    """Which wording fits årskurs `school_year`; without one, the simpler."""
    return StageGroup.HIGH if school_year is not None and school_year >= 7 else StageGroup.LOW


def checked(question: Question, answer: Answer) -> Answer:
    """`answer`, if it fits `question`; raises WrongAnswer."""
    if answer.state is not AnswerState.ANSWERED:
        fits = not answer.text.strip() and answer.scale is None
    elif answer.scale is not None:
        fits = 0 <= answer.scale <= _HIGHEST[question.kind]
    else:
        fits = bool(answer.text.strip())
    if answer.question != question.key or not fits:
        raise WrongAnswer(question.key)
    return answer


def progress(questions: QuestionSet, answers: Iterable[Answer]) -> Progress:
    """How many of the questions that are asked have which answer."""
    keys = {question.key for question in questions.asked}
    count = Counter(answer.state for answer in answers if answer.question in keys)
    return Progress(
        questions=len(keys),
        answered=count[AnswerState.ANSWERED],
        declined=count[AnswerState.DECLINED],
        not_asked=count[AnswerState.NOT_ASKED],
    )


def signing_needs(
    questions: QuestionSet, answers: Sequence[Answer], missing_voices: Mapping[Party, str]
) -> tuple[SigningNeed, ...]:
    """What is lacking; `missing_voices` says why a pupil's or guardian's voice is not there."""
    answered = {answer.question for answer in answers if answer.state is AnswerState.ANSWERED}
    lacking = [
        need
        for need, party in _VOICES.items()
        if not any(question.key in answered for question in questions.of_party(party))
        and not missing_voices.get(party, "").strip()
    ]
    if not answered.issuperset(questions.analysis):
        lacking.append(SigningNeed.ANALYSIS)
    if not answered.issuperset(questions.conclusion):
        lacking.append(SigningNeed.CONCLUSION)
    return tuple(lacking)


def demand_signable(
    questions: QuestionSet, answers: Sequence[Answer], missing_voices: Mapping[Party, str]
) -> None:
    """Nothing, if the kartläggning can be signed; raises NotReadyToSign."""
    if needs := signing_needs(questions, answers, missing_voices):
        raise NotReadyToSign(needs)


def demand_unsigned(signed: bool, version: int) -> None:
    """Nothing, while the kartläggning can still be written in; raises AlreadySigned."""
    if signed:
        raise AlreadySigned(version)


def next_version(signed: bool, version: int, reason: str) -> int:
    """The number of the version that corrects a signed one; raises NotSigned or NoCorrectionReason."""
    if not signed:
        raise NotSigned
    if not reason.strip():
        raise NoCorrectionReason
    return version + 1


def question_set(document: Mapping[str, Any], depth: Depth, stages: StageGroup) -> QuestionSet:
    """The questions of `document` (resources/questions/) for one depth and group of stages."""
    modules = {entry["key"]: _module(entry) for entry in document["modules"]}
    chosen = [entry for entry in document["questions"] if depth.key in entry["depths"]]
    questions = tuple(_question(entry, modules, stages) for entry in chosen)
    used = {question.module for question in questions}
    return QuestionSet(
        id=document["id"],
        depth=depth,
        stages=stages,
        modules=tuple(module for key, module in modules.items() if key in used),
        questions=questions,
        analysis=tuple(entry["key"] for entry in chosen if entry.get("needed") == "analysis"),
        conclusion=tuple(entry["key"] for entry in chosen if entry.get("needed") == "conclusion"),
    )


def _module(entry: Mapping[str, Any]) -> Module:
    return Module(entry["key"], entry["name"], entry["level"], InfoClass.of(entry["class"]))


def _question(entry: Mapping[str, Any], modules: Mapping[str, Module], stages: StageGroup) -> Question:
    module = modules[entry["module"]]
    words = entry["words"]
    return Question(
        key=entry["key"],
        module=module.key,
        party=Party.of(entry["party"]),
        kind=AnswerKind.of(entry.get("kind", "text")),
        words=words if isinstance(words, str) else words[stages.key],
        help=entry.get("help", ""),
        ends=tuple(entry["ends"]) if "ends" in entry else None,
        info_class=InfoClass.of(entry["class"]) if "class" in entry else module.info_class,
    )
