"""Column headers as they are compared: small letters without signs, the unit set apart."""

import re
import unicodedata

from narvaro_desktop.absence_files.fields import Unit

_SIGNS = re.compile(r"[^\w%]|[\d_]")
_UNITS = {
    "min": Unit.MINUTE, "minuter": Unit.MINUTE, "m": Unit.MINUTE,
    "h": Unit.HOUR, "t": Unit.HOUR, "tim": Unit.HOUR, "timmar": Unit.HOUR,
    "%": Unit.PERCENT, "procent": Unit.PERCENT,
    "lektioner": Unit.LESSON, "lekt": Unit.LESSON, "st": Unit.LESSON,
}  # fmt: skip


def normalised(header: str) -> str:
    """Lower case, NFC, letters and % only, single blanks: "Frånvaro (minuter)" → "frånvaro minuter"."""
    text = unicodedata.normalize("NFC", header).casefold().replace("%", " % ")
    return " ".join(_SIGNS.sub(" ", text).split())


def parted(header: str) -> tuple[str, Unit | None]:
    """A normalised header as its subject and its unit: "giltig tim" → ("giltig", HOUR).

    "frånvaroprocent" gives its unit too; a header that is nothing but a unit keeps its word.
    """
    words = header.split()
    if len(words) > 1 and words[-1] in _UNITS:
        return " ".join(words[:-1]), _UNITS[words[-1]]
    if header.endswith("procent") and len(header) > len("procent"):
        return header.removesuffix("procent").rstrip(), Unit.PERCENT
    return header, None
