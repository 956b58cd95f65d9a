"""The road from an older schema to the newest."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from narvaro_desktop.store.connection import vault_engine
from narvaro_desktop.store.errors import NewerVault, VaultDamaged
from narvaro_desktop.store.schema import NEWEST, VERSIONS, is_current
from narvaro_desktop.store.tables import Base
from narvaro_desktop.store.upgrade import MIGRATIONS, stamp_of, upgrade
from tests.store.conftest import School

STEP = """
from alembic import op
revision = "0001"
down_revision = None

def upgrade():
    op.execute("{}")
"""


def shape(engine: Engine) -> dict[str, list[str]]:
    found = inspect(engine)
    return {
        table: [
            f"{column['name']} {column['type']!r} {column['nullable']}" for column in found.get_columns(table)
        ]
        for table in found.get_table_names()
    }


def before_the_first_version(school: School) -> tuple[bytes, bytes, dict[str, list[str]]]:
    """The vault without its tables and version, but with a table of two rows; its keys, and what it had."""
    with school.open() as vault:
        had = shape(vault.engine)
        with vault.engine.begin() as connection:
            Base.metadata.drop_all(connection)
            connection.execute(text("DELETE FROM alembic_version"))
            connection.execute(text("CREATE TABLE kept (words TEXT)"))
            connection.execute(text("INSERT INTO kept VALUES ('Granbarr'), ('Regnskur')"))
        return vault.me.file_key, vault.me.header.salt, had


def rows(school: School, key: bytes, salt: bytes) -> int:
    engine = vault_engine(school.path, key, salt)
    try:
        with engine.connect() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM kept")) or 0)
    finally:
        engine.dispose()


def test_the_migrations_make_what_a_new_vault_has(school: School) -> None:
    key, salt, had = before_the_first_version(school)

    upgrade(school.path, key, salt)

    with school.open() as vault:
        made = shape(vault.engine)
        made.pop("kept")
        assert made == had
    assert stamp_of(school.path, key, salt) == NEWEST


def test_the_vault_as_it_was_stays_beside_as_a_copy_that_opens(school: School) -> None:
    key, salt, _had = before_the_first_version(school)

    copy = upgrade(school.path, key, salt)

    assert copy.name == "skola-0000.narvaro.kopia"
    assert stamp_of(copy, key, salt) == "0000"


def migrations_that_run(tmp_path: Path, statement: str) -> Path:
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (folder / name).write_text((MIGRATIONS / name).read_text())
    (folder / "versions" / "0001_step.py").write_text(STEP.format(statement))
    return folder


@pytest.mark.parametrize("statement", ["DELETE FROM kept WHERE words = 'Granbarr'", "DROP TABLE kept"])
def test_a_migration_that_loses_a_row_is_taken_back(school: School, tmp_path: Path, statement: str) -> None:
    key, salt, _had = before_the_first_version(school)

    with pytest.raises(VaultDamaged, match="kept"):
        upgrade(school.path, key, salt, migrations=migrations_that_run(tmp_path, statement))

    assert rows(school, key, salt) == 2
    assert stamp_of(school.path, key, salt) == "0000"


def test_a_migration_that_keeps_all_rows_counts(school: School, tmp_path: Path) -> None:
    key, salt, _had = before_the_first_version(school)

    upgrade(school.path, key, salt, migrations=migrations_that_run(tmp_path, "CREATE TABLE more (a)"))

    assert rows(school, key, salt) == 2
    assert stamp_of(school.path, key, salt) == "0001"


def test_an_unknown_version_is_a_newer_one() -> None:
    assert is_current(VERSIONS[-1])
    with pytest.raises(NewerVault):
        is_current("0002-from-the-future")
