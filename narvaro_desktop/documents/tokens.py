"""Colours and sizes on paper; contrast against white, or against the ground they stand on, is in the test."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

TEXT: Color = HexColor("#1a1a1a")
SECONDARY: Color = HexColor("#4d5358")
HEADING: Color = HexColor("#0b4f6c")
WHITE: Color = HexColor("#ffffff")
TINT: Color = HexColor("#eef3f6")
WARNING: Color = HexColor("#8a1c1c")
LINE: Color = HexColor("#7a8790")  # lines that carry meaning: boxes to tick, lines to write on
RULE: Color = HexColor("#9aa5ad")  # decoration
GRID: Color = HexColor("#d5dbdf")  # decoration

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 20 * mm
TOP = 18 * mm
BOTTOM = 22 * mm
FULL = PAGE_WIDTH - 2 * SIDE  # tables and charts
MEASURE = 125 * mm  # running text, about 80 characters
LABEL = 52 * mm  # the label column of a key table
