"""The register's tables: made and upgraded by the migrations of every vault, in one transaction."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, String, Text, func, inspect, select, table, text

from narvaro_desktop.store.errors import RegisterExists, RegisterNeedsUpgrade, VaultDamaged
from narvaro_desktop.store.schema import NEWEST, is_current
from narvaro_desktop.store.server.key_table import KEYS
from narvaro_desktop.store.upgrade import MIGRATIONS

ONLY_ADDED_TO = ("access_log", "checkpoint", KEYS.name)
_VERSION = "alembic_version"


def make(connection: Connection, version: str = "head") -> None:
    """Every table in an empty database, as `version` of the program had them.

    :raises RegisterExists: there are tables already
    """
    if inspect(connection).get_table_names():
        raise RegisterExists
    _migrate(connection, version)
    KEYS.create(connection)
    _settle(connection)


def upgrade(connection: Connection) -> str:
    """From an older version to the newest; answers with the former one.

    :raises NewerVault: a newer program has upgraded it already
    :raises VaultDamaged: rows would have been lost, so nothing has changed
    """
    former = version(connection)
    if is_current(former):
        return former
    before = counts(connection)
    _migrate(connection, "head")
    after = counts(connection)
    if lost := sorted(name for name, rows in before.items() if after.get(name) != rows):
        raise VaultDamaged(*lost)
    _settle(connection)
    return former


def demand_current(connection: Connection) -> None:
    """:raises NewerVault, RegisterNeedsUpgrade, NotOurVault:"""
    found = version(connection)
    if not is_current(found):
        raise RegisterNeedsUpgrade(found, NEWEST)


def version(connection: Connection) -> str:
    """:raises NotOurVault: there is no register in the database"""
    return str(connection.scalar(text(f"SELECT version_num FROM {_VERSION}")))


def counts(connection: Connection) -> dict[str, int]:
    """The rows of every table."""
    names = (name for name in inspect(connection).get_table_names() if name != _VERSION)
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def _migrate(connection: Connection, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _settle(connection: Connection) -> None:
    """Text is compared by its code points, as SQLite does; what is logged nobody changes or takes away."""
    found = inspect(connection)
    for name in found.get_table_names():
        columns = [
            one["name"]
            for one in found.get_columns(name)
            if isinstance(one["type"], String | Text) and one["type"].collation != "C"
        ]
        if columns and name != _VERSION:
            kinds = {one["name"]: one["type"].compile(connection.dialect) for one in found.get_columns(name)}
            changes = ", ".join(f'ALTER "{one}" TYPE {kinds[one]} COLLATE "C"' for one in columns)
            connection.exec_driver_sql(f'ALTER TABLE "{name}" {changes}')
    for name in ONLY_ADDED_TO:
        connection.exec_driver_sql(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{name}" FROM CURRENT_USER, PUBLIC')
