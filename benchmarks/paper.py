"""Papers as PDF beside the same text through plain ReportLab: a kartläggning, and a report of 60 pages."""

import io
from collections.abc import Callable
from functools import partial

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.documents import blocks
from narvaro_desktop.documents.page import Paper, build
from narvaro_desktop.documents.shown import sheets
from narvaro_desktop.domain.charts.sheet import Written
from tests.documents import samples

PAPER = "kartläggning"
CHAPTERS, LINES, ROWS = 60, 9, 10
LINE = "Skolan har redan prövat senare skolstart, en lugn plats vid lunch och samtal varje fredag. " * 2
HEADS = ("Klass", "Elever", "Över 20 procent", "Utredning inledd")


def _words(pdf: bytes) -> list[list[str]]:
    """The lines of each page."""
    return [[step.words for step in page.steps if isinstance(step, Written)] for page in sheets(pdf)]


def _plain(pages: list[list[str]]) -> bytes:
    """The same lines as paragraphs, without tags, metadata, embedded font or check of letters."""
    style = getSampleStyleSheet()["BodyText"]
    story: list[Flowable] = []
    for lines in pages:
        story += [*(Paragraph(line, style) for line in lines), PageBreak()]
    return _built(story)


def _built(story: list[Flowable]) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


def _rows(chapter: int) -> list[tuple[str, ...]]:
    return [(f"{chapter}{row}", str(400 + row), str(row), "kan inte beräknas") for row in range(ROWS)]


def _report() -> bytes:
    """Sixty chapters, each with a page's text and a table."""
    columns = [blocks.Column(head, 110) for head in HEADS]
    story = blocks.opening("Ekbackens skola", "Rapport", "Läsåret 2026/27")
    for chapter in range(CHAPTERS):
        story += blocks.heading(f"Avsnitt {chapter}")
        story += [one for _line in range(LINES) for one in blocks.text(LINE, "text")]
        story.append(blocks.data_table(columns, _rows(chapter)))
    return build(Paper("Rapport", "HT2026-1", "Ekbackens skola", samples.MADE), story)


def _plain_report() -> bytes:
    styles = getSampleStyleSheet()
    story: list[Flowable] = []
    for chapter in range(CHAPTERS):
        story.append(Paragraph(f"Avsnitt {chapter}", styles["Heading2"]))
        story += [Paragraph(LINE, styles["BodyText"]) for _line in range(LINES)]
        cells = [[Paragraph(cell, styles["BodyText"]) for cell in row] for row in (HEADS, *_rows(chapter))]
        story.append(Table(cells))
    return _built(story)


def _figure(
    name: str, what: str, aim: float, tried: int, ours: Callable[[], bytes], plain: Callable[[], bytes]
) -> Figure:
    ours()  # fonts are read once in a process
    our_times, plain_times = in_turn(tried, partial(seconds, ours), partial(seconds, plain))
    pages = len(sheets(ours()))
    return Figure(
        name=name,
        what=f"PDF of a {what}, {pages} pages",
        ours=milliseconds(our_times),
        floor=milliseconds(plain_times),
        beside="the same text through plain ReportLab",
        unit="ms",
        aim=aim,
        tried=tried,
        absolute=True,
    )


def figures() -> list[Figure]:
    """Papers with their own fonts, tags and metadata, checked letter by letter."""
    paper = samples.PAPERS[PAPER]
    return [
        _figure("paper", PAPER, 100, 15, paper, partial(_plain, _words(paper()))),
        _figure("paper_report", "report", 2000, 3, _report, _plain_report),
    ]
