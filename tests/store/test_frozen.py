"""The format, frozen: the first migration makes the tables exactly, and every released vault still opens."""

import json
import re
import shutil
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from narvaro_desktop.store import log_verify
from narvaro_desktop.store.log_verify import signers_of
from narvaro_desktop.store.tables import Base
from narvaro_desktop.store.upgrade import MIGRATIONS
from narvaro_desktop.usecases.vault import vaults
from scripts.freeze import FACTS, VAULTS, facts_of, first_migration


def schema(connection: Connection) -> dict[str, list[str]]:
    """Every table, index and trigger of the file by name: its columns in order, then its constraints."""
    found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {name: _parts(sql) for name, sql in found if name != "alembic_version"}


def _parts(sql: str) -> list[str]:
    """The parts of a statement; the order of its constraints means nothing, nor does where a line ends."""
    parts, depth = [""], 0
    for sign in " ".join(sql.split()):
        depth += (sign == "(") - (sign == ")")
        if (sign, depth) in (("(", 1), (",", 1), (")", 0)):
            parts.append("")
        else:
            parts[-1] += sign
    parts = [part.strip() for part in parts if part.strip()]
    is_constraint = re.compile("(CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK)").match
    return [part for part in parts if not is_constraint(part)] + sorted(filter(is_constraint, parts))


def migrated(migrations: Path) -> dict[str, list[str]]:
    with create_engine("sqlite://").begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrations))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return schema(connection)


def by_metadata() -> dict[str, list[str]]:
    with create_engine("sqlite://").begin() as connection:
        Base.metadata.create_all(connection)
        return schema(connection)


def test_the_first_migration_written_out_makes_the_tables_exactly(tmp_path: Path) -> None:
    """Held ready for the freeze: what the writer writes is what the program has."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__", "versions"))
    (folder / "versions").mkdir()
    (folder / "versions" / "0001_initial.py").write_text(first_migration(), encoding="utf-8")

    assert migrated(folder) == by_metadata()


def test_the_migrations_make_the_tables_exactly() -> None:
    assert migrated(MIGRATIONS) == by_metadata()


RELEASED = sorted(VAULTS.glob("*/*.narvaro"))


@pytest.mark.parametrize("vault", RELEASED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_released_vault_opens_with_all_its_rows(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "valv"
    shutil.copytree(vault.parent, folder)
    told = json.loads((folder / FACTS).read_text(encoding="utf-8"))[vault.name]
    phrases = json.loads((folder / "losenfraser.json").read_text(encoding="utf-8"))[vault.name]

    for person, phrase in phrases.items():
        office = vaults.unlock(folder / vault.name, person, phrase, state=folder / "nycklar")
        with office.work() as work:
            columns = {table: facts["columns"] for table, facts in told["tables"].items()}
            assert facts_of(work.session.connection(), columns) == told["tables"]
            signers = signers_of(office.vault.key_file)
            assert log_verify.verify(work.session, UUID(office.vault.id), signers, []).is_whole
        office.close()
