"""Where a protected pupil is named outside her own row: taken out of what others can read, kept in her cell.

What left the school, and the decision's document, are emptied; in all other text her name is her alias. Text
of class K is written again without the name by whoever may read it; of other classes only its readers can.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Table, Text, or_, select

from narvaro_desktop.domain.municipality import same_municipality
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.cells import Place, class_of
from narvaro_desktop.store.changes import forget
from narvaro_desktop.store.entries import MODELS
from narvaro_desktop.store.errors import CellRefused
from narvaro_desktop.store.tables import CaseRow, StudentRow
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.privacy.extract_rows import is_plain, meetings_of, place_of
from narvaro_desktop.usecases.privacy.record_map import Whole, whole_of
from narvaro_desktop.usecases.work import Work

Copy = list[object]
"""Table, record, column, value, whether it is text, and what stands there now: as JSON in her cell."""
HIDDEN: Final = "[skyddat]"
_DOCUMENTS: Final = frozenset({("inquiry_decision", "document")})
_NOT_EMPTIED: Final = frozenset({"sent_package"})
"""Its envelope names nobody; the ledger needs it."""
_OWN: Final = frozenset(
    {"student", "guardian", "alias", "protected_identity", "rights_request", "access_log"}
)
_NOT_SOUGHT: Final = _OWN | {
    "change", "checkpoint", "draft", "person", "staff", "setting", "pack", "key_card", "import_profile",
}  # fmt: skip
"""Tables in which other pupils' text may name her, but these cannot or are hers."""


class Naming:
    """What tells who she is, as it may stand in a text; `said` as her cell keeps it."""

    def __init__(self, said: Mapping[str, Any], alias: str, huvudman: str) -> None:
        self._alias = alias
        given, family = said["given_name"].split(), said["family_name"].split()
        guardians, number = said["guardians"], said["identity_number"] or ""
        home = said["home_municipality"] or ""
        own = _capitalised([*given, *family])
        others = [part for one in guardians for part in _capitalised(one["name"].split())]
        told = ["" if same_municipality(home, huvudman) else home, said["class_name"]]
        told.append(said.get("also_attends") or "")
        told += [one["phone"] or "" for one in guardians]
        self._own = _any_of(own)
        self._others = _any_of([one for one in [*others, *told] if one.strip() and one not in own])
        self._number = _number(number)
        whole = [f"{' '.join(given)} {' '.join(family)}", f"{' '.join(family)}, {' '.join(given)}"]
        self._whole = _any_of([one for one in whole if given and family])
        self.sought = [part for part in (said["family_name"], number[2:8]) if part]

    def out_of(self, text: str) -> str:
        """A text of her own records without her."""
        return self._swept(text, self._own, self._others)

    def out_of_others(self, text: str) -> str:
        """A text of another's: her whole name and her number alone, since a sibling bears half of it."""
        return self._swept(text, self._whole, None)

    def _swept(self, text: str, own: re.Pattern[str] | None, others: re.Pattern[str] | None) -> str:
        try:
            told = json.loads(text) if text[:1] in "{[" else None
        except ValueError:
            told = None
        if isinstance(told, dict | list):
            return json.dumps(_each(told, lambda one: self._words(one, own, others)), ensure_ascii=False)
        return self._words(text, own, others)

    def _words(self, text: str, own: re.Pattern[str] | None, others: re.Pattern[str] | None) -> str:
        for pattern, instead in ((own, self._alias), (others, HIDDEN), (self._number, HIDDEN)):
            if pattern is not None:
                text = pattern.sub(instead, text)
        return re.sub(rf"(?:{re.escape(self._alias)}[ ,]*){{2,}}(?<![ ,])", self._alias, text)


def naming_of(work: Work, said: Mapping[str, Any], alias: str) -> Naming:
    """What to look for here."""
    return Naming(said, alias, settings.profile(work).huvudman)


def take(work: Work, student: StudentRow, naming: Naming) -> list[Copy]:
    """Take her out of every text that can be read here; called while her row still says who she is."""
    whole = whole_of(work.session, student)
    hers = {(name, _key(name, row)) for name, rows in whole.rows.items() for row in rows}
    found = [
        *_of_her_own(work, student, whole, naming),
        *_of_others(work, naming, hers),
    ]
    _forget(work, found)
    return found


def count_since(work: Work, student: StudentRow, naming: Naming) -> int:
    """How many texts of her cases that all can read name her, typed after she was marked."""
    return len(list(_since(work, student, naming)))


def take_since(work: Work, student: StudentRow, naming: Naming) -> list[Copy]:
    """Write her alias there."""
    found = [_write(work, *one) for one in list(_since(work, student, naming))]
    _forget(work, found)
    return found


def put_back(work: Work, copies: Sequence[Sequence[Any]]) -> None:
    """Each text as it was, where nobody has written in it since."""
    for table, record, column, value, is_text, *left in copies:
        held = work.session.get(MODELS[table], _of_type(table, record))
        if held is not None and (not left or _stored(getattr(held, column)) == left[0]):
            setattr(held, column, value if is_text else b64decode(value))
    _forget(work, [list(one) for one in copies])


def _of_her_own(work: Work, student: StudentRow, whole: Whole, naming: Naming) -> Iterator[Copy]:
    meetings = meetings_of(whole)
    for name, rows in whole.rows.items():
        for row, column in product(rows, () if name in _OWN else _table(name).c):
            value = row[column.key]
            now = value
            is_file = isinstance(value, bytes) and "class" not in column.info and name not in _NOT_EMPTIED
            if value and (is_file or (name, column.key) in _DOCUMENTS):
                now = None if column.nullable else type(value)()
            elif isinstance(value, str) and isinstance(column.type, Text):
                now = "" if column.key == "class_name" else naming.out_of(value)
            elif isinstance(value, bytes) and is_plain(column, row):
                now = naming.out_of(value.decode()).encode()
            elif isinstance(value, bytes) and "class" in column.info:
                now = _written_again(work, naming, place_of(student.id, meetings, name, row, column), value)
            if now != value:
                yield _write(work, name, row, column, now)


def _since(
    work: Work, student: StudentRow, naming: Naming
) -> Iterator[tuple[str, Mapping[str, Any], Column[Any], Any]]:
    cases = work.session.scalars(select(CaseRow.id).where(CaseRow.student_id == student.id)).all()
    for name, rows in whole_of(work.session, student, cases).rows.items():
        for row, column in product(rows, () if name in _OWN else _table(name).c):
            value = row[column.key]
            if isinstance(value, str) and isinstance(column.type, Text):
                now: str | bytes = naming.out_of(value)
            elif isinstance(value, bytes) and is_plain(column, row):
                now = naming.out_of(value.decode()).encode()
            else:
                continue
            if now != value:
                yield name, row, column, now


def _written_again(work: Work, naming: Naming, place: Place, cell: bytes) -> bytes:
    try:
        is_known = class_of(cell)[1] is InfoClass.COUNSELLING
    except CellRefused:
        return cell
    text = work.unseal(place, cell) if is_known else None
    if text is None or (swept := naming.out_of(text)) == text:
        return cell
    return work.seal(InfoClass.COUNSELLING, place, swept)


def _of_others(work: Work, naming: Naming, hers: Collection[tuple[str, str]]) -> Iterator[Copy]:
    for name, table in Base.metadata.tables.items():
        texts = [one for one in table.c if isinstance(one.type, Text) and not one.primary_key]
        if name in _NOT_SOUGHT or not texts or not naming.sought:
            continue
        near = or_(*(one.contains(part, autoescape=True) for one in texts for part in naming.sought))
        for row in [dict(one) for one in work.session.execute(select(table).where(near)).mappings()]:
            if (name, _key(name, row)) in hers:
                continue
            for column in texts:
                value = row[column.key]
                if value and (swept := naming.out_of_others(value)) != value:
                    yield _write(work, name, row, column, swept)


def _write(work: Work, name: str, row: Mapping[str, Any], column: Column[Any], now: Any) -> Copy:
    held = work.session.get_one(MODELS[name], _of_type(name, _key(name, row)))
    value = row[column.key]
    setattr(held, column.key, now)
    return [name, _key(name, row), column.key, _stored(value), isinstance(value, str), _stored(now)]


def _forget(work: Work, copies: Sequence[Sequence[Any]]) -> None:
    """Let the change entries not say what the rows said before."""
    work.session.flush()
    for name in {str(copy[0]) for copy in copies}:
        if "id" in _table(name).c:
            forget(work.session, MODELS[name], [UUID(str(copy[1])) for copy in copies if copy[0] == name])


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _key(name: str, row: Mapping[str, Any]) -> str:
    return "/".join(str(row[column.key]) for column in _table(name).primary_key)


def _of_type(name: str, key: str) -> Any:
    """A primary key as the session looks it up."""
    columns = _table(name).primary_key
    found = [column.type.python_type(part) for column, part in zip(columns, key.split("/"), strict=True)]
    return found[0] if len(found) == 1 else tuple(found)


def _stored(value: Any) -> Any:
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _each(told: Any, act: Callable[[str], str]) -> Any:
    if isinstance(told, dict):
        return {key: _each(value, act) for key, value in told.items()}
    if isinstance(told, list):
        return [_each(value, act) for value in told]
    return act(told) if isinstance(told, str) else told


def _capitalised(words: Sequence[str]) -> list[str]:
    return [word for word in words if word[:1].isupper() and len(word) > 1]


def _any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    """One of the words, also in the genitive."""
    found = "|".join(re.escape(one.strip()) for one in sorted(set(words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{found})s?(?!\w)", re.IGNORECASE) if found else None


def _number(number: str) -> re.Pattern[str] | None:
    """Her identity number, with or without century and hyphen, and the day she was born."""
    if len(number) < 9:
        return None
    year, month, day, last = number[:4], number[4:6], number[6:8], number[8:]
    born = rf"{year}-?{month}-?{day}"
    whole = rf"(?:{year[:2]})?{number[2:8]}[-+ ]?{last}"
    return re.compile(rf"(?<!\d)(?:{whole}|{born}(?:[-+ ]?{last})?)(?!\d)", re.IGNORECASE)
