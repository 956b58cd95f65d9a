"""Taking an inläsning back: asked for, done, said."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.gui import days
from narvaro_desktop.gui.runner import Progress, Runner
from narvaro_desktop.gui.widgets.dialog import Dialog, ask
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.importing import import_undo, imports
from narvaro_desktop.usecases.importing.import_undo import Later


class Undoing:
    """`begin` shows that work is going on, `undone` and `refused` how it went."""

    def __init__(
        self,
        page: QWidget,
        runner: Runner,
        begin: Callable[[str], Progress],
        undone: Callable[[int], None],
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

    def explain(self, batch: int) -> None:
        """Say which later inläsningar have touched the same rows, and have to be undone first."""
        self._runner.ask(partial(import_undo.in_the_way, batch_id=batch), self._show_later, owner=self._page)

    def _show_later(self, found: tuple[Later, ...]) -> None:
        text = ngettext(
            "En senare fil har ändrat samma rader. Ångra den först.",
            "Senare filer har ändrat samma rader. Ångra dem först, den översta först.",
            len(found),
        )
        dialog = Dialog(self._page, _("Varför går det inte att ångra?"), text, cancel=_("Stäng"))
        for one in found:
            dialog.add(label(_later_words(one), "body", wrap=True))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def undo(self, batch: int) -> None:
        self._begin(_("Ångrar …")).tell(0, 0)
        act = partial(imports.undo, batch_id=batch)
        self._runner.do(act, self._undone, refused=self._refused, owner=self._page)


def _later_words(one: Later) -> str:
    rows = ngettext("{n} rad", "{n} rader", one.rows).format(n=grouped(one.rows))
    pupils = ngettext("{n} elev", "{n} elever", one.pupils).format(n=grouped(one.pupils))
    return _("{source}, inläst {day}: {rows}, {pupils}, {span}").format(
        source=one.source,
        day=days.short(one.imported_on),
        rows=rows,
        pupils=pupils,
        span=days.between(Span(one.first, one.last)),
    )
