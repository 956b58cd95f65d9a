"""The window of a dataskyddsombud, who has no part in the work: the log, its review, and the papers."""

from narvaro_desktop.gui.dialogs.passphrase_dialog import PassphraseDialog
from narvaro_desktop.gui.pages.log_page import LogPage
from narvaro_desktop.gui.pages.privacy.privacy_page import PrivacyPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.office_commands import offer
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.i18n import N_, _

PAGES: tuple[PageEntry, ...] = (
    PageEntry("log", N_("Åtkomstlogg"), "eye", LogPage),
    PageEntry("privacy", N_("Dataskydd"), "shield", PrivacyPage),
)


class LogWindow(OfficeWindow):
    """A vault of a school or a huvudman in the hands of who looks after how it is used."""

    first = "log"
    reminds = False

    def __init__(self, runner: Runner, practice: bool = False) -> None:
        super().__init__(runner, PAGES, practice)
        self.add_action("passphrase", _("Byt lösenfras …"), "key-round", self.change_passphrase)
        offer(self, [])

    def change_passphrase(self) -> PassphraseDialog:
        dialog = PassphraseDialog(self, self.runner)
        dialog.accepted.connect(lambda: self.toast(_("Lösenfrasen är bytt.")))
        dialog.open()
        return dialog
