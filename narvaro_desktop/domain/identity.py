"""Identity numbers: personnummer, samordningsnummer, and the temporary numbers that schools give.

Law: folkbokföringslagen (1991:481) 18 § (personnummer), lagen (2022:1697) om samordningsnummer.
A number is never a key: it may be missing, temporary (T, TF) or replaced later.
"""

import re
from dataclasses import dataclass
from datetime import date

from narvaro_desktop.domain.terms import IdentityType, Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_

YOUNGEST, OLDEST = 5, 20
_COORDINATION = 60
_HIDDEN = "••••"

_OPAQUE = re.compile(r"([0-9]{6}|[0-9]{8})-?(T[0-9]{3}|TF[0-9]{2}|[A-Z][0-9]{3})")
_NUMBER = re.compile(r"([0-9]{6}|[0-9]{8})-?([0-9]{4})")
_AS_A_FLOAT = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


class IdentityFault(Term):
    """What is wrong with a written number."""

    NOT_TEXT = "not_text", N_("kolumnen måste vara text i Excel")
    OVER_HUNDRED = "over_hundred", N_("numret tillhör någon som är över hundra år")
    CENTURY = "century", N_("århundradet behövs, skriv tolv siffror")
    DATE = "date", N_("födelsedatumet finns inte")
    CHECK_DIGIT = "check_digit", N_("kontrollsiffran stämmer inte")
    FORM = "form", N_("numret har fel form")


class LegalSex(Term):
    """As the number says it; nothing else about it is kept."""

    GIRLS = "girls", N_("flickor")
    BOYS = "boys", N_("pojkar")
    UNKNOWN = "unknown", N_("okänt kön")


class WrongIdentity(NarvaroError):
    """What was written is no identity number; the number itself is never carried along."""

    def __init__(self, reason: IdentityFault) -> None:
        super().__init__(reason.key)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Identity:
    """`number` is twelve digits, or eight (at worst six) digits, a dash and a temporary ending, or empty."""

    type: IdentityType
    number: str

    def __str__(self) -> str:
        """As people write it: 20140305-1234."""
        return f"{self.number[:8]}-{self.number[8:]}" if self.number.isdigit() else self.number

    @property
    def born(self) -> date | None:
        """The birth date that the number tells, None where it tells none."""
        digits = self.number[:8]
        if not re.fullmatch("[0-9]{8}", digits):
            return None
        return _date(digits, shifted=self.type is IdentityType.COORDINATION)

    @property
    def sex(self) -> LegalSex:
        """What the last digit but one says (folkbokföringslagen 18 §): odd of a boy, even of a girl."""
        if not (len(self.number) == 12 and self.number.isdigit()):
            return LegalSex.UNKNOWN
        return LegalSex.BOYS if int(self.number[10]) % 2 else LegalSex.GIRLS


NO_IDENTITY = Identity(IdentityType.NONE, "")


def parse_identity(text: str, academic_year_start: date | None = None) -> Identity:
    """The number in `text`, blanks and kinds of dash forgiven.

    Ten digits get the century that makes a pupil of 5–20 years in the school year; without
    `academic_year_start`, or where no century fits, `WrongIdentity(CENTURY)` asks for twelve.
    """
    bare = "".join(text.split()).translate(_DASHES).upper()
    if not bare:
        return NO_IDENTITY
    if _AS_A_FLOAT.fullmatch(bare):
        raise WrongIdentity(IdentityFault.NOT_TEXT)
    bare = re.sub(r"[.,]0$", "", bare)
    if "+" in bare:
        raise WrongIdentity(IdentityFault.OVER_HUNDRED)
    if found := _OPAQUE.fullmatch(bare):
        return _opaque(found[1], found[2], academic_year_start)
    if found := _NUMBER.fullmatch(bare):
        return _registered(found[1], found[2], academic_year_start)
    raise WrongIdentity(IdentityFault.FORM)


def masked(identity: Identity) -> str:
    """What lists show: the year of birth at most."""
    if identity.type is IdentityType.NONE:
        return ""
    year = identity.number[:4] if re.match("[0-9]{8}", identity.number) else _HIDDEN
    return f"{year}{_HIDDEN}-{_HIDDEN}"


def age(identity: Identity, on: date) -> int | None:
    """Whole years on that day."""
    born = identity.born
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def check_digit(nine: str) -> int:
    """The Luhn digit that ends a number whose first nine digits (two of the year) are given."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def _opaque(born: str, ending: str, start: date | None) -> Identity:
    if ending.startswith("TF"):
        kind = IdentityType.TF_NUMBER
    else:
        kind = IdentityType.T_NUMBER if ending.startswith("T") else IdentityType.OTHER
    century = _century(born, start) if len(born) == 6 else ""
    return Identity(kind, f"{century or ''}{born}-{ending}")


def _registered(born: str, ending: str, start: date | None) -> Identity:
    if check_digit(born[-6:] + ending[:3]) != int(ending[3]):
        raise WrongIdentity(IdentityFault.CHECK_DIGIT)
    if len(born) == 6:
        century = _century(born, start)
        if century is None:
            raise WrongIdentity(IdentityFault.CENTURY)
        born = century + born
    coordination = int(born[6:]) > _COORDINATION
    if _date(born, shifted=coordination) is None:
        raise WrongIdentity(IdentityFault.DATE)
    return Identity(IdentityType.COORDINATION if coordination else IdentityType.PERSONNUMMER, born + ending)


def _century(born: str, start: date | None) -> str | None:
    if start is None:
        return None
    for century in ("20", "19"):
        if YOUNGEST <= start.year - int(century + born[:2]) <= OLDEST:
            return century
    return None


def _date(eight: str, shifted: bool) -> date | None:
    day = int(eight[6:]) - (_COORDINATION if shifted else 0)
    try:
        return date(int(eight[:4]), int(eight[4:6]), day)
    except ValueError:
        return None
