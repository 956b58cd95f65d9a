"""Forms are what uic makes of the drawings now, and the drawings keep to the house rules."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from narvaro_desktop.gui.compile_forms import COMPILED, DRAWN, compiled, target

FORMS = sorted(DRAWN.glob("*.ui"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_the_compiled_form_is_fresh(form: Path) -> None:
    assert target(form).read_text(encoding="utf-8") == compiled(form)


def test_no_compiled_form_lacks_its_drawing() -> None:
    assert {path.name for path in COMPILED.glob("ui_*.py")} == {target(form).name for form in FORMS}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_drawing_sets_no_colours_sizes_or_style_sheets(form: Path) -> None:
    text = form.read_text(encoding="utf-8")

    assert re.findall(r'name="(styleSheet|palette|minimumSize|maximumSize|font)"', text) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_every_drawn_input_has_a_label_or_a_name(form: Path) -> None:
    root = ElementTree.parse(form).getroot()
    buddies = {cstring.text for cstring in root.iterfind(".//property[@name='buddy']/cstring")}
    inputs = (
        "QLineEdit",
        "QPlainTextEdit",
        "QTextEdit",
        "QComboBox",
        "QSpinBox",
        "GrowingText",
        "DateField",
        "Table",
    )
    unnamed = [
        widget.attrib["name"]
        for widget in root.iter("widget")
        if widget.attrib["class"] in inputs
        and widget.attrib["name"] not in buddies
        and widget.find("property[@name='accessibleName']") is None
    ]

    assert unnamed == []
