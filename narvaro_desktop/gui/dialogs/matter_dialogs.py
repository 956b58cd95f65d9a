"""Who sees to a matter at the huvudman, and who holds together what several do for the pupil."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.huvudman import matters
from narvaro_desktop.usecases.huvudman.matters import Colleague, MatterView


class AssignDialog(ActDialog):
    """One handläggare for all that was chosen."""

    def __init__(
        self, parent: QWidget, runner: Runner, chosen: Sequence[UUID], colleagues: Sequence[Colleague]
    ) -> None:
        count = len(chosen)
        title = ngettext("Tilldela {count} ärende?", "Tilldela {count} ärenden?", count).format(count=count)
        super().__init__(parent, runner, title, verb=_("Tilldela"))
        self._chosen = tuple(chosen)
        self.who = QComboBox()
        for one in colleagues:
            self.who.addItem(one.name, one.id)
        self.who.addItem(_("Ingen"), None)
        self.add(Field(_("Handläggare"), self.who))

    def wish(self) -> Wish | None:
        return partial(matters.assign, matter_ids=self._chosen, person=self.who.currentData())


class CoordinateDialog(ActDialog):
    """Who holds together what several do (7 kap. 21 §)."""

    def __init__(self, parent: QWidget, runner: Runner, view: MatterView) -> None:
        super().__init__(
            parent, runner, _("Vem samordnar?"),
            _("När flera verksamheter arbetar med samma elev: skriv vem hos er som håller ihop det."),
            _("Spara"),
        )  # fmt: skip
        self._matter = view.line.id
        self.who = QLineEdit(view.coordinator)
        self.who.setMaxLength(120)
        self.add(Field(_("Samordnas av"), self.who, _("Funktion. Tomt betyder att ingen samordnar längre.")))

    def wish(self) -> Wish | None:
        return partial(matters.coordinate, matter_id=self._matter, coordinator=self.who.text())
