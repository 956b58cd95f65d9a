"""The vault's schema version, read without Alembic, and the safe road from an older one to the newest."""

from sqlalchemy import Engine, text

from narvaro_desktop.store.errors import NewerVault, NotOurVault

VERSIONS = ("0001", "0002")
NEWEST = VERSIONS[-1]
_VERSION_TABLE = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"


def schema_version(engine: Engine) -> str:
    """The version that the vault's tables have.

    :raises NotOurVault: the file holds no version
    """
    with engine.connect() as connection:
        if connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")) != 1:
            raise NotOurVault("schema", 0)
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "0000")


def create_schema(engine: Engine) -> None:
    """Every table as the program knows it, marked with the newest version, in one transaction."""
    from narvaro_desktop.store.tables import Base  # only here: an open vault's tables are there already

    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(text(_VERSION_TABLE))
        connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": NEWEST})


def is_current(version: str) -> bool:
    """Whether the tables are the newest; False means that they can be upgraded.

    :raises NewerVault: a newer program has upgraded them already
    """
    if version not in VERSIONS:
        raise NewerVault(version)
    return version == NEWEST
