"""The month's review of the access log: what stands out, a sample to look at, and a signed note of it."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.privacy_terms import Standout
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.log_verify import signers_of
from narvaro_desktop.store.primitives import is_signed
from narvaro_desktop.store.tables import GuardianRow, LogReviewRow, PersonRow, StudentRow
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.vault import log_review
from narvaro_desktop.usecases.vault.log_review import Entry
from narvaro_desktop.usecases.work import Area, Made, Work

SAMPLE: Final = 12
_MANY: Final = 3
"""So many times the median of the team's lines is much."""
_FROM, _TO = time(6, 30), time(19, 0)
_PURPOSE: Final = "log review"
_OUT: Final = frozenset({"print", "export", "copy", "seal", "send"})


class NoteMissing(NarvaroError):
    """A review says what was seen, if only that nothing stood out."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the log. `own` are the reader's own lines, which somebody else should look at."""

    first: date
    lines: int
    own: int
    standouts: tuple[tuple[Standout, int], ...]
    sample: tuple[Entry, ...]
    signed: tuple["Signed", ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A note of a review; `holds` if its signature is that of who signed, over these very words."""

    words: str
    holds: bool


def month(work: Work, first: date) -> Made[Month]:
    """What stands out in the month, and a sample that is the same each time it is asked for."""
    work.may(Resource.LOG, Action.READ)
    entries = _of_month(work, first)
    families = _families(work)
    counted = Counter(one for entry in entries for one in _standouts(entry, families))
    by_person = Counter(entry.person for entry in entries)
    usual = sorted(by_person.values())[len(by_person) // 2] if by_person else 0
    much = sum(count for count in by_person.values() if len(by_person) > 2 and count > _MANY * usual)
    if much:
        counted[Standout.MUCH] = much
    others = [entry for entry in entries if entry.person != work.actor.name] or list(entries)
    chosen = random.Random(first.isoformat()).sample(others, min(SAMPLE, len(others)))
    work.log("log.view")
    return Made(
        frozenset(),
        Month(
            first=first,
            lines=len(entries),
            own=by_person[work.actor.name],
            standouts=tuple((one, counted[one]) for one in Standout if counted[one]),
            sample=tuple(sorted(chosen, key=lambda entry: entry.at)),
            signed=_signed(work, first),
        ),
    )


def sign(work: Work, first: date, words: str) -> Made[UUID]:
    """Keep and sign what the review saw; raises NoteMissing."""
    work.may(Resource.LOG, Action.EXPORT)
    said = clean(words).strip()
    if not said:
        raise NoteMissing(first.isoformat())
    lines = len(_of_month(work, first))
    row = LogReviewRow(
        id=work.new_id(),
        month=first,
        lines=lines,
        looked_at=min(SAMPLE, lines),
        words=said,
        signed_at=work.now,
        signed_by=work.actor.id,
        signature=work.vault.me.sign(_PURPOSE, *_signed_parts(work, first, lines, said)),
    )
    work.session.add(row)
    work.log("log.sign", month=first.isoformat(), lines=lines)
    return Made(frozenset({Area.SETTINGS}), row.id)


def last_whole_month(today: date) -> date:
    """The first day of the month before this one."""
    return date(today.year - 1, 12, 1) if today.month == 1 else date(today.year, today.month - 1, 1)


def _of_month(work: Work, first: date) -> list[Entry]:
    found = log_review.entries(work)
    return [one for one in found if (one.at.year, one.at.month) == (first.year, first.month)]


def _families(work: Work) -> frozenset[tuple[str, str]]:
    """Who is a guardian of whom, by their names: somebody in the team may be one."""
    rows = work.session.execute(
        select(GuardianRow.name, StudentRow.given_name, StudentRow.family_name)
        .join(StudentRow, StudentRow.id == GuardianRow.student_id)
        .where(GuardianRow.name.in_(select(PersonRow.name)))
    )
    return frozenset((name, f"{given} {family}") for name, given, family in rows)


def _standouts(entry: Entry, families: frozenset[tuple[str, str]]) -> list[Standout]:
    found = []
    if (entry.person, entry.student) in families:
        found.append(Standout.OWN_CHILD)
    local: datetime = entry.at.astimezone(SWEDEN)
    if not _FROM <= local.time() <= _TO or local.weekday() > 4:
        found.append(Standout.AFTER_HOURS)
    if entry.info_class is InfoClass.PROTECTED:
        found.append(Standout.PROTECTED)
    if entry.action.partition(".")[2] in _OUT:
        found.append(Standout.TAKEN_OUT)
    if (
        entry.person
        and entry.student
        and entry.person.split()[-1].casefold() in entry.student.casefold().split()
    ):
        found.append(Standout.SAME_NAME)
    return found


def _signed_parts(work: Work, first: date, lines: int, words: str) -> tuple[bytes, ...]:
    return tuple(part.encode() for part in (work.vault.id, first.isoformat(), str(lines), words))


def _holds(work: Work, row: LogReviewRow) -> bool:
    keys = signers_of(work.vault.key_file).get(str(row.signed_by), ())
    parts = _signed_parts(work, row.month, row.lines, row.words)
    return any(is_signed(key, row.signature, _PURPOSE, *parts) for key in keys)


def _signed(work: Work, first: date) -> tuple[Signed, ...]:
    rows = work.session.execute(
        select(LogReviewRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == LogReviewRow.signed_by)
        .where(LogReviewRow.month == first)
        .order_by(LogReviewRow.signed_at)
    ).all()
    return tuple(
        Signed(f"{row.signed_at.astimezone(SWEDEN):%Y-%m-%d}, {name}: {row.words}", _holds(work, row))
        for row, name in rows
    )
