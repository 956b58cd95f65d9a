"""Charts on the screen: painted from the scene, read cell by cell, and as a table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.heat_map import HeatMap
from narvaro_desktop.gui.widgets.trend_chart import TrendChart
from tests.gui.specimen_values import weeks
from tests.gui.specimens import charts


def heat(qtbot: QtBot) -> HeatMap:
    made = HeatMap()
    made.set_weeks(weeks())
    qtbot.addWidget(made)
    made.resize(600, made.sizeHint().height())
    made.show()
    return made


def test_a_cell_is_read_out_with_day_week_and_share(qtbot: QtBot) -> None:
    made = heat(qtbot)
    access = QAccessible.queryAccessibleInterface(made)
    names = [access.child(place).text(QAccessible.Text.Name) for place in range(access.childCount())]

    assert access.role() == QAccessible.Role.Chart
    assert "lägre är bättre" in access.text(QAccessible.Text.Name)
    assert any("30 procent frånvaro" in name for name in names)
    assert len(names) == 35


def test_arrow_keys_go_from_day_to_day_and_week_to_week(qtbot: QtBot) -> None:
    made = heat(qtbot)
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Home)

    qtbot.keyClick(made, Qt.Key.Key_Down)
    down = made.cells[made.at].name
    qtbot.keyClick(made, Qt.Key.Key_Right)
    right = made.cells[made.at].name

    assert down.startswith("tis") and right.startswith("tis")
    assert down != right


def test_cells_have_their_tokens_colour_in_every_look(qtbot: QtBot, look: tuple[str, float]) -> None:
    made = heat(qtbot)
    made.resize(theme.px(600), made.sizeHint().height())
    picture = made.grab().toImage()
    first = made.cells[0].box

    corner = picture.pixelColor(round(first.left()) + 8, round(first.top()) + 8)

    assert corner.name() == theme.colour("heat2").name()


def test_the_figures_can_be_read_as_a_table(qtbot: QtBot) -> None:
    card = charts()[1]
    qtbot.addWidget(card)
    card.resize(600, 300)
    card.show()

    qtbot.mouseClick(card.toggle, Qt.MouseButton.LeftButton)

    assert card.table.isVisible() and not card.view.isVisible()
    assert card.table.rowCount() == 7
    assert card.toggle.text() == "Visa som diagram"


def test_charts_come_and_go_without_harm(qtbot: QtBot) -> None:
    for _round in range(50):
        made = TrendChart()
        made.set_weeks(weeks())
        made.resize(400, 160)
        access = QAccessible.queryAccessibleInterface(made)
        assert [access.child(place).text(QAccessible.Text.Name) for place in range(access.childCount())]
        made.deleteLater()
