"""From the passphrase to I dag with its rows, on a school of three läsår, beside the key derivation alone."""

import time
from functools import partial

from benchmarks import big_school
from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.store.primitives import REAL_KDF, stretch
from narvaro_desktop.usecases import today, vaults

ROUNDS = 5


def _to_today() -> float:
    """Seconds until all that I dag shows has been answered."""
    started = time.perf_counter()
    office = vaults.unlock(big_school.VAULT, big_school.PERSON, big_school.PASSPHRASE, state=big_school.STATE)
    with office.work() as work:
        today.today(work)
    took = time.perf_counter() - started
    office.close()
    return took


def figures() -> list[Figure]:
    """Argon2id is meant to take its time; what comes on top is ours."""
    big_school.made()
    derive = partial(seconds, partial(stretch, big_school.PASSPHRASE, bytes(16), REAL_KDF))
    in_turn(1, _to_today)
    our_times, floor_times = in_turn(ROUNDS, _to_today, derive)
    ours, floor = milliseconds(our_times), milliseconds(floor_times)
    what, beside = "Unlock to I dag, 1,200 pupils, three läsår", "Argon2id alone"
    return [
        Figure("unlock", what, ours, floor, beside, "ms", None, ROUNDS),
        Figure("unlock_on_top", "… on top of Argon2id", ours - floor, floor, beside, "ms", 500, ROUNDS, True),
    ]
