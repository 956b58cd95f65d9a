"""Words for every reason why a sealed package or a kontaktkort is refused; nothing has been kept."""

from collections.abc import Callable
from typing import Any, Final

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.sealing import refusals
from narvaro_desktop.sealing.pack_file import PackBroken, PackUnsigned
from narvaro_desktop.sealing.refusals import PackageRefused

_BROKEN: Final = N_(
    "Filen är inte ett giltigt förseglat paket. Inget har sparats. Be avsändaren försegla på nytt."
)
_CONTENT: Final = N_(
    "Innehållet följer inte formatet ({code}{entry}). Inget har sparats. Be avsändaren försegla på nytt, "
    "och säg koden om det händer igen."
)
_TOO_LARGE: Final = N_(
    "Paketet är större än vad som tas emot. Inget har sparats. "
    "Be avsändaren dela upp det eller lämna det på annat sätt."
)


def _content(error: PackageRefused) -> str:
    entry = error.facts.get("entry")
    return _(_CONTENT).format(code=error.code, entry=f", {entry}" if entry else "")


def _broken(_error: PackageRefused) -> str:
    return _(_BROKEN)


def _too_large(_error: PackageRefused) -> str:
    return _(_TOO_LARGE)


def _no_key(error: PackageRefused) -> str:
    if error.facts.get("laptop"):
        return _(
            "Filen är inte till dig på den här datorn. Inget har sparats. Är den till en kollega öppnas den "
            "på kollegans dator. Annars, be avsändaren om en ny."
        )
    return _(
        "Paketet är inte förseglat till någon av era nycklar. Inget har sparats. "
        "Skicka ert senaste kontaktkort till avsändaren och be om ett nytt paket."
    )


def _unknown_signer(error: PackageRefused) -> str:
    if error.facts.get("kind") in ("handover", "join", "return"):
        return _(
            "Filen kommer från en dator som inte är känd här. Inget har sparats. Har kollegans dator "
            "anslutits nyligen, läs in skolans senaste kontaktkort först. Annars, ring avsändaren."
        )
    return _(
        "Avsändaren är inte känd här än. Inget har sparats. "
        "Läs in avsändarens kontaktkort och ring dem, så går filen att öppna."
    )


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    PackageRefused: _broken,
    **dict.fromkeys(
        (refusals.NotAge, refusals.HeaderFault, refusals.StanzaKind, refusals.MixedFamilies), _broken
    ),
    PackBroken: lambda _error: _(
        "Filen är ingen rutin från Närvaro, eller så har den ändrats efter att den skrevs under. "
        "Inget har sparats. Be avsändaren om en ny fil."
    ),
    PackUnsigned: lambda _error: _(
        "Rutinen är inte signerad, så det går inte att veta om den är hel. Inget har sparats. "
        "Be avsändaren spara den som fil i Närvaro."
    ),
    refusals.NoKey: _no_key,
    refusals.Damaged: lambda _error: _(
        "Filen är skadad eller ändrad. Inget har sparats. Be avsändaren lämna den en gång till."
    ),
    refusals.FileFault: lambda _error: _(
        "Filen kunde inte läsas eller skrivas. Inget har sparats. "
        "Se efter att disken eller USB-minnet sitter i, och försök igen."
    ),
    **dict.fromkeys(
        (
            refusals.ZipForm,
            refusals.EntryOrder,
            refusals.EntryName,
            refusals.Manifest,
            refusals.JsonForm,
            refusals.EnvelopeMismatch,
            refusals.PayloadForm,
            refusals.PdfJson,
        ),
        _content,
    ),
    refusals.Limits: _too_large,
    refusals.PolicySize: _too_large,
    refusals.UnknownSigner: _unknown_signer,
    refusals.SignatureFault: lambda _error: _(
        "Signaturen stämmer inte. Inget har sparats. Ring avsändaren och be om ett nytt paket."
    ),
    refusals.SignerNotValid: lambda _error: _(
        "Nyckeln var spärrad eller gällde inte när paketet förseglades. Inget har sparats. Ring avsändaren."
    ),
    refusals.SignerNotAllowed: lambda _error: _(
        "Nyckeln får inte signera paket av den här typen. Inget har sparats. Ring avsändaren."
    ),
    refusals.WrongRecipient: lambda _error: _(
        "Paketet är ställt till någon annan. Inget har sparats. Tala om för avsändaren att det kom fel."
    ),
    refusals.HiddenRecipient: lambda _error: _(
        "Paketet har mottagare som avsändaren inte har signerat. Inget har sparats. Ring avsändaren."
    ),
    refusals.Duplicate: lambda _error: _("Paketet är redan mottaget. Inget har ändrats."),
    refusals.IdReused: lambda _error: _(
        "Ett paket med samma nummer och annat innehåll har redan tagits emot. Inget har sparats. "
        "Kontakta skolan."
    ),
    refusals.SequenceFork: lambda _error: _(
        "Avsändarens löpnummer har redan använts för något annat. Inget har sparats. Kontakta skolan."
    ),
    refusals.FutureVersion: lambda _error: _(
        "Filen är skapad av ett nyare program. Inget har sparats. Uppdatera Närvaro och försök igen."
    ),
    refusals.ClockFault: lambda _error: _(
        "Enligt filen är den gjord i framtiden. Inget har sparats. Kontrollera datorns klocka."
    ),
    refusals.Protected: lambda _error: _(
        "Skyddade personuppgifter förseglas inte. Inget har sparats. Anmäl på det sätt som rutinen säger."
    ),
    refusals.PracticeMismatch: lambda _error: _(
        "Övning och verklighet hålls isär: filen hör till det ena och det här valvet till det andra. "
        "Inget har sparats."
    ),
    refusals.CardSignature: lambda _error: _(
        "Kontaktkortet är inte signerat med rätt nyckel. Det används inte. Be om ett nytt."
    ),
    refusals.CardChain: lambda _error: _(
        "Kontaktkortet är äldre än det som redan är kontrollerat, eller säger emot det. Det används inte. "
        "Ring och be om det senaste."
    ),
    refusals.InternalFault: lambda error: _(
        "Något oväntat hände när filen lästes ({fault}). Inget har sparats. "
        "Hör av dig till den som sköter programmet."
    ).format(fault=error.facts.get("type", error.code)),
}
