"""Which pupil of the vault a pupil of a file is: by number, else by name and class, never by a guess."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from sqlalchemy import select

from narvaro_desktop.absence_files.rows import Pupil
from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.domain.terms import IdentityType
from narvaro_desktop.store.tables import AliasRow, StudentRow
from narvaro_desktop.usecases.privacy.hidden_identity import Hidden
from narvaro_desktop.usecases.work import Work

CLOSE: Final = 90
"""How alike two names must be (0–100, token_sort_ratio) for the program to ask whether they are one pupil."""

_TEMPORARY = {IdentityType.T_NUMBER, IdentityType.TF_NUMBER, IdentityType.OTHER, IdentityType.NONE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pupil of the vault that a person may say is meant."""

    student: int
    name: str
    class_name: str


@dataclass(frozen=True, slots=True)
class Question:
    """A pupil of the file (its index) who may be one of these; a person answers."""

    pupil: int
    name: str
    class_name: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """`student_of` holds, for each pupil of the file, the pupil's number in the vault, or None."""

    student_of: tuple[int | None, ...]
    unknown: tuple[int, ...]
    protected: frozenset[int]
    questions: tuple[Question, ...]
    renumbered: Mapping[int, int]
    """Pupils of the file whose personnummer replaces a temporary number, and the pupil they are."""
    renamed: Mapping[int, str]
    """Pupils of the file who have the name of one pupil in another class, and that class."""


def match(
    work: Work,
    source: str,
    pupils: Sequence[Pupil],
    answers: Mapping[int, int | None],
    same_name: bool | None = None,
) -> Matching:
    """Find each of `pupils`; `answers` are a person's own (index → number, None = none of them).

    `same_name` is her answer for those who have the name of one pupil in another class; None: they wait.
    """
    students = list(work.session.scalars(select(StudentRow)))
    register = _Register(students, _aliases(work, source))
    found: list[int | None] = []
    unknown: list[int] = []
    questions: list[Question] = []
    renumbered: dict[int, int] = {}
    renamed: dict[int, str] = {}
    for index, pupil in enumerate(pupils):
        number = answers[index] if index in answers else register.by_identity(pupil)
        if number is None and index not in answers:
            number, candidates = register.by_name(pupil)
            if number is None and not candidates:
                elsewhere = register.elsewhere(pupil)
                if len(elsewhere) == 1:
                    renamed[index] = elsewhere[0].class_name
                    number = elsewhere[0].student if same_name else None
                else:
                    candidates = elsewhere
            if number is not None and register.is_renumbered(number, pupil):
                renumbered[index] = number
            if candidates:
                questions.append(Question(index, pupil.name, pupil.class_name, candidates))
        waits = (questions and questions[-1].pupil == index) or (index in renamed and same_name is None)
        if number is None and not waits:
            unknown.append(index)
        found.append(number)
    _find_hidden(work, pupils, found, unknown, questions)
    hidden = {row.number for row in students if row.protected}
    protected = frozenset(index for index, number in enumerate(found) if number in hidden)
    return Matching(tuple(found), tuple(unknown), protected, tuple(questions), renumbered, renamed)


def _find_hidden(
    work: Work,
    pupils: Sequence[Pupil],
    found: list[int | None],
    unknown: list[int],
    questions: list[Question],
) -> None:
    """Those whom nobody knows, tried against the pupils who are kept under an alias."""
    hidden = Hidden(work)
    for index in [index for index, number in enumerate(found) if number is None] if hidden else ():
        found[index] = hidden.number_of(pupils[index])
    unknown[:] = [index for index in unknown if found[index] is None]
    questions[:] = [question for question in questions if found[question.pupil] is None]


def tokens(name: str) -> str:
    """A name as it is compared: case folded, words sorted."""
    return " ".join(sorted(search_key(name.replace(",", " ")).split()))


class _Register:
    """The pupils of the vault, ready to be looked up."""

    def __init__(self, students: list[StudentRow], aliases: dict[tuple[str, str], int]) -> None:
        self._by_number = {row.number: row for row in students}
        self._by_identity = {row.identity_number: row.number for row in students if row.identity_number}
        self._by_name: dict[tuple[str, str], list[StudentRow]] = defaultdict(list)
        self._in_class: dict[str, list[StudentRow]] = defaultdict(list)
        self._named: dict[str, list[StudentRow]] = defaultdict(list)
        self._aliases = aliases
        for row in students:
            self._by_name[tokens(row.name), search_key(row.class_name)].append(row)
            self._in_class[search_key(row.class_name)].append(row)
            if not row.protected:
                self._named[tokens(row.name)].append(row)

    def by_identity(self, pupil: Pupil) -> int | None:
        return self._by_identity.get(pupil.identity.number) if pupil.identity.number else None

    def by_name(self, pupil: Pupil) -> tuple[int | None, tuple[Candidate, ...]]:
        """The one pupil with that name in that class, or those whom a person must choose between."""
        if not pupil.name:
            return None, ()
        class_key = search_key(pupil.class_name)
        if known := self._aliases.get((tokens(pupil.name), class_key)):
            return known, ()
        exact = [row for row in self._by_name[tokens(pupil.name), class_key] if self._may_be(row, pupil)]
        if len(exact) == 1:
            return exact[0].number, ()
        near = exact or self._near(pupil, class_key)
        return None, tuple(Candidate(row.number, row.name, row.class_name) for row in near)

    def elsewhere(self, pupil: Pupil) -> tuple[Candidate, ...]:
        """Those of exactly that name in other classes: she may have moved up, or be somebody else."""
        rows = [row for row in self._named[tokens(pupil.name)] if self._may_be(row, pupil)]
        return tuple(Candidate(row.number, row.name, row.class_name) for row in rows)

    def is_renumbered(self, number: int, pupil: Pupil) -> bool:
        row = self._by_number[number]
        return row.identity_type in _TEMPORARY and pupil.identity.type is IdentityType.PERSONNUMMER

    def _near(self, pupil: Pupil, class_key: str) -> list[StudentRow]:
        rows = [row for row in self._in_class[class_key] if self._may_be(row, pupil)]
        names = [tokens(row.name) for row in rows]
        alike = process.extract(tokens(pupil.name), names, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE)
        return [rows[index] for _name, _score, index in alike]

    def _may_be(self, row: StudentRow, pupil: Pupil) -> bool:
        """Two different lasting numbers are two people, whatever their names."""
        if not (row.identity_number and pupil.identity.number):
            return True
        if row.identity_type not in _TEMPORARY and pupil.identity.type not in _TEMPORARY:
            return False
        return row.identity_number[:8] == pupil.identity.number[:8]


def _aliases(work: Work, source: str) -> dict[tuple[str, str], int]:
    rows = work.session.scalars(select(AliasRow).where(AliasRow.source == source))
    return {(row.name, row.class_name): row.student for row in rows}


def remember(work: Work, source: str, pupil: Pupil, student: int) -> None:
    """Keep a person's word that this spelling is that pupil."""
    key = (source, tokens(pupil.name), search_key(pupil.class_name))
    if work.session.get(AliasRow, key) is None:
        work.session.add(AliasRow(source=key[0], name=key[1], class_name=key[2], student=student))


def school_year(class_name: str) -> int | None:
    """The årskurs that a class name begins with (F = 0), None where it begins with none."""
    name = class_name.strip()
    if name[:1].upper() == "F":
        return 0
    digits = name[:2] if name[:2].isdigit() else name[:1]
    return int(digits) if digits.isdigit() and int(digits) <= 10 else None


def split_name(name: str) -> tuple[str, str]:
    """(given, family): `Blåbärsskog, Elvira` and `Elvira Blåbärsskog` are the same pupil."""
    if "," in name:
        family, given = name.split(",", 1)
        return given.strip(), family.strip()
    given, _blank, family = name.strip().rpartition(" ")
    return (given, family) if given else (family, "")
