"""Words for what hinders a register on a server."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.store import errors


def _address(error: errors.AddressRefused) -> str:
    if error.args[:1] in (("form",), ("host",), ("database",)):
        return _(
            "Det är ingen adress till en databas. Skriv den som postgresql://användare@server/databas. "
            "IT vet vad som ska stå där."
        )
    words = _("Adressen får inte ange {setting}. Ta bort det ur adressen.")
    return words.format(setting=", ".join(map(str, error.args)))


def _password(error: errors.ServerPasswordNeeded) -> str:
    if error.args[:1] == (1,):
        return _("Servern godtar inte lösenordet. Skriv lösenordet till servern, det som IT har gett er.")
    return _("Servern kräver ett lösenord. Skriv lösenordet till servern, det som IT har gett er.")


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    errors.AddressRefused: _address,
    errors.PasswordInAddress: lambda error: _(
        "Lösenordet ska inte stå i adressen, där andra kan se det. Ta bort det; det frågas efter."
    ),
    errors.TlsNeeded: lambda error: _(
        "Förbindelsen till en annan dator måste vara krypterad och servern visa vem den är "
        "(sslmode=verify-full). Ta bort {mode} ur adressen. Inget har skickats."
    ).format(mode=f"sslmode={error.args[0]}" if error.args else "sslmode"),
    errors.ServerPasswordNeeded: _password,
    errors.ServerNotTrusted: lambda error: _(
        "Servern kan inte visa att den är den rätta: den saknar TLS, eller dess certifikat är okänt här. "
        "Inget har skickats. Be IT lägga in serverns rotcertifikat på datorn."
    ),
    errors.ServerTooOld: lambda error: _(
        "Servern har en för gammal version av PostgreSQL ({version}). Det behövs version 14 eller senare."
    ).format(version=error.args[0] if error.args else "?"),
    errors.RegisterUnreachable: lambda error: _(
        "Servern med registret svarar inte. Det du just gjorde är inte sparat. Det du har skrivit står kvar: "
        "försök igen om en stund."
    ),
    errors.RegisterBusy: lambda error: _(
        "En kollega sparar just nu, och det tog för lång tid att vänta. Inget har ändrats. Försök igen."
    ),
    errors.RegisterRefused: lambda error: _(
        "Servern låter inte registrets användare göra det här. Inget har ändrats. Fråga IT om rättigheterna."
    ),
    errors.RegisterExists: lambda error: _(
        "Databasen är inte tom. Ett nytt register behöver en tom databas. Finns ert register redan där, "
        "välj att ansluta till det."
    ),
    errors.RegisterNeedsUpgrade: lambda error: _(
        "Registret är skapat för en äldre version av programmet. Den som sköter servern uppgraderar "
        "det med narvaro register upgrade, när alla har den nya versionen."
    ),
    errors.RegisterSpoilt: lambda error: _(
        "I registret står sådant som Närvaro inte har skrivit, och det går inte att öppna. "
        "Inget har ändrats. Fråga den som sköter servern."
    ),
    errors.KeysRewritten: lambda error: _(
        "En kollega ändrade behörigheterna i samma stund. Inget har ändrats. Försök igen."
    ),
    errors.WrittenMeanwhile: lambda error: _(
        "En kollega har ändrat samma uppgift medan du skrev. Inget har sparats, och din text står kvar."
    ),
    errors.SaveUncertain: lambda error: _(
        "Förbindelsen bröts medan det sparades. Det går inte att veta om det blev sparat: titta efter"
        " när förbindelsen är tillbaka. Det du har skrivit står kvar."
    ),
}
