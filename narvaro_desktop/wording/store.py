"""Words for the errors of `store`."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.store import errors


def _wrong_key(_error: errors.StoreError) -> str:
    """One sentence for both, so that nobody learns who has access by trying names."""
    return _("Namnet och lösenfrasen hör inte ihop. Kontrollera stavningen och försök igen.")


def _mistyped(error: errors.SheetMistyped) -> str:
    lines = [number for number in error.args if number <= 4]
    if not lines:
        return _("Bladet har fyra rader. Skriv alla fyra, med kontrolltecknen sist på varje rad.")
    return ngettext(
        "Rad {lines} saknas eller är fel skriven. Läs den en gång till på bladet.",
        "Rad {lines} saknas eller är fel skrivna. Läs dem en gång till på bladet.",
        len(lines),
    ).format(lines=", ".join(map(str, lines)))


def _no_room(error: errors.NoRoom) -> str:
    needed, free = (_megabytes(size) for size in (*error.args, 0, 0)[:2])
    return _(
        "Det finns inte plats på disken: {needed} MB behövs och {free} MB är lediga. Inget har ändrats."
    ).format(needed=needed, free=free)


def _megabytes(size: int) -> int:
    """Megabytes, rounded up."""
    return -(-size // 1_000_000)


def _damaged_keys(_error: errors.StoreError) -> str:
    return _(
        "Valvets nyckelfil är skadad. Valvet är orört. Lägg tillbaka filerna som slutar på .nyckel från "
        "den senaste säkerhetskopian."
    )


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    errors.StoreError: lambda error: _(
        "Valvet kan inte användas just nu. Inget har ändrats. Försök igen, eller öppna en säkerhetskopia."
    ),
    errors.KeyFileMissing: lambda error: _(
        "Valvets nyckelfil saknas. Den ska ligga bredvid valvet, med samma namn och .nyckel sist. "
        "Den finns också i varje säkerhetskopia."
    ),
    errors.KeyFileDamaged: _damaged_keys,
    errors.StaleKeyFile: lambda error: _(
        "Nyckelfilen är äldre än den du använde senast. Lägg tillbaka den nyaste filen som slutar på "
        ".nyckel. Den finns i den senaste säkerhetskopian."
    ),
    errors.ForeignKeyFile: lambda error: _(
        "Nyckelfilen hör till ett annat valv. Valvet är orört. Lägg tillbaka den nyckelfil som hör hit."
    ),
    errors.WeakDerivation: lambda error: _(
        "Nyckelfilen skyddar lösenfrasen för dåligt och används inte. Öppna valvet från en säkerhetskopia."
    ),
    errors.WrongPassphrase: _wrong_key,
    errors.UnknownUser: _wrong_key,
    errors.LabelTaken: lambda error: _(
        "Det finns redan någon med det namnet. Skriv namnet på ett annat sätt."
    ),
    errors.NotEntitled: lambda error: _(
        "Du har inte nyckeln som behövs för det här. Be den som skapade valvet att göra det."
    ),
    errors.SheetMistyped: _mistyped,
    errors.SheetOpensNothing: lambda error: _(
        "Bladet är rätt skrivet, men det öppnar inte det här valvet. Kanske har ett nyare blad skrivits ut."
    ),
    errors.ClassNotHeld: lambda error: _("Texten kan bara läsas av dem som har nyckeln till den."),
    errors.ClassNotMade: lambda error: _(
        "Ingen som får läsa den här sortens text har låst upp valvet än. Texten kan sparas när någon har "
        "gjort det."
    ),
    errors.CellRefused: lambda error: _(
        "En text i valvet är skadad och visas inte. Resten är orört. Den finns i en säkerhetskopia."
    ),
    errors.VaultMissing: lambda error: _(
        "Valvet ligger inte kvar där det låg. Leta upp filen, eller öppna en säkerhetskopia."
    ),
    errors.VaultExists: lambda error: _(
        "Det ligger redan en fil där. Inget har skrivits över. Välj ett annat namn."
    ),
    errors.NotOurVault: lambda error: _(
        "Filen är inget valv från Närvaro. Den är orörd. Välj en fil som slutar på .narvaro."
    ),
    errors.NewerVault: lambda error: _(
        "Valvet är gjort av ett nyare Närvaro. Det är orört. Installera den nyaste versionen och öppna "
        "det där."
    ),
    errors.VaultDamaged: lambda error: _(
        "Filen är skadad eller inget valv från Närvaro. Den är orörd. Öppna den senaste säkerhetskopian."
    ),
    errors.DriverTooOld: lambda error: _(
        "Programmets databas är för gammal eller saknar kryptering. Inget har öppnats. Installera om Närvaro."
    ),
    errors.AlreadyOpen: lambda error: _(
        "Valvet är öppet i ett annat fönster eller på en annan dator. Stäng det där och försök igen."
    ),
    errors.ReadOnlyPlace: lambda error: _(
        "Det går inte att spara i den mappen. Inget har ändrats. Flytta valvet till en mapp där du får spara."
    ),
    errors.DiskFull: lambda error: _(
        "Disken är full, och det sista sparades inte. Allt före det finns kvar. Frigör plats och försök igen."
    ),
    errors.VaultBusy: lambda error: _(
        "Ett annat program håller i valvets fil, till exempel ett virusskydd. Inget har ändrats. "
        "Försök igen strax."
    ),
    errors.VaultReplaced: lambda error: _(
        "Valvets fil har bytts ut medan valvet var öppet, till exempel av en synktjänst. Det sista sparades "
        "inte. Kopiera det du skrev, stäng Närvaro, och se efter i mappen vilken fil som är rätt."
    ),
    errors.NetworkShare: lambda error: _(
        "Ett valv får inte ligga på en nätverksplats, för där kan två öppna det på en gång. "
        "Lägg det på datorns egen disk."
    ),
    errors.NoRoom: _no_room,
    errors.OlderThanWitness: lambda error: _("Den här filen är äldre än den som användes senast på datorn."),
    errors.LogForged: lambda error: _(
        "I registrets logg har någon lagt till, ändrat eller tagit bort en rad utan att gå genom Närvaro. "
        "Fråga den som sköter servern. Lås sedan och öppna registret igen."
    ),
    errors.CopyRefused: lambda error: _(
        "Säkerhetskopian stämmer inte och räknas inte. Valvet är orört. Gör en ny, eller välj en annan kopia."
    ),
}
