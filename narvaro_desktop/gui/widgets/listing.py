"""A list page's table with its filter bar, and what stands in its place when no row is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from narvaro_desktop.gui.rows_model import RowsModel
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.i18n import _

Row = TypeVar("Row")

_LEAST_ROWS = 4


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list says of itself; `counted` gets how many rows there are and holds {shown} and {total}.

    `empty`, with its button and icon, stands where there are no rows at all; `none_fits` where none passes.
    """

    counted: Callable[[int], str]
    none_fits: str
    empty: str
    button: str = ""
    icon: str = "inbox"


class Listing(QObject, Generic[Row]):
    """Narrows while one types; `keep` makes of the chips that are on the test that a row must pass.

    Enter in the search field opens the only row that is left, else moves into the table.  The button of an
    empty list does `begin`; that of a list where nothing fits clears the filter.
    """

    def __init__(
        self,
        bar: FilterBar,
        table: Table,
        nothing: EmptyState,
        rows: RowsModel[Row],
        keep: Callable[[frozenset[str]], Callable[[Row], bool] | None],
        words: ListWords,
        begin: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(table)
        self._bar, self._table, self._nothing, self._rows = bar, table, nothing, rows
        self._keep, self._words, self._begin = keep, words, begin
        table.least_rows = _LEAST_ROWS
        table.show_model(rows)
        bar.searched.connect(self.narrow)
        bar.chipsChanged.connect(self.narrow)
        bar.field.returnPressed.connect(self._open_first)
        nothing.pressed.connect(self._pressed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what was typed and chosen stays."""
        self._rows.set_rows(rows)
        self.narrow()

    def narrow(self, _by: object = None) -> None:
        """Show what fits, and say how many of how many."""
        self._rows.filter(self._bar.field.text(), self._keep(self._bar.chips()))
        shown, total = self._rows.shown, self._rows.total
        self._bar.count(self._words.counted(total).format(shown=shown, total=total))
        self._bar.setVisible(total > 0)
        self._table.setVisible(shown > 0)
        self._table.updateGeometry()
        self._nothing.setVisible(shown == 0)
        if total:
            self._nothing.show_empty(self._words.none_fits, _("Rensa filter"), "list-filter")
        else:
            self._nothing.show_empty(self._words.empty, self._words.button, self._words.icon)

    def _pressed(self) -> None:
        if self._rows.total:
            self._bar.clear()
        else:
            self._begin()

    def _open_first(self) -> None:
        if self._rows.shown == 1:
            self._table.opened.emit(self._rows.key_at(self._rows.index(0, 0)))
        elif self._rows.shown:
            self._table.selectRow(0)
            self._table.setFocus()
