"""The kartläggning on paper: the pupil's voice first, then what others see, the analysis and the conclusion.

What few may read stands in appendices of its own, each on a new page that says who reads it, so that the body
can be handed on without them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from narvaro_desktop.documents import blocks, charts, styles, swedish
from narvaro_desktop.documents.page import TEAM, Paper, build
from narvaro_desktop.domain.charts.chart import Scene
from narvaro_desktop.domain.terms import AnswerState, Depth

_KIND = "Kartläggning"
_UNSAID = {AnswerState.DECLINED: "Vill inte svara", AnswerState.NOT_ASKED: "Ej frågat"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what was said to it; `words` is empty where nobody was asked or nobody would say."""

    question: str
    words: str
    state: AnswerState = AnswerState.ANSWERED


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one module: `source` says who answered, who asked, in which role, and when."""

    title: str
    source: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """Sections for few readers; `readers` is printed ("kurator, skolpsykolog, specialpedagog, rektor")."""

    readers: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week of absence; shares are ready texts ("24,0 %"), an unreported week has "–"."""

    week: str
    total: str
    valid: str
    invalid: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """When the pupil was away: charts, always followed by a table, and where the figures come from."""

    source: str
    weeks: tuple[WeekLine, ...]
    scenes: tuple[Scene, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """What was computed, as (label, value)."""
    subjects: tuple[tuple[str, str], ...] = ()
    """Each subject and its absence, the highest first."""


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """One samråd: with whom, in which form, on which day, and what came of it in a word."""

    with_whom: str
    form: str
    day: str
    outcome: str


@dataclass(frozen=True, slots=True)
class LevelConclusion:
    """What an utredning came to for the rektor, the huvudman or the kommun."""

    level: str
    circumstances: str
    measures: str
    decisions: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What sets the absence off, keeps it going and protects against it, and what is not known."""

    triggers: str = ""
    maintains: str = ""
    protects: str = ""
    uncertain: str = ""


@dataclass(frozen=True, slots=True)
class InvestigationPaper:
    """A whole kartläggning; `signed` is (day, "namn, befattning"), None makes it a draft.

    `conclusions` are pairs of (level, text): elev, grupp eller klass, skola, hem, extern aktör.
    """

    case_id: str
    school: str
    student: str
    schooling: str
    depth: Depth
    version: int
    investigator: str
    asked_for_by: str
    voice: Section
    sections: tuple[Section, ...]
    analysis: Analysis
    conclusions: tuple[tuple[str, str], ...]
    pattern: Pattern | None = None
    appendices: tuple[Appendix, ...] = ()
    signed: tuple[date, str] | None = None
    inquiry: str = ""
    """Whether it belongs to an utredning, and since when."""
    consultations: tuple[ConsultationLine, ...] = ()
    levels: tuple[LevelConclusion, ...] = ()


def investigation(paper: InvestigationPaper, made: datetime, secrecy: str) -> bytes:
    """The PDF; an unsigned one is marked as a draft on every page."""
    sheet = Paper(_KIND, paper.case_id, paper.school, made, secrecy, draft=paper.signed is None, readers=TEAM)
    return build(sheet, _story(paper))


def _story(paper: InvestigationPaper) -> list[Flowable]:
    title = swedish.capital(paper.depth.swedish)
    story = [
        *blocks.opening(paper.school, title, f"Ärende {paper.case_id} · version {paper.version}"),
        blocks.key_table(_facts(paper)),
        *_section(blocks.heading("Elevens röst"), paper.voice),
    ]
    for section in paper.sections:
        story += _section(blocks.heading(section.title), section)
    if paper.pattern:
        story += _pattern(paper.pattern)
    story += [*_consultations(paper.consultations), *_analysis(paper.analysis)]
    story += [*_conclusions(paper.conclusions), *_levels(paper.levels)]
    for place, appendix in enumerate(paper.appendices, start=1):
        story += _appendix(place, appendix)
    return story


def _facts(paper: InvestigationPaper) -> list[tuple[str, str]]:
    signed = "Inte signerad"
    if paper.signed:
        day, who = paper.signed
        signed = f"{day}, {who}"
    inquiry = [("Utredning", paper.inquiry)] if paper.inquiry else []
    return [
        ("Elev", paper.student),
        ("Skolform och årskurs", swedish.capital(paper.schooling)),
        *inquiry,
        ("Utredare", paper.investigator),
        ("På uppdrag av", paper.asked_for_by),
        ("Signerad", signed),
    ]


def _section(title: list[Flowable], section: Section) -> list[Flowable]:
    """The title stays with the first answer, which may come without a source."""
    first = [*title, *blocks.text(section.source, "källa", styles.SOURCE)]
    answers = [_answer(answer) for answer in section.answers]
    if not section.source and not answers:
        answers = [blocks.text("Inget är antecknat.", section.title, styles.UNSAID)]
    story: list[Flowable] = [blocks.together(*first, *(answers[0] if answers else ()))]
    for answer in answers[1:]:
        story += answer
    return story


def _answer(answer: Answer) -> list[Flowable]:
    question = blocks.subheading(answer.question)
    if answer.state is AnswerState.ANSWERED:
        return [*question, *blocks.text(answer.words, answer.question)]
    return [*question, *blocks.text(_UNSAID[answer.state], answer.question, styles.UNSAID)]


def _pattern(pattern: Pattern) -> list[Flowable]:
    columns = [
        blocks.Column("Vecka", 34 * mm),
        *(
            blocks.Column(head, 34 * mm, right=True)
            for head in ("Frånvaro", "Giltig", "Ogiltig", "Rapporterat")
        ),
    ]
    rows = [(line.week, line.total, line.valid, line.invalid, line.coverage) for line in pattern.weeks]
    story = blocks.heading("Frånvaron i siffror")
    if pattern.facts:
        story = [blocks.together(*story, blocks.key_table(pattern.facts)), blocks.gap(6)]
        rows_of = [blocks.Column("Ämne", 102 * mm), blocks.Column("Frånvaro", 34 * mm, right=True)]
        if pattern.subjects:
            story += [CondPageBreak(40 * mm), blocks.data_table(rows_of, pattern.subjects), blocks.gap(6)]
        story += blocks.subheading("Vecka för vecka")
    if pattern.scenes:
        first, *others = map(charts.figure, pattern.scenes)
        heading = story.pop()
        story += [blocks.together(heading, first), *others, blocks.gap(6)]
    return [*story, blocks.data_table(columns, rows), *blocks.text(pattern.source, "källa", styles.NOTE)]


def _analysis(analysis: Analysis) -> list[Flowable]:
    parts = (
        ("Det som utlöser frånvaron", analysis.triggers),
        ("Det som håller den kvar", analysis.maintains),
        ("Det som stärker närvaron", analysis.protects),
        ("Det vi inte vet säkert", analysis.uncertain),
    )
    if not any(words for _title, words in parts):
        return []  # it stands in an appendix
    story = blocks.heading("Analys")
    for title, words in parts:
        if words:
            story += [*blocks.subheading(title), *blocks.text(words, title)]
    return story


def _conclusions(conclusions: tuple[tuple[str, str], ...]) -> list[Flowable]:
    story = blocks.heading("Slutsats och behov")
    if not conclusions:
        return [*story, *blocks.text("Ingen slutsats är antecknad.", "slutsats", styles.UNSAID)]
    for place, (level, words) in enumerate(conclusions):
        part = [*blocks.subheading(swedish.capital(level)), *blocks.text(words, level)]
        story = [blocks.together(*story, *part)] if place == 0 else [*story, *part]
    return story


def _consultations(lines: tuple[ConsultationLine, ...]) -> list[Flowable]:
    if not lines:
        return []
    widths = (("Samråd med", 56 * mm), ("Form", 38 * mm), ("Dag", 26 * mm), ("Utfall", 50 * mm))
    columns = [blocks.Column(head, width) for head, width in widths]
    rows = [
        (one.with_whom, swedish.capital(one.form), one.day, swedish.capital(one.outcome)) for one in lines
    ]
    return [blocks.together(*blocks.heading("Samråd"), blocks.data_table(columns, rows))]


def _levels(levels: tuple[LevelConclusion, ...]) -> list[Flowable]:
    """The conclusion for each who is responsible: circumstances, possible measures, decisions."""
    if not levels:
        return []
    story = blocks.heading("Slutsats efter ansvar")
    for level in levels:
        parts = (
            ("Omständigheter", level.circumstances),
            ("Möjliga åtgärder", level.measures),
            ("Beslut", level.decisions),
        )
        said = [(head, words) for head, words in parts if words]
        story.append(blocks.together(*blocks.subheading(level.level), blocks.key_table(said)))
    return story


def _appendix(place: int, appendix: Appendix) -> list[Flowable]:
    story: list[Flowable] = [
        *blocks.for_readers(appendix.readers),
        *blocks.heading(f"Bilaga {place}"),
        *blocks.text(f"Läses av: {appendix.readers}.", "läses av", styles.STRONG),
    ]
    for section in appendix.sections:
        story += _section(blocks.subheading(section.title), section)
    return story
