"""What happened after measures of the same kind, in one table; it shows change, not cause."""

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.planning.effect import FEWEST, LENGTH, SETTLING
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.tokens import CONTROL
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.text import body, caption
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import measure_effects
from narvaro_desktop.usecases.planning.measure_effects import EffectLine

_MOST_ROWS = 10


class EffectsDialog(Dialog):
    """Asks its question when it opens."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        super().__init__(parent, _("Vad hände efter åtgärderna?"), wide=True, cancel=_("Stäng"))
        self.rows: RowsModel[EffectLine] = RowsModel(_columns(), lambda line: line.title, None)
        self.table = Table(model=self.rows, name=_("Åtgärder ur katalogen och vad som hände sedan"))
        self.nothing = body(_("Här visas åtgärder ur katalogen när någon har påbörjats."))
        self.add(self.nothing)
        self.add(self.table)
        words = _(
            "Frånvaron {n} skoldagar före starten jämförs med {n} skoldagar som börjar {settling} skoldagar "
            "efter den; talet är medianen i procentenheter. Det visar förändring, inte orsakssamband: hög "
            "frånvaro sjunker ofta ändå. Under {fewest} elever står det ”för få”."
        )
        self.add(caption(words.format(n=LENGTH, settling=SETTLING, fewest=FEWEST)))
        self.table.hide()
        runner.ask(measure_effects.effects, self._show, owner=self)

    def _show(self, lines: tuple[EffectLine, ...]) -> None:
        self.rows.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        shown = min(max(len(lines), 1), _MOST_ROWS)
        self.table.setFixedHeight((shown + 1) * theme.px(CONTROL) + 4)
        self._rest.start()


def _columns() -> list[Column[EffectLine]]:
    return [
        Column(_("Åtgärd"), lambda line: line.title),
        Column(_("Började"), lambda line: str(line.started), lambda line: line.started, "right", width=80),
        Column(_("Målet nått"), _reached,
               lambda line: line.reached, "right", width=100),
        Column(_("Förändring"), _change, lambda line: line.change.median or 0, "right", width=150),
    ]  # fmt: skip


def _change(line: EffectLine) -> str:
    if line.change.median is None:
        return _("för få (n = {n})").format(n=line.change.n)
    return _("{points} (n = {n})").format(points=line.change.text(), n=line.change.n)


def _reached(line: EffectLine) -> str:
    if not line.ended:
        return "–"
    return _("{n} av {of}").format(n=line.reached, of=line.ended)
