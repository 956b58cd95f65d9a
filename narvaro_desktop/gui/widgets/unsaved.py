"""What has been typed in a dialog and would be gone with it."""

from collections.abc import Container, Iterable
from itertools import chain

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def unsaved(inside: QWidget, kept: Container[QWidget]) -> bool:
    """Whether there are words that a person typed and nothing keeps; passphrases and read-only text are none.

    A text that the program put there is not typed (Qt forgets the mark at `setText`).
    """
    lines = (
        line
        for line in inside.findChildren(QLineEdit)
        if line.isModified() and line.echoMode() is QLineEdit.EchoMode.Normal and not line.validator()
    )
    boxes: Iterable[QLineEdit | QPlainTextEdit] = (
        box for box in inside.findChildren(QPlainTextEdit) if box.document().isModified()
    )
    fields: Iterable[QLineEdit | QPlainTextEdit] = chain(lines, boxes)
    return any(
        _words(field) and not field.isReadOnly() and field.isVisibleTo(inside) and field not in kept
        for field in fields
    )


def _words(field: QLineEdit | QPlainTextEdit) -> str:
    return (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()
