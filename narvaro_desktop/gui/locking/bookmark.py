"""Where one was when the vault was locked: the page, whose it showed, the field and the caret in it."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from narvaro_desktop.gui.windows.shell import Shell

_UUID = "uuid:"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """`field` is the object name, or the accessible name, of the control that had the focus."""

    page: str
    what: dict[str, Any] = field(default_factory=dict)
    control: str = ""
    caret: int = 0

    def to_json(self) -> str:
        what = {name: _plain(value) for name, value in self.what.items() if _is_plain(value)}
        return json.dumps(
            {"page": self.page, "what": what, "control": self.control, "caret": self.caret},
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Bookmark | None":
        """The bookmark; None where it is not one of ours."""
        try:
            told = json.loads(text)
            what = {name: _rich(value) for name, value in told["what"].items()}
            return cls(told["page"], what, told["control"], int(told["caret"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def bookmark(shell: Shell) -> Bookmark | None:
    """Where one is now; None before the first page."""
    at, control = shell.at, shell.focusWidget()
    if at is None:
        return None
    inside = control is not None and shell.page(at.key).isAncestorOf(control)
    return Bookmark(
        at.key, at.what, _name(control) if control and inside else "", caret_of(control) if inside else 0
    )


def return_to(shell: Shell, mark: Bookmark) -> bool:
    """Put the focus where it was, if the page has the control by now."""
    for control in shell.page(mark.page).findChildren(QWidget):
        if mark.control and _name(control) == mark.control:
            control.setFocus()
            put_caret(control, mark.caret)
            return True
    return False


def _name(control: QWidget) -> str:
    return control.objectName() or control.accessibleName()


def caret_of(control: QWidget | None) -> int:
    """Where the caret stands in a text field, 0 in any other control."""
    if isinstance(control, QPlainTextEdit):
        return control.textCursor().position()
    return control.cursorPosition() if isinstance(control, QLineEdit) else 0


def put_caret(control: QWidget, caret: int) -> None:
    """Put the caret there, as far as the text goes."""
    if isinstance(control, QPlainTextEdit):
        cursor = control.textCursor()
        cursor.setPosition(min(caret, len(control.toPlainText())))
        control.setTextCursor(cursor)
    elif isinstance(control, QLineEdit):
        control.setCursorPosition(caret)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | UUID)


def _plain(value: object) -> object:
    return f"{_UUID}{value}" if isinstance(value, UUID) else value


def _rich(value: object) -> object:
    is_id = isinstance(value, str) and value.startswith(_UUID)
    return UUID(str(value).removeprefix(_UUID)) if is_id else value
