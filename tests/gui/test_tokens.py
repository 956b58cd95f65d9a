"""Every text and every control stands out from its ground (WCAG 2.2: 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from narvaro_desktop.gui.tokens import DARK, LIGHT, THEMES, Tokens

GUI = Path(__file__).resolve().parents[2] / "narvaro_desktop" / "gui"
GROUNDS = ("app", "surface", "subtle", "sidebar")
SOFT = ("accent_soft", "ok_soft", "warn_soft", "bad_soft", "info_soft")


def luminance(colour: str) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue, _alpha = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    pairs = [(ink, ground) for ink in ("text", "text2", "text3") for ground in (*GROUNDS, *SOFT)]
    pairs += [("accent_text", ground) for ground in (*GROUNDS, "accent_soft")]
    pairs += [(state, f"{state}_soft") for state in ("ok", "warn", "bad", "info")]
    pairs += [(state, ground) for state in ("ok", "warn", "bad", "info") for ground in GROUNDS]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("surface", "bad")]
    pairs += [(f"on_heat{place}", f"heat{place}") for place in range(5)]

    weak = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in pairs}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_borders_rings_and_lines_of_charts_are_seen(tokens: Tokens) -> None:
    pairs = [(mark, ground) for mark in ("line_strong", "accent") for ground in GROUNDS]
    pairs += [(f"series{place}", "surface") for place in range(1, 5)]

    weak = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in pairs}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_dark_is_a_palette_of_its_own() -> None:
    assert luminance(DARK.app) < luminance(DARK.surface) < luminance(DARK.subtle)
    assert luminance(LIGHT.app) < luminance(LIGHT.surface)


def test_colours_and_style_sheets_have_one_home() -> None:
    offenders = [
        path.name
        for path in GUI.rglob("*.py")
        if path.name not in ("tokens.py", "theme.py") and path.parent.name != "forms"
        if re.search(r"#[0-9A-Fa-f]{6}\b|setStyleSheet\(|QColor\(\"", path.read_text(encoding="utf-8"))
    ]

    assert offenders == []
