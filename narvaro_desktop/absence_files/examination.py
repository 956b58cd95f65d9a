"""A look at a file before it is read: what it is, what its columns seem to hold, and what must be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice

from narvaro_desktop.absence_files import text
from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.fields import PUPIL_FIELDS, WHOSE, Column, Field, FileKind
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.mapping import (
    Proposal,
    Reason,
    first_of_words,
    header_row,
    kind_of,
    lacking,
    propose,
)
from narvaro_desktop.absence_files.meaning import Question, month_first, never_present, questions, with_units
from narvaro_desktop.absence_files.periods import period_in
from narvaro_desktop.absence_files.profiles import Answers, Profile, shipped, signature
from narvaro_desktop.absence_files.readable import Joined, Readable
from narvaro_desktop.absence_files.recognising import Changed, carried_over, known_layout, like_before
from narvaro_desktop.absence_files.sifting import begins_group, names_pupil
from narvaro_desktop.absence_files.sources import Kept, Source
from narvaro_desktop.absence_files.statuses import unknown_words

SAMPLE = 2_000
_SHOWN = 20
_KNOWN = (Reason.KNOWN,)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in the first 2,000 rows.

    `kind` and `profile` are None where needed columns are unknown (`lacking` names their fields); `profile`
    is the known layout with this header, or else the proposal as a profile. `known` tells which.
    `questions` stay to be answered before the profile may be used.
    """

    survey: text.Survey
    container: Container
    encodings: tuple[str, ...]
    delimiter: str | None
    sheets: tuple[str, ...]
    sheet: str | None
    header_row: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The rows below the header, at most 2,000; `samples` are the first of them."""
    kind: FileKind | None
    proposal: Proposal
    lacking: tuple[Field, ...]
    profile: Profile | None
    known: bool
    questions: tuple[Question, ...]
    period: tuple[date, date] | None
    formulas: int
    mixed_lines: tuple[int, int]
    groups: int = 0
    """Group rows ("Klass: 7A") and headers that come again, among the first rows."""
    repeated: int = 0
    changed: Changed | None = None
    """How the header differs from a layout that was read before."""
    words: tuple[str, ...] = ()
    """Status words that nobody knows."""

    @property
    def samples(self) -> tuple[tuple[str, ...], ...]:
        """Rows that say something of a pupil."""
        rows = (row for row in self.rows if not (begins_group(row) or _is_again(row, self.header)))
        return tuple(islice(rows, _SHOWN))


def examine(
    path: Readable,
    *,
    profiles: Sequence[Profile] = (),
    sheet: str | None = None,
    encoding: str | None = None,
    header_at: int | None = None,
    cancelled: Callable[[], bool] | None = None,
    seen: text.Survey | None = None,
    kept: Kept | None = None,
) -> Examination:
    """Look at the file; `profiles` are the vault's own, asked before the shipped ones.

    `seen` is its survey where that has been made; `sheet`, `encoding` and `header_at` (the row, from 1) are
    what the user chose instead of the guess; `kept` keeps the file open for `read`. Raises `FileRefused`.
    """
    source, rows = _begun(path, encoding, sheet, cancelled, seen, kept)
    if not any(any(map(str.strip, row)) for row in rows):
        raise FileRefused(Refusal.EMPTY)
    place, profile = _header(rows, (*profiles, *shipped()), header_at)
    header = rows[place]
    below = [row for row in rows[place + 1 :] if any(map(str.strip, row))]
    if not below:
        raise FileRefused(Refusal.NO_ROWS)
    if profile and profile.kind in (FileKind.SCHOOL_PERIOD, FileKind.LESSON_TIMES):
        raise FileRefused(Refusal.NO_PUPILS)
    if profile and not _tells_whose(profile, rows):
        profile = None
    proposal, changed = _proposal(header, below, profile, profiles)
    is_known = profile is not None and profile.verified
    columns = profile.columns if profile and is_known else with_units(proposal.columns, header, below)
    kind = profile.kind if profile else kind_of(columns)
    known = profile.verified if profile else _is_plain_list(kind, proposal)
    return Examination(
        survey=source.survey,
        container=source.container,
        encodings=tuple(sorted(source.encodings, key=lambda name: name != source.encoding)),
        delimiter=source.delimiter,
        sheets=source.sheets,
        sheet=source.sheet,
        header_row=place + 1,
        header=tuple(header),
        rows=tuple(map(tuple, below)),
        kind=kind,
        proposal=proposal,
        lacking=() if kind else lacking(columns),
        profile=_fitted(profile or _proposed(kind, columns, rows[place:]), place, source) if kind else None,
        known=known,
        questions=_asked(kind, profile if known else None, columns, header, below),
        period=period_in(rows[:place]),
        formulas=source.facts.get("formulas", 0),
        mixed_lines=_mixed(path, source),
        groups=sum(begins_group(row) for row in below),
        repeated=sum(_is_again(row, header) for row in below),
        changed=changed,
        words=unknown_words(columns, header, below),
    )


def _begun(
    path: Readable,
    encoding: str | None,
    sheet: str | None,
    cancelled: Callable[[], bool] | None,
    seen: text.Survey | None,
    kept: Kept | None,
) -> tuple[Source, list[list[str]]]:
    """The file, closed again unless it is kept, and its first rows."""
    source = Source(path, encoding, None, sheet, cancelled, seen)
    try:
        rest = chain.from_iterable(source.chunks())
        rows = list(islice(rest, SAMPLE))
        if kept is not None:
            kept.put(source, rows, rest)
    except BaseException:
        source.close()
        raise
    if kept is None:
        source.close()
    return source, rows


def _proposal(
    header: Sequence[str], rows: Sequence[Sequence[str]], profile: Profile | None, own: Sequence[Profile]
) -> tuple[Proposal, Changed | None]:
    """What the columns seem to hold, and how the header differs from a layout that was read before.

    A shipped layout that nobody has verified says it, else the layout before, else the words and values.
    """
    proposal = propose(header, rows)
    if profile is None:
        before, changed = like_before(header, own)
        return (carried_over(proposal, header, before) if before else proposal), changed
    if not profile.verified:
        why = {column.header: (Reason.SHIPPED, profile.name) for column in profile.columns}
        proposal = replace(proposal, columns=profile.columns, why={**proposal.why, **why})
    return proposal, None


def _asked(
    kind: FileKind | None,
    known: Profile | None,
    columns: Sequence[Column],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> tuple[Question, ...]:
    """What must be answered: of a known layout only what differs from file to file."""
    if kind is None:
        return ()
    if known is None:
        return questions(kind, columns, header, rows)
    open_still = kind is FileKind.LESSON and known.answers.only_absence is None
    return (Question.ONLY_ABSENCE,) if open_still and never_present(known.columns, header, rows) else ()


def _is_again(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row below says the headings once more. Few rows come so far that all is compared."""
    if row[0].strip().casefold() != header[0].strip().casefold():
        return False
    return set(map(normalised, row)) - {""} == set(map(normalised, header)) - {""}


def _mixed(path: Readable, source: Source) -> tuple[int, int]:
    if source.encoding != text.MIXED or isinstance(path, Joined):
        return 0, 0
    return text.mixed_lines(path)


def _header(
    rows: Sequence[Sequence[str]], known: Sequence[Profile], wanted: int | None
) -> tuple[int, Profile | None]:
    """The header's place, and the profile that knows it."""
    if wanted is not None and 0 < wanted <= len(rows):
        return wanted - 1, known_layout(rows[wanted - 1 : wanted], known)[1]
    place, profile = known_layout(rows, known)
    place = header_row(rows) if place is None else place
    if place is None:
        place = first_of_words(rows)
    if place is None:
        raise FileRefused(Refusal.NO_HEADER, rows=len(rows))
    return place, profile


def _tells_whose(profile: Profile, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column, or a row above others ("Elev: …"), says whose the rows are."""
    if profile.kind is FileKind.SCHOOL_PERIOD or any(column.field in WHOSE for column in profile.columns):
        return True
    return any(names_pupil(row) for row in rows)


def _is_plain_list(kind: FileKind | None, proposal: Proposal) -> bool:
    """A list of pupils with headings that are all known needs no explaining."""
    told = {column.field for column in proposal.columns if proposal.why.get(column.header, "")[0:1] == _KNOWN}
    about = {column.field for column in proposal.columns} & PUPIL_FIELDS
    named = about & {Field.NAME, Field.LAST_NAME}
    return kind is FileKind.PUPILS and bool(named) and about <= told


def _proposed(kind: FileKind | None, columns: tuple[Column, ...], rows: Sequence[Sequence[str]]) -> Profile:
    assert kind is not None
    header = rows[0]
    return Profile(
        name="",
        signature=signature(map(normalised, header)),
        kind=kind,
        columns=columns,
        answers=Answers(month_first=month_first(columns, header, rows[1:])),
    )


def _fitted(profile: Profile, place: int, source: Source) -> Profile:
    """The profile with what this file, or the user's choice for it, says about itself."""
    return replace(
        profile,
        encoding=source.encoding,
        delimiter=source.delimiter,
        header_row=place + 1,
        sheet=source.sheet,
    )
