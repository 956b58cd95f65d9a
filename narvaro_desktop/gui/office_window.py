"""A window on an open vault: its pages, made when they are first wanted, and the lock."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.page_entry import PageEntry
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.shell import Shell
from narvaro_desktop.i18n import _


class OfficeWindow(Shell):
    """The shell around one runner. A page is made at its first visit, so that I dag comes at once."""

    def __init__(self, runner: Runner, entries: Sequence[PageEntry], practice: bool = False) -> None:
        super().__init__(practice)
        self.runner = runner
        self._unmade = {entry.key: entry for entry in entries}
        for entry in entries:
            self.add_page(entry.key, _(entry.title), entry.icon, QWidget(), entry.in_sidebar, entry.below)
        actor = runner.office.actor
        self.set_user(actor.name, actor.role.label)
        runner.failed.connect(self._say)

    def go(self, key: str, **what: Any) -> None:
        self._make(key)
        super().go(key, **what)

    def page(self, key: str) -> QWidget:
        self._make(key)
        return super().page(key)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.runner.close()

    def _make(self, key: str) -> None:
        """Put the page in the place of the empty widget that stood for it."""
        entry = self._unmade.pop(key, None)
        if entry is None:
            return
        registered = self._pages[key]
        made = entry.make(self.runner, self)
        if not made.accessibleName():
            made.setAccessibleName(registered.title)
        self.pages.addWidget(made)
        self.pages.removeWidget(registered.widget)
        registered.widget.deleteLater()
        self._pages[key] = replace(registered, widget=made)

    def _say(self, error: NarvaroError) -> None:
        self.message("bad", wording.say(error))
