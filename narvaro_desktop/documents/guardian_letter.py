"""The letter to one guardian: an inquiry has begun, this is what it means; one page, easy Swedish.

Skollagen (2010:800) 7 kap. 19 a §: the inquiry is made in consultation with the pupil and the guardians.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, swedish
from narvaro_desktop.documents.page import Paper, build

KIND = "Brev till vårdnadshavare"


@dataclass(frozen=True, slots=True)
class GuardianLetter:
    """One guardian's letter.

    Where `first_day` is `last_day` no period is known and none is printed.
    `student` is the name the family uses; `share` a ready share ("24,0 %") or "" where it should not stand;
    `meeting` when and where, or "" for "we will get in touch"; `contact` whom to reach, and how.
    `is_reported`: the huvudman is told, which 15 kap. 16 § does not ask of a gymnasieskola;
    `home_municipality` where it is told too (7 kap. 22 §), else "".
    """

    case_id: str
    school: str
    provider: str
    guardian: str
    student: str
    decided_on: date
    share: str
    first_day: date
    last_day: date
    contact: str
    signed_by: str
    meeting: str = ""
    is_reported: bool = True
    home_municipality: str = ""


def guardian_letter(letter: GuardianLetter, made: datetime, secrecy: str, draft: bool = False) -> bytes:
    """The PDF, one page."""
    return build(Paper(KIND, letter.case_id, letter.school, made, secrecy, draft), story(letter, made.date()))


def story(letter: GuardianLetter, written_on: date) -> list[Flowable]:
    """What stands on the Swedish page."""
    name = letter.student
    return [
        *blocks.opening(
            letter.school, f"Vi vill förstå varför {name} är borta från skolan",
            f"Till {letter.guardian} · {swedish.long_date(written_on)}",
        ),
        *blocks.text(_what_has_happened(letter), "brevets början"),
        blocks.emphasis("Detta är inte en orosanmälan.", _who_is_told(letter), "brevets text"),
        *blocks.heading("Vad som händer nu"),
        *blocks.numbered(_next(letter), "vad som händer nu"),
        *blocks.heading("Vad vi ber dig om"),
        *blocks.text(_asked(letter), "vad vi ber om"),
        *blocks.heading("Dina rättigheter"),
        *blocks.text(
            "Du har rätt att läsa det som skolan skriver om ditt barn, om sekretess inte hindrar det, och "
            "att få fel rättade. Är du inte nöjd med hur vi arbetar kan du säga det till rektor eller "
            f"klaga hos {letter.provider}.",
            "dina rättigheter",
        ),
        *blocks.heading("Vem du kan kontakta"),
        *blocks.text(letter.contact, "kontakt"),
        blocks.gap(4),
        *blocks.text(f"Med vänlig hälsning\n{letter.signed_by}", "underskrift"),
    ]  # fmt: skip


def _what_has_happened(letter: GuardianLetter) -> str:
    period = "den senaste tiden"
    if letter.first_day != letter.last_day:
        period = swedish.between(letter.first_day, letter.last_day)
    amount = f"{letter.share} av skoltiden" if letter.share else "en del av skoltiden"
    return (
        f"{letter.student} har varit borta {amount} {period}. Även giltig frånvaro, till exempel sjukdom, är "
        f"medräknad. Den {swedish.long_date(letter.decided_on)} beslutade rektor att skolan ska utreda vad "
        "frånvaron beror på. Vi vill kunna hjälpa till."
    )


def _who_is_told(letter: GuardianLetter) -> str:
    if not letter.is_reported:
        return "Utredningen är skolans egen. Inget skickas till socialtjänsten."
    also = ""
    if letter.home_municipality:
        also = f" Hemkommunen, {letter.home_municipality}, får också veta det."
    return (
        "När en skola utreder frånvaro ska den också anmäla frånvaron till den som ansvarar för skolan. "
        f"För oss är det {letter.provider}. Anmälan går inte till socialtjänsten. I den står att "
        f"{letter.student} har varit borta och att skolan utreder varför.{also}"
    )


def _next(letter: GuardianLetter) -> tuple[str, ...]:
    return (
        f"Vi pratar med {letter.student} om vad som fungerar och vad som är svårt.",
        "Vi pratar med dig om hur du ser på det och vad du tror kan hjälpa.",
        "Elevhälsan är med, till exempel kurator och skolsköterska.",
        "Skolan skriver en plan, och vi går igenom den tillsammans.",
    )


def _asked(letter: GuardianLetter) -> str:
    tell = "Säg till om du behöver tolk."
    if letter.meeting:
        return f"Vi vill träffa dig: {letter.meeting}. Passar det inte, så hittar vi en annan tid. {tell}"
    return f"Vi hör av oss för att bestämma en tid. Du får gärna ringa oss först. {tell}"
