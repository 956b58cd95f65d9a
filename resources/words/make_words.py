"""Makes svenska.txt: 7,776 ordinary Swedish words for passphrases, from the Swedish thesaurus of LibreOffice.

    python make_words.py th_sv_SE_v2.dat        (Debian: package mythes-sv, /usr/share/mythes/)

A word is kept if it has 4 to 10 letters of a to z, å, ä, ö, contains no stem of unsuitable.txt, is not in
unwanted.txt, and differs from every other word by at least two letters typed, left out or exchanged.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

WANTED = 7776
_HERE = Path(__file__).parent
_WORD = re.compile("[a-zåäö]{4,10}")


def main(thesaurus: Path) -> None:
    seen = Counter(_words_of(thesaurus))
    stems = tuple(_lines("unsuitable.txt"))
    unwanted = set(_lines("unwanted.txt"))
    fit = [word for word in seen if word not in unwanted and not any(stem in word for stem in stems)]
    apart = _far_apart(fit)
    if len(apart) < WANTED:
        sys.exit(f"only {len(apart)} words")
    chosen = sorted(apart, key=lambda word: (-seen[word], len(word), word))[:WANTED]
    (_HERE / "svenska.txt").write_text("\n".join(sorted(chosen)) + "\n", encoding="utf-8")
    print(f"{len(seen)} words, {len(fit)} fit, {len(apart)} apart, {len(chosen)} kept")


def _words_of(thesaurus: Path) -> list[str]:
    lines = thesaurus.read_text(encoding="latin-1").splitlines()[1:]
    return [word for line in lines for word in line.split("|") if _WORD.fullmatch(word)]


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _far_apart(words: list[str]) -> set[str]:
    """Words of which no two are one edit apart; those with the fewest near relatives are taken first."""
    near = _relatives(words)
    kept: set[str] = set()
    for word in sorted(words, key=lambda word: (len(near[word]), word)):
        if not near[word] & kept:
            kept.add(word)
    return kept


def _relatives(words: list[str]) -> dict[str, set[str]]:
    by_shape = defaultdict(set)
    for word in words:
        for shape in _shapes(word):
            by_shape[shape].add(word)
    return {
        word: {other for shape in _shapes(word) for other in by_shape[shape] if _is_near(word, other)}
        for word in words
    }


def _shapes(word: str) -> set[str]:
    """The word, and the word with any one letter left out: two words one edit apart share a shape."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_near(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return short in _shapes(long) and len(long) - len(short) == 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
