"""What the window says of packages that wait, of keys that no longer count, and of the huvudman's answer."""

from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.card_keys import ListRead
from narvaro_desktop.usecases.notifications import NotificationLine


def held(count: int) -> str:
    """Packages that wait in the vault for their senders' kontaktkort."""
    words = ngettext(
        "Avsändaren är inte känd här än. Paketet väntar i valvet, förseglat. "
        "Läs in avsändarens kontaktkort och ring dem, så läses det in.",
        "Avsändarna till {count} paket är inte kända här än. Paketen väntar i valvet, förseglade. "
        "Läs in avsändarnas kontaktkort och ring dem, så läses de in.",
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
