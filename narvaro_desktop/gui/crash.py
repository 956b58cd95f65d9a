"""When the program itself is wrong: a calm dialog and a report that holds no personal data."""

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import narvaro_desktop
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _

_PACKAGE = Path(narvaro_desktop.__file__).resolve().parent


def report(bug: BaseException) -> str:
    """Versions, the kind of the exception, and each place it passed as module:line.

    Neither its message nor any value stands there, since they may hold what somebody wrote.
    """
    lines = [
        f"Närvaro {narvaro_desktop.__version__} · Python {platform.python_version()} · {sys.platform}",
        type(bug).__qualname__,
    ]
    lines += [
        f"  {_module(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(bug.__traceback__)
    ]
    cause = bug.__cause__ or bug.__context__
    return "\n".join([*lines, *([f"({type(cause).__qualname__})"] if cause else [])])


def _module(file: str) -> str:
    """The dotted name of a module of ours; of others only the file's name, whose folder might name a user."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return ".".join(("narvaro_desktop", *path.relative_to(_PACKAGE).with_suffix("").parts))
    return path.stem


class CrashDialog(Dialog):
    """`Starta om` closes the vault properly and starts the program anew."""

    def __init__(self, parent: QWidget | None, bug: BaseException) -> None:
        super().__init__(
            parent,
            _("Något gick fel i Närvaro"),
            _(
                "Det du skrivit är sparat. Starta om, så kan du fortsätta. "
                "Felrapporten innehåller inga personuppgifter."
            ),
            _("Starta om"),
            cancel=_("Fortsätt ändå"),
        )
        self.report = report(bug)
        shown = GrowingText(name=_("Felrapport"), lines=3, most=8)
        shown.set_text(self.report)
        shown.setReadOnly(True)
        self.add(shown)
        self.copy_button = secondary(_("Kopiera felrapport"), "copy")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        self.body.addLayout(row(self.copy_button))


class CrashWatch:
    """Shows the first bug; others that follow while its dialog is open say nothing new."""

    def __init__(self, window: Callable[[], QWidget | None], start_anew: Callable[[], None]) -> None:
        self._window, self._start_anew = window, start_anew
        self.dialog: CrashDialog | None = None

    def install(self) -> None:
        sys.excepthook = self.tell

    def tell(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None = None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        sys.stderr.write(report(bug) + "\n")
        if self.dialog is not None and self.dialog.isVisible():
            return
        self.dialog = CrashDialog(self._window(), bug)
        self.dialog.accepted.connect(self._start_anew)
        self.dialog.open()
