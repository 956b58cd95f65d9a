"""Icons are drawn in the colour they are asked for, and every name used in the program exists."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.paths import resource

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


def test_an_icon_has_only_its_tokens_colour() -> None:
    picture = icons.pixmap("check", "accent", 24).toImage()
    inked = {
        picture.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if picture.pixelColor(x, y).alpha() == 255
    }

    assert inked == {theme.colour("accent").name()}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn(name: str) -> None:
    assert icons.renderer(name, "#000000").isValid()


def test_a_button_icon_is_sharp_on_a_fine_screen() -> None:
    assert icons.icon("bell").actualSize(QSize(18, 18)) == QSize(18, 18)
    assert icons.pixmap("bell", sharpness=2.0).width() == 36


def test_the_licence_lies_beside_them() -> None:
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")


def test_forms_name_only_icons_that_exist() -> None:
    drawn = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").glob("*.ui"))
    named = re.findall(r'name="iconName"[^>]*>\s*<string[^>]*>([\w-]+)<', drawn)

    assert set(named) <= set(NAMES)
