"""A paper as it will be, in the program itself: it is looked at and printed without ever being a file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.charts.sheet import Sheet
from narvaro_desktop.gui import printing, theme
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.paper_view import PaperView
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.papers import pages_of

_LEAST = 320


class PreviewDialog(Dialog):
    """Its verb prints; `to_printer` answers False where the computer has no printer."""

    def __init__(
        self,
        parent: QWidget | None,
        pdf: bytes,
        to_printer: Callable[[QWidget, tuple[Sheet, ...]], bool | None] = printing.print_sheets,
    ) -> None:
        super().__init__(parent, _("Så blir papperet"), verb=_("Skriv ut …"), wide=True, cancel=_("Stäng"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheets, self._to_printer = pages_of(pdf), to_printer
        self.bar = MessageBar(closable=False)
        self.view = PaperView(self._sheets)
        self.add(self.bar)
        self.add(self.view)
        room = parent.window().height() if parent is not None else theme.px(900)
        self.view.setFixedHeight(max(room - theme.px(200), theme.px(_LEAST)))
        self.view.setFocus()

    def may_close(self) -> bool:
        """Once it has been printed."""
        printed = self._to_printer(self, self._sheets)
        if printed is False:
            self.bar.say("warn", _("Datorn har ingen skrivare. Lägg till en i datorns inställningar."))
        return printed is True


def show_paper(parent: QWidget, pdf: bytes) -> None:
    """Show a paper of ours over `parent`."""
    PreviewDialog(parent, pdf).open()
