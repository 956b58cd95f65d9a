"""The stair rises, names the present step, and each step is reached by keys and by a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.ladder_stair import LadderStair, StairStep, StepState
from tests.gui.specimen_values import STEPS


def stair(qtbot: QtBot, wide: int = 1100) -> LadderStair:
    made = LadderStair(steps=STEPS)
    qtbot.addWidget(made)
    made.resize(wide, made.sizeHint().height())
    made.show()
    return made


def test_steps_rise_and_the_return_lies_low(qtbot: QtBot) -> None:
    heights = [cell.box.height() for cell in stair(qtbot).cells]

    assert heights[:5] == sorted(heights[:5])
    assert (heights[0], heights[4], heights[5]) == (30, 80, 30)


def test_every_step_says_its_number_name_and_state(qtbot: QtBot) -> None:
    names = [cell.name for cell in stair(qtbot).cells]

    assert names[0] == "Steg 1, Tidig uppmärksamhet: klart"
    assert names[2] == "Steg 3, Utredning och anmälan: pågår, hålls kvar"
    assert names[3] == "Steg 4, Fördjupad kartläggning och åtgärdsprogram: förslag"


def test_the_keyboard_starts_on_the_present_step_and_opens_it(qtbot: QtBot) -> None:
    made = stair(qtbot)
    made.setFocus()

    with qtbot.waitSignal(made.stepActivated) as here:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    with qtbot.waitSignal(made.stepActivated) as after:
        qtbot.keyClick(made, Qt.Key.Key_Space)

    assert (here.args, after.args) == ([3], [4])


def test_a_click_opens_the_step_under_it(qtbot: QtBot) -> None:
    made = stair(qtbot)

    with qtbot.waitSignal(made.stepActivated) as opened:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=made.cells[4].box.center().toPoint())

    assert opened.args == [5]


def test_a_screen_reader_finds_the_steps_as_a_list(qtbot: QtBot) -> None:
    made = stair(qtbot)
    access = QAccessible.queryAccessibleInterface(made)
    third = access.child(2)

    assert access.role() == QAccessible.Role.List
    assert access.text(QAccessible.Text.Description) == "Nu: Utredning och anmälan"
    assert access.childCount() == 6
    assert third.role() == QAccessible.Role.ListItem
    assert third.text(QAccessible.Text.Description) == "Elev och vårdnadshavare är inte informerade"
    assert third.rect().width() > 100
    assert access.indexOfChild(third) == 2


def test_long_names_make_the_stair_higher_not_cut(qtbot: QtBot) -> None:
    short = LadderStair(steps=[StairStep(number, "Steg", StepState.LATER) for number in range(1, 7)])
    long = LadderStair(
        steps=[
            StairStep(number, "Kartläggning av elevens hela situation", StepState.LATER)
            for number in range(1, 7)
        ]
    )
    for each in (short, long):
        qtbot.addWidget(each)
        each.resize(900, 130)
        each.show()

    assert long.sizeHint().height() > short.sizeHint().height()


def test_narrow_blocks_and_every_look_can_be_painted(qtbot: QtBot, look: tuple[str, float]) -> None:
    made = stair(qtbot, wide=500)

    picture = made.grab().toImage()

    ink = {picture.pixelColor(x, theme.px(70)).name() for x in range(0, picture.width(), 3)}
    assert theme.colour("accent").name() in ink
