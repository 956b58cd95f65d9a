"""Why a file, or a row of it, is not read.

NarvaroError
├── FileRefused      the file is left unread: `reason` says why, `facts` what was counted
└── ReadingCancelled the user stopped the reading
"""

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_


class Refusal(Term):
    """The reasons to leave a whole file unread."""

    MISSING = "missing", N_("filen finns inte eller går inte att öppna")
    EMPTY = "empty", N_("filen är tom")
    BINARY = "binary", N_("filen är ingen text och inget kalkylblad")
    FORMAT = "format", N_("filformatet läses inte, spara som XLSX eller CSV")
    ENCRYPTED = "encrypted", N_("filen är skyddad med lösenord")
    DAMAGED = "damaged", N_("filen är skadad eller ofullständig")
    TOO_LARGE = "too_large", N_("filen är för stor, spara som CSV")
    HOSTILE = "hostile", N_("filen har ett innehåll som inget kalkylblad har")
    TOO_DEEP = "too_deep", N_("filen är för djupt nästlad")
    UNCLOSED_QUOTE = "unclosed_quote", N_("ett citattecken saknas, så att raderna flyter ihop")
    LONG_FIELD = "long_field", N_("en cell är för lång")
    READER_DIED = "reader_died", N_("filen gick inte att läsa")
    TOO_SLOW = "too_slow", N_("filen tog för lång tid att läsa")
    NO_HEADER = "no_header", N_("ingen rubrikrad hittades")
    NO_ROWS = "no_rows", N_("filen har rubriker men inga rader")
    UNKNOWN_LAYOUT = "unknown_layout", N_("kolumnerna känns inte igen")
    COLUMNS_MISSING = "columns_missing", N_("kolumner saknas")
    NOT_PUPIL_DATA = "not_pupil_data", N_("filen gäller förskola eller fritidshem")
    NO_PUPILS = "no_pupils", N_("filen har inga uppgifter om elever")
    UNANSWERED = "unanswered", N_("en fråga om vad kolumnerna betyder är obesvarad")
    PERIOD_MISSING = "period_missing", N_("perioden framgår inte av filen")


class RowFault(Term):
    """The reasons to leave one row unread; the later ones are found by those who know the pupils."""

    IDENTITY = "identity", N_("ogiltigt personnummer")
    NOT_TEXT = "not_text", N_("kolumnen måste vara text")
    NO_PUPIL = "no_pupil", N_("eleven saknas på raden")
    DATE = "date", N_("oläsligt datum")
    NUMBER = "number", N_("oläsligt tal")
    NEGATIVE = "negative", N_("negativt värde")
    STATUS = "status", N_("okänd status")
    LONGER = "longer", N_("frånvaro längre än lektionen")
    UNEQUAL = "unequal", N_("samma lektion med olika värden")
    CHARACTER = "character", N_("otillåtet tecken")
    COLUMNS = "columns", N_("fel antal kolumner")
    NO_EVENT = "no_event", N_("lektionen saknas i kalenderfilen")
    UNKNOWN_PUPIL = "unknown_pupil", N_("okänd elev")
    SEVERAL_PUPILS = "several_pupils", N_("flera elever passar")
    OUTSIDE_YEAR = "outside_year", N_("datum utanför läsåret")
    REASON = "reason", N_("anledningen säger inte om frånvaron är giltig")


class Exclusion(Term):
    """The rows that are left out with right, and only counted."""

    HEADING = "heading", N_("rubrik- och fotrader")
    GROUP = "group", N_("grupprader")
    SUM = "sum", N_("summarader")
    PROTECTED = "protected", N_("skyddade personuppgifter")
    DUPLICATE = "duplicate", N_("exakta dubbletter")
    OTHER_UNIT = "other_unit", N_("andra skolor")
    CHOSEN = "chosen", N_("klasser som ni valt bort")


class FileRefused(NarvaroError):
    """The file is left unread; `facts` are counts, limits and row numbers by name."""

    def __init__(self, reason: Refusal, **facts: int | str | tuple[str, ...]) -> None:
        super().__init__(reason.key, facts)
        self.reason = reason
        self.facts = facts


class ReadingCancelled(NarvaroError):
    """The user stopped the reading; nothing was kept."""


_NUMBERED = tuple(RowFault)
_CODES = {fault: -1 - place for place, fault in enumerate(_NUMBERED)}


def code(fault: RowFault) -> int:
    """The fault as a number below zero, so that a whole column can be judged by its smallest number."""
    return _CODES[fault]


def fault_of(number: int) -> RowFault:
    """The fault that `code` made into a number."""
    return _NUMBERED[-1 - number]
