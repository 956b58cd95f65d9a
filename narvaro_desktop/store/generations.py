"""Generations of backups: which are there, which stay, which go."""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

_STAMP = "%Y%m%dT%H%M%SZ"
KEPT_AFTER = timedelta(weeks=8)
"""So long a backup may hold what has been gallrat since."""


def sets_in(folder: Path, vault: str) -> list[tuple[datetime, Path]]:
    """The backups of a vault in a folder, by their names alone, the newest first."""
    found = []
    for one in folder.glob(f"narvaro-{vault[:8]}-*Z"):
        try:
            made = datetime.strptime(one.name.rsplit("-", 1)[1], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append((made, one))
    return sorted(found, reverse=True)


def to_keep(made: Iterable[datetime]) -> set[datetime]:
    """Which stay: the newest in each of the latest 8 quarter-hours, 7 days and 8 weeks that have one."""
    kept: set[datetime] = set()
    newest_first = sorted(made, reverse=True)
    for slot_of, many in ((_quarter, 8), (_day, 7), (_week, 8)):
        seen: set[tuple[int, ...]] = set()
        for one in newest_first:
            if (slot := slot_of(one)) not in seen and len(seen) < many:
                seen.add(slot)
                kept.add(one)
    return kept


def thin_out(folder: Path, vault: str, before: datetime | None = None) -> list[Path]:
    """Remove what `to_keep` leaves out, and what was made before `before`; the answer is what was removed.

    The newest stays, whatever its age.
    """
    found = sets_in(folder, vault)
    kept = to_keep(made for made, _path in found)
    if before is not None:
        kept = {one for one in kept if one >= before or one == found[0][0]}
    removed = [path for made, path in found if made not in kept]
    for path in removed:
        shutil.rmtree(path, ignore_errors=True)
    return removed


def _quarter(made: datetime) -> tuple[int, ...]:
    return int(made.timestamp()) // 900, 0


def _day(made: datetime) -> tuple[int, ...]:
    return made.year, made.month, made.day


def _week(made: datetime) -> tuple[int, ...]:
    year, week, _day_of_week = made.isocalendar()
    return year, week
