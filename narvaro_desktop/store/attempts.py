"""Failed unlocks: noted outside the vault, which nobody had opened, until the next good one logs them.

The notes are a chain of hashes that begins with the vault: one that was changed or cut out shows as spoilt.
Nobody has a key here, so whoever may write in the folder can also write the whole chain anew, or remove it.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.access_log import instant, moment
from narvaro_desktop.store.places import write_whole

SUFFIX = ".forsok"
PASSPHRASE, SHEET = "passphrase", "sheet"
_MOST = 200
"""After so many, the last one counts the others."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A wrong passphrase or sheet: whose name was chosen, None if nobody's in the vault; how many at once."""

    at: datetime
    person: UUID | None
    means: str
    times: int = 1

    def told(self) -> list[object]:
        return [instant(self.at), str(self.person or ""), self.means, self.times]


@dataclass(frozen=True, slots=True)
class Attempts:
    """What was noted since the last good unlock; `is_whole` unless somebody has changed the notes."""

    noted: tuple[Attempt, ...] = ()
    is_whole: bool = True


def note(state: Path, vault: UUID, attempt: Attempt) -> None:
    """Note a failed unlock. Best effort: a full disk changes nothing about the refusal."""
    found = noted(state, vault)
    before = found.noted
    if len(before) >= _MOST:
        last = before[-1]
        before, attempt = before[:-1], Attempt(attempt.at, attempt.person, attempt.means, last.times + 1)
    told = [*before, attempt]
    document = {"attempts": [one.told() for one in told], "hash": _hash(vault, told, found.is_whole)}
    with suppress(OSError, NarvaroError):
        state.mkdir(parents=True, exist_ok=True)
        write_whole(_path(state, vault), json.dumps(document).encode())


def noted(state: Path, vault: UUID) -> Attempts:
    """What is noted; nothing, and not whole, where the notes are spoilt."""
    try:
        document = json.loads(_path(state, vault).read_bytes())
        told = tuple(
            Attempt(moment(at), UUID(person) if person else None, str(means), int(times))
            for at, person, means, times in document["attempts"]
        )
        kept = document["hash"]
    except FileNotFoundError:
        return Attempts()
    except (OSError, ValueError, KeyError, TypeError):
        return Attempts((), is_whole=False)
    if kept == _hash(vault, told, True):
        return Attempts(told)
    return Attempts(told if kept == _hash(vault, told, False) else (), is_whole=False)


def forget(state: Path, vault: UUID) -> None:
    """They stand in the log now."""
    with suppress(OSError):
        _path(state, vault).unlink(missing_ok=True)


def _path(state: Path, vault: UUID) -> Path:
    return state / f"{vault}{SUFFIX}"


def _hash(vault: UUID, told: Sequence[Attempt], is_whole: bool) -> str:
    """The end of the chain; another one where notes before these were spoilt."""
    digest = p.sha256(p.signed_text("attempts" if is_whole else "attempts after spoilt", vault.bytes))
    for one in told:
        digest = p.sha256(digest, json.dumps(one.told()).encode())
    return digest.hex()
