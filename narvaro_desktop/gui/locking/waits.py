"""How long nobody may work before the lock: chosen on this computer, never longer than IT's policy file lets.

policy.json   {"idleMinutes": 5, "meetingMinutes": 20}; each may only shorten
  Linux       /etc/narvaro/
  Windows     %PROGRAMDATA%\\Narvaro\\
  macOS       /Library/Application Support/Narvaro/
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

CHOICES = (1, 5, 10, 15, 30)
CHOSEN_FIRST = 10
_LONGEST, _LONGEST_TOGETHER = 30, 60
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Waits:
    """Minutes without a key: `idle` usually, `together` while one talks with somebody beside the computer."""

    idle: int
    together: int
    is_bound: bool = False
    """Whether IT's file has shortened the choice."""


def waits(chosen: int, file: Path | None = None) -> Waits:
    """What holds on this computer; a policy that cannot be read counts for nothing."""
    idle = min(max(chosen, 1), _LONGEST)
    told = _policy(file or policy_file())
    longest = _minutes(told.get("idleMinutes"), _LONGEST)
    together = _minutes(told.get("meetingMinutes"), _LONGEST_TOGETHER)
    return Waits(min(idle, longest), max(min(idle, longest), together), idle > longest)


def policy_file() -> Path:
    """Where IT puts the policy; a place that only an administrator of the computer writes in."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "Narvaro", "policy.json")
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Narvaro/policy.json")
    return Path("/etc/narvaro/policy.json")


def _policy(file: Path) -> dict[str, object]:
    try:
        if file.stat().st_size > _LARGEST:
            return {}
        told = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _minutes(value: object, longest: int) -> int:
    return min(max(value, 1), longest) if type(value) is int else longest
