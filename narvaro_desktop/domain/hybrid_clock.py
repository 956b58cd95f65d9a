"""The hybrid logical clock: it never repeats, and is later than everything that its laptop has seen.

    0001790000000-00003-3f2b…      milliseconds of the machine, a counter within them, the laptop

In text order, and so in any database, the later one is the greater (Kulkarni and others, 2014).
"""

import re
from typing import Final

_FORM: Final = re.compile(r"(?P<ms>[0-9]{13})-(?P<count>[0-9]{5})-(?P<device>[0-9a-f]{1,64})")
_COUNTER_BITS: Final = 16
LATEST_MS: Final = 9_000_000_000_000
"""The year 2255: a machine that says so is wrong, and thirteen digits must last."""


def next_tick(last: int, unix_ms: int) -> int:
    """The tick after `last`: the machine's time where that is ahead, else one step on."""
    return max(last + 1, unix_ms << _COUNTER_BITS)


def text_of(tick: int, device: str) -> str:
    """A tick of the laptop `device`, as it is stored."""
    return f"{tick >> _COUNTER_BITS:013d}-{tick & ((1 << _COUNTER_BITS) - 1):05d}-{device}"


def tick_of(clock: str) -> int:
    """The tick that a stored clock tells; raises ValueError for what no laptop writes."""
    found = _FORM.fullmatch(clock)
    if found is None or int(found["count"]) >> _COUNTER_BITS or int(found["ms"]) > LATEST_MS:
        raise ValueError
    return int(found["ms"]) << _COUNTER_BITS | int(found["count"])


def milliseconds_of(clock: str) -> int:
    """The machine's time in a stored clock; raises ValueError for what no laptop writes."""
    return tick_of(clock) >> _COUNTER_BITS
