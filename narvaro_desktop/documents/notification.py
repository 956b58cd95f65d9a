"""The anmälan to the huvudman (kind n1): what notification.json says, said to people, with the JSON inside.

Skollagen (2010:800) 7 kap. 19 a §: once an inquiry has begun, the absence is reported to the huvudman.
"""

from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish, tokens
from narvaro_desktop.documents.notification_paper import Minutes, NotificationPaper
from narvaro_desktop.documents.page import Attachment, Paper, build

_KIND = "Anmälan om frånvaro"


def notification(
    paper: NotificationPaper, json: bytes, made: datetime, secrecy: str, draft: bool = False, *, law: str
) -> bytes:
    """The PDF, at most two pages; `json` (the very bytes of notification.json) rides in it uncompressed.

    Without `json` nothing does. `law` is the citation on the day of the decision.
    """
    sheet = Paper(_KIND, paper.case_id, paper.school, made, secrecy, draft)
    attached = Attachment(
        "notification.json", "application/json", "Anmälans uppgifter i maskinläsbar form", json
    )
    story = _story(paper, made.date(), swedish.unbroken(law))
    return build(sheet, story if json else story[:-1], attached if json else None)


def _story(paper: NotificationPaper, written_on: date, law: str) -> list[Flowable]:
    return [
        *blocks.opening(
            paper.school, _KIND, f"Till {paper.provider} · {swedish.long_date(written_on)} · {law}"
        ),
        *blocks.text(
            "Rektor har beslutat att frånvaron ska utredas och anmäler den därför till huvudmannen. "
            "Detta är inte en orosanmälan.",
            "ingress",
        ),
        *blocks.heading("Elev och skola"),
        blocks.key_table([("Ärende", paper.case_id), *_who(paper), *paper.schooling]),
        *blocks.heading("Beslut och utredning"),
        blocks.key_table(paper.decision),
        *blocks.heading("Frånvaro"),
        *_absence(paper),
        *blocks.heading("Samråd"),
        _consulted(paper),
        *blocks.heading("Stöd och samordning"),
        blocks.key_table(paper.support),
        *_remark(paper),
        *blocks.heading("Kontakt på skolan"),
        *blocks.text(paper.contact, "kontakt"),
        *blocks.text("Samma uppgifter ligger i maskinläsbar form inuti den här filen.", "not", styles.NOTE),
    ]


def _who(paper: NotificationPaper) -> list[tuple[str, str]]:
    """The pupil, or the case id alone where the municipality wants no name."""
    who = paper.student or "Anges inte. Huvudmannen når skolan genom ärendenumret."
    lines = [("Elev", who)] + ([paper.identity] if paper.identity else [])
    return [
        *lines,
        ("Skola", f"{paper.school} (skolenhetskod {paper.school_code})"),
        ("Huvudman", paper.provider),
    ]


def _absence(paper: NotificationPaper) -> list[Flowable]:
    if paper.minutes is None:
        return [blocks.key_table([("Frånvaro", paper.stated), *paper.period])]
    minutes = paper.minutes
    columns = [
        blocks.Column("Rapporterad tid", 80 * mm),
        blocks.Column("Timmar", 30 * mm, right=True),
        blocks.Column("Minuter", 30 * mm, right=True),
        blocks.Column("Andel", 30 * mm, right=True),
    ]
    rows = [
        (name, swedish.hours(part).removesuffix(f"{swedish.NBSP}tim"), swedish.number(part),
         swedish.share(part, minutes.reported))
        for name, part in (
            ("Giltig frånvaro", minutes.valid), ("Ogiltig frånvaro", minutes.invalid),
            ("Frånvaro totalt", minutes.absent),
        )
    ]  # fmt: skip
    return [
        blocks.data_table(columns, rows, total=True),
        blocks.gap(4),
        blocks.key_table([*paper.period, ("Andel rapporterad tid", _coverage(minutes))]),
    ]


def _coverage(minutes: Minutes) -> str:
    """Which share of the planned time was reported, and what that does to the figure."""
    planned, reported = swedish.number(minutes.offered), swedish.number(minutes.reported)
    said = (
        f"{swedish.share(minutes.reported, minutes.offered)}: {reported} av {planned} planerade minuter "
        "är närvarorapporterade. Andelarna räknas på rapporterad tid."
    )
    if minutes.reported >= minutes.offered:
        return said
    least = swedish.share(minutes.absent, minutes.offered)
    return f"{said} Räknat på all planerad tid är frånvaron minst {least}."


def _consulted(paper: NotificationPaper) -> Flowable:
    columns = [
        blocks.Column("Samråd med", tokens.LABEL),
        blocks.Column("Läge", 68 * mm),
        blocks.Column("Datum", 50 * mm),
    ]
    return blocks.data_table(columns, [(c.party, c.status, c.day) for c in paper.consultations])


def _remark(paper: NotificationPaper) -> list[Flowable]:
    if not paper.free_text:
        return []
    return [*blocks.subheading("Upplysning från skolan"), *blocks.text(paper.free_text, "upplysning")]
