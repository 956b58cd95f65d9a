"""Is a copy the same as what it was copied from: its pages, its counts, every stored value."""

import hashlib

from sqlcipher3 import dbapi2


def compared(
    source: dbapi2.Connection, target: dbapi2.Connection, *, row_by_row: bool = True
) -> tuple[dict[str, int], list[str]]:
    """The rows of each table of the source, and the checks that the target fails."""
    failed = failed_checks(target)
    rows = counts(source)
    if counts(target) != rows:
        failed.append("counts")
    elif row_by_row:
        failed += [name for name in rows if _digest(source, name) != _digest(target, name)]
    return rows, failed


def failed_checks(raw: dbapi2.Connection) -> list[str]:
    """Which of SQLCipher's and SQLite's own checks a file fails, all of their answers read."""
    failed = []
    if raw.execute("PRAGMA cipher_integrity_check").fetchall():
        failed.append("cipher_integrity_check")
    if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        failed.append("integrity_check")
    return failed


def counts(raw: dbapi2.Connection) -> dict[str, int]:
    """The rows of each table."""
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def _digest(raw: dbapi2.Connection, table: str) -> bytes:
    """SHA-256 over every stored value of a table in the order of its rows."""
    digest = hashlib.sha256()
    for row in raw.execute(f'SELECT * FROM "{table}"'):
        digest.update(repr(row).encode())
    return digest.digest()
