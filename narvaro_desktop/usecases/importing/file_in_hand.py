"""One absence file on its way through a person's hands, from the first look to the import.

A front end speaks of columns, questions and errors with the words of `absence_files`, handed on here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from narvaro_desktop.absence_files import reasons
from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.examination import Examination
from narvaro_desktop.absence_files.exporting import masked_error_report
from narvaro_desktop.absence_files.faults import ReadingCancelled
from narvaro_desktop.absence_files.fields import (
    AbsenceMeans,
    Column,
    Field,
    FileKind,
    Status,
    Unit,
    Unreported,
)
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.mapping import Reason, kind_of, lacking
from narvaro_desktop.absence_files.meaning import CrossCheck, Question, cross_check, questions, with_units
from narvaro_desktop.absence_files.profiles import Answers, Profile, signature
from narvaro_desktop.absence_files.readable import Joined, Pasted, Readable
from narvaro_desktop.absence_files.reasons import EXPLAINING
from narvaro_desktop.absence_files.rows import Reading, RowError
from narvaro_desktop.absence_files.statuses import unknown_words
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.importing import import_profiles, import_reading, imports
from narvaro_desktop.usecases.importing.import_facts import Choices, Report, usual_system
from narvaro_desktop.usecases.importing.import_reading import Look, Trial
from narvaro_desktop.usecases.work import Made, Work

__all__ = [
    "EXPLAINING", "AbsenceMeans", "Answers", "Column", "CrossCheck", "Field", "FileInHand", "FileKind",
    "Joined", "Pasted", "Question", "Readable", "ReadingCancelled", "Reason", "RowError", "Status",
    "Unreported", "keep_file", "kind_of", "lacking", "look_at", "masked_error_report", "normalised",
    "try_file",
]  # fmt: skip


_CHECKED = 500
"""So many rows show whether they agree with the answers, at once."""


@dataclass(slots=True)
class FileInHand:
    """One file on its way through the wizard."""

    look: Look
    columns: tuple[Column, ...]
    answers: Answers
    source: str
    period: tuple[date, date] | None
    pupils: Mapping[int, int | None] = field(default_factory=dict)
    trial: Trial | None = None
    unit: str = ""
    """The school whose rows are read, where the file names several."""
    system_asked: bool = False
    """Whether a person has said, or let stand, what the system is called."""
    codes: Mapping[str, Status] = field(default_factory=dict)
    """What a person has said of status words, or of reasons."""

    @classmethod
    def of(cls, look: Look) -> "FileInHand":
        found = look.found
        profile = found.profile
        proposed = with_units(found.proposal.columns, found.header, found.rows[:_CHECKED])
        columns = profile.columns if found.known and profile else proposed
        answers = profile.answers if profile else Answers()
        return cls(look, columns, answers, look.system, found.period)

    @property
    def found(self) -> Examination:
        return self.look.found

    @property
    def kind(self) -> FileKind | None:
        """What the columns make of the file, None where something is missing."""
        if self.found.known and self.found.profile:
            return self.found.profile.kind
        return kind_of(self.columns)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that this file leaves open."""
        if self.found.known or self.kind is None:
            return self.found.questions
        return questions(self.kind, self.columns, self.found.header, self.found.rows)

    @property
    def words(self) -> tuple[str, ...]:
        """The status words that a person must explain."""
        return unknown_words(self.columns, self.found.header, self.found.rows)

    def reasons_decide(self, answers: Answers) -> bool:
        """Whether, with these answers, the reasons alone tell giltig absence from ogiltig."""
        amounts = self.kind in (FileKind.LESSON, FileKind.STUDENT_PERIOD)
        return amounts and reasons.decide({column.field for column in self.columns}, answers)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons of absence that a person must explain; "" stands for all others, and for none."""
        found, open_still = self.found, Question.ABSENCE_MEANS in self.asked
        if found.known and found.profile and not reasons.is_open(found.profile):
            return ()
        if not self.reasons_decide(replace(self.answers, absence_means=None) if open_still else self.answers):
            return ()
        return (*reasons.unknown_among(self.columns, found.header, found.rows), reasons.OTHERWISE)

    @property
    def known_reasons(self) -> Mapping[str, Status]:
        """The reasons of absence in the file that need no explaining."""
        return reasons.known_among(self.columns, self.found.header, self.found.rows)

    @property
    def away(self) -> tuple[int, int] | None:
        """How much giltig and ogiltig absence was read; None where it cannot be added up."""
        reading = self.trial.reading if self.trial else None
        if reading is None or reading.kind is FileKind.PUPILS or reading.unit is Unit.PERCENT:
            return None
        lessons, periods = reading.lessons, reading.periods
        valid = sum(lessons.column("valid")) + sum(row.valid for row in periods)
        return valid, sum(lessons.column("invalid")) + sum(row.invalid for row in periods)

    @property
    def is_plain(self) -> bool:
        """Whether nothing has to be asked before the file is tried."""
        return self.found.known and not (self.asks_period or self.asked or self.reasons)

    @property
    def asks_period(self) -> bool:
        """Whether the file gives sums without saying of which days."""
        fields = {column.field for column in self.columns}
        dated = fields & {Field.PERIOD, Field.PERIOD_FROM, Field.PERIOD_TO, Field.WEEK}
        return self.kind is FileKind.STUDENT_PERIOD and self.found.period is None and not dated

    @property
    def asks_nothing(self) -> bool:
        """Whether the columns say all, and the file's own rows agree with them."""
        asks = self.asked or self.words or self.reasons or self.asks_period
        return not asks and self.check(self.answers).passed

    @property
    def is_answer(self) -> bool:
        """Whether it is what a system has answered, and no table that somebody has looked at."""
        return self.found.container is Container.JSON

    @property
    def is_guessed(self) -> bool:
        """Whether the encoding is a guess that a person should look at."""
        best = self.found.encodings[:1]
        return bool(best) and not best[0].lower().replace("_", "-").startswith(("utf-8", "utf-16"))

    def with_units(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns with the units that the file's own cells show."""
        return with_units(columns, self.found.header, self.found.rows[:_CHECKED])

    def check(self, answers: Answers) -> CrossCheck:
        """Whether the file's own rows agree with the answers."""
        return cross_check(self.columns, answers, self.found.header, self.found.rows[:_CHECKED])

    def profile(self) -> Profile:
        """The layout as it has been explained."""
        found, kind = self.found, self.kind
        if found.profile is not None:
            known = found.profile
        else:
            assert kind is not None
            known = Profile("", signature(map(normalised, found.header)), kind, self.columns)
            known = replace(
                known,
                encoding=found.encodings[0] if found.encodings else None,
                delimiter=found.delimiter,
                header_row=found.header_row,
                sheet=found.sheet,
            )
        codes = {**known.codes, **self.codes}
        if found.known:
            named = known.name or FileKind.PUPILS.label.capitalize()
            return replace(known, answers=self.answers, name=named, codes=codes)
        name = known.name or self.source or self.look.path.suffix.strip(".").upper()
        return replace(
            known,
            kind=kind or known.kind,
            columns=self.columns,
            answers=self.answers,
            name=name,
            codes=codes,
        )


Told = Callable[[int, int], None]
Stop = Callable[[], bool]


def look_at(
    path: Readable,
    stop: Stop,
    sheet: str | None = None,
    encoding: str | None = None,
    header_at: int | None = None,
) -> Callable[[Work], Look]:
    return partial(
        import_reading.look, path=path, sheet=sheet, encoding=encoding, header_at=header_at, cancelled=stop
    )


def try_file(hand: FileInHand, choices: Choices | None, told: Told, stop: Stop) -> Callable[[Work], Trial]:
    """Read the file, unless it has been read, and try it on the vault."""

    def act(work: Work) -> Trial:
        held = hand.trial.reading if hand.trial else _read(hand, work, told, stop)
        day = import_reading.last_day(held, hand.found, work.today)
        system = hand.source or usual_system(work, hand.profile().name)
        left_out = import_profiles.left_out(work, hand.profile().name)
        chosen = choices or Choices(day, answers=hand.pupils, system=system, left_out=left_out)
        return import_reading.try_out(work, held, hand.profile().name, chosen, _watched(told, stop))

    return act


def keep_file(hand: FileInHand, choices: Choices, told: Told, stop: Stop) -> Callable[[Work], Made[Report]]:
    """Read it in; a layout that was explained just now is remembered."""
    trial, profile = hand.trial, hand.profile()
    assert trial is not None
    explained = profile if hand.asked or hand.codes or not hand.found.known else None

    def act(work: Work) -> Made[Report]:
        watched = _watched(told, stop)
        return imports.read_in(work, trial.reading, profile.name, choices, watched, explained)

    return act


def _read(hand: FileInHand, work: Work, told: Told, stop: Stop) -> Reading:
    """All of the file; where it names several schools, the rows of this one."""

    def progress(fraction: float) -> None:
        told(round(1000 * fraction), 1000)

    def whole(unit: str) -> Reading:
        return import_reading.read_whole(
            work.today,
            hand.look.path,
            hand.profile(),
            hand.period,
            progress,
            stop,
            unit=unit,
            kept=hand.look.kept,
        )

    found = whole(hand.unit)
    mine = settings.profile(work).name.strip().casefold()
    own = next((name for name in found.units if name.casefold() == mine), "")
    return whole(own) if own and len(found.units) > 1 and not hand.unit else found


def _watched(told: Told, stop: Stop) -> imports.Stopped:
    def stopped(done: int, of: int) -> bool:
        told(done, of)
        return stop()

    return stopped
