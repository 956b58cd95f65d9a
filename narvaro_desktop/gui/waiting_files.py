"""The bar that says that new packages lie in the folder where files were read or put last."""

from collections.abc import Sequence
from pathlib import Path

from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.i18n import _, ngettext


def say_waiting(bar: MessageBar, files: Sequence[Path]) -> None:
    """Say how many and where, with a button to read them; nothing if there are none."""
    if not files:
        bar.hide()
        return
    words = ngettext(
        "Det ligger {count} ny fil i mappen {folder}.", "Det ligger {count} nya filer i mappen {folder}.",
        len(files),
    )  # fmt: skip
    bar.say("info", words.format(count=len(files), folder=files[0].parent.name), _("Läs in"))
