"""A kurator's day of eight hours, by the clock: how often is the passphrase asked for?"""

from dataclasses import dataclass
from itertools import pairwise

import pytest

from narvaro_desktop.gui.locking.idleness import Idleness
from narvaro_desktop.gui.locking.waits import CHOSEN_FIRST, waits

MOST = 6


@dataclass(frozen=True)
class Piece:
    """From `begins` (minutes since 07:45) to the next piece: a key every so many minutes, None while away."""

    begins: int
    what: str
    every: int | None
    is_together: bool = False


DAY = (
    Piece(0, "I dag, och gårdagens frånvaro läses in", 1),
    Piece(35, "ringer tre vårdnadshavare och antecknar", 6),
    Piece(65, "samtal med en elev, frågorna i kartläggningen", 20, is_together=True),
    Piece(110, "skriver rent", 1),
    Piece(130, "fika i personalrummet", None),
    Piece(150, "EHT-möte vid datorn", 15, is_together=True),
    Piece(195, "läser ett utlåtande på papper bredvid planen", 8),
    Piece(235, "lunch", None),
    Piece(275, "telefon med socialtjänsten", 7),
    Piece(315, "besöker en klass", None),
    Piece(355, "samtal med vårdnadshavare", 25, is_together=True),
    Piece(400, "åtgärdsplanen", 2),
    Piece(435, "en elev i korridoren", None),
    Piece(455, "det sista för dagen", 3),
    Piece(480, "hem", None),
)


def _unlocks(idle: float, together: float) -> int:
    watch, unlocks = Idleness(idle * 60, together * 60, 0), 1
    was_together = False
    for piece, after in pairwise(DAY):
        for minute in range(piece.begins, after.begins, piece.every) if piece.every else ():
            unlocks += watch.left(minute * 60, was_together) <= 0
            watch.since, was_together = minute * 60, piece.is_together
    return unlocks


def test_eight_hours_of_a_kurators_work_need_no_more_than_six_unlocks() -> None:
    here = waits(CHOSEN_FIRST)

    assert DAY[-1].begins == 8 * 60
    assert _unlocks(here.idle, here.together) <= MOST


def test_the_same_day_would_need_more_if_a_talk_counted_as_leaving_the_computer() -> None:
    here = waits(CHOSEN_FIRST)

    assert _unlocks(here.idle, here.idle) > MOST


@pytest.mark.parametrize("is_together, left", [(False, 0.0), (True, 50 * 60.0)])
def test_what_is_left_counts_from_the_last_key(is_together: bool, left: float) -> None:
    watch = Idleness(10 * 60, 60 * 60, since=1000)

    assert watch.left(1000 + 10 * 60, is_together) == left


def test_a_talk_never_shortens_the_wait() -> None:
    assert Idleness(30 * 60, 5 * 60, since=0).left(0, is_together=True) == 30 * 60
