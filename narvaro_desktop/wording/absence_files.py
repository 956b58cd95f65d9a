"""Words for the errors of `absence_files`: why a file was left unread, and what helps."""

from collections.abc import Callable
from typing import Any, Final

from narvaro_desktop.absence_files.faults import FileRefused, ReadingCancelled, Refusal
from narvaro_desktop.absence_files.fields import Field
from narvaro_desktop.absence_files.meaning import Question
from narvaro_desktop.absence_files.profiles import WrongProfile
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_, _

_ADVICE: Final = {
    Refusal.MISSING: N_(
        "Filen finns inte eller går inte att öppna. Är den öppen i ett annat program, stäng den."
    ),
    Refusal.EMPTY: N_("Filen är tom. Ta ut den på nytt ur frånvarosystemet."),
    Refusal.BINARY: N_("Filen är ingen text och inget kalkylblad. Välj en CSV-fil eller en Excelfil."),
    Refusal.FORMAT: N_("Filformatet läses inte. Öppna filen i Excel och spara som XLSX eller CSV."),
    Refusal.ENCRYPTED: N_("Filen är skyddad med lösenord. Spara den utan lösenord och välj den igen."),
    Refusal.DAMAGED: N_("Filen är skadad eller ofullständig. Ta ut den på nytt ur frånvarosystemet."),
    Refusal.TOO_LARGE: N_("Filen är för stor. Spara den som CSV, eller ta ut en kortare period."),
    Refusal.HOSTILE: N_("Filen har ett innehåll som inget vanligt kalkylblad har. Den läses inte."),
    Refusal.TOO_DEEP: N_("Filen är uppbyggd på ett sätt som inget frånvarosystem använder. Den läses inte."),
    Refusal.UNCLOSED_QUOTE: N_("Ett citattecken saknas omkring rad {row}, så att raderna flyter ihop."),
    Refusal.LONG_FIELD: N_(
        "En cell omkring rad {line} är för lång. Kontrollera att rätt avgränsare används."
    ),
    Refusal.READER_DIED: N_("Filen gick inte att läsa. Öppna den i Excel och spara som CSV."),
    Refusal.TOO_SLOW: N_(
        "Filen tog för lång tid att läsa. Spara den som CSV, eller ta ut en kortare period."
    ),
    Refusal.NO_HEADER: N_("Ingen rad med rubriker hittades. Ta ut filen med rubriker."),
    Refusal.NO_ROWS: N_("Filen har rubriker men inga rader."),
    Refusal.UNKNOWN_LAYOUT: N_(
        "Kolumnerna känns inte igen. Läs in filen i fönstret och förklara dem en gång."
    ),
    Refusal.COLUMNS_MISSING: N_("Kolumner som profilen väntar sig saknas i filen."),
    Refusal.NOT_PUPIL_DATA: N_("Filen gäller förskola eller fritidshem, inte skolans lektioner."),
    Refusal.NO_PUPILS: N_(
        "Filen har inga uppgifter om elever. Ta ut en rapport med en rad för varje elev eller lektion."
    ),
    Refusal.PERIOD_MISSING: N_("Det framgår inte vilken period filen gäller. Ange första och sista dag."),
}
_UNTOUCHED: Final = N_("Inget har ändrats.")


def _refused(error: FileRefused) -> str:
    advice = _(_ADVICE.get(error.reason, "")) or f"{error.reason.label.capitalize()}."
    places = {name: error.facts.get(name, "?") for name in ("row", "line")}
    return " ".join(filter(None, (advice.format(**places), _missing(error), _(_UNTOUCHED))))


def _missing(error: FileRefused) -> str:
    """What the file lacks, or what must be answered about it, in words."""
    fields = [Field.of(key).label.partition(" (")[0] for key in _listed(error, "missing")]
    asked = [Question.of(key).label for key in _listed(error, "unanswered")]
    headers = [f"”{header}”" for header in _listed(error, "headers")]
    said = []
    if fields or headers:
        said.append(_("Det här saknas: {what}.").format(what=", ".join([*fields, *headers])))
    if asked:
        said.append(_("Obesvarat: {what}").format(what=" ".join(asked)))
    return " ".join(said)


def _listed(error: FileRefused, name: str) -> tuple[str, ...]:
    found = error.facts.get(name, ())
    return found if isinstance(found, tuple) else ()


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    FileRefused: _refused,
    ReadingCancelled: lambda _error: _("Läsningen avbröts. Inget har ändrats."),
    WrongProfile: lambda _error: _(
        "Filen är ingen importprofil, eller gjord av ett nyare program. Inget har ändrats."
    ),
}
