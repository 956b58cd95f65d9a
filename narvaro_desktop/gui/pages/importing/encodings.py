"""The names that a person knows of encodings, and a box to choose one in."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QComboBox

ENCODINGS = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows (cp1252)", "mac_roman": "Mac (mac_roman)",
    "cp850": "DOS (cp850)", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
    "utf-8+cp1252": "UTF-8 + Windows",
}  # fmt: skip


def fill(box: QComboBox, choices: Iterable[tuple[str, str]], chosen: str | None) -> None:
    """Offer `choices` (words, key) without telling anybody."""
    box.blockSignals(True)
    box.clear()
    for words, key in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


def fill_encodings(box: QComboBox, encodings: Sequence[str]) -> None:
    """The likeliest first."""
    names = [(ENCODINGS.get(name.lower(), name), name) for name in encodings]
    fill(box, names, encodings[0] if encodings else None)
