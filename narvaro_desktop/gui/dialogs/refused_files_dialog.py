"""Why each of several files was not read in, and what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.receiving import inbox

Refused = tuple[Path | UUID, NarvaroError]
"""A file, or a package that had waited in the vault, and why it was refused."""


class RefusedFilesDialog(Dialog):
    """One sentence for each file; a package whose number is taken can be sent back by `send_back`."""

    def __init__(
        self, parent: QWidget, refused: Sequence[Refused], send_back: Callable[[Path], object]
    ) -> None:
        super().__init__(parent, refused_words(len(refused)), wide=True, cancel=_("Stäng"))
        for place, (file, error) in enumerate(refused):
            if place:
                self.add(rule())
            name = file.name if isinstance(file, Path) else _("Paket som väntade på kontaktkort")
            self.add(label(name, "strong", wrap=True))
            self.add(label(wording.say(error), "body", wrap=True))
            if isinstance(file, Path) and inbox.may_be_sent_back(error):
                back = secondary(_("Återsänd …"), "undo-2")
                back.clicked.connect(partial(self._send_back, send_back, file))
                self.add(flowing(back))

    def _send_back(self, send_back: Callable[[Path], object], file: Path) -> None:
        self.reject()
        send_back(file)


def refused_words(count: int) -> str:
    """How many files were not read in."""
    words = ngettext("{count} fil lästes inte in", "{count} filer lästes inte in", count)
    return words.format(count=count)
