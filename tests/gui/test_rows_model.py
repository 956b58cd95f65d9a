"""The one table model: filter and sort on keys made once, selection and ticks by key."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.rows_model import Column, RowsModel
from tests.gui.specimen_values import LINES, Line, pupils


def shown(model: RowsModel[Line]) -> list[str]:
    return [model.row_at(model.index(row, 0)).name for row in range(model.rowCount())]


def test_it_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(pupils(), force_py=True)


def test_every_word_of_the_filter_must_be_found() -> None:
    model = pupils()

    model.filter("BLÅBÄRS 7b")

    assert shown(model) == ["Blåbärsskog, Alva"]
    assert (model.shown, model.total) == (1, 5)


def test_a_condition_narrows_besides_the_words() -> None:
    model = pupils()

    model.filter("", lambda line: line.late)

    assert shown(model) == ["Blåbärsskog, Alva", "Ängsull, Öjar"]


def test_figures_are_sorted_as_figures_and_the_order_outlives_a_filter() -> None:
    model = pupils()

    model.sort(2, Qt.SortOrder.DescendingOrder)
    model.filter("7b")

    assert shown(model) == ["Månstråle, Elin", "Blåbärsskog, Alva"]


def test_ticks_stay_with_their_pupils(qtbot: QtBot) -> None:
    columns = [Column[Line]("Elev", lambda line: line.name)]
    model = RowsModel(columns, lambda line: line.number, checkable=True)
    model.set_rows(LINES)

    with qtbot.waitSignal(model.checkedChanged):
        model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.filter("Saga")
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.filter("")

    assert model.checked() == [2, 3]


def test_a_late_date_has_an_icon_and_a_colour_besides_its_words() -> None:
    model = pupils()
    late, timely = model.index(0, 3), model.index(1, 3)

    assert model.data(late, Qt.ItemDataRole.DecorationRole) is not None
    assert model.data(late, Qt.ItemDataRole.ForegroundRole) is not None
    assert model.data(timely, Qt.ItemDataRole.DecorationRole) is None


def test_sorting_keeps_the_place_of_what_is_held() -> None:
    model = pupils()
    held = QPersistentModelIndex(model.index(3, 0))

    model.sort(2, Qt.SortOrder.DescendingOrder)

    assert model.key_at(held) == 4
    assert model.place_of(4) == 0
    assert model.rowCount(QModelIndex()) == 5


def test_runs_of_keys_are_found_in_one_look() -> None:
    model = RowsModel([Column[int]("Tal", str)], lambda row: row)
    model.set_rows(range(10))

    assert list(model.runs_of({0, 1, 2, 5, 8, 9})) == [(0, 2), (5, 5), (8, 9)]
    assert list(model.runs_of(set())) == []
