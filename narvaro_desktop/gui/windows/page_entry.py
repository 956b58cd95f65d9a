"""One line in a window's list of pages."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its key, its title (marked with `N_`), its icon, and how it is made at the first visit.

    `in_sidebar` false is a page that one comes to from another (a case); `below` stands beside settings.
    """

    key: str
    title: str
    icon: str
    make: Callable[[Runner, Shell], QWidget]
    in_sidebar: bool = True
    below: bool = False
