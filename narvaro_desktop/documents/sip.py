"""SIP on paper: the kallelse with its agenda, and the plan that says who does what, by when.

Socialtjänstlagen (2025:400) 10 kap. 8 §, hälso- och sjukvårdslagen (2017:30) 16 kap. 4 §: which insatser, who
answers for each, what others do, who has the overall responsibility. The same papers serve other meetings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish, tokens
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build


@dataclass(frozen=True, slots=True)
class Invitation:
    """A kallelse. `about` is the pupil's name, or "" for a meeting where nobody may know who it is."""

    case_id: str
    school: str
    kind: str
    about: str
    partners: tuple[str, ...]
    on: date
    time: str
    place: str
    agenda: tuple[str, ...]
    contact: str
    is_sip: bool
    called_by: str = ""
    question: str = ""
    consents: tuple["ConsentLine", ...] = ()
    """Whose consent there is towards each partner; none for a meeting where nobody may know who it is."""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """Towards whom, and who has said yes, when, until when; `what` is what may be told."""

    partner: str
    given: str
    what: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What someone does; `due` and `done` as words."""

    what: str
    who: str
    due: str


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What a meeting came to."""

    case_id: str
    school: str
    kind: str
    about: str
    partners: tuple[str, ...]
    held_on: date
    summary: str
    tasks: tuple[TaskLine, ...]
    lead: str
    coordinator: str
    next_owner: str
    follow_up_on: date | None
    is_sip: bool


def invitation(paper: Invitation, made: datetime, secrecy: str) -> bytes:
    """The PDF of the kallelse."""
    kind = f"Kallelse till {paper.kind}"
    facts = [
        ("När", _when(paper)),
        ("Var", paper.place or "Meddelas"),
        *([("Kallade", ", ".join(paper.partners))] if paper.partners else []),
        *([("Kallar", paper.called_by)] if paper.called_by else []),
    ]
    about = f"Om {paper.about}" if paper.about else "Mötet hålls utan att eleven kan kännas igen"
    story: list[Flowable] = [
        *blocks.opening(paper.school, kind, f"{about} · ärende {paper.case_id}"),
        blocks.key_table(facts),
        *(
            [*blocks.heading("Frågeställning"), *blocks.text(paper.question, "frågeställning")]
            if paper.question
            else []
        ),
        *blocks.heading("Dagordning"),
        *(blocks.numbered(paper.agenda, "dagordning") or blocks.text("Bestäms på mötet.", "dagordning")),
        *_consented(paper.consents),
    ]
    if paper.is_sip:
        story += [
            *blocks.heading("Vad är en SIP?"),
            *blocks.text(
                "En samordnad individuell plan görs när någon behöver hjälp från flera håll. På mötet "
                "bestämmer ni tillsammans vem som gör vad och när. Planen är elevens, och den görs bara om "
                "eleven eller vårdnadshavarna vill. Socialtjänsten och hälso- och sjukvården ansvarar för "
                "planen. Skolan kan ta initiativ till den och vara med.\n\n"
                "De som är med får bara veta det som samtycket gäller. Det går att säga nej, och att "
                "ändra sig.",
                "vad är en SIP",
            ),
        ]
    if paper.contact:
        story += [*blocks.heading("Förhinder och frågor"), *blocks.text(paper.contact, "kontakt")]
    sheet = Paper(kind, paper.case_id, paper.school, made, secrecy, readers="de som är kallade")
    return build(sheet, story)


def _consented(lines: Sequence[ConsentLine]) -> list[Flowable]:
    """Who may be told what, since who is called may be told no more."""
    if not lines:
        return []
    columns = [
        blocks.Column("Får veta", 50 * mm),
        blocks.Column("Samtycke från", 60 * mm),
        blocks.Column("Gäller", tokens.FULL - 110 * mm),
    ]
    rows = [(one.partner, one.given, one.what) for one in lines]
    return [
        *blocks.heading("Samtycke"),
        blocks.data_table(columns, rows),
        *blocks.text("Samtycket kan tas tillbaka när som helst.", "samtycke", styles.NOTE),
    ]


def meeting_plan(paper: MeetingPlan, made: datetime, secrecy: str) -> bytes:
    """The PDF of what was agreed."""
    kind = "Samordnad individuell plan" if paper.is_sip else f"Överenskommet på {paper.kind}"
    about = f" för {paper.about}" if paper.is_sip and paper.about else ""
    columns = [
        blocks.Column("Vad", 78 * mm), blocks.Column("Vem ansvarar", 60 * mm),
        blocks.Column("Senast", 32 * mm),
    ]  # fmt: skip
    rows = [(task.what, task.who, task.due) for task in paper.tasks]
    story: list[Flowable] = [
        *blocks.opening(
            paper.school, kind + about, f"Möte {swedish.long_date(paper.held_on)} · ärende {paper.case_id}"
        ),
        blocks.key_table(_facts(paper)),
    ]
    if paper.summary:
        story += [*blocks.heading("Det här kom vi fram till"), *blocks.text(paper.summary, "sammanfattning")]
    if rows:
        story += [*blocks.heading("Vem gör vad, och när"), blocks.data_table(columns, rows)]
    if paper.is_sip:
        story.append(
            blocks.together(
                *blocks.heading("Underskrift"),
                WritingLines(["Elev", "Huvudansvarig"], tokens.MEASURE),
                WritingLines(["Vårdnadshavare", "Vårdnadshavare"], tokens.MEASURE),
            )
        )
    sheet = Paper(kind, paper.case_id, paper.school, made, secrecy, readers="de som var med på mötet")
    return build(sheet, story)


def _when(paper: Invitation) -> str:
    day = swedish.long_date(paper.on)
    return f"{day} kl.{swedish.NBSP}{paper.time}" if paper.time else day


def _facts(paper: MeetingPlan) -> list[tuple[str, str]]:
    follow_up = swedish.long_date(paper.follow_up_on) if paper.follow_up_on else ""
    facts = [
        ("Deltog", ", ".join(paper.partners)),
        ("Huvudansvarig", paper.lead),
        ("Samordnar", paper.coordinator),
        ("Tar nästa steg", paper.next_owner),
        ("Följs upp", follow_up),
    ]
    return [(words, value) for words, value in facts if value]
