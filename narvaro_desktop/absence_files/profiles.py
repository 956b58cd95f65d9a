"""How one layout of a file is read: a JSON text without personal data, kept, shared and shipped.

A profile names columns by their normalised headers; a file with the same headers in any order has the
same signature and opens without questions.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narvaro_desktop.absence_files.detect import DELIMITERS
from narvaro_desktop.absence_files.fields import (
    AbsenceMeans,
    Column,
    Duplicates,
    Field,
    FileKind,
    Status,
    Unit,
    Unreported,
)
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import resource

SCHEMA = 1
_WORDS = ("synonyms", "statuses")
_LARGEST = 1 << 20
"""Bytes of a profile's file; one of ours has some thousand."""
_MOST, _LONGEST = 500, 300
"""Columns or status words, and signs in one of them."""
_SIGNATURE = re.compile(r"[0-9a-f]{64}")


class WrongProfile(NarvaroError):
    """The text is no profile that this version reads; `part` names what is wrong."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Answers:
    """What the file cannot tell by itself; None where the question does not arise or is still open."""

    absence_means: AbsenceMeans | None = None
    unreported: Unreported | None = None
    late_in_invalid: bool | None = None
    only_absence: bool | None = None
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout: where it is from, what its columns are, and the answers to its questions."""

    name: str
    signature: str
    kind: FileKind
    columns: tuple[Column, ...]
    answers: Answers = Answers()
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int = 1
    sheet: str | None = None
    duplicates: Duplicates = Duplicates.REJECT
    codes: Mapping[str, Status] = field(default_factory=dict)
    verified: bool = True
    """False where no real file of this layout has been seen: somebody must look at it once."""

    def header(self, wanted: Field) -> str | None:
        """The normalised header that holds `wanted`, None where no column does."""
        return next((column.header for column in self.columns if column.field is wanted), None)


def signature(headers: Iterable[str]) -> str:
    """SHA-256 of the sorted normalised headers, empty ones left out."""
    return hashlib.sha256("\n".join(sorted(filter(None, headers))).encode()).hexdigest()


def as_json(profile: Profile) -> str:
    """The profile as an indented JSON text, keys in a fixed order."""
    answers = profile.answers
    return json.dumps(
        {
            "schema": SCHEMA,
            "name": profile.name,
            "signature": profile.signature,
            "kind": profile.kind.key,
            "encoding": profile.encoding,
            "delimiter": profile.delimiter,
            "header_row": profile.header_row,
            "sheet": profile.sheet,
            "columns": [
                {"field": column.field.key, "header": column.header, "unit": column.unit.key}
                for column in profile.columns
            ],
            "answers": {
                "absence_means": answers.absence_means.key if answers.absence_means else None,
                "unreported": answers.unreported.key if answers.unreported else None,
                "late_in_invalid": answers.late_in_invalid,
                "only_absence": answers.only_absence,
                "month_first": answers.month_first,
            },
            "duplicates": profile.duplicates.key,
            "codes": {text: status.key for text, status in sorted(profile.codes.items())},
            "verified": profile.verified,
        },
        ensure_ascii=False,
        indent=2,
    )


def from_json(text: str) -> Profile:
    """The profile in `text`; a missing signature is computed from the headers that it lists.

    Raises `WrongProfile` for other JSON, another schema or an unknown word.
    """
    try:
        facts = json.loads(text)
        if facts["schema"] != SCHEMA:
            raise WrongProfile("schema")
        return _profile(facts)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise WrongProfile(type(error).__name__) from None


def load(path: Path) -> Profile:
    """The profile in a file, which anybody may have written; raises `WrongProfile`."""
    try:
        if not path.is_file():  # a pipe would be waited for
            raise WrongProfile("file")
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise WrongProfile("size")
        profile = from_json(text.decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise WrongProfile("file") from None
    if odd := next(_odd_parts(profile), None):
        raise WrongProfile(odd)
    return profile


def shipped() -> tuple[Profile, ...]:
    """The layouts that the program knows from the start."""
    return tuple(
        load(path) for path in sorted(resource("profiles").glob("*.json")) if path.stem not in _WORDS
    )


def _odd_parts(profile: Profile) -> Iterator[str]:
    """What no profile of ours says, and what reading a file by it would fail on."""
    answers = profile.answers
    texts = (profile.name, profile.sheet or "", profile.encoding or "", *profile.codes)
    told = {
        "signature": isinstance(profile.signature, str) and _SIGNATURE.fullmatch(profile.signature),
        "words": all(
            isinstance(text, str) and len(text) <= _LONGEST and text.isprintable() for text in texts
        ),
        "columns": len(profile.columns) <= _MOST
        and all(len(column.header) <= _LONGEST for column in profile.columns),
        "answers": all(one in (None, True, False) for one in (answers.late_in_invalid, answers.only_absence)),
        "delimiter": profile.delimiter in (None, *DELIMITERS),
        "header_row": profile.header_row > 0,
        "codes": len(profile.codes) <= _MOST,
    }
    return (part for part, is_right in told.items() if not is_right)


def _profile(facts: Mapping[str, Any]) -> Profile:
    answers = facts.get("answers", {})
    means, unreported = answers.get("absence_means"), answers.get("unreported")
    headers = facts.get("headers", ())
    return Profile(
        name=str(facts["name"]),
        signature=facts.get("signature") or signature(map(normalised, headers)),
        kind=FileKind.of(facts["kind"]),
        columns=tuple(
            Column(
                Field.of(entry["field"]),
                normalised(str(entry["header"])),
                Unit.of(entry.get("unit", "minute")),
            )
            for entry in facts["columns"]
        ),
        answers=Answers(
            AbsenceMeans.of(means) if means else None,
            Unreported.of(unreported) if unreported else None,
            answers.get("late_in_invalid"),
            answers.get("only_absence"),
            bool(answers.get("month_first", False)),
        ),
        encoding=facts.get("encoding"),
        delimiter=facts.get("delimiter"),
        header_row=int(facts.get("header_row", 1)),
        sheet=facts.get("sheet"),
        duplicates=Duplicates.of(facts.get("duplicates", "reject")),
        codes={str(text): Status.of(status) for text, status in facts.get("codes", {}).items()},
        verified=facts.get("verified", True) is True,
    )
