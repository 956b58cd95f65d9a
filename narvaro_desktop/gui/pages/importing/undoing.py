"""Taking an inläsning back: asked for, done, said."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.runner import Progress, Runner
from narvaro_desktop.gui.widgets.dialog import ask
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.importing import imports


class Undoing:
    """`begin` shows that work is going on, `undone` and `refused` how it went."""

    def __init__(
        self,
        page: QWidget,
        runner: Runner,
        begin: Callable[[str], Progress],
        undone: Callable[[], None],
        refused: Callable[..., None],
    ) -> None:
        self._page, self._runner = page, runner
        self._begin, self._undone, self._refused = begin, undone, refused

    def ask(self, batch: int) -> None:
        """Say what goes and what comes back, and do it if that is meant."""
        text = _(
            "Raderna tas bort, och det som de ersatte kommer tillbaka. "
            "Elever som kom med filen och inte har något ärende tas bort."
        )
        dialog = ask(self._page, _("Ångra inläsningen?"), text, _("Ångra inläsningen"))
        dialog.accepted.connect(partial(self.undo, batch))

    def undo(self, batch: int) -> None:
        self._begin(_("Ångrar …")).tell(0, 0)
        act = partial(imports.undo, batch_id=batch)
        self._runner.do(act, self._undone, refused=self._refused, owner=self._page)
