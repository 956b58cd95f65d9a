"""Student-period files: one row of sums for each pupil."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date

from narvaro_desktop.absence_files import reasons
from narvaro_desktop.absence_files.caches import PROTECTED, Numbers, Pupils
from narvaro_desktop.absence_files.faults import Exclusion, FileRefused, Refusal, RowFault, fault_of
from narvaro_desktop.absence_files.fields import AMOUNTS, SHARES, AbsenceMeans, Field, Unit, Unreported
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.absence_files.rows import PeriodRow
from narvaro_desktop.absence_files.sifting import Sieve
from narvaro_desktop.absence_files.spans import span_reader
from narvaro_desktop.absence_files.values import Converter, count, day_reader, fraction, hours, minutes, share
from narvaro_desktop.absence_files.weeks import week_reader

WHOLE = 10_000
_TO_FRIDAY = 4
_CONVERTERS: Mapping[Unit, Converter] = {
    Unit.MINUTE: minutes, Unit.HOUR: hours, Unit.LESSON: count, Unit.PERCENT: share, Unit.FRACTION: fraction,
}  # fmt: skip


class _Unfit(Exception):
    """This row has a fault in a column."""

    def __init__(self, entry: Field, fault: RowFault, value: str | None = None) -> None:
        self.entry, self.fault, self.value = entry, fault, value


def period_in(titles: Sequence[Sequence[str]]) -> tuple[date, date] | None:
    """The first and the last day that a title row names; None where no row has exactly two, or a month."""
    span = span_reader()
    return next((days for row in titles if (days := span(" ".join(row)))), None)


class Periods:
    """Collects a file of sums; `take` each chunk, then `settle`, and `rows` holds one row for each pupil."""

    def __init__(
        self,
        profile: Profile,
        places: Mapping[Field, int],
        sieve: Sieve,
        start: date | None,
        period: tuple[date, date] | None,
    ) -> None:
        self.rows: list[PeriodRow] = []
        self.pupils = Pupils(start)
        self._answers = profile.answers
        self._places = places
        self._sieve = sieve
        self._period = period
        self._day = day_reader(profile.answers.month_first)
        self._units = {column.field: column.unit for column in profile.columns}
        self._week = week_reader(period[0] if period else start)
        self._span = span_reader(profile.answers.month_first)
        decide = reasons.decide(places.keys(), profile.answers)
        self._reasons = Numbers(reasons.reader(profile.codes)) if decide else None
        dated = {Field.WEEK, Field.PERIOD} & places.keys()
        if {Field.PERIOD_FROM, Field.PERIOD_TO} <= places.keys():
            dated = {Field.PERIOD_FROM}
        if period is None and not dated:
            raise FileRefused(Refusal.PERIOD_MISSING)
        self.unit = self._unit()

    def _unit(self) -> Unit:
        amounts = [unit for entry, unit in self._units.items() if entry in AMOUNTS]
        if not amounts:
            return Unit.PERCENT
        return Unit.LESSON if Unit.LESSON in amounts else Unit.MINUTE

    @property
    def coverage_known(self) -> bool:
        told = {Field.UNREPORTED, Field.REPORTED_SHARE, Field.REPORTED}
        return bool(self._places.keys() & told) or self._answers.unreported is Unreported.MISSING

    @property
    def split_known(self) -> bool:
        known = {Field.VALID, Field.INVALID, Field.VALID_SHARE, Field.INVALID_SHARE}
        return bool(self._places.keys() & known) or self._reasons is not None

    def take(self, records: list[list[str]], rows: Sequence[int]) -> None:
        """Read one chunk; `rows` are the records' numbers in the file."""
        records, rows = self._sieve.even(records, rows)
        for record, row in zip(records, rows, strict=True):
            if self._sieve.is_none(record):
                continue
            try:
                self.rows.append(self._row(record, row))
            except _Unfit as unfit:
                if unfit.fault is RowFault.NO_PUPIL and unfit.value == "":
                    self._sieve.exclude(Exclusion.PROTECTED)
                else:
                    self._sieve.reject(
                        row, unfit.entry, unfit.value or self._cell(record, unfit.entry), unfit.fault
                    )

    def settle(self) -> None:
        """Leave each pupil and period at most once; the sieve counts what went."""
        groups: dict[tuple[int, date, date], list[PeriodRow]] = {}
        for row in self.rows:
            groups.setdefault((row.pupil, row.first, row.last), []).append(row)
        self.rows = [kept for same in groups.values() for kept in self._settled(same)]

    def _settled(self, same: list[PeriodRow]) -> list[PeriodRow]:
        if len({astuple(replace(row, row=0)) for row in same}) == 1:
            for _ in same[1:]:
                self._sieve.exclude(Exclusion.DUPLICATE)
            return same[:1]
        for row in same:
            absent = row.valid + row.invalid + row.other
            self._sieve.reject(row.row, Field.PLANNED, f"{absent} / {row.offered}", RowFault.UNEQUAL)
        return []

    def _row(self, record: list[str], row: int) -> PeriodRow:
        pupil = self._pupil(record)
        first, last = self._days(record)
        valid, invalid, other = self._absence(record)
        offered = self._offered(record, valid + invalid + other)
        if self.unit is not Unit.PERCENT and not self._has(
            Field.VALID, Field.INVALID, Field.TOTAL, Field.ABSENCE
        ):
            valid, invalid = (_portion(part, offered) for part in (valid, invalid))
        if valid + invalid + other > offered:
            absent = valid + invalid + other
            raise _Unfit(Field.PLANNED, RowFault.LONGER, f"{absent} / {offered}")
        reported = self._reported(record, offered)
        late = self._amount(record, Field.LATE)
        return PeriodRow(row, pupil, first, last, self.unit, offered, reported, valid, invalid, other, late)

    def _pupil(self, record: list[str]) -> int:
        parts = (Field.IDENTITY, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.CLASS)
        number, name, first, last, class_name = (self._cell(record, part) for part in parts)
        place = self.pupils[number, name, first, last, class_name]
        if place == PROTECTED:
            raise _Unfit(Field.NAME, RowFault.NO_PUPIL, "")
        if place < 0:
            raise _Unfit(Field.IDENTITY if Field.IDENTITY in self._places else Field.NAME, fault_of(place))
        return place

    def _days(self, record: list[str]) -> tuple[date, date]:
        if Field.WEEK in self._places:
            monday = self._number(record, Field.WEEK, self._week)
            return date.fromordinal(monday), date.fromordinal(monday + _TO_FRIDAY)
        if Field.PERIOD in self._places:
            days = self._span(self._cell(record, Field.PERIOD))
            if days is None:
                raise _Unfit(Field.PERIOD, RowFault.DATE)
            return days
        if Field.PERIOD_FROM not in self._places or Field.PERIOD_TO not in self._places:
            assert self._period is not None
            return self._period
        first, last = (
            self._number(record, entry, self._day) for entry in (Field.PERIOD_FROM, Field.PERIOD_TO)
        )
        if last < first:
            raise _Unfit(Field.PERIOD_TO, RowFault.DATE)
        return date.fromordinal(first), date.fromordinal(last)

    def _absence(self, record: list[str]) -> tuple[int, int, int]:
        """Valid, invalid and other: as amounts where the file has them, else as shares of the whole."""
        other = self._amount(record, Field.OTHER)
        if self._has(Field.VALID, Field.INVALID, Field.TOTAL, Field.ABSENCE):
            names = (Field.VALID, Field.INVALID, Field.TOTAL)
        else:
            names = (Field.VALID_SHARE, Field.INVALID_SHARE, Field.TOTAL_SHARE)
        valid, invalid, total = (
            self._amount(record, name) if name in self._places else None for name in names
        )
        if Field.ABSENCE in self._places:
            bare = self._amount(record, Field.ABSENCE)
            if self._answers.absence_means is AbsenceMeans.UNNOTIFIED:
                invalid = bare if invalid is None else invalid
            else:
                total = bare if total is None else total
        valid, invalid = _split(valid, invalid, total)
        if self._reasons is not None and valid:
            valid, invalid, excused = self._by_reason(record, valid)
            other += excused
        if self._answers.late_in_invalid is False:
            invalid += self._amount(record, Field.LATE)
        return valid, invalid, other

    def _by_reason(self, record: list[str], total: int) -> tuple[int, int, int]:
        """The whole sum as valid, invalid or other, as its reason says."""
        assert self._reasons is not None
        word = self._reasons[self._cell(record, Field.REASON)]
        if word == reasons.UNKNOWN:
            raise _Unfit(Field.REASON, RowFault.REASON)
        valid, invalid, other = (total if one == word else 0 for one in range(reasons.UNKNOWN))
        return valid, invalid, other

    def _offered(self, record: list[str], away: int) -> int:
        if Field.PLANNED in self._places:
            return self._amount(record, Field.PLANNED)
        if self.unit is Unit.PERCENT:
            return WHOLE
        late = self._amount(record, Field.LATE) if self.unit is Unit.LESSON else 0
        return self._amount(record, Field.ATTENDANCE) + away + late

    def _reported(self, record: list[str], offered: int) -> int:
        if Field.UNREPORTED in self._places:
            return max(0, offered - self._amount(record, Field.UNREPORTED))
        if Field.REPORTED_SHARE in self._places:
            return min(offered, _portion(self._amount(record, Field.REPORTED_SHARE), offered))
        return offered

    def _amount(self, record: list[str], entry: Field) -> int:
        if entry not in self._places:
            return 0
        unit = self._units.get(entry, Unit.MINUTE)
        if entry in SHARES and unit not in (Unit.PERCENT, Unit.FRACTION):
            unit = Unit.PERCENT
        return self._number(record, entry, _CONVERTERS[unit])

    def _number(self, record: list[str], entry: Field, convert: Converter) -> int:
        number = convert(self._cell(record, entry))
        if number < 0:
            raise _Unfit(entry, fault_of(number))
        return number

    def _cell(self, record: list[str], entry: Field) -> str:
        place = self._places.get(entry)
        return "" if place is None else record[place]

    def _has(self, *entries: Field) -> bool:
        return any(entry in self._places for entry in entries)


def _split(valid: int | None, invalid: int | None, total: int | None) -> tuple[int, int]:
    """Valid and invalid from any two of the three; a total alone stands as valid."""
    if total is None:
        return valid or 0, invalid or 0
    if valid is None:
        valid = total - (invalid or 0)
    if invalid is None:
        invalid = total - valid
    if valid < 0 or invalid < 0:
        raise _Unfit(Field.TOTAL, RowFault.NEGATIVE)
    return valid, invalid


def _portion(share_of: int, whole: int) -> int:
    """Hundredths of a percent of a whole, half up."""
    return (2 * share_of * whole + WHOLE) // (2 * WHOLE)
