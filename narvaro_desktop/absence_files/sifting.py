"""What is no row (blanks, headings, sums, protected pupils) is set apart, and everything is counted."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress

from narvaro_desktop.absence_files.caches import Numbers, yes
from narvaro_desktop.absence_files.faults import Exclusion, RowFault
from narvaro_desktop.absence_files.fields import Field
from narvaro_desktop.absence_files.headers import normalised
from narvaro_desktop.absence_files.rows import RowError
from narvaro_desktop.absence_files.values import NO_EVENT_CELL

MOST_ERRORS = 50_000
_SUM = re.compile(r"(summa|totalt?|medel|medelvärde|genomsnitt|snitt|antal)\b", re.IGNORECASE)
_GROUP = re.compile(r"\s*(klass|grupp|mentorsgrupp|årskurs|skola|enhet)\s*:\s*(.*)", re.IGNORECASE)
_NO_CLASS = ("skola", "enhet")
_PUPIL = re.compile(r"\s*(elev|elevens namn|namn)\s*:\s*(.*)", re.IGNORECASE)
_WITH_CLASS = re.compile(
    r"(.+?)\s*(?:,\s*(?:klass\s*)?|\(\s*)([F0-9][0-9]?\s?[A-ZÅÄÖ]?[0-9]?)\s*\)?", re.IGNORECASE
)
_FEW_CELLS = 4
_A_NUMBER = re.compile(r"[0-9]{6,8}[-+–]?[0-9TF]{4}")


class Sieve:
    """Counts every non-blank record once: as a row, an error or an exclusion."""

    def __init__(self, header: Sequence[str], places: Mapping[Field, int], marks: Sequence[int] = ()) -> None:
        """`marks` are columns that mark protected pupils, whatever else they were said to be."""
        self.rows_in = 0
        self.rejected = 0
        self.excluded: Counter[Exclusion] = Counter()
        self.errors: list[RowError] = []
        self._group: str | None = None
        self._pupil: str | None = None
        self.units: Counter[str] = Counter()
        """The rows of each school, where the file names schools."""
        self._unit = ""
        self._header = header
        self._names = frozenset(filter(None, map(normalised, header)))
        self._places = places
        said = [places[Field.PROTECTED]] if Field.PROTECTED in places else []
        self._marks = tuple(dict.fromkeys([*marks, *said]))
        self._protected = Numbers(yes)
        self.hidden: set[int] = set()

    def group_rows(self, titles: Sequence[Sequence[str]] = (), has_pupil: bool = True) -> dict[Field, int]:
        """From now on group rows ("Klass: 7A") give the class of those below, and where no column names the
        pupil also her ("Elev: Tuva Blåbärsskog"); answers the places of the columns that come of it.
        """
        self._group = ""
        self._pupil = None if has_pupil else ""
        for title in titles:
            self._begins_group([cell for cell in title if cell.strip()])
        width = len(self._header)
        return {Field.CLASS: width} if has_pupil else {Field.CLASS: width, Field.NAME: width + 1}

    def only(self, unit: str) -> None:
        """Leave out the rows of other schools than `unit`; "" keeps all."""
        self._unit = unit.casefold()

    def even(self, records: list[list[str]], rows: Sequence[int]) -> tuple[list[list[str]], Sequence[int]]:
        """The records as wide as the header, without blank, protected and NUL-bearing ones."""
        width = len(self._header)
        if self._group is not None:
            records, rows = self._grouped(records, rows, width)
            width += 1 if self._pupil is None else 2
        if set(map(len, records)) != {width}:
            records, rows = self._mended(records, rows, width)
        self.rows_in += len(records)
        if Field.UNIT in self._places:
            records, rows = self._of_unit(records, rows)
        for mark in self._marks:
            records, rows = self._open(records, rows, mark)
        return records, rows

    def _open(
        self, records: list[list[str]], rows: Sequence[int], mark: int
    ) -> tuple[list[list[str]], Sequence[int]]:
        """The records whose pupils are not protected by this column."""
        open_to_see = [not self._protected[record[mark]] or self._is_heading(record) for record in records]
        for place, is_open in enumerate(open_to_see):
            if not is_open:
                self.hide(records[place])
        return list(compress(records, open_to_see)), list(compress(rows, open_to_see))

    def without_nul(
        self, records: list[list[str]], rows: Sequence[int]
    ) -> tuple[list[list[str]], Sequence[int]]:
        """The records that hold no NUL character; the others are rejected."""
        clean = [not any("\0" in cell for cell in record) for record in records]
        for place in (place for place, fine in enumerate(clean) if not fine):
            self.rows_in += 1
            self._add(RowError(rows[place], "", "", RowFault.CHARACTER))
        return list(compress(records, clean)), list(compress(rows, clean))

    def unreadable(self, record: list[str], row: int, entry: Field, fault: RowFault) -> None:
        """Sort a row that did not read: blank, a heading or sum that is excluded, or an error."""
        if not any(map(str.strip, record)):
            self.rows_in -= 1
        elif (why := self._sort_of(record)) is not None:
            self.excluded[why] += 1
        else:
            place = self._places.get(entry, self._places.get(Field.NAME))
            self.reject(row, entry, "" if place is None else record[place], fault)

    def reject(self, row: int, entry: Field, value: str, fault: RowFault) -> None:
        place = self._places.get(entry)
        self._add(
            RowError(row, "" if place is None else self._header[place], masked_cell(value, entry), fault)
        )

    def exclude(self, why: Exclusion) -> None:
        self.excluded[why] += 1

    def hide(self, record: list[str]) -> None:
        """Leave out a row of a protected pupil; whose it is, is only counted."""
        self.excluded[Exclusion.PROTECTED] += 1
        whose = [self._places[part] for part in (Field.IDENTITY, Field.NAME) if part in self._places]
        self.hidden.add(hash(next((record[place].strip() for place in whose if record[place].strip()), "")))

    def is_none(self, record: list[str]) -> bool:
        """True for a blank row, a heading or a sum, counted as such."""
        if not any(map(str.strip, record)):
            self.rows_in -= 1
            return True
        why = self._sort_of(record)
        if why is not None:
            self.excluded[why] += 1
        return why is not None

    def _add(self, error: RowError) -> None:
        self.rejected += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(error)

    def _is_heading(self, record: list[str]) -> bool:
        return self._sort_of(record) is not None

    def _sort_of(self, record: list[str]) -> Exclusion | None:
        """What a record is that is no row of a pupil, None where it is one."""
        filled = [cell for cell in record[: len(self._header)] if cell.strip()]
        if not filled:
            return None
        if _GROUP.fullmatch(filled[0]):
            return Exclusion.GROUP
        if _SUM.match(filled[0].strip()):
            return Exclusion.SUM
        known = sum(normalised(cell) in self._names for cell in filled)
        return Exclusion.HEADING if len(filled) == 1 or 2 * known > len(filled) else None

    def _of_unit(
        self, records: list[list[str]], rows: Sequence[int]
    ) -> tuple[list[list[str]], Sequence[int]]:
        """Count the rows of each school, and keep those of the wanted one."""
        place = self._places[Field.UNIT]
        names = [record[place].strip() for record in records]
        self.units.update(filter(None, names))
        if not self._unit:
            return records, rows
        kept = [not name or name.casefold() == self._unit for name in names]
        self.excluded[Exclusion.OTHER_UNIT] += len(kept) - sum(kept)
        return list(compress(records, kept)), list(compress(rows, kept))

    def _begins_group(self, filled: Sequence[str]) -> bool:
        """Whether these cells begin a class or a pupil, whom the rows below belong to."""
        if not filled:
            return False
        if self._pupil is not None and (found := _PUPIL.fullmatch(filled[0])):
            name = found[2].strip() or (filled[1].strip() if len(filled) > 1 else "")
            if parted := _WITH_CLASS.fullmatch(name):
                name, self._group = parted[1], parted[2]
            self._pupil = name
            for more in filled[1:]:
                self._begins_group([more])
            return True
        if (found := _GROUP.fullmatch(filled[0])) and len(filled) <= 2:
            if found[1].casefold() not in _NO_CLASS:
                self._group = found[2].strip() or "".join(filled[1:]).strip()
            return True
        return False

    def _grouped(
        self, records: list[list[str]], rows: Sequence[int], width: int
    ) -> tuple[list[list[str]], Sequence[int]]:
        """The records with the class of their group as a last cell, blank and group rows taken out."""
        grouped: list[list[str]] = []
        numbers: list[int] = []
        for record, row in zip(records, rows, strict=True):
            few = len(record) - record.count("") <= width // 2 + 1
            filled = [cell for cell in record if cell.strip()] if few else record
            if not filled or not any(map(str.strip, record)):
                continue
            if self._begins_group(filled):
                self.rows_in += 1
                self.excluded[Exclusion.GROUP] += 1
                continue
            cut = record[:width] if self._cut(record, width) else record
            told = [self._group or ""] if self._pupil is None else [self._group or "", self._pupil]
            grouped.append([*cut, *told])
            numbers.append(row)
        return grouped, numbers

    def _mended(
        self, records: list[list[str]], rows: Sequence[int], width: int
    ) -> tuple[list[list[str]], Sequence[int]]:
        """Blank records dropped without a count, empty cells beyond the header cut, other widths rejected."""
        even: list[list[str]] = []
        numbers: list[int] = []
        for record, row in zip(records, rows, strict=True):
            if len(record) == width or self._cut(record, width):
                even.append(record[:width])
                numbers.append(row)
            elif any(map(str.strip, record)):
                self.rows_in += 1
                if (why := self._sort_of(record)) is not None:
                    self.excluded[why] += 1
                else:
                    self._add(RowError(row, "", f"{len(record)} / {width}", RowFault.COLUMNS))
        return even, numbers

    def _cut(self, record: list[str], width: int) -> bool:
        return len(record) > width and not any(map(str.strip, record[width:])) and any(map(str.strip, record))


def begins_group(row: Sequence[str]) -> bool:
    """Whether a row is the heading of a class or a pupil ("Klass: 7A")."""
    if len(row) - row.count("") > _FEW_CELLS:
        return False
    filled = [cell for cell in row if cell.strip()]
    return 0 < len(filled) <= 2 and bool(_GROUP.fullmatch(filled[0]) or _PUPIL.fullmatch(filled[0]))


def names_pupil(row: Sequence[str]) -> bool:
    """Whether a row says whose the rows below it are ("Elev: Tuva Blåbärsskog")."""
    return any(_PUPIL.fullmatch(cell) for cell in row)


def masked_cell(value: str, entry: Field) -> str:
    """The cell for an error list: an identity keeps its year at most, a name nothing but its length."""
    if value == NO_EVENT_CELL:
        return ""
    if entry is Field.IDENTITY:
        shown = re.sub(r"\w", "•", value[4:24])
        return (value[:4] if value[:4].isdigit() else re.sub(r"\w", "•", value[:4])) + shown
    if entry in (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME):
        return re.sub(r"\w", "•", value[:40])
    return _A_NUMBER.sub("••••••••-••••", value[:40])
