"""The connection with a register's server: one act at a time in all windows, and its errors as ours."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import errors as pg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.errors import (
    DiskFull,
    NotOurVault,
    ReadOnlyPlace,
    RegisterBusy,
    RegisterRefused,
    RegisterUnreachable,
    ServerNotTrusted,
    ServerPasswordNeeded,
    ServerTooOld,
)
from narvaro_desktop.store.server.address import Address

LOWEST_SERVER = 140000
_TURN = 0x4E525652
"""The number of the lock that lets one act at a time read and write, like a vault's BEGIN IMMEDIATE."""
ASKS = "narvaro_asks"
"""The option of a connection whose transaction is a question, which waits for no act."""
_SESSION: Mapping[str, str] = {
    "lock_timeout": "15s", "idle_in_transaction_session_timeout": "120s", "client_encoding": "UTF8",
    "timezone": "UTC", "application_name": "narvaro", "default_transaction_isolation": "read committed",
}  # fmt: skip
_PATIENCE: Mapping[str, int] = {
    "connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}  # fmt: skip
"""A server that is gone is noticed within half a minute, and the act told as not done."""


def connect(address: Address, password: str | None) -> psycopg.Connection[Any]:
    """A connection of one's own; without `password` libpq looks where it does (.pgpass, Kerberos, a socket).

    :raises ServerPasswordNeeded, ServerNotTrusted, RegisterUnreachable, ServerTooOld:
    """
    told: dict[str, Any] = {**_PATIENCE, **address.parameters}
    if password:
        told["password"] = password
    try:
        raw = psycopg.connect(**told, autocommit=True)
        if raw.info.server_version < LOWEST_SERVER:
            raise ServerTooOld(raw.info.server_version // 10000)
        for name, value in _SESSION.items():
            raw.execute("SELECT set_config(%s, %s, false)", (name, value))
        raw.autocommit = False
    except psycopg.Error as fault:
        raise _unconnected(fault) from None
    return raw


def server_engine(address: Address, password: str | None, *, in_turn: bool = True) -> Engine:
    """An engine whose transactions wait for their turn; a connection that was lost is made anew."""
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connect(address, password), pool_size=1, max_overflow=0,
        pool_pre_ping=True, hide_parameters=True,
    )  # fmt: skip
    if in_turn:
        event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _raise_ours)
    return engine


def explained(fault: BaseException) -> NarvaroError | None:
    """What the server's error means to a user, None if it is a bug of ours; its own words go no further."""
    for kind, error in _MEANINGS:
        if isinstance(fault, kind):
            return error()
    return None


def take_turn(connection: Connection) -> None:
    """Wait until no other act is under way; ends with the transaction."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get(ASKS):
        take_turn(connection)


def _raise_ours(context: ExceptionContext) -> None:
    if not context.is_pre_ping and (ours := explained(context.original_exception)):
        raise ours from None


def _unconnected(fault: psycopg.Error) -> NarvaroError:
    """Why no connection came about, as far as can be told without the server's words in its language."""
    link = fault.pgconn
    if link is not None and (link.needs_password or link.used_password):
        return ServerPasswordNeeded(int(not link.needs_password))
    words = str(fault)
    if "certificate" in words or "SSL" in words or "channel binding" in words:
        return ServerNotTrusted()
    return explained(fault) or RegisterUnreachable()


_MEANINGS: tuple[tuple[type[psycopg.Error], type[NarvaroError]], ...] = (
    (pg.LockNotAvailable, RegisterBusy),
    (pg.QueryCanceled, RegisterBusy),
    (pg.DiskFull, DiskFull),
    (pg.InsufficientPrivilege, RegisterRefused),
    (pg.ReadOnlySqlTransaction, ReadOnlyPlace),
    (pg.UndefinedTable, NotOurVault),
    (pg.OperationalError, RegisterUnreachable),
    (pg.InterfaceError, RegisterUnreachable),
)
