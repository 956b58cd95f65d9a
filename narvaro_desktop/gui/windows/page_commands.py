"""What the page before one's eyes offers to the palette: the buttons of its head, and those marked for it."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.palette_rows import Command

IN_PALETTE = "inPalette"
"""A dynamic property that is true on a button which leads on from a page, but stands below its head."""


def page_commands(page: QWidget | None, known: Sequence[Command]) -> list[Command]:
    """What can be pressed now, without what the palette has by the same words."""
    said = {_plain(command.words) for command in known}
    return [one for one in (_offered(page) if page is not None else ()) if _plain(one.words) not in said]


def _offered(page: QWidget) -> Iterator[Command]:
    buttons = page.head.findChildren(QPushButton) if isinstance(page, Page) else []
    marked = (one for one in page.findChildren(QPushButton) if one.property(IN_PALETTE))
    for button in (*buttons, *marked):
        if not button.isVisibleTo(page) or not button.isEnabled():
            continue
        if (menu := button.menu()) is not None:
            for action in menu.actions():
                if action.isEnabled() and action.text():
                    yield _command(button, action, action.text(), "arrow-right")
        elif button.text():
            yield _command(button, button, button.text(), str(button.property("iconName") or "arrow-right"))


def _command(button: QPushButton, what: QPushButton | QAction, words: str, icon: str) -> Command:
    return Command(f"here:{words}", words, partial(_press, button, what), "", icon)


def _press(button: QPushButton, what: QPushButton | QAction) -> None:
    """The page may have come up anew, or another in its place, since the palette was opened."""
    if isValid(button) and isValid(what) and button.isVisibleTo(button.window()):
        what.click() if isinstance(what, QPushButton) else what.trigger()


def _plain(words: str) -> str:
    return words.removesuffix("…").strip().casefold()
