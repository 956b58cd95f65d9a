"""How a kartläggning is laid out: which modules and voices it has, whether it belongs to an utredning."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.assessment.investigation import Voice
from narvaro_desktop.domain.assessment.questions import SWEDISH
from narvaro_desktop.domain.terms import Party
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import InvestigationRow, StudentRow

_ONLY: Final = (Voice(Party.HEALTH_TEAM),)


class SubjectMissing(NarvaroError):
    """A teacher is asked about a subject; it has to be named."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """One teacher's answers about one subject: who gave them, and when."""

    key: str
    subject: str
    who: str = ""
    on: date | None = None

    @property
    def name(self) -> str:
        return f"{self.subject}, {self.who}" if self.who else self.subject


@dataclass(frozen=True, slots=True)
class Layout:
    """`modules` None: those of the depth. `apart`: ids of guardians who are asked one by one.

    `is_inquiry` None: nobody has said whether it belongs to an utredning under skollagen 7 kap. 19 a §.
    """

    modules: tuple[str, ...] | None = None
    apart: tuple[str, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    is_inquiry: bool | None = None
    language: str = SWEDISH

    def voices(self, answered: Iterable[Voice] = ()) -> tuple[Voice, ...]:
        """Who is asked; what guardians answered together stays although they are asked apart."""
        together = Voice(Party.GUARDIAN)
        guardians = [Voice(Party.GUARDIAN, each) for each in self.apart]
        if not guardians or together in set(answered):
            guardians.append(together)
        teachers = [Voice(Party.TEACHER), *(Voice(Party.TEACHER, each.key) for each in self.teachers)]
        return (Voice(Party.STUDENT), *guardians, *teachers, *_ONLY)

    def teacher(self, key: str) -> Teacher | None:
        return next((each for each in self.teachers if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice with the name that the page shows."""

    voice: Voice
    name: str
    on: date | None = None


def layout_of(row: InvestigationRow | None) -> Layout:
    """The layout of a kartläggning; before the first answer it is the usual one."""
    if row is None or not row.layout:
        return Layout()
    kept = json.loads(row.layout)
    teachers = tuple(Teacher(**each | {"on": _day(each["on"])}) for each in kept["teachers"])
    modules = kept["modules"]
    return Layout(
        None if modules is None else tuple(modules),
        tuple(kept["apart"]),
        teachers,
        kept["is_inquiry"],
        kept["language"],
    )


def keep(row: InvestigationRow, layout: Layout) -> None:
    """Put `layout` into the row."""
    data = asdict(layout)
    for each in data["teachers"]:
        each["on"] = each["on"].isoformat() if each["on"] else None
    row.layout = json.dumps(data, ensure_ascii=False)


def with_teacher(layout: Layout, key: str, subject: str, who: str, on: date | None) -> Layout:
    """One more teacher, or a known one with another name or day; raises SubjectMissing."""
    if not subject.strip():
        raise SubjectMissing
    made = Teacher(key, subject.strip(), who.strip(), on)
    others = tuple(each for each in layout.teachers if each.key != key)
    return replace(layout, teachers=(*others, made))


def speakers(layout: Layout, student: StudentRow, answered: Iterable[Voice]) -> tuple[Speaker, ...]:
    """Everyone who is asked, with names: the guardians', the teachers' subjects."""
    names = {str(each.id): each.name for each in student.guardians}
    return tuple(_speaker(layout, names, voice) for voice in layout.voices(answered))


def _speaker(layout: Layout, names: dict[str, str], voice: Voice) -> Speaker:
    teacher = layout.teacher(voice.who) if voice.party is Party.TEACHER else None
    if teacher is not None:
        return Speaker(voice, teacher.name, teacher.on)
    if voice.party is Party.GUARDIAN:
        together = _("Tillsammans") if layout.apart else _("Vårdnadshavare")
        return Speaker(voice, names.get(voice.who, _("Vårdnadshavare")) if voice.who else together)
    words = {Party.STUDENT: _("Elev"), Party.TEACHER: _("Mentor"), Party.HEALTH_TEAM: _("Elevhälsan")}
    return Speaker(voice, words[voice.party])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def guardian_ids(student: StudentRow) -> tuple[UUID, ...]:
    """The guardians one may ask apart; of a protected pupil none is named."""
    return () if student.protected else tuple(each.id for each in student.guardians)
