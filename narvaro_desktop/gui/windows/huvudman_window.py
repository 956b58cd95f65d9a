"""The huvudman's window: what schools have sent, and the answers."""

from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.news import News
from narvaro_desktop.gui.pages.huvudman.received_page import ReceivedPage
from narvaro_desktop.gui.pages.huvudman.register_page import RegisterPage
from narvaro_desktop.gui.pages.key_cards_page import KeyCardsPage
from narvaro_desktop.gui.pages.log_page import LogPage
from narvaro_desktop.gui.pages.packs.pack_editor_page import PackEditorPage
from narvaro_desktop.gui.pages.packs.packs_page import PacksPage
from narvaro_desktop.gui.pages.privacy.privacy_page import PrivacyPage
from narvaro_desktop.gui.pages.settings_page import SettingsPage
from narvaro_desktop.gui.pages.statistics.figures_page import FiguresPage
from narvaro_desktop.gui.pages.team_page import TeamPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.office_commands import offer
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.i18n import N_

PAGES: tuple[PageEntry, ...] = (
    # In the order of the sidebar: inbox, then pages without an entry (in_sidebar=False), then team and
    # settings (below=True).
    PageEntry("inbox", N_("Anmälningar"), "inbox", RegisterPage),
    PageEntry("received", N_("Anmälan"), "file-text", ReceivedPage, in_sidebar=False),
    PageEntry("figures", N_("Statistik"), "chart-column", FiguresPage),
    PageEntry("cards", N_("Kontaktkort"), "key-round", KeyCardsPage, below=True),
    PageEntry("routine", N_("Ändra rutinen"), "pencil", PackEditorPage, in_sidebar=False),
    PageEntry("routines", N_("Trappa och rutiner"), "footprints", PacksPage, below=True),
    PageEntry("log", N_("Åtkomstlogg"), "eye", LogPage, in_sidebar=False),
    PageEntry("privacy", N_("Dataskydd"), "shield", PrivacyPage, below=True),
    PageEntry("team", N_("Team"), "users", TeamPage, below=True),
    PageEntry("settings", N_("Inställningar"), "settings", SettingsPage, below=True),
)


class HuvudmanWindow(OfficeWindow):
    """A huvudman's vault in one person's hands."""

    first = "inbox"

    def __init__(self, runner: Runner, practice: bool = False) -> None:
        super().__init__(runner, PAGES, practice)
        offer(self, [intake(self, runner).command()])
        self.news = News(runner, self) if runner.office.vault.is_shared else None
