"""An absence file as a whole, from its path to the vault: at once, or in steps with a person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from narvaro_desktop.absence_files import profiles
from narvaro_desktop.absence_files.examination import Examination, examine
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.absence_files.readable import Readable
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.absence_files.sources import Kept
from narvaro_desktop.absence_files.text import Survey, digest, survey
from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.importing import imports
from narvaro_desktop.usecases.importing.import_facts import Choices, Report, earlier, usual_system
from narvaro_desktop.usecases.importing.import_profiles import known_profiles, left_out
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Look:
    """What a file seems to be; `before` tells what became of it where it has been read in already."""

    path: Readable
    found: Examination
    before: Report | None
    kept: Kept = field(default_factory=Kept)
    """The file, open still where that saves parsing it twice."""
    system: str = ""
    """What a layout that nobody has explained yet is likely from."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A file that has been read and tried on the vault, with nothing kept."""

    reading: Reading
    choices: Choices
    report: Report
    school: str = ""
    """What this school is called."""


def look(
    work: Work,
    path: Readable,
    sheet: str | None = None,
    encoding: str | None = None,
    header_at: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Look:
    """Look at the beginning of `path`; `sheet`, `encoding` and `header_at` are a person's own choice."""
    seen = survey(path)
    before = earlier(work, seen.sha256)
    known, kept = known_profiles(work), Kept()
    found = examine(
        path,
        profiles=known,
        sheet=sheet,
        encoding=encoding,
        header_at=header_at,
        cancelled=cancelled,
        seen=seen,
        kept=kept,
    )
    named = (found.profile and found.profile.name) or (found.changed.name if found.changed else "")
    return Look(path, found, before, kept, "" if found.known else usual_system(work, named))


def read_whole(
    today: date,
    path: Readable,
    profile: Profile,
    period: tuple[date, date] | None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    seen: Survey | None = None,
    unit: str = "",
    kept: Kept | None = None,
) -> Reading:
    """Every row of `path`, or those of one school, without touching the vault."""
    return read(
        path,
        profile,
        period=period,
        academic_year_start=AcademicYear.of(today).span.first,
        progress=progress,
        cancelled=cancelled,
        seen=seen,
        unit=unit,
        kept=kept,
    )


def try_out(work: Work, reading: Reading, source: str, choices: Choices, stopped: imports.Stopped) -> Trial:
    """What would become of the rows of `reading`."""
    report = imports.preview(work, reading, source, choices, stopped)
    return Trial(reading, choices, report, settings.profile(work).name)


def read_file(
    work: Work,
    path: Path,
    *,
    profile: Path | None = None,
    dry_run: bool = False,
    data_date: date | None = None,
) -> Report:
    """Read `path` in (or only try it); a file that was read in before changes nothing.

    An unknown layout without a profile is refused, with what is missing.

    :raises DayAhead: `data_date` has not come
    """
    if data_date is not None and data_date > work.today:
        raise imports.DayAhead(data_date)
    sha256 = digest(path)
    if (before := earlier(work, sha256)) is not None:
        return before
    seen = survey(path, sha256=sha256)
    kept = Kept()
    try:
        found = examine(path, profiles=known_profiles(work), seen=seen, kept=kept)
        chosen = profiles.load(profile) if profile else _settled(found)
        reading = read_whole(work.today, path, chosen, found.period, seen=seen, kept=kept)
    finally:
        kept.close()
    day = data_date or last_day(reading, found, work.today)
    choices = Choices(data_date=day, left_out=left_out(work, chosen.name))
    if dry_run:
        return imports.preview(work, reading, chosen.name, choices)
    return imports.read_in(work, reading, chosen.name, choices).value


def last_day(reading: Reading, found: Examination, today: date) -> date:
    """The t.o.m. date to propose: of the file's title, or of its last row; never later than today."""
    if found.period is not None:
        told = [found.period[1]]
    elif reading.periods:
        told = [row.last for row in reading.periods]
    else:
        told = [date.fromordinal(day) for day in set(reading.lessons.column("day"))]
    return max((day for day in told if day <= today), default=today)


def _settled(found: Examination) -> Profile:
    """The profile of a layout that needs no answers; a person must explain any other one first."""
    if found.profile is None or not found.known or found.questions:
        lacking = tuple(field.key for field in found.lacking)
        questions = tuple(question.key for question in found.questions)
        raise FileRefused(Refusal.UNKNOWN_LAYOUT, missing=lacking, unanswered=questions)
    return found.profile
