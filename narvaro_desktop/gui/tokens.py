"""The colours and sizes of both themes: the only place in the program with hex values and pixel counts."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["ok", "warn", "bad", "info", "accent", "neutral"]
"""What a pill, a disc or a bar says besides its words."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme. Text holds 4.5 : 1, graphics and borders of fields 3 : 1 (WCAG 2.2 AA)."""

    app: str
    surface: str
    subtle: str
    sidebar: str
    line: str
    line_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    heat0: str
    heat1: str
    heat2: str
    heat3: str
    heat4: str
    on_heat0: str
    on_heat1: str
    on_heat2: str
    on_heat3: str
    on_heat4: str
    series1: str
    series2: str
    series3: str
    series4: str
    scrim: str = "#6E0C141A"
    shadow: str = "#03000000"


LIGHT = Tokens(
    app="#F4F6F8", surface="#FFFFFF", subtle="#F0F3F6", sidebar="#FAFBFC",
    line="#DFE5EA", line_strong="#7C8894",
    text="#17212B", text2="#475563", text3="#5B6875",
    accent="#0B6470", accent_hover="#08505A", on_accent="#FFFFFF",
    accent_text="#0A5660", accent_soft="#E1F0F1",
    ok="#1A6B3A", ok_soft="#E2F3E8", warn="#8A4A00", warn_soft="#FDF0DC",
    bad="#A9261D", bad_soft="#FCE8E6", info="#2257A8", info_soft="#E7EFFB",
    heat0="#EEF2F4", heat1="#CFE5E7", heat2="#8CC3C9", heat3="#297A86", heat4="#0A4A54",
    on_heat0="#5B6875", on_heat1="#17212B", on_heat2="#17212B", on_heat3="#FFFFFF", on_heat4="#FFFFFF",
    series1="#0B6470", series2="#B3590A", series3="#6A4C93", series4="#5B6F3A",
)  # fmt: skip

DARK = Tokens(
    app="#10171D", surface="#182129", subtle="#202B34", sidebar="#141C23",
    line="#2C3943", line_strong="#7F8D9A",
    text="#EDF2F6", text2="#B4C0CB", text3="#98A6B3",
    accent="#4FB7C3", accent_hover="#74CBD5", on_accent="#06262B",
    accent_text="#8AD6DF", accent_soft="#17363C",
    ok="#7FD39C", ok_soft="#17352A", warn="#F2B763", warn_soft="#3A2C14",
    bad="#FF9C93", bad_soft="#41201F", info="#9DC0FA", info_soft="#1C2F4C",
    heat0="#202B34", heat1="#1F4A50", heat2="#2B7780", heat3="#5CB6C1", heat4="#B9EEF3",
    on_heat0="#98A6B3", on_heat1="#EDF2F6", on_heat2="#FFFFFF", on_heat3="#06262B", on_heat4="#06262B",
    series1="#4FB7C3", series2="#F2B763", series3="#C3A6F0", series4="#B5CC8A",
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One text style: pixels at 100 %, weight, letter spacing in pixels."""

    size: int
    weight: int = 400
    spacing: float = 0.0


TYPE = {
    "caption": TypeStyle(12),
    "body": TypeStyle(13),
    "medium": TypeStyle(13, 500),
    "strong": TypeStyle(13, 600),
    "label": TypeStyle(13, 600),
    "lead": TypeStyle(16),
    "h2": TypeStyle(15, 600),
    "h1": TypeStyle(24, 700, -0.3),
    "kpi": TypeStyle(24, 600, -0.4),
    "pill": TypeStyle(12, 600),
}

CONTROL = 36
SMALL_CONTROL = 28
PILL = 22
DISC = 32
ICON = 18
ICON_DISC = 16
ICON_PILL = 14
ICON_EMPTY = 32
GAP = 16
RADIUS_CELL = 5
RADIUS = 8
RADIUS_CARD = 12
PAGE_MARGINS = (24, 20, 24, 20)
CARD_MARGINS = (20, 14, 20, 14)
FIGURE_MARGINS = (16, 12, 16, 12)
SIDEBAR = 228
SIDEBAR_NARROW = 56
TOP_BAR = 56
NARROW_BELOW = 1100
READING_WIDTH = 720
