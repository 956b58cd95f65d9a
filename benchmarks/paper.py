"""The three-page kartläggning as PDF, beside three plain ReportLab pages."""

import io
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from tests.documents.samples import PAGES, PAPERS

ROUNDS = 15
PAPER = "kartläggning"
LINES = 50
LINE = "Skolan har redan prövat senare skolstart, en lugn plats vid lunch och samtal varje fredag."


def _plain() -> bytes:
    """Pages of text without tags, attachment or embedded font."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for _page in range(PAGES[PAPER]):
        for line in range(LINES):
            canvas.drawString(72, 760 - 14 * line, LINE)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def figures() -> list[Figure]:
    """A paper with its own fonts, checked glyph by glyph."""
    our_times, plain_times = in_turn(ROUNDS, partial(seconds, PAPERS[PAPER]), partial(seconds, _plain))
    return [
        Figure(
            name="paper",
            what=f"PDF of a kartläggning, {PAGES[PAPER]} pages",
            ours=milliseconds(our_times),
            floor=milliseconds(plain_times),
            beside=f"{PAGES[PAPER]} plain ReportLab pages",
            unit="ms",
            aim=None,
            tried=ROUNDS,
        )
    ]
