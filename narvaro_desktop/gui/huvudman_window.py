"""The huvudman's window: what schools have sent, and the answers."""

from narvaro_desktop.gui.office_window import OfficeWindow
from narvaro_desktop.gui.page_entry import PageEntry
from narvaro_desktop.gui.runner import Runner

PAGES: tuple[PageEntry, ...] = (
    # In the order of the sidebar: inbox, then pages without an entry (in_sidebar=False), then team and
    # settings (below=True).
)


class HuvudmanWindow(OfficeWindow):
    """A huvudman's vault in one person's hands."""

    def __init__(self, runner: Runner, practice: bool = False) -> None:
        super().__init__(runner, PAGES, practice)
