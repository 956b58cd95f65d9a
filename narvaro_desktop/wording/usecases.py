"""Words for the errors of `usecases`: what happened, what is untouched, what to do."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence.attention import CauseTooLong
from narvaro_desktop.usecases.absence.school_year import DaysOutOfOrder
from narvaro_desktop.usecases.absence.suggestions import DayNotAhead, NobodyListed, ReasonMissing
from narvaro_desktop.usecases.assessment.investigation_answers import AnswerHidden
from narvaro_desktop.usecases.casework.cases import CaseAlreadyOpen, CaseClosed
from narvaro_desktop.usecases.casework.closing import NotClosed
from narvaro_desktop.usecases.casework.new_case import NameMissing
from narvaro_desktop.usecases.casework.notes import AlreadyCorrected, NoteEmpty, NotYourNote
from narvaro_desktop.usecases.deciding.decision_reasons import AlreadyReasoned
from narvaro_desktop.usecases.deciding.decisions import MotivationMissing
from narvaro_desktop.usecases.deciding.notifications import AlreadyHandedOver, NoHuvudman, NothingToHandOver
from narvaro_desktop.usecases.huvudman.matter_intake import CorrectsUnknown
from narvaro_desktop.usecases.importing.import_profiles import LayoutKnown
from narvaro_desktop.usecases.importing.import_rows import ImportStopped, ManyDeletes
from narvaro_desktop.usecases.importing.imports import DayAhead, NothingToUndo
from narvaro_desktop.usecases.plain_files import FileUnreadable
from narvaro_desktop.usecases.planning.plans import EvaluationMissing, PlanEmpty
from narvaro_desktop.usecases.pupils.students import GuardianNeeded, StudentExists
from narvaro_desktop.usecases.receiving.inbox import NotForUs, ReceiptUnknown, SenderNotTrusted
from narvaro_desktop.usecases.receiving.package_files import NotAnIdentity
from narvaro_desktop.usecases.routines.packs import AdopterMissing, DayPassed, PackFaulty, PackKnown
from narvaro_desktop.usecases.sending.key_cards import NumberMisformed
from narvaro_desktop.usecases.sending.keys import NoKeyToSign, NumberMissing
from narvaro_desktop.usecases.sending.others_cards import (
    NotACard,
    NotAHuvudman,
    OwnCardRead,
    WrongControlDigits,
)
from narvaro_desktop.usecases.sending.package_opening import NoKeyToOpen, SealedHere
from narvaro_desktop.usecases.sending.packages import OutboxFull, OutboxMissing, OutboxReadOnly, OutboxUnnamed
from narvaro_desktop.usecases.sharing.handovers import (
    AlreadyAnswered,
    AlreadyWaiting,
    MessageMissing,
    NothingDecided,
)
from narvaro_desktop.usecases.vault.backups import BackupMissing, FolderMissing
from narvaro_desktop.usecases.vault.old_copies import NoLaterBackup
from narvaro_desktop.usecases.vault.recovery import WrongGroups
from narvaro_desktop.usecases.vault.vaults import RealVaultThere


def _many_deletes(error: ManyDeletes) -> str:
    if error.rejected:
        return ngettext(
            "{count} rad i filen gick inte att läsa. Därför tas inget bort, och perioden ersätts inte. "
            "Rätta filen, eller välj Slå ihop i stället.",
            "{count} rader i filen gick inte att läsa. Därför tas inget bort, och perioden ersätts inte. "
            "Rätta filen, eller välj Slå ihop i stället.",
            error.rejected,
        ).format(count=error.rejected)
    return _(
        "Om perioden ersätts försvinner {deleted} lektioner som inte finns i filen, av {total}. "
        "Inget har ändrats. Bekräfta om det stämmer."
    ).format(deleted=error.deleted, total=error.total)


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    AdopterMissing: lambda _error: _("Skriv vem som har fastställt rutinen. Inget har sparats än."),
    DayPassed: lambda _error: _(
        "Dagen har redan varit. Det som gjordes då följde en annan rutin. Välj i dag eller en senare dag."
    ),
    PackFaulty: lambda error: ngettext(
        "{count} sak i rutinen måste rättas först. Inget har sparats.",
        "{count} saker i rutinen måste rättas först. Inget har sparats.",
        error.args[0],
    ).format(count=error.args[0]),
    PackKnown: lambda _error: _("Just den rutinen finns redan här. Inget har ändrats."),
    AnswerHidden: lambda _error: _(
        "Någon annan har svarat på frågan, och svaret läses bara av några. Det står kvar som det var."
    ),
    EvaluationMissing: lambda _error: _("Välj hur det gick, så kan åtgärden avslutas. Inget har ändrats."),
    PlanEmpty: lambda _error: _("Planen har ingen åtgärd som pågår. Lägg till en innan du signerar."),
    NoLaterBackup: lambda _error: _(
        "Gör en ny säkerhetskopia först: alla som finns kan öppnas av den som har slutat."
    ),
    BackupMissing: lambda _error: _("Det finns ingen säkerhetskopia än. Gör en först, så går det att öva."),
    FolderMissing: lambda _error: _(
        "Mappen för säkerhetskopior finns inte just nu. Är disken inkopplad? Valvet är orört."
    ),
    DaysOutOfOrder: lambda _error: _(
        "En termin eller ett lov slutar innan det börjar, eller ligger utanför läsåret. Inget har sparats."
    ),
    WrongGroups: lambda _error: _(
        "Det stämmer inte med bladet. Läs grupperna en gång till. Bladet räknas när de stämmer."
    ),
    CaseAlreadyOpen: lambda error: _(
        "Eleven har redan ett öppet ärende, {number}. Öppna det i stället."
    ).format(number=error.args[0]),
    NotClosed: lambda _error: _("Ärendet är öppet. Beslutet om avslut finns när det är avslutat."),
    CaseClosed: lambda error: _(
        "Ärendet {number} är avslutat. Inget har ändrats. Öppna det igen om ni ska arbeta vidare."
    ).format(number=error.args[0]),
    NoteEmpty: lambda _error: _("Skriv några ord, så går anteckningen att spara."),
    NotYourNote: lambda _error: _(
        "Anteckningen är skriven av någon annan. Skriv en ny anteckning, eller be den som skrev att rätta."
    ),
    AlreadyCorrected: lambda _error: _(
        "Anteckningen har redan rättats. Det du skrev är inte sparat än. Rätta den senaste versionen."
    ),
    MessageMissing: lambda _error: _("Skriv en mening om vad saken gäller. Inget har lämnats över."),
    AlreadyWaiting: lambda _error: _(
        "Ärendet väntar redan på beslut. Det du skrev har inte lämnats. "
        "Prata med varandra, eller vänta på svaret."
    ),
    AlreadyAnswered: lambda _error: _("Någon annan har redan svarat. Inget har ändrats."),
    NameMissing: lambda _error: _("Skriv både förnamn och efternamn på den nya eleven. Inget har ändrats."),
    ReasonMissing: lambda _error: _("Skriv en mening om varför. Inget har ändrats."),
    CauseTooLong: lambda error: _("Välj en orsak och en dag framåt, senast {day}. Inget har ändrats.").format(
        day=error.args[0]
    ),
    DayNotAhead: lambda _error: _("Välj en dag som ligger framåt. Inget har ändrats."),
    NothingDecided: lambda _error: _(
        "Ärendet har inget beslut än. Inget är besvarat. Fatta det först: Inled utredning och anmäl, eller "
        "Utredning behövs inte. Behöver du veta mer, skicka tillbaka med en kommentar."
    ),
    NobodyListed: lambda _error: _("Ingen i klassen väntar på svar längre. Ingen fil har sparats."),
    AlreadyReasoned: lambda _error: _(
        "Beslutet har redan sina skäl. De står som de skrevs, och inget är ändrat."
    ),
    MotivationMissing: lambda _error: _("Skriv varför utredning inte behövs. En mening räcker."),
    StudentExists: lambda _error: _(
        "En annan elev har redan det personnumret. Inget har ändrats. Sök upp eleven i listan i stället."
    ),
    GuardianNeeded: lambda _error: _(
        "Vårdnadshavaren står i ett ärende och kan inte tas bort. Inget har ändrats. Rätta namnet i stället."
    ),
    ImportStopped: lambda _error: _("Inläsningen avbröts. Inget har ändrats."),
    ManyDeletes: _many_deletes,
    LayoutKnown: lambda error: _("Upplägget {name} är redan känt, med andra svar. Inget har ändrats.").format(
        name=error.name
    ),
    NothingToUndo: lambda _error: _(
        "Inläsningen går inte att ångra: den är redan ångrad, eller så har en senare fil ändrat samma rader."
    ),
    NumberMissing: lambda _error: _(
        "Skolenhetskoden eller organisationsnumret saknas. Skriv det, så kan kontaktkortet göras."
    ),
    NoKeyToSign: lambda _error: _(
        "Du har ingen nyckel att signera med, och kan inte lägga till en själv. "
        "Be den som sköter programmet att göra det."
    ),
    OwnCardRead: lambda _error: _(
        "Filen är ert eget kontaktkort. Inget har ändrats. Läs in det kort som den andra har skickat."
    ),
    NotACard: lambda _error: _(
        "Filen är inget kontaktkort, eller har ändrats på vägen. Inget har sparats. "
        "Be om kontaktkortet på nytt."
    ),
    NotAHuvudman: lambda _error: _(
        "Kortet hör till en skola, inte till en huvudman. Inget har sparats. "
        "Be huvudmannen om deras kontaktkort."
    ),
    NumberMisformed: lambda error: _("Numret ska ha {count} siffror. Skriv det en gång till.").format(
        count=error.args[0]
    ),
    WrongControlDigits: lambda _error: _(
        "Siffrorna stämmer inte med kontaktkortet. Kortet används inte. Be dem läsa grupperna en gång till. "
        "Stämmer de ändå inte kan kortet vara utbytt: be om ett nytt."
    ),
    AlreadyHandedOver: lambda _error: _(
        "Huvudmannen har redan fått anmälan, och den står kvar som den skickades. Inget har ändrats. "
        "Något nytt skickas som ett eget brev eller i ett nytt beslut."
    ),
    NothingToHandOver: lambda _error: _(
        "Anmälan är inte gjord än, så den kan inte lämnas. Försegla eller skriv ut den först, "
        "eller skriv att den är gjord på annat sätt."
    ),
    NoHuvudman: lambda _error: _(
        "Huvudmannens kontaktkort är inte kontrollerat än. Inget har förseglats. "
        "Läs in kortet och ring dem, så tar det en minut."
    ),
    OutboxFull: lambda _error: _(
        "Disken eller USB-minnet är fullt. Ingen fil har lagts där, och inget har ändrats. "
        "Gör plats eller välj en annan mapp."
    ),
    OutboxReadOnly: lambda _error: _(
        "I den mappen går det inte att spara. Ingen fil har lagts där, och inget har ändrats. "
        "Välj en annan mapp."
    ),
    OutboxMissing: lambda _error: _(
        "Mappen finns inte. Sitter USB-minnet i? Ingen fil har sparats, och inget har ändrats. "
        "Välj en annan mapp, eller sätt i minnet och försök igen."
    ),
    OutboxUnnamed: lambda _error: _(
        "Allt är sparat i valvet, men USB-minnet eller mappen försvann innan filen fick sitt namn. "
        "Sätt i minnet, lås och lås upp igen, så blir filen klar."
    ),
    DayAhead: lambda error: _(
        "Dagen {day} har inte varit än, så filen kan inte gälla till och med den. Inget har ändrats. "
        "Välj den sista dagen i filen."
    ).format(day=error.args[0].isoformat()),
    RealVaultThere: lambda _error: _(
        "I mappen ligger ett valv som inte är övning. Inget där har rörts. Välj en annan mapp för övningen."
    ),
    FileUnreadable: lambda _error: _("Filen finns inte eller går inte att läsa. Inget har ändrats."),
    NotAnIdentity: lambda _error: _(
        "Filen innehåller ingen age-nyckel. En rad ska börja med AGE-SECRET-KEY-1."
    ),
    CorrectsUnknown: lambda _error: _(
        "Paketet rättar något som inte har kommit hit. Be skolan lämna det först. Inget har sparats."
    ),
    NotForUs: lambda _error: _(
        "Filen är ett förseglat paket, men inte av ett slag som läses här. Inget har sparats."
    ),
    SealedHere: lambda _error: _(
        "Filen har förseglats i det här valvet, och bara mottagaren kan öppna den. Inget har ändrats. "
        "Lämna den till mottagaren."
    ),
    NoKeyToOpen: lambda _error: _(
        "Paketet är till er, men din nyckel öppnar det inte. Inget har ändrats. "
        "Be den som förseglar era paket att läsa in filen, ofta rektorn."
    ),
    ReceiptUnknown: lambda _error: _(
        "Kvittensen svarar på ett paket som inte har förseglats i det här valvet. Inget har ändrats."
    ),
    SenderNotTrusted: lambda _error: _(
        "Skolans kontaktkort är inte kontrollerat än, så kvittensen kan inte förseglas. Läs in kortet först."
    ),
}
