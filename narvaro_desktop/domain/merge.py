"""Two laptops, one record: which write of a field stands, and which stand beside it until a person chooses.

    kurator   a ── b ─────── d          d was made over b, c over b: neither knew of the other,
    rektor          └── c               so both are shown until somebody writes over both

A write names the writes it was made over. What no write was made over is a head; a field with one head has
that value, and with several different ones a person is asked. It is a function of the set of writes alone, so
it is the same on every laptop, in whatever order and however often the files came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Write(Generic[V]):
    """One writing of one field of one record.

    `clock` is the hybrid logical clock of the laptop that wrote, with its name: unique, and in text order
    later than all that the writer had seen. `over` are the clocks of the writes that stood there then.
    """

    clock: str
    actor: UUID
    value: V
    over: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing(Generic[V]):
    """What a field says: its latest head, and the heads that say otherwise, latest first."""

    latest: Write[V]
    rivals: tuple[Write[V], ...] = ()

    @property
    def is_disputed(self) -> bool:
        return bool(self.rivals)


def standing(writes: Iterable[Write[V]]) -> Standing[V]:
    """What stands after `writes`, one or more to one field. Two heads that say the same are no dispute."""
    latest, *others = heads(list(writes))
    rivals: list[Write[V]] = []
    for other in others:
        if other.value not in (latest.value, *(rival.value for rival in rivals)):
            rivals.append(other)
    return Standing(latest, tuple(rivals))


def heads(writes: Sequence[Write[V]]) -> list[Write[V]]:
    """The writes that none of the others was made over, latest first.

    A write counts only as over what came before it by the clock, so that no ring of claims hides them all.
    """
    replaced = {clock for write in writes for clock in write.over if clock < write.clock}
    unique = {write.clock: write for write in writes if write.clock not in replaced}
    return sorted(unique.values(), key=lambda write: write.clock, reverse=True)
