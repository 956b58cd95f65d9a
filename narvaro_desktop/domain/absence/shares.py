"""Shares of planned time: exact fractions, compared by cross-multiplication, never on the figure shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from narvaro_desktop.domain.case_terms import Operator
from narvaro_desktop.i18n import N_, _

NOT_COMPUTABLE = N_("kan inte beräknas")
_NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many percent, reached (at least) or passed (more than)."""

    value: int
    operator: Operator = Operator.AT_LEAST

    def met(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` meets the limit; nothing of nothing never does."""
        if whole <= 0:
            return False
        found, wanted = 100 * part, self.value * whole
        return found >= wanted if self.operator is Operator.AT_LEAST else found > wanted


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` minutes (or lessons); a whole of 0 has no percentage."""

    part: int
    whole: int

    @property
    def computable(self) -> bool:
        return self.whole > 0

    @property
    def tenths(self) -> int | None:
        """Tenths of a percent, half up; None where nothing was planned."""
        return self._scaled(10) if self.computable else None

    @property
    def percent(self) -> int | None:
        """Whole percent, half up; at least 1 where there is anything at all."""
        if not self.computable:
            return None
        return max(self._scaled(1), 1 if self.part else 0)

    def reaches(self, limit: Limit) -> bool:
        return limit.met(self.part, self.whole)

    def exceeds(self, other: "Share") -> bool:
        """Whether this is the larger share; one that cannot be computed is the smallest of all."""
        if not (self.computable and other.computable):
            return self.computable and self.part > 0 and not other.computable
        return self.part * other.whole > other.part * self.whole

    def text(self, limits: Iterable[Limit] = ()) -> str:
        """Swedish percent text such as "12,0 %", or that it cannot be computed.

        One decimal; two where one would show a limit on the wrong side of where it really is.
        """
        if not self.computable:
            return _(NOT_COMPUTABLE)
        compared = tuple(limits)
        for decimals, unit in ((1, 10), (2, 100)):
            scaled = self._scaled(unit)
            if all(limit.met(scaled, 100 * unit) == self.reaches(limit) for limit in compared):
                return _percent(scaled, decimals)
        above = scaled * self.whole > 10_000 * self.part
        return _percent(scaled - 1 if above else scaled + 1, 2)

    def _scaled(self, unit: int) -> int:
        return (200 * unit * self.part + self.whole) // (2 * self.whole)


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two shares, as an exact fraction of the whole."""

    numerator: int
    denominator: int

    @classmethod
    def between(cls, later: Share, earlier: Share) -> "Change | None":
        """None where either cannot be computed."""
        if not (later.computable and earlier.computable):
            return None
        return cls(later.part * earlier.whole - earlier.part * later.whole, later.whole * earlier.whole)

    @property
    def tenths(self) -> int:
        """Tenths of a percentage point, half away from zero."""
        size = (2000 * abs(self.numerator) + self.denominator) // (2 * self.denominator)
        return size if self.numerator >= 0 else -size

    def reaches(self, points: int) -> bool:
        """Whether it is a rise of at least so many percentage points."""
        return 100 * self.numerator >= points * self.denominator

    def text(self) -> str:
        """With its sign: "+3,5", "−2,0", "0,0"."""
        sign = "+" if self.tenths > 0 else "−" if self.tenths < 0 else ""
        return sign + decimal_text(abs(self.tenths), 1)


def decimal_text(scaled: int, decimals: int) -> str:
    """A whole number of tenths or hundredths with a decimal comma."""
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole},{rest:0{decimals}}"


def _percent(scaled: int, decimals: int) -> str:
    return f"{decimal_text(scaled, decimals)}{_NBSP}%"
