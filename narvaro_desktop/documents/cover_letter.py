"""The följesedel and the följebrev of a sealed package: how to open it and whom to ask, and nothing else.

No person and no kind of matter may stand here: the paper travels outside the seal.
"""

from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, swedish
from narvaro_desktop.documents.page import Attachment, Paper, build

_KIND = "Följesedel"
_TITLE = "Förseglad försändelse"


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """A package's id, root hash (64 hex) and size in bytes; `contact` is a function and a way to reach it."""

    sender: str
    recipient: str
    package_id: str
    root_hash: str
    size: int
    contact: str

    @property
    def file_name(self) -> str:
        return f"narvaro-{self.package_id}.age"


def cover_letter(letter: CoverLetter, made: datetime, sealed: bytes = b"") -> bytes:
    """The följesedel as PDF, one page; `sealed`, the file itself, rides in it byte for byte."""
    sheet = Paper(_KIND, letter.package_id[:8], letter.sender, made)
    inside = Attachment(letter.file_name, "application/octet-stream", "Förseglad fil", sealed)
    return build(sheet, _story(letter, made, bool(sealed)), inside if sealed else None)


def as_text(letter: CoverLetter, made: datetime) -> str:
    """The följebrev for the clipboard: the same facts as plain text, lines end in LF."""
    steps = "\n".join(f"{place}. {step}" for place, step in enumerate(_steps(letter), start=1))
    facts = "\n".join(f"{label}: {value}" for label, value in _facts(letter, made))
    plain = f"{_TITLE}\n\n{_INTRODUCTION}\n\n{facts}\n\nSå öppnas den\n{steps}\n\nFrågor: {letter.contact}\n"
    return plain.replace(swedish.NBSP, " ")


_INTRODUCTION = (
    "Här kommer en förseglad fil. Bara mottagaren kan öppna den. Inga personuppgifter står på följesedeln."
)

_TAKE_OUT = (
    "Den förseglade filen ligger i den här PDF:en. Öppna listan över bilagor (gemet) i ditt PDF-program och "
    "spara filen utan att byta namn på den."
)


def _facts(letter: CoverLetter, made: datetime) -> list[tuple[str, str]]:
    return [
        ("Från", letter.sender),
        ("Till", letter.recipient),
        ("Fil", letter.file_name),
        ("Storlek", swedish.size(letter.size)),
        ("Förseglad", f"{made:%Y-%m-%d} kl.{swedish.NBSP}{made:%H.%M}"),
        ("Fingeravtryck", swedish.in_fours(letter.root_hash)),
    ]


def _two_lines(root_hash: str) -> str:
    half = len(root_hash) // 2
    return f"{swedish.in_fours(root_hash[:half])}\n{swedish.in_fours(root_hash[half:])}"


def _steps(letter: CoverLetter) -> tuple[str, ...]:
    return (
        "Spara filen utan att byta namn på den.",
        "Öppna Närvaro hos mottagaren och dra filen till fönstret. Programmet visar vem som har signerat.",
        "Jämför fingeravtrycket ovan med det som programmet visar.",
        "Skicka kvittensen som programmet gör tillbaka till avsändaren.",
        "Utan Närvaro: filen är i det öppna formatet age. Anvisningen lasmig.txt ligger inuti.",
    )


def _story(letter: CoverLetter, made: datetime, is_inside: bool) -> list[Flowable]:
    steps = (_TAKE_OUT, *_steps(letter)[1:]) if is_inside else _steps(letter)
    return [
        *blocks.opening(letter.sender, _TITLE, f"Till {letter.recipient} · {swedish.long_date(made.date())}"),
        *blocks.text(_INTRODUCTION, "ingress"),
        blocks.gap(4),
        blocks.key_table([*_facts(letter, made)[:-1], ("Fingeravtryck", _two_lines(letter.root_hash))]),
        *blocks.heading("Så öppnas den"),
        *blocks.numbered(steps, "anvisning"),
        *([*blocks.heading("Frågor"), *blocks.text(letter.contact, "kontakt")] if letter.contact else []),
    ]
