"""Pupil lists: one row for each pupil, with number, name and class, and nothing else of her."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import repeat

from narvaro_desktop.absence_files.caches import PROTECTED, Pupils
from narvaro_desktop.absence_files.faults import Exclusion, RowFault, fault_of
from narvaro_desktop.absence_files.fields import Field, Unit
from narvaro_desktop.absence_files.sifting import Sieve

_PARTS = (Field.IDENTITY, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.CLASS)


class PupilList:
    """Collects a list; `take` each chunk, then `pupils` holds each pupil once."""

    unit = Unit.TEXT
    coverage_known = split_known = True

    def __init__(self, places: Mapping[Field, int], sieve: Sieve, start: date | None) -> None:
        self.pupils = Pupils(start)
        self._places = places
        self._sieve = sieve
        self.rows: list[int] = []
        """The row of the file where each pupil stands."""

    def take(self, records: list[list[str]], rows: Sequence[int]) -> None:
        """Read one chunk; `rows` are the records' numbers in the file."""
        records, rows = self._sieve.even(records, rows)
        for record, row in zip(records, rows, strict=True):
            if self._sieve.is_none(record):
                continue
            number, name, first, last, class_name = map(self._cell, repeat(record), _PARTS)
            place = self.pupils[number, name, first, last, class_name]
            if place == PROTECTED:
                self._sieve.hide(record)
            elif place < 0:
                entry = Field.IDENTITY if Field.IDENTITY in self._places else Field.NAME
                self._sieve.reject(row, entry, self._cell(record, entry), fault_of(place))
            elif place < len(self.rows):
                if self.pupils.pupils[place].identity.number:
                    self._sieve.exclude(Exclusion.DUPLICATE)
                else:  # two of one name in one class may be two pupils
                    name = self._cell(record, Field.NAME)
                    self._sieve.reject(row, Field.NAME, name, RowFault.SEVERAL_PUPILS)
            else:
                self.rows.append(row)

    def _cell(self, record: Sequence[str], entry: Field) -> str:
        place = self._places.get(entry)
        return "" if place is None else record[place]
