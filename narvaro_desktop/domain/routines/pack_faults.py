"""What can be wrong with a pack, and where: faults that hold it up, and advice that does not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from narvaro_desktop.domain.casework.ladder import RETURNING_SIGN
from narvaro_desktop.domain.routines.pack_words import Entry
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


class PackFault(Term):
    """One thing that can be wrong; the words are filled with the facts of the remark."""

    PACK_NAME = "pack_name", N_("Skriv vad rutinen heter.")
    STEP_COUNT = "step_count", N_("Trappan har {count} steg. Den ska ha minst {fewest} och högst {most}.")
    STEP_ORDER = "step_order", N_("Stegen är inte numrerade i följd från 1.")
    STEP_LACKING = "step_lacking", N_("Steg 0 (det som gäller alla) och Å (återgång) måste finnas.")
    STEP_NAME = "step_name", N_("Steget saknar namn.")
    SAME_NAME = "same_name", N_("Två steg heter {name}. Ge dem olika namn.")
    SAME_LOOK = "same_look", N_("{one} och {other} har samma symbol och mönster. Bara färgen skiljer dem åt.")
    RESPONSIBLE = "responsible", N_("Det står inte vem som ansvarar.")
    UNKNOWN_ROLE = "unknown_role", N_("Rollen {key} är inte känd här.")
    UNKNOWN_WORD = "unknown_word", N_("{key} är inte känt här. Det kan vara skrivet i ett nyare program.")
    TRIGGER_VALUE = "trigger_value", N_("Skriv ett värde mellan 1 och 100 procent.")
    TRIGGER_COUNT = "trigger_count", N_("Skriv ett värde som är minst 1.")
    TRIGGER_WINDOW = "trigger_window", N_("En andel behöver en period att räknas över.")
    YEARS = "years", N_("Den sista årskursen ligger före den första.")
    TRIGGER_NONE = "trigger_none", N_("Ingen regel föreslår steget. Det nås bara genom egen bedömning.")
    THRESHOLD_ORDER = (
        "threshold_order",
        N_("Gränsen {value} % är inte högre än {lower} % på steg {below}. Då nås stegen samtidigt."),
    )
    EXIT_LEVEL = "exit_level", N_("Steget lämnas under {exit} % men nås redan vid {entry} %. Välj lägre.")
    EXIT_ORDER = "exit_order", N_("Steget lämnas under {exit} %, lägre än steg {below} ({lower} %).")
    DUTY_TEXT = "duty_text", N_("Skriv vad som ska göras.")
    SAME_KEY = "same_key", N_("Två saker att göra har samma nyckel, {key}.")
    UNIT = "unit", N_("Fristen saknar enhet: dagar, skoldagar, arbetsdagar eller samma dag.")
    COUNT = "count", N_("Skriv hur många dagar fristen är.")
    LAW = "law", N_("Lagrummet {key} finns inte i programmets lagbok.")
    LAW_LACKING = "law_lacking", N_("Det sägs stå i lag, men lagrummet är inte angivet.")
    INQUIRY = (
        "inquiry",
        N_("Inget steg har rektorns beslut om utredning. Skollagen kräver att det fattas."),
    )
    INQUIRY_TWICE = "inquiry_twice", N_("Rektorns beslut om utredning står på flera steg. Välj ett.")
    NOTIFICATION = (
        "notification",
        N_("Anmälan till huvudmannen saknas på samma steg som beslutet. Skollagen kräver den."),
    )
    WEEKS = "weeks", N_("Samma vecka står två gånger.")
    RECIPIENT = "recipient", N_("Det står inte vem som ska få {key}.")
    STAGE = "stage", N_("Stadiet {name} slutar innan det börjar.")
    TARGET = "target", N_("Målet {name} slutar innan det börjar.")
    REVISE = "revise", N_("Rutinen ska ses över innan den börjar gälla.")
    DUTY_NONE = "duty_none", N_("Steget kräver ingenting. Då händer inget av att det nås.")
    MEASURE_NONE = (
        "measure_none",
        N_("Ingen åtgärd i katalogen föreslås på steget. Lägg till egna, eller skriv varje åtgärd för hand."),
    )
    TRIGGER_NEVER = "trigger_never", N_("Mer än 100 procent går inte. Regeln uppfylls aldrig.")
    TRIGGER_HIGH = (
        "trigger_high",
        N_("{value} % nås först när eleven nästan aldrig är i skolan. Är det meningen?"),
    )
    TRIGGER_LONG = (
        "trigger_long",
        N_("{value} skoldagar i rad är mer än en termin. Regeln hinner inte gälla."),
    )
    INQUIRY_STEP = (
        "inquiry_step",
        N_(
            "Rektorns beslut om utredning kommer först på steg {step} av {count}. "
            "Lagen säger att upprepad eller längre frånvaro ska utredas skyndsamt."
        ),
    )
    INQUIRY_LEVEL = (
        "inquiry_level",
        N_("Utredning föreslås först vid {value} % frånvaro. Lagen säger att den ska göras skyndsamt."),
    )
    DEADLINE_START = (
        "deadline_start",
        N_("Fristen räknas från beslutet om utredning, som fattas först på steg {step}."),
    )
    DEADLINE_MEASURES = (
        "deadline_measures",
        N_("Fristen räknas från att åtgärderna började, men inget steg hit begär någon åtgärdsplan."),
    )
    DEADLINE_GRACE = "deadline_grace", N_("Den räknas som försenad innan den ska vara klar.")
    DEADLINE_SHORT = (
        "deadline_short",
        N_("En kartläggning eller plan hinner knappast göras så fort: {words}."),
    )
    DEADLINE_LONG = "deadline_long", N_("Fristen är längre än ett läsår.")
    DEADLINE_LAW = "deadline_law", N_("Fristen sägs följa av lag, men lagen kräver inte det som ska göras.")
    RESULT_BEFORE = (
        "result_before",
        N_("Huvudmannen ska få resultatet efter {result} dagar, men kartläggningen får ta {inquiry}."),
    )
    WEEKS_UNUSED = "weeks_unused", N_("Veckor för lägesrapport är valda, men ingen lägesrapport skickas.")
    YEAR_TWICE = "year_twice", N_("Årskurs {year} hör till både {one} och {other}.")
    STEP_IN_USE = (
        "step_in_use",
        N_("Pågående ärenden på steg {step}, som inte finns kvar: {count}. De behåller sin rutin."),
    )

    @property
    def holds_up(self) -> bool:
        """Whether a pack with this fault cannot be taken into use."""
        return self not in _WARNINGS


_WARNINGS = frozenset(
    {
        PackFault.SAME_LOOK,
        PackFault.TRIGGER_NONE,
        PackFault.EXIT_ORDER,
        PackFault.LAW_LACKING,
        PackFault.REVISE,
        PackFault.STEP_IN_USE,
        PackFault.DUTY_NONE,
        PackFault.MEASURE_NONE,
        PackFault.TRIGGER_HIGH,
        PackFault.TRIGGER_LONG,
        PackFault.INQUIRY_STEP,
        PackFault.INQUIRY_LEVEL,
        PackFault.DEADLINE_START,
        PackFault.DEADLINE_MEASURES,
        PackFault.DEADLINE_GRACE,
        PackFault.DEADLINE_SHORT,
        PackFault.DEADLINE_LONG,
        PackFault.DEADLINE_LAW,
        PackFault.RESULT_BEFORE,
        PackFault.WEEKS_UNUSED,
        PackFault.YEAR_TWICE,
    }
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault and where it is: a path of keys and places, `("ladder", "steps", 3, "triggers", 0)`."""

    where: tuple[str | int, ...]
    fault: PackFault
    facts: Mapping[str, Any]
    place: str = ""

    @property
    def words(self) -> str:
        return self.fault.label.format(**self.facts)


def holds_up(found: Iterable[Remark]) -> bool:
    """Whether any of them keeps the pack from being used."""
    return any(remark.fault.holds_up for remark in found)


def climbed(document: Entry) -> list[tuple[int, Entry]]:
    """The steps that a case climbs, with their places in the document."""
    numbered = enumerate(document["ladder"]["steps"])
    return [(at, step) for at, step in numbered if step["number"] > 0 and step["sign"] != RETURNING_SIGN]


def step_at(place: int, *more: str | int) -> tuple[str | int, ...]:
    """The path to a step, and further in."""
    return ("ladder", "steps", place, *more)
