"""The names that papers are saved under: kind, case and day, never a person."""

import unicodedata
from datetime import date


def file_name(kind: str, number: str, day: date) -> str:
    """`Åtgärdsplan`, `K7M2QF4` and a day give `atgardsplan-K7M2QF4-2026-10-09.pdf`."""
    folded = unicodedata.normalize("NFD", kind.lower()).encode("ascii", "ignore").decode("ascii")
    words = "-".join(folded.split())
    return "-".join(filter(None, (words, number, day.isoformat()))) + ".pdf"
