"""What is said when a file, on a USB stick say, has been compared with what was sealed."""

from typing import Final

from narvaro_desktop.gui.widgets.message_bar import BarKind
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.deciding.outgoing import FileCheck

_COMPARED: Final[dict[FileCheck, tuple[BarKind, str]]] = {
    FileCheck.SAME: ("ok", N_("Filen är hel. Den är byte för byte den som förseglades.")),
    FileCheck.CHANGED: ("bad", N_("Filen är inte den som förseglades. Lägg den på minnet en gång till.")),
    FileCheck.ANOTHER: ("warn", N_("Filen är förseglad här, men det är ett annat paket.")),
}


def compared_words(found: FileCheck) -> tuple[BarKind, str]:
    """(kind of message, words)."""
    kind, words = _COMPARED[found]
    return kind, _(words)
