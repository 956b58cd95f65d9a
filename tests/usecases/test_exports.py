"""Whatever writes a file out of the vault is decided: to whom, about how many, and what may stand in it."""

import ast
import json
from pathlib import Path

from narvaro_desktop import usecases
from narvaro_desktop.paths import resource

DECIDED = json.loads(resource("retention", "exports.json").read_text(encoding="utf-8"))["exports"]
WRITES = {"put", "seal_to", "write_whole", "write_bytes", "write_text"}
MADE_UP = {"demo", "practice", "practice_files"}
"""They make files of a school that never was."""
OF_THE_VAULT = {"leftovers._write"}
"""What the vault keeps for itself beside it, encrypted."""


def test_every_act_that_writes_a_file_stands_in_the_list_and_nothing_else_does() -> None:
    found = {
        f"{path.stem}.{act.name}"
        for path in Path(usecases.__file__).parent.rglob("*.py")
        if path.stem not in MADE_UP and "practice_school" not in path.parts
        for act in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(act, ast.FunctionDef) and _writes(act) and not _is_shared(path.stem, act.name)
    }

    assert found - OF_THE_VAULT == set(DECIDED)


def test_each_says_who_gets_it_what_may_stand_in_it_and_what_holds_for_a_protected_pupil() -> None:
    for name, told in DECIDED.items():
        assert set(told) == {"to", "pupils", "allowed", "protected"}, name
        assert told["pupils"] in {"ingen", "en", "flera"} and all(told.values()), name


def _writes(act: ast.FunctionDef) -> bool:
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute | ast.Name)
        and _name(call) in WRITES
        for call in ast.walk(act)
    )


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_shared(module: str, act: str) -> bool:
    """The acts that the others call to write."""
    return module in ("packages", "package_files")
