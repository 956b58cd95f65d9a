"""The bar that says that new files for this person lie in the folder, with a button to read them."""

from collections.abc import Sequence
from pathlib import Path

from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.i18n import _, ngettext


def say_waiting(bar: MessageBar, files: Sequence[Path]) -> None:
    """Say how many and where, with a button to read them; nothing if there are none."""
    if files:
        bar.say("info", waiting_words(files), _("Läs in"))
    else:
        bar.hide()


def waiting_words(files: Sequence[Path]) -> str:
    """How many files, and in which folder."""
    words = ngettext(
        "Det ligger en ny fil till dig i mappen {folder}.",
        "Det ligger {count} nya filer till dig i mappen {folder}.",
        len(files),
    )
    return words.format(count=len(files), folder=files[0].parent.name)
