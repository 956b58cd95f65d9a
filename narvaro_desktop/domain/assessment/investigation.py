"""Kartläggning: the voices, their answers, and what it takes to sign.

A child is never forced to answer: "vill inte svara" and "ej frågat" are answers too. A signed kartläggning is
never changed; a correction is the next version, with a reason.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from narvaro_desktop.domain.assessment.questions import Question, QuestionSet
from narvaro_desktop.domain.case_terms import AnswerKind, SigningNeed
from narvaro_desktop.domain.terms import AnswerState, Party, Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_

_HEARD: Final = {SigningNeed.STUDENT_VOICE: Party.STUDENT, SigningNeed.GUARDIAN_VOICE: Party.GUARDIAN}
_HIGHEST: Final = {AnswerKind.TEXT: -1, AnswerKind.SCALE_10: 10, AnswerKind.SCALE_4: 3}


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
class Voice:
    """Who answers: a party, and which guardian (id) or teacher (key) where several are asked apart."""

    party: Party
    who: str = ""

    @property
    def key(self) -> str:
        return f"{self.party.key}:{self.who}" if self.who else self.party.key

    @classmethod
    def of(cls, key: str) -> Self:
        party, _colon, who = key.partition(":")
        return cls(Party.of(party), who)


VOICES: Final = tuple(
    Voice(party) for party in (Party.STUDENT, Party.GUARDIAN, Party.TEACHER, Party.HEALTH_TEAM)
)
"""Those of a kartläggning where nobody is asked apart."""


class Sharing(Term):
    """With whom the one who answered lets it be shared, beyond those who read it in the case."""

    STUDENT = "student", N_("eleven")
    GUARDIANS = "guardians", N_("vårdnadshavarna")
    TEACHERS = "teachers", N_("lärarna")
    PARTNERS = "partners", N_("andra som hjälper")
    NOBODY = "nobody", N_("ingen annan")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it stands; `scale` counts from 0, and `text` may say more about it."""

    question: str
    state: AnswerState
    text: str = ""
    scale: int | None = None
    answered_on: date | None = None
    who: str = ""
    """Which guardian or teacher, where several are asked apart."""
    share: frozenset[Sharing] | None = None
    """With whom it may be shared; None: nobody has asked."""

    @property
    def key(self) -> str:
        """Question and voice in one, `i2_began` or `i2_began@…`."""
        return answer_key(self.question, self.who)

    def is_for(self, listener: Sharing) -> bool:
        """Whether `listener` may be told; what nobody has asked about holds nothing back."""
        return self.share is None or listener in self.share


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


def answer_key(question: str, who: str = "") -> str:
    """By which an answer is found: the question, and which guardian or teacher answered."""
    return f"{question}@{who}" if who else question


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


def questions_to(questions: QuestionSet, voice: Voice) -> tuple[Question, ...]:
    """What one voice is asked: a teacher of one subject only about that."""
    if voice.party is Party.TEACHER and voice.who:
        return questions.of_subject()
    return questions.of_party(voice.party)


def asked_of(questions: QuestionSet, voice: Voice) -> tuple[str, ...]:
    """The keys of the answers that one voice is asked for."""
    return tuple(answer_key(question.key, voice.who) for question in questions_to(questions, voice))


def counted(keys: Collection[str], answers: Iterable[Answer]) -> Progress:
    """How many of these questions have which answer."""
    count = Counter(answer.state for answer in answers if answer.key in keys)
    return Progress(
        questions=len(keys),
        answered=count[AnswerState.ANSWERED],
        declined=count[AnswerState.DECLINED],
        not_asked=count[AnswerState.NOT_ASKED],
    )


def progress(questions: QuestionSet, answers: Iterable[Answer], voices: Sequence[Voice] = VOICES) -> Progress:
    """How many of the questions that are asked have which answer."""
    return counted({key for voice in voices for key in asked_of(questions, voice)}, answers)


def signing_needs(
    questions: QuestionSet,
    answers: Sequence[Answer],
    missing_voices: Mapping[Voice, str],
    voices: Sequence[Voice] = VOICES,
) -> tuple[SigningNeed, ...]:
    """What is lacking; `missing_voices` says why the pupil's or a guardian's voice is not there."""
    answered = {answer.key for answer in answers if answer.state is AnswerState.ANSWERED}
    lacking = [
        need
        for need, party in _HEARD.items()
        if not all(
            answered.intersection(asked_of(questions, voice)) or missing_voices.get(voice, "").strip()
            for voice in voices
            if voice.party is party
        )
    ]
    if not answered.issuperset(questions.analysis):
        lacking.append(SigningNeed.ANALYSIS)
    if not answered.issuperset(questions.conclusion):
        lacking.append(SigningNeed.CONCLUSION)
    return tuple(lacking)


def demand_signable(
    questions: QuestionSet,
    answers: Sequence[Answer],
    missing_voices: Mapping[Voice, str],
    voices: Sequence[Voice] = VOICES,
) -> None:
    """Nothing, if the kartläggning can be signed; raises NotReadyToSign."""
    if needs := signing_needs(questions, answers, missing_voices, voices):
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
