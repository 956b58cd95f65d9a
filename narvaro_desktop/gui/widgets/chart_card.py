"""A chart on a card; the same figures as a table behind one button."""

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.elided_label import ElidedLabel
from narvaro_desktop.gui.widgets.scene_view import SceneView
from narvaro_desktop.i18n import _


class ChartCard(Card):
    """`unit` says what the numbers are ("procent av lektionstid, lägre är bättre")."""

    def __init__(self, title: str, view: SceneView, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, title=title)
        self.view = view
        self.table = QTableWidget()
        self.table.setAccessibleName(_("{chart} som tabell").format(chart=title))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.toggle = Button(text=_("Visa som tabell"), kind="quiet", small=True)
        self.toggle.setAccessibleName(_("Visa som tabell: {chart}").format(chart=title))
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._turn)
        aside = QWidget()
        line = QHBoxLayout(aside)
        theme.space(line, gap=8)
        if unit:
            line.addWidget(ElidedLabel(unit, "caption"))
        line.addWidget(self.toggle)
        self.set_aside(aside)
        self._both = QStackedLayout()
        self.body.addLayout(self._both)
        self._both.addWidget(view)
        self._both.addWidget(self.table)

    def _turn(self, as_table: bool) -> None:
        if as_table:
            self._fill()
        self.toggle.setText(_("Visa som diagram") if as_table else _("Visa som tabell"))
        self._both.setCurrentIndex(int(as_table))

    def _fill(self) -> None:
        scene = self.view.scene
        if scene is None:
            return
        self.table.setColumnCount(len(scene.header))
        self.table.setHorizontalHeaderLabels(list(scene.header))
        self.table.setRowCount(len(scene.rows))
        for row, texts in enumerate(scene.rows):
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
