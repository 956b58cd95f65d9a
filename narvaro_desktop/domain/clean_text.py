"""Text as packages may hold it: composed (NFC), and without signs that cannot be seen."""

import unicodedata
from typing import Any, Final

_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """`text` composed and trimmed; control signs become spaces, signs that turn the direction go."""
    seen = (sign for sign in unicodedata.normalize("NFC", text) if sign not in _TURNING)
    whole = "".join(" " if _controls(sign) else sign for sign in seen)
    return unicodedata.normalize("NFC", whole).strip()


def cleaned(value: Any) -> Any:
    """A document with every text in it made clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    return [cleaned(inner) for inner in value] if isinstance(value, list) else value


def _controls(sign: str) -> bool:
    return sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs")
