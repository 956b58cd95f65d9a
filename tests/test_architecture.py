"""The shape of the program: who imports whom, and how long a file may be."""

import ast
from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from narvaro_desktop.gui import compile_forms

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "narvaro_desktop"
COMPILED = PACKAGE / "gui" / "forms"
TESTS = ROOT / "tests"
SOURCES = [
    path
    for folder in (PACKAGE, TESTS, ROOT / "benchmarks", ROOT / "scripts")
    for path in sorted(folder.rglob("*.py"))
    if not path.is_relative_to(COMPILED)
]
LONGEST = 400


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_layers_keep_their_contracts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)

    status = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_no_module_imports_itself_through_others() -> None:
    graph = grimp.build_graph("narvaro_desktop", cache_dir=None)

    circles = []
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            if graph.find_shortest_chain(importer=imported, imported=module):
                circles.append(f"{module} → {imported} → … → {module}")

    assert circles == [], "\n".join(circles)


def test_no_folder_of_the_domain_leans_on_itself_through_others() -> None:
    graph = grimp.build_graph("narvaro_desktop", cache_dir=None)
    folders = {name for name in graph.find_children("narvaro_desktop.domain") if graph.find_children(name)}
    for folder in folders:
        graph.squash_module(folder)

    circles = {
        (folder, other)
        for folder in folders
        for other in folders - {folder}
        if graph.direct_import_exists(importer=folder, imported=other)
        and graph.chain_exists(importer=other, imported=folder)
    }

    assert folders
    assert circles == set()


def test_forms_are_what_their_drawings_compile_to() -> None:
    drawn = {compile_forms.target(form): form for form in compile_forms.DRAWN.glob("*.ui")}

    stale = [
        path.name
        for path, form in sorted(drawn.items())
        if not path.exists() or path.read_text(encoding="utf-8") != compile_forms.compiled(form)
    ]
    strangers = [path.name for path in COMPILED.glob("ui_*.py") if path not in drawn]

    assert (stale, strangers) == ([], []), "run: make forms"


def test_files_are_short_say_what_they_are_and_import_by_full_name() -> None:
    faults = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        faults += [f"{_name(path)}:{line.lineno} relative import" for line in imports if line.level]
        faults += [f"{_name(path)}:{line.lineno} star" for line in imports if line.names[0].name == "*"]
        if text.strip() and not ast.get_docstring(tree) and not path.is_relative_to(TESTS):
            faults.append(f"{_name(path)} has no sentence that says what it is")
        if (lines := text.count("\n")) > LONGEST and "versions" not in path.parts:  # a migration is a list
            faults.append(f"{_name(path)} has {lines} lines; {LONGEST} at most")

    assert faults == [], "\n".join(faults)
