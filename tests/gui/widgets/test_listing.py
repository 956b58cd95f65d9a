"""A list narrows while one types, opens what is left, and says why nothing stands there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.rows_model import RowsModel
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.table_view import Table
from tests.gui.specimen_values import LINES, Line, pupils

WORDS = ListWords(
    lambda _total: "{shown} av {total} elever", "Ingen elev passar.", "Här visas elever.", "Läs in"
)


class Shelf(QWidget):
    """A listing of pupils with its three parts, and what its button began."""

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.table, self.nothing = FilterBar(), Table(), EmptyState()
        self.rows: RowsModel[Line] = pupils()
        self.begun: list[str] = []
        whole = QVBoxLayout(self)
        for part in (self.bar, self.table, self.nothing):
            whole.addWidget(part)
        self.late = self.bar.add_chip("late", "Försenade")
        self.list = Listing(
            self.bar, self.table, self.nothing, self.rows, _keep, WORDS, lambda: self.begun.append("import")
        )
        self.list.narrow()


def _keep(chips: frozenset[str]) -> Callable[[Line], bool]:
    return lambda line: "late" not in chips or line.late


@pytest.fixture
def shelf(qtbot: QtBot) -> Shelf:
    made = Shelf()
    qtbot.addWidget(made)
    made.show()
    return made


def test_words_and_chips_narrow_together_and_the_bar_says_how_many(shelf: Shelf) -> None:
    shelf.late.click()
    shelf.bar.field.setText("7B")

    assert (shelf.rows.shown, shelf.rows.total) == (1, len(LINES))
    assert shelf.bar._count.text() == f"1 av {len(LINES)} elever"


def test_enter_opens_the_only_one_left_and_else_goes_into_the_table(qtbot: QtBot, shelf: Shelf) -> None:
    qtbot.keyClick(shelf.bar.field, Qt.Key.Key_Return)
    assert [index.row() for index in shelf.table.selectionModel().selectedRows()] == [0]

    shelf.bar.field.setText("Saga")
    with qtbot.waitSignal(shelf.table.opened) as opened:
        qtbot.keyClick(shelf.bar.field, Qt.Key.Key_Return)

    assert opened.args == [3]


def test_where_nothing_fits_the_button_clears_the_filter(shelf: Shelf) -> None:
    shelf.bar.field.setText("ingen som finns")
    assert shelf.nothing.isVisible() and not shelf.table.isVisible()

    shelf.nothing.button.click()

    assert shelf.rows.shown == len(LINES)
    assert shelf.begun == []


def test_an_empty_list_offers_the_way_to_begin(shelf: Shelf) -> None:
    shelf.list.show_rows([])
    assert not shelf.bar.isVisible()

    shelf.nothing.button.click()

    assert shelf.begun == ["import"]
