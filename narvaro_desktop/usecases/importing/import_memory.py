"""How much memory a very long file may take while it is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.orm import Session

_LONG: Final = 500_000
_SMALL_CACHE: Final = -16_384
"""KiB of the vault's pages kept in memory: enough for rows that come in order."""


@contextmanager
def spared(session: Session, rows: int) -> Iterator[None]:
    """While the rows of a very long file are written, what is kept of the vault gives them room."""
    if rows < _LONG:
        yield
        return
    connection = session.connection()
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {_SMALL_CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {int(before)}")
