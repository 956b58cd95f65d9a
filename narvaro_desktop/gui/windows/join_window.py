"""The window of a laptop that asks to join a school: one page and settings until its file has been read."""

from PySide6.QtCore import QEvent

from narvaro_desktop.gui.pages.joining_page import JoiningPage
from narvaro_desktop.gui.pages.settings_page import SettingsPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.office_commands import offer
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.i18n import N_

PAGES: tuple[PageEntry, ...] = (
    PageEntry("joining", N_("Anslut datorn"), "users", JoiningPage),
    PageEntry("settings", N_("Inställningar"), "settings", SettingsPage, below=True),
)


class JoinWindow(OfficeWindow):
    """A vault of its own that belongs to no school yet; `joined` says that it does."""

    first = "joining"
    reminds = False

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner, PAGES)
        offer(self, [])

    def changeEvent(self, event: QEvent) -> None:
        """Coming back from the folder: has the answer come?"""
        super().changeEvent(event)
        page = self._pages["joining"].widget if self._pages else None
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and isinstance(page, JoiningPage):
            page.look()
