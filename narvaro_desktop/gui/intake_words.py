"""What the window says of packages that wait, of keys that no longer count, and of the huvudman's answer."""

from collections.abc import Sequence

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.receiving.held_packages import is_stranger
from narvaro_desktop.usecases.sending.card_keys import ListRead


def held(refusals: Sequence[NarvaroError]) -> str:
    """Packages that wait in the vault for a kontaktkort: of a stranger, or a newer one of someone known."""
    count = len(refusals)
    if not any(is_stranger(one) for one in refusals):
        words = ngettext(
            "Avsändarens kontaktkort räcker inte för paketet. Det väntar i valvet, förseglat. "
            "Be om ett nyare kort och läs in det.",
            "Avsändarnas kontaktkort räcker inte för {count} paket. De väntar i valvet, förseglade. "
            "Be om nyare kort och läs in dem.",
            count,
        )
        return words.format(count=count)
    words = ngettext(
        "Avsändaren är inte känd här än. Paketet väntar i valvet, förseglat. Läs in avsändarens "
        "kontaktkort och kontrollera det per telefon, så läses paketet in.",
        "Avsändarna till {count} paket är inte kända här än. Paketen väntar i valvet, förseglade. Läs"
        " in avsändarnas kontaktkort och kontrollera dem per telefon, så läses paketen in.",
        count,
    )
    return words.format(count=count)


def revoked(read: ListRead) -> str:
    """Whose keys do not count any more, and how much has come with them since."""
    words = ngettext(
        "{count} nyckel hos {name} är spärrad. Läs in deras nya kontaktkort.",
        "{count} nycklar hos {name} är spärrade. Läs in deras nya kontaktkort.",
        read.count,
    ).format(count=read.count, name=read.name)
    if not read.to_check:
        return words
    check = ngettext(
        "{count} paket har kommit med dem sedan dess. Ring och fråga om det.",
        "{count} paket har kommit med dem sedan dess. Ring och fråga om dem.",
        read.to_check,
    )
    return f"{words} {check.format(count=read.to_check)}"


def answered(line: NotificationLine) -> str:
    """What the huvudman answered, in a sentence or three."""
    words = [_("Huvudmannen har svarat: {state}.").format(state=line.state.label)]
    if line.registration_number:
        words.append(_("Diarienummer {number}.").format(number=line.registration_number))
    if line.offered:
        offered = ", ".join(kind.label for kind in line.offered)
        words.append(
            _("Erbjudet stöd: {offered}. Det står i ärendet som något att svara på.").format(offered=offered)
        )
    return " ".join(words)
