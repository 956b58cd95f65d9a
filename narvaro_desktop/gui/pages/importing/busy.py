"""What is seen while a file is looked at, read or taken back, and what had the focus before."""

import gc

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from narvaro_desktop.gui.runner import Progress
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.progress_card import ProgressCard
from narvaro_desktop.gui.widgets.wizard_frame import WizardFrame


class Busy:
    """Between `begin` and `end` the wizard waits, and a line tells how far the work is."""

    def __init__(self, page: QWidget, wizard: WizardFrame, bar: MessageBar, progress: ProgressCard) -> None:
        self._page, self._wizard, self._bar, self._progress = page, wizard, bar, progress
        self._working: Progress | None = None
        self._focused: QWidget | None = None

    @property
    def is_on(self) -> bool:
        return self._working is not None

    def begin(self, words: str) -> Progress:
        """Show that work is going on; what it tells is shown until `end`."""
        self._bar.hide()
        self._focused = self._page.window().focusWidget()  # also below a dialog that has just closed
        gc.freeze()  # or the collector would walk through the whole window each time many rows have gone by
        self._wizard.setEnabled(False)
        working = self._working = Progress(self._page)
        working.moved.connect(lambda done, of: self._progress.show_progress(words, done, of))
        self._progress.start()
        self._progress.show_progress(words, 0, 0)
        return working

    def end(self) -> None:
        """The work is over; the focus goes back to where it was."""
        if self._working is not None:
            self._working.deleteLater()
            self._working = None
        gc.unfreeze()
        self._progress.finish()
        self._wizard.setEnabled(True)
        focused, self._focused = self._focused, None
        page = self._page
        if focused is not None and isValid(focused) and focused.isVisibleTo(page) and page.isVisible():
            focused.setFocus()

    def stop(self) -> None:
        """Ask the work to stop."""
        if self._working is not None:
            self._working.stop()
