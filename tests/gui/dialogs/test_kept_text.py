"""No sentence typed in a dialog is lost: each field is its author's draft until the act is done."""

import ast
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop import gui
from narvaro_desktop.gui.dialogs.kept_text import keep_until_accepted
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.work import Office

_ROOT = Path(gui.__file__).parent
_KEEPS = ("keep_typed", "keep_until_accepted", "kept_elsewhere.add", "kept_elsewhere.update")
_NOT_KEPT = {
    "ForgottenDialog": "the characters of a recovery sheet",
    "CrashDialog": "nothing is typed",
    "QuickNoteDialog": "keeps its draft by itself, in the note's own class",
    "DutyDialog": "words of a routine, kept by the page behind",
    "OwnMeasureDialog": "words of a routine, kept by the page behind",
}


def test_every_text_of_a_dialog_is_kept() -> None:
    """Read from the source: a text box of a dialog is given to what keeps it."""
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _ROOT.rglob("*.py")}
    kept = {path: set(_kept_names(tree)) for path, tree in modules.items()}
    from_outside = set.union(*(names for path, names in kept.items() if path.parent.name != "dialogs"))

    lost = [
        f"{path.relative_to(_ROOT)}: {one.name}.{name}"
        for path, tree in modules.items()
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef) and _is_dialog(one) and one.name not in _NOT_KEPT
        for name in _boxes(one)
        if name not in kept[path] | from_outside
    ]

    assert lost == []


def _is_dialog(one: ast.ClassDef) -> bool:
    return any("Dialog" in ast.unparse(base) for base in one.bases)


def _boxes(one: ast.ClassDef) -> Iterator[str]:
    """The attributes that are text boxes, in `self.a, self.b = GrowingText(), QLineEdit()` too."""
    for found in ast.walk(one):
        if isinstance(found, ast.Assign):
            target = found.targets[0]
            pairs = (
                zip(target.elts, found.value.elts, strict=True)
                if isinstance(target, ast.Tuple) and isinstance(found.value, ast.Tuple)
                else [(target, found.value)]
            )
            for name, made in pairs:
                if isinstance(name, ast.Attribute) and ast.unparse(made).startswith("GrowingText("):
                    yield name.attr


def _kept_names(tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(_KEEPS):
            for given in (*call.args, *(one.value for one in call.keywords)):
                yield from (one.attr for one in ast.walk(given) if isinstance(one, ast.Attribute))


class _Asks(Dialog):
    """A dialog whose caller does the act."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        super().__init__(parent, "Varför?", verb="Avstå")
        self.why, self.line = GrowingText(), QLineEdit()
        self.add(self.why)
        self.add(self.line)
        keep_until_accepted(self, runner, "decline", "a", why=self.why, line=self.line)


@pytest.fixture
def runner(office: Office) -> Iterator[Runner]:
    made = Runner(office)
    yield made
    made.close()


def _open(qtbot: QtBot, runner: Runner, parent: QWidget) -> _Asks:
    dialog = _Asks(parent, runner)
    dialog.open()
    qtbot.waitUntil(lambda: not runner.busy)
    return dialog


def test_what_is_typed_before_a_lock_stands_there_again_until_it_is_used(
    qtbot: QtBot, runner: Runner
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    first = _open(qtbot, runner, parent)
    qtbot.keyClicks(first.why, "familjen flyttar")
    qtbot.keyClicks(first.line, "i november")
    found: list[dict[str, drafts.DraftText]] = []

    def asked() -> bool:
        runner.ask(partial(drafts.drafts, page="decline", record="a"), found.append)
        return bool(found) and set(found[-1]) == {"why", "line"}

    qtbot.waitUntil(asked, timeout=10_000)

    again = _open(qtbot, runner, parent)
    qtbot.waitUntil(lambda: again.why.text() == "familjen flyttar" and again.line.text() == "i november")
    qtbot.mouseClick(again.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)

    assert _open(qtbot, runner, parent).why.text() == ""
