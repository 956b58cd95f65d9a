import pytest
from reportlab.lib.colors import Color

from narvaro_desktop.documents import tokens


def _luminance(colour: Color) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.rgb()]
    return float(0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2])


def contrast(first: Color, second: Color) -> float:
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [tokens.WHITE, tokens.TINT])
@pytest.mark.parametrize("text", [tokens.TEXT, tokens.SECONDARY, tokens.HEADING, tokens.WARNING])
def test_text_can_be_read_on_both_grounds(text: Color, ground: Color) -> None:
    assert contrast(text, ground) >= 4.5


def test_the_head_of_a_table_can_be_read_and_lines_to_write_on_be_seen() -> None:
    assert contrast(tokens.WHITE, tokens.HEADING) >= 4.5
    assert contrast(tokens.LINE, tokens.WHITE) >= 3
