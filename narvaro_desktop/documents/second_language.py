"""The same letter to a guardian in her own language: a page of its own, spoken in that language.

Its words are data (`resources/letters`); who has checked the translation stands on it, or that nobody has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from narvaro_desktop.documents import blocks, styles
from narvaro_desktop.documents.guardian_letter import KIND, GuardianLetter, story
from narvaro_desktop.documents.page import Paper, build
from narvaro_desktop.documents.right_to_left import MARK
from narvaro_desktop.documents.right_to_left_blocks import (
    SENDER,
    Emphasis,
    Paragraph,
    from_the_left,
    numbered,
)

_ROOM: Final = 25 * mm
"""What a heading asks for below it."""
_WHOLE: Final = 45 * mm
"""The same where paragraphs are not parted."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A letter's words in `language` (ISO 639); `checked_by` "" where no translator has read them."""

    language: str
    name: str
    own_name: str
    words: Mapping[str, Any]
    checked_by: str = ""
    checked_on: date | None = None
    is_from_right: bool = False

    @property
    def in_swedish(self) -> str:
        """What the Swedish page says of it."""
        if self.checked_by and self.checked_on:
            return f"Brevet följer på {self.name}. Översättningen är granskad av {self.checked_by}."
        return f"Brevet följer på {self.name}. Översättningen är inte granskad av en översättare."


def translation(data: Mapping[str, Any]) -> Translation:
    """From a file of `resources/letters`."""
    on = date.fromisoformat(data["checkedOn"]) if data["checkedOn"] else None
    by = data["checkedBy"] or ""
    is_from_right = data.get("direction") == "rtl"
    return Translation(data["language"], data["name"], data["ownName"], data["words"], by, on, is_from_right)


def letter_in_two(letter: GuardianLetter, said: Translation, made: datetime, secrecy: str) -> bytes:
    """The PDF: a page in Swedish, and the same in the other language."""
    sheet = Paper(KIND, letter.case_id, letter.school, made, secrecy)
    swedish = [*story(letter, made.date()), *blocks.text(said.in_swedish, "översättning", styles.NOTE)]
    page = _page_from_right if said.is_from_right else _page
    return build(sheet, [*swedish, PageBreak(), *page(letter, said, made)])


def _page(letter: GuardianLetter, said: Translation, made: datetime) -> Sequence[Flowable]:
    words = _Words(letter, said, made.date())
    called = words.get("meeting") if letter.meeting else words.get("call")
    checked = words.get("checked") if said.checked_by and said.checked_on else words.get("unchecked")
    found = [
        blocks.paragraph(letter.school, styles.SENDER, "avsändare"),
        blocks.paragraph(words.get("title"), styles.TITLE_AGAIN, "rubrik"),
        blocks.paragraph(words.get("to"), styles.SUBTITLE, "underrubrik"),
        *blocks.text(checked, "granskning", styles.NOTE),
        *blocks.text(words.get("happened"), "brevets början", styles.BODY_AGAIN),
        blocks.emphasis(words.get("calm"), _told(words, letter), "brevets text"),
        *_part(words.get("next_title"), blocks.numbered(words.every("next"), "vad som händer nu")),
        *_part(words.get("asked_title"), blocks.text(called, "vad vi ber om", styles.BODY_AGAIN)),
        *_part(words.get("rights_title"), blocks.text(words.get("rights"), "rättigheter", styles.BODY_AGAIN)),
        *_part(words.get("contact_title"), blocks.text(letter.contact, "kontakt", styles.BODY_AGAIN)),
        blocks.gap(4),
        *blocks.text(f"{words.get('regards')}\n{letter.signed_by}", "underskrift", styles.BODY_AGAIN),
    ]
    return blocks.in_language(found, said.language)


def _page_from_right(letter: GuardianLetter, said: Translation, made: datetime) -> Sequence[Flowable]:
    """The same, from right to left; whom to call, and who has signed, as in Swedish."""
    words = _Words(letter, said, made.date())
    called = words.get("meeting") if letter.meeting else words.get("call")
    checked = words.get("checked") if said.checked_by and said.checked_on else words.get("unchecked")

    def text(key: str, style: ParagraphStyle = styles.BODY_AGAIN) -> Paragraph:
        return Paragraph(words.get(key), style, key)

    def heading(key: str) -> list[Flowable]:
        return [CondPageBreak(_WHOLE), text(key, styles.HEADING_AGAIN)]

    told = Emphasis(text("calm", styles.STRONG), Paragraph(_told(words, letter), styles.BODY_AGAIN, "told"))
    spoken = [
        text("title", styles.TITLE_AGAIN), text("to", styles.SUBTITLE),
        Paragraph(checked, styles.NOTE, "checked"), text("happened"), told,
        *heading("next_title"), *numbered(words.every("next"), "next"),
        *heading("asked_title"), Paragraph(called, styles.BODY_AGAIN, "asked"),
        *heading("rights_title"), text("rights"), *heading("contact_title"),
    ]  # fmt: skip
    regards = text("regards")
    blocks.in_language([*spoken, regards], said.language)
    return [
        *from_the_left(letter.school, "avsändare", SENDER), *spoken,
        *from_the_left(letter.contact, "kontakt"), blocks.gap(4), regards,
        *from_the_left(letter.signed_by, "underskrift"),
    ]  # fmt: skip


def _part(title: str, found: list[Flowable]) -> list[Flowable]:
    return [CondPageBreak(_ROOM), blocks.paragraph(title, styles.HEADING_AGAIN, "rubrik"), *found]


def _told(words: "_Words", letter: GuardianLetter) -> str:
    if not letter.is_reported:
        return words.get("unreported")
    return " ".join([words.get("reported"), *([words.get("home")] if letter.home_municipality else [])])


class _Words:
    """The texts with the letter's facts in them."""

    def __init__(self, letter: GuardianLetter, said: Translation, today: date) -> None:
        self._said = said
        spans = letter.first_day != letter.last_day
        self._facts = {
            "name": letter.student, "guardian": letter.guardian, "provider": letter.provider,
            "municipality": letter.home_municipality, "meeting": letter.meeting, "share": letter.share,
            "first": self._day(letter.first_day), "last": self._day(letter.last_day),
            "decided": self._day(letter.decided_on), "who": said.checked_by,
        }  # fmt: skip
        self._facts["day"] = self._day(today)
        if said.is_from_right:
            self._facts = {name: f"{MARK}{fact}{MARK}" if fact else "" for name, fact in self._facts.items()}
        self._facts["period"] = self.get("period") if spans else self.get("lately")
        self._facts["amount"] = self.get("amount") if letter.share else self.get("some")

    def get(self, key: str) -> str:
        day = {"day": self._day(self._said.checked_on)} if key == "checked" and self._said.checked_on else {}
        return str(self._said.words[key]).format_map(self._facts | day)

    def every(self, key: str) -> list[str]:
        return [str(one).format_map(self._facts) for one in self._said.words[key]]

    def _day(self, day: date) -> str:
        named = {"day": day.day, "month": self._said.words["months"][day.month - 1], "year": day.year}
        return str(self._said.words["date"]).format_map(named).replace(" ", "\N{NO-BREAK SPACE}")
