"""A reader who solves random published tables, each alone and beside an earlier one of the same time."""

from random import Random

from narvaro_desktop.domain.figures.masking import FEWEST
from narvaro_desktop.domain.figures.published import Before, Shown, table
from tests.domain.figures.test_published import CHAINS, KEYS, Rows, found_out, small, whole

_FEW = range(1, 5)


def searched(tables: int, fewest: int = FEWEST, seed: int = 7) -> tuple[int, int]:
    """How many counts and differences of one to four persons were read or worked out, and of how many.

    A table that is made with another `fewest` than the reader looks for gives them away.
    """
    random = Random(seed)
    found = tried = 0
    for _number in range(tables):
        rows = _schools(random)
        cells = table(rows, whole(rows), KEYS, CHAINS, fewest)
        places = [(name, key) for name in cells for key in KEYS]
        printed = {place for place in places if cells[place[0]][place[1]].shown is Shown.COUNT}
        tried += sum(small(rows, place) for place in places)
        found += sum(small(rows, place) for place in printed | found_out(rows, cells))
        found += _beside(rows, {place: cells[place[0]][place[1]].count for place in places}, random)
    return found, tried


def _schools(random: Random) -> Rows:
    """Two to six, of which a few pupils are away for long and fewer still for a month."""
    rows: Rows = {}
    for place in range(random.randint(2, 6)):
        high = random.randint(0, 30)
        pupils = high + random.randint(0, 60)
        far, month = random.randint(0, high), random.randint(0, min(pupils, 9))
        rows[f"skola {place}"] = {"pupils": pupils, "high": high, "far": far, "month": month}
    return rows


def _beside(rows: Rows, told: dict[tuple[str, str], int | None], random: Random) -> int:
    """How many counts a later table gives away beside what was `told`, after a few pupils have come."""
    later = {
        name: {**one, "pupils": (one["pupils"] or 0) + random.choice([0, 0, 1, 6])}
        for name, one in rows.items()
    }
    cells = table(later, whole(later), KEYS, CHAINS, before=(Before(told),))
    now = {place: cells[place[0]][place[1]].count for place in told}
    kept = [place for place, count in told.items() if count is None and now[place] is not None]
    close = [
        place
        for place, count in told.items()
        if count is not None and abs((now[place] if now[place] is not None else count) - count) in _FEW
    ]
    return len(kept) + len(close)
