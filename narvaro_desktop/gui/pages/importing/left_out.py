"""Classes of a file that are not to be read in: which they are, and the dialog that asks for them."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _


class LeftOut(QWidget):
    """`changed` tells the classes (a frozenset of names) that are left out from now on."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "body2", wrap=False)
        self.button = link(_("Utelämna klasser …"))
        self.button.clicked.connect(self._ask)
        line = Flow(self)
        theme.space(line, gap=8)
        line.addWidget(self.words)
        line.addWidget(self.button)
        self._classes: Sequence[str] = ()
        self._chosen: Collection[str] = frozenset()

    def show_classes(self, classes: Sequence[str], chosen: Collection[str]) -> None:
        """The classes of the file, and those that are left out; nothing to choose among fewer than two."""
        self._classes = classes
        self._chosen = frozenset(chosen) & set(classes)
        named = ", ".join(name or _("utan klass") for name in classes if name in self._chosen)
        self.words.setText(_("Utelämnas: {classes}").format(classes=named))
        self.words.setVisible(bool(named))
        self.button.setText(_("Ändra …") if named else _("Utelämna klasser …"))
        self.setVisible(len(classes) > 1)

    def _ask(self) -> None:
        dialog = LeftOutDialog(self, self._classes, self._chosen)
        dialog.accepted.connect(lambda: self.changed.emit(dialog.chosen()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class LeftOutDialog(Dialog):
    """One box for each class; not all of them can be left out."""

    def __init__(self, parent: QWidget, classes: Sequence[str], chosen: Collection[str]) -> None:
        text = _("Kryssa i de klasser som inte ska läsas in. Valet gäller även nästa fil av samma slag.")
        super().__init__(parent, _("Vilka klasser utelämnas?"), text, _("Spara valet"))
        self.boxes: dict[str, QCheckBox] = {}
        holder = QWidget()
        line = Flow(holder)
        theme.space(line, gap=14)
        for name in classes:
            box = QCheckBox(name or _("utan klass"))
            box.setChecked(name in chosen)
            box.toggled.connect(lambda _on: self._weigh())
            self.boxes[name] = box
            line.addWidget(box)
        self.add(holder)

    def chosen(self) -> frozenset[str]:
        return frozenset(name for name, box in self.boxes.items() if box.isChecked())

    def _weigh(self) -> None:
        self.verb_button.setEnabled(len(self.chosen()) < len(self.boxes))
