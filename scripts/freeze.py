"""Freezes the vault's format: `python -m scripts.freeze`, once, when a version is to be released.

1. at the first version only: writes migration 0001 out in full from the tables, so that later changes of them
   no longer change it
2. puts a small practice school and its huvudman, as this version makes them, into tests/vaults/<version>/
"""

import json
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from alembic.operations.ops import CreateIndexOp, CreateTableOp, UpgradeOps
from sqlalchemy import Connection, text

from narvaro_desktop import __version__
from narvaro_desktop.store.tables import Base
from narvaro_desktop.store.upgrade import MIGRATIONS
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.vault import vaults

VAULTS = Path(__file__).parents[1] / "tests" / "vaults"
FACTS = "rader.json"
_GROWING = ("access_log", "checkpoint", "setting", "draft")
"""Tables that every unlocking writes in."""

_HEAD = '''"""The tables of version {version}, written out by scripts/freeze.py; never changed again."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
'''


def first_migration(version: str = __version__) -> str:
    """Migration 0001 as code: every table with its keys and constraints, then every index."""
    tables = Base.metadata.sorted_tables
    made = [CreateTableOp.from_table(table) for table in tables]
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda one: str(one.name))]
    context = MigrationContext.configure(dialect_name="sqlite", opts={"render_item": _render})
    steps = UpgradeOps([*made, *map(CreateIndexOp.from_index, indexes)])
    code = render_python_code(steps, render_item=_render, migration_context=context)
    lines = [line for line in code.splitlines() if not line.lstrip().startswith("# ###")]
    body = "\n".join(line if line.startswith("    ") or not line else f"    {line}" for line in lines)
    return _HEAD.format(version=version) + body.rstrip() + "\n"


def _render(kind: str, item: object, _context: AutogenContext) -> str | bool:
    """Our own types as what they are in the file."""
    if kind == "type" and isinstance(item, sa.TypeDecorator):
        return f"sa.String(length={item.impl_instance.length})"
    return False


def facts_of(
    connection: Connection, only: dict[str, list[str]] | None = None
) -> dict[str, dict[str, object]]:
    """For each table its columns, how many rows it has and the SHA-256 of them; `only` these columns."""
    found = sa.inspect(connection)
    told: dict[str, dict[str, object]] = {}
    for table in sorted(only or set(found.get_table_names()) - {"alembic_version", *_GROWING}):
        columns = only[table] if only else sorted(column["name"] for column in found.get_columns(table))
        listed = ", ".join(f'"{name}"' for name in columns)
        rows = sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT {listed} FROM "{table}"')))
        told[table] = {
            "columns": columns, "rows": len(rows), "sha256": sha256("\n".join(rows).encode()).hexdigest(),
        }  # fmt: skip
    return told


def small_school(folder: Path) -> practice.Practice:
    """The practice school, with the lessons of those pupils alone who have a case."""
    made = practice.build(folder, with_files=False)
    office = made.unlock(practice.PRINCIPAL)
    with office.work() as work:
        for table in ("lesson", "student_day", "before_image"):
            kept = "SELECT s.number FROM student s JOIN case_file c ON c.student_id = s.id"
            work.session.execute(text(f"DELETE FROM {table} WHERE student NOT IN ({kept})"))
    office.close()
    office = made.unlock(practice.PRINCIPAL)
    raw = office.vault.engine.raw_connection()
    raw.execute("VACUUM")  # type: ignore[attr-defined]
    raw.close()
    office.close()
    return made


def keep_vaults(folder: Path) -> None:
    """Put both practice vaults, their keys, phrases and facts into `folder`, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "nycklar").mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place:
        made = small_school(Path(place))
        facts = {}
        for person, path in ((practice.PRINCIPAL, made.school), (practice.RECIPIENT, made.huvudman)):
            office = made.unlock(person)
            with office.vault.engine.connect() as connection:
                facts[path.name] = {"tables": facts_of(connection)}
            vaults.leave(office)
            office.close()
        names = (practice.SCHOOL_FILE, practice.HUVUDMAN_FILE)
        wanted = [path for name in names for path in made.folder.glob(f"{name}*") if path.suffix != ".lock"]
        for path in (*wanted, made.folder / practice.PHRASES_FILE, *(made.folder / "nycklar").glob("*.*")):
            shutil.copyfile(path, folder / path.relative_to(made.folder))
    (folder / FACTS).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_first_migration() -> None:
    migration = MIGRATIONS / "versions" / "0001_initial.py"
    migration.write_text(first_migration(), encoding="utf-8")
    for act in (["format", "--quiet"], ["check", "--fix", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *act, str(migration)], check=True)


def main() -> int:
    """Freeze, unless this version is frozen already."""
    folder = VAULTS / __version__
    if folder.exists():
        print(f"{folder} is there already; a frozen format is never changed.", file=sys.stderr)
        return 1
    if not any(VAULTS.glob("*/*.narvaro")):
        _write_first_migration()
    keep_vaults(folder)
    print(f"Version {__version__} is frozen: {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
