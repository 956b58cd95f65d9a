"""The look can be changed while the window is open, and everything follows."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import fonts, theme
from narvaro_desktop.gui.widgets.pill import Pill


def test_margins_follow_the_text_scale_while_the_window_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    outer = QVBoxLayout(window)
    inner = QHBoxLayout()
    outer.addLayout(inner)
    theme.space(outer, (20, 14, 20, 14), 12)
    theme.space(inner, gap=8)

    theme.apply_theme(qapp, "light", 2.0)

    assert outer.contentsMargins().left() == 40
    assert (outer.spacing(), inner.spacing()) == (24, 16)


def test_a_drawn_form_follows_the_scale_after_one_call(qtbot: QtBot, qapp: QApplication) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    column.setContentsMargins(10, 10, 10, 10)
    column.setSpacing(6)
    theme.fit(form)

    theme.apply_theme(qapp, "light", 1.5)

    assert (column.contentsMargins().top(), column.spacing()) == (15, 9)


def test_themed_widgets_are_told(qtbot: QtBot, qapp: QApplication) -> None:
    pill = Pill("Öppet", "ok")
    qtbot.addWidget(pill)
    before = pill.sizeHint()

    theme.apply_theme(qapp, "dark", 2.0)

    assert pill.sizeHint().height() == 2 * before.height()
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("app")


def test_fields_are_as_high_as_the_scale_says(qtbot: QtBot, look: tuple[str, float]) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()

    assert field.sizeHint().height() == pytest.approx(36 * look[1], abs=2)


def test_labels_get_their_text_style(qtbot: QtBot, look: tuple[str, float]) -> None:
    heading = QLabel("Ärenden")
    heading.setProperty("kind", "h1")
    qtbot.addWidget(heading)
    heading.show()

    assert heading.font().pixelSize() == 24 * look[1]
    assert heading.font().family() == fonts.FAMILY


def test_the_programs_own_font_is_used_with_equally_wide_digits() -> None:
    metrics = QFontMetrics(theme.font("body"))

    assert all(family.startswith(fonts.FAMILY) for family in fonts.load())
    assert fonts.FAMILY in QFontDatabase.families()
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_without_a_choice_the_system_decides(qapp: QApplication) -> None:
    theme.apply_theme(qapp, None)

    assert theme.current().name == theme.system_theme(qapp)
    assert theme.system_scale(qapp) in theme.SCALES
