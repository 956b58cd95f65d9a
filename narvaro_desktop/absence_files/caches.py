"""Converters that remember: each distinct cell is read once, whole columns become numbers at C speed."""

import unicodedata
from datetime import date

from narvaro_desktop.absence_files.faults import RowFault, code
from narvaro_desktop.absence_files.rows import Pupil
from narvaro_desktop.absence_files.values import Converter, composed
from narvaro_desktop.domain.identity import Identity, IdentityFault, WrongIdentity, parse_identity
from narvaro_desktop.domain.terms import IdentityType

PROTECTED = -1_000
_MOST = 65_536
_PROTECTED_NAMES = ("skyddad", "sekretess", "skyddade personuppgifter")
_NO = {"", "0", "nej", "n", "no", "false", "falskt", "ingen", "-"}
_UNREPORTED = _NO | {"ej rapporterad", "orapporterad", "inte rapporterad", "ej rapporterat"}


class Numbers(dict[str, int]):
    """Cell text to number; forgets nothing until it holds 65,536 texts, then only stops learning."""

    def __init__(self, convert: Converter) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, text: str) -> int:
        number = self._convert(text)
        if len(self) < _MOST:
            self[text] = number
        return number


class Texts(dict[str, int]):
    """Cell text to its place in `texts`; place 0 is the empty text."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.texts = [""]
        self._places = {"": 0}

    def __missing__(self, text: str) -> int:
        bare = composed(text)
        place = self._places.setdefault(bare, len(self.texts))
        if place == len(self.texts):
            self.texts.append(bare)
        if len(self) < _MOST:
            self[text] = place
        return place


class Pupils(dict[tuple[str, str, str, str, str], int]):
    """The cells (identity, name, first name, last name, class) to the pupil's place in `pupils`.

    One number is one pupil, her class the one met last; without a number, name and class are the pupil.
    """

    def __init__(self, academic_year_start: date | None) -> None:
        super().__init__()
        self.pupils: list[Pupil] = []
        self._start = academic_year_start
        self._places: dict[tuple[str, ...], int] = {}

    def __missing__(self, cells: tuple[str, str, str, str, str]) -> int:
        place = self[cells] = self._place(*cells)
        return place

    def _place(self, number: str, name: str, first: str, last: str, class_name: str) -> int:
        full = composed(name) or f"{composed(first)} {composed(last)}".strip()
        if full.casefold().startswith(_PROTECTED_NAMES):
            return PROTECTED
        try:
            identity = parse_identity(composed(number), self._start)
        except WrongIdentity as error:
            return code(RowFault.NOT_TEXT if error.reason is IdentityFault.NOT_TEXT else RowFault.IDENTITY)
        key = _key(identity, full, composed(class_name))
        if key is None:
            return code(RowFault.NO_PUPIL)
        pupil = Pupil(identity, full, composed(class_name))
        place = self._places.setdefault(key, len(self.pupils))
        if place == len(self.pupils):
            self.pupils.append(pupil)
        else:
            self.pupils[place] = pupil
        return place


def _key(identity: Identity, name: str, class_name: str) -> tuple[str, ...] | None:
    if identity.type is not IdentityType.NONE:
        return (identity.type.key, identity.number)
    if not name:
        return None
    return (
        *sorted(unicodedata.normalize("NFC", name).casefold().replace(",", " ").split()),
        "",
        class_name.casefold(),
    )


def yes(text: str) -> int:
    """1 unless the cell is empty or a word for no."""
    return 0 if composed(text).casefold() in _NO else 1


def reported(text: str) -> int:
    """1 unless the cell is empty or says that nobody reported; a name means that someone did."""
    return 0 if composed(text).casefold() in _UNREPORTED else 1
