"""Arabic script for a page that knows neither joining nor direction: letters in their joined forms, in the
order in which they stand from left to right.

The forms are those of the Unicode block of presentation forms; the order is that of the bidirectional
algorithm (Unicode Standard Annex 9) for a paragraph from right to left without embeddings.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Final

_ISOLATED, _FINAL, _INITIAL, _MEDIAL = "<isolated>", "<final>", "<initial>", "<medial>"
MARK = "\u200f"
"""Stands at both ends of a Latin name or a number that is put into a sentence, so that it stays together."""
_JOINER, _BREAK = "\u0640", "\u200c"
_MIRRORED: Final = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_STRONG: Final = {"L": "L", "R": "R", "AL": "R"}


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The forms of each letter, and of the two that are written as one (lam and alef)."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if kind in (_ISOLATED, _FINAL, _INITIAL, _MEDIAL):
            base = "".join(chr(int(letter, 16)) for letter in letters)
            if " " not in base:
                found.setdefault(base, {}).setdefault(kind, chr(code))
    return found


def joined(text: str) -> str:
    """`text` with each Arabic letter in the form that its neighbours give it; the order is that of speech."""
    letters = _with_pairs(unicodedata.normalize("NFC", text))
    made = []
    for place, letter in enumerate(letters):
        forms = _forms().get(letter)
        if forms is None:
            made.append("" if letter == _BREAK else letter)
            continue
        before = place > 0 and _reaches_on(letters[place - 1]) and _FINAL in forms
        after = place + 1 < len(letters) and _reaches_back(letters[place + 1]) and _INITIAL in forms
        kind = (_MEDIAL if after else _FINAL) if before else _INITIAL if after else _ISOLATED
        made.append(forms.get(kind) or forms.get(_ISOLATED) or letter)
    return "".join(made)


def _with_pairs(text: str) -> list[str]:
    """The letters, lam with its alef as one."""
    letters: list[str] = []
    for letter in text:
        if letters and letters[-1] == "\u0644" and "\u0644" + letter in _forms():
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _reaches_on(letter: str) -> bool:
    return letter == _JOINER or _INITIAL in _forms().get(letter, {})


def _reaches_back(letter: str) -> bool:
    return letter == _JOINER or _FINAL in _forms().get(letter, {})


def in_sight(line: str) -> str:
    """One line in the order in which it is seen from the left; `line` is in the order of speech."""
    levels = _levels(line)
    runs = [list(group) for _level, group in groupby(zip(levels, line, strict=True), key=lambda one: one[0])]
    seen = []
    for run in reversed(runs):
        words = "".join(letter for _level, letter in run)
        seen.append(words if run[0][0] == 2 else words[::-1].translate(_MIRRORED))
    return "".join(seen)


def _levels(line: str) -> list[int]:
    """1 for what is read from the right, 2 for what is read from the left."""
    kinds = _numbers([unicodedata.bidirectional(letter) for letter in line])
    levels = []
    for place, kind in enumerate(kinds):
        if kind in ("L", "EN", "AN"):
            levels.append(2)
        elif kind in _STRONG:
            levels.append(1)
        else:
            levels.append(2 if _between(kinds, place) else 1)
    return levels


def _numbers(kinds: Sequence[str]) -> list[str]:
    """Digits after an Arabic letter are Arabic numbers, after a Latin one letters; signs inside follow."""
    found, strong = list(kinds), "R"
    for place, kind in enumerate(kinds):
        strong = kind if kind in _STRONG else strong
        if kind == "EN" and strong == "AL":
            found[place] = "AN"
    for place in range(1, len(found) - 1):
        before, after = found[place - 1], found[place + 1]
        inside = {"EN": ("CS", "ES"), "AN": ("CS",)}.get(before, ())
        if before == after and found[place] in inside:
            found[place] = before
    for run in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for place in run:
            near = found[place - 1] if run.step == 1 else found[place + 1]
            if found[place] == "ET" and near == "EN":
                found[place] = "EN"
    strong = "R"
    for place, kind in enumerate(found):
        strong = kind if kind in _STRONG else strong
        if kind == "EN" and strong == "L":
            found[place] = "L"
    return found


def _between(kinds: Sequence[str], place: int) -> bool:
    """Whether a sign without direction stands between two Latin letters."""
    settled = ("L", "EN", "AN", "R", "AL")
    before = next((kind for kind in reversed(kinds[:place]) if kind in settled), "R")
    after = next((kind for kind in kinds[place + 1 :] if kind in settled), "R")
    return before == after == "L"
