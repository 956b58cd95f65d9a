"""What the strip of the practice school says where a person stands: a sentence, and at most one button."""

from dataclasses import dataclass
from enum import Enum, auto

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.windows.shell import Place
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.practice_school.practice_guide import ANSWERS, TRIES, Guided, Stop

DECISION, RESULT = "decision", "result"
"""Places that are no pages: the decision's dialog, and what it shows when the file is there."""


class Way(Enum):
    """What the button does."""

    CASE = auto()
    INVESTIGATION = auto()
    RECEIVED = auto()
    TAKE = auto()
    AS_COUNSELLOR = auto()
    AS_PRINCIPAL = auto()
    AS_RECIPIENT = auto()
    LEAVE = auto()


_BUTTONS = {
    Way.CASE: N_("Öppna Elviras ärende"),
    Way.INVESTIGATION: N_("Öppna kartläggningen"),
    Way.RECEIVED: N_("Öppna anmälan"),
    Way.TAKE: N_("Läs in filen"),
    Way.AS_COUNSELLOR: N_("Visa som kurator"),
    Way.AS_PRINCIPAL: N_("Visa som rektor"),
    Way.AS_RECIPIENT: N_("Visa som mottagare"),
    Way.LEAVE: N_("Avsluta övningen"),
}


@dataclass(frozen=True, slots=True)
class Tip:
    """What the strip shows: the number of the thing to try, how many are done, a sentence, and a way on."""

    number: int
    of: int
    behind: int
    text: str
    way: Way | None = None

    @property
    def button(self) -> str:
        return _(_BUTTONS[self.way]) if self.way else ""


def tip(found: Guided, at: Place | None, role: Role) -> Tip:
    """The tip for a person of `role` who stands at `at`."""
    text, way = _said(found, at or Place(""), role)
    return Tip(found.stop.number, TRIES, found.behind, text, way)


def _said(found: Guided, at: Place, role: Role) -> tuple[str, Way | None]:
    here = found.case_id is not None and at.what.get("case_id") == found.case_id
    in_case, in_answers = here and at.key == "case", here and at.key == "investigation"
    if found.stop is Stop.LOOK:
        lead = _(
            "Elvira i 5B har varit borta 15,5 % av lektionstiden, nästan alltid sjuk. Börja i hennes ärende."
        )
        return lead, Way.CASE
    if found.stop is Stop.STAIR:
        if not in_case:
            return _("I Elviras ärende står trappan och nästa sak att göra."), Way.CASE
        seen = _("Trappan visar var Elvira står. Där står också nästa sak: en enkel kartläggning.")
        return seen, Way.INVESTIGATION
    if found.stop is Stop.VOICE:
        if not in_answers:
            return _("Elvira svarar själv i kartläggningen."), Way.INVESTIGATION
        return _voice(found.answers), None
    if found.stop is Stop.SEAL:
        return _seal(found, at, role, in_case)
    if found.stop is Stop.END:
        if found.is_by_hand:
            made = _("Anmälan går utan fil. När kommunens svar kommer skriver du in det i Elviras ärende.")
            return (made, Way.LEAVE) if in_case else (made, Way.CASE)
        if not in_case:
            return _("Kommunens svar är inläst. Det står i Elviras ärende."), Way.CASE
        return _("Klart. Här står kommunens svar, och i tidslinjen allt som har hänt."), Way.LEAVE
    return _between(found, at)


def _voice(answers: int) -> str:
    words = _("Skriv tre svar med Elviras egna ord. Allt sparas medan du skriver.")
    if not answers:
        return words
    left = ANSWERS - answers
    more = ngettext("Sparat. Skriv {n} svar till.", "Sparat. Skriv {n} svar till.", left)
    return more.format(n=left)


def _seal(found: Guided, at: Place, role: Role, in_case: bool) -> tuple[str, Way | None]:
    """The rektor's own act."""
    if role is Role.RECIPIENT:
        return _("Elviras anmälan har inte kommit än. Rektorn förseglar den."), Way.AS_PRINCIPAL
    if role is not Role.PRINCIPAL:
        if found.is_decided:
            return _("Beslutet är fattat. Rektorn gör anmälan."), Way.AS_PRINCIPAL
        return _("Tre svar är sparade. Nu är det rektorn som beslutar."), Way.AS_PRINCIPAL
    if at.key == DECISION:
        lists = _("Läs vad som skickas och inte skickas. Svara på det som saknas och tryck Försegla.")
        return lists, None
    if not in_case:
        return _("Du är rektor nu. Beslutet fattas i Elviras ärende."), Way.CASE
    if found.is_decided:
        return _("Beslutet är fattat men inte anmält. Tryck Anmäl nu i den röda rutan."), None
    return _("Tryck Inled utredning och anmäl, överst på sidan."), None


def _between(found: Guided, at: Place) -> tuple[str, Way | None]:
    """The file's way to the huvudman, and the answer's way back."""
    at_school = found.case_id is not None
    if found.stop is Stop.READ and at_school:
        words = _(
            "Filen är förseglad. I verkligheten lämnas den till kommunen, här byter du till mottagaren."
        )
        return words, Way.AS_RECIPIENT
    if found.stop is Stop.READ:
        return _("Nu är du mottagare på kommunen. Skolans fil ligger i mappen."), Way.TAKE
    if found.stop is Stop.ACKNOWLEDGE:
        if at.what.get("received_id") != found.received_id:
            return _("Elviras anmälan är inläst."), Way.RECEIVED
        return _("Läs vad skolan har skickat och tryck Skicka kvittens: mottagen, överst på sidan."), None
    if at_school:
        return _("Kommunens svar ligger i mappen."), Way.TAKE
    return _("Kvittensen är förseglad. Byt till kuratorn och se vad skolan får veta."), Way.AS_COUNSELLOR
