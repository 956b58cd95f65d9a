"""A colleague wrote in the same place meanwhile: what she wrote is shown, and one's own stays."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.huvudman import meanwhile
from narvaro_desktop.usecases.huvudman.meanwhile import Theirs

Said = Callable[[str, str], None]
"""The words, and the moment up to which one has read now; "" where the refusal is another."""


def tell(runner: Runner, error: NarvaroError, said: Said, owner: QObject) -> None:
    """Say what was refused; of what a colleague wrote, also who, when and what."""
    if not meanwhile.is_theirs(error):
        said(wording.say(error), "")
        return
    runner.ask(partial(meanwhile.theirs, refusal=error), partial(_show, said), owner=owner)


def _show(said: Said, theirs: Theirs) -> None:
    words = _("{name} ändrade det här {when} till ”{text}”. Ditt står kvar. Spara igen om det ska gälla.")
    if not theirs.text:
        words = _("{name} ändrade det här {when}. Ditt står kvar. Spara igen om det ska gälla.")
    said(words.format(name=theirs.name, when=days.moment(theirs.at), text=theirs.text), theirs.read_at)
