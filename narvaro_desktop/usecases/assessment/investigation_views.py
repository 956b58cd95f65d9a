"""A kartläggning as its page and its list show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from narvaro_desktop.domain.assessment import investigation as rules
from narvaro_desktop.domain.assessment.investigation import Answer, Progress, Voice, answer_key
from narvaro_desktop.domain.assessment.questions import SYNTHESIS, QuestionSet
from narvaro_desktop.domain.case_terms import SigningNeed
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.terms import Depth, Party
from narvaro_desktop.usecases.assessment.investigation_answers import Reply
from narvaro_desktop.usecases.assessment.investigation_findings import FindingView
from narvaro_desktop.usecases.assessment.investigation_layout import Layout, Speaker
from narvaro_desktop.usecases.overwritten import Overwritten
from narvaro_desktop.usecases.pupils.students import StudentLine


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whether it belongs to an utredning; `asks` while nobody has said.

    `decided_on` is the rektor's decision: without one an utredning has not begun. `law` is the paragraph of
    the pupil's school form: `7 kap. 19 a § skollagen`.
    """

    is_one: bool | None
    decided_on: date | None
    asks: bool
    law: str


@dataclass(frozen=True, slots=True)
class Signature:
    """When it was signed and by whom; `title` is her role."""

    at: datetime
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Version:
    """A kartläggning of the case in one version, to open."""

    id: UUID
    depth: Depth
    version: int
    started_on: date
    signed_on: date | None
    is_replaced: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InvestigationView:
    """A kartläggning as its page shows it; `id` is None until the first answer has begun it."""

    id: UUID | None
    case_id: UUID
    case_number: str
    student: StudentLine
    depth: Depth
    version: int
    questions: QuestionSet
    replies: Mapping[str, Reply]
    speakers: tuple[Speaker, ...]
    """Everyone who is asked, in the order of the page."""
    missing_voices: Mapping[Voice, str]
    rewritten_reasons: Mapping[Voice, Overwritten]
    """Of those, what a colleague had written before it was written over."""
    needs: tuple[SigningNeed, ...]
    progress: Progress
    started_on: date | None
    due_on: date | None
    signed: Signature | None
    reason: str
    versions: tuple[Version, ...]
    """Every kartläggning of the case, the newest first."""
    duty: DutyLine | None
    """The duty of the case's step that signing may answer."""
    may_write: bool
    may_sign: bool
    may_print: bool
    everyone: str
    """Who reads what stands open to the whole team."""
    layout: Layout
    inquiry: Inquiry
    guardians: tuple[UUID, ...]
    """Those who may be asked apart."""
    findings: tuple[FindingView, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can be written in by this person now."""
        return self.signed is None and self.may_write

    @property
    def is_latest(self) -> bool:
        return all(one.id != self.id or not one.is_replaced for one in self.versions)

    @property
    def voices(self) -> tuple[Voice, ...]:
        return tuple(one.voice for one in self.speakers)

    def progress_of(self, party: Party) -> Progress:
        """How far the voices of one party have come."""
        return self.progress_in(voice for voice in self.voices if voice.party is party)

    def progress_in(self, voices: Iterable[Voice], module: str | None = None) -> Progress:
        """How far these voices have come, in one module or in all."""
        keys = {
            answer_key(question.key, voice.who)
            for voice in voices
            for question in rules.questions_to(self.questions, voice)
            if module in (None, question.module)
        }
        return rules.counted(keys, self._given())

    def progress_of_module(self, module: str) -> Progress:
        """How far a module has come, whoever is asked; the synthesis too."""
        if module in SYNTHESIS:
            keys = {question.key for question in self.questions.of_module(module)}
            return rules.counted(keys, self._given())
        return self.progress_in(self.voices, module)

    def _given(self) -> list[Answer]:
        return [reply.answer for reply in self.replies.values() if reply.answer]


@dataclass(frozen=True, slots=True)
class InvestigationLine:
    """A kartläggning in a list."""

    id: UUID
    case_id: UUID
    student: StudentLine
    depth: Depth
    version: int
    progress: Progress
    started_on: date
    started_by: str
    due_on: date | None
    signed_on: date | None
    is_late: bool
