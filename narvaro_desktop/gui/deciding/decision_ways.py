"""The three ways out of a decision: *Försegla*, *Skriv ut*, *Anmäl på annat sätt*."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.deciding.handing_over import OTHERWISE, HandingOver
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.forms.ui_decision import Ui_Decision
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding.decisions import Surroundings

_BARE_BELOW = 620
"""A dialog lower than this, in pixels at 100 %, keeps the ways out with the rest that is scrolled."""


class Way(Enum):
    """How the anmälan leaves the school."""

    SEAL = auto()
    PRINT = auto()
    OTHERWISE = auto()


class DecisionWays(QWidget):
    """One of three, with what it still asks; `changed` when it is another. A protected pupil has the last."""

    changed = Signal()

    def __init__(
        self,
        around: Surroundings,
        is_protected: bool,
        parent: QWidget | None = None,
        *,
        is_anmalan: bool = True,
    ) -> None:
        super().__init__(parent)
        self._is_anmalan = is_anmalan
        self.huvudman = around.huvudman
        self.remembered = around.outbox
        options: list[tuple[object, str]] = [
            (Way.SEAL, _("Försegla")),
            (Way.PRINT, _("Skriv ut")),
            (Way.OTHERWISE, _("Anmäl på annat sätt") if is_anmalan else _("På annat sätt")),
        ]
        first = Way.OTHERWISE if is_protected else Way.SEAL
        name = _("Hur anmälan görs") if is_anmalan else _("Hur det lämnas")
        self.choice = Segmented(options[2:] if is_protected else options, name, first)
        self.choice.changed.connect(lambda _key: self._show())
        self.seal_folder = FolderField(_("Mapp för den förseglade filen"))
        self.print_folder = FolderField(_("Mapp för utskriften"))
        self.seal_folder.set_folder(around.outbox)
        self.print_folder.set_folder(around.outbox)
        self.handing_over = HandingOver(OTHERWISE, around.today, reference=True)
        self._panels = {
            Way.SEAL: self._seal_panel(),
            Way.PRINT: self._print_panel(),
            Way.OTHERWISE: self._other_panel(is_protected),
        }
        whole = QVBoxLayout(self)
        theme.space(whole, gap=8)
        whole.addWidget(self.choice)
        for panel in self._panels.values():
            whole.addWidget(panel)
        self._show()

    @property
    def way(self) -> Way:
        chosen = self.choice.chosen()
        assert isinstance(chosen, Way)
        return chosen

    def verb(self) -> str:
        """What the primary button says."""
        if self.way is Way.SEAL and self.huvudman:
            return _("Försegla till {huvudman}").format(huvudman=self.huvudman)
        return {
            Way.SEAL: _("Försegla"),
            Way.PRINT: _("Skriv ut"),
            Way.OTHERWISE: _("Anteckna anmälan") if self._is_anmalan else _("Anteckna"),
        }[self.way]

    def trust(self, huvudman: str) -> None:
        """A kontaktkort has been trusted in the meantime."""
        self.huvudman = huvudman
        self._say_huvudman()
        self.changed.emit()

    def folder(self) -> Path | None:
        """Where files are put; said at the field if it is not written."""
        field = self._seal_field if self.way is Way.SEAL else self._print_field
        chosen = (self.seal_folder if self.way is Way.SEAL else self.print_folder).folder()
        field.say("" if chosen else _("Välj mappen där filen ska läggas. Den kommer programmet ihåg."))
        if chosen is None:
            field.show()
            field.control.setFocus()
        return chosen

    def show_folder(self) -> None:
        """Let the folder be changed, e.g. after it could not be written to."""
        self._change.hide()
        self._seal_field.show()

    def _seal_panel(self) -> QWidget:
        self._to = label("", "body2", wrap=True)
        self._seal_field = Field(_("Mapp"), self.seal_folder)
        self._change = link(_("Byt mapp"))
        (self._change if self.remembered is None else self._seal_field).hide()
        self._change.clicked.connect(self.show_folder)
        self._say_huvudman()
        return _panel(self._to, self._change, self._seal_field)

    def _print_panel(self) -> QWidget:
        words = _(
            "Anmälan som PDF, och ett blad att skriva av i kommunens e-tjänst, Prorenata eller DF Respons. "
            "Ingen av dem är förseglad, och utskriften antecknas i loggen."
        )
        if not self._is_anmalan:
            words = _(
                "En PDF och ett blad att skriva av i kommunens e-tjänst. Inget av dem är förseglat, "
                "och utskriften antecknas i loggen."
            )
        self._print_field = Field(_("Mapp"), self.print_folder)
        return _panel(label(words, "body2", wrap=True), self._print_field)

    def _other_panel(self, is_protected: bool) -> QWidget:
        words = _("För den som redan har anmält, eller anmäler på annat sätt. Inget skrivs ut eller skickas.")
        if not self._is_anmalan:
            words = _(
                "För den som redan har berättat, eller gör det på annat sätt. Inget skrivs ut eller skickas."
            )
        if is_protected:
            words = _(
                "Eleven har skyddade personuppgifter. Inget förseglas eller skrivs ut härifrån. "
                "Anmäl som skolans rutin säger, och anteckna dagen."
            )
        return _panel(label(words, "warn" if is_protected else "body2", wrap=True), self.handing_over)

    def _say_huvudman(self) -> None:
        if not self.huvudman:
            words = _(
                "En fil som bara huvudmannen kan öppna. Första gången läser du in huvudmannens kontaktkort "
                "och ringer dem. Det tar en minut."
            )
        elif self.remembered is not None:
            words = _("En fil som bara {huvudman} kan öppna. Den läggs i {folder}.").format(
                huvudman=self.huvudman, folder=self.remembered
            )
        else:
            words = _("En fil som bara {huvudman} kan öppna.").format(huvudman=self.huvudman)
        self._to.setText(words)

    def _show(self) -> None:
        for way, panel in self._panels.items():
            panel.setVisible(way is self.way)
        self.changed.emit()


def settle(ways: DecisionWays, ui: Ui_Decision, height: int) -> None:
    """The ways out at the foot, or with the rest that is scrolled where the dialog is low."""
    bare = height < theme.px(_BARE_BELOW)
    home = ui.down if bare else ui.foot
    if home.indexOf(ways) < 0:
        home.insertWidget(home.count() if bare else 0, ways)


def _panel(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    theme.space(column, gap=6)
    for widget in widgets:
        if widget.property("kind") == "link":
            column.addLayout(row(widget))
        else:
            column.addWidget(widget)
    return made
