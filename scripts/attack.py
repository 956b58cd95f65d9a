"""The attack corpus: everything that may be tried on a sealed package, printed and kept in build/attack.json.

accepted   packages that were changed, forged or misdirected, and opened all the same
crashes    readings that ended in a bug instead of a reason
slow       readings that took more than a second

`make attack PARTS="outside names"` takes some parts; `make attack PARTS=write` writes the files of
tests/vectors/attacks that are not there yet. A file that is there is never written again.
"""

import itertools
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_FIGURES = Path(__file__).resolve().parent.parent / "build" / "attack.json"
_MUTATIONS = 6_000
Attack = tuple[bytes, dict[str, Any]]


def files() -> Iterator[Attack]:
    """Every attack that has a name."""
    from tests.sealing import corpus

    for name, file in corpus.attacks():
        yield file, corpus.receiver(name)


def outside() -> Iterator[Attack]:
    """Each byte of the file turned in three ways, each length, and more at both ends."""
    from tests.sealing.corpus import FILE

    for place, mask in itertools.product(range(len(FILE)), (0x01, 0x80, 0xFF)):
        yield _flipped(FILE, place, mask), {}
    for length in range(len(FILE)):
        yield FILE[:length], {}
    for more in (1, 16, 17, 65_552):
        yield FILE + b"\0" * more, {}
        yield b"\0" * more + FILE, {}


def inside() -> Iterator[Attack]:
    """Each byte of the archive turned in two ways and each length, encrypted to the right key."""
    from tests.sealing import forge
    from tests.sealing.corpus import INNER

    for place, mask in itertools.product(range(len(INNER)), (0x01, 0x80)):
        yield forge.sealed(_flipped(INNER, place, mask)), {}
    for length in range(len(INNER)):
        yield forge.sealed(INNER[:length]), {}


def contents() -> Iterator[Attack]:
    """Each byte of each content turned, with its checksum made right."""
    from tests.sealing import forge
    from tests.sealing.corpus import ENTRIES

    for place, (name, content) in enumerate(ENTRIES):
        for byte in range(len(content)):
            changed = [*ENTRIES[:place], (name, _flipped(content, byte, 1)), *ENTRIES[place + 1 :]]
            yield forge.sealed(forge.zipped(changed)), {}


def order() -> Iterator[Attack]:
    """Each pair of entries swapped, each entry dropped, doubled and moved to each place."""
    from tests.sealing import forge
    from tests.sealing.corpus import ENTRIES

    for one, other in itertools.combinations(range(len(ENTRIES)), 2):
        swapped = list(ENTRIES)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        yield forge.sealed(forge.zipped(swapped)), {}
    for place, entry in enumerate(ENTRIES):
        rest = [*ENTRIES[:place], *ENTRIES[place + 1 :]]
        yield forge.sealed(forge.zipped(rest)), {}
        for target in range(len(ENTRIES)):
            yield forge.sealed(forge.zipped([*ENTRIES[:target], entry, *ENTRIES[target:]])), {}


def lies() -> Iterator[Attack]:
    """A trusted signer who puts any value at any place of the envelope, and signs it."""
    from tests.sealing import forge
    from tests.sealing.corpus import ENTRIES

    rng = random.Random(20_261_122)
    for _number in range(_MUTATIONS):
        seed = rng.random()
        files = forge.resigned(ENTRIES, lambda envelope, seed=seed: _lie(envelope, random.Random(seed)))
        yield forge.sealed(forge.zipped(files)), {}


PARTS: dict[str, Callable[[], Iterator[Attack]]] = {
    "files": files,
    "outside": outside,
    "inside": inside,
    "contents": contents,
    "order": order,
    "lies": lies,
}


def write() -> int:
    """How many files were written anew."""
    from tests.sealing import corpus

    corpus.ATTACKS.mkdir(parents=True, exist_ok=True)
    missing = [
        (name, file) for name, file in corpus.attacks() if not (corpus.ATTACKS / f"{name}.age").exists()
    ]
    for name, file in missing:
        (corpus.ATTACKS / f"{name}.age").write_bytes(file)
    return len(missing)


def main(wanted: list[str]) -> int:
    """0 if nothing was accepted and nothing crashed."""
    if wanted == ["write"]:
        print(f"{write()} files written")
        return 0
    total: Counter[str] = Counter()
    for name in wanted or PARTS:
        begun = time.perf_counter()
        found = _judged(PARTS[name]())
        total += found
        told = f"{name:10}{found['tried']:>8} tried{found['accepted']:>6} accepted"
        print(f"{told}{found['crashes']:>6} crashes{time.perf_counter() - begun:8.0f} s", flush=True)
    figures = {name: total[name] for name in ("accepted", "crashes", "slow")}
    _FIGURES.parent.mkdir(exist_ok=True)
    kept = {"figures": figures, "tried": dict.fromkeys(figures, total["tried"])}
    _FIGURES.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    print(f"accepted {figures['accepted']}, crashes {figures['crashes']}, slow {figures['slow']} "
          f"of {total['tried']}")  # fmt: skip
    return int(figures["accepted"] + figures["crashes"] > 0)


def _judged(attacks: Iterator[Attack]) -> Counter[str]:
    from tests.sealing import forge

    found: Counter[str] = Counter()
    for file, receiver in attacks:
        begun = time.perf_counter()
        try:
            code = forge.verdict(file, **receiver)
        except Exception as fault:
            code = "internal-fault"
            print(f"   {type(fault).__name__}", file=sys.stderr)
        found["tried"] += 1
        found["accepted"] += code == "opened"
        found["crashes"] += code == "internal-fault"
        found["slow"] += time.perf_counter() - begun > 1
    return found


def _flipped(text: bytes, place: int, mask: int) -> bytes:
    return text[:place] + bytes([text[place] ^ mask]) + text[place + 1 :]


def _lie(envelope: dict[str, Any], rng: random.Random) -> None:
    """One value that the reader must judge is another; names and the hour are the signer's own."""
    holder, key = rng.choice(
        [
            *((envelope, key) for key in ("schema", "kind", "packageId", "created", "signingKey")),
            *((envelope, key) for key in ("recipientKeys", "contents", "sender", "recipient")),
            *((envelope[party], "id") for party in ("sender", "recipient")),
            *((each, key) for each in envelope["contents"] for key in sorted(each)),
        ]
    )
    values = ["", "x", "0" * 64, "n9", 0, -1, 2**53 - 1, True, [], {}, [1], {"x": 1}, f"{holder[key]}\u0301"]
    if key != "created":
        values.append(_bitten(str(holder[key]), rng))
    holder[key] = rng.choice(values)


def _bitten(text: str, rng: random.Random) -> str:
    """The text with one character another."""
    place = rng.randrange(len(text))
    return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
