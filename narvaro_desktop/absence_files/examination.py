"""A look at a file before it is read: what it is, what its columns seem to hold, and what must be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from narvaro_desktop.absence_files import text
from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.fields import Column, Field, FileKind
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.mapping import Proposal, header_row, kind_of, lacking, propose
from narvaro_desktop.absence_files.meaning import Question, month_first, questions, with_units
from narvaro_desktop.absence_files.periods import period_in
from narvaro_desktop.absence_files.profiles import Answers, Profile, shipped, signature
from narvaro_desktop.absence_files.sources import Source

SAMPLE = 2_000
_SHOWN = 20


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
    samples: tuple[tuple[str, ...], ...]
    kind: FileKind | None
    proposal: Proposal
    lacking: tuple[Field, ...]
    profile: Profile | None
    known: bool
    questions: tuple[Question, ...]
    period: tuple[date, date] | None
    formulas: int
    mixed_lines: tuple[int, int]


def examine(
    path: Path,
    *,
    profiles: Sequence[Profile] = (),
    sheet: str | None = None,
    encoding: str | None = None,
    cancelled: Callable[[], bool] | None = None,
    seen: text.Survey | None = None,
) -> Examination:
    """Look at the file; `profiles` are the vault's own, asked before the shipped ones.

    `seen` is its survey where that has been made; `sheet` and `encoding` are what the user chose instead of
    the guess. Raises `FileRefused`.
    """
    with Source(path, encoding, None, sheet, cancelled, seen) as source:
        rows = list(islice(chain.from_iterable(source.chunks()), SAMPLE))
    if not any(any(map(str.strip, row)) for row in rows):
        raise FileRefused(Refusal.EMPTY)
    known = (*profiles, *shipped())
    place, profile = _known(rows, known)
    if place is None:
        raise FileRefused(Refusal.NO_HEADER, rows=len(rows))
    header = rows[place]
    below = [row for row in rows[place + 1 :] if any(map(str.strip, row))]
    if not below:
        raise FileRefused(Refusal.NO_ROWS)
    proposal = propose(header, below)
    columns = with_units(proposal.columns, header, below)
    kind = profile.kind if profile else kind_of(columns)
    return Examination(
        survey=source.survey,
        container=source.container,
        encodings=tuple(sorted(source.encodings, key=lambda name: name != source.encoding)),
        delimiter=source.delimiter,
        sheets=source.sheets,
        sheet=source.sheet,
        header_row=place + 1,
        header=tuple(header),
        samples=tuple(map(tuple, below[:_SHOWN])),
        kind=kind,
        proposal=proposal,
        lacking=() if kind else lacking(columns),
        profile=_fitted(profile or _proposed(kind, columns, rows[place:]), place, source) if kind else None,
        known=profile is not None,
        questions=() if profile or not kind else questions(kind, columns, header, below),
        period=period_in(rows[:place]),
        formulas=source.facts.get("formulas", 0),
        mixed_lines=text.mixed_lines(path) if source.encoding == text.MIXED else (0, 0),
    )


def _known(rows: Sequence[Sequence[str]], known: Sequence[Profile]) -> tuple[int | None, Profile | None]:
    """The header's place, and the profile that knows it."""
    by_signature = {profile.signature: profile for profile in reversed(known)}
    for place, row in enumerate(rows[:60]):
        if found := by_signature.get(signature(map(normalised, row))):
            return place, found
    return header_row(rows), None


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
