"""Failed unlocks noted outside the vault: nothing is lost, and what was changed shows."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from narvaro_desktop.store.attempts import PASSPHRASE, SHEET, SUFFIX, Attempt, Attempts, forget, note, noted

VAULT, OTHER = UUID(int=1), UUID(int=2)
EK = UUID(int=7)


def _at(minute: int) -> datetime:
    return datetime(2026, 9, 28, 7 + minute // 60, minute % 60, tzinfo=UTC)


def test_what_is_noted_is_told_until_it_is_forgotten(tmp_path: Path) -> None:
    told = (Attempt(_at(1), EK, PASSPHRASE), Attempt(_at(2), None, SHEET))
    for one in told:
        note(tmp_path, VAULT, one)

    assert noted(tmp_path, VAULT) == Attempts(told)
    assert noted(tmp_path, OTHER) == Attempts()
    forget(tmp_path, VAULT)
    assert noted(tmp_path, VAULT) == Attempts()


def test_a_note_that_was_changed_moved_or_spoilt_shows_and_later_ones_are_kept(tmp_path: Path) -> None:
    note(tmp_path, VAULT, Attempt(_at(1), EK, PASSPHRASE))
    path = tmp_path / f"{VAULT}{SUFFIX}"
    honest = path.read_bytes()

    (tmp_path / f"{OTHER}{SUFFIX}").write_bytes(honest)
    assert noted(tmp_path, OTHER) == Attempts((), is_whole=False)
    path.write_bytes(honest.replace(b"07:01", b"07:02"))
    assert noted(tmp_path, VAULT) == Attempts((), is_whole=False)
    path.write_bytes(b"[" * 10)
    later = (Attempt(_at(3), EK, PASSPHRASE), Attempt(_at(4), EK, PASSPHRASE))
    for one in later:
        note(tmp_path, VAULT, one)
    assert noted(tmp_path, VAULT) == Attempts(later, is_whole=False)


def test_a_night_of_guesses_stays_small_and_is_counted(tmp_path: Path) -> None:
    for minute in range(230):
        note(tmp_path, VAULT, Attempt(_at(minute), EK, PASSPHRASE))

    found = noted(tmp_path, VAULT)
    assert (found.is_whole, len(found.noted)) == (True, 200)
    assert (sum(one.times for one in found.noted), found.noted[-1].at) == (230, _at(229))


def test_a_folder_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()

    note(tmp_path / "fil", VAULT, Attempt(_at(1), EK, PASSPHRASE))

    assert noted(tmp_path / "fil", VAULT).noted == ()
