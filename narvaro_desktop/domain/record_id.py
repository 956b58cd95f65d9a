"""Record ids: UUID version 7 (RFC 9562, 5.7), made by any laptop alone and sorted by time.

Of what there is only one (a case's plan, a question's answer) the id is derived instead (version 8), so that
two laptops that make it apart have made the same record.
"""

from hashlib import sha256
from typing import Final
from uuid import UUID

from narvaro_desktop.errors import NarvaroError

RANDOM_BYTES: Final = 10
_LATEST_MS: Final = 2**48 - 1


class WrongMoment(NarvaroError):
    """The clock stands before 1970 or after the year 10889; `unix_ms` says where."""

    def __init__(self, unix_ms: int) -> None:
        super().__init__(unix_ms)
        self.unix_ms = unix_ms


def record_id(unix_ms: int, random: bytes) -> UUID:
    """The id of a record made `unix_ms` milliseconds after 1970 (UTC), with ten random bytes."""
    if not 0 <= unix_ms <= _LATEST_MS:
        raise WrongMoment(unix_ms)
    if len(random) != RANDOM_BYTES:
        raise ValueError(len(random))
    noise = int.from_bytes(random, "big")
    upper, lower = (noise >> 62) & 0xFFF, noise & (2**62 - 1)
    return UUID(int=unix_ms << 80 | 0x7 << 76 | upper << 64 | 0b10 << 62 | lower)


def derived_id(table: str, *parts: object) -> UUID:
    """The id of the only record of `table` that has these parts, e.g. the plan of one case."""
    told = "\0".join((table, *map(str, parts)))
    digest = int.from_bytes(sha256(told.encode()).digest()[:16], "big")
    return UUID(int=digest & ~(0xF << 76 | 0b11 << 62) | 0x8 << 76 | 0b10 << 62)


def made_at_ms(record: UUID) -> int:
    """When `record` was made, in milliseconds after 1970 (UTC)."""
    return record.int >> 80
