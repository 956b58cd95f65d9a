"""From the passphrase to I dag on the screen, on a school of three läsår, beside the key derivation alone."""

import time
from functools import partial

from benchmarks import big_school, window
from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.store.primitives import REAL_KDF, stretch

ROUNDS = 5


def _to_today() -> float:
    """Seconds until I dag stands there with its rows."""
    started = time.perf_counter()
    office = big_school.unlocked()
    shown = window.shown(office, "today")
    took = time.perf_counter() - started
    shown.close()
    office.close()
    return took


def figures() -> list[Figure]:
    """Argon2id is meant to take its time; what comes on top is ours."""
    big_school.made()
    window.application()
    derive = partial(seconds, partial(stretch, big_school.PASSPHRASE, bytes(16), REAL_KDF))
    in_turn(1, _to_today)
    our_times, floor_times = in_turn(ROUNDS, _to_today, derive)
    ours, floor = milliseconds(our_times), milliseconds(floor_times)
    what, beside = "Unlock to I dag, 1,200 pupils, three läsår", "Argon2id alone"
    return [
        Figure("unlock", what, ours, floor, beside, "ms", None, ROUNDS),
        Figure("unlock_on_top", "… on top of Argon2id", ours - floor, floor, beside, "ms", 500, ROUNDS, True),
    ]
