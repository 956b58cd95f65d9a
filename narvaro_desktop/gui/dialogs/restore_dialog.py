"""A backup put back, before any vault is open: which of those that were found, and what happens then."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from narvaro_desktop.gui import choose, days, theme
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.start_window import short
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.vault.backups import Found

_ROW, _MOST = 34, 6

Search = Callable[[Sequence[Path], Callable[[list[Found]], None]], None]
"""Looks for backups in folders, or in the usual places where none is named."""


class RestoreDialog(Dialog):
    """`wanted` names the folder of the backup. The newest one is chosen already."""

    wanted = Signal(Path)

    def __init__(self, parent: QWidget | None, search: Search) -> None:
        super().__init__(
            parent,
            _("Återställa en säkerhetskopia?"),
            _(
                "Den läggs som ett nytt valv bland dina dokument. Kopian och de valv du har är orörda. Sedan "
                "låser du upp med lösenfrasen som gällde när kopian gjordes, eller med återställningsbladet. "
                "Det som har gallrats sedan dess gallras då igen."
            ),
            _("Återställ"),
            wide=True,
        )
        self._search = search
        self.list = QListWidget()
        self.list.setAccessibleName(_("Säkerhetskopior"))
        self.list.currentRowChanged.connect(lambda _row: self._tell())
        self.list.itemActivated.connect(lambda _item: self.try_accept())
        self.told = label("", "body2", wrap=True)
        self.elsewhere = quiet(_("Leta i en annan mapp eller på ett USB-minne …"), "folder-open")
        self.elsewhere.clicked.connect(self._choose)
        for widget in (self.list, self.told):
            self.add(widget)
        self.body.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.look(())

    def look(self, folders: Sequence[Path]) -> None:
        """In `folders`, or in the usual places."""
        self.list.clear()
        self.list.hide()
        self.verb_button.setEnabled(False)
        self.told.setText(_("Letar efter säkerhetskopior …"))
        self._search(folders, lambda found: self._show(found, bool(folders)))

    def may_close(self) -> bool:
        chosen = self._chosen()
        if chosen is None:
            return False
        self.wanted.emit(chosen.folder)
        return True

    def _show(self, found: Sequence[Found], is_chosen: bool) -> None:
        for one in found:
            words = _("{day} kl. {time}, i {folder}").format(
                day=days.weekday(one.made.date()), time=f"{one.made:%H:%M}", folder=short(one.folder.parent)
            )
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(str(one.folder))
            item.setSizeHint(QSize(0, theme.px(_ROW)))
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(theme.px(_ROW) * min(len(found), _MOST) + theme.px(8))
        self.verb_button.setEnabled(bool(found))
        if found:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.told.setText(
                _("Det ligger ingen säkerhetskopia där. Välj mappen som kopiorna sparades i.")
                if is_chosen
                else _("Det finns ingen säkerhetskopia bland dina dokument. Sätt i minnet där den ligger.")
            )
            self.elsewhere.setFocus()

    def _tell(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            words = ngettext("Låses upp av {who}.", "Låses upp av någon av {who}.", len(chosen.people))
            self.told.setText(words.format(who=", ".join(chosen.people.values())))

    def _chosen(self) -> Found | None:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Found) else None

    def _choose(self) -> None:
        choose.folder(self, _("Var ligger säkerhetskopian?"), lambda folder: self.look((folder,)))
