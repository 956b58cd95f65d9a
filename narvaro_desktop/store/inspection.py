"""What an open vault is made of, without a word of what it says: tables, columns and counts, for IT."""

import sys
from sqlite3 import Connection
from typing import NamedTuple, cast

import sqlcipher3
from sqlalchemy import Connection as Link
from sqlalchemy import func, inspect, select, table
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

# sqlite-utils takes the driver that stands under this name, and then knows this driver's errors.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database  # noqa: E402


class TableShape(NamedTuple):
    """A table: how many rows it has, and its columns with their types."""

    name: str
    rows: int
    columns: tuple[tuple[str, str], ...]


def shapes(session: Session) -> list[TableShape]:
    """The tables of the vault that `session` has open, by name."""
    if session.get_bind().dialect.name != "sqlite":
        return _on_server(session.connection())
    raw = session.connection().connection.dbapi_connection
    database = Database(cast(Connection, raw))
    tables = (database[name] for name in sorted(database.table_names()) if not name.startswith("sqlite_"))
    return [
        TableShape(table.name, table.count, tuple((one.name, one.type) for one in table.columns))
        for table in tables
    ]


def _on_server(link: Link) -> list[TableShape]:
    found = inspect(link)
    return [
        TableShape(
            name,
            link.scalar(select(func.count()).select_from(table(name))) or 0,
            tuple((one["name"], str(one["type"])) for one in found.get_columns(name)),
        )
        for name in sorted(found.get_table_names())
    ]
