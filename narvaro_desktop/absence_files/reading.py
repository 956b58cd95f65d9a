"""Reading a file by its profile: the whole file before the answer, so that its pupils are known first."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from narvaro_desktop.absence_files.duplicates import settle
from narvaro_desktop.absence_files.faults import FileRefused, ReadingCancelled, Refusal
from narvaro_desktop.absence_files.fields import Field, FileKind, Unit
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.lessons import Lessons
from narvaro_desktop.absence_files.mapping import header_row, meaning
from narvaro_desktop.absence_files.meaning import Question
from narvaro_desktop.absence_files.periods import Periods, period_in
from narvaro_desktop.absence_files.profiles import Profile, signature
from narvaro_desktop.absence_files.pupil_lists import PupilList
from narvaro_desktop.absence_files.readable import Readable
from narvaro_desktop.absence_files.rows import Reading, Table
from narvaro_desktop.absence_files.sifting import Sieve
from narvaro_desktop.absence_files.sources import Kept, Source
from narvaro_desktop.absence_files.text import Survey

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]
Numbered = Iterator[tuple[list[list[str]], Sequence[int]]]

_TOLD = 10
"""Chunks between two words of how far the reading has come."""


def read(
    path: Readable,
    profile: Profile,
    *,
    period: tuple[date, date] | None = None,
    academic_year_start: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    seen: Survey | None = None,
    unit: str = "",
    kept: Kept | None = None,
) -> Reading:
    """Everything in the file, by the profile.

    `period` is for sums that do not say which days they cover; `academic_year_start` gives ten-digit
    numbers their century. `progress` hears fractions 0–1, `cancelled` is asked after each chunk. Both run
    on the calling thread. `seen` is the survey of the file where it has been made; `unit` leaves out the
    rows of other schools; `kept` is the same file, open since the look at it. Raises `FileRefused` and
    `ReadingCancelled`.
    """
    held = kept.take(profile.sheet) if kept else None
    with held or Source(path, profile.encoding, profile.delimiter, profile.sheet, cancelled, seen) as source:
        chunks = source.chunks()
        titles, header, rest = _header(chunks, profile)
        places = _places(header, profile)
        if Field.ABSENCE in places and profile.answers.absence_means is None:
            raise FileRefused(Refusal.UNANSWERED, question=Question.ABSENCE_MEANS.key)
        sieve = Sieve(header, places, _marks(header))
        sieve.only(unit)
        numbered = _watched(_numbered(rest, len(titles) + 2), source, progress, cancelled)
        if source.nul_bearing:
            numbered = (sieve.without_nul(*chunk) for chunk in numbered)
        has_pupil = bool(places.keys() & {Field.IDENTITY, Field.NAME, Field.LAST_NAME})
        if (Field.CLASS not in places or not has_pupil) and profile.kind is not FileKind.SCHOOL_PERIOD:
            places |= {**sieve.group_rows(titles, has_pupil), **places}
        if profile.kind is FileKind.LESSON:
            return _lessons(numbered, source, profile, places, sieve, academic_year_start)
        if profile.kind is FileKind.STUDENT_PERIOD:
            return _periods(
                numbered, source, profile, places, sieve, academic_year_start, period or period_in(titles)
            )
        if profile.kind is FileKind.PUPILS:
            return _pupil_list(numbered, source, profile, places, sieve, academic_year_start)
        raise FileRefused(Refusal.UNKNOWN_LAYOUT, kind=profile.kind.key)


def _lessons(
    numbered: Numbered,
    source: Source,
    profile: Profile,
    places: dict[Field, int],
    sieve: Sieve,
    start: date | None,
) -> Reading:
    lessons = Lessons(profile, places, sieve, start)
    for records, rows in numbered:
        lessons.take(records, rows)
    settle(lessons.table, profile.duplicates, sieve)
    return _reading(lessons, source, profile, sieve)


def _pupil_list(
    numbered: Numbered,
    source: Source,
    profile: Profile,
    places: dict[Field, int],
    sieve: Sieve,
    start: date | None,
) -> Reading:
    listed = PupilList(places, sieve, start)
    for records, rows in numbered:
        listed.take(records, rows)
    return _reading(listed, source, profile, sieve)


def _reading(found: Lessons | Periods | PupilList, source: Source, profile: Profile, sieve: Sieve) -> Reading:
    if not sieve.rows_in:
        raise FileRefused(Refusal.NO_ROWS)
    of_lessons = found if isinstance(found, Lessons) else None
    reading = Reading(
        sha256=source.survey.sha256,
        kind=profile.kind,
        unit=Unit.MINUTE if isinstance(found, Lessons) else found.unit,
        pupils=found.pupils.pupils,
        activities=of_lessons.activities.texts if of_lessons else [""],
        staff=of_lessons.staff.texts if of_lessons else [""],
        reasons=of_lessons.reasons.texts if of_lessons else [""],
        rows_in=sieve.rows_in,
        rejected=sieve.rejected,
        excluded=dict(+sieve.excluded),
        errors=sieve.errors,
        coverage_known=found.coverage_known and not profile.answers.only_absence,
        split_known=found.split_known,
        protected_pupils=len(sieve.hidden),
        corrected=of_lessons.corrected if of_lessons else 0,
        lessons=of_lessons.table if of_lessons else Table(),
        periods=found.rows if isinstance(found, Periods) else [],
        listed=found.rows if isinstance(found, PupilList) else [],
        only_absence=profile.answers.only_absence is True,
        units=dict(sieve.units),
    )
    assert reading.rows_in == reading.accepted + reading.rejected + sum(reading.excluded.values())
    return reading


def _periods(
    numbered: Numbered,
    source: Source,
    profile: Profile,
    places: dict[Field, int],
    sieve: Sieve,
    start: date | None,
    period: tuple[date, date] | None,
) -> Reading:
    periods = Periods(profile, places, sieve, start, period)
    for records, rows in numbered:
        periods.take(records, rows)
    periods.settle()
    return _reading(periods, source, profile, sieve)


def _header(
    chunks: Iterator[list[list[str]]], profile: Profile
) -> tuple[list[list[str]], list[str], Iterator[list[list[str]]]]:
    """The rows above the header, the header, and the rows below it."""
    first = next(chunks, [])
    if not first:
        raise FileRefused(Refusal.NO_HEADER)
    place = next(
        (i for i, row in enumerate(first[:60]) if signature(map(normalised, row)) == profile.signature), None
    )
    if place is None:
        place = header_row(first[:60])
    if place is None:
        raise FileRefused(Refusal.NO_HEADER)

    def below() -> Iterator[list[list[str]]]:
        yield first[place + 1 :]
        yield from chunks

    return first[:place], first[place], below()


def _places(header: Sequence[str], profile: Profile) -> dict[Field, int]:
    """The place of each field's column; refuses a file that lacks one that the profile names."""
    names = list(map(normalised, header))
    wanted = [column for column in profile.columns if column.field is not Field.IGNORED]
    missing = tuple(dict.fromkeys(column.header for column in wanted if column.header not in names))
    if missing:
        raise FileRefused(Refusal.COLUMNS_MISSING, headers=missing)
    return {column.field: names.index(column.header) for column in wanted}


def _marks(header: Sequence[str]) -> list[int]:
    """A mark of protected personal data is heeded whatever the profile says of its column."""
    return [
        place for place, name in enumerate(header) if meaning(normalised(name)) == (Field.PROTECTED, False)
    ]


def _numbered(chunks: Iterator[list[list[str]]], first: int) -> Numbered:
    for chunk in chunks:
        yield chunk, range(first, first + len(chunk))
        first += len(chunk)


def _watched(
    numbered: Numbered, source: Source, progress: Progress | None, cancelled: Cancelled | None
) -> Numbered:
    for place, chunk in enumerate(numbered):
        if cancelled is not None and cancelled():
            raise ReadingCancelled
        yield chunk
        if progress is not None and place % _TOLD == 0:
            progress(source.fraction)
