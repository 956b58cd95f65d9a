"""One line in a window's list of pages."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.usecases.work import Office


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its key, its title (marked with `N_`), its icon, and how it is made at the first visit.

    `in_sidebar` false is a page that one comes to from another (a case); `below` stands beside settings.
    `needs` is what a role must be allowed for the page to have anything to show: else it is not offered.
    """

    key: str
    title: str
    icon: str
    make: Callable[[Runner, Shell], QWidget]
    in_sidebar: bool = True
    below: bool = False
    needs: tuple[Resource, Action] | None = None

    def is_offered(self, office: Office) -> bool:
        """Whether it stands in the sidebar of the person who has unlocked."""
        may = office.rules.rights.may
        return self.in_sidebar and (self.needs is None or may(office.actor.role, *self.needs))
