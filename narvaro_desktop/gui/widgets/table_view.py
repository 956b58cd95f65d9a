"""The table of every list page: rows 36 high, Enter or a click on the link opens, Shift F10 is the menu."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QScrollArea,
    QTableView,
    QWidget,
)

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.rows_model import RowsModel
from narvaro_desktop.gui.tokens import CONTROL, SMALL_CONTROL
from narvaro_desktop.i18n import _

_ICON, _AROUND = 16, 8
_Index = QModelIndex | QPersistentModelIndex
_LEAST = 190
"""Pixels at 100 % of a column that stretches; where room is shorter, the table scrolls sideways."""
_LOWEST = 1
"""Least height of a row: Qt keeps rows that a least height has raised at it for good, at every text size."""


class Table(QTableView, theme.Themed):
    """Shows a RowsModel. `opened` tells a row's key; `menuWanted` its key and where on the screen.

    `whole`: every word is seen, in as many lines as it takes, and all rows at once; the page scrolls.
    """

    opened = Signal(object)
    menuWanted = Signal(object, QPoint)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        model: RowsModel[Any] | None = None,
        name: str = "",
        dense: bool = False,
        whole: bool = False,
    ) -> None:
        super().__init__(parent)
        self._dense, self._whole = dense, whole
        self.least_rows = 0
        self._standing: int | None = None
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(whole)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_LOWEST)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._want_menu)
        self.doubleClicked.connect(lambda index: None if self._is_link(index) else self._open(index))
        self.clicked.connect(self._follow)
        self.setMouseTracking(True)
        self.entered.connect(self._point)
        self.viewportEntered.connect(lambda: self.viewport().unsetCursor())
        self._second_click: _SecondClick | None = None
        if model is not None:
            self.show_model(model)
        self.restyle()

    def show_model(self, model: RowsModel[Any]) -> None:
        """Show `model`; the selected rows stay selected through filters."""
        self.rows = model
        self.setModel(model)
        self._kept: set[object] = set()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._select_kept)
        model.modelReset.connect(self._grow)
        if any(column.link for column in model.columns):
            self.setAccessibleDescription(_("Enter öppnar raden"))
        self._widths()

    def selected_keys(self) -> list[object]:
        """Keys of the selected rows, from the top."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows.key_at(self.rows.index(place, 0)) for place in places]

    def select_key(self, key: object) -> None:
        if (place := self.rows.place_of(key)) is not None:
            self.selectRow(place)

    def restyle(self) -> None:
        self.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(SMALL_CONTROL if self._dense else CONTROL))
        self.horizontalHeader().setFixedHeight(theme.px(CONTROL))
        self._widths()
        self._grow()
        self._stand()

    def stand(self, rows: int) -> None:
        """Be as high as `rows` rows and the heading, so that the page scrolls and not the table."""
        self._standing = rows
        self._stand()

    def minimumSizeHint(self) -> QSize:
        """Room for `least_rows`, so that a page in large text scrolls before its list is one row."""
        hint = super().minimumSizeHint()
        rows = min(self.least_rows, self.rows.rowCount()) if self.least_rows else 0
        wanted = self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize()
        return QSize(hint.width(), max(hint.height(), wanted + 2 * self.frameWidth()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._want_menu(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """A whole table does not scroll: the page follows the row that arrow keys have come to."""
        super().currentChanged(current, previous)
        area = _scroll_area(self) if self._whole and self.hasFocus() else None
        held = area.widget() if area is not None else None
        if area is not None and held is not None:
            row = self.visualRect(current).translated(self.viewport().mapTo(held, QPoint()))
            area.ensureVisible(row.left(), row.center().y(), 0, row.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is None or self.selectionModel() is None:
            return
        painter = QPainter(self.viewport())
        for index in self.selectionModel().selectedRows():
            place = self.visualRect(index)
            painter.fillRect(0, place.top(), 3, place.height(), theme.colour("accent"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()
        if event.size().width() != event.oldSize().width():
            self._grow()

    def _widths(self) -> None:
        if self.model() is None:
            return
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(self.rows.columns):
            if column.width:
                self.setColumnWidth(place, theme.px(column.width))
        self._stretch()

    def _stretch(self) -> None:
        """Columns without a width share the room that is left, and never less than can be read."""
        if self.model() is None:
            return
        widths = {
            place: column.width
            for place, column in enumerate(self.rows.columns)
            if not self.isColumnHidden(place)
        }
        stretching = [place for place, width in widths.items() if not width]
        room = self.viewport().width() - sum(theme.px(width) for width in widths.values() if width)
        enough = room >= len(stretching) * theme.px(_LEAST)
        mode = QHeaderView.ResizeMode.Stretch if enough else QHeaderView.ResizeMode.Interactive
        for place in stretching:
            self.horizontalHeader().setSectionResizeMode(place, mode)
            if not enough:
                self.setColumnWidth(place, theme.px(_LEAST))

    def _grow(self) -> None:
        """As high as the rows, each as high as its words."""
        if not self._whole or self.model() is None:
            return
        for place in range(self.rows.rowCount()):
            words = self.sizeHintForRow(place) + theme.px(_AROUND)
            self.setRowHeight(place, max(words, theme.px(CONTROL)))
        bar = self.horizontalScrollBar().sizeHint().height() if self.horizontalScrollBar().maximum() else 0
        rows = self.horizontalHeader().height() + self.verticalHeader().length()
        self.setFixedHeight(rows + bar + 2 * self.frameWidth())

    def _stand(self) -> None:
        if self._standing is not None:
            self.setFixedHeight(theme.px((self._standing + 1) * (CONTROL + 1) + _AROUND))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows.key_at(index))

    def _is_link(self, index: _Index) -> bool:
        return index.isValid() and self.rows.columns[index.column()].link

    def _point(self, index: QModelIndex) -> None:
        """A hand over what a click opens."""
        if self._is_link(index):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def _follow(self, index: QModelIndex) -> None:
        """Ctrl and Shift choose rows, also on the link."""
        chooses = QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier
        if not self._is_link(index) or chooses or self._second_click is not None:
            return
        self._second_click = _SecondClick(self)
        self._second_click.destroyed.connect(lambda: setattr(self, "_second_click", None))
        self._open(index)

    def _want_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.menuWanted.emit(self.rows.key_at(index), self.viewport().mapToGlobal(point))

    def _keep(self) -> None:
        self._kept = set(self.selected_keys())

    def _select_kept(self) -> None:
        self.clearSelection()
        if len(self._kept) == 1:
            self.select_key(*self._kept)
        elif self._kept:
            last, chosen = len(self.rows.columns) - 1, QItemSelection()
            for first, end in self.rows.runs_of(self._kept):
                chosen.select(self.rows.index(first, 0), self.rows.index(end, last))
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)


class _SecondClick(QObject):
    """Who clicks twice on a link by habit presses nothing on the page that has come up below the mouse."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        if (handle := table.window().windowHandle()) is not None:
            handle.installEventFilter(self)
        QTimer.singleShot(QApplication.doubleClickInterval(), self, self.deleteLater)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() is QEvent.Type.MouseButtonDblClick


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    """The one in which `widget` scrolls."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
