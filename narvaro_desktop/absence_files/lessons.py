"""Lesson files: chunks of records in, a table of whole numbers and the errors out.

The work is done column by column, each distinct cell read once, so that a file costs little more than the
csv reader that delivers it. A fault is a number below zero, so the smallest number judges a whole column.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import compress, repeat
from operator import add, gt, not_, sub

from narvaro_desktop.absence_files import reasons
from narvaro_desktop.absence_files.caches import PROTECTED, Numbers, Pupils, Texts, reported, yes
from narvaro_desktop.absence_files.faults import RowFault, code, fault_of
from narvaro_desktop.absence_files.fields import AbsenceMeans, Field, Status, Unit
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.absence_files.rows import LessonRow, Table
from narvaro_desktop.absence_files.sifting import Sieve
from narvaro_desktop.absence_files.statuses import known_words
from narvaro_desktop.absence_files.values import clock, day_reader, hours, instant, minutes

Numeric = list[int]
_AMOUNTS = (
    Field.ATTENDANCE,
    Field.ABSENCE,
    Field.TOTAL,
    Field.VALID,
    Field.INVALID,
    Field.OTHER,
    Field.LATE,
    Field.UNREPORTED,
    Field.PLANNED,
)


class Lessons:
    """Collects a lesson file; `take` each chunk, then `table`, `pupils` and the sieve's counts hold all."""

    def __init__(
        self, profile: Profile, places: Mapping[Field, int], sieve: Sieve, start: date | None
    ) -> None:
        self.table = Table()
        self.pupils = Pupils(start)
        self.activities, self.staff, self.reasons = Texts(), Texts(), Texts()
        self.corrected = 0
        self._answers = profile.answers
        self._places = places
        self._sieve = sieve
        self._caches = _converters(profile, places)
        self._is_lump = reasons.is_lump(places.keys(), profile.answers)
        self._is_told = bool(places.keys() & {Field.TOTAL, Field.ABSENCE})
        if reasons.decide(places.keys(), profile.answers):
            self._caches[Field.REASON] = Numbers(reasons.reader(profile.codes))

    @property
    def coverage_known(self) -> bool:
        return bool(self._places.keys() & {Field.REPORTED, Field.UNREPORTED, Field.STATUS})

    @property
    def split_known(self) -> bool:
        known = {Field.VALID, Field.INVALID, Field.STATUS}
        if Field.REASON in self._caches or self._answers.absence_means is AbsenceMeans.UNNOTIFIED:
            return True
        return bool(self._places.keys() & known)

    def take(self, records: list[list[str]], rows: Sequence[int]) -> None:
        """Read one chunk; `rows` are the records' numbers in the file."""
        records, rows = self._sieve.even(records, rows)
        if not records:
            return
        cells = list(zip(*records, strict=True))
        read = self._numbers(cells)
        if min(read[Field.DATE]) < 0:
            records, rows = self._rows_of_pupils(records, rows, read[Field.DATE])
            if not records:
                return
            cells = list(zip(*records, strict=True))
            read = self._numbers(cells)
        pupils = self._pupil_column(cells)
        faulty = [Field.IDENTITY] if min(pupils) < 0 else []
        faulty += [entry for entry, column in read.items() if min(column) < 0]
        if faulty:
            kept = self._drop_unreadable(records, rows, {**read, Field.IDENTITY: pupils}, faulty)
            pupils, rows = list(compress(pupils, kept)), list(compress(rows, kept))
            read = {entry: list(compress(column, kept)) for entry, column in read.items()}
            cells = [tuple(compress(column, kept)) for column in cells]
        if pupils:
            self._weigh(cells, rows, pupils, read)

    def _numbers(self, cells: Sequence[Sequence[str]]) -> dict[Field, Numeric]:
        return {
            entry: list(map(cache.__getitem__, cells[self._places[entry]]))
            for entry, cache in self._caches.items()
        }

    def _rows_of_pupils(
        self, records: list[list[str]], rows: Sequence[int], days: Numeric
    ) -> tuple[list[list[str]], Sequence[int]]:
        """Without the headings and sums among those without a day: they begin with nobody's name."""
        kept = [
            day >= 0 or not self._sieve.is_none(record) for day, record in zip(days, records, strict=True)
        ]
        return list(compress(records, kept)), list(compress(rows, kept))

    def _pupil_column(self, cells: Sequence[Sequence[str]]) -> Numeric:
        parts = (Field.IDENTITY, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.CLASS)
        found = [cells[self._places[part]] if part in self._places else repeat("") for part in parts]
        return list(map(self.pupils.__getitem__, zip(*found, strict=False)))

    def _drop_unreadable(
        self,
        records: list[list[str]],
        rows: Sequence[int],
        read: Mapping[Field, Numeric],
        faulty: Sequence[Field],
    ) -> list[bool]:
        kept = [True] * len(records)
        for entry in faulty:
            for place, number in enumerate(read[entry]):
                if number < 0 and kept[place]:
                    kept[place] = False
                    if number == PROTECTED:
                        self._sieve.hide(records[place])
                    else:
                        self._sieve.unreadable(records[place], rows[place], entry, fault_of(number))
        return kept

    def _weigh(
        self, cells: Sequence[Sequence[str]], rows: Sequence[int], pupils: Numeric, read: dict[Field, Numeric]
    ) -> None:
        count = len(pupils)
        zeros = [0] * count
        start = read.get(Field.START, zeros)
        planned = self._planned(read, start, zeros)
        late, other = read.get(Field.LATE, zeros), read.get(Field.OTHER, zeros)
        valid, invalid = self._absence(read, planned, other, zeros)
        known = self._reported(read, count)
        puzzling: list[int] = []
        if whose := self._whose_word(read):
            if Field.REASON in read and not self._is_told:  # nobody has seen who was not there
                valid = [time if flag else 0 for time, flag in zip(valid, known, strict=True)]
            if reasons.UNKNOWN in whose:
                told = enumerate(zip(whose, valid, strict=True))
                puzzling = [at for at, (word, time) in told if time and word == reasons.UNKNOWN]
            valid, invalid, other = _parted(whose, valid, invalid, other)
        if Field.LATE in read and self._answers.late_in_invalid is False:
            invalid = list(map(add, invalid, late))
        if Field.STATUS in read:
            valid, invalid, other, known, planned = _by_status(
                read[Field.STATUS], valid, invalid, other, known, planned
            )
        if Field.CANCELLED in read:
            planned = [0 if gone else time for gone, time in zip(read[Field.CANCELLED], planned, strict=True)]
        if 0 in known:
            known = self._corrected(known, invalid, other, read.get(Field.ATTENDANCE, zeros))
        columns: list[Sequence[int]] = [
            pupils, read[Field.DATE], start, self._texts(Field.ACTIVITY, self.activities, cells, zeros),
            planned, valid, invalid, other, late, known, read.get(Field.REPORTED_AT, zeros),
            self._texts(Field.REASON, self.reasons, cells, zeros),
            self._texts(Field.STAFF, self.staff, cells, zeros), rows,
        ]  # fmt: skip
        self.table.extend(self._within(self._explained(columns, puzzling)))

    def _texts(
        self, entry: Field, texts: Texts, cells: Sequence[Sequence[str]], zeros: Numeric
    ) -> Sequence[int]:
        place = self._places.get(entry)
        return zeros if place is None else list(map(texts.__getitem__, cells[place]))

    def _planned(self, read: Mapping[Field, Numeric], start: Numeric, zeros: Numeric) -> Numeric:
        if Field.PLANNED in read:
            return read[Field.PLANNED]
        if Field.END in read:
            return list(map(sub, read[Field.END], start))
        present = (
            read.get(entry, zeros) for entry in (Field.ATTENDANCE, Field.VALID, Field.INVALID, Field.OTHER)
        )
        return list(map(sum, zip(*present, strict=True)))

    def _absence(
        self, read: Mapping[Field, Numeric], planned: Numeric, other: Numeric, zeros: Numeric
    ) -> tuple[Numeric, Numeric]:
        valid, invalid, total = read.get(Field.VALID), read.get(Field.INVALID), read.get(Field.TOTAL)
        if bare := read.get(Field.ABSENCE):
            if self._answers.absence_means is AbsenceMeans.UNNOTIFIED:
                invalid = invalid or bare
            else:
                total = total or bare
        if total is None and valid is None and invalid is None:
            if Field.ATTENDANCE not in read:
                return zeros, zeros
            total = [
                time - here - away
                for time, here, away in zip(planned, read[Field.ATTENDANCE], other, strict=True)
            ]
        if total is None:
            return valid or zeros, invalid or zeros
        if valid is None:
            return (list(map(sub, total, invalid)), invalid) if invalid else (total, zeros)
        return valid, invalid if invalid else list(map(sub, total, valid))

    def _whose_word(self, read: Mapping[Field, Numeric]) -> Numeric | None:
        """For each row what its reason, else its status, says of a sum of absence; None where none does."""
        if Field.REASON in read:
            return read[Field.REASON]
        if Field.STATUS not in read or not self._is_lump:
            return None
        said = {Status.INVALID: Status.INVALID, Status.OTHER: Status.OTHER}
        if self._is_told:
            said[Status.PRESENT] = Status.INVALID  # who came late was away without leave
        numbers = [reasons.EXPLAINING.index(said.get(status, Status.VALID)) for status in Status]
        return [numbers[word] for word in read[Field.STATUS]]

    def _reported(self, read: Mapping[Field, Numeric], count: int) -> Numeric:
        if Field.REPORTED in read:
            return read[Field.REPORTED]
        if Field.UNREPORTED in read:
            return [0 if missing else 1 for missing in read[Field.UNREPORTED]]
        return [1] * count

    def _corrected(self, known: Numeric, *seen: Numeric) -> Numeric:
        """A lesson with attendance, invalid or other minutes was reported, whatever its flag says."""
        fixed = known.copy()
        for place in [place for place, flag in enumerate(known) if not flag]:
            if any(amounts[place] for amounts in seen):
                fixed[place] = 1
                self.corrected += 1
        return fixed

    def _explained(self, columns: list[Sequence[int]], puzzling: Sequence[int]) -> list[Sequence[int]]:
        """The rows whose reason says what their absence counts as; the others become errors."""
        if not puzzling:
            return columns
        gone, row, reason = set(puzzling), columns[-1], LessonRow._fields.index("reason")
        for at in puzzling:
            said = self.reasons.texts[columns[reason][at]]
            self._sieve.reject(row[at], Field.REASON, said, RowFault.REASON)
        kept = [at not in gone for at in range(len(row))]
        return [list(compress(column, kept)) for column in columns]

    def _within(self, columns: list[Sequence[int]]) -> list[Sequence[int]]:
        """The rows whose parts are not negative and fit in the lesson; the others become errors."""
        if not columns[0]:
            return columns
        planned, valid, invalid, other = columns[4:8]
        away = list(map(add, map(add, valid, invalid), other))
        if min(min(planned), min(valid), min(invalid)) >= 0 and not any(map(gt, away, planned)):
            return columns
        parts = list(zip(planned, valid, invalid, other, strict=True))
        kept = [min(amounts) >= 0 and sum(amounts[1:]) <= amounts[0] for amounts in parts]
        for place in compress(range(len(parts)), map(not_, kept)):
            fault = RowFault.NEGATIVE if min(parts[place]) < 0 else RowFault.LONGER
            self._sieve.reject(columns[-1][place], Field.PLANNED, f"{away[place]} / {planned[place]}", fault)
        return [list(compress(column, kept)) for column in columns]


def _converters(profile: Profile, places: Mapping[Field, int]) -> dict[Field, Numbers]:
    """What reads each column that the file has, the day first; columns of one kind share what they learn."""
    units = {column.field: column.unit for column in profile.columns}
    in_minutes, in_hours, times = Numbers(minutes), Numbers(hours), Numbers(clock)
    found = {Field.DATE: Numbers(day_reader(profile.answers.month_first)), Field.START: times}
    if Field.PLANNED not in places:
        found[Field.END] = times
    found |= {entry: in_hours if units.get(entry) is Unit.HOUR else in_minutes for entry in _AMOUNTS}
    found[Field.REPORTED] = Numbers(reported)
    found[Field.CANCELLED] = Numbers(yes)
    found[Field.REPORTED_AT] = Numbers(instant)
    found[Field.STATUS] = Numbers(_status_reader(profile.codes))
    return {entry: cache for entry, cache in found.items() if entry in places}


def _parted(
    words: Numeric, sums: Numeric, invalid: Numeric, other: Numeric
) -> tuple[Numeric, Numeric, Numeric]:
    """Valid, invalid and other: each sum of absence where its word says."""
    split = (reasons.EXPLAINING.index(status) for status in (Status.INVALID, Status.OTHER))
    moved = [[time if word == one else 0 for word, time in zip(words, sums, strict=True)] for one in split]
    valid = [time - out - away for time, out, away in zip(sums, *moved, strict=True)]
    return valid, list(map(add, invalid, moved[0])), list(map(add, other, moved[1]))


def _status_reader(codes: Mapping[str, Status]) -> Callable[[str], int]:
    order = tuple(Status)
    told = {**known_words(), **{word.strip().casefold(): status for word, status in codes.items()}}
    known = {word: order.index(status) for word, status in told.items()}
    return lambda text: known.get(text.strip().casefold(), code(RowFault.STATUS))


def _by_status(
    words: Numeric, valid: Numeric, invalid: Numeric, other: Numeric, known: Numeric, planned: Numeric
) -> tuple[Numeric, Numeric, Numeric, Numeric, Numeric]:
    """A status word speaks for the whole lesson, unless the minutes beside it already do."""
    out: tuple[Numeric, ...] = ([], [], [], [], [])
    order = tuple(Status)
    for word, v, o, x, r, p in zip(words, valid, invalid, other, known, planned, strict=True):
        status, silent = order[word], not (v or o or x)
        out[0].append(p if silent and status is Status.VALID else v)
        out[1].append(p if silent and status is Status.INVALID else o)
        out[2].append(p if silent and status is Status.OTHER else x)
        out[3].append(0 if status in (Status.UNREPORTED, Status.CANCELLED) else r)
        out[4].append(0 if status is Status.CANCELLED else p)
    return out[0], out[1], out[2], out[3], out[4]
