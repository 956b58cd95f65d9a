"""A foreign file once the child process has opened it."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Opened:
    """What can be chosen, what was counted, how many rows there may be, and the rows."""

    rows: Iterator[list[str]]
    expected: int = 0
    sheets: list[str] = field(default_factory=list)
    sheet: str | None = None
    facts: dict[str, int] = field(default_factory=dict)
