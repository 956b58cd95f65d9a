"""One table model for every list: rows as questions answer them, filtered and sorted on keys made once."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from narvaro_desktop.gui import icons, theme

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its title, the words in a cell and, if they differ, the key it is sorted by.

    `token` and `icon` give a cell's colour and icon ("" for none); `width` is pixels at 100 %, 0 stretches.
    `tip` says what the title means, to the mouse and to a screen reader. `link`: one click opens the row.
    """

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    align: str = "left"
    token: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    width: int = 0
    strong: bool = False
    tip: str = ""
    link: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows shown = rows that contain every word of the filter and pass `keep`, in the order asked for."""

    checkedChanged = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], object],
        search: Callable[[Row], str] | None = None,
        checkable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._search = search or (lambda row: " ".join(column.text(row) for column in self.columns))
        self._checkable = checkable
        self._all: list[tuple[str, Row]] = []
        self._shown: list[Row] = []
        self._words: list[str] = []
        self._keep: Callable[[Row], bool] | None = None
        self._order: tuple[int, bool] | None = None
        self._checked: set[object] = set()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; filter, order and ticks stay."""
        self._all = [(self._search(row).casefold(), row) for row in rows]
        self._checked &= {self._key(row) for row in rows}
        self._show()

    def filter(self, text: str, keep: Callable[[Row], bool] | None = None) -> None:
        """Show the rows that contain every word of `text` and that `keep` lets through."""
        self._words, self._keep = text.casefold().split(), keep
        self._show()

    @property
    def shown(self) -> int:
        return len(self._shown)

    @property
    def total(self) -> int:
        return len(self._all)

    def shown_rows(self) -> tuple[Row, ...]:
        """The rows that are shown, from the top."""
        return tuple(self._shown)

    def row_at(self, index: _Index) -> Row:
        return self._shown[index.row()]

    def key_at(self, index: _Index) -> object:
        return self._key(self._shown[index.row()])

    def place_of(self, key: object) -> int | None:
        """Where the row with `key` is shown, if it is."""
        return next((place for place, row in enumerate(self._shown) if self._key(row) == key), None)

    def runs_of(self, keys: Set[object]) -> Iterator[tuple[int, int]]:
        """First and last place of each run of shown rows with these keys; one look at each row."""
        first = None
        for place, row in enumerate(self._shown):
            if self._key(row) in keys:
                first = place if first is None else first
            elif first is not None:
                yield first, place - 1
                first = None
        if first is not None:
            yield first, len(self._shown) - 1

    def checked(self) -> list[object]:
        """Keys of the ticked rows, in the order of all rows."""
        return [self._key(row) for _words, row in self._all if self._key(row) in self._checked]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return self.columns[section].title
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return self.columns[section].tip or None
        return self._alignment(section) if role == _Role.TextAlignmentRole else None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role == _Role.DisplayRole:
            return column.text(row)
        if role == _Role.TextAlignmentRole:
            return self._alignment(index.column())
        if role == _Role.ForegroundRole and column.token is not None and (token := column.token(row)):
            return theme.colour(token)
        if role == _Role.ForegroundRole and column.link:
            return theme.colour("accent_text")
        if role == _Role.DecorationRole and column.icon is not None and (name := column.icon(row)):
            return icons.icon(name, (column.token(row) if column.token else "") or "text2", 16)
        if role == _Role.FontRole and column.strong:
            return theme.font("strong")
        if role == _Role.CheckStateRole and self._checkable and index.column() == 0:
            ticked = self._key(row) in self._checked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole or not self._checkable:
            return False
        key = self.key_at(index)
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._checked.add(key)
        else:
            self._checked.discard(key)
        self._tell_checked()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag(0)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._checkable and index.column() == 0 else flags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self.key_at(index)) for index in self.persistentIndexList()]
        self._order = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange()
        places = {self._key(row): place for place, row in enumerate(self._shown)}
        for index, key in kept:
            self.changePersistentIndex(index, self.index(places[key], index.column()))
        self.layoutChanged.emit()

    def _show(self) -> None:
        self.beginResetModel()
        found, keep = self._all, self._keep
        for word in self._words:
            found = [pair for pair in found if word in pair[0]]
        self._shown = [row for _searched, row in found if keep(row)] if keep else [row for _, row in found]
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        if self._order is None:
            return
        column, backwards = self._order
        chosen = self.columns[column]
        self._shown.sort(key=chosen.sort or chosen.text, reverse=backwards)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = (
            Qt.AlignmentFlag.AlignRight
            if self.columns[column].align == "right"
            else Qt.AlignmentFlag.AlignLeft
        )
        return side | Qt.AlignmentFlag.AlignVCenter

    def _tell_checked(self) -> None:
        if self._shown:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._shown) - 1, 0), [_Role.CheckStateRole]
            )
        self.checkedChanged.emit()
