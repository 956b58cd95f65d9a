"""The figures of what must never happen, printed as a table and kept in build/faults.json.

lost_saves            saves that were promised and are gone: kills, power cuts, a broken or full disk
torn_operations       acts that are half done, or leave a damaged vault
places_wrong          places that were not refused, or lost what was promised: a second program or window,
                      a full disk, a read-only medium, a network share
clock_wrong           days of work lost, out of order or refused by a clock that went wrong
silent_wrong          wrong data read without a word after a single bit was turned
plaintext_hits        words of the vault found in any file, in six encodings
memory_hits           words and keys found in the memory of the locked program, or in a file that it wrote
connections           sockets out of the computer that the main job or the window opened
lock_ms               from the lock to a new process
rollback_undetected   share of old vaults and tampered logs that nothing noticed
false_alarms          honest openings that were refused
rights_wrong          cells of role x resource x action that are not as the table says
restore_s             a backup and the recovery sheet on a new machine, until the vault is open
protected_leaks       ways out that name a pupil with skyddade personuppgifter
sensitive_hits        searches in pages that found a person by what is sensitive
erased_hits           words of a gallrad pupil left on the decrypted pages or in the journal
published_found       counts of one to four persons read or worked out in random published tables
fields_beyond         fields beyond the list of their kind and profile in what may leave
extract_missing       rows of a pupil that her registerutdrag lacks
handover_lost         writings that some laptop lacks in the end, or tells otherwise than they were written
handover_divergence   histories after which the three laptops do not say the same

`make faults PARTS="rollback memory"` takes some parts, "crashes" being one for each act ("save", "leave" …).
What has been found is kept as each part ends; `make faults RESUME=1` goes on after one that was broken off,
if no source has changed since.  NARVARO_FAULTS_STEP=n looks at every nth point.
"""

import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_HISTORIES, _FLIPS, _OPENINGS, _CANARIES, _TABLES = 1_000, 10_000, 1_000, 214, 1_000
_ROOT = Path(__file__).resolve().parent.parent
_FIGURES = _ROOT / "build" / "faults.json"
_BY_PART = _ROOT / "build" / "faults-parts.json"
"""What each part has found, and in which sources: figures that several parts share are summed from it."""
_STEP = int(os.environ.get("NARVARO_FAULTS_STEP", "1"))
_STEPS = {
    "save": 2, "leave": 25, "rephrase": 1, "backup": 5, "restore": 1, "import": 1, "upgrade": 1, "receive": 1,
    "let in": 1, "seal": 1, "erase": 1,
}  # fmt: skip
"""An act with many calls that are all alike is cut off at some of them."""
_CUTS = {"save": 8, "rephrase": 2, "backup": 20, "restore": 1, "upgrade": 8, "let in": 4, "seal": 4}
_FAULTS = (("signal=KILL", 1), ("error=EIO", 4), ("error=ENOSPC", 4), ("error=EROFS", 8))
"""What is injected, and at every how manyth point: killed; the disk is broken, full, read-only."""
Found = dict[str, tuple[float, int]]
"""By figure: its value, and how many were tried."""


@contextmanager
def _room() -> Iterator[Path]:
    """A folder of one's own, and a home in it: nothing of the user's is touched."""
    with tempfile.TemporaryDirectory(prefix="narvaro-faults-", ignore_cleanup_errors=True) as folder:
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(folder, "home", name.lower()))
        os.environ["HOME"] = str(Path(folder, "home"))
        yield Path(folder)


def _cut_off(room: Path, name: str) -> Found:
    """Kills and failing calls at the system calls of an act, and power cuts."""
    from tests.faults import incoming, outgoing, powercut, syscalls
    from tests.faults.acts import ACTS, build

    act = {**ACTS, **incoming.INCOMING, **outgoing.OUTGOING}[name]
    begin = {**incoming.STARTS, **outgoing.STARTS}.get(name, build)
    place = room / name.replace(" ", "-")
    original, step = begin(place / "before"), _STEPS[name] * _STEP
    if act.needs_backup:
        ACTS["backup"].do(original, lambda _number: None)
    wrongs = [
        point.wrong
        for fault, apart in _FAULTS
        for point in syscalls.points(act, original, place, fault, step * apart)
        if point.was_hit
    ]
    if name in _CUTS:
        wrongs += [cut.wrong for cut in powercut.cuts(act, original, place, _CUTS[name] * _STEP)]
    print(f"   {name}: {len(wrongs)} points, {sorted(set(wrongs) - {''})}", flush=True)
    lost = wrongs.count("lost")
    return {
        "lost_saves": (lost, len(wrongs)),
        "torn_operations": (sum(map(bool, wrongs)) - lost, len(wrongs)),
    }


def clocks(room: Path) -> Found:
    """A clock that is set back, at 1970, far ahead and right again."""
    from tests.faults.acts import build
    from tests.faults.clocks import DAYS, wrongs

    found = list(wrongs(build(room / "clocks"), room))
    return {"clock_wrong": (sum(map(bool, found)), len(DAYS))}


def places(room: Path) -> Found:
    """Two programs at once, a full disk, a read-only medium, a network share."""
    from tests.faults.acts import build
    from tests.faults.places import wrongs

    found = wrongs(build(room / "places"), room)
    for place, wrong in found.items():
        if wrong:
            print(f"   {place}: {wrong}", flush=True)
    return {"places_wrong": (sum(map(bool, found.values())), len(found))}


def damage(room: Path) -> Found:
    """Single bits turned."""
    from tests.faults import pages
    from tests.faults.acts import REKTOR, build

    stage = build(room / "damage")
    office = stage.unlock(REKTOR)
    key, salt = office.vault.me.file_key, office.vault.key_file.header.salt
    office.close()
    count = _FLIPS // _STEP
    return {"silent_wrong": (sum(pages.flips(stage.vault, key, salt, count)), count)}


def plaintext(room: Path) -> Found:
    """Canaries in every file that a school's day and the main job write, from absence file to kvittens."""
    from narvaro_desktop.usecases.vault import vaults
    from tests.faults import canaries, sealed_day
    from tests.faults.acts import KURATOR, build

    searched = room / "plaintext"
    stage, words = build(searched / "skola"), canaries.words(_CANARIES)
    of_a_day, of_the_main_job = words[sealed_day.WORDS :], words[: sealed_day.WORDS]
    with sealed_day.own_temporary_files(searched / "tmp"):
        office = stage.unlock(KURATOR)
        canaries.a_day(office, of_a_day, stage.disk)
        vaults.leave(office)
        office.close()
        sealed_day.from_file_to_kvittens(stage, searched, room / "chosen", of_the_main_job)
    needles = [form for word in words for form in canaries.encodings(word)]
    hits = canaries.in_files([searched, room / "home"], needles)
    return {"plaintext_hits": (len(hits), len(needles))}


def memory(room: Path) -> Found:
    """The real program locked, and its memory read."""
    from narvaro_desktop.domain.terms import Role, VaultKind
    from narvaro_desktop.usecases.vault import vaults
    from tests.faults import canaries, locked
    from tests.faults.acts import KURATOR, PHRASE

    hits, took = 0, []
    for number in range(3):
        home = room / f"memory{number}"
        told = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home)}
        office = vaults.create(
            home / "skola.narvaro", VaultKind.SCHOOL, "Ekbackens skola", KURATOR, Role.COUNSELLOR, PHRASE,
            state=home / "data" / "Narvaro",
        )  # fmt: skip
        keys = [office.vault.me.file_key, office.vault.me.vault_key]
        office.close()
        words = canaries.words(10, str(random.random())[2:8])
        found = locked.lock(home / "skola.narvaro", told, KURATOR, PHRASE, words, keys)
        if not found.open_hits:
            raise RuntimeError("the look at memory finds nothing in an open program either")
        hits += found.hits + found.file_hits
        took.append(found.milliseconds)
    return {"memory_hits": (hits, 3 * 10), "lock_ms": (round(max(took), 1), len(took))}


def network(room: Path) -> Found:
    """Sockets out of the computer, in the main job and in the window."""
    from tests.faults import network as act

    if not act.planted(room):
        raise RuntimeError("the look at sockets finds none in a program that opens one either")
    found = [*act.of_the_main_job(room), *act.of_the_window(room)]
    for call in found:
        print(f"   {call}", flush=True)
    return {"connections": (len(found), 2)}


def rollback(room: Path) -> Found:
    """Old vaults, tampered logs, and honest openings."""
    from tests.faults import rollback as act
    from tests.faults.acts import build

    original = build(room / "rollback")
    tried, missed = (
        sum(pair) for pair in zip(act.tampered(original, room), act.put_back(original, room), strict=True)
    )
    openings = _OPENINGS // _STEP
    return {
        "rollback_undetected": (missed / tried, tried),
        "false_alarms": (act.false_alarms(original, room, openings), openings),
    }


def rights(_room: Path) -> Found:
    """The table of rights, cell by cell."""
    from narvaro_desktop.domain.case_terms import Action
    from tests.domain.test_access import EXPECTED, RIGHTS

    cells = [(role, what, action) for role, what in EXPECTED for action in Action]
    wrong = sum(RIGHTS.may(*cell) != (cell[2] in EXPECTED[cell[0], cell[1]]) for cell in cells)
    return {"rights_wrong": (wrong, len(cells))}


def restoring(room: Path) -> Found:
    """A lost laptop, with the key derivation of a real vault."""
    from narvaro_desktop.domain.terms import Role, VaultKind
    from narvaro_desktop.usecases.vault import backups, recovery, vaults
    from narvaro_desktop.usecases.vault.recovery import SheetKind
    from tests.faults.acts import NEW, PHRASE, REKTOR

    disk, lost, new = room / "disk", room / "lost", room / "new"
    disk.mkdir()
    office = vaults.create(
        lost / "skola.narvaro", VaultKind.SCHOOL, "Ekbackens skola", REKTOR, Role.PRINCIPAL, PHRASE,
        state=lost / "state",
    )  # fmt: skip
    with office.work() as work:
        sheet = recovery.print_sheet(work, SheetKind.VAULT).value.sheet
        backups.choose_folder(work, disk)
    backups.make(office)
    office.close()
    shutil.rmtree(lost)
    begun = time.perf_counter()
    [found] = backups.found_in(disk)
    target = backups.restore(found.folder, state=new)
    recovery.new_passphrase(target, " ".join(sheet.lines), REKTOR, NEW, state=new)
    vaults.unlock(target, REKTOR, NEW, state=new).close()
    return {"restore_s": (round(time.perf_counter() - begun, 2), 1)}


def handovers(_room: Path) -> Found:
    """Random histories on three laptops."""
    from tests.store.three_laptops import play

    histories = _HISTORIES // _STEP
    outcomes = {seed: play(seed) for seed in range(histories)}
    parted = [seed for seed, outcome in outcomes.items() if outcome.diverged]
    if parted:
        print(f"histories that parted: {parted}", file=sys.stderr)
    return {
        "handover_lost": (
            sum(outcome.lost for outcome in outcomes.values()),
            sum(outcome.writes for outcome in outcomes.values()),
        ),
        "handover_divergence": (len(parted), histories),
    }


def privacy(room: Path) -> Found:
    """Skyddade personuppgifter, sensitive searches, gallring, allow-lists and extracts."""
    from tests.faults import privacy as act

    leaks, searches = act.leaks(room)
    return {
        "protected_leaks": leaks,
        "sensitive_hits": searches,
        "erased_hits": act.erased(room),
        "fields_beyond": act.beyond(),
        "extract_missing": act.missing(room),
    }


def masking(_room: Path) -> Found:
    """A reader who solves published tables, alone and beside an earlier one."""
    from tests.faults.published import searched

    return {"published_found": searched(_TABLES // _STEP)}


PARTS: dict[str, Callable[[Path], Found]] = {
    "privacy": privacy,
    "masking": masking,
    "rights": rights,
    "restoring": restoring,
    "memory": memory,
    "network": network,
    "plaintext": plaintext,
    "clocks": clocks,
    "places": places,
    "damage": damage,
    "rollback": rollback,
    "handovers": handovers,
}
_MEASURED = ("lock_ms", "restore_s")


def main(wanted: list[str]) -> int:
    """0 if nothing that must never happen has happened."""
    parts = [
        part for name in wanted or [*PARTS, "crashes"] for part in (_STEPS if name == "crashes" else [name])
    ]
    kept = _Kept(goes_on=bool(os.environ.get("RESUME")), is_whole=not wanted)
    worst = 0.0
    with _room() as room:
        for name, seconds, found in _found(room, [part for part in parts if part not in kept.parts]):
            kept.add(name, found)
            for figure, (value, tried) in found.items():
                print(f"{figure:22}{value:>10g}  of {tried:>7}   {seconds:6.0f} s  {name}", flush=True)
    for name in parts:
        for figure, value in kept.parts[name]["figures"].items():
            worst = max(worst, 0 if figure in _MEASURED else value)
    return int(worst > 0)


def _found(room: Path, parts: list[str]) -> Iterator[tuple[str, float, Found]]:
    """Each part with its seconds, as it ends; as many acts are cut off at a time as there are cores."""
    for name in parts:
        if name not in _STEPS:
            begun = time.perf_counter()
            found = PARTS[name](room)
            yield name, time.perf_counter() - begun, found
    begun = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        under_way = {workers.submit(_cut_off, room, name): name for name in parts if name in _STEPS}
        for done in as_completed(under_way):
            yield under_way[done], time.perf_counter() - begun, done.result()


class _Kept:
    """What is known by part, of these sources; each part that ends is written at once."""

    def __init__(self, goes_on: bool, is_whole: bool) -> None:
        self._of = {"sources": _sources(), "step": _STEP}
        told = json.loads(_BY_PART.read_text()) if _BY_PART.exists() else {}
        is_of_these = {name: told.get(name) for name in self._of} == self._of
        self._before: dict[str, Any] = told["parts"] if is_of_these and not (is_whole and not goes_on) else {}
        self.parts = dict(self._before) if goes_on else {}

    def add(self, name: str, found: Found) -> None:
        """Put the figures of a part beside those that are there."""
        self.parts[name] = {
            "figures": {figure: value for figure, (value, _tried) in found.items()},
            "tried": {figure: tried for figure, (_value, tried) in found.items()},
        }
        known = {**self._before, **self.parts}
        _FIGURES.parent.mkdir(exist_ok=True)
        _write(_BY_PART, {**self._of, "parts": known})
        told = json.loads(_FIGURES.read_text()) if _FIGURES.exists() else {}
        for column in ("figures", "tried"):
            for figure in found:
                shown = [part[column][figure] for part in known.values() if figure in part[column]]
                told.setdefault(column, {})[figure] = sum(shown)
        _write(_FIGURES, told)


def _sources() -> str:
    """Which program and which tests the figures are of."""
    files = [one for folder in ("narvaro_desktop", "tests/faults") for one in (_ROOT / folder).rglob("*.py")]
    digests = [hashlib.sha256(one.read_bytes()).digest() for one in sorted(files)]
    return hashlib.sha256(b"".join(digests)).hexdigest()


def _write(path: Path, told: dict[str, Any]) -> None:
    """All of it or nothing, if one is broken off."""
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")
    fresh.replace(path)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
