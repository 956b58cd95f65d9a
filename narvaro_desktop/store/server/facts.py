"""What a server tells whoever runs a register about it: versions, TLS, counts, rights, its own log."""

from typing import TypedDict

from sqlalchemy import Connection, text

from narvaro_desktop.store.errors import NotOurVault
from narvaro_desktop.store.schema import NEWEST
from narvaro_desktop.store.server import tables


class Facts(TypedDict):
    version: str
    tables: str
    is_current: bool
    is_encrypted: bool
    rows: dict[str, int]
    log_is_guarded: bool
    logs_statements: bool


def facts(connection: Connection) -> Facts:
    """:raises NotOurVault: no register lies in the database"""
    found = tables.version(connection)
    if not found:
        raise NotOurVault("register", 0)
    return {
        "version": _shown(connection, "server_version"),
        "tables": found,
        "is_current": found == NEWEST,
        "is_encrypted": bool(
            connection.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
        ),
        "rows": tables.counts(connection),
        "log_is_guarded": not any(_may_change(connection, name) for name in tables.ONLY_ADDED_TO),
        "logs_statements": _shown(connection, "log_statement") not in ("none", "ddl")
        or _shown(connection, "log_min_duration_statement") != "-1"
        or _shown(connection, "log_parameter_max_length_on_error") != "0",
    }


def _may_change(connection: Connection, table: str) -> bool:
    """Whether the user that we are could take lines of a log away, by no more than a slip."""
    asked = text("SELECT has_table_privilege(:name, 'UPDATE, DELETE, TRUNCATE')")
    return bool(connection.scalar(asked, {"name": table}))


def _shown(connection: Connection, name: str) -> str:
    return str(connection.scalar(text("SELECT current_setting(:name)"), {"name": name}))
