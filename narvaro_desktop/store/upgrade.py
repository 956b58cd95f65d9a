"""The safe road from an older schema to the newest: room, a verified copy, one transaction, counts."""

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from narvaro_desktop.store.connection import MIGRATING, vault_engine
from narvaro_desktop.store.errors import CopyRefused, VaultDamaged
from narvaro_desktop.store.places import demand_room, flush_file, flush_folder
from narvaro_desktop.store.schema import schema_version

ROOM_FACTOR = 2.2
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path, key: bytes, salt: bytes, *, page: int = 4096, migrations: Path = MIGRATIONS) -> Path:
    """Bring the vault at `path`, which nobody has open, to the newest schema; answers with the former copy.

    Foreign keys are off meanwhile: inside a transaction SQLite cannot switch them, and a batch migration
    that drops an old parent table would take every child row with it, without an error.

    :raises NoRoom, CopyRefused, VaultDamaged: the vault is as it was
    """
    demand_room(path.parent, int(path.stat().st_size * ROOM_FACTOR))
    copy = _copied(path, key, salt, page)
    engine = vault_engine(path, key, salt, page=page, settings=MIGRATING)
    try:
        with engine.begin() as connection:
            before = counts(connection)
            command.upgrade(_config(connection, migrations), "head")
            after = counts(connection)
            lost = sorted(table for table, rows in before.items() if after.get(table) != rows)
            if lost or connection.execute(text("PRAGMA foreign_key_check")).first():
                raise VaultDamaged(*lost)
    finally:
        engine.dispose()
    return copy


def counts(connection: Connection) -> dict[str, int]:
    """The rows of every table of ours."""
    names = connection.scalars(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")
    ).all()
    return {
        name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0
        for name in names
        if name != "alembic_version"
    }


def stamp_of(path: Path, key: bytes, salt: bytes, *, page: int = 4096) -> str:
    """The schema version of a vault that nobody has open."""
    engine = vault_engine(path, key, salt, page=page)
    try:
        return schema_version(engine)
    finally:
        engine.dispose()


def _copied(path: Path, key: bytes, salt: bytes, page: int) -> Path:
    """A copy beside the vault, named after the version it has, opened and counted."""
    version = stamp_of(path, key, salt, page=page)
    copy = path.with_name(f"{path.stem}-{version}{path.suffix}.kopia")
    shutil.copyfile(path, copy)
    flush_file(copy)
    flush_folder(copy.parent)
    if _counted(copy, key, salt, page) != _counted(path, key, salt, page):
        raise CopyRefused("counts")
    return copy


def _counted(path: Path, key: bytes, salt: bytes, page: int) -> dict[str, int]:
    engine = vault_engine(path, key, salt, page=page)
    try:
        with engine.connect() as connection:
            return counts(connection)
    finally:
        engine.dispose()


def _config(connection: Connection, migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    return config
