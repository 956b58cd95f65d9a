"""Words for the errors of `domain`."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.domain.absence.windows import UnknownWindow
from narvaro_desktop.domain.access import NotAllowed, OutOfReach
from narvaro_desktop.domain.assessment.investigation import (
    AlreadySigned,
    NoCorrectionReason,
    NotReadyToSign,
    NotSigned,
    WrongAnswer,
)
from narvaro_desktop.domain.case_terms import CaseScope
from narvaro_desktop.domain.casework.case_number import WrongCaseNumber
from narvaro_desktop.domain.casework.duties import CaseHeld
from narvaro_desktop.domain.casework.ladder import NoSuchStep, ReasonMissing, StepHeld, TopOfLadder
from narvaro_desktop.domain.deciding.free_text import LONGEST, FreeTextHeld, FreeTextTooLong
from narvaro_desktop.domain.deciding.notification import MissingFields, ProtectedStudent, TextTooLong
from narvaro_desktop.domain.deciding.receipt import LONGEST_MESSAGE, MessageTooLong, ReceiptIncomplete
from narvaro_desktop.domain.identity import WrongIdentity
from narvaro_desktop.domain.law import NoSuchLaw
from narvaro_desktop.domain.planning.catalogue import ConditionsOpen
from narvaro_desktop.domain.planning.plan import MeasureEnded, MeasureIncomplete, NextDateMissing
from narvaro_desktop.domain.record_id import WrongMoment
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _, ngettext


def _not_allowed(error: NotAllowed) -> str:
    return _("Det här får du inte göra som {role}. Fråga rektorn eller den som sköter programmet.").format(
        role=error.role.label
    )


def _out_of_reach(error: OutOfReach) -> str:
    if error.scope is CaseScope.OWN_CLASS:
        return _(
            "Eleven går inte i någon av dina klasser. Be rektor eller kurator att bjuda in dig till ärendet, "
            "eller att lägga till klassen på dig i Team."
        )
    return _(
        "Du är inte inbjuden till ärendet. Som {role} öppnar du de ärenden som du har fått eller är inbjuden "
        "till. Be den som har ärendet att bjuda in dig."
    ).format(role=error.role.label)


def _step_held(error: StepHeld) -> str:
    count = len(error.outstanding)
    return ngettext(
        "{count} sak är kvar på steget. Gör den, eller skriv en mening om varför den lämnas öppen.",
        "{count} saker är kvar på steget. Gör dem, eller skriv en mening om varför var och en lämnas öppen.",
        count,
    ).format(count=count)


def _listed(terms: tuple[Term, ...]) -> str:
    return ", ".join(term.label for term in terms)


def _held_text(error: FreeTextHeld) -> str:
    return ngettext(
        "Texten har {count} ställe att läsa en gång till innan den skickas.",
        "Texten har {count} ställen att läsa en gång till innan den skickas.",
        error.count,
    ).format(count=error.count)


def _too_long(length: int, longest: int) -> str:
    return _("Texten har {length} tecken. Den får ha högst {longest}.").format(length=length, longest=longest)


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    NotAllowed: _not_allowed,
    OutOfReach: _out_of_reach,
    WrongCaseNumber: lambda error: _("Det är inget ärendenummer. Det har sju tecken, till exempel K7M2QFP."),
    ConditionsOpen: lambda error: _("Innan insatsen kan börja behövs: {needs}.").format(
        needs=_listed(error.conditions)
    ),
    CaseHeld: lambda error: _("Ärendet kan avslutas när det här finns: {needs}.").format(
        needs=_listed(error.needs)
    ),
    FreeTextHeld: _held_text,
    FreeTextTooLong: lambda error: _too_long(error.length, LONGEST),
    WrongIdentity: lambda error: _("Numret stämmer inte: {reason}.").format(reason=error.reason.label),
    AlreadySigned: lambda error: _(
        "Kartläggningen är signerad och ändras inte. Gör en ny version i stället."
    ),
    NoCorrectionReason: lambda error: _("Skriv en mening om varför texten rättas."),
    NotReadyToSign: lambda error: _("Innan du signerar behövs: {needs}.").format(needs=_listed(error.needs)),
    NotSigned: lambda error: _("Kartläggningen är inte signerad än. Du kan ändra direkt i den."),
    WrongAnswer: lambda error: _("Svaret passar inte frågan. Välj på skalan eller skriv ett svar."),
    NoSuchStep: lambda error: _("Trappan har inget steg {number}.").format(number=error.number),
    ReasonMissing: lambda error: _("Skriv en mening om varför ärendet flyttas till det steget."),
    StepHeld: _step_held,
    TopOfLadder: lambda error: _("Ärendet står redan på det högsta steget."),
    NoSuchLaw: lambda error: _("Programmet har ingen lagtext för den här punkten som gällde {day}.").format(
        day=error.day.isoformat()
    ),
    MissingFields: lambda error: _("I anmälan saknas: {needs}.").format(needs=_listed(error.fields)),
    ProtectedStudent: lambda error: _(
        "Eleven har skyddade personuppgifter. Inget skrivs ut eller skickas härifrån. "
        "Anmäl på det sätt som skolans rutin säger, och anteckna dagen."
    ),
    TextTooLong: lambda error: _("Texten är för lång: {field}. Den får ha högst {longest} tecken.").format(
        field=error.field.label, longest=error.longest
    ),
    MeasureEnded: lambda error: _("Åtgärden är utvärderad. Lägg till en ny åtgärd i stället."),
    MeasureIncomplete: lambda error: _("Åtgärden behöver också: {needs}.").format(needs=_listed(error.needs)),
    NextDateMissing: lambda error: _(
        "Välj nästa uppföljningsdag. Den ska ligga efter den här uppföljningen."
    ),
    MessageTooLong: lambda error: _too_long(error.length, LONGEST_MESSAGE),
    ReceiptIncomplete: lambda error: _("Skriv vem som tog emot anmälan och hur skolan når er."),
    WrongMoment: lambda error: _("Datorns klocka visar ett omöjligt datum. Ställ klockan och försök igen."),
    UnknownWindow: lambda error: _("Trappan har en period som programmet inte känner till."),
}
