"""Words for what goes wrong between the laptops of one school; nothing has been kept, and nothing lost."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sending.laptops import LaptopUnknown
from narvaro_desktop.usecases.sending.sealed_elsewhere import SealedElsewhere
from narvaro_desktop.usecases.sharing.disputes import NoSuchChoice
from narvaro_desktop.usecases.sharing.handover_files import (
    CaseNotHere,
    ClassUnknown,
    NothingToReturn,
    OtherCase,
)
from narvaro_desktop.usecases.sharing.join import (
    AlreadyJoined,
    AskTooOld,
    CardElsewhere,
    NotAnAnswer,
    NotAnAsk,
    NotThisLaptop,
    ShutOut,
    TooManyLaptops,
    WrongDigits,
)
from narvaro_desktop.usecases.sharing.own_pupil import PupilStays

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    AlreadyJoined: lambda _error: _("Den här datorn hör redan till en skola. Inget har ändrats."),
    NotAnAsk: lambda _error: _(
        "Filen är inte gjord av en dator som vill ansluta, eller så har den ändrats. Inget har sparats. "
        "Be kollegan om en ny fil."
    ),
    NotAnAnswer: lambda _error: _(
        "Filen är inte skolans svar. Inget har sparats. Välj den fil som kollegan vid skolans dator gjorde: "
        "den slutar på .age."
    ),
    NotThisLaptop: lambda _error: _(
        "Filen är gjord för en annan dator. Inget har sparats. "
        "Be kollegan vid skolans dator läsa in filen härifrån och göra en ny."
    ),
    CardElsewhere: lambda _error: _(
        "Nya datorer släpps in på den dator där skolans valv skapades. Inget har sparats. Läs in filen där."
    ),
    AskTooOld: lambda _error: _(
        "Filen är för gammal. Inget har sparats. Be kollegan spara en ny på sin dator och ringa igen."
    ),
    ShutOut: lambda _error: _(
        "Den datorn är spärrad, och förblir det. Inget har ändrats. "
        "Kollegan gör ett nytt valv med Anslut den här datorn till en skola, och sparar en ny fil."
    ),
    WrongDigits: lambda _error: _(
        "Siffrorna stämmer inte, så datorn är inte ansluten. Be kollegan läsa grupperna en gång till. "
        "Stämmer de ändå inte kan filen vara utbytt: be om en ny."
    ),
    TooManyLaptops: lambda error: _(
        "Skolan har redan {count} datorer som öppnar paket, och fler går inte. Inget har sparats. "
        "Spärra en som inte används."
    ).format(count=error.args[0]),
    LaptopUnknown: lambda _error: _(
        "Kollegans dator är inte ansluten till skolan, eller spärrad. Inget har lämnats eller sparats. "
        "Anslut den på sidan Team."
    ),
    ClassUnknown: lambda _error: _(
        "Filen innehåller text som du inte har rätt att läsa. Inget har sparats. "
        "Be avsändaren lämna ärendet till dig på nytt."
    ),
    SealedElsewhere: lambda _error: _(
        "Kvittensen svarar på en anmälan som förseglades på en kollegas dator. Inget har sparats. "
        "Lämna filen till kollegan: svaret kommer hit när ärendet lämnas tillbaka."
    ),
    CaseNotHere: lambda _error: _(
        "Ärendet som kom tillbaka finns inte här: det har gallrats, eller lämnats från en annan dator. "
        "Inget har sparats."
    ),
    OtherCase: lambda _error: _(
        "Filen hör inte ihop: den skriver i ett annat ärende än det den gäller. Inget har sparats. "
        "Ring avsändaren."
    ),
    PupilStays: lambda _error: _(
        "Filen gäller en elev vars uppgifter inte får föras mellan datorer. Inget har sparats. "
        "Ring avsändaren."
    ),
    NoSuchChoice: lambda _error: _(
        "Någon har skrivit nytt i fältet under tiden. Inget har ändrats. Titta på det som står där nu."
    ),
    NothingToReturn: lambda _error: _(
        "Ärendet har inte kommit från någon annan dator, så det finns ingen att lämna tillbaka till."
    ),
}
